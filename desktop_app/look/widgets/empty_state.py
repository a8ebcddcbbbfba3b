"""A place with nothing in it yet: what it is for, and the button that starts it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_S
from desktop_app.look.widgets.buttons import PrimaryButton, QuietButton
from desktop_app.look.widgets.plain_label import PlainLabel

ICON, WIDTH, ROOMY = 40, 380, 260


class EmptyState(QWidget):
    """button: hidden where there is no button_text.   is_quiet: the place beside it has the primary button."""

    def __init__(
        self, look: Look, icon: str, title: str, text: str, button_text: str = "", parent: QWidget | None = None,
        *, is_quiet: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._look, self._icon_name = look, icon
        self._picture = QLabel(self)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = PlainLabel(title, role="heading", wrap=True)
        self.text = PlainLabel(text, role="dim", wrap=True)
        made = QuietButton if is_quiet else PrimaryButton
        self.button: QPushButton = made(button_text, look, parent=self)
        self.button.setVisible(bool(button_text))
        self.button.setAccessibleName(button_text)
        self._lay_out(bool(button_text))
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def set_words(self, title: str, text: str) -> None:
        """Say something else."""
        self.title.setText(title)
        self.text.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Where there is little room, the words and the button need it more than the icon."""
        super().resizeEvent(event)
        self._picture.setVisible(event.size().height() >= ROOMY)

    def _lay_out(self, has_button: bool) -> None:
        # The words wrap at WIDTH, and a column that ends there is what can stand in the middle.
        column = QWidget(self)
        column.setMaximumWidth(WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        row.addStretch(1)
        row.addWidget(column, 100)
        row.addStretch(1)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addStretch(2)
        layout.addWidget(self._picture)
        layout.addSpacing(SPACE_S)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setMinimumWidth(0)
            layout.addWidget(label)
        if has_button:
            layout.addSpacing(SPACE_L)
            layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def _on_look_changed(self) -> None:
        self._picture.setPixmap(self._look.pixmap(self._icon_name, "dim", ICON))
