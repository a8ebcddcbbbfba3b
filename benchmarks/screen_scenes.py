"""The states that benchmarks/screens.py photographs, and the way to each."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from benchmarks.hand import Hand
from desktop_app.app import Desktop
from desktop_app.project.query import ImageFilter
from desktop_app.project.sample import make_sample, sample_places
from desktop_app.session.settings import SettingsStore
from desktop_app.session.training_state import TrainOptions
from desktop_app.shell.hint_list import HINTS
from ml_engine.domain.errors import UserError

Scene = Callable[[Hand, Path], None]
PICTURES, LABELLED = 60, 40
QUICK = "steps = 400\nleast_steps = 0\nbatch = 8\nrate = 6e-3\nmix = 0.0\ninput_size = 224\nevaluate_every = 10\n"


def trained_sample(folder: Path) -> None:
    """The sample with 40 of 60 pictures labelled, and one run trained in the window on it."""
    make_sample(folder, pictures=PICTURES, labelled=LABELLED).close()
    hand = _start(folder / "settings", "en")
    _open(hand, sample_places(folder).project)
    hand.session.runs.start(TrainOptions(task="detect", backbone="bundled", recipe=QUICK))
    hand.wait_until(lambda: hand.session.runs.training is None, 900)
    hand.desktop.close()
    hand.desktop.window.close()


def photograph(
    folder: Path, out: Path, language: str, themes: Sequence[str], sizes: Sequence[tuple[int, int]], only: Sequence[str]
) -> None:
    """Go through all scenes in one language; each in every theme and size."""
    hand = _start(folder / "settings", language)
    for number, (name, scene) in enumerate(SCENES.items()):
        if only and name not in only:
            continue
        try:
            scene(hand, folder)
        except (LookupError, TimeoutError) as error:
            print(f"{name}: {error}")
        for theme in themes:
            hand.desktop.settings.change(theme=theme)
            for width, height in sizes:
                hand.desktop.window.resize(width, height)
                hand.wait(0.35)
                place = out / f"{language}-{theme}-{width}x{height}"
                place.mkdir(parents=True, exist_ok=True)
                hand.desktop.window.grab().save(str(place / f"{number:02d}-{name}.png"))
        _close_pop_ups()
    hand.desktop.close()
    hand.desktop.window.close()


def _start(config: Path, language: str) -> Hand:
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("no window can be shown here")
    settings = SettingsStore(config)
    settings.change(language=language, theme="light", hints_seen=tuple(hint.id for hint in HINTS))
    desktop = Desktop(app, settings)
    desktop.window.resize(1440, 900)
    desktop.window.show()
    desktop.window.activateWindow()
    return Hand(desktop)


def _open(hand: Hand, path: Path) -> None:
    before = hand.desktop.projects.session
    hand.desktop.open(path)
    hand.wait_until(lambda: hand.desktop.projects.session not in (None, before), 60)
    hand.wait_until(lambda: hand.session.folders.work is None and hand.session.background.is_idle, 60)
    hand.wait(0.5)


def _close_pop_ups() -> None:
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def _click(hand: Hand, name: str) -> None:
    widget = hand.find(name)
    if isinstance(widget, QAbstractButton):
        widget.click()
    else:
        hand.click(widget)


def _place(hand: Hand, name: str) -> None:
    hand.desktop.window.leave_page()
    hand.workspace.show_place(name)
    hand.wait(0.4)


def _picture(hand: Hand, index: int) -> None:
    _place(hand, "label")
    hand.session.show(hand.session.pictures.ids[index])
    hand.wait_for_picture()


def welcome(hand: Hand, _: Path) -> None:
    """Before anything was opened."""
    hand.wait(0.3)


def label_unlabelled(hand: Hand, folder: Path) -> None:
    """A folder of pictures that brings nothing else."""
    pictures = folder / "mascotas"
    pictures.mkdir()
    for path in sorted(sample_places(folder).pictures.iterdir())[40:52]:
        shutil.copy(path, pictures)
    _open(hand, pictures)
    _place(hand, "label")


def label_first_name(hand: Hand, _: Path) -> None:
    """The first box asks for its name."""
    hand.wait_for_picture()
    hand.workspace.label_place.canvas.setFocus()
    hand.key(Qt.Key.Key_W)
    hand.draw((180.0, 150.0, 320.0, 280.0))
    hand.wait(0.3)
    hand.type("mon")


def train_missing(hand: Hand, _: Path) -> None:
    """Nothing to train on yet."""
    hand.key(Qt.Key.Key_Escape)
    _place(hand, "train")
    hand.wait(0.8)


def results_none(hand: Hand, _: Path) -> None:
    """No run yet."""
    _place(hand, "results")


def inside_none(hand: Hand, _: Path) -> None:
    """The inside of a network that was not trained here."""
    _place(hand, "inside")
    hand.wait(4)


def export_none(hand: Hand, _: Path) -> None:
    """Nothing to export yet."""
    _place(hand, "export")


def welcome_recent(hand: Hand, folder: Path) -> None:
    """With a project that was opened before."""
    _open(hand, sample_places(folder).project)
    hand.desktop.projects.close_soon()
    hand.wait_until(lambda: hand.desktop.window.workspace is None, 30)
    hand.wait(0.8)


def label_boxes(hand: Hand, folder: Path) -> None:
    """At work: a box is chosen."""
    _open(hand, sample_places(folder).project)
    _picture(hand, 2)
    document = hand.session.document
    if document is not None and document.boxes:
        hand.session.objects.set([document.boxes[0].id])


def label_drawing(hand: Hand, _: Path) -> None:
    """A box is being drawn: crosshair and coordinates."""
    _picture(hand, 45)
    hand.workspace.label_place.canvas.setFocus()
    hand.key(Qt.Key.Key_W)
    view = hand.workspace.label_place.canvas.view
    start, end = view.camera.to_view((150.0, 120.0)), view.camera.to_view((330.0, 300.0))
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, none, QPoint(round(start[0]), round(start[1])))
    QTest.mouseMove(view.viewport(), QPoint(round(end[0]), round(end[1])))


def label_proposals(hand: Hand, _: Path) -> None:
    """What the run proposes for a picture that nobody labelled."""
    hand.key(Qt.Key.Key_Escape)
    hand.key(Qt.Key.Key_Escape)
    hand.session.proposing.propose(hand.session.pictures.ids[44:50])
    hand.wait_until(lambda: hand.session.proposing.progress is None, 90)
    hand.session.proposing.set_threshold(0.2)
    _picture(hand, 46)
    hand.wait(0.5)


def label_list(hand: Hand, _: Path) -> None:
    """The pictures as a list."""
    hand.workspace.messages.clear()
    _click(hand, "browser-grid")
    hand.wait(0.6)


def label_filter_nothing(hand: Hand, _: Path) -> None:
    """A filter that nothing passes."""
    _click(hand, "browser-grid")
    hand.session.pictures.set_filter(ImageFilter(text="nothing is called so"))
    hand.wait(0.5)


def label_unreadable(hand: Hand, folder: Path) -> None:
    """A file that is no picture, whatever it is called."""
    hand.session.pictures.set_filter(ImageFilter())
    (sample_places(folder).pictures / "zz-broken.jpg").write_bytes(b"\xff\xd8 not a picture")
    hand.session.folders.rescan()
    hand.wait_until(lambda: hand.session.folders.work is None and len(hand.session.pictures.ids) == PICTURES + 1)
    _picture_of_file(hand, PICTURES)


def _picture_of_file(hand: Hand, index: int) -> None:
    hand.session.show(hand.session.pictures.ids[index])
    hand.wait(1.2)


def label_message(hand: Hand, _: Path) -> None:
    """A failure, said where it happened."""
    _picture(hand, 3)
    hand.session.say_error(
        UserError("disk-full", "There is no space left on the disk.", "Free some space; the work goes on then.")
    )


def palette(hand: Hand, _: Path) -> None:
    """Everything is found by typing."""
    hand.workspace.messages.clear()
    hand.workspace.palette_box.open()
    hand.wait(0.2)
    fields = [field for field in hand.workspace.palette_box.findChildren(QLineEdit) if field.isVisible()]
    QTest.keyClicks(fields[0], "tra" if hand.desktop.settings.value.language == "en" else "entr")
    hand.wait(0.6)


def train_before(hand: Hand, _: Path) -> None:
    """What will be trained, before it starts."""
    hand.key(Qt.Key.Key_Escape)
    _place(hand, "train")
    hand.wait(1.5)


def train_running(hand: Hand, _: Path) -> None:
    """Curves grow."""
    _place(hand, "train")
    hand.session.runs.start(TrainOptions(task="detect", backbone="bundled", recipe=QUICK))
    hand.wait_until(lambda: hand.session.runs.training is not None and len(hand.session.runs.training.epochs) > 55, 300)


def label_while_training(hand: Hand, _: Path) -> None:
    """Labelling goes on meanwhile."""
    _picture(hand, 4)


def train_done(hand: Hand, _: Path) -> None:
    """It was stopped, its best is kept."""
    hand.session.runs.stop()
    hand.wait_until(lambda: hand.session.runs.training is None, 60)
    _place(hand, "train")
    hand.wait(1.0)


def results(hand: Hand, _: Path) -> None:
    """The run that was trained first."""
    hand.workspace.messages.clear()
    finished = [run.name for run in hand.session.runs.rows if run.state == "finished"]
    hand.session.runs.choose(finished[-1])
    _place(hand, "results")
    hand.wait(1.5)


def _tab(name: str) -> Scene:
    def go(hand: Hand, _: Path) -> None:
        _click(hand, f"run-tab-{name}")
        hand.wait(1.5)

    return go


def inside(hand: Hand, _: Path) -> None:
    """Maps of a layer of the run."""
    _picture(hand, 2)
    _place(hand, "inside")
    hand.wait(5)


def export_model(hand: Hand, _: Path) -> None:
    """Before a model is written."""
    _place(hand, "export")


def export_model_done(hand: Hand, _: Path) -> None:
    """With its certificate."""
    _click(hand, "export-model-start")
    hand.wait_until(lambda: hand.find("export-model-result"), 120)
    hand.wait(0.5)


def export_annotations(hand: Hand, _: Path) -> None:
    """Annotations for other programs."""
    _click(hand, "export-page-annotations")
    hand.wait(0.4)


def _page(name: str, tab: str = "") -> Scene:
    def go(hand: Hand, _: Path) -> None:
        hand.desktop.window.page_wanted.emit(name)
        hand.wait(0.4)
        if tab:
            _click(hand, tab)
            hand.wait(0.4)

    return go


SCENES: dict[str, Scene] = {
    "welcome": welcome,
    "label-unlabelled": label_unlabelled,
    "label-first-name": label_first_name,
    "train-missing": train_missing,
    "results-none": results_none,
    "inside-pretrained": inside_none,
    "export-none": export_none,
    "welcome-recent": welcome_recent,
    "label-boxes": label_boxes,
    "label-drawing": label_drawing,
    "label-proposals": label_proposals,
    "label-list": label_list,
    "label-filter-nothing": label_filter_nothing,
    "label-unreadable": label_unreadable,
    "label-message": label_message,
    "palette": palette,
    "train-before": train_before,
    "train-running": train_running,
    "label-while-training": label_while_training,
    "train-stopped": train_done,
    "results": results,
    "results-worst": _tab("mistakes"),
    "results-curves": _tab("curves"),
    "results-card": _tab("card"),
    "results-try": _tab("try"),
    "inside": inside,
    "export-model": export_model,
    "export-model-done": export_model_done,
    "export-annotations": export_annotations,
    "settings": _page("settings"),
    "settings-keys": _page("settings", "settings-tab-keys"),
    "settings-computer": _page("settings", "settings-tab-computer"),
    "about": _page("about"),
}
