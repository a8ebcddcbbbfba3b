"""Answers as rows of bars: the label, its WordNet id where it has one, and how sure the network is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_KEY, SPACE_S
from ml_engine.domain.events import LabelAnswer

ROW, BAR, SMALL_ROW = 42, 6, 34
LEAST_WIDTH = 180


def percent(score: float) -> str:
    """'92.8 %', as the window's language writes it."""
    return f"{QLocale().toString(100 * score, 'f', 1)} %"


class AnswerBars(QWidget):
    """name: objectName.   roomy: large rows with the WordNet id; else small ones."""

    def __init__(self, look: Look, name: str, *, roomy: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Answers"))
        self.setMinimumWidth(LEAST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._look, self._roomy = look, roomy
        self.answers: tuple[LabelAnswer, ...] = ()
        self._marked = ""
        look.changed.connect(self.update)

    def set_answers(self, answers: Sequence[LabelAnswer], marked: str = "") -> None:
        """Show these, surest first. marked: a label that stands out; '' for the first."""
        self.answers = tuple(answers)
        self._marked = marked
        self.setAccessibleDescription(", ".join(f"{one.label} {percent(one.score)}" for one in self.answers))
        self.setFixedHeight(max(1, len(self.answers)) * self._row)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        return QSize(LEAST_WIDTH * 2, max(1, len(self.answers)) * self._row)

    @property
    def _row(self) -> int:
        return ROW if self._roomy else SMALL_ROW

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, answer in enumerate(self.answers):
            row = QRect(0, place * self._row, self.width(), self._row)
            # A detector answers with one label several times: the first stands out, not all that are called so.
            is_marked = answer.label == self._marked if self._marked else place == 0
            self._paint_row(painter, row, answer, is_marked=is_marked)
        painter.end()

    def _paint_row(self, painter: QPainter, row: QRect, answer: LabelAnswer, *, is_marked: bool) -> None:
        tokens = self._look.tokens
        words = row.adjusted(0, SPACE_S // 2, 0, -(BAR + SPACE_S))
        middle = Qt.AlignmentFlag.AlignVCenter
        size = 12 if self._roomy else 10
        painter.setFont(self._look.font(size, 600 if is_marked else 400))
        painter.setPen(QColor(tokens.text))
        value = percent(answer.score)
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | middle, value)
        room = words.width() - painter.fontMetrics().horizontalAdvance(value) - 2 * SPACE_S
        name = painter.fontMetrics().elidedText(answer.label, Qt.TextElideMode.ElideRight, room)
        painter.drawText(words, middle, name)
        if self._roomy and answer.wordnet:
            left = painter.fontMetrics().horizontalAdvance(name) + 2 * SPACE_S
            painter.setFont(self._look.font(9, 400))
            if left + painter.fontMetrics().horizontalAdvance(answer.wordnet) < room:
                painter.setPen(QColor(tokens.dim))
                painter.drawText(words.adjusted(left, 0, 0, 0), middle, answer.wordnet)
        track = QRectF(row.x(), row.bottom() - BAR - SPACE_S / 2, row.width(), BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.line))
        painter.drawRoundedRect(track, RADIUS_KEY / 2, RADIUS_KEY / 2)
        painter.setBrush(QColor(tokens.accent if is_marked else tokens.dim))
        filled = QRectF(track.x(), track.y(), max(2.0, track.width() * min(answer.score, 1.0)), BAR)
        painter.drawRoundedRect(filled, RADIUS_KEY / 2, RADIUS_KEY / 2)
