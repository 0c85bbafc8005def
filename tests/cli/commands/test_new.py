"""`new`: the files it writes, and that it never writes over one."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
import yaml
from small_project import project, run

from generator.project import Project

__all__ = ["project"]

AUDIT = Path("audits/shops/new-shop/2026-01-15.yaml")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder; it is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def comments(path: Path) -> str:
    """Return the comments of a file as one text without line breaks."""
    lines = path.read_text(encoding="utf-8").splitlines()
    words = (line.strip().removeprefix("#") for line in lines if "#" in line)
    return " ".join(" ".join(words).split())


def test_an_empty_folder_becomes_a_project(empty: Path) -> None:
    """Shop, audit, mkdocs.yml and schemas are written, and what to do next is told."""
    result = run("new", "new-shop", "--date", "2026-01-15")

    assert result.exit_code == 0
    assert result.stdout == ""
    for name in ("mkdocs.yml", AUDIT, AUDIT.with_name("shop.yaml")):
        assert (empty / name).is_file()
    assert list((empty / "audits/schemas").glob("*.answers.schema.json"))
    for words in ("wrote mkdocs.yml", "Next:", "cx-audit check", "cx-audit serve"):
        assert words in result.stderr


@pytest.mark.parametrize("language", ["en", "pl"])
@pytest.mark.parametrize("profile", ["full", "outside-in", "quick"])
def test_an_untouched_file_passes_check(
    empty: Path, language: str, profile: str
) -> None:
    """What is written has no problem but its two examples, and answers nothing."""
    words = ("--date", "2026-01-15", "--language", language, "--profile", profile)
    run("new", "new-shop", *words)

    result = run("check")
    loaded = Project(empty).load()

    assert result.exit_code == 0
    assert [one.code for one in loaded.diagnostics] == ["W414", "W414"]
    assert loaded.shops[0].audits[0].answers == {}
    assert loaded.shops[0].audits[0].language == language


@pytest.mark.parametrize("profile", ["full", "outside-in", "quick"])
def test_every_question_of_the_profile_waits_in_its_place(
    empty: Path, profile: str
) -> None:
    """The keys are the profile's criteria in order, each below its question."""
    run("new", "new-shop", "--date", "2026-01-15", "--profile", profile)

    definition = next(iter(Project(empty).load().definitions.values()))
    asked = {
        name: place
        for name, place in definition.places.items()
        if definition.profiles[profile].asks(place.criterion)
    }
    told = comments(AUDIT)
    written = yaml.safe_load(AUDIT.read_text(encoding="utf-8"))["answers"]
    assert written == dict.fromkeys(asked)
    assert list(written) == list(asked)
    for place in asked.values():
        criterion = place.criterion
        head = f"{place.stage.name['en']} › {place.touchpoint.name['en']}"
        for text in (head, criterion.question["en"], criterion.how_to_check["en"]):
            assert " ".join(text.split()) in told


def test_allowed_values_stand_beside_the_question(project: Path) -> None:
    """Steps, options, items and units are there in the language asked for."""
    run("new", "new-shop", "--date", "2026-01-15", "--language", "pl")

    told = comments(AUDIT)
    for place in Project(project).load().definitions["tiny@1.0.0"].places.values():
        answer = place.criterion.answer
        for option in (*getattr(answer, "options", ()), *getattr(answer, "items", ())):
            assert f"{option.id}: {option.text.in_language('pl')}" in told
        for step, text in getattr(answer, "anchors", {}).items():
            assert f"{step}: {text.in_language('pl')}" in told
        if answer.type == "metric":
            assert f"[{answer.unit.in_language('pl')}]" in told


def test_from_shows_the_last_answers(project: Path) -> None:
    """Each earlier answer stands as a comment beside its question."""
    words = ("--date", "2027-01-15", "--from", "2026-09-15")
    result = run("new", "demo", *words)

    told = comments(Path("audits/shops/demo/2027-01-15.yaml"))
    assert result.exit_code == 0
    for words in (
        "Last time (2026-09-15): 3",
        "Last time (2026-09-15): yes",
        "Last time (2026-09-15): [active, purpose], not_applicable: withdrawal",
        "Last time (2026-09-15): content",
        "Last time (2026-09-15): {value: 5, n: 240}",
        "Last time (2026-09-15): {count: 45, of: 60}",
        "Last time, note: Two complaints waited for the carrier.",
        "Last time (2026-09-15): {promoters: 120, passives: 60, detractors: 20}",
        "Last time (2026-09-15): 4.6",
    ):
        assert words in told
    assert run("check").exit_code == 0
    assert (project / "audits/shops/demo/2026-09-15.yaml").is_file()


def test_nothing_is_ever_overwritten(project: Path) -> None:
    """An audit that exists is named with exit code 2, and no byte changes."""
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}

    result = run("new", "demo", "--date", "2026-09-15")

    assert result.exit_code == 2
    assert "2026-09-15.yaml already exists" in result.stderr
    assert before == {
        path: path.read_bytes() for path in project.rglob("*") if path.is_file()
    }


def test_a_second_audit_leaves_shop_and_site_alone(project: Path) -> None:
    """shop.yaml, mkdocs.yml and schemas that are there stay as they are."""
    (project / "mkdocs.yaml").write_text("site_name: Mine\n", encoding="utf-8")
    (project / "audits/schemas").mkdir()
    shop = (project / "audits/shops/demo/shop.yaml").read_bytes()

    run("new", "demo", "--date", "2027-01-15")

    assert (project / "audits/shops/demo/shop.yaml").read_bytes() == shop
    assert not (project / "mkdocs.yml").exists()
    assert not any((project / "audits/schemas").iterdir())


def test_date_is_today_unless_named(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SOURCE_DATE_EPOCH stands for today where it is set."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1768435200")
    run("new", "new-shop")
    assert (project / AUDIT).is_file()

    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    before = dt.date.today()  # noqa: DTZ011 - the command reads the same calendar
    run("new", "other-shop")
    (audit,) = (project / "audits/shops/other-shop").glob("2*.yaml")
    assert before.isoformat() <= audit.stem <= dt.date.today().isoformat()  # noqa: DTZ011


def test_the_shop_keeps_hostile_names_as_text(empty: Path) -> None:
    """A name with quotes, colons and hashes is written so that it reads back."""
    name = 'Ola\'s "Shop": 50 % # off'
    run("new", "new-shop", "--name", name, "--url", "https://ola.example/a?b=c#d")

    shop = Project(empty).load().shops[0].shop
    assert shop.name["en"] == name
    assert shop.url == "https://ola.example/a?b=c#d"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["Demo"], "is not a valid shop id"),
        (["../evil"], "is not a valid shop id"),
        (["con"], "is not a valid shop id"),
        (["demo", "--profile", "ful"], "did you mean 'full'?"),
        (["demo", "--from", "2026-09-14"], "did you mean '2026-09-15'?"),
        (["new-shop", "--from", "2026-09-15"], "audits: none"),
        (["demo", "--definition", "tin"], "did you mean 'tiny'?"),
        (["new-shop", "--url", "shop.example"], "begin it with https://"),
        (["demo", "--name", "Other"], "shop.yaml already exists"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_begun_writes_nothing(
    project: Path, words: list[str], told: str
) -> None:
    """Wrong names are told with the nearest right one; no file appears."""
    before = sorted(project.rglob("*"))

    result = run("new", *words, "--date", "2027-01-15")

    assert result.exit_code == 2
    assert told in result.stderr
    assert sorted(project.rglob("*")) == before


def test_from_a_broken_audit_is_1(project: Path) -> None:
    """An earlier audit with an error cannot be shown; the error is told."""
    path = project / "audits/shops/demo/2026-09-15.yaml"
    path.write_text(
        path.read_text("utf-8").replace("quality: 3", "quality: 7"), "utf-8"
    )

    result = run("new", "demo", "--date", "2027-01-15", "--from", "2026-09-15")

    assert result.exit_code == 1
    assert "error[E316]" in result.stderr
    assert not (project / "audits/shops/demo/2027-01-15.yaml").exists()


def test_a_project_can_be_named_before_it_exists(empty: Path) -> None:
    """--project DIR begins a project there."""
    result = run("--project", "there", "new", "new-shop", "--date", "2026-01-15")

    assert result.exit_code == 0
    assert (empty / "there" / AUDIT).is_file()
    shutil.rmtree(empty / "there")


def test_a_packaged_definition_can_be_asked_for(project: Path) -> None:
    """A project with a definition of its own may use the packaged one as well."""
    result = run("new", "brook", "--definition", "online-shop")

    assert result.exit_code == 0, result.stderr
    (audit,) = project.glob("audits/shops/brook/20*.yaml")
    assert "definition: online-shop@" in audit.read_text("utf-8")
    assert run("check", str(audit)).exit_code == 0


def test_a_broken_definition_is_not_replaced_by_the_packaged_one(project: Path) -> None:
    """Whoever asks for their own definition hears what is wrong with it."""
    folder = project / "audits/definitions/online-shop"
    folder.mkdir()
    text = "id: online-shop\nversion: one\n"
    (folder / "audit.yaml").write_text(text, encoding="utf-8")

    result = run("new", "brook", "--definition", "online-shop")

    assert result.exit_code == 2
    assert not (project / "audits/shops/brook").exists()
