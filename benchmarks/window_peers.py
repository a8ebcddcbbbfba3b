"""labelme and labelImg with the same folder: run by benchmarks/window.py with a Python that has them.

Both read the folder and show pictures on the GUI thread, so that the calls themselves are what a person waits for.
Usage: PYTHON benchmarks/window_peers.py labelme|labelimg FOLDER
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable

STEPS = 5


def main() -> None:
    name, folder = sys.argv[1], sys.argv[2]
    open_folder, go_next = {"labelme": labelme, "labelimg": labelimg}[name]()
    opening = seconds(lambda: open_folder(folder))
    steps = [seconds(go_next) for _ in range(STEPS)]
    figures = {f"{name}_open_100k_s": opening, f"{name}_next_100k_ms": statistics.median(steps) * 1000}
    print(json.dumps(figures))


def seconds(work: Callable[[], None]) -> float:
    from PyQt5.QtWidgets import QApplication  # type: ignore[import-not-found]

    begin = time.perf_counter()
    work()
    QApplication.processEvents()
    return time.perf_counter() - begin


def labelme() -> tuple[Callable[[str], None], Callable[[], None]]:
    from labelme.app import MainWindow  # type: ignore[import-not-found]
    from PyQt5.QtWidgets import QApplication

    global app
    app = QApplication([])
    window = MainWindow()
    window.show()
    QApplication.processEvents()
    return window._import_images_from_dir, window._open_next_image


def labelimg() -> tuple[Callable[[str], None], Callable[[], None]]:
    from labelImg.labelImg import MainWindow  # type: ignore[import-not-found]
    from PyQt5.QtWidgets import QApplication

    global app
    app = QApplication([])
    window = MainWindow(None, os.devnull)
    window.show()
    QApplication.processEvents()
    return window.import_dir_images, window.open_next_image


app: object = None

if __name__ == "__main__":
    main()
