"""The whole window on a worker without torch, for tests that click through it. Not a test module."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import Desktop
from desktop_app.session.session import Session
from desktop_app.session.settings import SettingsStore
from desktop_app.shell.hint_list import HINTS


@contextmanager
def shown_desktop(qtbot: QtBot, settings: SettingsStore, runner: str = "") -> Iterator[Desktop]:
    """A window, shown and in front. runner: '' for the real worker. Closed at the end."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    made = Desktop(app, settings, runner)
    made.window.resize(1280, 720)
    made.window.show()
    qtbot.waitExposed(made.window)
    made.window.activateWindow()
    yield made
    made.close()
    made.window.close()
    made.window.deleteLater()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def write_pictures(folder: Path, count: int, shade: int) -> None:
    """0.png, 1.png … of 64 x 48 pixels in a new folder, no two alike. shade: another one, other pictures."""
    folder.mkdir(parents=True)
    for index in range(count):
        pixels = np.random.default_rng(shade * 100 + index).integers(0, 255, (48, 64, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(folder / f"{index}.png")


def allow_no_hints(settings: SettingsStore) -> None:
    """As for a person who has seen them all."""
    settings.change(hints_seen=tuple(hint.id for hint in HINTS))


def open_in(qtbot: QtBot, desktop: Desktop, path: Path) -> Session:
    """Open a path in the window and wait until its pictures are there."""
    desktop.open(path)
    qtbot.waitUntil(lambda: desktop.projects.session is not None, timeout=10_000)
    session = desktop.projects.session
    assert session is not None
    qtbot.waitUntil(lambda: session.folders.work is None and session.background.is_idle, timeout=20_000)
    return session
