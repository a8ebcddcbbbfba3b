"""The Lab as a place of the window: a key opens it, it lies at the foot of the rail, and a detail opens a page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def test_the_lab_is_opened_by_its_key_and_by_a_detail(qtbot, desk, desktop) -> None:
    desktop.open(desk.project)
    qtbot.waitUntil(lambda: desktop.window.workspace is not None, timeout=20_000)
    workspace = desktop.window.workspace
    desktop.window.activateWindow()
    QTest.keyClick(desktop.window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert workspace.place == "lab"
    lab, export = (desktop.window.findChild(QWidget, f"place-{name}") for name in ("lab", "export"))
    assert lab.y() - export.y() > 2 * lab.height()
    workspace.session.go_to("lab", "iou quarter")
    assert workspace.session.facts.get("lab.iou", 0.0) == 0.1429
    desktop.settings.change(language="es")
    place = desktop.window.workspace.make_place("lab")
    desktop.window.workspace.show_place("lab")
    assert place.page.NAME == "iou"
    assert place.page.findChild(QWidget, "lab-iou-value").text() == "IoU = 0,143"
