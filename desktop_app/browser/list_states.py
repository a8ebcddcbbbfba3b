"""What the browser says where there is no picture to list, and the button that leads on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.widgets import EmptyState
from desktop_app.look.widgets.file_dialogs import ask_pictures
from desktop_app.project.query import ImageFilter
from desktop_app.session.session import Session


@dataclass(frozen=True, slots=True)
class State:
    """name: for tests.   button: '' for none."""

    name: str
    icon: str
    title: str
    text: str = ""
    button: str = ""


class ListStates(QWidget):
    """One of them, or none."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("browser-empty")
        self.setMinimumSize(1, 1)  # a page that is not shown must not make the panel large
        self._session = session
        self._look = look
        self._state: State | None = None
        self._shown: EmptyState | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)

    @property
    def state(self) -> str:
        """The name of what is said, '' for nothing."""
        return "" if self._state is None else self._state.name

    def refresh(self) -> bool:
        """Say what there is to say. Returns whether there is anything."""
        state = find_state(self._session)
        if state != self._state:
            self._state = state
            self._show(state)
        return state is not None

    def _show(self, state: State | None) -> None:
        layout = self.layout()
        if self._shown is not None and layout is not None:
            layout.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        if state is None or layout is None:
            return
        # The canvas beside it says the same larger, with the primary button.
        self._shown = EmptyState(self._look, state.icon, state.title, state.text, state.button, is_quiet=True)
        self._shown.setObjectName(f"browser-{state.name}")
        layout.addWidget(self._shown)
        if state.button and self._shown.button is not None:
            self._shown.button.setObjectName(f"browser-{state.name}-button")
            self._shown.button.clicked.connect(self._on_button_clicked)

    def _on_button_clicked(self) -> None:
        runs: dict[str, Callable[[], None]] = {
            "no-pictures": self._ask_folder,
            "all-missing": self._session.folders.rescan,
            "none-match": self._clear_filter,
        }
        runs[self.state]()

    def _clear_filter(self) -> None:
        self._session.pictures.set_filter(ImageFilter())

    def _ask_folder(self) -> None:
        ask_pictures(self, self._session.folders.add)


def find_state(session: Session) -> State | None:
    """What there is to say now, None where there are pictures or they may come any moment."""
    pictures, folders = session.pictures, session.folders
    counts = pictures.counts
    if pictures.ids or pictures.is_loading:
        return None
    is_narrowed = pictures.filter != ImageFilter() or pictures.is_fixed
    if is_narrowed and (counts.all or counts.missing):
        text = _tr("No picture passes the filter.")
        return State("none-match", "search", _tr("Nothing found"), text, _tr("Clear the filter"))
    if folders.work is not None:
        return State("looking", "folder-search", _tr("Looking for pictures…"))
    if counts.missing:
        text = _tr("Their files are not where they were. Connect the drive or put the folder back, then look again.")
        return State("all-missing", "image-off", _tr("The pictures are gone"), text, _tr("Look again"))
    if counts.all:
        return None
    text = _tr("Add a folder. The pictures stay where they are.")
    button = "" if session.read_only else _tr("Add a folder…")
    return State("no-pictures", "image-plus", _tr("No pictures yet"), text, button)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ListStates", text)
