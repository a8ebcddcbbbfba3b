"""One scene of benchmarks/window.py, in the process that is measured. Prints its figures as JSON."""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QListView, QWidget

from desktop_app.app import Desktop
from desktop_app.session.session import Session
from desktop_app.session.settings import SettingsStore
from desktop_app.shell.workspace import Workspace

Figures = dict[str, float]
STEPS_OF_SCROLLING = 240
LARGE = 10
BOXES = 5_000
DRAG_STEPS = 120
TRAINING_S = 25.0


def main() -> None:
    scene, folder, number = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    app = QApplication([])
    app.setApplicationName("vistazo")
    desktop = Desktop(app, SettingsStore())
    desktop.window.resize(1440, 900)
    desktop.window.show()
    figures = SCENES[scene](desktop, folder, number)
    desktop.close()
    print(json.dumps(figures))


def start(desktop: Desktop, _folder: Path, _number: int) -> Figures:
    turn_until(desktop.window.isActiveWindow)
    desktop.window.repaint()
    seconds = time.time() - float(os.environ["STARTED_AT"])
    if "torch" in sys.modules:
        raise SystemExit("torch is in the window's process")
    return {"start_s": seconds}


def first_10k(desktop: Desktop, folder: Path, number: int) -> Figures:
    return {"first_picture_10k_s": first_picture(desktop, folder, 10_000, number)}


def first_100k(desktop: Desktop, folder: Path, number: int) -> Figures:
    """And, once all 100,000 are there, scrolling through them."""
    seconds = first_picture(desktop, folder, 100_000, number)
    session = opened(desktop)
    turn_until(lambda: session.folders.work is None and len(session.pictures.ids) == 100_000, 120)
    settle()
    steps = []
    for _ in range(5):
        settle()
        steps.append(time_to_paint(desktop, session.next))
    return {
        "first_picture_100k_s": seconds,
        "next_100k_ms": statistics.median(steps),
        "scroll_gap_max_ms": scroll(desktop),
    }


def first_picture(desktop: Desktop, folder: Path, count: int, number: int) -> float:
    from benchmarks.window import make_small_pictures

    pictures = make_small_pictures(folder / f"small-{count}", count)
    # A folder that the program has never seen: its project would lie beside it.
    link = folder / f"seen-{count}-{number}"
    link.symlink_to(pictures)
    settle()
    begin = time.perf_counter()
    desktop.open(link)
    turn_until(lambda: has_picture(desktop), 60)
    return time.perf_counter() - begin


def scroll(desktop: Desktop) -> float:
    from benchmarks.gap_meter import GapMeter

    view = next(view for view in workspace(desktop).label_place.browser.findChildren(QListView) if view.isVisible())
    bar, meter = view.verticalScrollBar(), GapMeter()
    meter.start()
    for step in range(STEPS_OF_SCROLLING):
        # Slowly at first, then by leaps: a wheel, and a hand on the bar.
        bar.setValue(step * 40 if step < STEPS_OF_SCROLLING // 2 else bar.maximum() * step // STEPS_OF_SCROLLING)
        turn_for(1 / 60)
    meter.stop()
    return max(meter.gaps_ms)


def next_picture(desktop: Desktop, folder: Path, number: int) -> Figures:
    from benchmarks.window import make_large_pictures

    pictures = make_large_pictures(folder / "large", LARGE)
    link = folder / f"seen-large-{number}"
    link.symlink_to(pictures)
    desktop.open(link)
    turn_until(lambda: has_picture(desktop) and opened(desktop).folders.work is None, 60)
    settle()
    session, cold, prefetched = opened(desktop), [], []
    ids = session.pictures.ids
    for image_id in (ids[5], ids[8]):
        cold.append(time_to_paint(desktop, lambda chosen=image_id: session.show(chosen)))  # type: ignore[misc]
        settle()
    session.show(ids[0])
    turn_until(lambda: has_picture(desktop))
    for _ in range(4):
        settle()
        prefetched.append(time_to_paint(desktop, session.next))
    return {"next_cold_ms": statistics.median(cold), "next_prefetched_ms": statistics.median(prefetched)}


def time_to_paint(desktop: Desktop, change: Callable[[], None]) -> float:
    """Milliseconds from a change of picture until the new one has been painted."""
    canvas = workspace(desktop).label_place.canvas
    session = opened(desktop)
    begin = time.perf_counter()
    change()
    turn_until(lambda: canvas.shown_picture == session.current, 20)
    canvas.view.viewport().repaint()
    return (time.perf_counter() - begin) * 1000


def training(desktop: Desktop, folder: Path, number: int) -> Figures:
    """A real detector trains in its worker while boxes are drawn and pictures turned in the window."""
    from benchmarks.gap_meter import GapMeter
    from desktop_app.project.sample import make_sample
    from desktop_app.session.training_state import TrainOptions

    with make_sample(folder / f"sample-{number}", pictures=60, labelled=40) as project:
        place = project.folder.path
    desktop.open(place)
    turn_until(lambda: has_picture(desktop), 60)
    session, meter = opened(desktop), GapMeter()
    session.runs.start(TrainOptions(task="detect", backbone="bundled"))
    turn_until(lambda: session.runs.training is not None and bool(session.runs.training.epochs), 120)
    view = workspace(desktop).label_place.canvas.view
    workspace(desktop).actions_registry.run("draw-box")
    meter.start()
    begin = time.perf_counter()
    while session.runs.training is not None and time.perf_counter() - begin < TRAINING_S:
        drag(view.viewport(), QPoint(200, 200), QPoint(320, 300), 12)
        turn_for(0.2)
        session.next()
        turn_for(0.2)
    meter.stop()
    session.runs.stop()
    turn_until(lambda: session.runs.training is None, 60)
    return {"gap_p99_training_ms": meter.share(0.99), "gap_max_training_ms": max(meter.gaps_ms)}


def drag_boxes(desktop: Desktop, folder: Path, number: int) -> Figures:
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
    desktop.open(place)
    turn_until(lambda: has_picture(desktop), 60)
    settle()
    opened(desktop).objects.set([large.id])
    canvas = workspace(desktop).label_place.canvas
    viewport = canvas.view.viewport()
    begin_at, end_at = canvas.view.camera.to_view((465.0 - 6, 400.0)), canvas.view.camera.to_view((600.0, 460.0))
    settle()
    seconds = drag(viewport, QPoint(*map(round, begin_at)), QPoint(*map(round, end_at)), DRAG_STEPS)
    return {"drag_fps_5000": DRAG_STEPS / seconds}


def drag(widget: QWidget, start: QPoint, end: QPoint, steps: int) -> float:
    """Press, move in steps with a repaint after each, release. Returns the seconds of the moves."""
    send(widget, QEvent.Type.MouseButtonPress, QPointF(start), Qt.MouseButton.LeftButton)
    begin = time.perf_counter()
    for step in range(1, steps + 1):
        at = QPointF(start) + (QPointF(end) - QPointF(start)) * (step / steps)
        send(widget, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton)
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    seconds = time.perf_counter() - begin
    send(widget, QEvent.Type.MouseButtonRelease, QPointF(end), Qt.MouseButton.LeftButton)
    return seconds


def send(widget: QWidget, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton) -> None:
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    place = QPointF(widget.mapToGlobal(at.toPoint()))
    QApplication.sendEvent(widget, QMouseEvent(kind, at, place, button, held, Qt.KeyboardModifier.NoModifier))


def workspace(desktop: Desktop) -> Workspace:
    found = desktop.window.workspace
    if found is None:
        raise SystemExit("no workspace")
    return found


def opened(desktop: Desktop) -> Session:
    if desktop.projects.session is None:
        raise SystemExit("no session")
    return desktop.projects.session


def has_picture(desktop: Desktop) -> bool:
    return desktop.window.workspace is not None and desktop.window.workspace.label_place.canvas.has_picture()


def turn_until(is_true: Callable[[], bool], timeout_s: float = 30.0) -> None:
    """Run the event loop until something holds. Ends the scene if it never does."""
    until = time.perf_counter() + timeout_s
    while not is_true():
        if time.perf_counter() > until:
            raise SystemExit("waited in vain")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)


def turn_for(seconds: float) -> None:
    """Run the event loop for a while, as it runs in the program."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def settle() -> None:
    """Let everything that is on its way come in."""
    turn_for(0.4)


SCENES: dict[str, Callable[[Desktop, Path, int], Figures]] = {
    "start": start,
    "first_10k": first_10k,
    "first_100k": first_100k,
    "next": next_picture,
    "training": training,
    "drag": drag_boxes,
}

if __name__ == "__main__":
    main()
