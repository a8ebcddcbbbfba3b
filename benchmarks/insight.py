"""How quick the inside of a network is: from the click on a layer to its maps, and how smoothly they scroll.

Run:  QT_QPA_PLATFORM=offscreen python -m benchmarks.insight [--json] [--network resnet50] [--rounds 3] [--threads 2]

The Inside place of the window, 1204 x 640, over one drawn picture of 224 x 224, with the real worker. The network has
random weights: what its maps show does not matter here. It is opened and the picture sent through it once; then every
kind of layer (kind and shape) is clicked on in the tree with the mouse, in turns so that none is clicked twice running.
  open_s               from the choice of the network until the first maps are painted: once a session
  click_ms             from the click until the tiles of that layer are painted: median and worst, and by layer
  walk_ms              from the click on a map until its sum is painted: median and worst over the same layers
  step_ms              from an arrow key until the neighbour's sum is painted
  scroll_fps           frames a second while 2,048 maps are scrolled by 40 pixels a frame: median and slowest in 100
  window_mb, worker_mb memory in use at the end (Linux; 0 elsewhere)
Targets: click_ms worst <= 150, scroll_fps >= 50. With --json the last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")  # the platform's own pause before a frame

from PySide6.QtCore import QEventLoop, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.frames import Frames
from desktop_app.insight.layer_tree import LAYER_ROLE
from desktop_app.insight.networks import Network
from desktop_app.insight.place import InsidePlace
from desktop_app.insight.sums import Sums
from desktop_app.insight.walk_panel import WalkPanel
from desktop_app.look.look import Look
from desktop_app.project.new_project import new_project
from desktop_app.project.store import open_project
from desktop_app.session.background import Background
from desktop_app.session.engine_bridge import EngineBridge
from desktop_app.session.session import Session
from desktop_app.session.settings import SettingsStore
from desktop_app.shell.garbage import GuiThreadCollector
from ml_engine.domain.events import LayerRow
from ml_engine.images.draw import save_png
from ml_engine.images.reader import read_image
from ml_engine.samples.desk import write_desk_pictures

SIDE, SIZE, SCROLL_STEP, GIVE_UP_S = 224, (1204, 640), 40, 180.0
TARGETS = {"click_worst_ms": 150.0, "scroll_fps": 50.0}


class Bench:
    """The place over one picture, and ways to click and to wait."""

    def __init__(self, folder: Path, threads: int) -> None:
        settings = SettingsStore(folder / "settings")
        settings.change(threads=threads)
        self.background, self.engine = Background(), EngineBridge()
        self.session = Session(open_project(folder / "project"), self.background, self.engine, settings)
        self.session.start()
        self.wait(lambda: self.session.document is not None)
        self.place = InsidePlace(self.session, Look())
        self.place.resize(*SIZE)
        self.place.show()
        self.page = self.place.layers
        self.wait(lambda: not self.place.networks.is_loading)

    def close(self) -> None:
        self.engine.close()
        self.background.close()
        self.session.close()

    def wait(self, until: Callable[[], bool]) -> float:
        """Seconds until it is so. Raises TimeoutError."""
        began, loop = time.perf_counter(), QEventLoop()
        poll = QTimer(interval=1)
        poll.timeout.connect(lambda: loop.quit() if until() or time.perf_counter() - began > GIVE_UP_S else None)
        poll.start()
        loop.exec()
        poll.stop()
        if not until():
            raise TimeoutError("waited in vain")
        return time.perf_counter() - began

    def open(self, network: Network) -> float:
        """Seconds until its first maps are there."""
        began = time.perf_counter()
        self.page.follow(network, self.page.looking.image)
        self.wait(lambda: self.page.looking.layers is not None and self.page.looking.maps is not None)
        self.rest()
        return time.perf_counter() - began

    def rest(self) -> None:
        """Until nothing is being worked out."""
        self.wait(lambda: not self.page.looking.busy and not self.page.walking.is_busy)
        pause = QEventLoop()
        QTimer.singleShot(250, pause.quit)  # a person looks before the next click; the worker tidies up meanwhile
        pause.exec()

    def click(self, index: QModelIndex) -> float:
        """Milliseconds from the click on a layer to its painted maps."""
        tree, looking = self.page.side.tree, self.page.looking
        tree.scrollTo(index)
        name = row_of(index).name
        spot = tree.visualRect(index).center()
        self.wait(lambda: True)
        act = partial(_press, tree.viewport(), spot)
        return Frames(self.page.maps.grid.viewport()).time(
            act, lambda: looking.maps is not None and looking.maps.maps.layer == name
        )

    def walk(self) -> tuple[float, list[float]]:
        """Milliseconds from a click on the middle of the map to its sum, and for steps to its neighbours."""
        page, panel = self.page, self.page.panel
        place = page.map.view.picture_place()
        if place is None or page.looking.maps is None or page.looking.maps.is_flat:
            return 0.0, []
        page.walking.forget()
        panel.clear()
        frames = Frames(panel)
        first = frames.time(
            partial(_press, page.map.view, place.center().toPoint()), lambda: panel.sums is not None and page.is_walking
        )
        steps = []
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right) if min(page.looking.maps.maps.shape[1:]) > 2 else ():
            before = panel.sums
            press = partial(QTest.keyClick, panel.images.output, key)
            steps.append(Frames(panel.images.output).time(press, partial(_is_another, panel, before)))
        page.close_walk()
        return first, steps

    def scroll(self) -> list[float]:
        """Milliseconds of each frame, down all the maps and up again."""
        grid = self.page.maps.grid
        bar, frames = grid.verticalScrollBar(), Frames(grid.viewport())
        stops = [*range(SCROLL_STEP, bar.maximum(), SCROLL_STEP)]
        return [frames.time(partial(bar.setValue, stop), bool_true) for stop in (*stops, *reversed(stops[:-1]))]


def _is_another(panel: WalkPanel, before: Sums | None) -> bool:
    return panel.sums is not before


def bool_true() -> bool:
    """Any frame is the one that is waited for."""
    return True


def row_of(index: QModelIndex) -> LayerRow:
    """The layer of a line of the tree."""
    row = index.data(LAYER_ROLE)
    if not isinstance(row, LayerRow):
        raise TypeError("there is no layer")
    return row


def kinds_of(bench: Bench) -> list[QModelIndex]:
    """One layer of every kind and shape."""
    bench.page.side.tree.expandAll()
    model = bench.page.side.tree.model()
    rows = bench.page.looking.layers.rows if bench.page.looking.layers else ()
    first = {(row.kind, row.shape): row.name for row in reversed(rows)}
    found: list[QModelIndex] = []

    def visit(parent: QModelIndex) -> None:
        for place in range(model.rowCount(parent)):
            index = model.index(place, 0, parent)
            row = row_of(index)
            if first[(row.kind, row.shape)] == row.name:
                found.append(index)
            visit(index)

    visit(QModelIndex())
    return found


def measure(folder: Path, network: str, rounds: int, threads: int) -> dict[str, object]:
    """All figures of one session."""
    bench = Bench(folder, threads)
    figures: dict[str, object] = {"network": network, "threads": threads, "rounds": rounds}
    figures["open_s"] = round(bench.open(Network("bench", network, backbone=network, weights="random")), 2)
    kinds = kinds_of(bench)
    by_layer: dict[str, list[float]] = {}
    walks: list[float] = []
    steps: list[float] = []
    for number in range(rounds):
        for index in kinds:
            row = row_of(index)
            if row.name == bench.page.looking.layer:
                continue
            name = f"{row.kind} {'×'.join(map(str, row.shape))}"
            by_layer.setdefault(name, []).append(bench.click(index))
            bench.rest()
            if number == 0:
                walk, stepped = bench.walk()
                walks += [walk] if walk else []
                steps += stepped
                bench.rest()
    clicks = [one for times in by_layer.values() for one in times]
    figures |= {"layers": len(by_layer), "clicks": len(clicks), **_spread("click", clicks)}
    figures |= {**_spread("walk", walks), **_spread("step", steps)}
    wide = max(kinds, key=lambda index: (row_of(index).shape[0], len(row_of(index).shape)))
    bench.click(wide)
    bench.rest()
    frames = sorted(bench.scroll())
    figures["scroll_maps"] = row_of(wide).shape[0]
    figures["scroll_fps"] = round(1000 / statistics.median(frames))
    figures["scroll_slowest_fps"] = round(1000 / frames[int(0.99 * (len(frames) - 1))])
    figures["window_mb"] = _memory_mb(os.getpid())
    figures["worker_mb"] = max((_memory_mb(child.pid or 0) for child in multiprocessing.active_children()), default=0)
    figures["by_layer_ms"] = {name: round(max(times), 1) for name, times in by_layer.items()}
    bench.close()
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--network", default="resnet50")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    QApplication([])
    collector = GuiThreadCollector()
    with tempfile.TemporaryDirectory(prefix="vistazo-insight-") as name:
        folder = Path(name)
        pictures = folder / "pictures"
        pictures.mkdir()
        ((path, _),) = write_desk_pictures(pictures, 1, seed=5)
        pixels = read_image(path)
        path.unlink()
        save_png(pictures / "picture.png", pixels[:SIDE, :SIDE].copy())
        new_project(folder / "project", [pictures]).project.close()
        figures = measure(folder, options.network, options.rounds, options.threads)
    del collector
    for key, value in figures.items():
        if isinstance(value, dict):
            sys.stdout.writelines(f"  {name:<40} {time_ms:>8}\n" for name, time_ms in value.items())
        else:
            target = TARGETS.get(key)
            sys.stdout.write(f"{key:<22}{value}{f'   target {target:g}' if target else ''}\n")
    if options.json:
        sys.stdout.write(json.dumps(figures) + "\n")
    return 0


def _spread(name: str, times: list[float]) -> dict[str, object]:
    if not times:
        return {}
    return {f"{name}_median_ms": round(statistics.median(times), 1), f"{name}_worst_ms": round(max(times), 1)}


def _press(widget: QWidget, spot: QPoint) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)


def _memory_mb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)


if __name__ == "__main__":
    raise SystemExit(main())
