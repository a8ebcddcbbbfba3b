"""Jobs that misbehave, run by a real worker process: `run` looks up TrainJob.task. Not a test module.

TrainJob.cache_dir may hold the address of a test's LifeLine: the worker connects to it and never lets go, so that the
test hears what the job does, and hears the end of the process, whoever ended it.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import gc
import hashlib
import itertools
import os
import signal
import sys
import threading
from multiprocessing.connection import Client, Connection

import numpy as np

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import EpochEnd, JobDone, PictureFailed, Progress, StepEnd

FLOOD = 100_000
PICTURES = 20_000
LINES: list[Connection] = []
WARMED: list[int] = []
LEFT_BEHIND = threading.Event()
SPOKE_INTO_THE_VOID = threading.Event()


def run(job, emit, should_stop):
    line = None
    if getattr(job, "cache_dir", ""):
        line = Client(job.cache_dir)
        LINES.append(line)
    name = getattr(job, "task", "") or getattr(job, "model", "") or "done"
    JOBS[name](Context(job, emit, should_stop, line))
    return JobDone(0.0, figures={"pid": os.getpid(), "threads": job.threads})


def warm_up():
    WARMED.append(os.getpid())


class Context:
    def __init__(self, job, emit, should_stop, line):
        self.job, self.emit, self.should_stop, self.line = job, emit, should_stop, line

    def say(self, word):
        self.line.send(word)


def done(job):
    job.emit(Progress("work", 1, 1))


def counts_warm_ups(job):
    job.emit(Progress("warm", len(WARMED), 1))


def bug(job):
    raise ZeroDivisionError("seven by nothing")


def user_error(job):
    raise UserError("picture-unreadable", "cat.jpg is empty.", "Remove it.")


def exits(job):
    sys.exit("enough")


def dies_at_once(job):
    os._exit(3)


def killed_inside(job):
    for step in range(1, 101):
        job.emit(EpochEnd(step, 100, 0.5, {}, False, 0.1))
    os.kill(os.getpid(), signal.SIGKILL)


def crashes(job):
    faulthandler._sigsegv()


def hangs_while_loading(job):
    ctypes.PyDLL(None).sleep(120)


def dies_with_child(job):
    """The child that is left has the pipe open, as a loader's worker would."""
    if os.fork() == 0:
        with_end = job.line.poll(60)
        os._exit(0 if with_end else 1)
    os.kill(os.getpid(), signal.SIGKILL)


def waits(job):
    """A well-behaved long job."""
    job.say("started")
    for step in itertools.count(1):
        if job.should_stop():
            raise Cancelled
        job.emit(StepEnd(step, 1.0, 0.1))
        threading.Event().wait(0.01)


def deaf(job):
    """Never asks should_stop; its computing leaves the interpreter's lock free."""
    job.say("started")
    while True:
        hashlib.pbkdf2_hmac("sha256", b"a", b"b", 300_000)


def hangs(job):
    """Holds the interpreter's lock in C: no thread of Python runs any more."""
    job.emit(Progress("work", 0, 1))
    if job.line:
        job.say("started")
    ctypes.PyDLL(None).sleep(120)


def stopped(job):
    job.emit(Progress("work", 0, 1))
    os.kill(os.getpid(), signal.SIGSTOP)


def quiet(job):
    job.say("started")
    assert job.line.poll(60)
    job.emit(Progress("work", 1, 1))


def out_of_memory(job):
    raise MemoryError


def torch_out_of_memory(job):
    raise RuntimeError("[enforce fail at alloc_cpu.cpp:118] DefaultCPUAllocator: can't allocate memory: you tried")


def flood(job):
    for step in range(1, FLOOD + 1):
        job.emit(StepEnd(step, 1.0, 0.1))
        job.emit(Progress("train", step, FLOOD))
        if step % 1000 == 0:
            job.emit(EpochEnd(step // 1000, 100, 0.5, {}, False, 0.1))
    if job.line:
        job.say("emitted")


def pictures(job):
    for number in range(PICTURES):
        job.emit(PictureFailed(f"{number}.jpg", "it is empty"))


def prints(job):
    for _ in range(50_000):
        sys.stdout.write("words " * 20 + "\n")
    os.write(2, b"from C\n" * 10_000)


def tensor(job):
    job.emit(StepEnd(1, np.float32(0.5), 0.1))


def emits_the_end(job):
    job.emit(JobDone(1.0))


def garbage_message(job):
    reports_end().send_bytes(b"\xc1 this is no message")
    assert not threading.Event().wait(60)


def garbage_bytes(job):
    os.write(reports_end().fileno(), b"\xff" * 64)
    assert not threading.Event().wait(60)


def half_message(job):
    """The length of a message that never comes: the reader of the pipe waits for the rest."""
    job.emit(Progress("work", 0, 1))
    os.write(reports_end().fileno(), b"\x00\x10\x00\x00half")
    os.kill(os.getpid(), signal.SIGSTOP)


def leaves_a_thread(job):
    def late():
        LEFT_BEHIND.wait(60)
        assert job.should_stop()
        with contextlib.suppress(Cancelled):
            job.emit(Progress("late", 1, 1))
            return
        SPOKE_INTO_THE_VOID.set()

    threading.Thread(target=late, daemon=True).start()


def after_the_thread(job):
    LEFT_BEHIND.set()
    assert SPOKE_INTO_THE_VOID.wait(30)


def reports_end() -> Connection:
    """The worker's own end of the pipe to the engine."""
    ends = [item for item in gc.get_objects() if isinstance(item, Connection) and item not in LINES]
    return next(end for end in ends if end.writable)


JOBS = {
    name: value
    for name, value in globals().items()
    if callable(value) and name.islower() and name not in {"run", "warm_up"}
}
