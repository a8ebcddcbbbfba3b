"""How smooth the canvas is: dragging among 5,000 boxes, and the next picture.

Run:  python -m benchmarks.canvas [--json] [--boxes 5000] [--frames 120] [--platform offscreen]

Measures, in a window of 1,440 × 900 over a project made in a temporary folder; a frame is the mouse event, everything
it sets off, and the painting:
  drag_fps_5000           frames/s while one of 5,000 boxes is dragged over a picture of 12 Mpx               >= 60
  drag_large_fps_5000     the same with a box that covers a third of the picture: all of it is painted anew   >= 60
  hover_fps_5000          frames/s while the pointer runs over the boxes: each time another lifts             >= 60
  pan_fps_5000            frames/s while the picture with all its boxes is moved
  next_prefetched_12_ms   from "next" to painted, made ready before, 12 Mpx                                   <= 16
  next_cold_12_ms         from "next" to painted (reduced first), nothing made ready                          <= 150
  next_full_12_ms         … until the full picture is painted
and the same three with 24 Mpx. next_gap_*_ms is the longest that the GUI thread was away meanwhile, <= 50.
With --json the last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.canvas.panel import CanvasPanel
from desktop_app.look.look import Look
from desktop_app.project.edits import make_edit
from desktop_app.project.ids import new_id
from desktop_app.project.new_labels import new_labels
from desktop_app.project.new_project import new_project
from desktop_app.project.store import open_project
from desktop_app.session.background import Background
from desktop_app.session.engine_bridge import EngineBridge
from desktop_app.session.session import Session
from desktop_app.session.settings import SettingsStore
from ml_engine.domain.values import Annotation, AnnotationKind, Label
from ml_engine.samples.desk import write_desk_pictures

SIZES = {12: (4000, 3000), 24: (6000, 4000)}
OF_EACH = 6
MIDDLE = QPoint(700, 450)
AT_LEAST = {"drag_fps_5000": 60.0, "drag_large_fps_5000": 60.0, "hover_fps_5000": 60.0}
AT_MOST = {
    "next_prefetched_12_ms": 16.0,
    "next_cold_12_ms": 150.0,
    "next_prefetched_24_ms": 16.0,
    "next_cold_24_ms": 150.0,
    "next_gap_12_ms": 50.0,
    "next_gap_24_ms": 50.0,
}


def main() -> None:
    options = arguments()
    os.environ.setdefault("QT_QPA_PLATFORM", options.platform)
    folder = Path(tempfile.mkdtemp(prefix="vistazo-canvas-"))
    try:
        figures = measure(folder, options.boxes, options.frames)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for name, value in figures.items():
        print(f"{name:24} {value:10.2f}{verdict(name, value)}")
    if options.json:
        print(json.dumps(figures))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="last line: one JSON object of the figures")
    parser.add_argument("--boxes", type=int, default=5_000)
    parser.add_argument("--frames", type=int, default=120)
    parser.add_argument("--platform", default="offscreen", help="Qt platform where $QT_QPA_PLATFORM is not set")
    return parser.parse_args()


def verdict(name: str, value: float) -> str:
    if name in AT_LEAST:
        return f"   target >= {AT_LEAST[name]:g}   {'ok' if value >= AT_LEAST[name] else 'MISSED'}"
    if name in AT_MOST:
        return f"   target <= {AT_MOST[name]:g}   {'ok' if value <= AT_MOST[name] else 'MISSED'}"
    return ""


def measure(folder: Path, boxes: int, frames: int) -> dict[str, float]:
    """All figures, in the order in which they are taken."""
    application = QApplication([])
    make_project(folder, boxes)
    desk = Desk(folder, application)
    try:
        figures: dict[str, float] = {}
        for place, megapixels in enumerate(SIZES):
            figures |= desk.next_figures(megapixels, place * OF_EACH)
        return desk.drag_figures(frames) | figures
    finally:
        desk.close()


def make_project(folder: Path, boxes: int) -> None:
    """Six pictures of each size; the first carries the boxes."""
    pictures = folder / "pictures"
    pictures.mkdir()
    make_pictures(pictures)
    with new_project(folder / "project", [pictures]).project as project:
        labels = new_labels((), (f"label {index}" for index in range(20)))
        first = project.query.image_ids(order="path")[0]
        project.apply(make_edit("Add label", added=labels))
        project.apply(make_edit("Import annotations", added=scattered(first, labels, boxes)))


def make_pictures(folder: Path) -> None:
    """Desk pictures scaled up, with a grain that makes decoding as dear as a camera's."""
    rng = np.random.default_rng(3)
    small = folder.parent / "small"
    small.mkdir()
    drawn = write_desk_pictures(small, OF_EACH, seed=3)
    for megapixels, (width, height) in SIZES.items():
        grain = rng.normal(0, 8, (height, width, 1)).astype(np.float32)
        for index, (path, _) in enumerate(drawn):
            with Image.open(path) as image:
                large = np.asarray(image.convert("RGB").resize((width, height), Image.Resampling.BICUBIC))
            noisy = np.clip(large + np.roll(grain, index * 997, axis=1), 0, 255).astype(np.uint8)
            Image.fromarray(noisy).save(folder / f"{megapixels}-{index}.jpg", quality=92)


def scattered(image_id: int, labels: list[Label], count: int) -> list[Annotation]:
    """Boxes all over, and one that covers a third of the picture."""
    rng = np.random.default_rng(5)
    width, height = SIZES[12]
    boxes = [(0.2 * width, 0.2 * height, 0.75 * width, 0.8 * height)]
    for _ in range(count - 1):
        x, y, w, h = rng.uniform(0, width - 130), rng.uniform(0, height - 130), *rng.uniform(30, 120, 2)
        boxes.append((x, y, x + w, y + h))
    return [
        Annotation(new_id(), image_id, labels[index % len(labels)].id, AnnotationKind.BOX, ((x0, y0), (x1, y1)))
        for index, (x0, y0, x1, y1) in enumerate(boxes)
    ]


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


class Desk:
    """A session with the canvas in a window, and a hand."""

    def __init__(self, folder: Path, application: QApplication) -> None:
        self.application = application
        self.background, self.engine = Background(), EngineBridge()
        settings = SettingsStore(folder / "config")
        self.session = Session(open_project(folder / "project"), self.background, self.engine, settings)
        self.session.pictures.set_order("path")
        self.session.start()
        self.look = Look()
        self.look.set_mode("light")
        self.wait(lambda: self.background.is_idle and len(self.session.pictures.ids) == len(SIZES) * OF_EACH)
        self.panel = self.new_panel()

    def new_panel(self) -> CanvasPanel:
        """A canvas that has read nothing yet."""
        panel = CanvasPanel(self.session, self.look)
        panel.resize(1440, 900)
        panel.show()
        self.settle()
        return panel

    def close(self) -> None:
        self.panel.close()
        self.engine.close()
        self.background.close()
        self.session.close()

    def wait(self, done: Callable[[], bool], limit_s: float = 60.0) -> float:
        """Let the window live until something is so. Returns the longest time, in s, that it was deaf."""
        start = last = time.perf_counter()
        longest = 0.0
        while not done():
            self.application.processEvents()
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
            if now - start > limit_s:
                raise TimeoutError("the canvas did not come to the state that was waited for")
            time.sleep(0.0005)
        return longest

    def settle(self) -> None:
        """Until nothing is read any more and everything is painted."""
        self.wait(lambda: self.background.is_idle)
        for _ in range(5):
            self.application.processEvents()

    def shows(self, *, full: bool) -> bool:
        picture = self.panel.picture
        return picture is not None and picture.image_id == self.session.current and not (full and picture.reduced)

    def next_figures(self, megapixels: int, start: int) -> dict[str, float]:
        """Medians over the pictures of one size, from the third on."""
        ids = self.session.pictures.ids[start : start + OF_EACH]
        prefetched, cold, full, gaps = [], [], [], []
        self.session.show(ids[0])
        self.settle()
        for image_id in ids[1:]:
            begun = time.perf_counter()
            self.session.show(image_id)
            self.wait(lambda: self.shows(full=True))
            self.application.processEvents()
            prefetched.append(time.perf_counter() - begun)
            self.settle()
        for image_id in reversed(ids):
            self.panel.forget_pictures()
            begun = time.perf_counter()
            self.session.show(image_id)
            gap = self.wait(lambda: self.shows(full=False))
            self.application.processEvents()
            cold.append(time.perf_counter() - begun)
            gap = max(gap, self.wait(lambda: self.shows(full=True)))
            self.application.processEvents()
            full.append(time.perf_counter() - begun)
            gaps.append(gap)
            self.settle()
        return {
            f"next_prefetched_{megapixels}_ms": statistics.median(prefetched) * 1e3,
            f"next_cold_{megapixels}_ms": statistics.median(cold[1:]) * 1e3,
            f"next_full_{megapixels}_ms": statistics.median(full[1:]) * 1e3,
            f"next_gap_{megapixels}_ms": max(gaps) * 1e3,
        }

    def drag_figures(self, frames: int) -> dict[str, float]:
        """Frames a second of four movements over the picture with the boxes."""
        self.session.show(self.session.pictures.ids[0])
        self.settle()
        self.panel.editing.set_tool("select")
        board = self.panel.editing.board
        if board is None:
            raise RuntimeError("the picture with the boxes is not there")
        large, small = board.items[0], board.items[-1]
        figures = {}
        for name, item in (("drag_fps_5000", small), ("drag_large_fps_5000", large)):
            x0, y0, x1, y1 = item.xyxy
            self.panel.editing.choose((item.id,), deliberately=True)
            self.settle()
            figures[name] = self.drag_fps(((x0 + x1) / 2, (y0 + y1) / 2), frames)
        self.session.objects.clear()
        figures["hover_fps_5000"] = self.fps(frames, Qt.MouseButton.NoButton)
        self.mouse(QEvent.Type.MouseButtonPress, MIDDLE, Qt.MouseButton.MiddleButton)
        figures["pan_fps_5000"] = self.fps(frames, Qt.MouseButton.MiddleButton)
        self.mouse(QEvent.Type.MouseButtonRelease, MIDDLE, Qt.MouseButton.MiddleButton)
        return figures

    def drag_fps(self, at: tuple[float, float], frames: int) -> float:
        x, y = self.panel.view.camera.to_view(at)
        start = QPoint(round(x), round(y))
        self.mouse(QEvent.Type.MouseButtonPress, start, Qt.MouseButton.LeftButton)
        result = self.fps(frames, Qt.MouseButton.LeftButton, start)
        self.panel.cancel()
        return result

    def fps(self, frames: int, button: Qt.MouseButton, start: QPoint = MIDDLE) -> float:
        """Only frames that were painted count."""
        self.application.processEvents()
        paints = Paints(self.panel.view.viewport())
        begun = time.perf_counter()
        for frame in range(frames):
            away = QPoint(round(90 * np.sin(frame / 9)), round(60 * np.cos(frame / 7)))
            self.mouse(QEvent.Type.MouseMove, start + away, button)
            self.application.processEvents()
        spent = time.perf_counter() - begun
        if paints.count < frames * 0.5:
            raise RuntimeError(f"{paints.count} of {frames} frames were painted")
        return paints.count / spent

    def mouse(self, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton) -> None:
        viewport = self.panel.view.viewport()
        held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else button
        which = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else button
        spot = QPointF(at)
        event = QMouseEvent(kind, spot, viewport.mapToGlobal(spot), which, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(viewport, event)


if __name__ == "__main__":
    main()
