"""The main job in the window, by mouse and keys, with the real worker: from a folder to a model that others can use."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

pytest.importorskip("PySide6.QtGui", reason="no Qt libraries on this machine", exc_type=ImportError)

from PySide6.QtCore import Qt

from benchmarks.hand import Hand
from desktop_app.session.settings import SettingsStore
from desktop_app.session.training_state import TrainOptions
from ml_engine.domain.events import JobFailed
from ml_engine.domain.values import ProposalStatus
from tests.flows.conftest import surroundings
from tests.gui.window_harness import allow_no_hints, shown_desktop

PICTURES, LABELLED = 12, 10
SIZE = (320, 240)
RECIPE = "steps = 120\nleast_steps = 0\nbatch = 4\nrate = 6e-3\nmix = 0.0\ninput_size = 128\nevaluate_every = 10\n"
LONG = RECIPE.replace("120", "4000")
Box = tuple[float, float, float, float]


def draw_set(folder: Path) -> dict[str, list[tuple[str, Box]]]:
    """Grey pictures with a large red square and a large blue disc in each. Returns what lies where, by file name."""
    folder.mkdir()
    rng = np.random.default_rng(3)
    truth = {}
    for index in range(PICTURES):
        image = Image.fromarray(rng.integers(90, 130, (SIZE[1], SIZE[0], 3), dtype=np.uint8))
        pen = ImageDraw.Draw(image)
        x, y, side = (int(rng.integers(low, high)) for low, high in ((10, 70), (20, 120), (60, 90)))
        square = (float(x), float(y), float(x + side), float(y + side))
        pen.rectangle(square, fill=(210, 40, 40))
        x, y, side = (int(rng.integers(low, high)) for low, high in ((175, 220), (20, 120), (60, 90)))
        disc = (float(x), float(y), float(x + side), float(y + side))
        pen.ellipse(disc, fill=(40, 70, 220))
        name = f"{index:02d}.png"
        image.save(folder / name)
        truth[name] = [("square", square), ("disc", disc)]
    return truth


@pytest.fixture
def work(qtbot, tmp_path, isolated_home, monkeypatch, request):
    """A hand at a window over the drawn set, in the language of the test's parameter."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    truth = draw_set(tmp_path / "shapes")
    settings = SettingsStore(tmp_path / "config")
    settings.change(language=getattr(request, "param", "en"), theme="light")
    allow_no_hints(settings)
    with shown_desktop(qtbot, settings) as desktop:
        desktop.open(tmp_path / "shapes")
        hand = Hand(desktop)
        hand.wait_until(lambda: desktop.window.workspace is not None)
        hand.wait_until(lambda: len(hand.session.pictures.ids) == PICTURES and hand.session.folders.work is None)
        yield hand, truth


def make_labels(hand):
    """Two labels by the field of the panel."""
    hand.click(hand.find("label-add"))
    for name in ("square", "disc"):
        hand.wait_until(lambda: hand.find("label-name").hasFocus())
        hand.type(name)
        hand.key(Qt.Key.Key_Return)
    hand.key(Qt.Key.Key_Escape)
    hand.wait_until(lambda: [label.name for label in hand.session.labels.all] == ["square", "disc"])


def draw_boxes(hand, truth, count):
    """Key, drag, key, drag, next picture."""
    names = {row.image.id: row.name for row in hand.session.query.image_rows(hand.session.pictures.ids)}
    canvas = hand.workspace.label_place.canvas
    canvas.setFocus()
    hand.key(Qt.Key.Key_W)
    for place in range(count):
        hand.wait_for_picture()
        for label, box in truth[names[hand.current]]:
            hand.session.objects.clear()
            hand.key(Qt.Key.Key_1 if label == "square" else Qt.Key.Key_2)
            there = len(hand.boxes)
            hand.draw(box)
            hand.wait_until(lambda before=there: len(hand.boxes) == before + 1)
        if place < count - 1:
            hand.key(Qt.Key.Key_D)


def saved_boxes(hand):
    """What the file holds: label and box of every picture."""
    hand.session.project.submit_history().result()  # behind everything that is on its way to the disk
    found = hand.session.query.annotations(hand.session.pictures.ids)
    return {
        key: [(hand.session.labels.get(item.label_id).name, item.xyxy) for item in items]
        for key, items in found.items()
    }


@pytest.mark.parametrize("work", ["en", "es"], indirect=True)
def test_from_a_folder_to_an_exported_model_by_hand(work, tmp_path):
    hand, truth = work
    make_labels(hand)
    draw_boxes(hand, truth, LABELLED)
    drawn = saved_boxes(hand)
    assert sum(map(len, drawn.values())) == 2 * LABELLED
    for image_id, items in list(drawn.items())[:LABELLED]:
        row = hand.session.query.image_rows([image_id])[0]
        for (label, box), (expected, wanted) in zip(items, truth[row.name], strict=True):
            assert label == expected
            assert np.allclose(box, wanted, atol=1.0)

    hand.session.runs.set_options(TrainOptions(recipe=RECIPE, backbone="tiny"))
    hand.key(Qt.Key.Key_F5)
    assert hand.workspace.place == "train"
    hand.wait_until(lambda: hand.session.runs.training is not None and hand.session.runs.training.epochs, 120)
    hand.wait_until(lambda: hand.find("train-loss-chart").has_values, 60)
    first = hand.find("train-loss-chart").summary
    hand.wait_until(lambda: hand.find("train-loss-chart").summary != first, 120)
    hand.wait_until(lambda: hand.session.runs.training is None, 240)
    hand.wait_until(lambda: hand.session.runs.chosen)

    hand.workspace.show_place("label")
    unlabelled = hand.session.pictures.ids[-1]
    hand.session.show(unlabelled)
    hand.wait_for_picture()
    hand.session.proposing.set_threshold(0.05)
    hand.key(Qt.Key.Key_P)
    hand.wait_until(lambda: hand.proposals, 60)
    wanted = len(hand.session.proposing.shown(hand.proposals))
    hand.key(Qt.Key.Key_Return)
    hand.wait_until(lambda: len(hand.boxes) == wanted and not hand.proposals)
    hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hand.wait_until(lambda: len(hand.proposals) == wanted and not hand.boxes)
    hand.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    hand.wait_until(lambda: len(hand.boxes) == wanted and not hand.proposals)
    assert all(item.status is ProposalStatus.PENDING for item in hand.proposals)

    hand.workspace.show_place("export")
    hand.wait_until(lambda: hand.find("export-model-start").isEnabled())
    hand.click(hand.find("export-model-start"))
    model = exported(hand)
    answers = predict(model, tmp_path / "shapes" / "11.png")
    assert {box["label"] for box in answers["boxes"]} <= {"square", "disc"}


def exported(hand) -> Path:
    """The folder that the export wrote, once it is there."""
    folder = hand.session.project.folder.exports
    hand.wait_until(lambda: [path for path in folder.iterdir() if not path.name.endswith(".partial")], 120)
    return next(folder.iterdir())


def predict(model: Path, picture: Path) -> dict:
    """What `vistazo predict` says of a picture with the exported file."""
    words = [sys.executable, "-m", "desktop_app", "--json", "predict", str(model), str(picture), "--min-score", "0.05"]
    done = subprocess.run(words, env=surroundings(), capture_output=True, text=True, timeout=120, check=False)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, rows
    return next(row for row in rows if "image" in row)


def test_a_worker_that_is_killed_leaves_the_labels_and_training_works_again(work):
    hand, truth = work
    make_labels(hand)
    draw_boxes(hand, truth, 6)
    before = saved_boxes(hand)
    hand.session.runs.set_options(TrainOptions(recipe=LONG, backbone="tiny"))
    hand.key(Qt.Key.Key_F5)
    hand.wait_until(lambda: hand.session.runs.training is not None and hand.session.runs.training.epochs, 120)

    os.kill(hand.session.runs.worker_pid, signal.SIGKILL)
    hand.wait_until(lambda: hand.session.runs.ended is not None, 30)
    terminal = hand.session.runs.ended.terminal
    assert isinstance(terminal, JobFailed)
    assert terminal.code == "worker-died"
    assert terminal.message in hand.workspace.messages.message.text or hand.workspace.messages.isVisible()
    assert saved_boxes(hand) == before

    hand.session.runs.set_options(TrainOptions(recipe=RECIPE, backbone="tiny"))
    hand.key(Qt.Key.Key_F5)
    hand.wait_until(lambda: hand.session.runs.training is not None and hand.session.runs.training.epochs, 120)
    hand.session.runs.stop()
    hand.wait_until(lambda: hand.session.runs.training is None, 60)
