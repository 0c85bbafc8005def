"""The text of the files that `cx-audit new` writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import wrap

from generator.cli.answer_types import allowed_answers
from generator.cli.answer_types.parts import Words
from generator.cli.previous_answer import answer_note, answer_words
from generator.i18n.messages import plain_phrases
from generator.model.audit import Audit
from generator.model.definition import Criterion, Definition
from generator.model.placeholders import AUDITORS
from generator.model.text import Text

WIDTH = 92
"""How wide comments are, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTemplate:
    """An audit to be filled in; `before` is an earlier one whose answers are shown."""

    definition: Definition
    profile: str
    language: str
    date: str
    before: Audit | None = None
    words: Words = field(init=False, repr=False)
    """The phrases of its comments."""

    def __post_init__(self) -> None:
        """Look up the phrases once."""
        words = plain_phrases(self.language, "answer_file")
        object.__setattr__(self, "words", words)


def shop_text(*, name: str, url: str, language: str) -> str:
    """Return a shop.yaml with what is needed, and the rest as comments."""
    return f"""\
# yaml-language-server: $schema=../../schemas/shop.schema.json
name: {_quoted(name)}
url: {_quoted(url)}
language: {language}
# country: PL
# sector: ""
# about: ""
# contacts: []     # for the internal audience only
"""


def mkdocs_text(shop: str) -> str:
    """Return an mkdocs.yml for the site of one shop."""
    return f"""\
site_name: Customer experience audit
# Pages of your own go here; the audit's are made by the plugin.
docs_dir: docs
# So that the pages open from a folder, too. For a web server, true is nicer.
use_directory_urls: false
theme:
  name: material
  font: false
plugins:
  - search
  - cx-audit:
      audience: client       # or internal: with private notes, for your own eyes
      shops: [{shop}]
"""


def audit_text(template: AnswerTemplate) -> str:
    """Return an audit's file in which every question waits for its answer."""
    definition, words = template.definition, template.words
    lines = [
        f"# yaml-language-server: $schema=../../schemas/{definition.id}.answers.schema.json",
        f"definition: {definition.id}@{definition.version}",
        f"auditors: [{_quoted(AUDITORS[template.language])}]",
        "assessed: external            # self | external | training",
        f"profile: {template.profile}",
        f"language: {template.language}",
        '# sample: ""',
        '# summary: ""',
        "",
        f"# {words['head']}",
        f"# {words['forms']}",
        '#   {value: …, note: "…", evidence: [picture.png], checked_on: 2026-01-31}',
        "answers:",
    ]
    for stage in definition.stages:
        for touchpoint in stage.touchpoints:
            asked = [
                criterion
                for criterion in touchpoint.criteria
                if definition.profiles[template.profile].asks(criterion)
            ]
            if asked:
                names = (_in(stage.name, template), _in(touchpoint.name, template))
                lines += ["", *_comment(" › ".join(names))]
            for criterion in asked:
                lines += ["", *_question(criterion, template), f"  {criterion.id}:"]
    lines += _no_longer_asked(template)
    return "\n".join(lines) + "\n"


def _question(criterion: Criterion, template: AnswerTemplate) -> Iterator[str]:
    words = template.words
    critical = criterion.critical
    mark = ""
    if critical is not None:
        kind = template.definition.kinds.get(critical.kind)
        named = _in(kind, template) if kind else critical.kind
        mark = f" ({words['critical']}: {named})"
    yield from _comment(f"{_in(criterion.question, template)}{mark}")
    yield from _comment(f"{words['how']}: {_in(criterion.how_to_check, template)}")
    yield from _allowed(criterion, template)
    if criterion.not_applicable_when is not None:
        yield from _comment(
            f"{words['na']}: {_in(criterion.not_applicable_when, template)}"
        )
    yield from _last_time(criterion.id, template)
    for old in template.definition.retired.values():
        if old.replaced_by == criterion.id:
            yield from _last_time(old.id, template, also=f", {old.id}")


def _last_time(name: str, template: AnswerTemplate, also: str = "") -> Iterator[str]:
    """Yield the earlier answer to a criterion, be it one that gave way since."""
    words, before = template.words, template.before
    answer = before.answers.get(name) if before else None
    if answer is None or before is None:
        return
    said = answer_words(answer, template.language)
    yield from _comment(f"{words['last']} ({before.date}{also}): {said}")
    note = answer_note(answer, template.language)
    if note:
        yield from _comment(f"{words['last']}, {words['note']}: {note}")


def _no_longer_asked(template: AnswerTemplate) -> Iterator[str]:
    """Yield the earlier answers that have no question any more, so none is lost."""
    definition, words = template.definition, template.words
    for name in template.before.answers if template.before else ():
        retired = definition.retired.get(name)
        if name not in definition.places and not (retired and retired.replaced_by):
            yield ""
            yield from _comment(f"{words['gone']}: {name}")
            yield from _last_time(name, template)


def _allowed(criterion: Criterion, template: AnswerTemplate) -> Iterator[str]:
    """Yield what may be answered, a line for each step, option or item."""
    words = template.words
    allowed = allowed_answers(criterion.answer, words, lambda text: _in(text, template))
    yield from _comment(f"→ {allowed.form}")
    for name, text in allowed.entries:
        yield from _comment(f"{name}: {_in(text, template)}", indent="    ")
    if allowed.also:
        yield from _comment(f"→ {allowed.also}")


def _in(text: Text, template: AnswerTemplate) -> str:
    return text.in_language(template.language)


def _comment(text: str, indent: str = "") -> Iterator[str]:
    """Yield the text as lines of a comment; its own white space does not count."""
    lead = f"  # {indent}"
    yield from wrap(
        text,
        WIDTH,
        initial_indent=lead,
        subsequent_indent=f"{lead}  " if indent else lead,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _quoted(text: str) -> str:
    """Return the text as a double-quoted YAML scalar (JSON's are)."""
    return json.dumps(text, ensure_ascii=False)
