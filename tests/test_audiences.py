"""A new audience is a row of one table, and nothing else asks who somebody is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from repository import EXAMPLES, ROOT

ROW = """
            AudiencePolicy(
                id=Audience("learner"),
                for_whom="for those who learn",
                sees_private=False,
                sees_other_shops=True,
                sees_ratings=False,
                confidential=False,
                words="client",
            ),
        )
    }
"""
SECRETS = ("Ask again.", "Talk to the boss first.")
"""What is private in the example."""


@pytest.fixture(scope="module")
def run(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a copy of the program with one more row, in a project of two shops."""
    program = tmp_path_factory.mktemp("program")
    for folder in ("generator", "site_templates"):
        shutil.copytree(ROOT / folder, program / folder)
    shutil.copytree(ROOT / "audits/definitions", program / "audits/definitions")
    table = program / "generator/model/audience.py"
    text = table.read_text("utf-8")
    assert text.count("        )\n    }\n") == 1
    table.write_text(text.replace("        )\n    }\n", ROW.lstrip("\n")), "utf-8")

    project = tmp_path_factory.mktemp("project")
    shutil.copytree(EXAMPLES / "base", project, dirs_exist_ok=True)
    shops = project / "audits/shops"
    (audit,) = (shops / "demo").glob("2*.yaml")
    shutil.copytree(shops / "demo", shops / "rival")
    single = audit.read_text("utf-8")
    (shops / "demo" / f"{audit.stem}.anna.yaml").write_text(single, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(program), "NO_MKDOCS_2_WARNING": "1"}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "generator", *words],
            cwd=project,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_row_makes_an_audience(
    run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """It is offered, sees what its row says, and is named where something is ready."""
    out = tmp_path / "site"
    built = run("build", "--audience", "learner", "--out", str(out))
    assert built.returncode == 0, built.stderr
    assert "for those who learn is ready" in built.stderr
    pages = "".join(page.read_text("utf-8") for page in out.rglob("*.html"))
    assert (out / "en/comparison.html").exists()
    assert not [secret for secret in SECRETS if secret in pages]
    assert "anna" not in pages
    assert "not for clients" not in pages

    words = ("export", "demo", "--audience", "learner", "--format", "json")
    exported = run(*words, "--out", str(tmp_path / "out"))
    assert exported.returncode == 0, exported.stderr
    (file,) = (tmp_path / "out").iterdir()
    report = json.loads(file.read_text("utf-8"))
    assert report["audience"] == "learner"
    assert "source" not in report
    assert not [secret for secret in SECRETS if secret in json.dumps(report)]


def test_a_client_sees_less_and_internal_readers_more(
    run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """What the new audience is measured by is there: two shops, a rating, secrets."""
    refused = run("build", "--out", str(tmp_path / "client"))
    assert "a client sees one shop" in refused.stderr

    out = tmp_path / "internal"
    built = run("build", "--audience", "internal", "--out", str(out))
    assert built.returncode == 0, built.stderr
    pages = "".join(page.read_text("utf-8") for page in out.rglob("*.html"))
    assert all(words in pages for words in (*SECRETS, "anna", "not for clients"))
