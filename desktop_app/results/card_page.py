"""A run's card as a page to read and to copy, in the window's language."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, EmptyState, PlainLabel, QuietButton
from desktop_app.results.card_text import CardText
from desktop_app.results.card_words import card_words
from desktop_app.results.report import RunReport


class CardPage(QWidget):
    """Signals: folder_wanted()."""

    folder_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.text = CardText(look)
        self.copy = QuietButton(self.tr("Copy"), look, icon="copy")
        self.copy.setObjectName("card-copy")
        self.copy.setToolTip(self.tr("The whole card as Markdown"))
        self.folder = QuietButton(self.tr("Open folder"), look, icon="folder-open")
        self.folder.setObjectName("card-open-folder")
        self._where = PlainLabel("", role="dim", elide=True)
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.text)
        self._stack = QStackedWidget()
        self._stack.addWidget(card)
        title, text = self.tr("No card yet"), self.tr("A run gets its card when its training ends.")
        self._stack.addWidget(EmptyState(look, "file-text", title, text))
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._where, 1)
        head.addWidget(self.copy)
        head.addWidget(self.folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.folder.clicked.connect(self.folder_wanted)

    def set_report(self, report: RunReport) -> None:
        """Show a run's card."""
        self._words = "" if report.card is None else card_words(report.card)
        self.text.set_text(self._words)
        self._where.setText(str(report.folder))
        self._stack.setCurrentIndex(0 if self._words else 1)
        self.copy.setEnabled(bool(self._words))

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._words)
