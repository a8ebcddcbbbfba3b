"""A switch: on or off, at once."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.look.tokens import SPACE_S

WIDTH, HEIGHT, KNOB = 34, 20, 14
LEAST = 120


class Toggle(QAbstractButton):
    """text: beside the switch. Signals: toggled(bool), as QAbstractButton's."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802
        self.ensurePolished()
        words = SPACE_S + self.fontMetrics().horizontalAdvance(self.text()) if self.text() else 0
        return QSize(WIDTH + words + 2, self.heightForWidth(WIDTH + words + 2))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(min(self.sizeHint().width(), LEAST), HEIGHT + 4)

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Words that do not fit go on in the next line."""
        room = QRect(0, 0, max(width - WIDTH - SPACE_S, 1), 0)
        return max(HEIGHT + 4, self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height())

    def hitButton(self, _: object) -> bool:  # noqa: N802
        return True

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        track = QRectF(1, (self.height() - HEIGHT) / 2, WIDTH, HEIGHT)
        fill = palette.highlight() if self.isChecked() else palette.placeholderText()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill if self.isEnabled() else palette.mid())
        painter.drawRoundedRect(track.adjusted(1, 1, -1, -1), HEIGHT / 2, HEIGHT / 2)
        away = HEIGHT / 2
        middle = QPointF(track.right() - away if self.isChecked() else track.left() + away, track.center().y())
        painter.setBrush(palette.highlightedText() if self.isChecked() else palette.base())
        painter.drawEllipse(middle, KNOB / 2, KNOB / 2)
        if self.hasFocus():
            painter.setPen(QPen(palette.text().color(), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(track, HEIGHT / 2, HEIGHT / 2)
        painter.setPen(palette.windowText().color())
        words = QRectF(self.rect()).adjusted(WIDTH + SPACE_S, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), self.text())
