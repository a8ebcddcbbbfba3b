"""What is kept for the day something goes wrong: a small rotating log, the last actions, and the report made of them.

Nothing of the pictures goes in, and the home folder is written as '~': a report is made to be sent to somebody.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import traceback
from collections import deque
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO

import platformdirs

from desktop_app.shell.versions import system_words, versions

# Loggers that say what a person did; see ActionRegistry.
ACTIONS = "desktop_app.actions"
LOG_NAME = "vistazo.log"
LOG_BYTES, LOG_FILES = 512_000, 3
ACTIONS_KEPT = 25
FRAMES_KEPT = 40
_FAULT = "fault-"


class CrashLog:
    """The files in the user's log folder. folder: None for the user's own."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or platformdirs.user_log_path("vistazo", appauthor=False)
        self._handlers: list[logging.Handler] = []
        self._actions = _LastActions()
        self._fault: TextIO | None = None

    @property
    def file(self) -> Path:
        return self.folder / LOG_NAME

    def open(self) -> None:
        """Begin to write. A folder that cannot be written only means that there is no log."""
        self._add(self._actions, logging.getLogger(ACTIONS))
        logging.getLogger(ACTIONS).setLevel(logging.INFO)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(self.file, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")
            self._fault = self._fault_file().open("w", encoding="utf-8")
        except OSError:
            return
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self._add(handler, logging.getLogger())
        faulthandler.enable(self._fault)

    def close(self) -> None:
        """Stop writing: this process ended well."""
        for handler in self._handlers:
            for logger in (logging.getLogger(), logging.getLogger(ACTIONS)):
                logger.removeHandler(handler)
            handler.close()
        self._handlers.clear()
        if self._fault is not None:
            faulthandler.disable()
            self._fault.close()
            self._fault = None
            self._fault_file().unlink(missing_ok=True)

    def take_last_fault(self) -> str:
        """What the system's last words about an earlier process were, once; '' if none fell."""
        words = ""
        try:
            for file in self.folder.glob(f"{_FAULT}*.txt"):
                # One of a window that lives is empty.
                if file != self._fault_file() and file.stat().st_size:
                    words = file.read_text("utf-8", "replace")
                    file.unlink()
        except OSError:
            return words
        return words

    def report(self, what: str, details: str) -> str:
        """The text to be sent. what: one line.   details: a traceback."""
        now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        parts = " · ".join(f"{part.name} {part.version}" for part in versions())
        actions = "\n".join(f"  {line}" for line in self._actions.lines) or "  (none)"
        text = f"{what}\n{now}\n{system_words()}\n{parts}\n\nLast actions\n{actions}\n\n{details.strip()}\n"
        return without_home(text)

    def _add(self, handler: logging.Handler, logger: logging.Logger) -> None:
        logger.addHandler(handler)
        self._handlers.append(handler)

    def _fault_file(self) -> Path:
        return self.folder / f"{_FAULT}{os.getpid()}.txt"


class _LastActions(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: deque[str] = deque(maxlen=ACTIONS_KEPT)

    def emit(self, record: logging.LogRecord) -> None:
        time = datetime.fromtimestamp(record.created, UTC).strftime("%H:%M:%S")
        self.lines.append(f"{time} {record.getMessage()}")


def traceback_text(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    """The traceback, its middle left out where it is long."""
    lines = "".join(traceback.format_exception(kind, error, trace)).splitlines()
    if len(lines) > 2 * FRAMES_KEPT:
        lines = [*lines[:FRAMES_KEPT], "  …", *lines[-FRAMES_KEPT:]]
    return "\n".join(lines)


def without_home(text: str) -> str:
    """The text with the home folder as '~', whichever way it is written."""
    try:
        home = Path.home()
    except RuntimeError:
        return text
    for written in {str(home), home.as_posix(), str(home.resolve()), repr(str(home))[1:-1]}:
        if len(written) > 1:
            text = text.replace(written, "~")
    return text
