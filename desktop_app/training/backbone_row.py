"""One backbone to choose: how large, how it sees, where its weights are, and how to get them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import ClickableCard, PlainLabel, QuietButton, ThinProgress, set_role
from desktop_app.training import words
from desktop_app.training.cards import origin_words
from ml_engine.domain.events import BackboneListed


class BackboneRow(ClickableCard):
    """Signals: chosen(str): its name.   download_wanted(str), file_wanted(str): for its weights."""

    chosen = Signal(str)
    download_wanted = Signal(str)
    file_wanted = Signal(str)

    def __init__(self, look: Look, listed: BackboneListed) -> None:
        super().__init__()
        self.listed = listed
        self.setObjectName(f"train-backbone-{listed.name}")
        needs_weights = bool(listed.url) and not listed.weights
        self._facts = PlainLabel(facts(listed), role="small", elide=True)
        self._state = PlainLabel(state(listed), role="small", elide=True)
        self._progress = ThinProgress()
        self._progress.setAccessibleName(self.tr("Download of {name}").format(name=listed.title))
        self._progress.hide()
        self._download = QuietButton(self.tr("Download {size}").format(size=words.size(listed.download_bytes)), look)
        self._download.setObjectName(f"train-download-{listed.name}")
        self._file = QuietButton(self.tr("From file…"), look)
        self._file.setObjectName(f"train-file-{listed.name}")
        for button in (self._download, self._file):
            set_role(button, "small-quiet")
            button.setAccessibleName(f"{listed.title}: {button.text()}")
        self._download.clicked.connect(self._on_download_clicked)
        self._file.clicked.connect(self._on_file_clicked)
        self.clicked.connect(self._on_self_clicked)
        self.setAccessibleName(f"{listed.title}. {facts(listed)}. {state(listed)}")
        self._lay_out(listed.title)
        # Only now: shown before it lies in something, a button is a window of its own and takes the focus with it.
        self._download.setVisible(needs_weights)
        self._file.setVisible(bool(listed.url))

    def show_download(self, fraction: float | None) -> None:
        """How far its weights have come; None for not known."""
        self._progress.show()
        self._progress.set_fraction(fraction)
        self._download.setEnabled(False)
        self._state.set_role("small")
        self._state.setText(self.tr("downloading its weights"))

    def show_failure(self, reason: str) -> None:
        """Why the download ended without weights; it can be tried again, and goes on where it was."""
        self._progress.hide()
        self._download.setEnabled(True)
        self._download.setText(self.tr("Try again"))
        self._state.set_role("bad")
        self._state.setText(in_words(reason))

    def _lay_out(self, title: str) -> None:
        words_column = QVBoxLayout()
        words_column.setSpacing(SPACE_XS)
        for label in (PlainLabel(title, role="strong", elide=True), self._facts, self._state):
            words_column.addWidget(label)
        buttons = QVBoxLayout()
        buttons.setSpacing(SPACE_XS)
        buttons.addWidget(self._download)
        buttons.addWidget(self._file)
        buttons.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addLayout(words_column, 1)
        row.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_S, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(row)
        layout.addWidget(self._progress)

    def _on_self_clicked(self) -> None:
        self.chosen.emit(self.listed.name)

    def _on_download_clicked(self) -> None:
        self.download_wanted.emit(self.listed.name)

    def _on_file_clicked(self) -> None:
        self.file_wanted.emit(self.listed.name)


def facts(listed: BackboneListed) -> str:
    """'2.2 million numbers · trained at 224 pixels'."""
    millions = QLocale().toString(listed.parameters / 1e6, "f", 1)
    return _tr("{n} million parameters · {size} px").format(n=millions, size=words.count(listed.input_size))


def state(listed: BackboneListed) -> str:
    """Where its weights are."""
    if listed.weights:
        return origin_words(listed.origin)
    return _tr("weights are not on this computer") if listed.url else _tr("learns whole, needs no weights")


def _tr(text: str) -> str:
    return QCoreApplication.translate("BackboneRow", text)
