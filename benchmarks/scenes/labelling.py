"""The Label place at work: boxes, names, lists, filters, menus, and what goes wrong with files."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from benchmarks.scenes.stage import Scene, Stage
from desktop_app.project.label_edits import add_label
from desktop_app.project.lock import WriterLock
from desktop_app.project.query import ImageFilter
from desktop_app.project.sample import sample_places
from ml_engine.domain.errors import UserError

MANY = {
    "en": ("fork", "knife", "spoon", "plate", "cup", "glass", "bottle", "napkin", "candle", "salt", "pepper", "tray"),
    "es": ("tenedor", "cuchillo", "cuchara", "plato", "taza", "vaso", "botella", "servilleta", "vela", "salero",
           "pimentero", "bandeja"),
}  # fmt: skip


def boxes(stage: Stage) -> None:
    """At work: a box is chosen."""
    stage.sample()
    stage.picture(2)
    document = stage.session.document
    if document is None or not document.boxes:
        raise LookupError("the sample's third picture has no boxes")
    stage.session.objects.set([document.boxes[0].id])


def drawing(stage: Stage) -> None:
    """A box is being drawn: crosshair and coordinates."""
    stage.sample()
    stage.picture(45)
    stage.session.labels.set_active(stage.session.labels.all[-1].id)  # a leaf lies there
    stage.hand.workspace.label_place.canvas.setFocus()
    stage.hand.key(Qt.Key.Key_W)
    view = stage.hand.workspace.label_place.canvas.view
    start, end = view.camera.to_view((340.0, 394.0)), view.camera.to_view((405.0, 450.0))
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, none, QPoint(round(start[0]), round(start[1])))
    QTest.mouseMove(view.viewport(), QPoint(round(end[0]), round(end[1])))


def proposals(stage: Stage) -> None:
    """What the run proposes for a picture that nobody labelled."""
    stage.hand.key(Qt.Key.Key_Escape)
    stage.sample()
    proposing = stage.session.proposing
    proposing.propose(stage.session.pictures.ids[44:50])
    stage.hand.wait_until(lambda: proposing.progress is None, 120)
    proposing.set_threshold(0.3)
    stage.picture(46)
    stage.wait_for("proposals-bar")


def find_label(stage: Stage) -> None:
    """More labels than digits: they are found by typing."""
    stage.go(stage.copy("many-labels"))
    labels = stage.session.labels
    for name in MANY[stage.language]:
        if all(label.name != name for label in labels.all):
            stage.session.apply(add_label(labels.with_archived, name))
    stage.hand.wait_until(lambda: len(labels.all) > len(MANY[stage.language]))
    boxes_of_the_third(stage)
    stage.hand.workspace.label_place.canvas.setFocus()
    stage.hand.key(Qt.Key.Key_L)
    stage.wait_for("label-field")


def boxes_of_the_third(stage: Stage) -> None:
    """The third picture with its first box chosen."""
    stage.picture(2)
    document = stage.session.document
    if document is not None:
        stage.session.objects.set([document.boxes[0].id])


def many_labels(stage: Stage) -> None:
    """The list of many labels."""
    find_label(stage)
    stage.hand.key(Qt.Key.Key_Escape)


def as_list(stage: Stage) -> None:
    """The pictures as a list."""
    stage.sample()
    stage.picture(2)
    if stage.settings.value.view_grid:
        stage.click("browser-grid")
    stage.hand.wait(0.6)


def as_grid(stage: Stage) -> None:
    """And as a grid again."""
    if not stage.settings.value.view_grid:
        stage.click("browser-grid")


def filters(stage: Stage) -> None:
    """The row of filters, and a list that is narrowed by it."""
    stage.sample()
    as_grid(stage)
    stage.place("label")
    stage.session.pictures.set_filter(ImageFilter(text="desk-04"))
    if not stage.seen("filter-text"):
        stage.click("browser-filter")
    stage.hand.wait(0.6)


def filter_nothing(stage: Stage) -> None:
    """A filter that nothing passes."""
    stage.sample()
    stage.place("label")
    stage.session.pictures.set_filter(ImageFilter(text="nada" if stage.is_spanish else "nothing"))
    stage.wait_for("browser-none-match")


def no_filter(stage: Stage) -> None:
    """The row of filters is closed."""
    stage.sample()
    if stage.seen("filter-text"):
        stage.click("browser-filter")


def unreadable(stage: Stage, *, grid: bool = True) -> None:
    """Files that are no pictures, whatever they are called; in the list each says why."""
    no_filter(stage)
    folder = stage.copy("broken")
    pictures = sample_places(folder).pictures
    (pictures / "desk-006.jpg").write_bytes((pictures / "desk-006.jpg").read_bytes()[:600])
    (pictures / "desk-008.jpg").write_bytes(b"\xff\xd8 not a picture")
    (pictures / "desk-009.jpg").write_bytes(b"")
    stage.go(folder)
    stage.session.folders.rescan()
    stage.hand.wait_until(lambda: stage.session.folders.work is None and stage.session.pictures.counts.problems >= 2)
    stage.place("label")
    if stage.settings.value.view_grid != grid:
        stage.click("browser-grid")
    stage.session.show(stage.session.pictures.ids[7])
    stage.wait_for("canvas-unreadable")
    stage.hand.wait(0.8)


def missing_folder(stage: Stage) -> None:
    """The drive with the pictures is not connected."""
    as_grid(stage)
    folder = stage.copy("away")
    stage.close_project()
    pictures = sample_places(folder).pictures
    if pictures.is_dir():
        pictures.rename(pictures.with_name("elsewhere"))
    stage.open(sample_places(folder).project)
    stage.place("label")
    stage.wait_for("message-action")


def read_only(stage: Stage) -> None:
    """Another window has the project: everything can be looked at."""
    folder = stage.copy("shared")
    stage.close_project()
    with WriterLock(sample_places(folder).project / "project.lock") as lock:
        if not lock.acquire():
            raise LookupError("the project is locked already")
        stage.open(sample_places(folder).project)
    if not stage.session.read_only:
        raise LookupError("the project is not read-only")
    stage.picture(2)
    stage.wait_for("message-text")


def read_only_train(stage: Stage) -> None:
    """And not be trained on."""
    stage.place("train")
    stage.hand.wait(1.0)


def disk_full(stage: Stage) -> None:
    """A failure, said where it happened."""
    stage.sample()
    stage.picture(3)
    file = stage.session.project.folder.file
    stage.session.say_error(
        UserError(
            "disk-full",
            f"The disk is full: the change could not be saved in {file}.",
            "Free some space and do it again; all earlier changes are safe.",
        )
    )


def canvas_menu(stage: Stage) -> None:
    """What can be done with a box."""
    boxes(stage)
    view = stage.hand.workspace.label_place.canvas.view
    x, y = view.camera.to_view((582.0, 142.0))
    stage.right_click("canvas-view", QPoint(round(x), round(y)))


def canvas_picture_menu(stage: Stage) -> None:
    """What can be done with a picture."""
    stage.sample()
    stage.picture(2)
    stage.session.objects.clear()
    view = stage.hand.workspace.label_place.canvas.view
    x, y = view.camera.to_view((300.0, 300.0))
    stage.right_click("canvas-view", QPoint(round(x), round(y)))


def browser_menu(stage: Stage) -> None:
    """What can be done with the chosen pictures."""
    stage.sample()
    stage.picture(2)
    stage.right_click("picture-list", QPoint(60, 130), "picture-split-menu")


def label_menu(stage: Stage) -> None:
    """What can be done with a label, and its colours."""
    stage.sample()
    stage.picture(2)
    stage.right_click("label-list", QPoint(60, 18), "label-color-menu")


def object_menu(stage: Stage) -> None:
    """What can be done with an object of the picture."""
    boxes(stage)
    stage.right_click("object-list", QPoint(60, 18))


def main_menu(stage: Stage) -> None:
    """The window's own menu."""
    stage.sample()
    stage.picture(2)
    stage.click("main-menu")


def drop(stage: Stage) -> None:
    """A folder is held over an open project."""
    stage.sample()
    stage.picture(2)
    stage.drag_over(stage.window, stage.folder)
    stage.wait_for("drop-hint")


WORK = (
    Scene("label-boxes", boxes),
    Scene("label-drawing", drawing, anew=True),
    Scene("label-proposals", proposals),
    Scene("label-list", as_list),
    Scene("label-filters", filters),
    Scene("label-filter-nothing", filter_nothing),
    Scene("label-find-label", find_label, anew=True),
    Scene("label-many-labels", many_labels),
    Scene("label-unreadable", unreadable),
    Scene("label-unreadable-list", partial(unreadable, grid=False)),
    Scene("label-missing-folder", missing_folder),
    Scene("label-read-only", read_only),
    Scene("train-read-only", read_only_train),
    Scene("label-message", disk_full),
    Scene("label-drop", drop),
    Scene("menu-canvas-box", canvas_menu, anew=True),
    Scene("menu-canvas-picture", canvas_picture_menu, anew=True),
    Scene("menu-browser", browser_menu, anew=True),
    Scene("menu-label", label_menu, anew=True),
    Scene("menu-object", object_menu, anew=True),
    Scene("menu-main", main_menu, anew=True),
)
