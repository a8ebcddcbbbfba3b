"""A few words with a coloured icon that say how something is; a click says more."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.look.look import Look
from desktop_app.look.widgets.buttons import QuietButton
from desktop_app.look.widgets.role import set_role


class Badge(QuietButton):
    """Signals: clicked(), as any button's."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("", look, "shield-check", parent)
        self.setAccessibleName(self.tr("State"))  # until it is told
        set_role(self, "small-quiet")

    def set_badge(self, text: str, icon: str, color: str, why: str = "") -> None:
        """icon: of resources/icons.   color: a token's name.   why: shown on hover and told to screen readers."""
        self._icon_color = color
        self.set_icon(icon)
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(why)
        self.setToolTip(why)
