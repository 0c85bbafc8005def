"""Builds of a served site that leave the last good pages where they fail."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import get_plugin_logger

from generator.files.folders import restored_folder
from generator.mkdocs_plugin.live_reload import LateFiles
from generator.mkdocs_plugin.served_problems import (
    LoggedProblems,
    Problem,
    in_words,
    problems_in_yaml,
)
from generator.model.diagnostic import Diagnostic
from generator.project import Project
from generator.terminal import part_of_line

_log = get_plugin_logger("cx-audit")


def refuse_moved(known: Project | None, folder: Path) -> None:
    """Raise PluginError when the project that was served from a folder is away.

    The one in a folder above, if there is one, was never meant.
    """
    if known is None or known.audits.is_dir():
        return
    searched = folder.resolve()
    if known.root in (searched, *searched.parents):
        gone = part_of_line(str(known.audits))
        raise PluginError(f"the folder {gone} is gone: put it back")


class ServedBuilds:
    """Builds a site again and again, and remembers what kept it from the last time."""

    def __init__(self, late: LateFiles) -> None:
        """Take the files that are made when they are asked for."""
        self._late = late
        self._diagnostics: tuple[Diagnostic, ...] = ()
        self.problems: tuple[Problem, ...] = ()
        """What is to be fixed; none, and the pages are those of the newest files."""

    def tell(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Note what the build that is under way found in the YAML."""
        self._diagnostics = tuple(diagnostics)

    def keeping(
        self, build: Callable[[], None], site: Path, *, in_place: bool
    ) -> Callable[[], None]:
        """Return `build`, which empties `site` first, for a site that people look at.

        If it fails, `site` is as before, and `problems` says why. Where it builds
        `in_place` (MkDocs' `--dirty`), it needs the old pages itself.
        """
        self.problems = ()

        def build_or_keep() -> None:
            self._diagnostics = ()
            logged = LoggedProblems()
            logger = logging.getLogger("mkdocs")
            logger.addHandler(logged)
            try:
                with self._late.while_building(), _kept(site, in_place):
                    build()
            except Exception as error:  # noqa: BLE001 - whatever it is, it is shown
                self.problems = problems_in_yaml(
                    self._diagnostics
                ) or logged.with_error(error)
                if not (isinstance(error, Abort) and logged.errors):
                    unforeseen = None if isinstance(error, MkDocsException) else error
                    _log.error(in_words(error), exc_info=unforeseen)
                _log.warning(
                    "the pages stay as they were, and show this, until it is fixed"
                )
            else:
                self.problems = ()
            finally:
                logger.removeHandler(logged)

        return build_or_keep


def _kept(site: Path, in_place: bool) -> AbstractContextManager[None]:
    return nullcontext() if in_place else restored_folder(site, "mkdocs_")
