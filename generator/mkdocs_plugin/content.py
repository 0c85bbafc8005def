"""A project folder → what the site shows, or a build that stops and says why."""

# mypy: allow-untyped-calls
# (MkDocs annotates most of its functions, not all.)

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from html import unescape
from logging import Logger, LoggerAdapter
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from generator.mkdocs_plugin.addresses import uri_of
from generator.mkdocs_plugin.config import CxAuditOptions, as_of_day, audience_of
from generator.model.audience import AUDIENCES, Audience
from generator.model.definition import Definition, newest_versions
from generator.model.diagnostic import Diagnostic
from generator.model.report import Report
from generator.model.shop_reports import by_shop
from generator.project import (
    ForeignProjectError,
    LoadedProject,
    NoShopNamedError,
    Project,
    ProjectNotFoundError,
    UnknownShopError,
)
from generator.publishing.content import SiteContent
from generator.reading.diagnostics.catalogue import diagnostic_entries
from generator.scoring import compare_shops
from generator.terminal import part_of_line


def find_project(folder: Path, known: Project | None) -> Project:
    """Return the project at or above a folder; `known` again if it is that one.

    Raises PluginError when there is none, and when one above is another user's.
    """
    try:
        # The folder itself was named: by an mkdocs.yml, which MkDocs follows anyway.
        here = (folder / "audits").is_dir()
        found = Project(folder) if here else Project.find(folder)
    except ForeignProjectError as error:
        owned, root = part_of_line(str(error.owned)), part_of_line(str(error.root))
        raise PluginError(
            f"{owned} belongs to another user: if you trust it, set 'project' to {root}"
        ) from None
    except ProjectNotFoundError:
        raise PluginError(
            f"no folder 'audits' in {part_of_line(str(folder))} or above: set 'project' to the folder"
            " that holds it, or begin one with 'cx-audit new SHOP'"
        ) from None
    return known if known is not None and known.root == found.root else found


def load(project: Project, shops: Collection[str], audience: Audience) -> LoadedProject:
    """Read the project.

    Raises PluginError for a shop that does not exist, for a file that cannot be read,
    and when a client's site would show several shops though none was named: one client
    must not read another's audit because an option was forgotten.
    """
    try:
        project.refuse_unnamed_shops(audience, shops)
        return project.load(shops)
    except NoShopNamedError as error:
        raise PluginError(
            f"a site for a client shows the shops you name, and there are {len(error.known)}:"
            f" set 'shops' to some of {part_of_line(', '.join(error.known))}, or 'audience: internal'"
        ) from None
    except UnknownShopError as error:
        near = get_close_matches(error.name, error.known, n=1)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        names = ", ".join(error.known) or "none"
        raise PluginError(
            part_of_line(
                f"no shop '{error.name}' in {project.audits / 'shops'}{hint}"
                f" (there are: {names})"
            )
        ) from None
    except OSError as error:
        words = part_of_line(str(error))
        raise PluginError(f"cannot read the project: {words}") from error


def raise_errors(
    diagnostics: Iterable[Diagnostic], log: LoggerAdapter[Logger], advice: int
) -> None:
    """Log every diagnostic, advice at the level `advice`; raise if one is an error."""
    errors = 0
    for diagnostic in diagnostics:
        if diagnostic.severity == "error":
            errors += 1
            log.error(described(diagnostic))
        else:
            log.log(advice, described(diagnostic))
    if errors:
        raise PluginError(f"{errors} problem{'s' if errors > 1 else ''} in the YAML")


def described(diagnostic: Diagnostic) -> str:
    """Return a diagnostic on one line, in the form of the command's `check`."""
    place = f"{diagnostic.path}:{diagnostic.line}:{diagnostic.column}"
    line = f"{place}: {diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}"
    return f"{line} ({diagnostic.hint})" if diagnostic.hint else line


def shown_definitions(
    project: Project,
    loaded: LoadedProject,
    reports: Collection[Report],
    audience: Audience,
) -> tuple[Definition, ...]:
    """Return the definitions that a site shows: one version of each, by their ids.

    A client's site has those that its audits were scored by. Another would tell of
    another client, so a shop without an audit has none, unless all there are come
    with the package. For internal use it is the newest of each that an audit uses,
    and all of them while there is no audit. Where the project has no shop, there is
    no client either.
    """
    known = loaded.definitions
    if AUDIENCES[audience].sees_other_shops or not loaded.shops:
        used = {report.definition.id for report in reports}
        shown = {name: one for name, one in known.items() if not used or one.id in used}
    elif reports:
        scored_by = {f"{one.definition.id}@{one.definition.version}" for one in reports}
        shown = {name: known[name] for name in scored_by}
    else:
        shown = {} if project.has_definitions else dict(known)
    newest = newest_versions(shown)
    return tuple(newest[id_] for id_ in sorted(newest))


def raise_for_ratings(loaded: LoadedProject, audience: Audience) -> None:
    """Raise PluginError for a shop of which a client would see nothing.

    A client sees no single ratings (those with a label), and this shop has no other.
    """
    if AUDIENCES[audience].sees_ratings:
        return
    for one in loaded.shops:
        if one.audits and one.latest is None:
            raise PluginError(
                f"the shop '{part_of_line(one.shop.id)}' has only ratings with a label, which are"
                f" not for clients; its own audit would be {one.audits[-1].date}.yaml"
            )


def site_content(
    project: Project,
    loaded: LoadedProject,
    options: CxAuditOptions,
    files: Files,
    config: MkDocsConfig,
) -> SiteContent:
    """Return what the site shows besides the hand-written pages in `files`."""
    audience = audience_of(options)
    reports = tuple(
        report
        for report in project.reports(
            loaded, audience=audience, as_of=as_of_day(options)
        )
        if report.is_own or report.policy.sees_ratings
    )
    shops = by_shop(reports, project.changes(loaded, audience=audience))
    return SiteContent(
        shops=shops,
        comparisons=compare_shops(shops, audience),
        definitions=shown_definitions(project, loaded, reports, audience),
        languages=options.languages,
        audience=audience,
        site_name=unescape(config.site_name),
        handbook=options.handbook,
        indexable=options.indexable,
        diagnostics=diagnostic_entries(),
        handwritten=frozenset(
            uri_of(file)
            for file in files.documentation_pages()
            if file.inclusion.is_included()
        ),
    )
