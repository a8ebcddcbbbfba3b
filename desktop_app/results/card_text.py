"""Markdown as a page of the window: our type, our lines; no HTML in it, and nothing is loaded."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_S, SPACE_XL, SPACE_XS

_HEADING_PT = {1: 18.0, 2: 12.0, 3: 10.0}


class CardText(QTextBrowser):
    """A model card. Its names come from outside."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._text = ""
        self.setObjectName("card-text")
        self.setAccessibleName(self.tr("Model card"))
        self.setStyleSheet("QTextBrowser, QTextBrowser:focus { border: none; background: transparent; }")
        self.setOpenLinks(False)
        self.document().setDocumentMargin(SPACE_L)
        look.changed.connect(self._render)

    def set_text(self, text: str) -> None:
        """Show Markdown."""
        self._text = text
        self._render()

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802, ARG002  (Qt's name)
        return None

    def _render(self) -> None:
        document = self.document()
        document.setDefaultFont(self._look.font(10))
        features = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
        document.setMarkdown(self._text, features)
        self._dress_tables(document)
        self._dress_blocks(document)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _dress_tables(self, document: QTextDocument) -> None:
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                form = frame.format()
                form.setBorder(0)
                form.setBorderCollapse(True)
                form.setCellPadding(SPACE_XS)
                form.setTopMargin(SPACE_S)
                form.setBottomMargin(SPACE_S)
                frame.setFormat(form)
                self._rule(frame)

    def _rule(self, table: QTextTable) -> None:
        """A line above each row but the first: the eye follows rows."""
        for row in range(1, table.rows()):
            for column in range(table.columns()):
                cell = table.cellAt(row, column)
                form = cell.format().toTableCellFormat()
                form.setTopBorder(1)
                form.setTopBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                form.setTopBorderBrush(QBrush(QColor(self._look.tokens.line)))
                cell.setFormat(form)

    def _dress_blocks(self, document: QTextDocument) -> None:
        block = document.begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            if level:
                cursor = QTextCursor(block)
                space = QTextBlockFormat()
                space.setTopMargin(SPACE_XL if block.blockNumber() else 0)
                space.setBottomMargin(SPACE_S)
                cursor.mergeBlockFormat(space)
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                words = QTextCharFormat()
                words.setFont(self._look.font(_HEADING_PT.get(level, 10.0), QFont.Weight.DemiBold))
                cursor.mergeCharFormat(words)
            block = block.next()
