"""The queue of runs: its order outlives everybody, and each run is taken by one."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.project.folder import project_folder
from desktop_app.project.run_index import find_runs
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Notice
from ml_engine.domain.snapshot import write_snapshot
from ml_engine.jobs import run_queue
from ml_engine.jobs.run_state import run_state
from ml_engine.jobs.specs import TrainJob
from ml_engine.training.recipe_diff import asked_changes
from ml_engine.training.run import train
from ml_engine.training.run_folder import RunFolder
from tests.contracts.recipe_traces import make_pictures


@pytest.fixture
def runs_dir(tmp_path: Path) -> Path:
    return tmp_path / "runs"


def waiting(runs_dir: Path, *names: str, **fields: object) -> list[TrainJob]:
    jobs = []
    for name in names:
        (runs_dir / name).mkdir(parents=True)
        job = TrainJob(str(runs_dir / name), str(runs_dir.parent / "cache"), "classify", **fields)
        run_queue.enqueue(job, 60.0)
        jobs.append(job)
    return jobs


def names(runs_dir: Path) -> list[str]:
    return [run.name for run in run_queue.read_queue(runs_dir).runs]


def test_runs_are_taken_in_the_order_that_a_person_gave_them(runs_dir):
    waiting(runs_dir, "a", "b", "c", "d")
    run_queue.move(runs_dir, "d", 1)
    run_queue.move(runs_dir, "a", 99)
    run_queue.remove(runs_dir, "b")
    assert names(runs_dir) == ["d", "c", "a"]
    assert not (runs_dir / "b").exists()
    taken = [Path(job.run_dir).name for job in iter(lambda: run_queue.take_next(runs_dir), None)]
    assert taken == ["d", "c", "a"]


def test_a_taken_run_whose_taker_dies_can_be_gone_on_with(runs_dir):
    waiting(runs_dir, "a")
    job = run_queue.take_next(runs_dir)
    assert (job.resume, run_state(runs_dir / "a"), names(runs_dir)) == (True, "paused", [])


def test_a_damaged_or_lost_file_of_order_loses_no_run(runs_dir):
    waiting(runs_dir, "b", "a")
    (runs_dir / "queue.json").write_bytes(b"{oops")
    assert names(runs_dir) == ["a", "b"]
    (runs_dir / "queue.json").unlink()
    assert Path(run_queue.take_next(runs_dir).run_dir).name == "a"
    assert names(runs_dir) == ["b"]


def test_many_takers_get_each_run_once(runs_dir):
    waiting(runs_dir, *(f"r{number}" for number in range(12)))
    taken: list[str] = []

    def take() -> None:
        while (job := run_queue.take_next(runs_dir)) is not None:
            taken.append(job.run_dir)

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(set(taken))
    assert len(taken) == 12


def test_a_failure_holds_the_others_only_where_that_is_wanted(runs_dir):
    waiting(runs_dir, "a", "b")
    run_queue.note_failure(runs_dir, "x")
    assert run_queue.read_queue(runs_dir).held_by == ""
    run_queue.set_stops_on_failure(runs_dir, True)
    run_queue.note_failure(runs_dir, "x")
    assert run_queue.read_queue(runs_dir).held_by == "x"
    assert run_queue.take_next(runs_dir) is None
    run_queue.let_go(runs_dir)
    assert Path(run_queue.take_next(runs_dir).run_dir).name == "a"


def test_what_does_not_wait_can_neither_be_moved_nor_removed(runs_dir):
    waiting(runs_dir, "a")
    run_queue.take_next(runs_dir)
    for name in ("a", "none", "../runs/a", ""):
        with pytest.raises(UserError, match="does not wait"):
            run_queue.remove(runs_dir, name)
        with pytest.raises(UserError, match="does not wait"):
            run_queue.move(runs_dir, name, 1)
    assert (runs_dir / "a").is_dir()


def test_a_waiting_run_is_not_among_the_runs(tmp_path):
    folder = project_folder(tmp_path)
    waiting(folder.runs, "a", "b")
    run_queue.take_next(folder.runs)
    assert [run.name for run in find_runs(folder)] == ["a"]


def test_what_was_asked_for_is_told_by_its_fields():
    job = TrainJob("r", "c", "classify", "resnet18", recipe="rate = 0.5\n[second]\nblocks = 2\n", epochs=7)
    assert asked_changes(job) == {"rate": 0.5, "second.blocks": 2, "backbone": "resnet18", "epochs": 7}
    assert asked_changes(TrainJob("r", "c", "detect")) == {}


def test_more_epochs_take_longer():
    job = TrainJob("r", "c", "classify", "mobilenet_v2", threads=1, epochs=10)
    short, long = (run_queue.guess_seconds(replace(job, epochs=epochs), 500) for epochs in (10, 500))
    assert 0 < short < long
    assert run_queue.guess_seconds(replace(job, recipe="oops = 1"), 500) == 0


def test_a_run_that_waited_trains_as_one_that_did_not(tmp_path):
    snapshot = make_pictures(tmp_path / "pictures")
    recipe = "epochs = 2\nleast_steps = 0\nbatch = 5\nviews = 2\ninput_size = 64\nrate = 0.01\n"
    done = []
    for name in ("straight", "queued"):
        folder = tmp_path / "runs" / name
        folder.mkdir(parents=True)
        write_snapshot(folder / "snapshot.jsonl", snapshot)
        job = TrainJob(
            str(folder), str(tmp_path / "cache"), "classify", "tiny", recipe=recipe, device="cpu", threads=1, seed=3
        )
        said: list[object] = []
        if name == "queued":
            run_queue.enqueue(job)
            job = run_queue.take_next(tmp_path / "runs")
        done.append(train(job, said.append, lambda: False))
        assert not any(isinstance(event, Notice) and event.code == "resumed" for event in said)
    assert done[0].metrics == done[1].metrics
    straight, queued = (tmp_path / "runs" / name for name in ("straight", "queued"))
    assert (queued / "recipe.toml").read_text() == (straight / "recipe.toml").read_text()
    assert RunFolder(queued).read_best()[1] == RunFolder(straight).read_best()[1]
