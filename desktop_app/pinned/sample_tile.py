"""One validation picture with what a person said of it, thin, and what the model answers now, dashed with scores."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_CONTROL, RADIUS_KEY, SPACE_XS, words_on
from desktop_app.session.read_picture import ReadPicture
from ml_engine.domain.events import PictureSample

ASPECT = 0.72
LEAST_WIDTH = 120
MOST_BOXES = 20
LEAST_SCORE = 0.05  # below it is noise
SPARE_BOXES = 2  # more than were drawn: at first a model answers with dozens, all of them weak


class SampleTile(QWidget):
    """Signals: clicked(int): the picture's id, by mouse, Enter or Space."""

    clicked = Signal(int)

    def __init__(self, look: Look, color_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._color_of = look, color_of
        self.sample: PictureSample | None = None
        self._picture: ReadPicture | None = None
        self._problem = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("A validation picture"))
        look.changed.connect(self.update)

    def show_sample(self, sample: PictureSample) -> None:
        """What the model answers now."""
        self.sample = sample
        self.setAccessibleName(in_sentences(sample))
        self.setToolTip(self.tr("Thin: what you drew. Dashed: what the model finds now. Click to open the picture."))
        self.update()

    def show_picture(self, picture: ReadPicture | None, problem: str = "") -> None:
        """The pixels, or why there are none."""
        self._picture, self._problem = picture, problem
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(LEAST_WIDTH, self._height(LEAST_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.setFixedHeight(self._height(self.width()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside and self.sample is not None:
            self.clicked.emit(self.sample.image_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.sample is not None:
            self.clicked.emit(self.sample.image_id)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1 - self._caption_height())
        clip = QPainterPath()
        clip.addRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(frame, self._look.color("canvas"))
        place = self._paint_picture(painter, frame)
        if self.sample is not None and place is not None:
            self._paint_boxes(painter, place, self.sample)
        painter.restore()
        self._paint_caption(painter, frame)
        if self.hasFocus():
            painter.setPen(QPen(self._look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)

    def _paint_picture(self, painter: QPainter, frame: QRectF) -> QRectF | None:
        picture = self._picture
        if picture is None:
            painter.setPen(self._look.color("dim"))
            painter.setFont(self._look.font(9))
            text = self._problem or self.tr("Loading…")
            painter.drawText(
                frame.adjusted(8, 8, -8, -8), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text
            )
            return None
        scale = min(frame.width() / picture.width, frame.height() / picture.height)
        width, height = picture.width * scale, picture.height * scale
        center = frame.center()
        place = QRectF(center.x() - width / 2, center.y() - height / 2, width, height)
        painter.drawImage(place, picture.pixels)
        return place

    def _paint_boxes(self, painter: QPainter, place: QRectF, sample: PictureSample) -> None:
        picture = self._picture
        if picture is None:
            return
        scale = place.width() / picture.width
        for truth in sample.truth_boxes:
            box = _placed(truth.xyxy, place.topLeft(), scale)
            _paint_box(painter, box, self._color_of(truth.label), dashed=False)
        # The surest last, so that its name lies on top.
        most = min(MOST_BOXES, len(sample.truth_boxes) + SPARE_BOXES)
        sure = [found for found in sample.prediction.boxes or () if found.score >= LEAST_SCORE]
        for found in reversed(sure[:most]):
            box, color = _placed(found.xyxy, place.topLeft(), scale), self._color_of(found.label)
            _paint_box(painter, box, color, dashed=True)
            self._paint_tag(painter, box, _score(found.score), color, place)

    def _paint_tag(self, painter: QPainter, box: QRectF, text: str, color: str, place: QRectF) -> None:
        painter.setFont(self._look.font(8, 600))
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(text) + 2 * SPACE_XS, metrics.height()
        x = min(max(box.left(), place.left()), place.right() - width)
        y = box.top() - height if box.top() - height >= place.top() else box.top()
        tag = QRectF(x, y, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        painter.drawRoundedRect(tag, RADIUS_KEY - 1, RADIUS_KEY - 1)
        painter.setPen(QColor(words_on(color)))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_caption(self, painter: QPainter, frame: QRectF) -> None:
        if self.sample is None:
            return
        text, state = caption(self.sample)
        line = QRectF(frame.left(), frame.bottom() + 2, frame.width(), self._caption_height() - 2)
        color = {"ok": "ok", "bad": "bad"}.get(state, "dim")
        if state in ("ok", "bad"):
            size = round(line.height() * 0.7)
            icon = self._look.pixmap("check" if state == "ok" else "x", color, size)
            painter.drawPixmap(QPointF(line.left(), line.center().y() - size / 2), icon)
            line.adjust(size + SPACE_XS, 0, 0, 0)
        painter.setFont(self._look.font(9))
        painter.setPen(self._look.color(color))
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)

    def _height(self, width: int) -> int:
        return round(width * ASPECT) + self._caption_height()

    def _caption_height(self) -> int:
        return self.fontMetrics().height() + SPACE_XS


def caption(sample: PictureSample) -> tuple[str, str]:
    """The line under a picture, and 'ok', 'bad' or '' for whether a classifier is right."""
    answer = sample.prediction
    if answer.boxes is not None:
        sure = [box.score for box in answer.boxes if box.score >= LEAST_SCORE]
        if not sure:
            return _tr("nothing found yet"), ""
        return _tr("%n found, best {score}", len(sure)).format(score=_score(max(sure))), ""
    if answer.label is None:
        return _tr("no answer yet"), ""
    shown = [(answer.label, answer.score or 0.0)]
    text = ", ".join(f"{name} {_score(score)}" for name, score in shown)
    return text, "ok" if answer.label in sample.truth_labels else "bad"


def in_sentences(sample: PictureSample) -> str:
    """For those who do not see it."""
    text, state = caption(sample)
    if sample.prediction.boxes is not None:
        return _tr("Drawn by you: %n box(es). The model: {answer}.", len(sample.truth_boxes)).format(answer=text)
    truth = ", ".join(sample.truth_labels) or _tr("no label")
    verdict = {"ok": _tr("right"), "bad": _tr("wrong")}.get(state, "")
    return _tr("You: {truth}. The model: {answer} {verdict}").format(truth=truth, answer=text, verdict=verdict).strip()


def _placed(xyxy: tuple[float, float, float, float], corner: QPointF, scale: float) -> QRectF:
    x0, y0, x1, y1 = (value * scale for value in xyxy)
    return QRectF(corner.x() + x0, corner.y() + y0, x1 - x0, y1 - y0)


def _paint_box(painter: QPainter, box: QRectF, color: str, *, dashed: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(0, 0, 0, 110), 3.0 if dashed else 2.2))
    painter.drawRect(box)
    pen = QPen(QColor(color), 2.0 if dashed else 1.2)
    if dashed:
        pen.setDashPattern([3.0, 2.0])
    painter.setPen(pen)
    painter.drawRect(box)


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("SampleTile", text, "", number)


def _score(value: float) -> str:
    """0..1 with two digits."""
    return QLocale().toString(float(value), "f", 2)
