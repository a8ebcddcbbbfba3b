"""A slider with its name before it and its value behind it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from desktop_app.look.tokens import SPACE_S
from desktop_app.look.widgets.plain_label import PlainLabel


class LabelledSlider(QWidget):
    """minimum, maximum: of the value.   decimals: shown behind the point, and how fine the steps are.

    Signals: value_changed(float): by a person or by set_value.
    """

    value_changed = Signal(float)

    def __init__(
        self, text: str, minimum: float, maximum: float, decimals: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._decimals = decimals
        self._steps = float(f"1e{decimals}")
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(round(minimum * self._steps), round(maximum * self._steps))
        self.slider.setPageStep(max(1, (self.slider.maximum() - self.slider.minimum()) // 10))
        self.slider.setAccessibleName(text)
        self._number = PlainLabel("", role="strong")
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        self._name = PlainLabel(text)
        layout.addWidget(self._name)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self._number)
        self.slider.valueChanged.connect(self._on_slider_value_changed)
        self._show()

    @property
    def value(self) -> float:
        """Within minimum and maximum."""
        return self.slider.value() / self._steps

    def set_value(self, value: float) -> None:
        """Kept within minimum and maximum."""
        self.slider.setValue(round(value * self._steps))

    def _on_slider_value_changed(self, _: int) -> None:
        self._show()
        self.value_changed.emit(self.value)

    def _show(self) -> None:
        widest = max(self.slider.minimum(), self.slider.maximum(), key=lambda step: len(self._words(step)))
        self._number.setMinimumWidth(self._number.fontMetrics().horizontalAdvance(self._words(widest)) + 2)
        self._number.setText(self._words(self.slider.value()))

    def _words(self, step: int) -> str:
        return QLocale().toString(step / self._steps, "f", self._decimals)


def line_up(sliders: Iterable[LabelledSlider]) -> None:
    """Let sliders that stand below each other begin at one place: as wide a room for each name as the widest needs."""
    names = [slider._name for slider in sliders]
    for name in names:
        name.ensurePolished()
    widest = max((name.sizeHint().width() for name in names), default=0)
    for name in names:
        name.setMinimumWidth(widest)
