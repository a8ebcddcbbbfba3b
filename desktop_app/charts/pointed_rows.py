"""Painted rows, or bars, that can be pointed at by mouse and keys, and are read out."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_app.look.look import Look


class PointedRows(QWidget):
    """The pointed one is read out in `readout` and as a tooltip; Home, End and the two keys move over them.

    next_key, previous_key: what moves by one.
    """

    next_key = Qt.Key.Key_Down
    previous_key = Qt.Key.Key_Up

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._says: tuple[str, ...] = ()
        self._pointed = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        look.changed.connect(self.update)

    @property
    def readout(self) -> str:
        """What is said of the one that is pointed at, '' for none."""
        return self._says[self._pointed] if 0 <= self._pointed < len(self._says) else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  (Qt's name)
        self._point(self._place_at(event.position()))
        QToolTip.showText(event.globalPosition().toPoint(), self._tooltip(), self)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self._point(max(0, self._pointed))

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self._point(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        last = len(self._says) - 1
        match event.key():
            case self.next_key:
                self._point(min(last, self._pointed + 1))
            case self.previous_key:
                self._point(max(0, self._pointed - 1))
            case Qt.Key.Key_Home:
                self._point(0)
            case Qt.Key.Key_End:
                self._point(last)
            case _:
                super().keyPressEvent(event)
                return
        if self.readout:
            at = self.mapToGlobal(self._tooltip_spot(self._pointed).toPoint())
            QToolTip.showText(at, self._tooltip(), self)

    def _set_says(self, says: Iterable[str]) -> None:
        """What is said of each. The one that is pointed at stays so, unless there are fewer now."""
        self._says = tuple(says)
        self._pointed = min(self._pointed, len(self._says) - 1)

    def _place_at(self, at: QPointF) -> int:
        """Which one is there, -1 for none."""
        raise NotImplementedError

    def _tooltip_spot(self, place: int) -> QPointF:
        """Where the tooltip of one that was reached by keys appears."""
        raise NotImplementedError

    def _tooltip(self) -> str:
        return self.readout

    def _point(self, place: int) -> None:
        if place != self._pointed:
            self._pointed = place
            self.update()
