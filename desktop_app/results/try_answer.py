"""The answer for one picture, painted: boxes over it, or its best labels as bars beside it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_KEY, ROW, SPACE_L, SPACE_M, SPACE_S
from desktop_app.results.box_painting import DrawnBox, paint_boxes
from desktop_app.results.metric_words import number
from desktop_app.session.read_picture import ReadPicture
from ml_engine.domain.events import PicturePrediction

BARS_WIDTH = 260


@dataclass(frozen=True, slots=True)
class TriedPicture:
    """A picture, its answer (None while it is asked for), and the colours of labels by name."""

    image: ReadPicture
    prediction: PicturePrediction | None
    colors: dict[str, str]


class AnswerView(QWidget):
    """Shows a TriedPicture. threshold: boxes below it are hidden."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("try-answer")
        self.setAccessibleName(self.tr("Answer"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._look = look
        self._tried: TriedPicture | None = None
        self._threshold = 0.0
        look.changed.connect(self.update)

    def show_tried(self, tried: TriedPicture | None) -> None:
        """Show a picture, with or without its answer."""
        self._tried = tried
        self._describe()
        self.update()

    def set_threshold(self, threshold: float) -> None:
        """Hide boxes below this score."""
        self._threshold = threshold
        self._describe()
        self.update()

    @property
    def shown_boxes(self) -> list[DrawnBox]:
        """The boxes that are drawn."""
        tried = self._tried
        if tried is None or tried.prediction is None:
            return []
        return [
            DrawnBox(
                box.xyxy,
                tried.colors.get(box.label, self._look.tokens.accent),
                f"{box.label} {number(box.score)}",
                is_answer=True,
            )
            for box in reversed(tried.prediction.boxes or ())
            if box.score >= self._threshold
        ]

    @property
    def bars(self) -> tuple[tuple[str, float], ...]:
        """The best labels of the whole picture with their scores."""
        prediction = self._tried.prediction if self._tried else None
        return prediction.top[:5] if prediction and prediction.boxes is None else ()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002  (Qt's name)
        if self._tried is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        area = self.rect().adjusted(SPACE_M, SPACE_M, -SPACE_M, -SPACE_M)
        if self.bars:
            self._paint_bars(painter, QRect(area.right() - BARS_WIDTH, area.y(), BARS_WIDTH, area.height()))
            area.setRight(area.right() - BARS_WIDTH - SPACE_L)
        image = self._tried.image
        size = image.pixels.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(area).center())
        painter.drawImage(place, image.pixels)
        paint_boxes(painter, self.shown_boxes, place, (image.width, image.height), self._look.font(9, 600))
        painter.end()

    def _paint_bars(self, painter: QPainter, area: QRect) -> None:
        tokens, tried = self._look.tokens, self._tried
        height = ROW + SPACE_S
        top = area.y() + max(0, (area.height() - len(self.bars) * height) // 2)
        for place, (label, score) in enumerate(self.bars):
            words = QRect(area.x(), top + place * height, area.width(), ROW - SPACE_M)
            painter.setFont(self._look.font(10, 600 if place == 0 else 400))
            painter.setPen(QColor(tokens.text))
            value = number(score)
            painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, value)
            room = words.width() - painter.fontMetrics().horizontalAdvance(value) - SPACE_S
            name = painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, room)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
            track = QRectF(words.x(), words.bottom() + 2, words.width(), 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.line))
            painter.drawRoundedRect(track, RADIUS_KEY / 2, RADIUS_KEY / 2)
            painter.setBrush(QColor(tried.colors.get(label, tokens.accent) if tried else tokens.accent))
            painter.drawRoundedRect(QRectF(track.x(), track.y(), track.width() * score, 6), 2, 2)

    def _describe(self) -> None:
        """What a screen reader says of the painting."""
        found = [f"{label} {number(score)}" for label, score in self.bars]
        found = found or [box.tag for box in reversed(self.shown_boxes)]
        self.setAccessibleDescription(", ".join(found))
