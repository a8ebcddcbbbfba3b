"""labelme and labelImg with the same folder: run by benchmarks/window.py with a Python that has them.

They are asked what our window is asked: opening, from the call until the first picture has been painted, and the next
picture, from the key D until the frame with it is done. Both read the folder and the pictures on the GUI thread.
Usage: PYTHON benchmarks/window_peers.py labelme|labelimg FOLDER
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PyQt5.QtCore import Qt  # type: ignore[import-not-found]
from PyQt5.QtTest import QTest  # type: ignore[import-not-found]
from PyQt5.QtWidgets import QApplication  # type: ignore[import-not-found]

from benchmarks.frames import Frames

PICTURES = 100_000
STEPS = 5
PLACES = (0.0, 0.5, 0.98)  # of the list, where the next picture is asked for
REST_S = 0.4


@dataclass
class Peer:
    """window: shown.   canvas: what paints the picture, `canvas.pixmap`."""

    window: Any
    canvas: Any
    open_folder: Callable[[str], None]
    go_to: Callable[[int], None]


def main() -> None:
    name, folder = sys.argv[1], sys.argv[2]
    app = QApplication([])
    peer = {"labelme": labelme, "labelimg": labelimg}[name]()
    frames = Frames(peer.canvas)
    rest()
    opening = frames.time(partial(peer.open_folder, folder), partial(is_another, peer, 0))
    steps: list[float] = []
    for place in PLACES:
        rest()
        if place:
            peer.go_to(int(place * PICTURES))
        for _ in range(STEPS):
            rest()
            shown = peer.canvas.pixmap.cacheKey()
            press = partial(QTest.keyClick, peer.window, Qt.Key_D)
            steps.append(frames.time(press, partial(is_another, peer, shown)))
    figures = {f"{name}_open_100k_s": opening / 1000, f"{name}_next_100k_ms": statistics.median(steps)}
    for number, where in enumerate(("start", "middle", "end")):
        figures[f"{name}_next_{where}_ms"] = statistics.median(steps[number * STEPS : (number + 1) * STEPS])
    print(json.dumps(figures))
    del app


def is_another(peer: Peer, shown: int) -> bool:
    """Whether the canvas has a picture, and not the one that was shown."""
    pixmap = peer.canvas.pixmap
    return bool(pixmap) and not pixmap.isNull() and pixmap.cacheKey() != shown


def rest() -> None:
    """As a person who looks at the picture: what is on its way comes in."""
    until = time.perf_counter() + REST_S
    while time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.002)


def labelme() -> Peer:
    from labelme.app import MainWindow  # type: ignore[import-not-found]

    window = MainWindow()
    show(window)

    def open_folder(folder: str) -> None:
        window._import_images_from_dir(folder)
        window._open_next_image()

    canvas = window._canvas_widgets.canvas
    return Peer(window, canvas, open_folder, window._docks.file_list.setCurrentRow)


def labelimg() -> Peer:
    from labelImg.labelImg import MainWindow  # type: ignore[import-not-found]

    window = MainWindow(None, os.devnull)
    show(window)

    def go_to(row: int) -> None:
        window.file_item_double_clicked(window.file_list_widget.item(row))

    return Peer(window, window.canvas, window.import_dir_images, go_to)


def show(window: object) -> None:
    """As large as ours, and in front."""
    window.resize(1440, 900)  # type: ignore[attr-defined]
    window.show()  # type: ignore[attr-defined]
    window.activateWindow()  # type: ignore[attr-defined]
    QApplication.processEvents()


if __name__ == "__main__":
    main()
