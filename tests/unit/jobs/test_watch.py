"""The eye on a running job, with a clock of the test's own."""

import pytest

from ml_engine.domain.events import JobCancelled
from ml_engine.jobs import watch
from ml_engine.jobs.handle import JobHandle
from ml_engine.jobs.limits import Limits
from ml_engine.jobs.mailbox import Mailbox
from ml_engine.jobs.specs import TrainJob
from ml_engine.jobs.watch import Watch
from ml_engine.jobs.wire import CancelRequest


class Clock:
    now = 1000.0

    def monotonic(self):
        return self.now


class Worker:
    """A worker that is only what the watch sees of it."""

    pid, ready, has_spoken, is_lost, terminal, garbled, longest_step_s = 1, True, True, False, None, "", 0.0

    def __init__(self, clock):
        self.clock, self.last_heard, self.told, self.killed = clock, clock.now, [], False

    @property
    def silent_s(self):
        return self.clock.now - self.last_heard

    def begin(self, deliver):
        pass

    def send(self, command):
        self.told.append(type(command))

    def kill(self):
        self.killed = True

    def log_tail(self):
        return "the stack"


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(watch, "time", clock)
    monkeypatch.setattr("ml_engine.jobs.handle.time", clock)
    return clock


@pytest.fixture
def worker(clock):
    return Worker(clock)


@pytest.fixture
def handle():
    return JobHandle(TrainJob("run", "", "detect"), Mailbox(), own_mailbox=True, on_cancel=lambda: None)


@pytest.fixture
def look(clock, worker, handle):
    watching = Watch(handle, worker, handle.job, Limits())

    def look(after_s=0.0, *, heard=True):
        clock.now += after_s
        if heard:
            worker.last_heard = clock.now
        return watching.look()

    look()
    return look


def test_thirty_seconds_of_silence_are_a_hang(look, worker):
    ends = [look(5, heard=False) for _ in range(6)]
    assert ends[:5] == [None] * 5
    assert (ends[5].code, ends[5].traceback, worker.killed) == ("hang", "the stack", True)


def test_a_machine_that_slept_is_no_hang(look, worker):
    assert look(8 * 3600, heard=False) is None
    assert not worker.killed


def test_a_worker_without_a_first_word_may_take_two_minutes_to_load(look, worker):
    worker.has_spoken = False
    ends = [look(5, heard=False) for _ in range(24)]
    assert ends[:23] == [None] * 23
    assert ends[23].code == "hang"


@pytest.mark.parametrize(("longest_step_s", "patience_s"), [(0.1, 5), (4.0, 12)])
def test_patience_is_five_seconds_or_three_of_the_longest_steps(look, worker, handle, longest_step_s, patience_s):
    worker.longest_step_s = longest_step_s
    handle.cancel()
    assert look(patience_s - 0.5) is None
    assert handle.patience_s == patience_s
    assert look(0.5) == JobCancelled(forced=True, run="run")


def test_the_worker_is_told_once_to_stop(look, worker, handle):
    handle.cancel()
    handle.cancel()
    look(0.1)
    look(0.1)
    assert worker.told == [TrainJob, CancelRequest]


def test_a_second_cancel_does_not_start_the_clock_again(look, handle):
    handle.cancel()
    assert look(4) is None
    handle.cancel()
    assert look(1) == JobCancelled(forced=True, run="run")


def test_a_cancel_that_shall_not_kill_waits_for_ever(look, handle):
    handle.cancel(then_kill=False)
    assert [look(5) for _ in range(100)] == [None] * 100


def test_force_stays_force_after_a_later_gentle_cancel(look, handle):
    handle.cancel(force=True)
    handle.cancel(then_kill=False)
    assert look() == JobCancelled(forced=True, run="run")
