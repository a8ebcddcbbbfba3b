"""Which picture the canvas shows: the current one as soon as it is there, and the next ones made ready meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.canvas.picture_loader import Picture, PictureLoader
from desktop_app.session.session import Session
from ml_engine.domain.values import ImageRef

AHEAD = (1, -1, 2)
EXPECT_AFTER_MS = 10  # by then the picture that was asked for has been painted
BLANK_AFTER_MS = 200  # so long the last picture stays, inert: a flash of emptiness at each step would tire the eye


class PictureTurns(QObject):
    """Follows the session's current picture.

    picture: what is to be shown, None for nothing.   is_waiting: nothing has been shown for longer than a moment.
    Signals: picture_changed().   waiting_changed().   failed(): the picture cannot be read; the loader knows why.
    """

    picture_changed = Signal()
    waiting_changed = Signal()
    failed = Signal()

    def __init__(self, session: Session, loader: PictureLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._loader = session, loader
        self._asked: int | None = None
        self.picture: Picture | None = None
        self.is_waiting = False
        self._blank = QTimer(self, singleShot=True, interval=BLANK_AFTER_MS)
        self._blank.timeout.connect(self._on_blank_timeout)
        self._ahead = QTimer(self, singleShot=True, interval=EXPECT_AFTER_MS)
        self._ahead.timeout.connect(self._expect)
        session.current_changed.connect(self._on_session_current_changed)
        session.documents.changed.connect(self._on_documents_changed)
        loader.arrived.connect(self._on_loader_arrived)
        loader.failed.connect(self._on_loader_failed)

    def start(self) -> None:
        """Show what is current now."""
        self._on_session_current_changed()

    def ask_again(self) -> None:
        """The file of the current picture may be another now."""
        if self._session.current is not None:
            self._ask()

    def _on_session_current_changed(self) -> None:
        self._asked = None
        self._ahead.stop()
        if self._session.current is None:
            self._loader.show(None)
            self._set(None)
            return
        self._ask()
        if self.picture is None or self.picture.image_id != self._session.current:
            self._blank.start()

    def _on_documents_changed(self, ids: frozenset[int]) -> None:
        current = self._session.current
        if current in ids and self._asked != current:
            self._ask()
        elif self._asked == current and self._loader.get(current or -1) is not None:
            self._ahead.start()

    def _ask(self) -> None:
        document = self._session.document
        if document is None:
            return  # its row is being read; documents.changed tells
        self._asked = document.image_id
        picture = self._loader.show(document.row.image)
        if picture is not None:
            self._set(picture)
            self._ahead.start()
        elif self._loader.get_problem(document.image_id) is not None:
            self._set(None)
            self.failed.emit()

    def _expect(self) -> None:
        """The pictures around, as far as their rows are known."""
        current = self._session.current
        found: list[ImageRef] = []
        for step in AHEAD:
            neighbour = self._session.pictures.neighbour(current, step)
            document = self._session.documents.get(neighbour) if neighbour is not None else None
            if document is not None and not document.row.missing:
                found.append(document.row.image)
        self._loader.expect(found)

    def _set(self, picture: Picture | None) -> None:
        self._blank.stop()
        self._wait(False)
        if picture is not self.picture:
            self.picture = picture
            self.picture_changed.emit()

    def _on_loader_arrived(self, image_id: int) -> None:
        if image_id != self._session.current:
            return
        picture = self._loader.get(image_id)
        self._set(picture)
        if picture is not None and not picture.reduced:
            self._ahead.start()

    def _on_loader_failed(self, image_id: int) -> None:
        if image_id == self._session.current:
            self._set(None)
            self.failed.emit()

    def _wait(self, waits: bool) -> None:
        if waits != self.is_waiting:
            self.is_waiting = waits
            self.waiting_changed.emit()

    def _on_blank_timeout(self) -> None:
        if self.picture is None or self.picture.image_id != self._session.current:
            self._set(None)
            self._wait(self._session.current is not None)
