"""The files of an audit to take away: exports of the shop's newest audit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.i18n.localizer import Localizer
from generator.model.report import Report
from generator.publishing import exports, uris
from generator.publishing.rendering.environment import environment
from generator.publishing.site_plan import Asset


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file as a page offers it: what it is for, its name and where it lies."""

    format: str
    name: str
    uri: str


class _Keeper:
    """Keeps what was made of a report, until the report is another one.

    While a site is served, an audit that did not change is not exported again, unless
    the words of the interface did.
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self._made: dict[str, tuple[Report, object, bytes]] = {}

    def made(self, uri: str, report: Report, language: str, format_: str) -> bytes:
        """Return the bytes of an export."""
        kept, words = self._made.get(uri), environment()
        if kept is None or kept[0] is not report or kept[1] is not words:
            data = exports.make(report, language, format_)
            kept = self._made[uri] = (report, words, data)
        return kept[2]


_KEEPER = _Keeper()


def downloads(report: Report, localizer: Localizer) -> tuple[Download, ...]:
    """Return the files offered in one language; those that lack an extra are not."""
    return tuple(
        Download(format=format_.id.replace(".", "_"), name=name, uri=uri)
        for format_, name, uri in _files(report, localizer.language)
    )


def download_assets(report: Report, languages: tuple[str, ...]) -> Iterator[Asset]:
    """Yield every file of an audit; one that speaks no language comes once."""
    seen = set()
    for language in languages:
        for format_, _, uri in _files(report, language):
            if uri not in seen:
                seen.add(uri)
                make = partial(_KEEPER.made, uri, report, language, format_.id)
                yield Asset(uri=uri, content=make)


def _files(
    report: Report, language: str
) -> Iterator[tuple[exports.ExportFormat, str, str]]:
    for format_ in exports.offered(report):
        if exports.can_make(format_.id):
            name = exports.file_name(report, format_.id, language)
            yield format_, name, uris.download(report, name)
