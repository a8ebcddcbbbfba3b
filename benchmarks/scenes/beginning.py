"""The first minute: the welcome page, a folder that brings nothing, hints, and places that have nothing to show yet."""

from __future__ import annotations

import shutil
from functools import partial

from PySide6.QtCore import Qt

from benchmarks.scenes.stage import EVERY_HINT, Scene, Stage
from desktop_app.insight.place import InsidePlace
from desktop_app.project.sample import sample_places


def welcome(stage: Stage) -> None:
    """Before anything was opened."""
    stage.wait_for("welcome")


def welcome_drop(stage: Stage) -> None:
    """A folder is held over it."""
    stage.drag_over(stage.hand.find("welcome"), stage.folder)
    stage.wait_for("drop-hint")


def welcome_error(stage: Stage) -> None:
    """What was asked for is not there."""
    stage.hand.desktop.open(stage.folder.with_name("vacaciones" if stage.is_spanish else "holidays"))
    stage.wait_for("message-text")


def welcome_recent(stage: Stage) -> None:
    """With projects that were opened before: two that are there, one that is not."""
    stage.drawer()
    stage.sample()
    stage.picture(5)
    stage.close_project()
    gone = stage.folder.with_name("gone") / ("Jardín-vistazo" if stage.is_spanish else "Garden-vistazo")
    stage.settings.change(recent=(*stage.settings.value.recent[:2], str(gone)))
    stage.wait_for("recent-2")
    stage.hand.wait_until(lambda: not stage.seen("welcome-busy"))
    stage.hand.wait(0.5)


def label_unlabelled(stage: Stage) -> None:
    """A folder of pictures that brings nothing else."""
    stage.drawer()
    stage.picture(0)


def label_no_pictures(stage: Stage) -> None:
    """A folder that holds none."""
    empty = stage.folder.with_name("Vacía" if stage.is_spanish else "Empty")
    empty.mkdir(exist_ok=True)
    stage.open(empty)
    stage.place("label")
    stage.wait_for("browser-no-pictures")


def label_folder_labels(stage: Stage) -> None:
    """Class folders bring labels for whole pictures: it is said, and can be undone."""
    root = stage.folder.with_name("Hojas y monedas" if stage.is_spanish else "Leaves and coins")
    if not root.is_dir():
        pictures = sorted(sample_places(stage.folder).pictures.iterdir())
        for number, name in enumerate(("hoja", "moneda") if stage.is_spanish else ("leaf", "coin")):
            (root / name).mkdir(parents=True)
            for path in pictures[number * 10 : number * 10 + 10]:
                shutil.copy(path, root / name)
    stage.open(root)
    stage.place("label")
    stage.wait_for("message-action")
    stage.hand.wait_for_picture()


def hint(name: str, stage: Stage) -> None:
    """One of the bubbles that come once."""
    if name == "draw":
        stage.drawer()
    else:
        stage.sample()
    stage.picture(0)
    stage.settings.change(hints_seen=tuple(seen for seen in EVERY_HINT if seen != name))
    stage.wait_for("hint-bubble")


def hint_train(stage: Stage) -> None:
    """Enough is labelled: a first training is suggested."""
    stage.go(stage.copy("untrained"))
    for run in stage.session.runs.rows:
        shutil.rmtree(stage.session.runs.folder(run.name))
    stage.session.runs.refresh()
    stage.hand.wait_until(lambda: not stage.session.runs.rows)
    stage.picture(7)
    stage.settings.change(hints_seen=tuple(seen for seen in EVERY_HINT if seen != "train"))
    stage.wait_for("hint-bubble")


def label_first_name(stage: Stage) -> None:
    """The first box asks for its name."""
    stage.drawer()
    stage.picture(0)
    stage.hand.workspace.label_place.canvas.setFocus()
    stage.hand.key(Qt.Key.Key_W)
    stage.hand.draw((44.0, 246.0, 160.0, 362.0))
    stage.wait_for("label-field")
    stage.hand.type("mone" if stage.is_spanish else "coi")


def train_missing(stage: Stage) -> None:
    """Nothing to train on yet."""
    stage.drawer()
    stage.place("train")
    stage.wait_for("train-problems")


def results_none(stage: Stage) -> None:
    """No run yet."""
    stage.drawer()
    stage.place("results")
    stage.wait_for("results-go-train")


def inside_pretrained(stage: Stage) -> None:
    """The inside of a network that was not trained here."""
    stage.drawer()
    stage.place("inside")
    place = stage.hand.workspace.make_place("inside")
    if not isinstance(place, InsidePlace):
        raise LookupError("there is no Inside place")
    looking = place.layers.looking
    stage.hand.wait_until(lambda: looking.maps is not None and not looking.busy, 90)
    stage.hand.wait(1.0)


def export_none(stage: Stage) -> None:
    """Nothing to export yet."""
    stage.drawer()
    stage.place("export")


FIRST = (
    Scene("welcome", welcome),
    Scene("welcome-drop", welcome_drop),
    Scene("welcome-error", welcome_error),
    Scene("label-no-pictures", label_no_pictures),
    Scene("label-folder-labels", label_folder_labels),
    Scene("label-unlabelled", label_unlabelled),
    Scene("hint-draw", partial(hint, "draw")),
    Scene("label-first-name", label_first_name, anew=True),
    Scene("train-missing", train_missing),
    Scene("results-none", results_none),
    Scene("inside-pretrained", inside_pretrained),
    Scene("export-none", export_none),
    Scene("welcome-recent", welcome_recent),
    Scene("hint-train", hint_train),
)
