"""Settings of folders: where pretrained weights are looked for, and which folders of pictures the project has."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import IconButton, QuietButton
from desktop_app.look.widgets.file_dialogs import ask_folder
from desktop_app.project.query import ImageFilter, Query, Root
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session
from desktop_app.session.settings import SettingsStore
from desktop_app.shell import asking
from desktop_app.shell.setting_row import SettingCard


class WeightsCard(SettingCard):
    """The folder of weights of this computer, and the open project's own."""

    def __init__(
        self, settings: SettingsStore, look: Look, session: Session | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Weights"), parent)
        self.setObjectName("settings-weights")
        self._settings = settings
        self._choose = QuietButton(self.tr("Choose…"), look, icon="folder-open")
        self._choose.setObjectName("settings-weights-choose")
        self._choose.setAccessibleName(self.tr("Choose the folder of weights"))
        self._choose.clicked.connect(self._on_choose_clicked)
        self._forget = IconButton(look, "x", self.tr("No folder of my own"))
        self._forget.setObjectName("settings-weights-forget")
        self._forget.clicked.connect(self._on_forget_clicked)
        self._words = self.add_row(self.tr("Folder of weights"), "", _side_by_side(self._forget, self._choose))
        if session is not None:
            words = self.tr("Files of weights in {folder} are found by this project only, before all others.")
            own = os.fspath(session.project.folder.weights[-1])
            self.add_row(self.tr("Weights of this project"), words.format(folder=own))
        settings.changed.connect(self._on_settings_changed)
        self._on_settings_changed()

    def _on_settings_changed(self) -> None:
        chosen = self._settings.value.weights_dir
        none = self.tr("None. Pretrained weights that you have as files are looked for in this folder first.")
        self._words.setText(chosen or none)
        self._forget.setVisible(bool(chosen))

    def _on_choose_clicked(self, _: bool = False) -> None:
        start = self._settings.value.weights_dir or str(Path.home())
        ask_folder(self, self.tr("Folder of weights"), self._keep, start)

    def _keep(self, folder: Path) -> None:
        self._settings.change(weights_dir=os.fspath(folder))

    def _on_forget_clicked(self, _: bool = False) -> None:
        self._settings.change(weights_dir="")


@dataclass(frozen=True, slots=True)
class _Folder:
    """A root as it is shown. pictures: that are there."""

    root: Root
    is_there: bool
    pictures: int


class PictureFoldersCard(SettingCard):
    """The folders of pictures, each with what can be done to it. session: None where no project is open."""

    def __init__(self, look: Look, session: Session | None, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Pictures of this project"), parent)
        self.setObjectName("settings-folders")
        self._look = look
        self._session = session
        self._tokens = Tokens()
        self._folders: tuple[_Folder, ...] | None = None
        self._rows: QWidget | None = None
        self.destroyed.connect(self._tokens.cancel_all)
        if session is None:
            self.add_row(self.tr("No project is open"), self.tr("Open one to see and change its folders here."))
            return
        self._add = QuietButton(self.tr("Add a folder…"), look, icon="folder-plus")
        self._add.setObjectName("settings-folder-add")
        self._add.setAccessibleName(self.tr("Add a folder of pictures"))
        self._add.setEnabled(not session.read_only)
        self._add.clicked.connect(partial(asking.ask_more, self, session))
        self._project = self.add_row(self.tr("More pictures"), self._project_words(session), self._add)
        session.folders.changed.connect(self._on_folders_changed)
        session.pictures.counts_changed.connect(self._on_folders_changed)
        self._on_folders_changed()

    def _project_words(self, session: Session) -> str:
        words = self.tr("They stay where they are. Labels, runs and the cache lie in {folder}.")
        return words.format(folder=os.fspath(session.project.folder.path))

    def _on_folders_changed(self) -> None:
        session = self._session
        if session is not None:
            self._tokens.cancel_all()
            self._tokens.add(session.background.run(partial(_read, session.query), self._on_background_read))

    def _on_background_read(self, folders: tuple[_Folder, ...]) -> None:
        if folders == self._folders:
            return
        self._folders = folders
        old, self._rows = self._rows, QWidget(self)
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        for number, folder in enumerate(folders):
            self._add_folder(column, number, folder)
        self.show_rows(self._rows, old)

    def _add_folder(self, column: QVBoxLayout, number: int, folder: _Folder) -> None:
        path = os.fspath(folder.root.path)
        relink = QuietButton(self.tr("It lies elsewhere…"), self._look, icon="folder-input")
        relink.setObjectName(f"settings-folder-relink-{number}")
        relink.setAccessibleName(self.tr("{folder} lies elsewhere").format(folder=path))
        remove = IconButton(self._look, "x", self.tr("Take it out; nothing is deleted"))
        remove.setObjectName(f"settings-folder-remove-{number}")
        remove.setAccessibleName(self.tr("Take {folder} out").format(folder=path))
        session = self._session
        if session is not None:
            relink.clicked.connect(partial(asking.ask_relink, self, session, folder.root))
            remove.clicked.connect(partial(session.folders.remove, folder.root))
            for button in (relink, remove):
                button.setEnabled(not session.read_only)
        words = self.tr("%n picture(s)", "", folder.pictures)
        if not folder.is_there:
            words = self.tr("It is not there. Connect its drive, or say where it lies now.")
        self.add_row_to(column, path, words, _side_by_side(relink, remove))


def _read(query: Query, _: Token) -> tuple[_Folder, ...]:
    return tuple(
        _Folder(root, root.present, len(query.image_ids(ImageFilter(root_id=root.id)))) for root in query.roots()
    )


def _side_by_side(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_S)
    for widget in widgets:
        row.addWidget(widget)
    return holder
