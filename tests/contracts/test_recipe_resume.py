"""A run with everything switched on is stopped anywhere and goes on to the very same weights."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from ml_engine.domain.errors import Cancelled
from ml_engine.domain.events import StepEnd
from ml_engine.domain.snapshot import Snapshot, write_snapshot
from ml_engine.jobs.specs import EvaluateJob, TrainJob
from ml_engine.training.run import evaluate, train
from ml_engine.training.run_folder import RunFolder
from tests.contracts.recipe_traces import make_pictures, make_weights

EVERYTHING = """
epochs = 2
least_steps = 0
evaluate_every = 1
batch = 5
views = 2
input_size = 64
rate = 0.01
warm_up = 0.2
l1 = 0.0001
l2 = 0.0001
max_norm = 3.0
dropout = 0.2
ema = 0.9
clip = 1.0
class_balance = "sampling"
mixup = 0.3
normalization = "dataset"
fit = "crop"
"""
SECOND = "[second]\nepochs = 1\nbatch = 5\nviews = 2\nblocks = {blocks}\n"
CASES = {
    "classify, frozen, then two blocks": ("classify", "squeezenet1_1", 'optimizer = "rmsprop"\ncutmix = 1.0', 2),
    "classify, whole": ("classify", "tiny", 'optimizer = "adam"\nschedule = "step"\ncutmix = 1.0', 0),
    "classify, nothing frozen": ("classify", "squeezenet1_1", 'freeze = "nothing"\nlabel_smoothing = 0.1', 0),
    "detect, frozen, then a block": ("detect", "squeezenet1_1", 'optimizer = "sgd"\nmix = 0.5\nmulti_scale = 1', 1),
    "localize, frozen, then a block": ("localize", "squeezenet1_1", "mix = 1.0\nmulti_scale = 1", 1),
    "yolo, frozen": ("detect", "squeezenet1_1", 'method = "yolo"\nmix = 0.5\nmulti_scale = 1\nanchors = 2', 0),
    "sliding window, frozen": ("detect", "squeezenet1_1", 'method = "sliding_window"\nmix = 0.5', 0),
    "detect, whole": ("detect", "tiny", 'schedule = "cosine"\nmulti_scale = 1', 0),
}


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Path]:
    folder = tmp_path_factory.mktemp("everything")
    return make_pictures(folder / "pictures"), make_weights(folder / "squeezenet1_1-random.safetensors")


@pytest.mark.parametrize("name", CASES)
def test_a_run_with_everything_on_resumes_to_the_same_weights(name, pictures, tmp_path) -> None:
    snapshot, weights = pictures
    task, backbone, more, blocks = CASES[name]
    recipe = f"{EVERYTHING}{more}\n{SECOND.format(blocks=blocks)}"

    def job(run: str) -> TrainJob:
        folder = tmp_path / "runs" / run
        folder.mkdir(parents=True)
        write_snapshot(folder / "snapshot.jsonl", snapshot)
        named = "" if backbone == "tiny" else str(weights)
        return TrainJob(
            str(folder), str(tmp_path / "cache"), task, backbone, named, recipe=recipe, threads=1, device="cpu"
        )

    whole, parts = job("whole"), job("parts")
    steps: list[object] = []
    done = train(whole, steps.append, lambda: False)
    count = sum(isinstance(event, StepEnd) for event in steps)
    seen: list[object] = []
    with pytest.raises(Cancelled):
        train(parts, seen.append, lambda: sum(isinstance(event, StepEnd) for event in seen) > count // 2)

    again = train(replace(parts, resume=True), seen.append, lambda: False)

    assert again.metrics == done.metrics
    # Read back from its folder, the model prepares pixels as it learnt to.
    scored = evaluate(EvaluateJob(whole.run_dir, whole.cache_dir, device="cpu", threads=1), steps.append, lambda: False)
    assert scored.metrics == pytest.approx(done.metrics, abs=1e-3)
    for read in ("read_best", "read_last"):
        ours, theirs = (getattr(RunFolder(Path(place.run_dir)), read)()[0] for place in (parts, whole))
        assert ours.keys() == theirs.keys()
        assert all(torch.equal(ours[key], theirs[key]) for key in theirs)
