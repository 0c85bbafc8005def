"""A whole project in a folder, as small as one can be, for tests that build a site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DEFINITION = "tiny@1.0.0"


def write(path: Path, content: Any) -> Path:
    """Write a YAML file (JSON is YAML) and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = content if isinstance(content, str) else json.dumps(content, indent=1)
    path.write_text(text, encoding="utf-8")
    return path


def both(words: str) -> dict[str, str]:
    """Return a text in both languages that can be told apart."""
    return {"en": f"{words} en", "pl": f"{words} pl"}


def write_definition(root: Path, *, evil: str = "") -> None:
    """Write a definition of one stage with one touchpoint and two criteria.

    `evil` is appended to every text a reader will see.
    """

    def text(words: str) -> dict[str, str]:
        return both(words + evil)

    folder = root / "audits" / "definitions" / "tiny"
    write(
        folder / "audit.yaml",
        {
            "id": "tiny",
            "version": "1.0.0",
            "languages": ["en", "pl"],
            "title": text("Tiny audit"),
            "stages": [
                {
                    "id": "visit",
                    "name": text("Visit"),
                    "weight": 1,
                    "touchpoints": ["door"],
                }
            ],
            "levels": [
                {"id": "low", "from": 0, "name": text("Low")},
                {"id": "high", "from": 60, "name": text("High")},
            ],
            "caps": {"trust": "low"},
            "kinds": {"trust": text("Trust")},
            "coverage_needed": 50,
            "efforts": [{"id": 1, "days": 1, "name": text("a day")}],
            "profiles": {"full": {"name": text("Full")}},
        },
    )
    write(
        folder / "visit" / "door.yaml",
        {
            "id": "door",
            "name": text("Door"),
            "criteria": [
                {
                    "id": name,
                    "name": text(f"Name of {name}"),
                    "question": text(f"Question of {name}?"),
                    "why": text("Why"),
                    "how_to_check": text("How"),
                    "evidence_from": "public",
                    "answer": {"type": "yes_no"},
                    "weight": 3,
                    "effort": 1,
                    "recommendation": text("Fix it"),
                }
                for name in ("bell-rings", "door-opens")
            ],
        },
    )
    write(
        folder / "glossary.yaml",
        {
            "terms": [
                {"id": "churn", "term": text("Churn"), "text": text("Leaving")},
            ]
        },
    )


def write_shop(
    root: Path, shop: str, *, evil: str = "", day: str = "2026-09-15"
) -> None:
    """Write a shop with one audit: one criterion fails, one is met."""
    folder = root / "audits" / "shops" / shop
    write(
        folder / "shop.yaml",
        {"name": both(f"Shop {shop}{evil}"), "url": "https://shop.example"},
    )
    write(
        folder / f"{day}.yaml",
        {
            "definition": DEFINITION,
            "auditors": [f"A. Nowak{evil}"],
            "language": "en",
            "summary": f"In short{evil}",
            "sample": f"One phone{evil}",
            "answers": {
                "bell-rings": {"value": "no", "note": f"Silent{evil}"},
                "door-opens": {
                    "value": "yes",
                    "evidence": [{"said": f"The owner{evil}"}],
                },
            },
        },
    )


def write_project(root: Path, *shops: str, evil: str = "") -> Path:
    """Write a project with these shops and return its folder."""
    write_definition(root, evil=evil)
    (root / "audits" / "shops").mkdir(parents=True, exist_ok=True)
    for shop in shops:
        write_shop(root, shop, evil=evil)
    return root
