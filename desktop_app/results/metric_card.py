"""One headline figure: its name, its value, what it says in the run's own figures; a click opens its pictures."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.look.tokens import SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import ClickableCard, PlainLabel
from desktop_app.results.plain import tooltip_html


class MetricCard(ClickableCard):
    """A figure. key: the metric's.   opens: whether a click leads to pictures."""

    def __init__(
        self, key: str, name: str, value: str, says: str, *, opens: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.key = key
        self.setObjectName(f"metric-{key.replace('_', '-')}")
        self.setAccessibleName(f"{name}: {value}")
        self.setAccessibleDescription(says)
        self.setToolTip(tooltip_html(says))
        self.setEnabled(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        column.setSpacing(SPACE_XS)
        column.addWidget(PlainLabel(name, role="small"))
        column.addWidget(PlainLabel(value, role="heading"))
