"""How fast something plays that goes from step to step by itself."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.look.widgets.choice import Choice

SPEEDS = (0.5, 1.0, 2.0, 4.0, 8.0, 32.0)
WIDTH = 72


class SpeedChoice(Choice[float]):
    """value: one of SPEEDS, times the usual; 1 to begin with.   name: objectName."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "", parent)
        self.setAccessibleName(self.tr("Speed"))
        self.view().setAccessibleName(self.tr("Speed"))
        self.setMinimumWidth(WIDTH)
        self.setToolTip(self.tr("How fast it plays"))
        self.set_choices([(speed, self.tr("{n}×").format(n=_times(speed))) for speed in SPEEDS])
        self.show_value(1.0)


def _times(speed: float) -> str:
    return "½" if speed == 0.5 else f"{speed:.0f}"
