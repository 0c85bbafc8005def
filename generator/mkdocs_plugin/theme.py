"""What the pages need of the theme, set before MkDocs makes anything of it."""

# mypy: allow-untyped-calls
# (MkDocs annotates most of its functions, not all.)

from __future__ import annotations

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from generator.resources import site_templates

_THEMES = ("material", "materialx")
_GOOGLE_FONT = {"text": "Roboto", "code": "Roboto Mono"}
"""Material's default, which every page would fetch from another host."""

_FILTERS = "assets/cx/plan.js"
"""The script that narrows a plan down; it does nothing on other pages."""


def prepare_theme(config: MkDocsConfig, language: str) -> None:
    """Put our templates, styles and script between the user's and Material's.

    `language` is that of pages which are nobody's. May be called again for each
    rebuild of `serve`. Raises PluginError for a theme that is not Material.
    """
    if config.theme.name not in _THEMES:
        raise PluginError(
            f"the theme is '{config.theme.name}', but the pages need Material: set"
            " 'theme: {name: material, font: false}'"
        )
    theme = site_templates() / "theme"
    dirs = config.theme.dirs
    if str(theme) not in dirs:
        dirs.insert(1 if config.theme.custom_dir else 0, str(theme))
    for style in sorted(theme.glob("assets/cx/*.css")):
        uri = style.relative_to(theme).as_posix()
        if uri not in config.extra_css:
            config.extra_css.insert(0, uri)
    if _FILTERS not in map(str, config.extra_javascript):
        config.extra_javascript.append(_FILTERS)
    if config.theme.get("font") == _GOOGLE_FONT:
        config.theme["font"] = False
    config.theme["language"] = language
    # Material prints these as they are, and they may hold the name of a shop.
    if not isinstance(config.site_name, Markup):
        config.site_name = escape(config.site_name)
    if config.site_description and not isinstance(config.site_description, Markup):
        config.site_description = escape(config.site_description)
    # Else the columns of a table are aligned by styles, which the policy refuses.
    config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
