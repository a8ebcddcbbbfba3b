"""A thin line that fills: how far a job is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimerEvent
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.look.motion import platform_wants_less_motion

HEIGHT = 6
STEP_MS = 40
STEP = 0.02
RUNNER = 0.3


class ThinProgress(QWidget):
    """A part that is done; None: it is not known how much there is, and a piece wanders along."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fraction: float | None = 0.0
        self._phase, self._timer = 0.0, 0
        self._reduced_motion = platform_wants_less_motion()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    @property
    def fraction(self) -> float | None:
        """In [0, 1], or None."""
        return self._fraction

    @property
    def is_moving(self) -> bool:
        """A piece wanders: the length is unknown, it is seen, and the person has nothing against motion."""
        return self._timer != 0

    def set_fraction(self, fraction: float | None) -> None:
        """fraction: in [0, 1], kept within; None for unknown."""
        self._fraction = None if fraction is None else min(max(fraction, 0.0), 1.0)
        self.setAccessibleDescription("" if self._fraction is None else f"{round(self._fraction * 100)} %")
        self._run_or_rest()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(120, HEIGHT)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._run_or_rest()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self._run_or_rest()

    def timerEvent(self, _: QTimerEvent) -> None:  # noqa: N802
        self._phase = (self._phase + STEP) % 1.0
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        painter.setBrush(self.palette().mid())
        painter.drawRoundedRect(whole, radius, radius)
        start, end = self._piece()
        if end > start:
            painter.setBrush(self.palette().highlight())
            width = max((end - start) * whole.width(), whole.height())
            painter.drawRoundedRect(QRectF(start * whole.width(), 0, width, whole.height()), radius, radius)

    def _piece(self) -> tuple[float, float]:
        if self._fraction is not None:
            return 0.0, self._fraction
        middle = self._phase * (1 + RUNNER) - RUNNER / 2 if self._timer else 0.5
        return max(middle - RUNNER / 2, 0.0), min(middle + RUNNER / 2, 1.0)

    def _run_or_rest(self) -> None:
        runs = self._fraction is None and self.isVisible() and not self._reduced_motion
        if runs and not self._timer:
            self._timer = self.startTimer(STEP_MS)
        elif not runs and self._timer:
            self.killTimer(self._timer)
            self._timer = 0
