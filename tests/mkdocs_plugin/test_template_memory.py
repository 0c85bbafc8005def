"""Templates are compiled once for all builds, and anew where it would matter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest
from plugin_build import built
from tiny_project import write_project

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

    def render(
        source: str,
        filters: dict[str, Callable[..., str]] | None = None,
        **options: object,
    ) -> str:
        loader = jinja2.DictLoader({"page.html": source})
        environment = jinja2.Environment(loader=loader, **options)  # type: ignore[arg-type]  # noqa: S701 - a page of the test
        environment.bytecode_cache = memory
        environment.filters |= filters or {}
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


def test_a_filter_may_be_another_one_now(rendered: Callable[..., str]) -> None:
    """What is constant is filtered when it is compiled."""
    page = '{{ "2026"|since }}'
    assert rendered(page, {"since": "since {}".format}) == "since 2026"
    assert rendered(page, {"since": "from {}".format}) == "from 2026"


def test_of_a_template_one_code_is_kept() -> None:
    """However often a page is edited while it is served."""
    memory = TemplateMemory()
    for number in range(20):
        environment = jinja2.Environment(  # noqa: S701 - a page of the test
            loader=jinja2.DictLoader({"page.html": f"{number}"})
        )
        environment.bytecode_cache = memory
        assert environment.get_template("page.html").render() == str(number)

    assert len(memory._codes) == 1


def test_a_second_build_compiles_no_template_of_the_theme(
    tmp_path: Path, compiled: list[str]
) -> None:
    """MkDocs makes its environment anew, and our plugin gives it what there was."""
    write_project(tmp_path, "bell")
    built(tmp_path, handbook=False)
    compiled.clear()

    built(tmp_path, handbook=False)
    assert [name for name in compiled if name.endswith("base.html")] == []
