"""`report`: one audit as a PDF, whole or not at all."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from child_process import module_path
from sheets import sheet_texts
from small_project import break_audit, project, run, run_apart

__all__ = ["project"]

AUDIT = "audits/shops/demo/2026-09-15.yaml"
AS_OF = ("--as-of", "2026-11-02")


@pytest.fixture
def _installed() -> None:
    pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))


@pytest.mark.slow
@pytest.mark.usefixtures("_installed")
def test_report_writes_the_latest_audit(project: Path) -> None:
    """Without options the client's PDF of the latest audit stands in this folder."""
    result = run("report", "demo", *AS_OF)

    assert result.exit_code == 0
    assert "demo-2026-09-15.pdf" in result.stderr
    assert not result.stdout
    made = pypdf.PdfReader(io.BytesIO((project / "demo-2026-09-15.pdf").read_bytes()))
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]


@pytest.mark.slow
@pytest.mark.usefixtures("_installed")
def test_language_audience_and_file_are_chosen(project: Path) -> None:
    """--language, --audience, --date and --pdf say what is printed and where."""
    target = project / "out.pdf"

    result = run(
        *("report", "demo", "--language", "pl", "--audience", "internal"),
        *("--date", "2026-09-15", "--pdf", str(target), *AS_OF),
    )

    assert result.exit_code == 0
    made = target.read_bytes()
    assert pypdf.PdfReader(io.BytesIO(made)).trailer["/Root"]["/Lang"] == "pl"
    assert "Wersja wewnętrzna" in sheet_texts(made)[0]
    assert "the report of demo for internal use is ready: " in result.stderr
    assert list(project.glob(".*")) == []


def test_problems_leave_what_was_there(project: Path) -> None:
    """With an error in the YAML nothing is written, and the exit code is 1."""
    target = project / "out.pdf"
    target.write_bytes(b"before")
    break_audit(project)

    result = run("report", "demo", "--pdf", str(target))

    assert result.exit_code == 1
    assert "E302" in result.stderr
    assert target.read_bytes() == b"before"


def test_without_weasyprint_the_extra_is_named(project: Path) -> None:
    """Where WeasyPrint is missing, the message says what to install; exit code 2."""
    missing = project / "missing"
    missing.mkdir()
    (missing / "weasyprint.py").write_text("raise ImportError('no weasyprint')")

    result = run_apart(
        *("report", "demo", "--pdf", "out.pdf"),
        cwd=project,
        env={"PYTHONPATH": module_path(missing)},
    )

    assert result.returncode == 2
    assert b"cx-audit[pdf]" in result.stderr
    assert b"Traceback" not in result.stderr
    assert not list(project.glob("*.pdf"))


@pytest.mark.usefixtures("project")
def test_unknown_shop_or_date_is_named() -> None:
    """A shop or a date that is not there exits with 2 and names those that are."""
    shop = run("report", "dem")
    date = run("report", "demo", "--date", "2020-01-01")

    assert (shop.exit_code, date.exit_code) == (2, 2)
    assert "demo" in shop.stderr
    assert "2026-09-15" in date.stderr


def test_a_folder_is_no_place_for_a_file(project: Path) -> None:
    """--pdf names a file: a folder is refused, one that is not there is made."""
    folder = run("report", "demo", "--pdf", str(project))
    new = run("report", "demo", "--pdf", str(project / "new" / "out.pdf"))

    assert folder.exit_code == 2
    assert new.exit_code == 0
    assert (project / "new" / "out.pdf").is_file()
