"""The Jinja environment that all templates share, and what makes its code fast.

Our templates call only what this package and they themselves define, and print mostly
what is HTML already. Jinja's general code asks of each call whether it wants a context,
copies Markup at every macro it passes through, and finds each phrase by a call: half
of the time of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from functools import cache
from keyword import iskeyword
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from generator.resources import site_templates

Made = TypeVar("Made")

_MOST_KEPT = 1 << 14
"""How many pieces of pages are remembered: some ten megabytes."""

MODULES = "modules_of_this_page"
"""The name under which a page's context has a dictionary for what it imports."""

_PHRASE = "w"
"""How templates call the localizer's method `word`."""


def escaped(value: Any) -> Markup:
    """Return a value as HTML: as it is when it is HTML already, escaped otherwise."""
    return value if type(value) is Markup else escape(value)


class _Generator(CodeGenerator):
    """Compiles templates to plainer Python than Jinja must for the general case."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
            return
        self.write("environment.escaped(")
        if finalize.src is not None:
            self.write(finalize.src)

    def visit_Call(  # noqa: N802 - Jinja finds it by the name of the node
        self, node: nodes.Call, frame: Any, forward_caller: bool = False
    ) -> None:
        """Write a call: of a function by its name as Python does, else as Jinja."""
        if forward_caller or not _is_plain(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        if _is_fixed(node):
            self.write(f".__self__.fixed[{node.args[0].as_const()!r}]")
            return
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


def _is_plain(node: nodes.Call) -> bool:
    """Whether something is called by its name, with arguments that stand there."""
    words = [argument.key for argument in node.kwargs]
    return (
        isinstance(node.node, nodes.Name)
        and node.dyn_args is None
        and node.dyn_kwargs is None
        and not any(map(iskeyword, words))
    )


def _is_fixed(node: nodes.Call) -> bool:
    """Whether a phrase is asked for by a key alone, so that it has no fields."""
    by_key = len(node.args) == 1 and isinstance(node.args[0], nodes.Const)
    name = getattr(node.node, "name", "")
    return name == _PHRASE and by_key and not node.kwargs


class _Template(Template):
    """A template whose macros are made once for a page, however often imported."""

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - Jinja's name
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Any:
        """Return the template as a module in the context `vars`.

        What templates import belongs to no loop or block, so the page is all of it.
        """
        made = (vars or {}).get(MODULES)
        if made is None:
            return super().make_module(vars, shared, locals)
        if self.name not in made:
            made[self.name] = super().make_module(vars, shared, locals)
        return made[self.name]


class _Environment(Environment):
    """An environment whose compiled templates find what `_Generator` writes.

    `kept` holds pieces of pages, by a key, each with the object that it was made from.
    """

    code_generator_class = _Generator
    template_class = _Template
    escaped = staticmethod(escaped)
    stamp: tuple[Any, ...]
    kept: dict[tuple[Any, ...], tuple[object, Any]]


@cache
def environment() -> _Environment:
    """Return the one environment of this process; templates compile once in it."""
    made = _Environment(
        loader=FileSystemLoader(site_templates()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        cache_size=-1,
        auto_reload=False,
    )
    made.stamp = _stamp()
    made.kept = {}
    return made


def renew() -> None:
    """Forget templates and what was made with them, if any of their files changed.

    For each build of a process that makes several; between two, nothing is looked at.
    """
    if environment().stamp != _stamp():
        environment.cache_clear()


def keep(what: str, thing: object, make: Callable[[], Made], *also: Hashable) -> Made:
    """Return what was made of that very object (and `also`) before, or make it."""
    kept = environment().kept
    key = (what, id(thing), *also)
    found = kept.get(key)
    if found is not None:
        result: Made = found[1]
        return result
    made = make()
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    # With the object, or another could come to have the same id.
    kept[key] = (thing, made)
    return made


def _stamp() -> tuple[Any, ...]:
    found = []
    for kind in ("*.html", "*.toml", "*.css"):
        for path in sorted(site_templates().rglob(kind)):
            with suppress(FileNotFoundError):  # an editor's, gone by now
                found.append((str(path), path.stat().st_mtime_ns))
    return tuple(found)
