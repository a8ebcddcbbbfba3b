"""What the canvas says when there is no picture to show, and the button that leads on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.canvas.picture_loader import PictureLoader
from desktop_app.canvas.picture_turns import PictureTurns
from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.widgets import EmptyState
from desktop_app.look.widgets.file_dialogs import ask_pictures
from desktop_app.project.edits import make_edit
from desktop_app.project.query import ImageFilter
from desktop_app.session.edit_names import SKIP
from desktop_app.session.session import Session
from ml_engine.domain.values import ImageState, ImageStatus

# Filters that are empty when all is done; another one may be empty for its own reason.
TO_DO = (ImageFilter(to_do=True), ImageFilter(status=ImageStatus.NEW))


@dataclass(frozen=True, slots=True)
class State:
    """What is said. name: for tests and hints.   run: what the button does."""

    name: str
    icon: str
    title: str
    text: str
    button: str = ""
    run: Callable[[], None] | None = None


class EmptyStates(QWidget):
    """Lies over the view, hidden while there is a picture."""

    def __init__(
        self, session: Session, look: Look, loader: PictureLoader, turns: PictureTurns, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._look, self._loader, self._turns = session, look, loader, turns
        self._state: State | None = None
        self._shown: EmptyState | None = None
        self.setObjectName("canvas-empty")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def state_name(self) -> str:
        """Which one is seen, '' for none."""
        return self._state.name if self._state is not None else ""

    def refresh(self) -> None:
        """Say what there is to say now."""
        state = self._find()
        old, self._state = self._state, state
        if old is not None and state is not None and replace(old, run=None) == replace(state, run=None):
            return
        if self._shown is not None:
            self._shown.hide()
            self._column.removeWidget(self._shown)
            self._shown.deleteLater()
            self._shown = None
        if state is not None:
            self._shown = self._made(state)
            self._column.addWidget(self._shown)
        self.setVisible(state is not None)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._look.color("canvas"))

    def _made(self, state: State) -> EmptyState:
        shown = EmptyState(self._look, state.icon, state.title, state.text, state.button)
        shown.setObjectName(f"canvas-{state.name}")
        shown.setAccessibleName(state.title)
        if state.run is not None and shown.button is not None:
            shown.button.setObjectName(f"canvas-{state.name}-button")
            shown.button.clicked.connect(self._on_button_clicked)
        return shown

    def _find(self) -> State | None:
        session = self._session
        without = self._without_picture()
        if session.current is None or without is not None:
            return without
        error = self._loader.get_problem(session.current)
        if error is None:
            return self._waiting() if self._turns.is_waiting else None
        if (folder := self._absent_folder()) is not None:
            text = self.tr("{folder}\nConnect its drive and look again. Your labels are safe.").format(folder=folder)
            title = self.tr("The folder of this picture is not there")
            return State("away", "folder-search", title, text, self.tr("Look again"), self._session.folders.rescan)
        if error.code == "picture-gone":
            text = self.tr("{sentence}\nPut it back and look again. Your labels are safe.")
            text = text.format(sentence=in_words(error.message))
            title = self.tr("The file of this picture is not there")
            return State("gone", "image-off", title, text, self.tr("Look again"), self._session.folders.rescan)
        button = "" if session.read_only else self.tr("Skip this picture")
        text = f"{in_words(error.message)}\n{in_words(error.hint)}".strip()
        return State("unreadable", "image-off", self.tr("This picture cannot be shown"), text, button, self._skip)

    def _absent_folder(self) -> str | None:
        """The root of the current picture, if it was not there when it was last looked for."""
        document = self._session.document
        if document is None:
            return None
        path = document.row.image.path
        return next((folder for folder in self._session.folders.absent if path.is_relative_to(folder)), None)

    def _waiting(self) -> State:
        document = self._session.document
        name = "" if document is None else document.row.name
        return State("waiting", "loader-circle", self.tr("Reading the picture…"), name)

    def _without_picture(self) -> State | None:
        pictures, folders = self._session.pictures, self._session.folders
        if pictures.is_loading:
            return None
        if folders.work is not None and not pictures.ids and not pictures.counts.all:
            title = self.tr("Looking for pictures…")
            return State("looking", "search", title, self.tr("They appear here as they are found."))
        if not pictures.counts.all:
            text = self.tr("Add a folder of pictures. They stay where they are; nothing is written among them.")
            button = "" if self._session.read_only else self.tr("Add a folder…")
            return State("no-pictures", "image-plus", self.tr("No pictures yet"), text, button, self._ask_folder)
        if pictures.ids:
            return None
        if pictures.filter in TO_DO and not pictures.counts.to_do:
            text = self.tr("Every picture is verified or skipped. Now a network can learn from them.")
            return State("all-done", "circle-check", self.tr("All done"), text, self.tr("Train"), self._go_to_training)
        text = self.tr("No picture passes the filter of the list.")
        return State("none-pass", "funnel", self.tr("Nothing to show"), text, self.tr("Show all"), self._show_all)

    def _on_button_clicked(self) -> None:
        if self._state is not None and self._state.run is not None:
            self._state.run()

    def _ask_folder(self) -> None:
        ask_pictures(self, self._session.folders.add)

    def _go_to_training(self) -> None:
        self._session.go_to("train")

    def _show_all(self) -> None:
        self._session.pictures.set_filter(ImageFilter())

    def _skip(self) -> None:
        document = self._session.document
        if document is not None:
            state = document.row.state
            removed = () if state is None else (state,)
            added = (ImageState(document.image_id, ImageStatus.SKIPPED),)
            if removed != added:
                self._session.apply(make_edit(SKIP, removed, added))
        self._session.next()
