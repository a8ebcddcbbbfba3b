"""The sections of the form at its left: how many changes each has, and a way to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop_app.look.tokens import SPACE_XS

WIDTH = 232
TITLE_ROLE = int(Qt.ItemDataRole.UserRole)


class SectionList(QListWidget):
    """Signals: chosen(str): the title of a section, by a person."""

    chosen = Signal(str)

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("recipe-sections")
        self.setAccessibleName(self.tr("Sections of the recipe"))
        self.setFixedWidth(WIDTH)
        self.setProperty("ground", "none")
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._is_filling = False
        for title in titles:
            item = QListWidgetItem(title)
            item.setData(TITLE_ROLE, title)
            item.setToolTip(title)
            self.addItem(item)
        self.setCurrentRow(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._on_self_current_item_changed)
        self.itemClicked.connect(self._on_self_item_clicked)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def show_titles(self, titles: Sequence[str]) -> None:
        """These sections have something to show."""
        for row in range(self.count()):
            self.item(row).setHidden(self.item(row).data(TITLE_ROLE) not in titles)
        self._fit()

    def show_counts(self, changes: Mapping[str, int], faults: Mapping[str, int]) -> None:
        """How many changes and faults each has."""
        locale = QLocale()
        for row in range(self.count()):
            item = self.item(row)
            title = item.data(TITLE_ROLE)
            wrong, changed = faults.get(title, 0), changes.get(title, 0)
            mark = f"  ⚠ {locale.toString(wrong)}" if wrong else f"  · {locale.toString(changed)}" if changed else ""
            item.setText(f"{title}{mark}")
            words = self.tr("%n choice(s) cannot be used", "", wrong) if wrong else ""
            words = words or (self.tr("%n choice(s) changed", "", changed) if changed else "")
            item.setToolTip(f"{title}: {words}" if words else title)
        self._fit()

    def set_current(self, title: str) -> None:
        """What is being looked at; tells nobody."""
        self._is_filling = True
        for row in range(self.count()):
            if self.item(row).data(TITLE_ROLE) == title:
                self.setCurrentRow(row)
        self._is_filling = False

    def _fit(self) -> None:
        """As high as its lines are: nothing scrolls here."""
        rows = (row for row in range(self.count()) if not self.item(row).isHidden())
        height = sum(self.sizeHintForRow(row) for row in rows) + 2 * self.frameWidth() + SPACE_XS
        if height != self.height():
            self.setFixedHeight(height)

    def _on_self_current_item_changed(self, item: QListWidgetItem | None, _: QListWidgetItem | None) -> None:
        if item is not None and not self._is_filling:
            self.chosen.emit(item.data(TITLE_ROLE))

    def _on_self_item_clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(TITLE_ROLE))
