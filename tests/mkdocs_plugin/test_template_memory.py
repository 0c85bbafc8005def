"""Templates are compiled once for all builds, and anew where it would matter."""

from __future__ import annotations

from collections.abc import Callable

import jinja2
import pytest

from generator.mkdocs_plugin.template_memory import TemplateMemory

PAGE = "{% if words %}<p>{{ words }}</p>{% endif %}"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the templates that were compiled."""
    names: list[str] = []
    compile_ = jinja2.Environment._compile

    def noting(self: jinja2.Environment, source: str, filename: str) -> object:
        names.append(filename)
        return compile_(self, source, filename)

    monkeypatch.setattr(jinja2.Environment, "_compile", noting)
    return names


@pytest.fixture
def rendered() -> Callable[..., str]:
    """Return what renders a page in an environment of its own, with one memory."""
    memory = TemplateMemory()

    def render(source: str, **options: object) -> str:
        loader = jinja2.DictLoader({"page.html": source})
        environment = jinja2.Environment(loader=loader, **options)  # type: ignore[arg-type]  # noqa: S701 - a page of the test
        environment.bytecode_cache = memory
        return environment.get_template("page.html").render(words="a < b")

    return render


def test_another_build_compiles_nothing(
    rendered: Callable[..., str], compiled: list[str]
) -> None:
    """The same template in another environment is what it was."""
    first = rendered(PAGE)

    assert rendered(PAGE) == first == "<p>a < b</p>"
    assert len(compiled) == 1


def test_what_the_page_depends_on_compiles_it_anew(
    rendered: Callable[..., str], compiled: list[str]
) -> None:
    """Its source, whether words are escaped, and how the source is read."""
    rendered(PAGE)

    assert rendered(PAGE.replace("p>", "b>")) == "<b>a < b</b>"
    assert rendered(PAGE, autoescape=True) == "<p>a &lt; b</p>"
    assert "words" in rendered(PAGE, block_start_string="<%", block_end_string="%>")
    assert rendered(PAGE, extensions=["jinja2.ext.do"]) == "<p>a < b</p>"
    assert len(compiled) == 5
