"""The recent projects of the welcome page: cards at once from the paths alone, filled when their folders were read."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M
from desktop_app.look.widgets.file_dialogs import ask_folder
from desktop_app.session.background import Background, Token
from desktop_app.session.settings import SettingsStore
from desktop_app.shell.recent import RecentProject, name_recent, read_recent
from desktop_app.shell.recent_card import RecentCard

COLUMNS = 3


class RecentList(QWidget):
    """Signals: chosen(object): Path of a project to open.   emptied(): the last one was removed."""

    chosen = Signal(object)
    emptied = Signal()

    def __init__(
        self, settings: SettingsStore, look: Look, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("recent-projects")
        self.setAccessibleName(self.tr("Recent projects"))
        self._settings = settings
        self._look = look
        self._background = background
        self._tokens: list[Token] = []
        self._cards: dict[str, RecentCard] = {}
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE_M)
        for column in range(COLUMNS):
            self._layout.setColumnStretch(column, 1)
        # What is still being read when the page goes must find nobody.
        self.destroyed.connect(partial(_cancel, self._tokens))
        settings.changed.connect(self._on_settings_changed)
        self._on_settings_changed()

    @property
    def cards(self) -> list[RecentCard]:
        """In the order of the list."""
        return list(self._cards.values())

    def _on_settings_changed(self) -> None:
        wanted = self._settings.value.recent
        if list(wanted) == list(self._cards):
            return
        for path in [path for path in self._cards if path not in wanted]:
            card = self._cards.pop(path)
            card.hide()
            card.deleteLater()
        kept, self._cards = self._cards, {}
        for path in wanted:
            self._cards[path] = kept[path] if path in kept else self._make(path)
        for number, card in enumerate(self._cards.values()):
            card.setObjectName(f"recent-{number}")
            self._layout.addWidget(card, number // COLUMNS, number % COLUMNS)
        if not wanted:
            self.emptied.emit()

    def _make(self, path: str) -> RecentCard:
        card = RecentCard(name_recent(Path(path), _home()), self._look)
        card.open_wanted.connect(self._on_card_open_wanted)
        card.locate_wanted.connect(self._on_card_locate_wanted)
        card.remove_wanted.connect(self._on_card_remove_wanted)
        self._tokens.append(self._background.run(partial(_read, Path(path)), partial(self._on_background_read, path)))
        return card

    def _on_background_read(self, path: str, found: tuple[RecentProject, QImage]) -> None:
        if path in self._cards:
            self._cards[path].show_read(*found)

    def _on_card_open_wanted(self, recent: RecentProject) -> None:
        self.chosen.emit(recent.folder)

    def _on_card_locate_wanted(self, recent: RecentProject) -> None:
        title = self.tr("Where is {project} now?").format(project=recent.name)
        ask_folder(self, title, partial(self._relink, recent), str(recent.folder.parent))

    def _relink(self, recent: RecentProject, folder: Path) -> None:
        self._on_card_remove_wanted(recent)
        self.chosen.emit(folder)

    def _on_card_remove_wanted(self, recent: RecentProject) -> None:
        kept = tuple(path for path in self._settings.value.recent if path != str(recent.folder))
        self._settings.change(recent=kept)


def _read(folder: Path, _: Token) -> tuple[RecentProject, QImage]:
    recent = read_recent(folder, _home())
    if not recent.picture:
        return recent, QImage()
    return recent, QImage.fromData(recent.picture, "JPG")  # type: ignore[arg-type]  # the stub says bytes


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        return Path("/")


def _cancel(tokens: list[Token], *_: object) -> None:
    for token in tokens:
        token.cancel()
    tokens.clear()
