"""The menu of the chosen pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.browser.picture_commands import PictureCommands
from desktop_app.browser.words import split_word
from desktop_app.look.label_marks import dot_icon, menu_text
from desktop_app.look.look import Look
from desktop_app.look.widgets.context_menu import fill_menu
from desktop_app.project.tiles import Tile
from desktop_app.session.action_keys import VERIFY_PICTURES, shown_key
from desktop_app.session.file_manager import file_items
from desktop_app.session.session import Session
from ml_engine.domain.values import ImageStatus, Split


class PictureMenus(QObject):
    """Makes the menu anew each time it is asked for."""

    def __init__(self, session: Session, look: Look, commands: PictureCommands, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._commands = commands
        self._widget = parent

    def make(self, tile: Tile | None, *, open_picture: Callable[[], None]) -> QMenu:
        """tile: of the current picture, None if it is not known.   open_picture: what 'Open' does."""
        menu = QMenu(self._widget)
        menu.setObjectName("picture-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        can_edit = self._commands.can_edit
        first = menu.addAction(self._look.icon("square-dashed", "dim"), self.tr("Open"), open_picture)
        menu.setDefaultAction(first)
        menu.addSeparator()
        self._add_marks(menu, tile)
        self._add_labels(menu)
        self._add_splits(menu, tile)
        propose = menu.addAction(self._look.icon("sparkles", "dim"), self.tr("Propose"), self._commands.propose)
        propose.setEnabled(self._session.proposing.can_propose and can_edit)
        menu.addSeparator()
        self._add_files(menu, tile)
        return menu

    def _add_marks(self, menu: QMenu, tile: Tile | None) -> None:
        status = None if tile is None else tile.row.status
        verify = shown_key(VERIFY_PICTURES, self._session.settings.value.keys)
        for text, key, run, checked in (
            (self.tr("Verified"), verify, self._commands.toggle_verified, status is ImageStatus.VERIFIED),
            (self.tr("Skipped"), "", self._commands.toggle_skipped, status is ImageStatus.SKIPPED),
        ):
            action = menu.addAction(f"{text}\t{key}" if key else text, run)
            action.setCheckable(True)
            action.setChecked(checked)
            action.setEnabled(self._commands.can_edit)

    def _add_labels(self, menu: QMenu) -> None:
        labels = menu.addMenu(self._look.icon("tag", "dim"), self.tr("Label of the picture"))
        labels.setObjectName("picture-label-menu")
        for label in self._session.labels.all:
            text = menu_text(label.name, label.key)
            labels.addAction(dot_icon(label.color), text, partial(self._commands.tag, label.id))
        if self._session.labels.all:
            labels.addSeparator()
        labels.addAction(self.tr("No label"), self._commands.untag)
        labels.setEnabled(self._commands.can_edit)

    def _add_splits(self, menu: QMenu, tile: Tile | None) -> None:
        splits = menu.addMenu(self._look.icon("split", "dim"), self.tr("Put into split"))
        splits.setObjectName("picture-split-menu")
        now = None if tile is None else tile.row.split
        choices: list[tuple[str, Split | None]] = [(split_word(split), split) for split in Split]
        for text, split in (*choices, (self.tr("None: let the next training decide"), None)):
            action = splits.addAction(text, partial(self._commands.place, split))
            action.setCheckable(True)
            action.setChecked(tile is not None and now is split)
        splits.setEnabled(self._commands.can_edit)

    def _add_files(self, menu: QMenu, tile: Tile | None) -> None:
        if tile is not None:
            fill_menu(menu, self._look, file_items(tile.row.image.path))
