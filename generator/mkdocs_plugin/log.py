"""What the plugin says in MkDocs' log, fit for whatever shows it."""

from __future__ import annotations

import logging

from generator.terminal import in_lines

_OURS = "mkdocs.plugins.cx-audit"


class _FitForTerminal(logging.Filter):
    """Writes out what a terminal or a CI would obey, and lets every message pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the message of one record."""
        record.msg, record.args = in_lines(record.getMessage()), ()
        return True


def guard_log() -> None:
    """Let nothing into the plugin's log that steers a terminal."""
    logger = logging.getLogger(_OURS)
    if not any(isinstance(one, _FitForTerminal) for one in logger.filters):
        logger.addFilter(_FitForTerminal())
