"""A ticket's body in Markdown, as GitHub and GitLab both read it."""

from __future__ import annotations

from generator.publishing.exports.column_names import heading
from generator.publishing.exports.issues import Issue, marker
from generator.publishing.exports.tracker_text import (
    as_code,
    in_markdown,
    link_in_markdown,
)


def markdown_body(issue: Issue, language: str) -> str:
    """Return the body; its first line is the mark by which it is known again."""
    facts = [f"{word}: {in_markdown(value)}" for word, value in issue.facts]
    evidence = [_evidence(piece) for piece in issue.evidence if piece]
    parts = [
        f"<!-- {marker(issue)} -->",
        *([f"**{in_markdown(issue.edition)}**"] if issue.edition else []),
        *(f"**{head}**\n\n{in_markdown(text)}" for head, text in issue.sections),
        "  \n".join(facts),
    ]
    if evidence:
        parts.append(f"**{heading('evidence', language)}**\n\n" + "  \n".join(evidence))
    parts.append(
        f"{heading('id', language)}: {as_code(issue.finding)}  \n"
        f"{heading('link', language)}: {link_in_markdown(issue.link)}"
    )
    return "\n\n".join(parts)


def _evidence(piece: str) -> str:
    """Return an address as code, to be copied and not followed; other words as text."""
    web = piece.startswith(("https://", "http://"))
    return as_code(piece) if web else in_markdown(piece)
