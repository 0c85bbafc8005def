"""The plan's filters in Chromium: over http, from a file, by keyboard, without a script."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

PLAN = "en/shops/lumen/2026-09-15/plan"
SHOWN = "[data-cx-step]:not([hidden])"
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"


@pytest.fixture(params=["http", "file"])
def plan(request: pytest.FixtureRequest) -> str:
    """The address of the sample's plan, served and as a file."""
    if request.param == "http":
        return f"{request.getfixturevalue('unindexed_url')}{PLAN}/"
    folder: Path = request.getfixturevalue("unindexed_folder")
    return (folder / f"{PLAN}.html").as_uri()


def shown(page: Any) -> int:
    """Return how many recommendations a reader sees."""
    count: int = page.locator(SHOWN).count()
    return count


def asked(page: Any) -> dict[str, list[str]]:
    """Return what the address asks for."""
    return parse_qs(urlsplit(page.url).query)


def test_a_choice_narrows_the_list_and_stands_in_the_address(
    tab: Any, plan: str
) -> None:
    """Stage and owner narrow the list; the number shown is said aloud."""
    page = tab.page
    page.goto(plan)
    everything = shown(page)
    said = page.locator("[role=status][aria-live=polite]")
    assert said.text_content() == ""
    page.select_option("select[name=stage]", "usage")
    page.select_option("select[name=owner]", "K. Wrona")
    few = shown(page)

    assert 0 < few < everything
    assert asked(page) == {"stage": ["usage"], "owner": ["K. Wrona"]}
    assert said.text_content() == f"Showing {few} of {everything} recommendations"
    steps = page.locator(SHOWN).evaluate_all(
        "steps => steps.map(step => [step.dataset.stage, step.textContent])"
    )
    assert {stage for stage, _ in steps} == {"usage"}
    assert all("K. Wrona" in text for _, text in steps)
    chips = page.locator(".cx-chip:not(.cx-chip--off)")
    ranked = page.locator(f"{SHOWN} .cx-step__rank")
    assert chips.count() == ranked.count()


def test_back_and_forward_restore_it(tab: Any, plan: str) -> None:
    """Each choice is a step of the browser's history."""
    page = tab.page
    page.goto(plan)
    everything = shown(page)
    page.select_option("select[name=status]", "in-progress")
    first = shown(page)
    page.select_option("select[name=effort]", "3")
    second = shown(page)
    assert everything > first > second
    page.go_back()
    assert shown(page) == first
    assert page.locator("select[name=effort]").input_value() == ""
    page.go_back()
    assert shown(page) == everything
    page.go_forward()
    assert shown(page) == first
    assert page.locator("select[name=status]").input_value() == "in-progress"


def test_an_address_that_was_sent_shows_the_same(tab: Any, plan: str) -> None:
    """The address alone restores the choice, and what it cannot mean is ignored."""
    page = tab.page
    page.goto(f"{plan}?stage=usage&evidence=internal&owner=nobody-we-know&other=1")
    held = page.locator(SHOWN).evaluate_all(
        "steps => steps.map(step => [step.dataset.stage, step.dataset.evidence])"
    )

    assert held
    assert {tuple(one) for one in held} == {("usage", "internal")}
    assert page.locator("select[name=owner]").input_value() == ""
    page.locator(".cx-filter__reset").click()
    assert asked(page) == {"other": ["1"]}
    assert not page.locator(".cx-filter__reset").is_visible()


def test_the_keyboard_is_enough(tab: Any, plan: str) -> None:
    """Tab reaches each list, letters choose, and the reset gives the focus back."""
    page = tab.page
    page.goto(plan)
    everything = shown(page)
    page.locator("select[name=stage]").focus()
    page.keyboard.press("ArrowDown")
    assert 0 < shown(page) < everything
    for name in ("owner", "status", "effort", "evidence"):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.getAttribute('name')")
        assert focused == name
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert shown(page) == everything
    assert page.evaluate("document.activeElement.name") == "stage"


def test_a_link_to_a_hidden_step_shows_it(tab: Any, plan: str) -> None:
    """Whoever follows a link to a step finds it, whatever was chosen."""
    page = tab.page
    page.goto(f"{plan}?stage=purchase#complaint-reply-14-days")
    page.locator("#complaint-reply-14-days").wait_for()

    assert page.locator("#complaint-reply-14-days").is_visible()
    assert page.locator("select[name=stage]").input_value() == ""


def test_a_point_of_the_matrix_leads_to_its_step(tab: Any, plan: str) -> None:
    """A click on a number goes to that number in the list."""
    page = tab.page
    page.goto(plan)
    page.locator(".cx-chip", has_text=re.compile(r"^\s*7\s*$")).click()
    page.wait_for_url(re.compile("#"))
    target = page.locator(":target")

    assert target.locator(".cx-step__rank").inner_text().split()[-1] == "7"


def test_without_a_script_all_is_there(chromium: Any, plan: str) -> None:
    """No script: no form, and every recommendation in its place."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{plan}?stage=usage")
    steps = page.locator("[data-cx-step]")

    assert steps.count() > 80
    assert not page.locator("form[data-cx-filter]").is_visible()
    assert steps.first.is_visible()
    assert steps.last.is_visible()
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_plan_fits_its_window(tab: Any, plan: str, width: int) -> None:
    """Nothing scrolls sideways, and the matrix's points keep their distance."""
    page = tab.page
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(plan)
    centres = page.locator(".cx-chip").evaluate_all(
        """chips => chips.map(chip => chip.getBoundingClientRect())
             .map(box => [box.x + box.width / 2, box.y + box.height / 2])"""
    )

    assert len(centres) > 10
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for at, (x, y) in enumerate(centres):
        for other_x, other_y in centres[at + 1 :]:
            assert abs(x - other_x) >= 24 or abs(y - other_y) >= 24


def test_a_strict_policy_does_not_stop_it(
    tab: Any, unindexed_site: Path, serve: Callable[..., str]
) -> None:
    """The filters need no inline script and no inline handler."""
    page = tab.page
    url = serve(unindexed_site, {"Content-Security-Policy": STRICT})
    page.goto(f"{url}{PLAN}/?stage=usage")

    assert 0 < shown(page) < page.locator("[data-cx-step]").count()
    assert any("inline script" in error for error in tab.errors)
    tab.errors.clear()  # those of the theme, which are refused
