"""The lessons that train, played to their end by mouse and keys with the real worker, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtGui", reason="no Qt libraries on this machine", exc_type=ImportError)

from PySide6.QtCore import Qt

from desktop_app.lessons.opening import FOLDERS
from desktop_app.project.new_project import new_project
from desktop_app.project.sample import make_sample, sample_places
from desktop_app.session.settings import SettingsStore
from ml_engine.samples.digits import write_digits
from ml_engine.samples.single_things import write_single_things
from tests.flows.lesson_hand import Learner
from tests.gui.window_harness import allow_no_hints, open_in, shown_desktop

TRAINS_S = 240
pytestmark = pytest.mark.slow


def draw_sample(folder: Path, kind: str) -> Path:
    """A small sample where the program looks for its own, so that a lesson's card opens it. Returns its project."""
    places = sample_places(folder / "Vistazo" / FOLDERS[kind])
    if kind == "desk":
        make_sample(places.pictures.parent, pictures=16, labelled=16).close()
        return places.project
    places.pictures.mkdir(parents=True)
    if kind == "digits":
        write_digits(places.pictures, each=10)
    else:
        write_single_things(places.pictures, each=8)
    new_project(places.project, [places.pictures], True).project.close()
    return places.project


@pytest.fixture(params=["en", "es"])
def learner_on(qtbot, tmp_path, isolated_home, monkeypatch, request):
    """learner_on(kind): a learner at a window on another project, with the sample of that kind at its place."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.setattr("desktop_app.lessons.opening.samples_folder", lambda: tmp_path / "Vistazo")
    settings = SettingsStore(tmp_path / "config")
    settings.change(language=request.param, theme="light")
    allow_no_hints(settings)
    with shown_desktop(qtbot, settings) as desktop:
        desktop.window.resize(1440, 900)

        def on(kind: str) -> Learner:
            project = draw_sample(tmp_path, kind)
            open_in(qtbot, desktop, project)
            return Learner(desktop)

        yield on


def train(learner):
    """Press Train, and wait for the run."""
    before = len(learner.session.runs.rows)
    learner.click(learner.find("train-start"))
    learner.wait_until(lambda: learner.session.runs.training is not None, 30)
    learner.wait_until(lambda: learner.session.runs.training is None, TRAINS_S)
    learner.wait_until(lambda: len(learner.session.runs.rows) > before)
    ended = learner.session.runs.ended
    assert learner.session.runs.rows[0].state == "finished", ended and ended.terminal


def with_recipe(learner):
    """The lesson's recipe, then train."""
    learner.click(learner.find("lesson-recipe"))
    learner.wait_until(lambda: learner.session.runs.options.recipe)
    train(learner)


def compose(learner):
    learner.click(learner.find("builder-train"))


def recipe_alone(learner):
    learner.click(learner.find("lesson-recipe"))


def choose_bundled(learner):
    if not learner.find_all("train-backbone-bundled"):
        learner.click(learner.find("train-card-backbone"))
    learner.wait_until(lambda: learner.find("train-backbone-bundled"))
    learner.click(learner.find("train-backbone-bundled"))


def draw_a_box(learner):
    """W, then a drag over the picture; its label is the one that sticks."""
    learner.wait_for_picture()
    learner.wait_until(lambda: "picture.boxes" in learner.runner.progress.of("from-boxes-to-yolo").before)
    learner.key(Qt.Key.Key_W)
    learner.draw((20.0, 20.0, 90.0, 80.0))


def share_a_half(learner):
    """Move the box with the arrow keys to where the two share more, until it is half."""
    learner.find("lab-iou-canvas").setFocus(Qt.FocusReason.TabFocusReason)
    back = {Qt.Key.Key_Left: Qt.Key.Key_Right, Qt.Key.Key_Up: Qt.Key.Key_Down}
    back |= {away: key for key, away in back.items()}
    for _ in range(40):
        for key, away in back.items():
            before = learner.session.facts.get("lab.iou", 0.0)
            if before >= 0.5:
                return
            learner.key(key)
            if learner.session.facts.get("lab.iou", 0.0) <= before:
                learner.key(away)


def two_rounds(learner):
    passed = learner.runner.progress.of
    learner.wait_until(lambda: "lab.anchors_round" in passed("from-boxes-to-yolo").before)
    learner.click(learner.find("lab-anchors-walk-first"))
    learner.click(learner.find("lab-anchors-walk-next"))


def move_threshold(learner):
    learner.wait_until(lambda: "lab.nms_threshold" in learner.runner.progress.of("from-boxes-to-yolo").before)
    learner.find("lab-nms-threshold").setFocus(Qt.FocusReason.TabFocusReason)
    learner.key(Qt.Key.Key_Left)


def step_back(learner):
    learner.wait_until(lambda: "lab.ap" in learner.runner.progress.of("reading-results").before)
    learner.click(learner.find("lab-ap-walk-first"))


LENET = {"build": compose, "recipe": recipe_alone, "train": train}
TRANSFER = {
    "scratch": compose, "scratch-train": with_recipe, "pretrained": choose_bundled, "pretrained-train": with_recipe,
}  # fmt: skip
AUGMENTATION = {"network": compose, "by-heart": with_recipe, "studio": recipe_alone, "varied": train}
YOLO = {
    "box": draw_a_box, "iou": share_a_half, "anchors": two_rounds, "nms": move_threshold, "train": with_recipe,
}  # fmt: skip
READING = {"run": with_recipe, "ap": step_back}
LESSONS = {
    "lenet-on-digits": ("digits", LENET),
    "transfer-learning": ("things", TRANSFER),
    "augmentation": ("things", AUGMENTATION),
    "from-boxes-to-yolo": ("desk", YOLO),
    "reading-results": ("digits", READING),
}


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_that_trains_is_played_to_its_end(learner_on, lesson):
    kind, plays = LESSONS[lesson]
    said = learner_on(kind).play(lesson, plays, TRAINS_S)
    assert not any("–" in text for text in said), "a value was not known"
