"""Folders that MkDocs publishes whole: what must not be in them, or brought by links.

Whoever packed a project could show what the machine that builds has, or another client's
audit: by a link, or by naming the folder of the audits as that of the pages.
"""

# mypy: allow-untyped-calls
# (MkDocs annotates most of its functions, not all.)

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from generator.files.folders import everything_below
from generator.project import Project
from generator.terminal import part_of_line


def raise_for_folders(config: MkDocsConfig, project: Project) -> None:
    """Raise PluginError where pages or templates are kept in a folder not fit for that.

    It may neither lie in `audits/` nor hold it: all of it would be published. It may lie
    elsewhere, but no link may lead out of the folder of mkdocs.yml, and none out of the
    templates: MkDocs takes whatever it finds there into the site.
    """
    audits = project.audits.resolve()
    for key, named in (
        ("docs_dir", config.docs_dir),
        ("theme: custom_dir", config.theme.custom_dir),
    ):
        if not named:
            continue
        folder = Path(named)
        real = folder.resolve()
        if real.is_relative_to(audits) or audits.is_relative_to(real):
            raise PluginError(
                f"'{key}' is {part_of_line(str(real))}, and all of it would be "
                "published, the audits too: name a folder beside them"
            )
        home = _home(config)
        if folder.is_relative_to(home) and not real.is_relative_to(home.resolve()):
            raise PluginError(
                f"'{key}' is a link to {part_of_line(str(real))}, which is none of the "
                "project's: name that folder, or copy it here"
            )
    if config.theme.custom_dir:
        _raise_for_links_out_of(Path(config.theme.custom_dir).resolve())


def _raise_for_links_out_of(folder: Path) -> None:
    for path in everything_below(folder):
        if path.is_symlink() and not path.resolve().is_relative_to(folder):
            raise PluginError(
                f"the template {part_of_line(str(path.relative_to(folder)))} is a link "
                f"to {part_of_line(str(path.resolve()))}: copy it there, or remove the "
                "link"
            )


def raise_for_links(files: Files, config: MkDocsConfig, project: Project) -> None:
    """Raise PluginError for pages and files of `docs` that links bring from elsewhere.

    A link to what lies beside `docs`, such as a README, is followed. One that is left
    out of the pages may still be a template of them.
    """
    docs = Path(config.docs_dir).resolve()
    beside = _home(config).resolve()
    for file in files:
        if file.abs_src_path is None or file.src_dir != config.docs_dir:
            continue
        real = Path(file.abs_src_path).resolve()
        if real.is_relative_to(docs):
            continue
        if not real.is_relative_to(beside) or real.is_relative_to(project.audits):
            raise PluginError(
                f"{part_of_line(file.src_uri)} is a link to {part_of_line(str(real))}, "
                "which is none of the site's: copy it here, or remove the link"
            )


def raise_for_names(files: Files) -> None:
    """Raise PluginError for a page or file whose name no address can hold.

    Archives from other systems bring names in other encodings than UTF-8.
    """
    for file in files:
        try:
            file.src_uri.encode()
        except UnicodeEncodeError:
            raise PluginError(
                f"the name of {part_of_line(file.src_uri)} is not in UTF-8: rename it"
            ) from None


def _home(config: MkDocsConfig) -> Path:
    """Return the folder of mkdocs.yml; without one, that of the pages."""
    if config.config_file_path:
        return Path(config.config_file_path).parent.absolute()
    return Path(config.docs_dir)
