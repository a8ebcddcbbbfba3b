"""Show me the code: a run as a plain script to read, to copy and to keep."""

from __future__ import annotations

import keyword
import re
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QShowEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, EmptyState, PlainLabel, QuietButton
from desktop_app.look.widgets.file_dialogs import ask_new_file
from desktop_app.look.widgets.role import set_role
from desktop_app.results.report import RunReport
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session
from desktop_app.session.text_file import save_text
from ml_engine.domain.errors import UserError
from ml_engine.reports.script import RunScript, run_script

KEYWORD, TEXT, REMARK = "accent", "ok", "dim"  # tokens of their colours
QUOTES = '"""'


class PythonColours(QSyntaxHighlighter):
    """Keywords, strings and remarks, in the look's colours. A block's state says whether a long string goes on."""

    def __init__(self, document: QTextDocument, look: Look) -> None:
        super().__init__(document)
        self._look = look
        words = "|".join(keyword.kwlist)
        self._pattern = re.compile(rf"(?P<text>\"[^\"]*\"|'[^']*')|(?P<remark>#.*)|(?P<keyword>\b(?:{words})\b)")
        look.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:  # noqa: N802  (Qt's name)
        within, place = self.previousBlockState() == 1, 0
        for number, part in enumerate(text.split(QUOTES)):
            if number:
                self._paint(place, len(QUOTES), TEXT)
                within, place = not within, place + len(QUOTES)
            if within:
                self._paint(place, len(part), TEXT)
            else:
                for found in self._pattern.finditer(part):
                    token = {"text": TEXT, "remark": REMARK, "keyword": KEYWORD}[found.lastgroup or "text"]
                    self._paint(place + found.start(), found.end() - found.start(), token)
            place += len(part)
        self.setCurrentBlockState(int(within))

    def _paint(self, start: int, length: int, token: str) -> None:
        shape = QTextCharFormat()
        shape.setForeground(QColor(self._look.tokens.color(token)))
        self.setFormat(start, length, shape)


class CodePage(QWidget):
    """The script is written when the page is looked at. Signals: shown(): a script, or why there is none."""

    shown = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("run-code")
        self._session = session
        self._report: RunReport | None = None
        self._is_stale = False
        self._script: RunScript | None = None
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        self.text = QPlainTextEdit()
        self.text.setObjectName("code-text")
        self.text.setAccessibleName(self.tr("The run as a Python script"))
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        set_role(self.text, "code")
        self._colours = PythonColours(self.text.document(), look)
        self._says = PlainLabel("", role="dim", elide=True)
        self.copy = QuietButton(self.tr("Copy"), look, icon="copy")
        self.copy.setObjectName("code-copy")
        self.copy.setToolTip(self.tr("The whole script"))
        self.save = QuietButton(self.tr("Save as…"), look, icon="download")
        self.save.setObjectName("code-save")
        self.save.setToolTip(self.tr("A file that Python runs with torch, torchvision, numpy and cv2 alone"))
        self._empty = EmptyState(look, "file-code", self.tr("No script for this run"), "")
        self._build()
        self.copy.clicked.connect(self._on_copy_clicked)
        self.save.clicked.connect(self._on_save_clicked)

    def set_report(self, report: RunReport) -> None:
        """Of this run from now on."""
        self._report, self._is_stale = report, True
        if self.isVisible():
            self._write()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._write()

    def _build(self) -> None:
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.text)
        self._stack = QStackedWidget()
        self._stack.addWidget(card)
        self._stack.addWidget(self._empty)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._says, 1)
        for button in (self.copy, self.save):
            button.setAccessibleName(button.text())
            button.setEnabled(False)
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _write(self) -> None:
        if self._report is None or not self._is_stale:
            return
        self._is_stale = False
        work = partial(_script_of, self._report.folder)
        self._tokens.cancel_all()
        self._tokens.add(
            self._session.background.run(work, self._on_background_written, self._on_background_failed, urgent=True)
        )

    def _on_background_written(self, script: RunScript) -> None:
        self._show(script)
        self._says.setText(
            self.tr("{lines} lines that train this run again, with its pictures and choices.").format(
                lines=self.locale().toString(script.lines)
            )
        )

    def _on_background_failed(self, error: UserError) -> None:
        self._show(None)
        title = self.tr("No script for this run")
        self._empty.set_words(title, f"{in_words(error.message)} {in_words(error.hint)}".strip())

    def _show(self, script: RunScript | None) -> None:
        self._script = script
        self.text.setPlainText(script.text if script else "")
        self._says.setText("")
        self._stack.setCurrentIndex(0 if script else 1)
        for button in (self.copy, self.save):
            button.setEnabled(script is not None)
        self.shown.emit()

    def _on_copy_clicked(self) -> None:
        if self._script is not None:
            QGuiApplication.clipboard().setText(self._script.text)

    def _on_save_clicked(self) -> None:
        if self._script is not None:
            name = self._script.file_name.removesuffix(".py")
            ask_new_file(self, self.tr("Save the script as"), self.save_to, name, ".py")

    def save_to(self, path: Path) -> None:
        """Keep the script there, and say so."""
        if self._script is not None:
            words = self.tr("The script is saved: {file}")
            save_text(self._session, self._tokens, self._script.text, words, path)


def _script_of(folder: Path, _: Token) -> RunScript:
    return run_script(folder)
