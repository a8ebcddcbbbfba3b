"""The program as a person starts it, and small picture sets with known truth."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import pytest
from PIL import Image

from ml_engine.samples.desk import write_desk_pictures

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Answer:
    """code: exit status.   rows: the lines of JSON.   error: what stood on stderr."""

    code: int
    rows: list[dict]
    error: str

    @property
    def last(self) -> dict:
        return self.rows[-1]

    def events(self, name: str) -> list[dict]:
        return [row for row in self.rows if row.get("event") == name]


Vistazo = Callable[..., Answer]


@pytest.fixture
def vistazo(isolated_home: Path, tmp_path: Path) -> Vistazo:
    """Run `vistazo --json WORDS…` as a process of its own, in tmp_path."""

    def run(*words: object, timeout_s: float = 240) -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "desktop_app", "--json", *map(str, words)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), "OMP_NUM_THREADS": "1"},
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        return Answer(done.returncode, rows, done.stderr)

    return run


@pytest.fixture
def desk_set(tmp_path: Path) -> Path:
    """Twelve desk pictures with Pascal VOC files beside them."""
    folder = tmp_path / "desk"
    folder.mkdir()
    for path, things in write_desk_pictures(folder, 12, seed=5):
        objects = "".join(
            f"<object><name>{escape(thing.label)}</name><bndbox><xmin>{x0}</xmin><ymin>{y0}</ymin>"
            f"<xmax>{x1}</xmax><ymax>{y1}</ymax></bndbox></object>"
            for thing in things
            for x0, y0, x1, y1 in [thing.box]
        )
        path.with_suffix(".xml").write_text(
            f"<annotation><filename>{path.name}</filename><size><width>640</width><height>480</height>"
            f"<depth>3</depth></size>{objects}</annotation>",
            encoding="utf-8",
        )
    return folder


@pytest.fixture
def stripes_set(tmp_path: Path) -> Path:
    """Two labels as folders, 12 pictures each: stripes across and stripes along, of random pitch, phase and colour."""
    rng = np.random.default_rng(0)
    folder = tmp_path / "stripes"
    for label in ("across", "along"):
        (folder / label).mkdir(parents=True)
        for index in range(12):
            axis = np.arange(96)[:, None] if label == "across" else np.arange(96)[None, :]
            wave = np.sin(axis * rng.uniform(0.25, 0.8) + rng.uniform(0, 6)) * 0.5 + 0.5
            colours = rng.uniform(0, 255, (2, 3))
            pixels = colours[0] + np.broadcast_to(wave, (96, 96))[..., None] * (colours[1] - colours[0])
            noisy = np.clip(pixels + rng.normal(0, 8, pixels.shape), 0, 255).astype(np.uint8)
            Image.fromarray(noisy).save(folder / label / f"{index:02d}.png")
    return folder
