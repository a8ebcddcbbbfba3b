"""Has what charts are made of imported in the background: on the GUI thread it would hold the window for 0.1 s."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_app.charts.preload import preload
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session


class ChartLoader(QObject):
    """Signals: loaded(): charts can be shown without waiting."""

    loaded = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tokens = Tokens()
        self._is_asked = False
        self.is_loaded = False
        self.destroyed.connect(self._tokens.cancel_all)

    def load(self) -> None:
        """Begin, if that was not done yet."""
        if not self._is_asked:
            self._is_asked = True
            self._tokens.add(self._session.background.run(_load, self._on_background_loaded, urgent=True))

    def _on_background_loaded(self, _: None) -> None:
        self.is_loaded = True
        self.loaded.emit()


def _load(_: Token) -> None:
    preload()
