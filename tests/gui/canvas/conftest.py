"""A canvas with its keys bound as the window binds them, and a hand for mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

pytest.importorskip("PySide6.QtGui", reason="no Qt libraries on this machine", exc_type=ImportError)

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.canvas.panel import CanvasPanel
from desktop_app.look.look import Look
from desktop_app.session.session import Session
from ml_engine.domain.values import Annotation

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@dataclass
class Hand:
    """Real events at places of the picture. x, y: picture pixels."""

    panel: CanvasPanel
    session: Session
    qtbot: Any

    @property
    def boxes(self) -> tuple[Annotation, ...]:
        document = self.session.document
        assert document is not None
        return document.boxes

    @property
    def chosen(self) -> list[Annotation]:
        return [item for item in self.boxes if item.id in self.session.objects.ids]

    def spot(self, x: float, y: float) -> QPoint:
        left, top = self.panel.view.camera.to_view((x, y))
        return QPoint(round(left), round(top))

    def move(self, x: float, y: float) -> None:
        QTest.mouseMove(self.panel.view.viewport(), self.spot(x, y))

    def press(self, x: float, y: float, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.mousePress(self.panel.view.viewport(), button, keys, self.spot(x, y))

    def release(self, x: float, y: float, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseRelease(self.panel.view.viewport(), button, keys, self.spot(x, y))

    def click(self, x: float, y: float, keys: Qt.KeyboardModifier = NONE) -> None:
        self.move(x, y)
        QTest.mouseClick(self.panel.view.viewport(), LEFT, keys, self.spot(x, y))

    def drag(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.press(x0, y0)
        self.move((x0 + x1) / 2, (y0 + y1) / 2)
        self.move(x1, y1)
        self.release(x1, y1)

    def key(self, *keys: str) -> None:
        for key in keys:
            QTest.keySequence(QApplication.focusWidget() or self.panel.view, QKeySequence(key))

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)

    def wheel(self, x: float, y: float, notches: int) -> None:
        viewport = self.panel.view.viewport()
        at = QPointF(self.spot(x, y))
        event = QWheelEvent(
            at, viewport.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, NONE,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(viewport, event)

    def show(self, place: int) -> None:
        """The picture at a place of the list, until it is there."""
        self.session.show(self.session.pictures.ids[place])
        self.wait_for_picture()

    def wait_for_picture(self) -> None:
        self.qtbot.waitUntil(self.is_ready, timeout=10_000)

    def is_ready(self) -> bool:
        board = self.panel.editing.board
        return board is not None and board.image_id == self.session.current


@pytest.fixture
def make_hand(qtbot: Any, look: Look) -> Iterator[Callable[[Session], Hand]]:
    """A canvas of 900 × 700 over a session, shown and active, its keys bound."""

    def make(session: Session) -> Hand:
        panel = CanvasPanel(session, look)
        qtbot.addWidget(panel)
        for spec in panel.actions():
            for key in spec.keys:
                shortcut = QShortcut(QKeySequence(key), panel, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(spec.run)
        panel.resize(900, 700)
        panel.show()
        qtbot.waitExposed(panel)
        panel.activateWindow()
        panel.setFocus()
        qtbot.waitUntil(panel.view.hasFocus)
        return Hand(panel, session, qtbot)

    return make


@pytest.fixture
def hand(make_hand: Callable[[Session], Hand], session: Session) -> Hand:
    """A hand over the sixth picture, which has no boxes yet."""
    made = make_hand(session)
    made.show(5)
    return made
