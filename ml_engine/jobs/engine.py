"""The one thing that a window or a command holds to get jobs done: submit a job, receive its events.

Plain threading: no Qt, and never torch, which lives in the two worker processes. Trainings, evaluations and exports
queue for the trainer, which is kept warm; answers for pictures and looks inside a network come from the looker, so that
no run is in their way.
"""

from __future__ import annotations

import atexit
import dataclasses
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import platformdirs

from ml_engine.domain.events import Event
from ml_engine.jobs.handle import JobHandle
from ml_engine.jobs.lane import Lane
from ml_engine.jobs.limits import Limits
from ml_engine.jobs.mailbox import Mailbox
from ml_engine.jobs.specs import LOOKER_TYPES, Job
from ml_engine.jobs.wire import encode

RUNNER = "ml_engine.jobs.run:run_job"
FRAME_S = 1 / 30
BATCH = 1024
KEPT_LOGS = 20


class Engine:
    """Owner of the trainer and the looker.

    on_event: receives (job id, event) for all jobs, on one thread of the engine, in batches at most 30 times a second;
    it must not raise, nor wait for the thread that calls close(). None: read each handle's events() instead.
    runner: 'package.module:function' that the workers run.   log_dir: for what the workers print, None for the user's.
    """

    def __init__(
        self,
        on_event: Callable[[str, Event], None] | None = None,
        *,
        runner: str = RUNNER,
        limits: Limits | None = None,
        log_dir: Path | None = None,
    ) -> None:
        self._on_event = on_event
        self._limits = limits or Limits()
        logs = _usable_log_dir(log_dir)
        self._trainer = Lane("trainer", runner, logs, self._limits, ends_idle=False, prepare=lambda job: job)
        self._looker = Lane("looker", runner, logs, self._limits, ends_idle=True, prepare=self._stay_small)
        self._closed = threading.Event()
        self._mailbox = Mailbox()
        self._postman = threading.Thread(target=self._post, name="vistazo-events", daemon=True)
        if on_event is not None:
            self._postman.start()
        # Python waits at exit for processes that are no daemons; these end only when their engine is closed.
        atexit.register(self.close)

    def submit(self, job: Job) -> JobHandle:
        """Queue a job. Raises WireError for a job with fields that are not builtins, RuntimeError after close()."""
        encode(job)
        lane = self._looker if isinstance(job, LOOKER_TYPES) else self._trainer
        own = self._on_event is None
        handle = JobHandle(job, Mailbox() if own else self._mailbox, own_mailbox=own, on_cancel=lane.look)
        lane.submit(handle)
        return handle

    def warm_up(self, *, looker: bool = False) -> None:
        """Start the trainer's process and load its libraries there, so that the first job starts at once.

        looker: that process instead.   Returns at once; does nothing where it is running, and after close().
        """
        (self._looker if looker else self._trainer).warm_up()

    def close(self, patience_s: float = 5.0) -> None:
        """Cancel all jobs, wait so long for the running ones, end the workers. Every job still gets its end."""
        if self._closed.is_set():
            return
        self._closed.set()
        atexit.unregister(self.close)
        lanes = (self._trainer, self._looker)
        for lane in lanes:
            lane.close(patience_s)
        self._mailbox.open()
        for lane in lanes:
            lane.join()
        self._mailbox.close()
        if self._postman.ident and self._postman is not threading.current_thread():
            self._postman.join(patience_s)

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _stay_small(self, job: Job) -> Job:
        """The looker takes one thread while a run trains."""
        if isinstance(job, LOOKER_TYPES) and self._trainer.is_busy:
            return dataclasses.replace(job, threads=1)
        return job

    def _post(self) -> None:
        try:
            while batch := self._mailbox.take(BATCH):
                for job_id, event in batch:
                    if self._on_event is not None:
                        self._on_event(job_id, event)
                self._closed.wait(FRAME_S)
        finally:
            self._mailbox.open()


def _usable_log_dir(named: Path | None) -> Path:
    """The folder for the workers' logs, made if need be, old logs thinned; a temporary one where that cannot be."""
    folder = named or platformdirs.user_log_path("vistazo", appauthor=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        logs = sorted(folder.glob("*-*-*.log"), key=lambda path: path.stat().st_mtime)
        for old in logs[:-KEPT_LOGS]:
            old.unlink(missing_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="vistazo-logs-"))
    return folder
