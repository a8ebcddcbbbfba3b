"""The mailbox between a worker's reader and a consumer that may be slow."""

import itertools
import threading

import pytest

from ml_engine.domain.events import EpochEnd, JobDone, PictureFailed, Progress, StepEnd
from ml_engine.jobs.mailbox import STEP_CAPACITY, Mailbox

NEVER = threading.Event().is_set


def always():
    return True


def put_all(box, events):
    for event in events:
        assert box.put("job", event, NEVER)


def taken(box):
    return [event for _, event in box.take(10**6, timeout_s=0)]


def epoch(number):
    return EpochEnd(number, 9, 0.5, {}, False, 1.0)


def test_events_come_out_in_their_order():
    box = Mailbox()
    events = [epoch(1), StepEnd(1, 1.0, 0.1), PictureFailed("a", "b"), Progress("x", 1, 2), JobDone(1.0)]
    put_all(box, events)
    assert taken(box) == events


def test_of_progress_only_the_latest_of_each_phase_waits_and_behind_what_came_before_it():
    box = Mailbox()
    put_all(box, [Progress("x", 1, 9), Progress("y", 1, 9), epoch(1), Progress("x", 2, 9)])
    assert taken(box) == [Progress("y", 1, 9), epoch(1), Progress("x", 2, 9)]


def test_progress_of_two_jobs_is_not_mixed_up():
    box = Mailbox()
    box.put("first", Progress("x", 1, 9), NEVER)
    box.put("second", Progress("x", 2, 9), NEVER)
    assert box.take(9) == [("first", Progress("x", 1, 9)), ("second", Progress("x", 2, 9))]


@pytest.mark.parametrize("count", [300, 1000, 100_000])
def test_waiting_steps_are_thinned_evenly_and_the_last_stays(count):
    box = Mailbox()
    put_all(box, [StepEnd(step, 1.0, 0.1) for step in range(1, count + 1)])
    steps = [event.step for event in taken(box)]
    gaps = {after - before for before, after in itertools.pairwise(steps[:-1])}
    assert STEP_CAPACITY / 2 <= len(steps) <= STEP_CAPACITY
    assert (len(gaps), steps[0], steps[-1]) == (1, 1, count)


def test_after_a_break_steps_wait_in_full_again():
    box = Mailbox()
    put_all(box, [StepEnd(step, 1.0, 0.1) for step in range(1, 1001)])
    taken(box)
    put_all(box, [StepEnd(step, 1.0, 0.1) for step in range(1001, 1101)])
    assert len(taken(box)) == 100


def test_a_full_box_drops_nothing_and_asks_whether_to_give_up():
    box = Mailbox(capacity=3)
    put_all(box, [PictureFailed(str(n), "") for n in range(3)])
    assert not box.put("job", PictureFailed("3", ""), always)
    assert len(taken(box)) == 3


def test_the_end_of_a_job_finds_room_in_a_full_box():
    box = Mailbox(capacity=1)
    put_all(box, [PictureFailed("0", ""), JobDone(1.0)])
    assert taken(box)[-1] == JobDone(1.0)


def test_progress_that_is_already_waiting_may_be_renewed_in_a_full_box():
    box = Mailbox(capacity=1)
    put_all(box, [Progress("x", 1, 9), Progress("x", 2, 9)])
    assert taken(box) == [Progress("x", 2, 9)]


@pytest.mark.parametrize("release", ["take", "open", "close"])
def test_a_sender_at_a_full_box_goes_on_when_there_is_room_or_nobody_cares(release):
    box = Mailbox(capacity=1)
    put_all(box, [PictureFailed("0", "")])
    sender = threading.Thread(target=box.put, args=("job", PictureFailed("1", ""), NEVER))
    sender.start()
    getattr(box, release)()
    sender.join(30)
    assert not sender.is_alive()


def test_taking_waits_for_an_event():
    box = Mailbox()
    threading.Timer(0.05, box.put, args=("job", JobDone(1.0), NEVER)).start()
    assert box.take(timeout_s=30) == [("job", JobDone(1.0))]


def test_a_closed_box_gives_what_is_left_and_then_nothing():
    box = Mailbox()
    put_all(box, [epoch(1)])
    box.close()
    assert taken(box) == [epoch(1)]
    assert box.take() == []


def test_taking_from_an_empty_box_ends_with_the_timeout():
    assert Mailbox().take(timeout_s=0.01) == []
