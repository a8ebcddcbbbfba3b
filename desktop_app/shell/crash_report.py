"""The last net: what nobody caught is written to the log and shown calmly, and the program goes on.

Work is on disk already when something breaks, so there is nothing to save here, only to say so.
"""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, Slot, qInstallMessageHandler

from desktop_app.look.look import Look
from desktop_app.shell.crash_log import CrashLog, traceback_text, without_home
from desktop_app.shell.crash_panel import CrashPanel

_LOG = logging.getLogger("vistazo")
_QT = logging.getLogger("qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashReport(QObject):
    """Hears of every failure that nobody caught, on any thread, and of Qt's own warnings.

    Signals: crashed(str): the report, after it was logged.
    """

    crashed = Signal(str)
    _caught = Signal(str, str)

    def __init__(self, look: Look, parent: QObject | None = None, log: CrashLog | None = None) -> None:
        super().__init__(parent)
        self.log = log or CrashLog()
        self.panel: CrashPanel | None = None
        self._look = look
        self._is_installed = False
        # From other threads too: the signal brings it to the window's.
        self._caught.connect(self._on_caught)

    def install(self) -> None:
        """Begin to listen, and show what an earlier window could not say any more."""
        self._is_installed = True
        self.log.open()
        self._hooks = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        self._message_handler = qInstallMessageHandler(_on_qt_message)
        if fault := self.log.take_last_fault():
            self._caught.emit(self.tr("Vistazo ended suddenly the last time."), fault)

    def release(self) -> None:
        """Put back what was there before."""
        if self._is_installed:
            self._is_installed = False
            sys.excepthook, threading.excepthook = self._hooks
            qInstallMessageHandler(self._message_handler)
            self.log.close()
        if self.panel is not None:
            self.panel.close()

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._hooks[0](kind, error, trace)
            return
        self._tell(kind, error, trace)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if not issubclass(args.exc_type, SystemExit):
            self._tell(args.exc_type, args.exc_value, args.exc_traceback)

    def _tell(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        details = traceback_text(kind, error, trace)
        _LOG.error("not caught: %s", details)
        self._caught.emit(details.splitlines()[-1], details)

    @Slot(str, str)
    def _on_caught(self, what: str, details: str) -> None:
        report = self.log.report(what, details)
        if self.panel is None:
            self.panel = CrashPanel(self._look, self.log.folder)
            self.panel.closed.connect(self._on_panel_closed)
        self.panel.add(without_home(what), report)
        self.crashed.emit(report)

    def _on_panel_closed(self) -> None:
        if self.panel is not None:
            self.panel.deleteLater()
            self.panel = None


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    _QT.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category or "default", text)
