"""The eye on one running job: when it has ended, when its worker must be killed, and what to say then."""

from __future__ import annotations

import signal
import time

from ml_engine.domain.events import JobCancelled, JobFailed, TerminalEvent
from ml_engine.jobs.handle import JobHandle
from ml_engine.jobs.limits import Limits
from ml_engine.jobs.outcome import MEMORY_HINT, REPORT_HINT, run_folder
from ml_engine.jobs.specs import Job
from ml_engine.jobs.wire import CancelRequest
from ml_engine.jobs.worker_process import WorkerProcess

# A look that comes so late means that the machine slept, not that the worker was silent.
SLEPT_S = 10.0
PATIENCE_IN_STEPS = 3
AGAIN_HINT = "Start the job again; it gets a fresh process."


class Watch:
    """Made when a job's turn comes. has_killed: whether the worker had to go."""

    def __init__(self, handle: JobHandle, worker: WorkerProcess, job: Job, limits: Limits) -> None:
        self.has_killed = False
        self._handle = handle
        self._worker = worker
        self._job = job
        self._limits = limits
        self._sent = False
        self._told_to_stop = False
        self._last_look = time.monotonic()
        handle.worker_pid = worker.pid
        worker.begin(handle.deliver)

    def look(self) -> TerminalEvent | None:
        """Do what is due now. Returns how the job ended, None while it runs."""
        now, worker, stop = time.monotonic(), self._worker, self._handle.stop_request
        if now - self._last_look > SLEPT_S:
            worker.last_heard = now
        self._last_look = now
        self._handle.patience_s = max(self._limits.patience_s, PATIENCE_IN_STEPS * worker.longest_step_s)
        if worker.terminal is not None:
            return worker.terminal
        if worker.is_lost:
            return self._end_worker()
        if stop is not None:
            if not self._sent:
                return JobCancelled(forced=False, run=run_folder(self._job))
            patience_s = self._handle.patience_s if stop.patience_s is None else stop.patience_s
            if stop.force or now - stop.at >= patience_s:
                return self._end_worker(JobCancelled(forced=True, run=run_folder(self._job)))
            if not self._told_to_stop:
                worker.send(CancelRequest(stop.pause))
                self._told_to_stop = True
        # Loading torch from a cold disk holds the interpreter's lock, so that even heartbeats stop for a while.
        if worker.silent_s >= (self._limits.silence_s if worker.has_spoken else self._limits.start_s):
            return self._end_worker(self._hang())
        if worker.ready and not self._sent:
            worker.send(self._job)
            self._sent = True
        return None

    def _end_worker(self, verdict: TerminalEvent | None = None) -> TerminalEvent:
        self.has_killed = True
        code = self._worker.kill()
        # What it had said before counts: a job that was done when its worker died is done.
        return self._worker.terminal or verdict or self._death(code)

    def _hang(self) -> JobFailed:
        seconds = self._worker.silent_s
        message = f"The worker process has not answered for {seconds:.0f} s and was ended."
        return JobFailed("hang", message, AGAIN_HINT, self._worker.log_tail())

    def _death(self, code: int | None) -> JobFailed:
        log = self._worker.log_tail()
        if code is None:
            reason = self._worker.garbled or "its pipe was closed"
            return JobFailed(
                "worker-garbled", f"The worker process could not be understood: {reason}.", REPORT_HINT, log
            )
        if code == -getattr(signal, "SIGKILL", 9):
            message = "The worker process was killed from outside: the computer's memory may have run out."
            return JobFailed("worker-died", message, MEMORY_HINT, log)
        return JobFailed("worker-died", f"The worker process {_describe_exit(code)}.", AGAIN_HINT, log)


def _describe_exit(code: int) -> str:
    if code >= 0:
        return f"ended by itself with exit code {code}"
    try:
        return f"crashed ({signal.Signals(-code).name})"
    except ValueError:
        return f"crashed (signal {-code})"
