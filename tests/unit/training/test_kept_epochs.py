"""The epochs that a run keeps: small, spread evenly, and answering as they did."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import torch
from torch import nn

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import EpochEnd, SamplePredictions
from ml_engine.domain.predictions import Prediction, ScoredBox, ScoredLabel
from ml_engine.domain.snapshot import Snapshot, write_snapshot
from ml_engine.jobs.run import run_job
from ml_engine.jobs.specs import EpochsJob, EvaluateJob, PredictJob, TrainJob
from ml_engine.reports.kept_epochs import dropped_epochs, kept_epochs
from ml_engine.training.epoch_keeper import EpochKeeper, Rounded, same_answers
from ml_engine.training.run import evaluate, train
from ml_engine.training.run_folder import RunFolder, load_model
from tests.contracts.recipe_traces import make_pictures, make_weights

RECIPE = "epochs = 3\nleast_steps = 0\nbatch = 5\nviews = 2\ninput_size = 64\nrate = 0.01\n"
SECOND = "freeze = 'top'\n[second]\nepochs = 2\nbatch = 5\nviews = 2\nblocks = 1\n"


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Path]:
    folder = tmp_path_factory.mktemp("epochs")
    return make_pictures(folder / "pictures"), make_weights(folder / "squeezenet1_1-random.safetensors")


@pytest.fixture(scope="module")
def trained(pictures, tmp_path_factory: pytest.TempPathFactory) -> tuple[TrainJob, list[object]]:
    """A head for three epochs, then a block for two."""
    folder = tmp_path_factory.mktemp("trained")
    return start(folder, pictures, "classify", "squeezenet1_1", RECIPE + SECOND)


def start(folder: Path, pictures, task: str, backbone: str, recipe: str) -> tuple[TrainJob, list[object]]:
    snapshot, weights = pictures
    run = folder / "runs" / "one"
    run.mkdir(parents=True)
    write_snapshot(run / "snapshot.jsonl", snapshot)
    job = TrainJob(
        str(run), str(folder / "cache"), task, backbone, str(weights) if backbone != "tiny" else "",
        recipe=recipe, device="cpu", threads=1, seed=2,
    )  # fmt: skip
    events: list[object] = []
    train(job, events.append, lambda: False)
    return job, events


def never() -> bool:
    return False


def scored(job: TrainJob, epoch: int) -> dict[str, float]:
    return evaluate(
        EvaluateJob(job.run_dir, job.cache_dir, "validation", "cpu", 1, epoch=epoch), lambda _: None, never
    ).metrics


def test_every_epoch_scores_again_as_it_did(trained):
    job, events = trained
    said = [event for event in events if isinstance(event, EpochEnd) and event.epoch]
    assert [(one.epoch, one.phase) for one in kept_epochs(Path(job.run_dir))] == [
        (1, "head"), (2, "head"), (3, "head"), (4, "blocks"), (5, "blocks"),
    ]  # fmt: skip
    for end in said:
        assert scored(job, end.epoch) == pytest.approx(end.metrics, abs=1e-3), end.epoch


def test_scoring_an_epoch_leaves_the_run_s_own_answers(trained):
    job, _ = trained
    before = {path.name: path.read_bytes() for path in Path(job.run_dir).iterdir() if path.is_file()}
    scored(job, 1)
    assert {path.name: path.read_bytes() for path in Path(job.run_dir).iterdir() if path.is_file()} == before


def test_the_best_epoch_s_copy_is_the_best_model(trained):
    job, _ = trained
    folder = RunFolder(Path(job.run_dir))
    tensors, facts = folder.read_best()
    _, copy, _ = folder.read_epoch(int(facts["epoch"]))
    assert copy.keys() == tensors.keys()
    assert all(torch.equal(copy[name], tensors[name]) for name in tensors)


def test_all_epochs_answer_for_the_pinned_pictures_as_they_did_while_it_learnt(trained):
    job, events = trained
    live = {event.epoch: event.samples for event in events if isinstance(event, SamplePredictions) and event.epoch}
    said: list[object] = []
    done = run_job(EpochsJob(job.run_dir, job.cache_dir, 3, "cpu", 1), said.append, never)
    past = [event for event in said if isinstance(event, SamplePredictions)]
    assert past[0].epoch == 3
    assert {event.epoch for event in past} == set(live)
    assert done.figures["epochs"] == len(live)
    for event in past:
        then = {sample.image_id: sample for sample in live[event.epoch]}
        assert {sample.image_id for sample in event.samples} == set(then)
        for sample in event.samples:
            assert dict(sample.prediction.top) == pytest.approx(dict(then[sample.image_id].prediction.top), abs=1e-3)


def test_predicting_with_an_epoch_answers_as_that_epoch(trained, pictures):
    job, _ = trained
    image = str(pictures[0].images[0].image.path)
    answers = []
    for epoch in (1, 5):
        said: list[object] = []
        run_job(PredictJob(job.run_dir, (image,), device="cpu", threads=1, epoch=epoch), said.append, never)
        answers.append([dict(event.top) for event in said if hasattr(event, "top")])
    assert answers[0] != answers[1]


def test_an_epoch_that_is_not_kept_is_refused_with_those_that_are(trained):
    job, _ = trained
    with pytest.raises(UserError, match="Epoch 9 of one is not kept") as refused:
        scored(job, 9)
    assert refused.value.hint == "Choose one of those that are: 1, 2, 3, 4, 5."


def test_a_run_that_is_resumed_keeps_them_and_makes_later_ones_anew(trained, pictures, tmp_path):
    job, _ = trained
    snapshot, _ = pictures
    run = tmp_path / "runs" / "one"
    run.mkdir(parents=True)
    write_snapshot(run / "snapshot.jsonl", snapshot)
    parts = replace(job, run_dir=str(run), cache_dir=str(tmp_path / "cache"))
    ends = 0

    def stop() -> bool:
        return ends >= 3

    def listen(event: object) -> None:
        nonlocal ends
        ends += isinstance(event, EpochEnd) and event.epoch > 0

    with pytest.raises(Cancelled):
        train(parts, listen, stop)
    assert [one.epoch for one in kept_epochs(run)] == [1, 2, 3]
    train(replace(parts, resume=True), lambda _: None, never)

    ours, theirs = RunFolder(run), RunFolder(Path(job.run_dir))
    assert [one.epoch for one in kept_epochs(run)] == [1, 2, 3, 4, 5]
    for epoch in range(1, 6):
        (_, tensors, facts), (_, expected, known) = ours.read_epoch(epoch), theirs.read_epoch(epoch)
        assert (facts, tensors.keys()) == (known, expected.keys())
        assert all(torch.equal(tensors[name], expected[name]) for name in expected)


@pytest.mark.parametrize(
    ("count", "budget", "best", "left"),
    [
        (5, 50, 3, [1, 2, 3, 4, 5]),
        (9, 50, 4, [1, 4, 6, 8, 9]),
        (9, 30, 4, [1, 4, 9]),
        (9, 20, 4, [4, 9]),
        (9, 10, 4, [9]),
    ],
)
def test_where_not_all_fit_first_best_last_and_an_even_rest_stay(count, budget, best, left):
    kept: dict[int, int] = {}
    for epoch in range(1, count + 1):
        kept[epoch] = 10
        for gone in dropped_epochs(kept, min(best, epoch), budget):
            del kept[gone]
        assert sum(kept.values()) <= budget
    assert list(kept) == left


def test_of_many_epochs_those_left_are_spread_evenly():
    kept: dict[int, int] = {}
    for epoch in range(1, 201):
        kept[epoch] = 10
        for gone in dropped_epochs(kept, 1, 200):
            del kept[gone]
    numbers = list(kept)
    gaps = [after - before for before, after in pairwise(numbers)]
    assert (len(numbers), numbers[0], numbers[-1]) == (20, 1, 200)
    assert max(gaps) <= 16


def test_the_budget_holds_and_half_the_digits_are_left_out_only_where_asked(tmp_path):
    keeper = EpochKeeper(RunFolder(tmp_path), 0, lambda _: None, budget=100_000)
    weights = {"head.w": torch.randn(5000), "head.count": torch.tensor(3), "auxiliary.0": torch.randn(9000)}
    assert keeper.wants_half(weights, 9)
    assert not keeper.wants_half(weights, 3)
    for epoch in range(1, 20):
        keeper.keep(epoch, "head", weights, half=epoch % 2 == 0, best=1, score=0.5)
        assert sum(one.path.stat().st_size for one in kept_epochs(tmp_path)) <= 100_000
    _, whole, facts = RunFolder(tmp_path).read_epoch(19)
    assert (whole.keys(), facts["score"]) == ({"head.w", "head.count"}, "0.5")
    assert torch.equal(whole["head.w"], weights["head.w"])


def test_a_network_too_large_to_keep_is_said_once(tmp_path):
    said: list[object] = []
    keeper = EpochKeeper(RunFolder(tmp_path), 0, said.append, budget=1000)
    for epoch in (1, 2):
        keeper.keep(epoch, "blocks", {"head.w": torch.randn(5000)}, half=False, best=0, score=None)
    assert ([event.code for event in said], kept_epochs(tmp_path)) == (["epochs-not-kept"], ())


def test_rounded_weights_change_what_a_network_answers_and_nothing_in_it():
    layer = nn.Linear(4, 2)
    state = {name: tensor.clone() for name, tensor in layer.state_dict().items()}
    inputs = torch.randn(3, 4)
    rounded = Rounded(layer, {"weight": layer.weight, "bias": layer.bias})(inputs)
    assert not torch.equal(rounded, layer(inputs))
    assert torch.allclose(rounded, layer(inputs), atol=1e-2)
    assert all(torch.equal(tensor, state[name]) for name, tensor in layer.state_dict().items())


def test_answers_are_the_same_up_to_a_thousandth():
    def box(score: float, right: float = 100.0) -> Prediction:
        return Prediction(boxes=(ScoredBox(0, score, (0, 0, right, 100)),))

    assert same_answers([box(0.5)], [box(0.5005, 100.1)])
    assert not same_answers([box(0.5)], [box(0.502)])
    assert not same_answers([box(0.5)], [box(0.5, 110)])
    assert not same_answers([box(0.5)], [Prediction()])
    assert same_answers([box(0.01)], [Prediction()])
    label = [Prediction(labels=(ScoredLabel(0, 0.7), ScoredLabel(1, 0.3)))]
    assert not same_answers(label, [Prediction(labels=(ScoredLabel(0, 0.69), ScoredLabel(1, 0.31)))])


def test_a_network_that_is_trained_whole_is_kept_whole(pictures, tmp_path):
    job, events = start(
        tmp_path, pictures, "detect", "tiny", RECIPE.replace("epochs = 3", "epochs = 2") + "evaluate_every = 1\n"
    )
    first = next(event for event in events if isinstance(event, EpochEnd) and event.epoch == 1)
    assert scored(job, 1) == pytest.approx(first.metrics, abs=2e-3)
    names = load_model(Path(job.run_dir), epoch=1).state_dict()
    assert set(RunFolder(Path(job.run_dir)).read_epoch(1)[1]) == set(names)
