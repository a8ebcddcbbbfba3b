"""What a worker process asks of the operating system: a log for its output, low priority, an end with its parent."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import sys
import threading
import traceback
from multiprocessing import resource_tracker
from pathlib import Path

LOG_LIMIT_BYTES = 8 << 20
NICENESS = 5


class WorkerLog:
    """The file that takes all that a worker and its libraries print. Appends; is cut when it grows too long."""

    def __init__(self, path: str) -> None:
        # Unbuffered and appending: C code writes to the same descriptor, and after a cut goes on at the new end.
        self.file = Path(path).open("ab", buffering=0)  # noqa: SIM115  (open as long as the process lives)

    def take_output(self) -> None:
        """From now on the log is standard output and error, of Python and of C; it never blocks as a pipe would."""
        for descriptor in (1, 2):
            os.dup2(self.file.fileno(), descriptor)
        sys.stdout = sys.stderr = os.fdopen(
            os.dup(self.file.fileno()), "w", encoding="utf-8", errors="backslashreplace", buffering=1
        )
        faulthandler.enable(self.file)

    def keep_small(self) -> None:
        """Cut the log to nothing when it is over the limit."""
        if os.fstat(self.file.fileno()).st_size > LOG_LIMIT_BYTES:
            os.ftruncate(self.file.fileno(), 0)

    def flush(self) -> None:
        sys.stdout.flush()


def ignore_interrupts() -> None:
    """Ctrl-C reaches every process of the terminal; what it means is the engine's to say."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def hold_interrupts() -> None:
    """Block Ctrl-C in this thread and in the processes that it starts, until they ignore it themselves."""
    if sys.platform != "win32":
        # Starting Python's resource tracker unblocks Ctrl-C again, so that comes first.
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def end_with_parent() -> None:
    """On Linux the kernel kills this process with its parent, even in a hang that no thread could leave by itself."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)


def lower_priority() -> None:
    """Stay behind the window and whatever else the user does."""
    if sys.platform == "win32":
        below_normal = 0x4000
        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), below_normal)
    else:
        os.nice(NICENESS)


def all_stacks() -> str:
    """Where every thread of this process is, as text."""
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    return "\n".join(
        f"{names.get(ident, ident)}:\n{''.join(traceback.format_stack(frame))}"
        for ident, frame in sys._current_frames().items()
    )
