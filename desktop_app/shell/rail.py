"""The places of the window, one above the other at its left edge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_S, SPACE_XS
from desktop_app.look.widgets import set_state
from desktop_app.session.action_keys import ActionKeys, words_with_key
from desktop_app.session.settings import SettingsStore

WIDTH = 76
ICON = 22
WORD_PT = 9


@dataclass(frozen=True, slots=True)
class PlaceName:
    """id: as in Session.go_to.   title: in the window's language.   keys: those that open it.   foot: it lies there."""

    id: str
    title: str
    icon: str
    keys: ActionKeys
    foot: bool = False


class Rail(QFrame):
    """Signals: chosen(str): the id of a place that was clicked."""

    chosen = Signal(str)

    def __init__(
        self, places: tuple[PlaceName, ...], settings: SettingsStore, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setProperty("role", "rail")
        self.setFixedWidth(WIDTH)
        self._look, self._settings = look, settings
        self._places = {place.id: place for place in places}
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_XS, SPACE_S, SPACE_XS, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addStretch(1)
        for index, place in enumerate(place for place in places if not place.foot):
            layout.insertWidget(index, self._button(place))
        for place in (place for place in places if place.foot):
            layout.addWidget(self._button(place))
        look.changed.connect(self._on_look_changed)
        settings.changed.connect(self._on_settings_changed)
        self._on_look_changed()
        self._on_settings_changed()

    def show_place(self, place_id: str) -> None:
        """Mark the place that is shown."""
        self._buttons[place_id].setChecked(True)
        self._on_look_changed()

    def _button(self, place: PlaceName) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"place-{place.id}")
        button.setProperty("role", "place")
        button.setText(place.title)
        button.setAccessibleName(place.title)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(ICON, ICON))
        button.setFixedSize(WIDTH - 2 * SPACE_XS - 1, 52)
        button.clicked.connect(partial(self._on_button_clicked, place.id))
        self._group.addButton(button)
        self._buttons[place.id] = button
        return button

    def _on_button_clicked(self, place_id: str, _: bool = False) -> None:
        self._on_look_changed()
        self.chosen.emit(place_id)

    def _on_settings_changed(self) -> None:
        own = self._settings.value.keys
        for place_id, button in self._buttons.items():
            place = self._places[place_id]
            button.setToolTip(words_with_key(place.title, place.keys, own))

    def _on_look_changed(self) -> None:
        # A long word in smaller letters reads better than one cut in its middle.
        metrics = QFontMetrics(self._look.font(WORD_PT, 600))
        for place_id, button in self._buttons.items():
            is_long = metrics.horizontalAdvance(self._places[place_id].title) >= button.width()
            set_state(button, "long", is_long)
            color = "accent" if button.isChecked() else "dim"
            button.setIcon(self._look.icon(self._places[place_id].icon, color))
