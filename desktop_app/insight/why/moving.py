"""Questions about a moved picture: the newest wins, one is under way at a time, the curve waits for a resting hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.i18n.messages import in_words
from desktop_app.session.following import OneJob
from desktop_app.session.session import Session
from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed, Moved
from ml_engine.jobs.insight_specs import Move, MoveJob

REST_MS = 200


class Moving(QObject):
    """found: the newest answer.   points: those of the curve so far, by their move.   wrong: why there is none.

    Signals: changed(): any of these.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live, self._along = OneJob(session.engine), OneJob(session.engine)
        self._wanted: MoveJob | None = None
        self._asked: MoveJob | None = None
        self._curve: tuple[Move, ...] = ()
        self.found: Moved | None = None
        self.points: dict[Move, Moved] = {}
        self.wrong = ""
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._ask_curve)
        for job in (self._live, self._along):
            self.destroyed.connect(job.let_go)

    @property
    def is_busy(self) -> bool:
        """Whether an answer to a move is on its way."""
        return self._live.is_running

    @property
    def curve(self) -> list[Moved]:
        """The answers of the curve that are there, in its order."""
        return [self.points[move] for move in self._curve if move in self.points]

    @property
    def share(self) -> float | None:
        """How much of the curve is there, 0..1; None before one is wanted."""
        return len(self.curve) / len(self._curve) if self._curve else None

    def ask(self, job: MoveJob, curve: Sequence[Move]) -> None:
        """The move that is wanted now, and the curve around it. While one is under way only the newest is kept."""
        if self._asked is None or replace(job, moves=()) != replace(self._asked, moves=()):
            self.clear()
        self._asked = self._wanted = job
        self._curve = tuple(curve)
        self._along.let_go()  # what it found stays
        self._rest.stop()
        if not self._live.is_running:
            self._ask_wanted()
        self.changed.emit()

    def clear(self) -> None:
        """Another picture or network: nothing of the one before is wanted."""
        self._live.let_go()
        self._along.let_go()
        self._rest.stop()
        self._wanted = self._asked = self.found = None
        self.points, self._curve, self.wrong = {}, (), ""
        self.changed.emit()

    def _ask_wanted(self) -> None:
        job, self._wanted = self._wanted, None
        if job is not None:
            self._live.start(job, self._on_live_event)

    def _ask_curve(self) -> None:
        missing = tuple(move for move in self._curve if move not in self.points)
        if self._asked is not None and missing and not self.wrong:
            # From the middle outwards: the first points are those around the picture as it lies.
            missing = tuple(sorted(missing, key=lambda move: (abs(move.degrees), abs(move.across), abs(move.down))))
            self._along.start(replace(self._asked, moves=missing, with_pixels=False), self._on_along_event)

    def _on_live_event(self, event: Event) -> None:
        match event:
            case Moved():
                self.found, self.wrong = event, ""
            case JobFailed():
                self.found, self.wrong = None, f"{in_words(event.message)} {in_words(event.hint)}"
            case JobDone() | JobCancelled():
                pass
            case _:
                return
        if not self._live.is_running:  # it has ended
            self._ask_wanted()
            if not self._live.is_running:
                self._rest.start()
        self.changed.emit()

    def _on_along_event(self, event: Event) -> None:
        if isinstance(event, Moved):
            self.points[Move(event.degrees, event.across, event.down)] = event
            self.changed.emit()
