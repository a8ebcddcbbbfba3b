"""Reports of runs, read on the background's threads and kept while their run's folder stays as it is."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.results.report import RunReport, read_report
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError

KEPT = 6
_Key = tuple[str, datetime, str]  # run, when it was last written, split


class ReportShelf(QObject):
    """Signals: arrived(str): the report of this run can be had now, or why it cannot."""

    arrived = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reports: OrderedDict[_Key, RunReport | UserError] = OrderedDict()
        self._loading: set[_Key] = set()
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)

    def get(self, name: str, split: str = "") -> RunReport | UserError | None:
        """The report, or why there is none, or None: then it is being read, and `arrived` tells.

        split: '' for the one that the run's metrics are of.
        """
        row = self._session.runs.get(name)
        if row is None:
            return None
        key = (name, row.changed, split)
        if key in self._reports:
            self._reports.move_to_end(key)
            return self._reports[key]
        if key not in self._loading:
            self._loading.add(key)
            work = partial(_read, self._session.runs.folder(name), split)
            done = partial(self._on_background_read, key)
            self._tokens.add(self._session.background.run(work, done, done, urgent=True))
        return None

    def forget(self, name: str) -> None:
        """Read this run again when it is asked for."""
        for key in [key for key in self._reports if key[0] == name]:
            del self._reports[key]

    def _on_background_read(self, key: _Key, report: RunReport | UserError) -> None:
        self._loading.discard(key)
        self._reports[key] = report
        while len(self._reports) > KEPT:
            self._reports.popitem(last=False)
        self.arrived.emit(key[0])


def _read(folder: Path, split: str, _: Token) -> RunReport:
    return read_report(folder, split)
