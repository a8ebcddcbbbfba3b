"""How a run stands, by a small file in its folder: written when its training begins and ends, read without torch.

A window that opens a project must know which training to go on with: one that was paused or cut off, never one that a
person stopped.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from ml_engine.domain.atomic_file import write_atomic
from ml_engine.domain.events import JobCancelled, JobDone, JobFailed, TerminalEvent
from ml_engine.jobs.specs import Job, TrainJob

STATE_FILE = "state.json"
CARD_FILE = "model_card.json"
RunState = Literal["finished", "paused", "stopped", "failed", "running", "empty", "queued"]


@dataclass(frozen=True, slots=True)
class RunStatus:
    """state: 'finished', with a model card.   'running': a process trains it now.

    'paused': to go on with; Vistazo was closed, or its worker came to an end that nobody asked for.
    'stopped': by a person, who may go on with it.   'failed': message says why.   'empty': ended before it had learnt
    anything.   'queued': not begun; it waits for its turn (jobs/run_queue.py).
    """

    state: RunState
    message: str = ""


class _StateFile(msgspec.Struct):
    """pid: of the process that trains.   born: when that process began, as its system counts, '' if it does not say."""

    state: RunState
    pid: int = 0
    born: str = ""
    message: str = ""


def run_state(run_dir: Path) -> RunState:
    """How the run stands. Never raises: what cannot be read counts as not there."""
    return run_status(run_dir).state


def run_status(run_dir: Path) -> RunStatus:
    """run_state with its sentence."""
    file = _read(run_dir / STATE_FILE)
    if file is not None and file.state == "running" and _is_alive(file.pid, file.born):
        return RunStatus("running")
    if (run_dir / CARD_FILE).is_file() and (file is None or file.state in ("finished", "running")):
        return RunStatus("finished")
    has_learnt = any((run_dir / name).is_file() for name in ("best.safetensors", "last.ckpt"))
    match file:
        case None:  # a run of an older version
            return RunStatus("stopped" if has_learnt else "empty")
        case _StateFile(state="running" | "paused"):
            return RunStatus("paused")
        case _StateFile(state="queued"):
            return RunStatus("queued")
        case _StateFile(state="failed", message=message):
            return RunStatus("failed", message)
        case _:
            return RunStatus("stopped" if has_learnt else "empty")


def note_start(job: Job) -> None:
    """This process begins to train the job's run. Nothing for jobs that train nothing; a full disk is not told here."""
    if isinstance(job, TrainJob) and not job.find_rate:
        _write(job, _StateFile("running", os.getpid(), _born(os.getpid())))


def note_end(job: Job, terminal: TerminalEvent, *, paused: bool = False) -> None:
    """How the training ended. paused: it was cancelled because Vistazo closes, not because a person said stop."""
    if not isinstance(job, TrainJob) or job.find_rate:
        return
    match terminal:
        case JobDone():
            _write(job, _StateFile("finished"))
        case JobCancelled():
            _write(job, _StateFile("paused" if paused else "stopped"))
        case JobFailed():
            _write(job, _StateFile("failed", message=terminal.message))


def note_queued(run_dir: Path) -> None:
    """The run waits for its turn. Raises OSError."""
    write_atomic(run_dir / STATE_FILE, msgspec.json.encode(_StateFile("queued")))


def note_paused(run_dir: Path) -> None:
    """The run is about to begin, or to be gone on with. Raises OSError."""
    write_atomic(run_dir / STATE_FILE, msgspec.json.encode(_StateFile("paused")))


def _write(job: TrainJob, file: _StateFile) -> None:
    folder = Path(job.run_dir)
    with suppress(OSError):
        if job.run_dir and folder.is_dir():
            write_atomic(folder / STATE_FILE, msgspec.json.encode(file))


def _read(path: Path) -> _StateFile | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_StateFile)
    except (OSError, msgspec.MsgspecError):
        return None


def _is_alive(pid: int, born: str) -> bool:
    """Whether that very process is there: numbers are given again."""
    if pid <= 0 or (born and _born(pid) != born):
        return False
    if sys.platform == "win32":
        synchronize, still_running = 0x00100000, 0x102
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(synchronize, False, pid)
        if not handle:
            return False
        try:
            return bool(kernel.WaitForSingleObject(handle, 0) == still_running)
        finally:
            kernel.CloseHandle(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _born(pid: int) -> str:
    """When a process began, in its kernel's ticks, and that it is no zombie; '' where the system does not say so."""
    try:
        # The name before it stands in brackets and may hold anything.
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] == b"Z" else fields[19].decode()
