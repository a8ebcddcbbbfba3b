"""One queue of jobs, one worker process, one thread that watches both. The engine has two: trainer and looker."""

from __future__ import annotations

import contextlib
import os
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable
from pathlib import Path

from ml_engine.domain.events import JobCancelled, JobFailed, TerminalEvent
from ml_engine.jobs.bell import Bell
from ml_engine.jobs.handle import JobHandle
from ml_engine.jobs.limits import Limits
from ml_engine.jobs.outcome import REPORT_HINT, run_folder
from ml_engine.jobs.run_state import note_end
from ml_engine.jobs.specs import Job
from ml_engine.jobs.watch import AGAIN_HINT, Watch
from ml_engine.jobs.wire import WarmUpRequest
from ml_engine.jobs.worker_process import WorkerProcess

TICK_S = 0.25


class Lane:
    """role: 'trainer', 'looker'.   prepare: changes a job as it starts.   ends_idle: end an unused worker."""

    def __init__(
        self,
        role: str,
        runner: str,
        log_dir: Path,
        limits: Limits,
        *,
        ends_idle: bool,
        prepare: Callable[[Job], Job],
    ) -> None:
        self._role = role
        self._runner = runner
        self._log_dir = log_dir
        self._limits = limits
        self._ends_idle = ends_idle
        self._prepare = prepare
        self._lock = threading.Lock()
        self._pending: deque[JobHandle] = deque()
        self._current: JobHandle | None = None
        self._worker: WorkerProcess | None = None
        self._idle_since = time.monotonic()
        self._bell = Bell()
        self._is_warmth_wanted = False
        self._closing = False
        self._thread = threading.Thread(target=self._serve, name=f"vistazo-{role}", daemon=True)

    @property
    def is_busy(self) -> bool:
        return self._current is not None

    def submit(self, handle: JobHandle) -> None:
        """Queue it. Raises RuntimeError after close()."""
        with self._lock:
            if self._closing:
                raise RuntimeError("the engine is closed")
            self._pending.append(handle)
            if not self._thread.ident:
                self._thread.start()
        self._bell.ring()

    def warm_up(self) -> None:
        """Have the worker started and its libraries loaded before a job comes. After close(), or again: nothing."""
        with self._lock:
            if self._closing:
                return
            self._is_warmth_wanted = True
            if not self._thread.ident:
                self._thread.start()
        self._bell.ring()

    def look(self) -> None:
        """Have the lane's thread look at its jobs now: one was cancelled. May be called from a signal handler."""
        self._bell.ring()

    def close(self, patience_s: float) -> None:
        """Cancel everything and begin to end. Does not wait: see join()."""
        with self._lock:
            self._closing = True
            handles = [*self._pending, *([self._current] if self._current else [])]
        for handle in handles:
            handle.request_stop(force=False, patience_s=patience_s, pause=True)
        self._bell.ring()

    def join(self) -> None:
        if self._thread.ident:
            self._thread.join()

    def _serve(self) -> None:
        while True:
            self._warm_if_wanted()
            self._drop_cancelled()
            with self._lock:
                handle = self._current = self._pending.popleft() if self._pending else None
                if handle is None and self._closing:
                    break
            if handle is None:
                self._wait_idle()
                continue
            terminal: TerminalEvent = JobFailed("bug", "The engine's own thread failed.", REPORT_HINT)
            try:
                terminal = self._attend(handle)
            finally:
                self._current = None
                self._idle_since = time.monotonic()
                handle.finish(terminal)
        self._retire_worker()

    def _drop_cancelled(self) -> None:
        """Jobs that were cancelled in the queue end without having started."""
        with self._lock:
            dropped = [handle for handle in self._pending if handle.stop_request is not None]
            for handle in dropped:
                self._pending.remove(handle)
        for handle in dropped:
            handle.finish(JobCancelled(forced=False, run=run_folder(handle.job)))

    def _warm_if_wanted(self) -> None:
        with self._lock:
            wanted, self._is_warmth_wanted = self._is_warmth_wanted and not self._closing, False
        if wanted and (self._worker is None or self._worker.is_lost):
            # A worker that cannot be started is the next job's to tell.
            with contextlib.suppress(OSError):
                self._warm_worker().send(WarmUpRequest())

    def _wait_idle(self) -> None:
        if self._worker is not None and self._worker.is_lost:
            self._retire_worker()
        if self._worker is None or not self._ends_idle:
            self._bell.wait()
        elif not self._bell.wait(max(self._idle_since + self._limits.idle_s - time.monotonic(), 0)):
            self._retire_worker()

    def _attend(self, handle: JobHandle) -> TerminalEvent:
        """Run one job to its end, whatever happens to the worker."""
        try:
            worker = self._warm_worker()
        except OSError as error:
            return JobFailed("worker-died", f"The worker process could not be started: {error}.", AGAIN_HINT)
        watch = Watch(handle, worker, self._prepare(handle.job), self._limits)
        while (terminal := watch.look()) is None:
            self._bell.wait(TICK_S)
            self._drop_cancelled()
        if watch.has_killed:
            self._worker = None
            if isinstance(terminal, JobCancelled):
                # The worker could not write it down any more. Any other death was nobody's wish: see run_state.
                note_end(handle.job, terminal, paused=bool(handle.stop_request and handle.stop_request.pause))
        elif isinstance(terminal, JobFailed) and terminal.code == "out-of-memory":
            # Only the end of the process gives all of its memory back.
            self._retire_worker()
        return terminal

    def _warm_worker(self) -> WorkerProcess:
        if self._worker is not None and self._worker.is_lost:
            self._retire_worker()
        if self._worker is None:
            log_path = self._log_dir / f"{self._role}-{os.getpid()}-{uuid.uuid4().hex[:8]}.log"
            self._worker = WorkerProcess(self._role, self._runner, log_path, self._limits, self._bell.ring)
        return self._worker

    def _retire_worker(self) -> None:
        if self._worker is not None:
            self._worker.retire()
            self._worker = None
