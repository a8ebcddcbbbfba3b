"""A calm window for a failure: what happened, that the work is safe, and the text to send to somebody who can help."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S
from desktop_app.look.widgets import PlainLabel, PrimaryButton, QuietButton

ICON = 28
SIZE = (640, 420)


class CrashPanel(QWidget):
    """Shows itself when something is added; the rest of the window stays usable.

    Signals: closed(): the person has seen it.
    """

    closed = Signal()

    def __init__(self, look: Look, log_folder: Path) -> None:
        super().__init__(None, Qt.WindowType.Dialog)
        self.setObjectName("crash-panel")
        self.setAccessibleName(self.tr("Something went wrong"))
        self.setWindowTitle(self.tr("Something went wrong"))
        self._log_folder = log_folder
        self._count = 0
        self._icon = QLabel(self)
        self._icon.setPixmap(look.pixmap("bug", "warn", ICON))
        self._title = PlainLabel(self.tr("Something went wrong"), role="title")
        safe = self.tr(
            "Your labels and boxes are saved, and you can go on working. If it happens again, send this text."
        )
        self._safe = PlainLabel(safe, role="dim", wrap=True)
        self._what = PlainLabel("", role="strong", wrap=True)
        self._report = QPlainTextEdit(self)
        self._copy = PrimaryButton(self.tr("Copy the report"), look, icon="copy")
        self._folder = QuietButton(self.tr("Open the log folder"), look, icon="folder-open")
        self._close = QuietButton(self.tr("Go on"), look)
        self._lay_out()
        self._copy.clicked.connect(self._on_copy_clicked)
        self._folder.clicked.connect(self._on_folder_clicked)
        self._close.clicked.connect(self.close)

    def add(self, what: str, report: str) -> None:
        """Show a failure; one that comes while another is shown is counted and put below it."""
        self._count += 1
        if self._count == 1:
            self._what.setText(what)
            self._report.setPlainText(report)
            self.resize(*SIZE)
            self.show()
            self._copy.setFocus(Qt.FocusReason.OtherFocusReason)
        elif report.partition("\n\n")[2] not in self._report.toPlainText():
            self._report.appendPlainText(f"\n—\n\n{report}")
        if self._count > 1:
            self._title.setText(self.tr("Something went wrong, %n time(s)", "", self._count))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        event.accept()
        self.closed.emit()

    def _lay_out(self) -> None:
        self._report.setObjectName("crash-report-text")
        self._report.setAccessibleName(self.tr("The report"))
        self._report.setReadOnly(True)
        self._report.setProperty("role", "code")
        self._report.setTabChangesFocus(True)
        self._what.setObjectName("crash-what")
        for button, name in (
            (self._copy, "crash-copy"),
            (self._folder, "crash-log-folder"),
            (self._close, "crash-go-on"),
        ):
            button.setObjectName(name)
            button.setAccessibleName(button.text())
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(SPACE_S)
        words.addWidget(self._title)
        words.addWidget(self._safe)
        head.addLayout(words, 1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(self._folder)
        foot.addStretch(1)
        foot.addWidget(self._close)
        foot.addWidget(self._copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addLayout(head)
        layout.addWidget(self._what)
        layout.addWidget(self._report, 1)
        layout.addLayout(foot)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
        self._copy.setText(self.tr("Copied"))

    def _on_folder_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_folder)))
