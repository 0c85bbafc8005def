"""The plugin's options, and what the configuration around it may say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort
from planned_pages import Planned
from plugin_build import Log, built, config_of, html
from tiny_project import write, write_project


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("audience", "everyone", "'client', 'internal'"),
        ("languages", ["en", "de"], "'de' is not one of: en, pl"),
        ("languages", [], "list of languages"),
        ("languages", "en", "list of languages"),
        ("languages", ["en", "en"], "named twice"),
        ("as_of", "yesterday", "a date like 2026-09-30"),
        ("as_of", 3, "a date like 2026-09-30"),
        ("as_of", dt.datetime(2026, 1, 1, 2, 3), "a date like 2026-09-30"),  # noqa: DTZ001
        ("project", "nowhere", "isn't an existing directory"),
        ("shops", "bell", "Expected a list"),
        ("handbook", "yes", "bool"),
        ("strict_advice", 1, "bool"),
        ("indexable", "no", "bool"),
    ],
)
def test_wrong_option_is_told_by_name(
    project: Path, logged: Log, option: str, value: Any, words: str
) -> None:
    """A wrong value is an error that names the option and what it takes."""
    with pytest.raises(Abort):
        config_of(project, **{option: value})
    told = "\n".join(logged.errors)
    assert f"option '{option}" in told
    assert words in told


def test_unknown_option_is_a_warning(project: Path, logged: Log) -> None:
    """A misspelt option is told, and so fails in strict mode."""
    with pytest.raises(Abort):
        config_of(project, strict=True, audiense="internal")
    assert any("audiense" in line for line in logged.warnings)


@pytest.mark.parametrize("value", ["2026-09-30", dt.date(2026, 9, 30)])
def test_as_of_takes_text_and_yaml_dates(project: Path, value: Any) -> None:
    """A date may be quoted or not, as YAML makes a date of it."""
    config = config_of(project, as_of=value)
    assert config.plugins["cx-audit"].config["as_of"] == dt.date(2026, 9, 30)


def test_as_of_follows_the_environment(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the option SOURCE_DATE_EPOCH says what day it is."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    plan = Planned()
    built(project, plan=plan, as_of=None)
    [content] = plan.asked_for
    [report] = content.reports
    assert report.as_of == dt.date(2026, 1, 1)


def test_broken_source_date_epoch_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, logged: Log
) -> None:
    """A SOURCE_DATE_EPOCH that is no number stops the build with its value."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    with pytest.raises(Abort):
        built(project, as_of=None)
    assert any("'today'" in line for line in logged.errors)


def test_client_site_asks_which_shop(tmp_path: Path, logged: Log) -> None:
    """Several shops and none named for a client: the shops are listed, nothing built."""
    write_project(tmp_path, "bell", "lamp")
    with pytest.raises(Abort):
        built(tmp_path)
    assert any("bell, lamp" in line for line in logged.errors)
    assert not (tmp_path / "site").exists()


def test_unknown_shop_is_told_with_the_nearest(project: Path, logged: Log) -> None:
    """A shop that does not exist stops the build and the nearest is offered."""
    with pytest.raises(Abort):
        built(project, shops=["bel"])
    assert any("did you mean 'bell'?" in line for line in logged.errors)


def test_other_theme_is_refused(project: Path, logged: Log) -> None:
    """A theme our pages were not made for is an error that says what to set."""
    with pytest.raises(Abort):
        built(project, mkdocs={"theme": {"name": "mkdocs"}})
    assert any("name: material" in line for line in logged.errors)


def test_no_project_is_told(tmp_path: Path, logged: Log) -> None:
    """Without a folder audits/ the build says how to begin one."""
    with pytest.raises(Abort):
        built(tmp_path)
    assert any("no folder 'audits'" in line for line in logged.errors)


def test_users_templates_come_before_ours(project: Path) -> None:
    """What is in the user's custom_dir wins over our overrides of the theme."""
    write(project / "mine/404.html", "my own 404")
    theme = {"name": "material", "custom_dir": "mine"}
    site = built(project, plan=Planned(), mkdocs={"theme": theme})
    assert html(site / "404.html") == "my own 404"
