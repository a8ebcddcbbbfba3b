"""One scene of benchmarks/window.py, in the process that is measured. Prints its figures as JSON."""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget

from benchmarks.frames import Frames
from benchmarks.gap_meter import GapMeter
from benchmarks.hand import Hand
from desktop_app.app import Desktop
from desktop_app.session.settings import SettingsStore

Figures = dict[str, float]
STEPS_OF_SCROLLING = 240
LARGE = 10
BOXES = 5_000
DRAG_STEPS = 120
TRAINING_S = 25.0
PLACES = {"start": 0.0, "middle": 0.5, "end": 0.98}  # of the list, where the next picture is asked for
STEPS = 5


def main() -> None:
    scene, folder, number = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    app = QApplication([])
    app.setApplicationName("vistazo")
    desktop = Desktop(app, SettingsStore())
    desktop.window.resize(1440, 900)
    desktop.window.show()
    figures = SCENES[scene](Hand(desktop), folder, number)
    desktop.close()
    print(json.dumps(figures))


def start(hand: Hand, _folder: Path, _number: int) -> Figures:
    while not hand.desktop.window.isActiveWindow():
        hand.wait(0.001)
    hand.desktop.window.repaint()
    seconds = time.time() - float(os.environ["STARTED_AT"])
    if "torch" in sys.modules:
        raise SystemExit("torch is in the window's process")
    return {"start_s": seconds}


def first_10k(hand: Hand, folder: Path, number: int) -> Figures:
    return {"first_picture_10k_s": first_picture(hand, folder, 10_000, number)}


def first_100k(hand: Hand, folder: Path, number: int) -> Figures:
    """And, once all 100,000 are there, scrolling through them."""
    seconds = first_picture(hand, folder, 100_000, number)
    wait_for_all(hand, 100_000)
    return {"first_picture_100k_s": seconds, "scroll_gap_max_ms": scroll(hand)}


def first_picture(hand: Hand, folder: Path, count: int, number: int) -> float:
    """Seconds from opening a folder that the program has never seen until its first picture has been painted."""
    from benchmarks.window import make_small_pictures

    pictures = make_small_pictures(folder / f"small-{count}", count)
    link = folder / f"seen-{count}-{os.getpid()}-{number}"
    link.symlink_to(pictures)  # its project lies beside the link
    settle(hand)
    begin = time.perf_counter()
    hand.desktop.open(link)
    while hand.desktop.window.workspace is None:
        hand.wait(0.001)
    frames = Frames(hand.workspace.label_place.canvas.view.viewport())
    frames.time(_nothing, hand.workspace.label_place.canvas.has_picture)
    return time.perf_counter() - begin


def wait_for_all(hand: Hand, count: int) -> None:
    hand.wait_until(lambda: hand.session.folders.work is None and len(hand.session.pictures.ids) == count, 300)
    settle(hand)


def scroll(hand: Hand) -> float:
    view = next(view for view in hand.workspace.label_place.browser.findChildren(QListView) if view.isVisible())
    bar, meter = view.verticalScrollBar(), GapMeter()
    meter.start()
    for step in range(STEPS_OF_SCROLLING):
        # Slowly at first, then by leaps: a wheel, and a hand on the bar.
        bar.setValue(step * 40 if step < STEPS_OF_SCROLLING // 2 else bar.maximum() * step // STEPS_OF_SCROLLING)
        hand.wait(1 / 60)
    return max(meter.stop())


def next_100k(hand: Hand, folder: Path, number: int) -> Figures:
    """The key D at the start, in the middle and near the end of 100,000 pictures, as the peers are asked."""
    first_picture(hand, folder, 100_000, number)
    wait_for_all(hand, 100_000)
    steps: dict[str, list[float]] = {}
    for name, place in PLACES.items():
        hand.session.show(hand.session.pictures.ids[int(place * 100_000)])
        hand.wait_for_picture()
        for _ in range(STEPS):
            settle(hand)
            steps.setdefault(name, []).append(press_next(hand))
    figures = {f"next_100k_{name}_ms": statistics.median(of_place) for name, of_place in steps.items()}
    return {"next_100k_ms": statistics.median(step for of_place in steps.values() for step in of_place), **figures}


def next_picture(hand: Hand, folder: Path, number: int) -> Figures:
    from benchmarks.window import make_large_pictures

    pictures = make_large_pictures(folder / "large", LARGE)
    link = folder / f"seen-large-{number}"
    link.symlink_to(pictures)
    hand.desktop.open(link)
    hand.wait_until(lambda: hand.desktop.window.workspace is not None, 60)
    wait_for_all(hand, LARGE)
    hand.wait_for_picture()
    cold, prefetched = [], []
    ids = hand.session.pictures.ids
    for image_id in (ids[5], ids[8]):
        cold.append(time_to_frame(hand, partial(hand.session.show, image_id)))
        settle(hand)
    hand.session.show(ids[0])
    hand.wait_for_picture()
    for _ in range(4):
        settle(hand)
        prefetched.append(press_next(hand))
    return {"next_cold_ms": statistics.median(cold), "next_prefetched_ms": statistics.median(prefetched)}


def press_next(hand: Hand) -> float:
    """Milliseconds from the key D until the frame with the next picture is done."""
    window = hand.desktop.window
    return time_to_frame(hand, lambda: QTest.keyClick(window, Qt.Key.Key_D))


def time_to_frame(hand: Hand, change: Callable[[], None]) -> float:
    """Milliseconds from a change of picture until the frame with the new one is done."""
    canvas, before = hand.workspace.label_place.canvas, hand.current

    def is_new() -> bool:
        return before != canvas.shown_picture == hand.session.current

    return Frames(canvas.view.viewport()).time(change, is_new)


def training(hand: Hand, folder: Path, number: int) -> Figures:
    """A real detector trains in its worker while boxes are drawn and pictures turned in the window."""
    from desktop_app.project.sample import make_sample
    from desktop_app.session.training_state import TrainOptions

    with make_sample(folder / f"sample-{number}", pictures=60, labelled=40) as project:
        place = project.folder.path
    open_project(hand, place)
    session, meter = hand.session, GapMeter()
    session.runs.start(TrainOptions(task="detect", backbone="bundled"))
    hand.wait_until(lambda: session.runs.training is not None and bool(session.runs.training.epochs), 120)
    view = hand.workspace.label_place.canvas.view
    hand.workspace.actions_registry.run("draw-box")
    meter.start()
    begin = time.perf_counter()
    while session.runs.training is not None and time.perf_counter() - begin < TRAINING_S:
        drag(view.viewport(), QPoint(200, 200), QPoint(320, 300), 12)
        hand.wait(0.2)
        session.next()
        hand.wait(0.2)
    meter.stop()
    session.runs.stop()
    hand.wait_until(lambda: session.runs.training is None, 60)
    return {"gap_p99_training_ms": meter.share(0.99), "gap_max_training_ms": max(meter.gaps_ms)}


def drag_boxes(hand: Hand, folder: Path, number: int) -> Figures:
    from desktop_app.project.edits import make_edit
    from desktop_app.project.ids import new_id
    from desktop_app.project.new_labels import new_labels
    from desktop_app.project.sample import make_sample
    from ml_engine.domain.values import Annotation, AnnotationKind

    with make_sample(folder / f"boxes-{number}", pictures=2, labelled=0) as project:
        place, image_id = project.folder.path, project.query.image_ids()[0]
        labels = new_labels(project.query.labels(), ["many"])
        boxes = [
            Annotation(new_id(), image_id, labels[0].id, AnnotationKind.BOX, ((x, y), (x + 5.0, y + 5.0)))
            for x, y in ((6.0 * (i % 100), 6.0 * (i // 100)) for i in range(BOXES - 1))
        ]
        large = Annotation(new_id(), image_id, labels[0].id, AnnotationKind.BOX, ((340.0, 320.0), (460.0, 440.0)))
        project.apply(make_edit("Draw box", added=[*labels, *boxes, large]))
    open_project(hand, place)
    settle(hand)
    hand.session.objects.set([large.id])
    canvas = hand.workspace.label_place.canvas
    begin_at, end_at = canvas.view.camera.to_view((465.0 - 6, 400.0)), canvas.view.camera.to_view((600.0, 460.0))
    settle(hand)
    points = QPoint(*map(round, begin_at)), QPoint(*map(round, end_at))
    return {"drag_fps_5000": DRAG_STEPS / drag(canvas.view.viewport(), *points, DRAG_STEPS)}


def drag(widget: QWidget, start: QPoint, end: QPoint, steps: int) -> float:
    """Press, move in steps with a frame after each, release. Returns the seconds of the moves."""
    frames = Frames(widget)
    send(widget, QEvent.Type.MouseButtonPress, QPointF(start), Qt.MouseButton.LeftButton)
    begin = time.perf_counter()
    for step in range(1, steps + 1):
        at = QPointF(start) + (QPointF(end) - QPointF(start)) * (step / steps)
        move = partial(send, widget, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton)
        frames.time(move, _always)
    seconds = time.perf_counter() - begin
    send(widget, QEvent.Type.MouseButtonRelease, QPointF(end), Qt.MouseButton.LeftButton)
    return seconds


def send(widget: QWidget, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton) -> None:
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    place = QPointF(widget.mapToGlobal(at.toPoint()))
    QApplication.sendEvent(widget, QMouseEvent(kind, at, place, button, held, Qt.KeyboardModifier.NoModifier))


def open_project(hand: Hand, place: Path) -> None:
    hand.desktop.open(place)
    hand.wait_until(lambda: hand.desktop.window.workspace is not None, 60)
    hand.wait_until(lambda: hand.session.current is not None, 60)
    hand.wait_for_picture()


def settle(hand: Hand) -> None:
    """Let everything that is on its way come in."""
    hand.wait(0.4)
    if hand.desktop.window.workspace is not None:
        hand.wait_until(lambda: hand.session.background.is_idle, 60)


def _nothing() -> None:
    """What is done where one only waits."""


def _always() -> bool:
    return True


SCENES: dict[str, Callable[[Hand, Path, int], Figures]] = {
    "start": start,
    "first_10k": first_10k,
    "first_100k": first_100k,
    "next_100k": next_100k,
    "next": next_picture,
    "training": training,
    "drag": drag_boxes,
}

if __name__ == "__main__":
    main()
