"""A form with what came of it: below it, or beside it on a screen that has room for both at their full width."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop_app.look.tokens import SPACE_M

MOST, LEAST_BESIDE = 1160, 640  # pixels: of either at most, of the result at least where it stands beside
BOTH = 2 * MOST + SPACE_M


class SideBySide(QWidget):
    """The form never changes its width when a result comes."""

    def __init__(self, form: Sequence[QWidget], result: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_M)
        for column in (form, (result,)):
            holder = QWidget()
            holder.setMaximumWidth(MOST)
            lines = QVBoxLayout(holder)
            lines.setContentsMargins(0, 0, 0, 0)
            lines.setSpacing(SPACE_M)
            for widget in column:
                lines.addWidget(widget)
            lines.addStretch(1)
            self._row.addWidget(holder)
        self._row.addStretch(1)
        self._stand(is_beside=False)

    @property
    def is_beside(self) -> bool:
        """The result stands beside the form."""
        return self._row.direction() is QBoxLayout.Direction.LeftToRight

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._stand(is_beside=event.size().width() >= MOST + SPACE_M + LEAST_BESIDE)

    def _stand(self, *, is_beside: bool) -> None:
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom)
        # Beside each other the form takes its width first; below each other neither takes more than it needs.
        for place, stretch in enumerate((100_000, 300, 1) if is_beside else (0, 0, 1)):
            self._row.setStretch(place, stretch)
