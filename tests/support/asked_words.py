"""Which phrases of the interface are asked for, as the syntax of code and templates says.

A key is asked for whole, as "plan.title", or made of a fixed part and an id: where a
template says `w("outcome." ~ outcome)`, the pattern is "outcome.*".
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, nodes
from repository import ROOT

from generator.resources import site_templates


@dataclass(frozen=True)
class Asked:
    """Whole keys, and patterns of those that are made."""

    keys: frozenset[str]
    patterns: frozenset[str]


def asked_words() -> Asked:
    """Return what templates and the modules of publishing ask for.

    A module may keep whole keys in a table, so that every text in it with a dot counts.
    Raises ValueError where a template asks for what is not to be read there.
    """
    templates = sorted(site_templates().rglob("*.html"))
    rooms = [ROOT / "generator" / room for room in ("publishing", "i18n")]
    modules = sorted(path for room in rooms for path in room.rglob("*.py"))
    asked = [
        *(found for path in templates for found in _by_template(path)),
        *(found for path in modules for found in _by_module(path)),
    ]
    return Asked(
        keys=frozenset(words for words, whole in asked if whole),
        patterns=frozenset(words for words, whole in asked if not whole),
    )


def strings_in(room: str) -> frozenset[str]:
    """Return every string that stands in the modules of a room of the program."""
    return frozenset(
        node.value
        for path in (ROOT / "generator" / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


_Found = tuple[str, bool]
"""A key, or a pattern; whether it is whole."""


def _by_template(path: Path) -> Iterator[_Found]:
    template = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    for call in template.find_all(nodes.Call):
        if getattr(call.node, "name", getattr(call.node, "attr", "")) in {"w", "word"}:
            try:
                yield from _of_argument(call.args[0])
            except ValueError as error:
                raise ValueError(f"{path.name}:{call.lineno}: {error}") from None


def _of_argument(argument: nodes.Expr) -> Iterator[_Found]:
    match argument:
        case nodes.Const(value=str(key)):
            yield key, True
        case nodes.CondExpr(expr1=one, expr2=nodes.Expr() as other):
            yield from _of_argument(one)
            yield from _of_argument(other)
        case nodes.Concat(nodes=[nodes.Const(value=str(start)), *_]):
            yield f"{start}*", False
        case _:
            raise ValueError("neither a key nor the beginning of one")


def _by_module(path: Path) -> Iterator[_Found]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Constant(value=str(text)) if "." in text:
                yield text, True
            case (
                ast.Call(args=[ast.Constant(value=str(text)), *_])
                | ast.Subscript(slice=ast.Constant(value=str(text)))
            ):
                yield text, True
            case ast.Call(
                func=ast.Name(id="word") | ast.Attribute(attr="word"),
                args=[ast.JoinedStr(values=parts), *_],
            ):
                pattern = [
                    str(part.value) if isinstance(part, ast.Constant) else "*"
                    for part in parts
                ]
                yield "".join(pattern), False
