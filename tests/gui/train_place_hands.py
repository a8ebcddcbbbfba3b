"""What the tests of the Train place do with their hands: open it, find a part of it by name, click it. Not a test."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.training.place import TrainPlace


def shown_place(session, look, qtbot):
    place = TrainPlace(session, look)
    qtbot.addWidget(place)
    place.resize(1200, 800)
    place.show()
    qtbot.waitUntil(lambda: is_planned(place), timeout=10_000)
    return place


def is_planned(place):
    return place._planner.is_fresh and place._planner.plan is not None


def find(place, name, kind=QWidget):
    found = place.findChild(kind, name)
    assert found is not None, name
    return found


def click(qtbot, place, name):
    qtbot.mouseClick(find(place, name), Qt.MouseButton.LeftButton)
