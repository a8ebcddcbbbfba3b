"""When memory runs out: the course's answers one after the other, each said, and what is left at the end."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import msgspec
import pytest
import torch

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Notice
from ml_engine.domain.snapshot import write_snapshot
from ml_engine.jobs.specs import TrainJob
from ml_engine.networks.backbones import BACKBONES
from ml_engine.tasks.defaults import CLASSIFY_DEFAULTS
from ml_engine.training import memory_answers, sources
from ml_engine.training import run as run_module
from ml_engine.training.device import DeviceChoice
from ml_engine.training.memory_answers import MemoryLack, next_answer, smaller_input, smaller_network
from ml_engine.training.recipe import Recipe, parse_recipe
from ml_engine.training.run import train
from ml_engine.training.run_folder import RunFolder
from ml_engine.training.step import Machine
from tests.contracts.recipe_traces import make_pictures, make_weights

JOB = TrainJob("run", "cache", "classify", backbone="resnet50", epochs=3, unfreeze=2)
LACK = MemoryLack(Recipe(epochs=3), 320, BACKBONES.get("resnet50"), half_left=True, device="cuda:0")


@pytest.fixture
def weights(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Names of the backbones whose weights are 'here'."""
    here: set[str] = set()
    monkeypatch.setattr(memory_answers, "find_weights", lambda info, *_: info.name if info.name in here else None)
    return here


def recipe_of(job: TrainJob) -> Recipe:
    return parse_recipe(job.recipe, CLASSIFY_DEFAULTS)


def test_mixed_precision_comes_before_a_smaller_input():
    answer = next_answer(LACK, JOB)
    assert recipe_of(answer.job).mixed_precision == "on"
    assert recipe_of(answer.job).input_size == 0
    assert "mixed precision" in answer.notice.message


def test_a_smaller_input_comes_before_a_smaller_network(weights):
    weights.add("resnet18")
    answer = next_answer(dataclasses.replace(LACK, half_left=False), JOB)
    assert recipe_of(answer.job) == msgspec.structs.replace(LACK.recipe, input_size=224)
    assert answer.job.backbone == "resnet50"
    assert "224 pixels instead of 320" in answer.notice.message


def test_the_changed_run_says_everything_in_its_recipe():
    job = next_answer(dataclasses.replace(LACK, half_left=False), JOB).job
    assert (job.epochs, job.unfreeze, job.input_size, job.resume) == (0, 0, 0, False)
    assert recipe_of(job).epochs == 3


def test_a_smaller_network_with_weights_comes_last(weights):
    weights |= {"resnet18", "mobilenet_v2", "resnet34"}
    lack = dataclasses.replace(LACK, half_left=False, input_size=96)
    answer = next_answer(lack, dataclasses.replace(JOB, weights="resnet50.pth"))
    # Of those with at most half of ResNet-50's parameters the largest.
    assert (answer.job.backbone, answer.job.weights) == ("resnet18", "")
    assert "ResNet-18 instead of ResNet-50" in answer.notice.message


def test_at_the_end_the_refusal_names_what_is_left(weights):
    lack = dataclasses.replace(LACK, half_left=False, input_size=96)
    with pytest.raises(UserError, match=r"96 pixels and ResNet-50") as caught:
        next_answer(lack, JOB)
    assert caught.value.code == "out-of-memory"
    assert "several of them" in caught.value.hint


@pytest.mark.parametrize(("size", "smaller"), [(640, 448), (320, 224), (224, 128), (160, 96), (128, 0), (96, 0)])
def test_a_smaller_input_has_about_half_the_pixels(size, smaller):
    assert smaller_input(size) == smaller


def test_pretrained_networks_are_not_replaced_by_untrained_ones(weights):
    assert smaller_network(BACKBONES.get("mobilenet_v3_small"), ()) is None
    assert smaller_network(BACKBONES.get("tiny"), ()) is None


class Place:
    """A run on pictures of 56 × 72 pixels with a network that something is too much for."""

    def __init__(self, path: Path) -> None:
        self.run = path / "runs" / "run"
        self.run.mkdir(parents=True)
        write_snapshot(self.run / "snapshot.jsonl", make_pictures(path / "pictures"))
        weights = make_weights(path / "squeezenet1_1-random.safetensors")
        self.job = TrainJob(
            str(self.run), str(path / "cache"), "classify", backbone="squeezenet1_1", weights=str(weights),
            recipe="input_size = 192\nbatch = 8\nviews = 1\nepochs = 1", threads=1, device="cpu",
        )  # fmt: skip
        self.events: list[object] = []

    def train(self) -> None:
        train(self.job, self.events.append, lambda: False)

    def notices(self, code: str) -> list[str]:
        return [event.message for event in self.events if isinstance(event, Notice) and event.code == code]


@pytest.fixture
def place(tmp_path: Path, monkeypatch) -> Place:
    """On a processor without half precision, whatever this one has."""
    monkeypatch.setattr(run_module, "choose_device", lambda _: DeviceChoice(torch.device("cpu"), "asked for"))
    return Place(tmp_path)


def test_a_run_goes_on_by_itself_with_the_first_answer_that_works(place, monkeypatch):
    extract = sources.extract_features

    def hungry(requests, *, input_size, **rest):
        if input_size > 128:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return extract(requests, input_size=input_size, **rest)

    monkeypatch.setattr(sources, "extract_features", hungry)
    (place.run / "last.ckpt").write_bytes(b"of the attempt before")

    place.train()

    (said,) = place.notices("memory-answer")
    assert "128 pixels instead of 192" in said
    folder = RunFolder(place.run)
    assert folder.read_spec().input_size == 128
    assert parse_recipe(folder.read_job().recipe, CLASSIFY_DEFAULTS).input_size == 128
    assert folder.read_best()


def test_where_the_device_can_mixed_precision_is_tried_first(place, monkeypatch):
    choice = DeviceChoice(torch.device("cpu"), "asked for", torch.bfloat16)
    monkeypatch.setattr(run_module, "choose_device", lambda _: choice)
    forward = Machine.forward

    def hungry(self, network, batch, *targets):
        if self.half is None and not torch.is_inference_mode_enabled():  # scoring needs no gradients
            raise torch.OutOfMemoryError("CUDA out of memory")
        return forward(self, network, batch, *targets)

    monkeypatch.setattr(Machine, "forward", hungry)
    place.job = dataclasses.replace(place.job, recipe=place.job.recipe + '\nmixed_precision = "off"')

    place.train()

    assert place.notices("batch-halved")
    assert [("mixed precision" in said) for said in place.notices("memory-answer")] == [True]


def test_where_nothing_helps_the_run_ends_in_words(place, monkeypatch):
    def hungry(*_, **__):
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes")

    monkeypatch.setattr(sources, "extract_features", hungry)
    with pytest.raises(UserError, match="no smaller network") as caught:
        place.train()
    assert caught.value.code == "out-of-memory"
    assert len(place.notices("memory-answer")) == 1  # 192 → 128, and 96 is the least that is tried


def test_another_error_is_no_lack_of_memory(place, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("shapes cannot be multiplied")

    monkeypatch.setattr(sources, "extract_features", broken)
    with pytest.raises(RuntimeError, match="shapes"):
        place.train()
