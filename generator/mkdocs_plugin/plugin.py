"""The plugin `cx-audit`: a project's audits as pages of an MkDocs site.

Loads the project, asks publishing which pages there are, and hands MkDocs finished
HTML. One of the two doors: it may log and read the clock, and stops a build by raising
PluginError.
"""

# mypy: allow-untyped-calls
# (MkDocs annotates most of its functions, not all.)

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.mkdocs_plugin import search
from generator.mkdocs_plugin.addresses import NOT_FOUND, ROOT, SiteAddresses
from generator.mkdocs_plugin.config import CxAuditOptions, audience_of, project_folder
from generator.mkdocs_plugin.content import (
    find_project,
    load,
    raise_errors,
    raise_for_ratings,
    site_content,
)
from generator.mkdocs_plugin.edition import mark_sheets, marked_internal
from generator.mkdocs_plugin.head import with_head
from generator.mkdocs_plugin.languages import Languages
from generator.mkdocs_plugin.live_parts import fill_parts
from generator.mkdocs_plugin.live_reload import LateFiles
from generator.mkdocs_plugin.navigation import give_titles, only_published, usual_nav
from generator.mkdocs_plugin.page_cache import RenderedPages
from generator.mkdocs_plugin.pages import AssetFile, AuditPage, add_page, clashes
from generator.mkdocs_plugin.security_policy import SitePolicy, write_headers
from generator.mkdocs_plugin.served_builds import ServedBuilds, refuse_moved
from generator.mkdocs_plugin.served_problems import ProblemNotice
from generator.mkdocs_plugin.served_requests import own_requests_only, refuse_unguarded
from generator.mkdocs_plugin.served_watches import KeptWatches
from generator.mkdocs_plugin.source_folders import (
    raise_for_folders,
    raise_for_links,
    raise_for_names,
)
from generator.mkdocs_plugin.template_memory import TemplateMemory
from generator.mkdocs_plugin.theme import prepare_theme
from generator.model.audience import AUDIENCES
from generator.project import LoadedProject, Project
from generator.publishing.content import SiteContent
from generator.publishing.site import BrokenLinkError, check_links, plan_site
from generator.publishing.site_plan import SitePlan
from generator.resources import site_templates

_log = get_plugin_logger("cx-audit")

_NOT_FOUND_TEMPLATE = "404.html"
_TEMPLATES = TemplateMemory()


class CxAuditPlugin(BasePlugin[CxAuditOptions]):
    """Adds the pages of a project's audits to the site."""

    def __init__(self, plan: Callable[[SiteContent], SitePlan] = plan_site) -> None:
        """Begin without a project; MkDocs creates plugins before it has read options.

        `plan` says which pages and files a site has. MkDocs leaves it at ours.
        """
        self._plan_site = plan
        self._project: Project | None = None
        self._serving = self._dirty = False
        self._last = RenderedPages()
        self._late = LateFiles()
        self._builds = ServedBuilds(self._late)
        self._site: tuple[object, ...] = ()

    def on_startup(
        self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool
    ) -> None:
        """Keep this object, and with it the parsed files, while `serve` rebuilds.

        MkDocs keeps a plugin exactly when it has this method.
        """
        refuse_unguarded()
        self._serving = command == "serve"
        self._dirty = dirty

    # Before Material's plugins `offline` and `search`, see generator.mkdocs_plugin.search.
    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Find the project and put our templates between the user's and Material's."""
        prepare_theme(config, self.config.languages[0])
        folder = project_folder(self.config, config)
        if self._serving:
            refuse_moved(self._project, folder)
        self._project = find_project(folder, self._project)
        raise_for_folders(config, self._project)
        search.prepare_files(config)
        search.spare_pages(config)
        site = (config.config_file_path, config.site_dir, dict(self.config))
        if not self._dirty or site != self._site:
            search.forget_last_build(config)
        self._site = site
        if "pl" in self.config.languages:
            search.speak_polish(config)
        return config

    def on_pre_build(self, **_: Any) -> None:
        """Read the project before MkDocs empties the folder of the site.

        So that a mistake in the YAML leaves the site that stood before.
        """
        loaded = load(
            self._known_project(), self.config.shops, audience_of(self.config)
        )
        self._builds.tell(loaded.diagnostics)
        advice = logging.WARNING if self.config.strict_advice else logging.INFO
        raise_errors(loaded.diagnostics, _log, advice)
        raise_for_ratings(loaded, audience_of(self.config))
        self._loaded: LoadedProject = loaded

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Plan the site and add its pages and files to what people wrote."""
        project = self._known_project()
        raise_for_names(files)
        raise_for_links(files, config, project)
        self._content = site_content(project, self._loaded, self.config, files, config)
        self._plan = plan = self._plan_site(self._content)
        planned = [page for page in plan.pages if page.uri != NOT_FOUND]
        taken = clashes(
            [
                *(f"{page.uri}.md" for page in planned),
                *(asset.uri for asset in plan.assets),
            ],
            files,
            config,
        )
        if taken:
            raise PluginError("\n".join(taken))
        root = project.root if self._content.policy.sees_private else None
        self._late.forget()
        put_off = self._late.put_off if self._serving else None
        made = [(page, add_page(page, config, files, root)) for page in planned]
        for asset in plan.assets:
            files.append(AssetFile(asset, config, put_off))
        if self._content.policy.confidential:
            mark_sheets(config, files, self.config.languages)
        self._addresses = SiteAddresses(files, urlsplit(config.site_url or "/").path)
        self._last.begin(self._addresses)
        known = self._last.recall if self._serving else lambda _: None
        self._pages = [
            AuditPage(page, file, config, self._addresses, known(page))
            for page, file in made
        ]
        languages = self.config.languages
        if config.nav is None:
            config.nav = usual_nav(plan, files, languages)
        config.nav = only_published(config.nav, files, languages)
        give_titles(config.nav, self._pages)
        return files

    def on_nav(self, nav: Navigation, **_: Any) -> Navigation:
        """Divide the navigation among the languages."""
        self._languages = Languages(self.config.languages, self._addresses)
        self._languages.set_navigation(nav)
        return nav

    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:
        """Fill the live parts of hand-written pages."""
        if isinstance(page, AuditPage):
            return html
        return fill_parts(
            html,
            self._languages.of(page),
            self._content,
            lambda problem: _log.warning(f"{page.file.src_uri}: {problem}"),
        )

    def on_env(
        self, env: Environment, *, config: MkDocsConfig, **_: Any
    ) -> Environment:
        """Check all links, now that every page is rendered; share what is compiled."""
        env.bytecode_cache = env.bytecode_cache or _TEMPLATES
        self._policy = SitePolicy(
            config.theme.dirs, opens_from_files=not config.use_directory_urls
        )
        results = {page.planned.uri: page.result for page in self._pages}
        not_found = [page for page in self._plan.pages if page.uri == NOT_FOUND]
        for page in not_found:
            results[NOT_FOUND] = page.render(self._addresses)
        self._not_found = results[NOT_FOUND].html if not_found else None
        broken = [
            f"{source} shows {target}, which does not exist"
            for source, target in sorted(self._addresses.missing)
        ]
        try:
            check_links(self._plan, results, self._content.handwritten)
        except BrokenLinkError as error:
            broken.append(str(error))
        if broken:
            raise PluginError("broken links:\n" + "\n".join(broken))
        if self._serving:
            self._last.keep(self._pages)
        return env

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give templates without a page their language, and the sitemap its pages."""
        context["nav"] = self._languages.apply(config, None)
        if template_name == _NOT_FOUND_TEMPLATE and self._not_found is not None:
            context["cx_not_found"] = self._not_found  # type: ignore[typeddict-unknown-key]
        if template_name == "sitemap.xml":
            context["pages"] = [
                file
                for file in context["pages"]
                if not isinstance(file.page, AuditPage) or file.page.planned.indexable
            ]
        return context

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,
        **_: Any,
    ) -> TemplateContext:
        """Make theme, navigation and language switch speak the page's language."""
        context["nav"] = self._languages.apply(config, page)
        return context

    def _complete_page(self, /, output: str, *, page: Page, **_: Any) -> str:
        """Tell search engines and readers, and keep Material from asking for sitemaps."""
        closed = isinstance(page, AuditPage) and not page.planned.indexable
        output = with_head(output, closed=closed)
        every = isinstance(page, AuditPage) and page.planned.uri == ROOT
        languages = self._languages
        shown = languages.languages if every else (languages.of(page),)
        return self._marked(output, shown)

    def _marked(self, output: str, languages: Sequence[str]) -> str:
        """Mark a page of a site for internal use as that."""
        if not AUDIENCES[audience_of(self.config)].confidential:
            return output
        return marked_internal(output, languages)

    # After all other plugins, as they may change the page.
    @event_priority(-100)
    def _protect_page(self, /, output: str, *, page: Page, **_: Any) -> str:
        return self._protect(output, page.file.src_uri)

    on_post_page = CombinedEvent(_complete_page, _protect_page)

    @event_priority(-100)
    def on_post_template(
        self, output_content: str, *, template_name: str, **_: Any
    ) -> str:
        """Do the same for the page for addresses that lead nowhere."""
        if not template_name.endswith(".html"):
            return output_content
        output = self._marked(output_content, self._languages.languages)
        if template_name != _NOT_FOUND_TEMPLATE:
            return output
        return self._protect(with_head(output, closed=False), template_name)

    def _protect(self, output: str, name: str) -> str:
        """Give a page its policy; not under `serve`, whose own script is inline."""
        if self._serving:
            return output
        output, refused = self._policy.protect(output)
        for what in refused:
            _log.warning(
                f"{name}: browsers will not apply {what}, which is not the theme's;"
                " use a file and extra_javascript or extra_css"
            )
        return output

    # Before the search plugin writes its index.
    @event_priority(50)
    def _add_search_entries(self, *, config: MkDocsConfig) -> None:
        if not search.add_entries(config, self._pages):
            _log.warning("this version of Material's search takes no entries of ours")

    # After it, and after the plugin `offline`, whose script any page could read.
    @event_priority(-150)
    def _write_search_index(self, *, config: MkDocsConfig) -> None:
        search.write_script_index(config, serving=self._serving)

    def _write_headers(self, *, config: MkDocsConfig) -> None:
        """Write the files for servers, unless a page's policy is not known."""
        if self._serving or self._dirty:
            return
        files = self._policy.header_files(indexable=self.config.indexable)
        for name in write_headers(files, Path(config.site_dir), Path(config.docs_dir)):
            _log.info(f"{name} is your own and stays as it is")

    on_post_build = CombinedEvent(
        _add_search_entries, _write_search_index, _write_headers
    )

    # After all other plugins: nothing of theirs may answer unasked, and those that
    # watch something must name the builder they were given.
    @event_priority(-100)
    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """Answer this machine's own browser; build when something changes, if it can."""
        server.builder = self._builds.keeping(
            server.builder, Path(server.root), in_place=self._dirty
        )
        answer = self._late.made_before(server.get_app(), server.mount_path)  # type: ignore[arg-type]
        answer = ProblemNotice().shown_on(answer, lambda: self._builds.problems)
        server.set_app(own_requests_only(answer, server))
        server.watch(str(self._known_project().audits))
        server.watch(str(site_templates()))
        KeptWatches(server).start()
        return server

    def _known_project(self) -> Project:
        if self._project is None:
            raise PluginError("the build began without on_config")
        return self._project
