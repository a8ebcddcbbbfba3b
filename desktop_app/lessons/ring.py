"""A calm ring round the widget that a step is about. It takes no mouse and no focus, and goes where its widget goes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import RADIUS_CARD, SPACE_XS

MARGIN, LINE = SPACE_XS, 3
# A widget that a step is about may be made only when its page is opened; nobody tells when.
LOOK_EVERY_MS = 250


class Ring(QWidget):
    """over: the widget that everything lies in, the workspace."""

    def __init__(self, look: Look, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("lesson-ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._look, self._over = look, over
        self._name = ""
        self._target: QWidget | None = None
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._follow)
        look.changed.connect(self.update)
        over.installEventFilter(self)
        self.hide()

    def point_at(self, name: str) -> None:
        """Draw it round the widget of an objectName as long as that is seen; '' for none."""
        self._name = name
        if name:
            self._timer.start()
        else:
            self._timer.stop()
        self._follow()

    def bring_into_sight(self) -> None:
        """Scroll to the widget, where it lies in something that scrolls, and give it the focus if it takes it."""
        self._follow()
        target = self._target
        if target is None:
            return
        area = target.parentWidget()
        while area is not None:
            if isinstance(area, QScrollArea):
                area.ensureWidgetVisible(target)
            area = area.parentWidget()
        if target.focusPolicy() & Qt.FocusPolicy.TabFocus:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize and self._name:
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        line = QRectF(self.rect()).adjusted(LINE / 2, LINE / 2, -LINE / 2, -LINE / 2)
        soft = QColor(self._look.tokens.accent)
        soft.setAlphaF(0.25)
        painter.setPen(QPen(soft, LINE))
        painter.drawRoundedRect(line, RADIUS_CARD, RADIUS_CARD)
        inner = line.adjusted(LINE / 2, LINE / 2, -LINE / 2, -LINE / 2)
        painter.setPen(QPen(QColor(self._look.tokens.accent), LINE / 2))
        painter.drawRoundedRect(inner, RADIUS_CARD - 1, RADIUS_CARD - 1)

    def _follow(self) -> None:
        """Lie round the target, as far as it is seen."""
        self._target = self._find()
        seen = QRect() if self._target is None else self._seen(self._target)
        if seen.isEmpty():
            self.hide()
            return
        wanted = seen.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN).intersected(self._over.rect())
        if self.geometry() != wanted:
            self.setGeometry(wanted)
        if not self.isVisible():
            self.show()
            self.raise_()

    def _find(self) -> QWidget | None:
        if not self._name:
            return None
        named = self._over.findChildren(QWidget, self._name)
        return next((widget for widget in named if widget.isVisible() and not widget.size().isEmpty()), None)

    def _seen(self, target: QWidget) -> QRect:
        """The part of a widget that what it lies in shows, in the workspace's pixels."""
        part = QRect(target.mapTo(self._over, QPoint()), target.size())
        around = target.parentWidget()
        while around is not None and around is not self._over:
            part = part.intersected(QRect(around.mapTo(self._over, QPoint()), around.size()))
            around = around.parentWidget()
        return part
