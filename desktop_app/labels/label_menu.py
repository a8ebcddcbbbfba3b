"""The menu of a label: name, colour, digit, merge, archive."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QGridLayout, QMenu, QWidget, QWidgetAction

from desktop_app.labels.label_commands import LabelCommands
from desktop_app.look.label_marks import dot_icon, menu_text
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_S, SPACE_XS, label_color
from desktop_app.look.widgets import Swatch
from desktop_app.session.action_keys import RENAME_LABEL, key_text, shown_key
from desktop_app.session.session import Session
from ml_engine.domain.values import Label

KEYS = "1234567890"
SWATCHES = 16
SWATCH_COLUMNS = 8


class LabelMenus(QObject):
    """Makes menus anew each time they are asked for."""

    def __init__(self, session: Session, look: Look, commands: LabelCommands, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._commands = commands
        self._widget = parent

    def of_label(self, label: Label, rename: Callable[[], None]) -> QMenu:
        """What can be done to one. rename: begins it in place."""
        menu = self._menu("label-menu")
        icon = partial(self._look.icon, color="dim")
        key = shown_key(RENAME_LABEL, self._session.settings.value.keys)
        menu.addAction(icon("pencil"), menu_text(self.tr("Rename"), key), rename)
        menu.addMenu(self._colors(menu, label))
        menu.addMenu(self._keys(menu, label))
        menu.addSeparator()
        menu.addAction(icon("search"), self.tr("Show its pictures"), partial(self._commands.show_pictures, label.id))
        menu.addMenu(self._targets(menu, label))
        archive = menu_text(self.tr("Archive"), key_text("Del"))  # a key of the list itself
        menu.addAction(icon("archive"), archive, partial(self._commands.archive, label.id))
        if not self._commands.can_edit:
            for action in menu.actions():
                action.setEnabled(action.text() == self.tr("Show its pictures"))
        return menu

    def of_panel(self, add: Callable[[], None]) -> QMenu:
        """What can be done to the list."""
        menu = self._menu("labels-menu")
        new = menu.addAction(self._look.icon("plus", "dim"), self.tr("Add a label"), add)
        new.setEnabled(self._commands.can_edit)
        back = menu.addMenu(self._look.icon("archive", "dim"), self.tr("Bring back"))
        back.setObjectName("label-restore-menu")
        for label in self._commands.archived:
            restore = partial(self._commands.restore, label.id)
            back.addAction(dot_icon(label.color), menu_text(label.name), restore)
        back.setEnabled(self._commands.can_edit and not back.isEmpty())
        return menu

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self._widget)
        menu.setObjectName(name)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _colors(self, parent: QMenu, label: Label) -> QMenu:
        menu = QMenu(self.tr("Colour"), parent)
        menu.setObjectName("label-color-menu")
        menu.setIcon(self._look.icon("palette", "dim"))
        swatches = QWidget()
        grid = QGridLayout(swatches)
        grid.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_XS)
        grid.setSpacing(SPACE_XS)
        for place in range(SWATCHES):
            swatch = Swatch(label_color(place))
            swatch.setObjectName(f"label-color-{place}")
            swatch.set_chosen(swatch.color.casefold() == label.color.casefold())
            swatch.clicked.connect(partial(self._take_color, label.id, swatch.color))
            swatch.clicked.connect(parent.close)
            swatch.clicked.connect(menu.close)
            grid.addWidget(swatch, place // SWATCH_COLUMNS, place % SWATCH_COLUMNS)
        action = QWidgetAction(menu)
        action.setDefaultWidget(swatches)
        menu.addAction(action)
        menu.addAction(self.tr("Any colour…"), partial(self._ask_color, label))
        return menu

    def _keys(self, parent: QMenu, label: Label) -> QMenu:
        menu = QMenu(self.tr("Key"), parent)
        menu.setObjectName("label-key-menu")
        menu.setIcon(self._look.icon("keyboard", "dim"))
        for key in KEYS:
            other = self._session.labels.by_key(key)
            text = key if other is None or other.id == label.id else menu_text(f"{key}  {other.name}")
            self._checkable(menu, text, partial(self._commands.set_key, label.id, key), label.key == key)
        menu.addSeparator()
        self._checkable(menu, self.tr("None"), partial(self._commands.set_key, label.id, ""), not label.key)
        return menu

    def _checkable(self, menu: QMenu, text: str, run: Callable[[], None], checked: bool) -> None:
        action = menu.addAction(text, run)
        action.setCheckable(True)
        action.setChecked(checked)

    def _targets(self, parent: QMenu, label: Label) -> QMenu:
        menu = QMenu(self.tr("Merge into"), parent)
        menu.setObjectName("label-merge-menu")
        menu.setIcon(self._look.icon("merge", "dim"))
        for other in self._session.labels.all:
            if other.id != label.id:
                merge = partial(self._commands.merge, label.id, other.id)
                menu.addAction(dot_icon(other.color), menu_text(other.name), merge)
        menu.setEnabled(not menu.isEmpty())
        return menu

    def _take_color(self, label_id: UUID, color: str) -> None:
        self._commands.recolour(label_id, color)

    def _ask_color(self, label: Label) -> None:
        dialog = QColorDialog(QColor(label.color), self._widget)
        dialog.setObjectName("label-color-dialog")
        dialog.setWindowTitle(self.tr("Colour of “{label}”").format(label=label.name))
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(partial(self._on_dialog_color_selected, label.id))
        dialog.open()

    def _on_dialog_color_selected(self, label_id: UUID, color: QColor) -> None:
        self._commands.recolour(label_id, color.name().upper())
