"""How quick the browser is over many pictures, against what a person can feel.

Run:  QT_QPA_PLATFORM=offscreen python -m benchmarks.browser [--json] [--images 100000] [--seconds 4]

A project over real picture files (40 drawn ones, hard-linked under other names) is made in a temporary folder, opened,
and its browser shown at 266 x 820. Measured, with the look into the folders going on as it does in the window:
  first_picture_s      from the opening of the project until the first thumbnail is painted                     <= 1
  first_page_s         until all that is seen is painted
  idle_gap_max_ms      longest time without an answer while nothing is done but the look into the folders: what this
                       machine and what else runs on it make anybody pay
  scroll_gap_max_ms    longest time in which the window's thread could not answer, while it is scrolled by the
                       wheel, page by page and by dragging the bar over all pictures, thumbnails never made yet <= 50
  scroll_work_max_ms   longest time that the thread itself computed without a pause meanwhile: where this is short and
                       the gap is long, the processor was with somebody else
  scroll_gap_p99_ms    99 of 100 of those times are shorter
  settle_ms            after the last jump, until all that is seen is painted
  select_all_ms        Ctrl+A
  resize_gap_max_ms    longest time without an answer while the panel is made wider and narrower
  filter_s             from the last letter typed into the filter until the list is another, less the pause for typing
  sort_s               sort by number of objects
  tag_1000_s           a digit on 1,000 chosen pictures, until it is on disk and seen
  merge_100k_s         merging a label with 100,000 boxes into another; merge_gap_max_ms: without an answer meanwhile
With --json the last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from sqlalchemy import Connection, insert

from benchmarks.gap_meter import BEAT_MS, GapMeter
from desktop_app.app import SWITCH_S
from desktop_app.browser.panel import BrowserPanel
from desktop_app.browser.tile_view import TileView
from desktop_app.look.look import Look
from desktop_app.project.built_edits import merging
from desktop_app.project.edits import make_edit
from desktop_app.project.ids import new_id
from desktop_app.project.new_labels import new_labels
from desktop_app.project.query import ImageFilter
from desktop_app.project.record_rows import annotation_row, count_annotations
from desktop_app.project.roots import add_root
from desktop_app.project.scan import scan
from desktop_app.project.schema import annotation_rows
from desktop_app.project.store import create_project, open_project
from desktop_app.session.background import Background
from desktop_app.session.engine_bridge import EngineBridge
from desktop_app.session.session import Session
from desktop_app.session.settings import SettingsStore
from desktop_app.shell.garbage import GuiThreadCollector
from ml_engine.domain.values import Annotation, AnnotationKind
from ml_engine.samples.desk import write_desk_pictures

TARGETS = {"first_picture_s": 1.0, "scroll_gap_max_ms": 50.0}
DRAWN = 40
FILES_PER_FOLDER = 1_000
GIVE_UP_S = 120.0


class Bench:
    """The open browser, and ways to wait for it."""

    def __init__(self, folder: Path) -> None:
        self.meter = GapMeter()
        self.background = Background()
        self.engine = EngineBridge()
        self.began = time.perf_counter()
        self.session = Session(
            open_project(folder / "project"), self.background, self.engine, SettingsStore(folder / "settings")
        )
        self.panel = BrowserPanel(self.session, Look())
        self.panel.resize(266, 820)
        view = self.panel.findChild(TileView, "picture-list")
        if view is None:
            raise RuntimeError("the browser has no list")
        self.view = view
        self.panel.show()
        self.session.start()

    def close(self) -> None:
        self.session.folders.cancel()
        self.engine.close()
        self.background.close()
        self.session.close()

    def painted(self) -> tuple[int, int]:
        """How many tiles in sight have their thumbnail, and how many there are."""
        ids = self.session.pictures.ids
        seen = [ids[row] for row in self.view.seen()]
        thumbnails = self.panel.thumbnails
        return sum(thumbnails.get(image_id) is not None for image_id in seen), len(seen)

    def has_first(self) -> bool:
        return self.painted()[0] > 0

    def has_page(self) -> bool:
        done, all_of_them = self.painted()
        return 0 < all_of_them == done

    def wait(self, until: Callable[[], bool]) -> float:
        """Seconds until it is so."""
        began = time.perf_counter()
        loop = QEventLoop()
        poll = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        end = partial(_quit_when, loop, until, began)
        poll.timeout.connect(end)
        poll.start()
        if not until():
            loop.exec()
        poll.stop()
        return time.perf_counter() - began

    def run_for(self, seconds: float, every_ms: int, step: Callable[[int], None]) -> None:
        """Do a step again and again while events are served."""
        loop = QEventLoop()
        count = iter(range(1_000_000))
        ticks = QTimer(interval=every_ms, timerType=Qt.TimerType.PreciseTimer)
        ticks.timeout.connect(partial(_step, step, count))
        ticks.start()
        QTimer.singleShot(round(seconds * 1_000), loop.quit)
        loop.exec()
        ticks.stop()


def _quit_when(loop: QEventLoop, until: Callable[[], bool], began: float) -> None:
    if until() or time.perf_counter() - began > GIVE_UP_S:
        loop.quit()


def _step(step: Callable[[int], None], count: object) -> None:
    step(next(count))  # type: ignore[call-overload]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="last line: one JSON object of the figures")
    parser.add_argument("--images", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=4.0, help="of each way of scrolling")
    parser.add_argument("--dir", type=Path, default=None, help="where to work (default: the system's temporary folder)")
    options = parser.parse_args()
    app = QApplication([])
    folder = Path(tempfile.mkdtemp(prefix="vistazo-browser-", dir=options.dir))
    try:
        made = multiprocessing.get_context("spawn").Process(target=make_project, args=(folder, options.images))
        made.start()  # in a process of its own: what it leaves in memory is not the browser's
        made.join()
        collector = GuiThreadCollector()
        sys.setswitchinterval(SWITCH_S)  # as the program does
        figures = measure(folder, options.seconds, options.images)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for name, value in figures.items():
        target = TARGETS.get(name)
        verdict = "" if target is None else f"   target <= {target:g}   {'ok' if value <= target else 'MISSED'}"
        print(f"{name:20} {value:10.3f}{verdict}")
    if options.json:
        print(json.dumps(figures))
    collector.release()
    del app


def make_project(folder: Path, images: int) -> None:
    """Files under other names, a scan of them, and 100,000 boxes of one label."""
    drawn_in, pictures = folder / "drawn", folder / "pictures"
    drawn_in.mkdir()
    drawn = [path for path, _ in write_desk_pictures(drawn_in, DRAWN, seed=1)]
    for index in range(images):
        sub = pictures / f"{index // FILES_PER_FOLDER:04}"
        if index % FILES_PER_FOLDER == 0:
            sub.mkdir(parents=True)
        os.link(drawn[index % DRAWN], sub / f"picture {index:06}{drawn[0].suffix}")
    with create_project(folder / "project") as project:
        project.transact(partial(add_root, folder=project.folder, root=pictures))
        scan(project)
        labels = new_labels((), ["coin", "key"])
        project.apply(make_edit("Add label", added=labels))
        ids = project.query.image_ids()
        project.transact(partial(_draw, ids=ids, label_id=labels[0].id))


def _draw(connection: Connection, ids: list[int], label_id: object) -> None:
    boxes = (
        Annotation(new_id(), image_id, label_id, AnnotationKind.BOX, ((4.0, 4.0), (40.0, 40.0)))  # type: ignore[arg-type]
        for image_id in ids
    )
    connection.execute(insert(annotation_rows), [annotation_row(item) for item in boxes])
    count_annotations(connection, ids)


def measure(folder: Path, seconds: float, images: int) -> dict[str, float]:
    """All figures, in the order in which they are taken."""
    bench = Bench(folder)
    try:
        figures: dict[str, float] = {}
        bench.wait(bench.has_first)
        figures["first_picture_s"] = time.perf_counter() - bench.began
        bench.wait(bench.has_page)
        figures["first_page_s"] = time.perf_counter() - bench.began
        figures |= scroll_figures(bench, seconds)
        bench.wait(lambda: bench.session.folders.work is None)
        figures |= list_figures(bench)
        figures |= edit_figures(bench, images)
        return figures
    finally:
        bench.close()


def scroll_figures(bench: Bench, seconds: float) -> dict[str, float]:
    view, bar = bench.view, bench.view.verticalScrollBar()
    bench.meter.start()
    bench.run_for(seconds, 16, lambda _: None)
    idle = max(bench.meter.stop())
    bench.meter.start()
    bench.run_for(seconds, 16, partial(_wheel, view))
    bench.run_for(seconds, 30, lambda _: bar.setValue(bar.value() + bar.pageStep()))
    bench.run_for(seconds, 16, lambda step: bar.setValue(step * 7_919_777 % max(1, bar.maximum())))
    gaps = bench.meter.stop()
    settle = bench.wait(bench.has_page)
    return {
        "idle_gap_max_ms": idle,
        "scroll_gap_max_ms": max(gaps),
        "scroll_work_max_ms": max(bench.meter.work_ms),
        "scroll_gap_p99_ms": bench.meter.share(0.99),
        "settle_ms": settle * 1_000,
    }


def _wheel(view: TileView, _: int) -> None:
    at = QPointF(60, 60)
    event = QWheelEvent(
        at, view.viewport().mapToGlobal(at), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def list_figures(bench: Bench) -> dict[str, float]:
    pictures, panel = bench.session.pictures, bench.panel
    began = time.perf_counter()
    bench.view.selectAll()
    QApplication.sendEvent(bench.view, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier(0)))
    select_all = (time.perf_counter() - began) * 1_000
    bench.meter.start()
    bench.run_for(2.0, 16, lambda step: panel.resize(260 + 8 * (step % 40), 820))
    gaps = bench.meter.stop()
    panel.resize(266, 820)
    pictures.set_filter(ImageFilter(text="00042"))
    filtered = bench.wait(lambda: not pictures.is_loading)
    pictures.set_filter(ImageFilter())
    bench.wait(lambda: not pictures.is_loading)
    pictures.set_order("most")
    ordered = bench.wait(lambda: not pictures.is_loading)
    pictures.set_order("id")
    bench.wait(lambda: not pictures.is_loading)
    return {
        "select_all_ms": select_all,
        "resize_gap_max_ms": max(gaps),
        "filter_s": filtered,
        "sort_s": ordered,
    }


def edit_figures(bench: Bench, images: int) -> dict[str, float]:
    session = bench.session
    bench.view.select(range(min(1_000, images)), 0)
    bench.panel.tell_selection()
    actions = {spec.id: spec for spec in bench.panel.actions()}
    began = time.perf_counter()
    actions["tag-2"].run()
    bench.wait(lambda: not session.bulk.is_busy)
    tagged = time.perf_counter() - began
    coin, key = session.labels.all
    bench.meter.start()
    began = time.perf_counter()
    session.bulk.apply(merging(coin.id, key.id))
    bench.wait(lambda: not session.bulk.is_busy)
    merged = time.perf_counter() - began
    gaps = bench.meter.stop()
    return {"tag_1000_s": tagged, "merge_100k_s": merged, "merge_gap_max_ms": max(gaps)}


if __name__ == "__main__":
    main()
