"""How a job ends: exactly one terminal event, whatever the code in it raised.

The worker and a command with --in-process share this, so that the same failure reads the same in both.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed, TerminalEvent
from ml_engine.jobs.run_state import note_end, note_start
from ml_engine.jobs.specs import Job

Emit = Callable[[Event], None]
ShouldStop = Callable[[], bool]
Runner = Callable[[Job, Emit, ShouldStop], JobDone]

REPORT_HINT = "This is a fault in Vistazo. Please report it with the details."
MEMORY_HINT = "Choose a smaller input size, a smaller batch or a smaller backbone, or close other programs."
DISK_HINT = "Free some space on that disk, then start the job again."
# torch's allocators for the processor and the accelerators, and ONNX Runtime: most have no exception of their own.
_MEMORY_WORDS = (
    "out of memory",
    "can't allocate memory",
    "not enough memory: you tried to allocate",
    "failed to allocate memory",
    "alloc_failed",
    "bad_alloc",
    "bad allocation",
)


def run_to_end(
    runner: Runner, job: Job, emit: Emit, should_stop: ShouldStop, is_pausing: Callable[[], bool] = lambda: False
) -> TerminalEvent:
    """Run the job and say how it ended, also in its run's folder (run_state). Raises nothing that the job raised.

    is_pausing: whether a stop comes from the closing of Vistazo.
    """
    if not leads():  # under torchrun the first process writes for all
        return _end_of(runner, job, emit, should_stop)
    note_start(job)
    terminal = _end_of(runner, job, emit, should_stop)
    note_end(job, terminal, paused=is_pausing())
    return terminal


def leads() -> bool:
    """Whether this is the only process of the job, or the first of those that torchrun started."""
    return os.environ.get("RANK", "0") == "0"


def _end_of(runner: Runner, job: Job, emit: Emit, should_stop: ShouldStop) -> TerminalEvent:
    try:
        done = runner(job, emit, should_stop)
        if not isinstance(done, JobDone):
            raise TypeError(f"a job must return JobDone, got {type(done).__name__}")
    except Cancelled:
        return JobCancelled(forced=False, run=run_folder(job))
    except KeyboardInterrupt:
        return JobCancelled(forced=True, run=run_folder(job))
    except BaseException as error:  # noqa: BLE001  (the one place: also a library's sys.exit must end as an event)
        return failure(error)
    return done


def failure(error: BaseException) -> JobFailed:
    """The exception as an event: the user's own to solve, a lack of memory, or a bug."""
    if isinstance(error, UserError):
        return JobFailed(error.code, error.message, error.hint)
    if is_out_of_memory(error):
        detail = f" ({error})" if str(error) else ""
        return JobFailed("out-of-memory", f"There was not enough memory for this job{detail}.", MEMORY_HINT)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return JobFailed("disk-full", f"The disk is full: {error.filename or 'a file'} was not written.", DISK_HINT)
    text = "".join(traceback.format_exception(error))
    return JobFailed("bug", f"{type(error).__name__}: {error}", REPORT_HINT, text)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether memory ran out, on the host or on an accelerator. Never imports torch."""
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return True
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(error, torch.cuda.OutOfMemoryError):
        return True
    # ONNX Runtime's exceptions are no RuntimeErrors.
    is_native = isinstance(error, RuntimeError) or type(error).__module__.startswith("onnxruntime")
    return is_native and any(words in str(error).lower() for words in _MEMORY_WORDS)


def run_folder(job: Job) -> str:
    """The run's folder that the job works on, '' if it has none."""
    return str(getattr(job, "run_dir", ""))
