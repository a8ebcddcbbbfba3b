"""The program as a person starts it, and small picture sets with known truth."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
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


def command(*words: object) -> list[str]:
    """The argument list of `vistazo --json WORDS…`."""
    return [sys.executable, "-m", "desktop_app", "--json", *map(str, words)]


def surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(REPOSITORY), "OMP_NUM_THREADS": "1"}


def vistazo_in(folder: Path, env: dict[str, str] | None = None) -> Vistazo:
    """What runs `vistazo --json WORDS…` as a process of its own, in a folder."""

    def run(*words: object, timeout_s: float = 240) -> Answer:
        return answer_of(command(*words), folder, env, timeout_s)

    return run


def answer_of(argv: list[str], folder: Path, env: dict[str, str] | None = None, timeout_s: float = 240) -> Answer:
    done = subprocess.run(
        argv, cwd=folder, env=env or surroundings(), capture_output=True, text=True, timeout=timeout_s, check=False
    )
    return Answer(done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr)


@dataclass(slots=True)
class Running:
    """A command that has started, in a process group of its own, as in a terminal."""

    process: subprocess.Popen[str]
    rows: list[dict] = field(default_factory=list)

    def read_until(self, wanted: Callable[[dict], bool]) -> dict:
        """Rows up to the first that is wanted. Fails if the command ends without it."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.rows.append(json.loads(line))
            if wanted(self.rows[-1]):
                return self.rows[-1]
        raise AssertionError(f"the command ended first: {self.rows[-3:]} {self._error()}")

    def interrupt(self) -> None:
        """Ctrl-C: every process of the group gets it."""
        os.killpg(self.process.pid, signal.SIGINT)

    def answer(self) -> Answer:
        """Wait for its end."""
        out, error = self.process.communicate(timeout=120)
        self.rows += [json.loads(line) for line in out.splitlines()]
        return Answer(self.process.returncode, self.rows, error)

    def leaves_no_process(self) -> bool:
        """Whether all processes that it started are gone, within seconds."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                os.killpg(self.process.pid, 0)
            except ProcessLookupError:
                return True
            time.sleep(0.05)
        return False

    def _error(self) -> str:
        return self.process.stderr.read() if self.process.stderr else ""


@pytest.fixture
def vistazo(isolated_home: Path, tmp_path: Path) -> Vistazo:
    """Run `vistazo --json WORDS…` as a process of its own, in tmp_path."""
    return vistazo_in(tmp_path)


@pytest.fixture
def start_vistazo(isolated_home: Path, tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Start `vistazo --json WORDS…` in tmp_path and go on; whatever is left of it is killed at the end."""
    started: list[Running] = []

    def start(*words: object) -> Running:
        process = subprocess.Popen(
            command(*words), cwd=tmp_path, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, start_new_session=True,
        )  # fmt: skip
        started.append(Running(process))
        return started[-1]

    yield start
    for running in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.process.pid, signal.SIGKILL)
        running.process.wait()
        for stream in (running.process.stdout, running.process.stderr):
            if stream is not None:
                stream.close()


@pytest.fixture
def desk_set(tmp_path: Path) -> Path:
    """Twelve desk pictures with Pascal VOC files beside them, tmp_path/desk."""
    return write_desk(tmp_path / "desk", 12)


def write_desk(folder: Path, count: int) -> Path:
    folder.mkdir()
    for path, things in write_desk_pictures(folder, count, seed=5):
        write_voc(path, [(thing.label, *thing.box) for thing in things])
    return folder


def write_voc(picture: Path, boxes: list[tuple[str, float, float, float, float]]) -> None:
    """A Pascal VOC file beside a picture of 640 x 480 pixels. boxes: label, x0, y0, x1, y1."""
    objects = "".join(
        f"<object><name>{escape(label)}</name><bndbox><xmin>{x0}</xmin><ymin>{y0}</ymin>"
        f"<xmax>{x1}</xmax><ymax>{y1}</ymax></bndbox></object>"
        for label, x0, y0, x1, y1 in boxes
    )
    picture.with_suffix(".xml").write_text(
        f"<annotation><filename>{picture.name}</filename><size><width>640</width><height>480</height>"
        f"<depth>3</depth></size>{objects}</annotation>",
        encoding="utf-8",
    )


@pytest.fixture
def stripes_set(tmp_path: Path) -> Path:
    """Two labels as folders, 12 pictures each, tmp_path/stripes."""
    return write_stripes(tmp_path / "stripes", 12, 96)


def write_stripes(folder: Path, each: int, side: int) -> Path:
    """Pictures of stripes across and stripes along, of random pitch, phase and colour, in a folder a label."""
    rng = np.random.default_rng(0)
    for label in ("across", "along"):
        (folder / label).mkdir(parents=True)
        for index in range(each):
            axis = np.arange(side)[:, None] if label == "across" else np.arange(side)[None, :]
            wave = np.sin(axis * rng.uniform(0.25, 0.8) + rng.uniform(0, 6)) * 0.5 + 0.5
            colours = rng.uniform(0, 255, (2, 3))
            pixels = colours[0] + np.broadcast_to(wave, (side, side))[..., None] * (colours[1] - colours[0])
            noisy = np.clip(pixels + rng.normal(0, 8, pixels.shape), 0, 255).astype(np.uint8)
            Image.fromarray(noisy).save(folder / label / f"{index:02d}.png")
    return folder


QUICK = ("--backbone", "tiny", "--epochs", "1", "--input-size", "64")


@dataclass(frozen=True, slots=True)
class Trained:
    """A project with a finished run of a classifier. pictures: its image root.   run: below the project."""

    pictures: Path
    project: Path
    run: Path


@pytest.fixture(scope="session")
def trained_once(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """Made once and left as it is: see `trained`."""
    folder = tmp_path_factory.mktemp("trained")
    home = str(folder / "home")
    env = {**surroundings(), **dict.fromkeys(("HOME", "USERPROFILE", "XDG_CACHE_HOME", "XDG_DATA_HOME"), home)}
    pictures = write_stripes(folder / "stripes", 6, 48)
    run = vistazo_in(folder, env)
    assert run("new", "project", pictures, "--labels-from-folders").code == 0
    done = run("train", "project", *QUICK)
    assert done.code == 0, done.rows[-1]
    return Trained(pictures, folder / "project", Path(done.last["run"]))


@pytest.fixture
def trained(trained_once: Trained, tmp_path: Path) -> Trained:
    """A copy to break: tmp_path/project, its pictures in tmp_path/stripes."""
    shutil.copytree(trained_once.project, tmp_path / "project")
    shutil.copytree(trained_once.pictures, tmp_path / "stripes")
    return Trained(tmp_path / "stripes", tmp_path / "project", tmp_path / "project" / "runs" / trained_once.run.name)
