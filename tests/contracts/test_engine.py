"""The engine's promise: whatever a job or its process does, one terminal event, and the next job runs."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from ml_engine.domain.events import (
    EpochEnd,
    JobCancelled,
    JobDone,
    JobFailed,
    Notice,
    PictureFailed,
    Progress,
    StepEnd,
)
from ml_engine.jobs.engine import Engine
from ml_engine.jobs.handle import JobHandle
from ml_engine.jobs.run_state import RunStatus, run_state, run_status
from ml_engine.jobs.specs import FeatureMapJob, LayersJob, TrainJob
from ml_engine.jobs.wire import WireError

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from engine_harness import RUNNER, TIMEOUT_S, Harness  # noqa: E402
from engine_runners import FLOOD, PICTURES  # noqa: E402

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")


@pytest.fixture
def start(tmp_path):
    """Start engines; afterwards each job must have ended exactly once, and nothing may be left."""
    started: list[Harness] = []

    def start(**limits: float) -> Harness:
        started.append(Harness(tmp_path / "logs", **limits))
        return started[-1]

    yield start
    for harness in started:
        harness.close()
    assert not multiprocessing.active_children()
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("vistazo")]


@pytest.fixture
def harness(start):
    return start()


def pid_of(end: JobDone) -> int:
    return int(end.figures["pid"])


def warm_ups(harness: Harness) -> int:
    """How often the trainer that answers now was warmed."""
    handle = harness.submit("counts_warm_ups")
    harness.end_of(handle)
    return next(event.done for event in harness.events_of(handle) if isinstance(event, Progress))


# --- the job fails, the worker lives


@pytest.mark.parametrize(
    ("task", "code", "words"),
    [
        ("bug", "bug", "ZeroDivisionError: seven by nothing"),
        ("exits", "bug", "SystemExit: enough"),
        ("tensor", "bug", "numpy.float32"),
        ("emits_the_end", "bug", "JobDone"),
        ("no such task", "bug", "KeyError"),
    ],
)
def test_whatever_a_job_raises_is_a_bug_with_its_traceback(harness, task, code, words):
    end = harness.end_of(harness.submit(task))
    assert (end.code, words in end.message, "Traceback" in end.traceback) == (code, True, True)


def test_a_user_error_arrives_with_code_message_and_hint(harness):
    end = harness.end_of(harness.submit("user_error"))
    assert end == JobFailed("picture-unreadable", "cat.jpg is empty.", "Remove it.")


def test_the_worker_is_kept_warm_after_a_job_that_failed(harness):
    before = harness.end_of(harness.submit("done"))
    harness.end_of(harness.submit("bug"))
    assert pid_of(harness.end_of(harness.submit("done"))) == pid_of(before)


@pytest.mark.parametrize("task", ["out_of_memory", "torch_out_of_memory"])
def test_out_of_memory_is_said_and_the_next_job_gets_a_fresh_process(harness, task):
    before = harness.end_of(harness.submit("done"))
    end = harness.end_of(harness.submit(task))
    assert (end.code, "smaller" in end.hint) == ("out-of-memory", True)
    assert pid_of(harness.end_of(harness.submit("done"))) != pid_of(before)


def test_a_job_that_cannot_cross_the_pipe_is_refused_at_once(harness):
    with pytest.raises(WireError, match="TrainJob"):
        harness.engine.submit(TrainJob(Path("run"), "", object()))


# --- the worker dies, hangs or garbles


@pytest.mark.parametrize(
    ("task", "words"),
    [
        ("dies_at_once", "exit code 3"),
        pytest.param("killed_inside", "memory may have run out", marks=posix_only),
        pytest.param("crashes", "SIGSEGV", marks=posix_only),
    ],
)
def test_a_dead_worker_fails_its_job_and_the_next_gets_a_fresh_one(harness, task, words):
    end = harness.end_of(harness.submit(task))
    assert (end.code, words in end.message) == ("worker-died", True)
    assert isinstance(harness.end_of(harness.submit("done")), JobDone)


@posix_only
def test_a_crash_in_c_code_leaves_its_stack(harness):
    assert "crashes" in harness.end_of(harness.submit("crashes")).traceback


@posix_only
def test_what_a_worker_said_before_it_was_killed_is_heard(harness):
    handle = harness.submit("killed_inside")
    harness.end_of(handle)
    assert [event.epoch for event in harness.events_of(handle)[:-1]] == list(range(1, 101))


@posix_only
def test_a_worker_killed_from_outside_fails_its_job(harness):
    handle, line = harness.started("waits")
    os.kill(handle.worker_pid, signal.SIGKILL)
    assert harness.end_of(handle).code == "worker-died"
    assert line.is_dead(5)
    assert isinstance(harness.end_of(harness.submit("done")), JobDone)


@posix_only
def test_a_worker_killed_between_two_jobs_is_replaced(harness):
    before = harness.end_of(harness.submit("done"))
    os.kill(pid_of(before), signal.SIGKILL)
    after = harness.end_of(harness.submit("done"))
    # The kill may be seen only when the job is on its way: then it fails in words, and the one after it runs.
    if isinstance(after, JobFailed):
        assert after.code == "worker-died"
        after = harness.end_of(harness.submit("done"))
    assert pid_of(after) != pid_of(before)


@posix_only
def test_a_killed_workers_child_that_holds_the_pipe_delays_nothing(harness):
    line = harness.line()
    assert harness.end_of(harness.submit("dies_with_child", line)).code == "worker-died"
    assert isinstance(harness.end_of(harness.submit("done")), JobDone)
    line.say("you may go")


@posix_only
def test_a_killed_workers_child_that_holds_the_pipe_keeps_no_thread(harness):
    """The child lives on; whoever read from the worker has ended with the engine."""
    line = harness.line()
    assert harness.end_of(harness.submit("dies_with_child", line)).code == "worker-died"
    harness.engine.close()
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("vistazo")]
    line.say("you may go")


@posix_only
def test_a_hang_that_holds_the_interpreter_is_ended_with_its_stack(start):
    harness = start(silence_s=2.0)
    end = harness.end_of(harness.submit("hangs"))
    assert (end.code, "in hangs" in end.traceback) == ("hang", True)
    assert isinstance(harness.end_of(harness.submit("done")), JobDone)


@posix_only
@pytest.mark.parametrize("task", ["stopped", "half_message"])
def test_a_worker_that_falls_silent_is_ended(start, task):
    harness = start(silence_s=1.5)
    assert harness.end_of(harness.submit(task)).code == "hang"
    assert isinstance(harness.end_of(harness.submit("done")), JobDone)


@posix_only
def test_a_worker_that_never_comes_to_its_first_word_is_ended_later(start):
    harness = start(silence_s=0.2, start_s=2.0)
    assert harness.end_of(harness.submit("hangs_while_loading")).code == "hang"
    assert isinstance(harness.end_of(harness.submit("done")), JobDone)


def test_a_job_that_says_nothing_for_long_is_told_of_but_not_ended(start):
    harness = start(quiet_s=0.3)
    handle, line = harness.started("quiet")
    harness.wait_until(lambda: any(isinstance(event, Notice) for event in harness.events_of(handle)))
    line.say("go on")
    assert isinstance(harness.end_of(handle), JobDone)
    assert [event.code for event in harness.events_of(handle) if isinstance(event, Notice)] == ["job-quiet"]


@pytest.mark.parametrize("task", ["garbage_message", "garbage_bytes"])
def test_garbage_on_the_pipe_fails_the_job_and_costs_the_worker(harness, task):
    end = harness.end_of(harness.submit(task))
    assert end.code == "worker-garbled"
    assert isinstance(harness.end_of(harness.submit("done")), JobDone)


def test_a_thread_that_a_job_left_behind_does_not_speak_into_the_next(harness):
    harness.end_of(harness.submit("leaves_a_thread"))
    handle = harness.submit("after_the_thread")
    assert isinstance(harness.end_of(handle), JobDone)
    assert len(harness.events_of(handle)) == 1


# --- too much


def test_a_flood_with_a_deaf_listener_neither_blocks_the_job_nor_loses_an_epoch(harness):
    harness.gate.clear()
    line = harness.line()
    handle = harness.submit("flood", line)
    assert line.hear() == "emitted"
    harness.gate.set()
    harness.end_of(handle)
    events = harness.events_of(handle)
    assert [event.epoch for event in events if isinstance(event, EpochEnd)] == list(range(1, 101))
    assert len(events) < FLOOD / 20
    assert [event.done for event in events if isinstance(event, Progress)][-1] == FLOOD
    assert [event.step for event in events if isinstance(event, StepEnd)][-1] == FLOOD


def test_answers_for_pictures_all_arrive_in_order_however_slow_the_listener(start):
    harness = start(silence_s=1.0)
    harness.gate.clear()
    handle = harness.submit("pictures")
    # Longer than the silence limit: a worker that waits for its listener is not silent.
    assert not handle_ends(handle, 2.5)
    harness.gate.set()
    assert isinstance(harness.end_of(handle), JobDone)
    names = [event.image for event in harness.events_of(handle) if isinstance(event, PictureFailed)]
    assert names == [f"{number}.jpg" for number in range(PICTURES)]


def handle_ends(handle: JobHandle, within_s: float) -> bool:
    try:
        handle.wait(within_s)
    except TimeoutError:
        return False
    return True


def test_a_job_that_prints_a_lot_is_not_blocked(harness, capfd):
    assert isinstance(harness.end_of(harness.submit("prints")), JobDone)
    assert "words" not in "".join(capfd.readouterr())


# --- cancel


def test_a_cancelled_job_ends_at_its_next_step_and_the_worker_lives(harness):
    handle, _line = harness.started("waits")
    pid = handle.worker_pid
    handle.cancel()
    assert harness.end_of(handle) == JobCancelled(forced=False, run="the run")
    assert pid_of(harness.end_of(harness.submit("done"))) == pid


def test_a_job_that_does_not_listen_is_killed_when_patience_ends(harness):
    handle, line = harness.started("deaf")
    handle.cancel()
    assert harness.end_of(handle) == JobCancelled(forced=True, run="the run")
    assert line.is_dead(5)


def test_stop_now_kills_at_once(start):
    harness = start(patience_s=1000.0)
    handle, line = harness.started("deaf")
    handle.cancel()
    handle.cancel(force=True)
    assert harness.end_of(handle) == JobCancelled(forced=True, run="the run")
    assert line.is_dead(5)


def test_a_cancel_that_shall_not_kill_waits_for_stop_now(harness):
    handle, _line = harness.started("deaf")
    handle.cancel(then_kill=False)
    assert not handle_ends(handle, 4 * handle.patience_s)
    handle.cancel(force=True)
    assert harness.end_of(handle) == JobCancelled(forced=True, run="the run")


@posix_only
def test_stop_now_ends_even_a_hang(harness):
    handle, line = harness.started("hangs")
    handle.cancel(force=True)
    assert harness.end_of(handle) == JobCancelled(forced=True, run="the run")
    assert line.is_dead(5)


def test_a_job_cancelled_in_the_queue_never_starts(harness):
    first, _line = harness.started("waits")
    waiting = harness.submit("bug")
    waiting.cancel()
    assert harness.end_of(waiting) == JobCancelled(forced=False, run="the run")
    assert first.result is None


def test_a_job_cancelled_while_its_worker_starts_never_runs(harness):
    handle = harness.submit("waits")
    handle.cancel()
    assert harness.end_of(handle) == JobCancelled(forced=False, run="the run")
    assert isinstance(harness.end_of(harness.submit("done")), JobDone)


def test_cancelling_twice_or_after_the_end_does_no_harm(harness):
    handle, _line = harness.started("waits")
    handle.cancel()
    handle.cancel()
    harness.end_of(handle)
    handle.cancel(force=True)
    assert isinstance(harness.end_of(harness.submit("done")), JobDone)


@pytest.mark.parametrize("task", ["waits", "deaf"])
def test_closing_the_engine_ends_a_running_job_and_those_that_wait(harness, task):
    running, line = harness.started(task)
    waiting = harness.submit("done")
    harness.engine.close(patience_s=0.5)
    assert running.result == JobCancelled(forced=task == "deaf", run="the run")
    assert waiting.result == JobCancelled(forced=False, run="the run")
    assert line.is_dead(5)


def test_a_closed_engine_takes_no_jobs(harness):
    harness.engine.close()
    harness.engine.close()
    with pytest.raises(RuntimeError, match="closed"):
        harness.engine.submit(TrainJob("", "", "done"))


# --- how a run stands afterwards


@pytest.fixture
def run_dir(tmp_path):
    """The folder of a run that has learnt something."""
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "last.ckpt").write_bytes(b"learnt")
    return folder


def train(harness: Harness, run_dir: Path, task: str) -> JobHandle:
    line = harness.line()
    handle = harness.submit_job(TrainJob(str(run_dir), line.address, task))
    assert line.hear() == "started"
    return handle


@pytest.mark.parametrize("task", ["waits", "deaf"])
def test_a_run_is_paused_when_the_engine_closes_and_stopped_when_a_person_says_so(start, run_dir, task):
    first, second = start(), start()
    train(first, run_dir, task)
    assert run_state(run_dir) == "running"
    first.engine.close(patience_s=0.5)
    assert run_state(run_dir) == "paused"

    stopped = train(second, run_dir, task)
    stopped.cancel()
    second.end_of(stopped)
    assert run_state(run_dir) == "stopped"


def test_a_run_that_was_told_to_stop_is_not_paused_by_closing(harness, run_dir):
    handle = train(harness, run_dir, "deaf")
    handle.cancel(then_kill=False)
    harness.engine.close(patience_s=0.5)
    assert run_state(run_dir) == "stopped"


@posix_only
def test_a_run_whose_worker_was_killed_is_paused(harness, run_dir):
    handle = train(harness, run_dir, "waits")
    os.kill(handle.worker_pid, signal.SIGKILL)
    assert harness.end_of(handle).code == "worker-died"
    assert run_state(run_dir) == "paused"


def test_a_run_that_failed_says_why_and_one_that_ended_does_not(harness, run_dir):
    harness.end_of(harness.submit_job(TrainJob(str(run_dir), "", "user_error")))
    assert run_status(run_dir) == RunStatus("failed", "cat.jpg is empty.")
    (run_dir / "model_card.json").write_text("{}")
    harness.end_of(harness.submit_job(TrainJob(str(run_dir), "", "done")))
    assert run_status(run_dir) == RunStatus("finished")


# --- two workers


def test_a_prediction_is_answered_while_a_run_trains_and_takes_one_thread(harness):
    training, _line = harness.started("waits")
    answer = harness.end_of(harness.predict("done"))
    assert (answer.figures["threads"], training.result) == (1, None)
    assert pid_of(answer) != training.worker_pid


@pytest.mark.parametrize("job", [LayersJob("done"), FeatureMapJob("a.jpg", "l", "done")], ids=["layers", "maps"])
def test_a_look_inside_a_network_waits_for_no_training(harness, job):
    training, _ = harness.started("waits")
    end = harness.end_of(harness.submit_job(job))
    assert (end.figures["threads"], training.result) == (1, None)
    training.cancel()


def test_a_prediction_alone_may_use_all_threads(harness):
    assert harness.end_of(harness.predict("done")).figures["threads"] == 0


def test_the_looker_ends_when_it_was_not_needed_for_a_while(start):
    harness = start(idle_s=0.2)
    line = harness.line()
    first = harness.end_of(harness.predict("done", line))
    assert line.is_dead(10)
    assert pid_of(harness.end_of(harness.predict("done"))) != pid_of(first)


# --- one reader instead of a callback


def test_a_handle_gives_its_events_to_one_reader_and_stops_after_the_end(tmp_path):
    with Engine(runner=RUNNER, log_dir=tmp_path) as engine:
        handle = engine.submit(TrainJob("", "", "done"))
        events = list(handle.events())
        assert [type(event) for event in events] == [Progress, JobDone]
        assert list(handle.events()) == []
        assert handle.wait() == events[-1]


def test_waiting_without_reading_does_not_hold_up_the_job(tmp_path):
    with Engine(runner=RUNNER, log_dir=tmp_path) as engine:
        handle = engine.submit(TrainJob("", "", "pictures"))
        assert isinstance(handle.wait(TIMEOUT_S), JobDone)
        assert len(list(handle.events())) == PICTURES + 1


def test_twenty_starts_and_stops_leave_nothing_behind(tmp_path):
    def cycle() -> None:
        with Engine(runner=RUNNER, log_dir=tmp_path) as engine:
            handle = engine.submit(TrainJob("", "", "done"))
            assert isinstance(handle.wait(TIMEOUT_S), JobDone)

    cycle()  # starts what Python itself keeps: its resource tracker
    before = left_behind()
    for _ in range(20):
        cycle()
    assert left_behind() == before


def left_behind() -> tuple[int, int, int]:
    descriptors = Path("/proc/self/fd")
    return (
        threading.active_count(),
        len(list(descriptors.iterdir())) if descriptors.is_dir() else 0,
        len(multiprocessing.active_children()),
    )


def test_fifty_jobs_run_on_one_warm_worker(harness):
    ends = [harness.end_of(handle) for handle in [harness.submit("done") for _ in range(50)]]
    assert len({pid_of(end) for end in ends}) == 1


def test_the_trainer_is_warmed_once_before_its_first_job(harness):
    harness.engine.warm_up()
    harness.engine.warm_up()
    assert warm_ups(harness) == 1
    harness.engine.warm_up()
    assert warm_ups(harness) == 1


def test_without_being_asked_nothing_is_warmed_and_a_closed_engine_stays_closed(harness):
    assert warm_ups(harness) == 0
    harness.engine.close()
    harness.engine.warm_up()
    assert not multiprocessing.active_children()


def test_an_engine_that_is_closed_while_it_warms_up_leaves_nothing(harness):
    harness.engine.warm_up()
