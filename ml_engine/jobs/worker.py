"""The main of a worker process: takes jobs from one pipe, answers with events on another, one job at a time.

Nothing heavy is imported here. The runner is named, not imported, so that the engine can name this module's main
without knowing torch; torch comes in with the first job and stays for the next ones.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import importlib
import os
import queue
import sys
import threading
import time
from functools import partial
from multiprocessing import util
from multiprocessing.connection import Connection
from typing import cast

from ml_engine.domain.errors import Cancelled
from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed
from ml_engine.jobs.limits import Limits
from ml_engine.jobs.outcome import Emit, Runner, ShouldStop, failure, run_to_end
from ml_engine.jobs.specs import Job
from ml_engine.jobs.wire import (
    MAX_MESSAGE_BYTES,
    CancelRequest,
    Heartbeat,
    Quiet,
    Ready,
    Report,
    WarmUpRequest,
    WireError,
    decode_command,
    encode,
)
from ml_engine.jobs.worker_surroundings import WorkerLog, all_stacks, end_with_parent, ignore_interrupts, lower_priority

ORPHAN_GRACE_S = 3.0


def worker_main(commands: Connection, reports: Connection, runner: str, log_path: str, limits: Limits) -> None:
    """Serve until the engine closes its end of the pipe, then leave at once.

    commands: read end.   reports: write end.   runner: 'package.module:function', imported when the first job comes.
    """
    ignore_interrupts()
    end_with_parent()
    lower_priority()
    log = WorkerLog(log_path)
    log.take_output()
    Worker(commands, reports, runner, log, limits).serve()
    log.flush()
    # A library may hold named semaphores (tqdm's lock, in torch's exporter): unlinked now, or Python complains later.
    util._run_finalizers(0)  # type: ignore[attr-defined]  # there is no public way that ends with os._exit
    # No interpreter shutdown: threads of torch and ONNX Runtime have been seen to hang in it.
    os._exit(0)


class Worker:
    """Runs jobs on the main thread; listens, beats and watches on three others."""

    def __init__(self, commands: Connection, reports: Connection, runner: str, log: WorkerLog, limits: Limits) -> None:
        self._commands = commands
        self._reports = reports
        self._runner = runner
        self._log = log
        self._limits = limits
        self._jobs: queue.SimpleQueue[Job | WarmUpRequest | WireError | None] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._is_pausing = False
        self._over = threading.Event()
        self._send_lock = threading.Lock()
        self._number = 0
        self._running = False
        self._last_sign = time.monotonic()
        self._longest_step_s = 0.0

    def serve(self) -> None:
        """Answer jobs until the engine is gone."""
        for body in (self._listen, self._beat, self._watch):
            threading.Thread(target=body, name=f"worker{body.__name__}", daemon=True).start()
        self._send(Ready())
        while (job := self._jobs.get()) is not None:
            if isinstance(job, WarmUpRequest):
                self._warm_up()
            else:
                self._answer(job)
            gc.collect()
            if not gc.get_freeze_count():
                # The libraries stay until the end. To look through all of them behind each job takes a fifth of a
                # second, which the next click would wait for.
                gc.freeze()
        self._over.set()

    def _answer(self, job: Job | WireError) -> None:
        self._last_sign, self._longest_step_s = time.monotonic(), 0.0
        self._number += 1
        self._running = True
        emit, should_stop = partial(self._emit, self._number), partial(self._should_stop, self._number)
        terminal = (
            failure(job)
            if isinstance(job, WireError)
            else run_to_end(self._run, job, emit, should_stop, lambda: self._is_pausing)
        )
        try:
            data = encode(terminal)
        except WireError as error:
            data = encode(failure(error))
        with self._send_lock:
            self._running = False
            self._write(data)

    def _run(self, job: Job, emit: Emit, should_stop: ShouldStop) -> JobDone:
        module, _, function = self._runner.partition(":")
        return cast(Runner, getattr(importlib.import_module(module), function))(job, emit, should_stop)

    def _warm_up(self) -> None:
        """Let the runner's module load what it needs, if it knows how. What goes wrong, the first job will say."""
        module = self._runner.partition(":")[0]
        with contextlib.suppress(ImportError, OSError):
            getattr(importlib.import_module(module), "warm_up", _nothing)()

    def _emit(self, number: int, event: Event) -> None:
        """What the numbered job calls, from any thread. Raises Cancelled when nobody is there to hear it."""
        if isinstance(event, JobDone | JobCancelled | JobFailed):
            raise TypeError(f"{type(event).__name__} is how a job ends: return JobDone or raise")
        data = encode(event)
        with self._send_lock:
            # A thread that a job left behind must not speak into the next one.
            if not self._is_running(number) or not self._write(data):
                raise Cancelled
            self._sign()

    def _should_stop(self, number: int) -> bool:
        if not self._is_running(number):
            return True
        self._sign()
        return self._stop.is_set()

    def _is_running(self, number: int) -> bool:
        return self._running and self._number == number

    def _sign(self) -> None:
        now = time.monotonic()
        self._longest_step_s = max(self._longest_step_s, now - self._last_sign)
        self._last_sign = now

    def _send(self, report: Report) -> None:
        with self._send_lock:
            self._write(encode(report))

    def _write(self, data: bytes) -> bool:
        try:
            self._reports.send_bytes(data)
        except OSError:
            self._stop.set()
            return False
        return True

    def _listen(self) -> None:
        while True:
            try:
                command = decode_command(self._commands.recv_bytes(MAX_MESSAGE_BYTES))
            except WireError as error:
                self._jobs.put(error)
                continue
            except (EOFError, OSError):
                self._is_pausing = True  # the engine is gone: nobody said stop
                break
            if isinstance(command, CancelRequest):
                self._is_pausing = command.pause
                self._stop.set()
            else:
                self._stop.clear()
                self._is_pausing = False
                self._jobs.put(command)
        self._stop.set()
        self._jobs.put(None)
        if not self._over.wait(ORPHAN_GRACE_S):
            os._exit(1)

    def _beat(self) -> None:
        told = False
        while not self._over.wait(self._limits.beat_s):
            if not self._running:
                continue
            quiet_s = time.monotonic() - self._last_sign
            report: Report = Heartbeat(self._longest_step_s)
            if quiet_s >= self._limits.quiet_s and not told:
                stacks = all_stacks()
                sys.stderr.write(f"The job has said nothing for {quiet_s:.0f} s:\n{stacks}\n")
                report = Quiet(quiet_s, stacks)
            told = quiet_s >= self._limits.quiet_s
            # A full pipe means that the job is heard: then it holds the lock, and a beat has nothing to add.
            if self._send_lock.acquire(blocking=False):
                try:
                    self._write(encode(report))
                finally:
                    self._send_lock.release()

    def _watch(self) -> None:
        """If this thread cannot run (a hang that holds the interpreter's lock), C code writes the stacks to the log."""
        while True:
            faulthandler.dump_traceback_later(self._limits.silence_s * 0.8, file=self._log.file)
            self._log.keep_small()
            if self._over.wait(self._limits.beat_s):
                return


def _nothing() -> None:
    """What a runner without a warm_up of its own does."""
