"""A search: its trials, what it keeps of them, and that a killed one goes on as if it had not been."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import JobDone, Progress, TrialState
from ml_engine.domain.snapshot import Snapshot, write_snapshot
from ml_engine.jobs.engine import Engine
from ml_engine.jobs.run import run_job
from ml_engine.jobs.run_state import run_state
from ml_engine.jobs.specs import SearchJob, TrainJob
from ml_engine.reports.kept_epochs import kept_epochs
from ml_engine.reports.search_file import SearchFile, read_search, write_search
from ml_engine.training.recipe import parse_recipe
from ml_engine.training.recipe_diff import read_run_recipe
from ml_engine.training.recipe_fields import field_values
from ml_engine.training.run_folder import RunFolder
from tests.contracts.recipe_traces import make_pictures, make_weights

RANGES = """
metric = "loss"
[ranges]
rate = { low = 1e-4, high = 1.0, log = true }
label_smoothing = { low = 0.0, high = 0.3 }
optimizer = { choices = ["adamw", "sgd"] }
[recipe]
epochs = 6
least_steps = 0
views = 1
batch = 8
input_size = 64
"""


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Path]:
    folder = tmp_path_factory.mktemp("search")
    return make_pictures(folder / "pictures"), make_weights(folder / "squeezenet1_1-random.safetensors")


@pytest.fixture(scope="module")
def begin(pictures, tmp_path_factory) -> Callable[..., SearchJob]:
    cache = tmp_path_factory.mktemp("cache")

    def make(folder: Path, trials: int, ranges: str = RANGES, **more: object) -> SearchJob:
        snapshot, weights = pictures
        search_dir = folder / "runs" / "s"
        search_dir.mkdir(parents=True)
        write_snapshot(search_dir / "snapshot.jsonl", snapshot)
        job = TrainJob("", "", "classify", "squeezenet1_1", str(weights), seed=4)
        write_search(search_dir, SearchFile(job, ranges, trials, seed=2, **more))
        return SearchJob(str(search_dir), str(cache), device="cpu", threads=1)

    return make


@pytest.fixture(scope="module")
def whole(begin, tmp_path_factory) -> tuple[SearchJob, JobDone, list[object]]:
    pytest.importorskip("optuna")
    job = begin(tmp_path_factory.mktemp("whole"), 9)
    said: list[object] = []

    def listen(event: object) -> None:
        said.append(event)
        if isinstance(event, TrialState) and (event.number, event.epoch) == (7, 0) and event.result == "running":
            said.append(read_search(Path(job.search_dir)).importance)

    return job, run_job(job, listen, lambda: False), said


def outcome(job: SearchJob) -> list[tuple]:
    file = read_search(Path(job.search_dir))
    return [(one.number, one.run, one.values, one.result, one.value, one.epochs) for one in file.trials]


def test_the_best_trial_is_found_and_written_as_a_recipe(whole):
    job, done, _ = whole
    folder, file = Path(job.search_dir), read_search(Path(job.search_dir))
    ended = [trial for trial in file.trials if trial.result == "done"]
    assert len(file.trials) == 9
    assert file.best.value == min(trial.value for trial in ended)
    assert (done.metrics, Path(done.run).name) == ({"loss": file.best.value}, file.best.run)
    usual = next(trial for trial in file.trials if trial.number == 1)
    assert usual.values == {"rate": 0.001, "label_smoothing": 0.0, "optimizer": "adamw"}
    assert file.best.value < usual.value
    best = field_values(parse_recipe((folder / "best.toml").read_text(), read_run_recipe(Path(done.run))))
    assert {name: best[name] for name in file.best.values} == file.best.values
    assert best == field_values(read_run_recipe(Path(done.run)))
    assert sum(file.importance.values()) == pytest.approx(1)
    for name in ("history", "slices", "importance"):
        assert (folder / f"{name}.png").read_bytes().startswith(b"\x89PNG")


def test_trials_are_judged_by_validation_only_and_told_as_they_go(whole):
    job, _, said = whole
    for trial in read_search(Path(job.search_dir)).trials:
        rows = RunFolder(Path(job.search_dir).parent / trial.run).read_metrics()
        assert trial.epochs == [(row.epoch, row.metrics["loss"]) for row in rows]
    told = [event for event in said if isinstance(event, TrialState)]
    assert [event.number for event in told if event.result != "running"] == list(range(1, 10))
    assert [event.done for event in said if isinstance(event, Progress)] == list(range(10))


def test_a_trial_that_falls_behind_is_ended_early(whole):
    job, _, _ = whole
    trials = read_search(Path(job.search_dir)).trials
    pruned = [trial for trial in trials if trial.result == "pruned"]
    assert pruned
    assert all(2 <= len(trial.epochs) < 6 for trial in pruned)
    assert all(trial.number > 4 for trial in pruned)


def test_every_trial_stays_a_run_and_only_the_best_keeps_all(whole):
    job, _, _ = whole
    file, runs = read_search(Path(job.search_dir)), Path(job.search_dir).parent
    for trial in file.trials:
        folder = RunFolder(runs / trial.run)
        assert folder.read_best()[0]
        assert run_state(folder.path) == ("finished" if trial.result == "done" else "stopped")
        is_best = trial.number == file.best.number
        assert (folder.last_file.is_file(), bool(kept_epochs(folder.path))) == (is_best, is_best)


@pytest.mark.parametrize("stop_at", [(2, 3), pytest.param((6, 1), marks=pytest.mark.all_backbones)])
def test_a_search_that_was_cut_off_goes_on_to_the_same_trials(whole, begin, tmp_path, stop_at):
    expected, _, _ = whole
    job = begin(tmp_path, 9)
    reached = False

    def listen(event: object) -> None:
        nonlocal reached
        reached |= isinstance(event, TrialState) and (event.number, event.epoch) == stop_at

    with pytest.raises(Cancelled):
        run_job(job, listen, lambda: reached)
    assert len(read_search(Path(job.search_dir)).trials) == stop_at[0]
    again: list[object] = []
    run_job(job, again.append, lambda: False)

    assert outcome(job) == outcome(expected)
    begun = [event.number for event in again if isinstance(event, TrialState) and event.result != "running"]
    assert begun[0] == stop_at[0]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is POSIX")
def test_a_search_whose_worker_is_killed_goes_on_with_every_finished_trial(whole, begin, tmp_path):
    expected, _, _ = whole
    job = begin(tmp_path, 2)
    folder = Path(job.search_dir)
    with Engine(log_dir=tmp_path / "logs") as engine:
        handle = engine.submit(job)
        for event in handle.events():
            if isinstance(event, TrialState) and (event.number, event.epoch) == (2, 3):
                finished = read_search(folder).trials[0]
                os.kill(handle.worker_pid, signal.SIGKILL)
        assert handle.wait(60).code == "worker-died"
        assert [trial.result for trial in read_search(folder).trials] == ["done", "running"]
        assert read_search(folder).trials[0] == finished

        again = engine.submit(job)
        begun = [event.number for event in again.events() if isinstance(event, TrialState)]
        assert isinstance(again.wait(60), JobDone)

    assert set(begun) == {2}
    assert read_search(folder).trials[0] == finished
    assert outcome(job) == outcome(expected)[:2]


def test_what_mattered_is_known_before_the_search_has_ended(whole):
    _, _, said = whole
    early = next(item for item in said if isinstance(item, dict))
    assert sum(early.values()) == pytest.approx(1)


def test_more_trials_go_on_where_the_search_had_ended(whole):
    job, _, _ = whole
    file = read_search(Path(job.search_dir))
    before = outcome(job)
    file.wanted = 10
    write_search(Path(job.search_dir), file)
    said: list[object] = []
    run_job(job, said.append, lambda: False)
    assert outcome(job)[:9] == before
    assert len(outcome(job)) == 10


def test_a_search_ends_when_nothing_is_left_to_try(begin, tmp_path):
    pytest.importorskip("optuna")
    small = RANGES.split("[ranges]")[0] + '[ranges]\noptimizer = { choices = ["adamw", "sgd"] }\n[recipe]\n'
    job = begin(tmp_path, 9, small + RANGES.split("[recipe]\n")[1].replace("epochs = 6", "epochs = 1"))
    run_job(job, lambda _: None, lambda: False)
    assert sorted(trial[2]["optimizer"] for trial in outcome(job)) == ["adamw", "sgd"]


def test_where_every_training_fails_the_search_says_why(begin, tmp_path):
    pytest.importorskip("optuna")
    job = begin(
        tmp_path, 9, '[ranges]\nrate = {low = 0.1, high = 1.0}\n[recipe]\nfreeze = "top"\n[recipe.second]\nblocks = 1\n'
    )
    file = read_search(Path(job.search_dir))
    write_search(Path(job.search_dir), SearchFile(TrainJob("", "", "classify", "tiny"), file.ranges, 9))
    with pytest.raises(UserError, match="The first 3 trainings of the search failed") as refused:
        run_job(job, lambda _: None, lambda: False)
    assert "no pretrained weights" in refused.value.message
    assert [trial[3] for trial in outcome(job)] == ["failed"] * 3


def test_without_optuna_the_search_names_the_extra(begin, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "optuna", None)
    with pytest.raises(UserError, match="Optuna") as refused:
        run_job(begin(tmp_path, 3), lambda _: None, lambda: False)
    assert (refused.value.code, "vistazo[search]" in refused.value.hint) == ("search-extra", True)
