"""A small bubble beside a widget: one sentence, and a way to send it off. It takes no focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import ICON_M, RADIUS_CARD, SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import IconButton, KeyCap, PlainLabel

ARROW = 7
WIDTH, WORDS_WIDTH = 480, 320


class HintBubble(QWidget):
    """anchor: the widget it is about.   window: what it lies in.   inside: at the anchor's upper edge, within it.

    Signals: closed(): sent off by its button.
    """

    closed = Signal()

    def __init__(self, text: str, key: str, look: Look, anchor: QWidget, window: QWidget, inside: bool) -> None:
        super().__init__(window)
        self.setObjectName("hint-bubble")
        self.setAccessibleName(f"{text} {key}".strip())
        self._look = look
        self._anchor = anchor
        self._inside = inside
        self._arrow = QPoint()
        self._icon = QLabel(self)
        self._close = IconButton(look, "x", self.tr("Do not show this hint again"))
        self._close.setObjectName("hint-close")
        self._close.clicked.connect(self._on_close_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, SPACE_XS + ARROW, SPACE_XS, SPACE_XS + ARROW)
        row.setSpacing(SPACE_S)
        row.addWidget(self._icon)
        words = PlainLabel(text, wrap=True)
        words.setObjectName("hint-text")
        words.setMinimumWidth(min(words.fontMetrics().horizontalAdvance(text) + 1, WORDS_WIDTH))
        row.addWidget(words, 1)
        if key:
            row.addWidget(KeyCap(key))
        row.addWidget(self._close)
        for watched in (anchor, window):
            watched.installEventFilter(self)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.place()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def place(self) -> None:
        """Beside the anchor where there is room; away while the anchor is not seen."""
        window = self.parentWidget()
        if window is None or not self._anchor.isVisible() or self._anchor.width() == 0:
            self.hide()
            return
        self.setMaximumWidth(WIDTH)
        self.resize(self.sizeHint().boundedTo(QSize(WIDTH, window.height())))
        if self.hasHeightForWidth():
            self.resize(self.width(), self.heightForWidth(self.width()))
        anchor = QRect(self._anchor.mapTo(window, QPoint()), self._anchor.size())
        self.move(self._beside(anchor, window.rect()))
        self.show()
        self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide):
            self.place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(1, ARROW, -1, -ARROW)
        shape = QPainterPath()
        shape.addRoundedRect(body, RADIUS_CARD, RADIUS_CARD)
        if not self._inside:
            shape = shape.united(self._arrow_path(body))
        painter.setPen(QPen(QColor(self._look.tokens.accent), 1))
        painter.setBrush(QColor(self._look.tokens.accent_soft))
        painter.drawPath(shape)

    def _beside(self, anchor: QRect, room: QRect) -> QPoint:
        middle = anchor.center().x() - self.width() // 2
        left = min(max(middle, SPACE_XS), max(room.width() - self.width() - SPACE_XS, SPACE_XS))
        if self._inside:
            return QPoint(left, anchor.top() + SPACE_S)
        below = anchor.bottom() + SPACE_XS
        is_below = below + self.height() <= room.bottom()
        top = below if is_below else anchor.top() - self.height() - SPACE_XS
        self._arrow = QPoint(anchor.center().x() - left, 0 if is_below else self.height())
        return QPoint(left, top)

    def _arrow_path(self, body: QRectF) -> QPainterPath:
        """A triangle from the body to the anchor."""
        x = min(max(float(self._arrow.x()), body.left() + 2 * ARROW), body.right() - 2 * ARROW)
        tip, base = (0.5, body.top() + 1) if self._arrow.y() == 0 else (self.height() - 0.5, body.bottom() - 1)
        path = QPainterPath(QPointF(x, tip))
        path.lineTo(x + ARROW, base)
        path.lineTo(x - ARROW, base)
        path.closeSubpath()
        return path

    def _on_close_clicked(self, _: bool = False) -> None:
        self.closed.emit()

    def _on_look_changed(self) -> None:
        self._icon.setPixmap(self._look.pixmap("lightbulb", "accent", ICON_M))
        self.update()
