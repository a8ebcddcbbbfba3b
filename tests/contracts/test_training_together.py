"""Two processes that torchrun starts train the model that one would have trained."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from ml_engine.domain.snapshot import Snapshot, write_snapshot
from ml_engine.jobs.run_state import run_state
from ml_engine.jobs.specs import TrainJob
from ml_engine.training.run import train
from ml_engine.training.run_folder import RunFolder
from tests.contracts.recipe_traces import COUNTS, make_pictures, make_weights

REPOSITORY = Path(__file__).resolve().parents[2]
RECIPE = (
    "epochs = 3\nleast_steps = 0\nbatch = 5\nviews = 2\ninput_size = 64\nl2 = 0.001\nevaluate_every = 1\n"
    'mixed_precision = "off"\n'  # what is compared are the last digits
    "[second]\nepochs = 1\nbatch = 5\nviews = 2\nblocks = {blocks}\n"
)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Path]:
    folder = tmp_path_factory.mktemp("together")
    return make_pictures(folder / "pictures"), make_weights(folder / "squeezenet1_1-random.safetensors")


def make_job(folder: Path, pictures: tuple[Snapshot, Path], task: str = "classify", blocks: int = 0) -> TrainJob:
    """Each with a cache of its own, so that features are computed."""
    run = folder / "runs" / "run"
    run.mkdir(parents=True)
    snapshot, weights = pictures
    write_snapshot(run / "snapshot.jsonl", snapshot)
    recipe = RECIPE.format(blocks=blocks)
    return TrainJob(
        str(run), str(folder / "cache"), task, "squeezenet1_1", str(weights), recipe=recipe, threads=1, device="cpu"
    )


def together(job: TrainJob, folder: Path, happens: str = "") -> list[str]:
    """What rank 0 heard, its end last. torchrun finds a free port by itself."""
    heard = folder / f"heard{happens}.txt"
    words = [
        "-m",
        "torch.distributed.run",
        "--standalone",
        "--nproc-per-node",
        "2",
        "-m",
        "tests.contracts.team_member",
    ]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "OMP_NUM_THREADS": "1", "LOGLEVEL": "ERROR"}
    done = subprocess.run(
        [sys.executable, *words, msgspec.json.encode(job).decode(), str(heard), happens],
        capture_output=True, text=True, cwd=REPOSITORY, env=environment, timeout=280, check=False,
    )  # fmt: skip
    assert heard.is_file(), done.stderr[-3000:]
    return heard.read_text(encoding="utf-8").splitlines()


def check_same(task: str, blocks: int, pictures, tmp_path: Path, tolerance: float) -> None:
    alone, shared = (make_job(tmp_path / name, pictures, task, blocks) for name in ("one", "two"))
    done = train(alone, lambda _: None, lambda: False)
    heard = together(shared, tmp_path)

    assert heard[-1].startswith("JobDone"), heard[-1]
    assert sum(line.startswith("JobStarted") for line in heard) == 1
    assert run_state(Path(shared.run_dir)) == "finished"
    one, two = (RunFolder(Path(job.run_dir)) for job in (alone, shared))
    for ours, theirs in zip(one.read_metrics(), two.read_metrics(), strict=True):
        assert theirs.train_loss == pytest.approx(ours.train_loss, abs=tolerance)
        assert theirs.train_metrics == pytest.approx(ours.train_metrics, abs=tolerance)
    best = {name: tensor.float() for name, tensor in one.read_best()[0].items()}
    for name, tensor in two.read_best()[0].items():
        assert (tensor.float() - best[name]).abs().max() <= tolerance * (1 + best[name].abs().max()), name
    assert done.metrics.keys() == set(two.read_metrics()[-1].metrics)
    shares = [(tmp_path / f"heard.{rank}").read_text(encoding="utf-8").split() for rank in (0, 1)]
    assert all(shares)
    assert not set(shares[0]) & set(shares[1])
    assert len(shares[0]) + len(shares[1]) == sum(sum(counts) for counts in COUNTS.values())
    sizes = [
        sum(path.stat().st_size for path in (tmp_path / place / "cache" / "features").glob("*/*.f16"))
        for place in ("one", "two")
    ]
    assert sizes[0] == sizes[1]


def test_two_processes_train_what_one_trains(pictures, tmp_path) -> None:
    check_same("classify", 0, pictures, tmp_path, 1e-3)


@pytest.mark.all_backbones
def test_two_processes_train_top_blocks_as_one_does(pictures, tmp_path) -> None:
    check_same("classify", 2, pictures, tmp_path, 1e-2)


@pytest.mark.all_backbones
def test_a_detector_s_statistics_stay_the_same_in_all_processes(pictures, tmp_path) -> None:
    """Batch norm sees half a batch each, so the losses agree only roughly."""
    alone, shared = (make_job(tmp_path / name, pictures, "detect") for name in ("one", "two"))
    train(alone, lambda _: None, lambda: False)
    assert together(shared, tmp_path)[-1].startswith("JobDone")
    one, two = (RunFolder(Path(job.run_dir)).read_metrics() for job in (alone, shared))
    assert two[-1].train_loss == pytest.approx(one[-1].train_loss, rel=0.25)


@pytest.mark.all_backbones
def test_a_stop_in_one_process_stops_all_and_the_run_goes_on_later(pictures, tmp_path) -> None:
    whole, parts = (make_job(tmp_path / name, pictures) for name in ("one", "two"))
    train(whole, lambda _: None, lambda: False)
    assert together(parts, tmp_path, "stop")[-1].startswith("JobCancelled")
    assert run_state(Path(parts.run_dir)) == "stopped"
    assert together(replace(parts, resume=True), tmp_path)[-1].startswith("JobDone")
    one, two = (RunFolder(Path(job.run_dir)).read_metrics() for job in (whole, parts))
    assert [row.train_loss for row in two] == pytest.approx([row.train_loss for row in one], abs=1e-3)


@pytest.mark.all_backbones
def test_a_failure_in_one_process_ends_all_with_its_sentence(pictures, tmp_path) -> None:
    heard = together(make_job(tmp_path / "two", pictures), tmp_path, "break")
    assert "JobFailed" in heard[-1]
    assert "Process 2: The disk of this machine is gone." in heard[-1]
