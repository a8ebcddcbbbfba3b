"""One of a few words, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from desktop_app.look.tokens import SPACE_XS
from desktop_app.look.widgets.buttons import Chip
from desktop_app.look.widgets.plain_label import escaped


def chosen_one(widget: QWidget) -> QWidget:
    """Of a button among exclusive ones, the one that is chosen: where the focus belongs. Else the widget."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    chosen = group.checkedButton() if group is not None and group.exclusive() else None
    return widget if chosen is None else chosen


class Segmented(QWidget):
    """Signals: chosen(str): a person chose another one; its id."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """choices: id and word."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._chips: dict[str, Chip] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        for key, word in choices:
            chip = Chip(word, checkable=True)
            chip.setObjectName(f"{name}-{key or 'auto'}")
            chip.setAccessibleName(word)
            self._chips[key] = chip
            self._group.addButton(chip)
            layout.addWidget(chip)
        self._group.buttonClicked.connect(self._on_group_clicked)

    def set_tip(self, key: str, tip: str) -> None:
        """What a choice means, in a sentence or two."""
        self._chips[key].setToolTip(escaped(tip))
        self._chips[key].setAccessibleDescription(tip)

    def set_chosen(self, key: str) -> None:
        """Show this one as chosen; no signal. The focus goes along."""
        if key in self._chips:
            has_focus = any(chip.hasFocus() for chip in self._chips.values())
            self._chips[key].setChecked(True)
            if has_focus:
                self._chips[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_group_clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(next(key for key, chip in self._chips.items() if chip is button))
