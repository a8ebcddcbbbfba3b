"""Saves a run's report as HTML and PDF, in the window's language, and opens the folder it lies in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.i18n.messages import in_words, spoken
from desktop_app.i18n.report_words import report_words
from desktop_app.look.message import Message
from desktop_app.look.widgets.file_dialogs import ask_folder
from desktop_app.results.report import RunReport
from desktop_app.session.background import Token
from desktop_app.session.file_manager import show_folder
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.reports.report_files import write_report


def can_save(report: RunReport) -> bool:
    """Whether there is a card and figures for it."""
    return report.card is not None and bool(report.counted.split)


class ReportSaving(QObject):
    """Signals: changed(): is_busy."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tokens = Tokens()
        self.is_busy = False
        self.destroyed.connect(self._tokens.cancel_all)

    def ask(self, parent: QWidget, report: RunReport) -> None:
        """Ask for a folder and save the report into one of its own there."""
        if can_save(report) and not self.is_busy:
            ask_folder(parent, self.tr("Save the report in"), partial(self.save, report), purpose="report")

    def save(self, report: RunReport, where: Path) -> None:
        """Write it into where/RUN-report."""
        self.is_busy = True
        self.changed.emit()
        folder = where / f"{report.name}-report"
        work, done = partial(_write, folder, report, spoken()), partial(self._on_background_saved, folder)
        self._tokens.add(self._session.background.run(work, done, self._on_background_failed, urgent=True))

    def _on_background_saved(self, folder: Path, _: None) -> None:
        self._end()
        text = self.tr("The report is saved: {folder}").format(folder=str(folder))
        open_it = partial(show_folder, folder)
        self._session.say(Message("ok", text, action_text=self.tr("Open folder"), action=open_it, timeout_s=20))
        open_it()

    def _on_background_failed(self, error: UserError) -> None:
        self._end()
        self._session.say(Message("bad", in_words(error.message), in_words(error.hint)))

    def _end(self) -> None:
        self.is_busy = False
        self.changed.emit()


def _write(folder: Path, report: RunReport, language: str, _: Token) -> None:
    if report.card is not None:
        write_report(folder, report.card, report.counted, report_words(language), language)
