"""What MkDocs, its plugins and other libraries log, said on the error output."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from generator.cli.console import say_quoted_lines


class _ToStderr(logging.Handler):
    """Passes on what MkDocs and its plugins say."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one message."""
        serious = record.levelno >= logging.WARNING
        kind = f"{record.levelname.lower()}: " if serious else ""
        say_quoted_lines(f"{kind}{record.getMessage()}", err=True)


@contextmanager
def log_to_stderr(level: int) -> Iterator[None]:
    """Say on stderr what is logged meanwhile, from `level` (as in `logging`) upwards."""
    logger, others, handler = logging.getLogger("mkdocs"), logging.root, _ToStderr()
    before, spreads = logger.level, logger.propagate
    logger.addHandler(handler)
    # Or what else is logged would go to stderr as it is.
    others.addHandler(handler)
    logger.setLevel(level)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        others.removeHandler(handler)
        logger.setLevel(before)
        logger.propagate = spreads
