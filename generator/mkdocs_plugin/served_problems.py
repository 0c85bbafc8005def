"""What keeps a served site from being built, and how its pages say so."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs.exceptions import Abort, MkDocsException

from generator.i18n.localizer import Localizer
from generator.mkdocs_plugin.served_requests import App
from generator.model.diagnostic import Diagnostic
from generator.publishing.rendering.environment import environment

_LANGUAGES = ("en", "pl")
_LANGUAGE = re.compile(rb"<html\b[^>]*?\slang=\"?([a-z]+)")
_BODY = re.compile(rb"<body\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to fix; of a diagnostic, with its place, code and hint."""

    text: str
    place: str = ""
    code: str = ""
    hint: str = ""


class LoggedProblems(logging.Handler):
    """What a build says of its errors: MkDocs' own exception only counts them."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        super().__init__(logging.WARNING)
        self._said: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note one message."""
        self._said.append((record.levelno, record.getMessage()))

    @property
    def errors(self) -> list[str]:
        """What was said of errors."""
        return [text for level, text in self._said if level >= logging.ERROR]

    def with_error(self, error: Exception) -> tuple[Problem, ...]:
        """Return what was said, warnings only where they are what ended the build."""
        said = self.errors
        if not isinstance(error, Abort):
            said.append(in_words(error))
        elif not said:
            said = [*(text for _, text in self._said), in_words(error)]
        return tuple(Problem(text=text.strip()) for text in dict.fromkeys(said))


def in_words(error: Exception) -> str:
    """Return what an error says, with its kind where nobody thought of a reader."""
    if isinstance(error, MkDocsException):
        return str(error)
    return f"{type(error).__name__}: {error}"


def problems_in_yaml(diagnostics: Iterable[Diagnostic]) -> tuple[Problem, ...]:
    """Return the errors among the diagnostics."""
    return tuple(
        Problem(
            place=f"{found.path}:{found.line}:{found.column}",
            code=found.code,
            text=found.message,
            hint=found.hint or "",
        )
        for found in diagnostics
        if found.severity == "error"
    )


class ProblemNotice:
    """Puts what has to be fixed onto every page that is served meanwhile.

    Its words are read at the start, when all was well: they may be what is broken.
    """

    def __init__(self) -> None:
        """Read the words."""
        self._template = environment().get_template("parts/served_problems.html")
        self._localizers = {language: Localizer(language) for language in _LANGUAGES}

    def shown_on(self, answer: App, problems: Callable[[], Sequence[Problem]]) -> App:
        """Return `answer` with the notice on its pages while there are problems."""

        def answer_and_tell(
            request: dict[str, Any], start_response: Any
        ) -> Iterable[bytes]:
            said: list[Any] = []

            def note(*told: Any) -> None:
                said[:] = told

            body = answer(request, note)
            # Only now: the answer may have waited for a build.
            found = problems()
            status, headers, *rest = said
            if not found or not _is_page(headers):
                start_response(status, headers, *rest)
                return body
            page = self._with_notice(_whole(body), found)
            kept = [pair for pair in headers if pair[0].lower() != "content-length"]
            length = ("Content-Length", str(len(page)))
            start_response(status, [*kept, length], *rest)
            return [page]

        return answer_and_tell

    def _with_notice(self, page: bytes, problems: Sequence[Problem]) -> bytes:
        language = _LANGUAGE.search(page)
        named = language[1].decode() if language else ""
        localizer = self._localizers.get(named) or self._localizers[_LANGUAGES[0]]
        html = self._template.render(
            w=localizer.word,
            s=localizer.string,
            language=localizer.language,
            problems=problems,
        ).encode("utf-8", "replace")
        body = _BODY.search(page)
        start = body.end() if body else 0
        return page[:start] + html + page[start:]


def _is_page(headers: Iterable[tuple[str, str]]) -> bool:
    return any(
        name.lower() == "content-type" and value.startswith("text/html")
        for name, value in headers
    )


def _whole(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        close = getattr(body, "close", None)
        if close is not None:
            close()
