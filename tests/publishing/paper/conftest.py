from __future__ import annotations

import dataclasses
from hashlib import sha256

import pytest
import sample_site as sample
from PIL import Image

from generator.model.audit import Picture


@pytest.fixture(scope="session")
def picture(tmp_path_factory):
    """Return a small picture in a folder whose name would be noticed."""
    path = tmp_path_factory.mktemp("somebodys-home") / "queue.png"
    Image.new("RGB", (120, 80), "teal").save(path)
    return Picture(path=str(path), digest=sha256(path.read_bytes()).hexdigest())


@pytest.fixture(scope="session")
def report(picture):
    """Return a maker of the sample's report whose picture exists."""

    def with_picture(piece):
        return dataclasses.replace(piece, picture=picture) if piece.picture else piece

    def made(*answers, **fields):
        made = sample.report(*answers, **fields)
        findings = tuple(
            dataclasses.replace(
                one, evidence=tuple(with_picture(piece) for piece in one.evidence)
            )
            for one in made.findings
        )
        return dataclasses.replace(made, findings=findings)

    return made
