"""The foot of the browser: how far the work has come, what is being looked for, and what one button can finish."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.browser.words import number
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S
from desktop_app.look.widgets import Chip, PlainLabel, QuietButton, ThinProgress
from desktop_app.look.widgets.own_keys import OwnKeys
from desktop_app.project.picture_edits import empty_filter
from desktop_app.project.query import ImageFilter, Query
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session
from ml_engine.domain.values import ImageStatus

COUNT_AFTER_MS = 100


class ElidedButton(QuietButton):
    """A button as wide as the panel, however long its words are."""

    def __init__(self, look: Look) -> None:
        super().__init__("", look)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        """What it says."""
        self._words = words
        self.setAccessibleName(words)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        width = self.width() - 2 * SPACE_L
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, width))


class Foot(OwnKeys):
    """Signals: verify_empty_wanted(): the button was pressed.   new_pictures_wanted(): the chip was."""

    verify_empty_wanted = Signal()
    new_pictures_wanted = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("browser-foot")
        self._session = session
        self._token = Token()
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        self._new = Chip("", checkable=False)
        self._new.setObjectName("browser-new-pictures")
        self._empty = ElidedButton(look)
        self._empty.setObjectName("browser-verify-empty")
        self._empty.setToolTip(
            self.tr("A picture without boxes teaches the network what nothing looks like. This can be undone.")
        )
        self._words = PlainLabel("", role="small")
        self._words.setObjectName("browser-progress-words")
        self._bar = ThinProgress()
        self._bar.setObjectName("browser-progress")
        self._bar.setAccessibleName(self.tr("Verified pictures"))
        self._timer = QTimer(self, singleShot=True, interval=COUNT_AFTER_MS)
        self._lay_out()
        self._empty.hide()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Say what holds now."""
        counts, folders = self._session.pictures.counts, self._session.folders
        self._new.setVisible(folders.new_pictures > 0)
        self._new.setText(self.tr("%n new picture(s)", "", folders.new_pictures))
        self._new.setAccessibleName(self._new.text())
        if folders.work is not None and folders.work.kind == "scan":
            found = folders.work.done or counts.all
            self._words.setText(self.tr("Looking for pictures… {count}").format(count=number(found)))
            self._bar.set_fraction(None)
        else:
            words = self.tr("{done} of {total} verified")
            self._words.setText(words.format(done=number(counts.verified), total=number(counts.all)))
            self._bar.set_fraction(counts.verified / counts.all if counts.all else 0.0)
        self._timer.start()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_M)
        layout.setSpacing(SPACE_S)
        for widget in (self._new, self._empty, self._words, self._bar):
            layout.addWidget(widget)

    def _connect(self) -> None:
        pictures = self._session.pictures
        pictures.counts_changed.connect(self.refresh)
        pictures.changed.connect(self.refresh)
        self._session.folders.changed.connect(self.refresh)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._new.clicked.connect(self.new_pictures_wanted)
        self._empty.clicked.connect(self.verify_empty_wanted)

    def _on_timer_timeout(self) -> None:
        """Where the list shows what is to do, its empty pictures can be finished at once."""
        pictures = self._session.pictures
        self._token.cancel()
        which = pictures.filter
        if pictures.is_fixed or self._session.read_only or not (which.to_do or which.status is ImageStatus.NEW):
            self._show_empty(0)
            return
        work = partial(_count_empty, self._session.query, which)
        self._token = self._session.background.run(work, self._show_empty)
        self._tokens.add(self._token)

    def _show_empty(self, count: int) -> None:
        self._empty.setVisible(count > 0)
        self._empty.set_words(self.tr("Verify %n empty picture(s)", "", count))


def _count_empty(query: Query, which: ImageFilter, _: Token) -> int:
    """0 where nothing was ever drawn: then a picture without boxes is only one that nobody looked at."""
    return query.image_count(empty_filter(which)) if query.has_boxes() else 0
