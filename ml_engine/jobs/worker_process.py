"""A worker as its engine sees it: a process, a pipe each way, and a thread that reads what it says.

The reading thread may block in half a message or at a slow consumer; the lane that watches the worker never does.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed, Notice, TerminalEvent
from ml_engine.jobs.limits import Limits
from ml_engine.jobs.wire import (
    MAX_MESSAGE_BYTES,
    Command,
    Heartbeat,
    Quiet,
    Ready,
    Report,
    WireError,
    decode_report,
    encode,
)
from ml_engine.jobs.worker import worker_main
from ml_engine.jobs.worker_surroundings import hold_interrupts

DRAIN_S = 2.0
END_S = 3.0
LOG_TAIL_BYTES = 16_384

Deliver = Callable[[Event, Callable[[], bool]], bool]


class WorkerProcess:
    """One process from start to end.

    ready: it has said so.   has_spoken: it has given an event, so the libraries are loaded.
       terminal: how its current job ended, None before.   garbled: what could not be read, or ''.
    longest_step_s: of the current job.   last_heard: time.monotonic().
    """

    def __init__(self, role: str, runner: str, log_path: Path, limits: Limits, wake: Callable[[], None]) -> None:
        """Start it, from a thread that lives as long as it shall. Raises OSError.

        wake: called from the reading thread when there is something to look at.
        """
        self.log_path = log_path
        self.ready = False
        self.has_spoken = False
        self.terminal: TerminalEvent | None = None
        self.garbled = ""
        self.longest_step_s = 0.0
        self.last_heard = time.monotonic()
        self._wake = wake
        self._limits = limits
        self._deliver: Deliver | None = None
        self._delivering = False
        self._abandoned = False
        self._log_start = 0
        self._died_at: float | None = None
        context = multiprocessing.get_context("spawn")
        commands_end, self._commands = context.Pipe(duplex=False)
        # Duplex for the sockets behind it: unlike a pipe, such an end can be hung up while a thread reads from it.
        self._reports, reports_end = context.Pipe(duplex=True)
        self._reports_lock = threading.Lock()
        arguments = (commands_end, reports_end, runner, str(log_path), limits)
        # Not a daemon: a daemon process may not have children of its own, such as torch's loaders.
        self._process = context.Process(target=worker_main, args=arguments, name=f"vistazo-{role}", daemon=False)
        self._reader = threading.Thread(target=self._read, name=f"vistazo-{role}-reader", daemon=True)
        try:
            hold_interrupts()
            self._process.start()
        except BaseException:
            for end in (self._commands, self._reports):
                end.close()
            raise
        finally:
            # The worker's ends must be open in the worker only, else the end of one is never seen by the other.
            commands_end.close()
            reports_end.close()
        self.pid = self._process.pid
        self._reader.start()

    def begin(self, deliver: Deliver) -> None:
        """Listen for a new job's events."""
        self.terminal = None
        self.longest_step_s = 0.0
        self.last_heard = time.monotonic()
        self._log_start = self._log_size()
        self._deliver = deliver

    def send(self, command: Command) -> None:
        """Say it to the worker; a worker that is gone is noticed elsewhere."""
        data = encode(command)
        try:
            self._commands.send_bytes(data)
        except OSError:
            self._wake()

    @property
    def silent_s(self) -> float:
        """Seconds without a word. 0 while this side is the one that does not read."""
        return 0.0 if self._delivering else time.monotonic() - self.last_heard

    @property
    def is_lost(self) -> bool:
        """Whether nothing more can come: its pipe has ended or cannot be read, or it is dead.

        A dead worker's pipe is read to its end first; but its own children may hold it open, so not for long.
        """
        if not self._reader.is_alive():
            return True
        if self._process.is_alive():
            return False
        self._died_at = self._died_at or time.monotonic()
        return not self._delivering and time.monotonic() - self._died_at > DRAIN_S

    def kill(self) -> int | None:
        """End it now and hear what it still had said. Returns its exit code if it had ended by itself."""
        if self.is_lost:
            self._process.join(DRAIN_S)
        code = self._process.exitcode
        self._process.kill()
        self._bury()
        return code

    def retire(self) -> None:
        """Close the pipe, so that it ends by itself; kill it if it does not."""
        self._commands.close()
        self._process.join(END_S)
        self._process.kill()
        self._bury()

    def log_tail(self) -> str:
        """What it has printed during this job, at most the last 16 kB."""
        try:
            with self.log_path.open("rb") as file:
                file.seek(max(self._log_start, self._log_size() - LOG_TAIL_BYTES, 0))
                return file.read(LOG_TAIL_BYTES).decode("utf-8", "replace").strip()
        except OSError:
            return ""

    def _bury(self) -> None:
        self._process.join(END_S)
        self._reader.join(DRAIN_S)
        self._abandoned = True
        if self._reader.is_alive():
            self._hang_up()
            self._reader.join(DRAIN_S)
        self._commands.close()
        if self._process.exitcode is not None:
            self._process.close()
        if self._log_size() == 0:
            self.log_path.unlink(missing_ok=True)

    def _hang_up(self) -> None:
        """Let the reading thread see the end, whoever else still holds the worker's end: a child that it left behind.

        Windows' children hold no end, since none is handed on to them.
        """
        if sys.platform == "win32":
            return
        with self._reports_lock, contextlib.suppress(OSError):  # the reader came to the end in this moment
            if not self._reports.closed:
                with socket.socket(fileno=os.dup(self._reports.fileno())) as end:
                    end.shutdown(socket.SHUT_RDWR)

    def _log_size(self) -> int:
        try:
            return self.log_path.stat().st_size
        except OSError:
            return 0

    def _read(self) -> None:
        try:
            while not self._abandoned:
                self._hear(decode_report(self._reports.recv_bytes(MAX_MESSAGE_BYTES)))
                self.last_heard = time.monotonic()
        except WireError as error:
            self.garbled = str(error)
        except EOFError:
            pass
        except OSError as error:
            # Half a message or an impossible length; a process that was killed leaves such too.
            self.garbled = str(error)
        finally:
            with self._reports_lock:
                self._reports.close()
            self._wake()

    def _hear(self, report: Report) -> None:
        match report:
            case Ready():
                self.ready = True
                self._wake()
            case Heartbeat():
                self.longest_step_s = max(self.longest_step_s, report.longest_step_s)
            case Quiet():
                sentence = f"The job has given no sign for {report.seconds:.0f} s. It may be stuck, or in a long step."
                self._pass_on(Notice("job-quiet", sentence))
            case JobDone() | JobCancelled() | JobFailed():
                self.terminal = report
                self._deliver = None
                self._wake()
            case _:
                self._pass_on(report)

    def _pass_on(self, event: Event) -> None:
        self.has_spoken = True
        if self._deliver is None:
            return
        self._delivering = True
        try:
            self._deliver(event, lambda: self._abandoned)
        finally:
            self.last_heard = time.monotonic()
            self._delivering = False
