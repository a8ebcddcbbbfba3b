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
from PySide6.QtWidgets import QLabel

from benchmarks.hand import Hand
from desktop_app.project.store import open_project
from desktop_app.session.settings import SettingsStore
from tests.flows.conftest import surroundings
from tests.gui.window_harness import allow_no_hints, shown_desktop

PICTURES, LABELLED = 12, 10
SIZE = (320, 240)
RECIPE = "steps = 120\nleast_steps = 0\nbatch = 4\nrate = 6e-3\nmix = 0.0\nevaluate_every = 10"
LONG = RECIPE.replace("120", "4000")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
# What a person reads on the way: places, the end of the run, the bar of proposals.
WORDS = {
    "en": {
        "places": ["Label", "Train", "Results", "Inside", "Export"],
        "ready": "Run 1 is ready: AP50 ",
        "proposals": ("1 proposal", "{n} proposals"),
        "model": "Checked: the file answers as the trained model does.",
    },
    "es": {
        "places": ["Etiquetar", "Entrenar", "Resultados", "Por dentro", "Exportar"],
        "ready": "Entrenamiento 1, listo: AP50 ",
        "proposals": ("1 propuesta", "{n} propuestas"),
        "model": "Comprobado: el archivo responde como el modelo entrenado.",
    },
}
KILLED = "The worker process was killed from outside: the computer's memory may have run out."
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
    """A hand at a window, the drawn set dropped on its welcome page, in the language of the test's parameter."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    truth = draw_set(tmp_path / "shapes")
    settings = SettingsStore(tmp_path / "config")
    settings.change(language=getattr(request, "param", "en"), theme="light")
    allow_no_hints(settings)
    with shown_desktop(qtbot, settings) as desktop:
        hand = Hand(desktop)
        hand.drop(tmp_path / "shapes", at=hand.find("welcome"))
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
    """Drag and digit, drag and digit, next picture."""
    names = {row.image.id: row.name for row in hand.session.query.image_rows(hand.session.pictures.ids)}
    keys = {label.name: label.id for label in hand.session.labels.all}
    hand.wait_for_picture()
    hand.key(Qt.Key.Key_W)
    for place in range(count):
        hand.wait_for_picture()
        for number, (label, box) in enumerate(truth[names[hand.current]], 1):
            hand.draw(box)
            hand.key(Qt.Key.Key_1 if label == "square" else Qt.Key.Key_2)
            wanted = number, keys[label]
            hand.wait_until(lambda wanted=wanted: (len(hand.boxes), hand.boxes[-1].label_id) == wanted)
        if place < count - 1:
            hand.key(Qt.Key.Key_D)


def ask_for(hand, recipe):
    """The compact backbone at 128 pixels, and a recipe, by the fields of the Train place."""
    hand.click(hand.find("place-train"))
    assert hand.workspace.place == "train"
    hand.click(hand.find("train-card-backbone"))
    hand.wait_until(lambda: hand.find("train-backbone-bundled"))
    hand.click(hand.find("train-backbone-bundled"))
    hand.wait_until(lambda: hand.session.runs.options.backbone == "bundled")
    hand.click(hand.find("train-detail-close"))
    hand.click(hand.find("train-advanced-open"))
    hand.click(hand.find("train-epochs"))
    hand.key(Qt.Key.Key_Tab)
    hand.key(Qt.Key.Key_Down)
    hand.wait_until(lambda: hand.session.runs.options.input_size == 128)
    change_recipe(hand, recipe)


def change_recipe(hand, recipe):
    """Type another one over what stands there."""
    hand.click(hand.find("train-recipe"))
    hand.key(Qt.Key.Key_A, CTRL)
    hand.type(recipe)


def labels_and_boxes(project):
    """What the file holds: label and box of every picture."""
    names = {label.id: label.name for label in project.query.labels()}
    found = project.query.annotations(project.query.image_ids())
    return {key: [(names[item.label_id], item.xyxy) for item in items] for key, items in found.items()}


def saved_boxes(hand):
    """The same of the open project, behind everything that is on its way to the disk."""
    hand.session.project.submit_history().result()
    return labels_and_boxes(hand.session.project)


def pull_threshold(hand, value):
    """Drag the slider of the proposals' bar, and let the bar say what is shown then. value: of 100."""
    hand.pull(hand.find("proposals-threshold"), value)
    hand.wait_until(lambda: abs(hand.session.proposing.threshold - value / 100) <= 0.02)
    return [item for item in hand.proposals if item.score >= hand.session.proposing.threshold]


def propose_and_answer(hand, words):
    """P, the slider twice, Enter, Ctrl+Z, Ctrl+Shift+Z: what the threshold shows is taken, and nothing else."""
    hand.key(Qt.Key.Key_P)
    hand.wait_until(lambda: hand.proposals, 60)
    assert len(pull_threshold(hand, 5)) == len(hand.proposals)
    shown = pull_threshold(hand, max(5, int(100 * hand.proposals[0].score) - 5))
    one, many = words["proposals"]
    assert hand.find("proposals-count").text() == (one if len(shown) == 1 else many.format(n=len(shown)))
    all_of_them = {item.annotation.id for item in hand.proposals}
    wanted = {item.annotation.id for item in shown}
    assert wanted

    def is_so(boxes, proposals):
        """On the canvas, and on disk."""
        if {item.id for item in hand.boxes} != boxes or {item.annotation.id for item in hand.proposals} != proposals:
            return False
        hand.session.project.submit_history().result()
        return {item.id for item in hand.session.query.annotations([hand.current])[hand.current]} == boxes

    hand.key(Qt.Key.Key_Return)
    hand.wait_until(lambda: is_so(wanted, all_of_them - wanted))
    hand.key(Qt.Key.Key_Z, CTRL)
    hand.wait_until(lambda: is_so(set(), all_of_them))
    hand.key(Qt.Key.Key_Z, CTRL | SHIFT)
    hand.wait_until(lambda: is_so(wanted, all_of_them - wanted))


@pytest.mark.parametrize("work", ["en", "es"], indirect=True)
def test_from_a_folder_to_an_exported_model_by_hand(work, tmp_path):
    hand, truth = work
    words = WORDS[hand.session.settings.value.language]
    places = ("label", "train", "results", "inside", "export")
    assert [hand.find(f"place-{place}").text() for place in places] == words["places"]
    make_labels(hand)
    draw_boxes(hand, truth, LABELLED)
    drawn = saved_boxes(hand)
    assert sum(map(len, drawn.values())) == 2 * LABELLED
    for row in hand.session.query.image_rows(list(drawn)[:LABELLED]):
        for (label, box), (expected, wanted) in zip(drawn[row.image.id], truth[row.name], strict=True):
            assert label == expected
            assert np.allclose(box, wanted, atol=1.0)

    ask_for(hand, RECIPE)
    hand.key(Qt.Key.Key_F5)
    hand.wait_until(lambda: hand.session.runs.training is not None and hand.session.runs.training.epochs, 120)
    assert hand.session.runs.training.options.recipe == RECIPE
    hand.wait_until(lambda: hand.find("train-loss-chart").has_values, 60)
    first = hand.find("train-loss-chart").summary
    hand.wait_until(lambda: hand.find("train-loss-chart").summary != first, 120)
    hand.wait_until(lambda: hand.session.runs.training is None, 240)
    hand.wait_until(lambda: hand.find("message-text").text().startswith(words["ready"]))
    hand.wait_until(lambda: hand.session.runs.chosen)

    hand.key(Qt.Key.Key_1, CTRL)
    hand.key(Qt.Key.Key_D)
    hand.key(Qt.Key.Key_D)
    hand.wait_for_picture()
    assert hand.current == hand.session.pictures.ids[-1]
    propose_and_answer(hand, words)

    hand.key(Qt.Key.Key_5, CTRL)
    hand.wait_until(lambda: hand.find("export-model-start").isEnabled())
    hand.click(hand.find("export-model-start"))
    hand.wait_until(lambda: hand.find("export-model-result"), 120)
    assert words["model"] in texts(hand.find("export-model-result"))
    answers = predict(exported(hand), tmp_path / "shapes" / "11.png")
    assert answers["boxes"]
    assert {box["label"] for box in answers["boxes"]} <= {"square", "disc"}


def texts(widget):
    """What stands on the labels in a widget."""
    return [label.text() for label in widget.findChildren(QLabel)]


def exported(hand) -> Path:
    """The folder that the export wrote: the only one."""
    (folder,) = hand.session.project.folder.exports.iterdir()
    return folder


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
    assert sum(map(len, before.values())) == 12
    ask_for(hand, LONG)
    hand.key(Qt.Key.Key_F5)
    hand.wait_until(lambda: hand.session.runs.training is not None and hand.session.runs.training.epochs, 120)

    os.kill(hand.session.runs.worker_pid, signal.SIGKILL)
    hand.wait_until(lambda: hand.find("message-text").text() == KILLED, 30)
    assert KILLED in hand.find("train-outcome-text").text()
    place = hand.session.project.folder.path
    with open_project(place, write=False) as reopened:
        assert labels_and_boxes(reopened) == before

    change_recipe(hand, RECIPE)
    hand.key(Qt.Key.Key_F5)
    hand.wait_until(lambda: [run.state for run in hand.session.runs.rows][:1] == ["finished"], 240)
    assert hand.find("train-outcome-title").text().startswith("Run 1 is ready: AP50 ")

    hand.key(Qt.Key.Key_W, CTRL)
    hand.wait_until(lambda: hand.find("welcome"))
    hand.wait_until(lambda: is_free(place))
    with open_project(place) as reopened:
        assert labels_and_boxes(reopened) == before


def is_free(place: Path) -> bool:
    """Whether the project can be opened for writing: the window has let go of it."""
    with open_project(place) as project:
        return not project.read_only
