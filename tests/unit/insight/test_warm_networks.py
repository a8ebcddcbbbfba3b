"""A network that was opened for one click serves the next: the answers are the same, and it stays as it was."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch

from ml_engine.domain.errors import Cancelled
from ml_engine.domain.events import FeatureMaps, InsightEvent, Notice
from ml_engine.insight import warm
from ml_engine.insight.deep_dream import dream
from ml_engine.insight.feature_maps import show_feature_maps
from ml_engine.insight.filters import show_filters
from ml_engine.insight.heat_maps import show_heat_map
from ml_engine.insight.nudge import nudge
from ml_engine.insight.patches import find_patches
from ml_engine.insight.top_answers import show_top_answers
from ml_engine.insight.warm import WarmNetworks, warm_networks
from ml_engine.jobs.insight_specs import (
    DreamJob,
    FiltersJob,
    HeatMapJob,
    NetworkPlace,
    NudgeJob,
    PatchesJob,
    TopAnswersJob,
)
from ml_engine.jobs.specs import FeatureMapJob
from ml_engine.training.model import TrainedModel
from tests.contracts.recipe_traces import make_weights
from tests.contracts.tiny_runs import make_run

CPU = torch.device("cpu")
LAYER = "backbone.body.1"
Click = tuple[Callable[..., object], object]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_run(tmp_path_factory.mktemp("warm"), "classify")


@pytest.fixture(autouse=True)
def cold() -> Iterator[None]:
    """The worker's networks are this process's: each test begins and ends without any."""
    warm_networks().clear()
    yield
    warm_networks().clear()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[TrainedModel]:
    """Every network that is opened from a file."""
    found: list[TrainedModel] = []
    open_network = warm.open_network

    def counted(*given: object) -> TrainedModel:
        found.append(open_network(*given))  # type: ignore[arg-type]
        return found[-1]

    monkeypatch.setattr(warm, "open_network", counted)
    return found


def clicks(run: Path) -> dict[str, Click]:
    images = [str(path) for path in sorted((run.parent.parent / "pictures").iterdir())]
    place, image = NetworkPlace(str(run)), images[0]
    end = {"device": "cpu", "threads": 1}
    return {
        "grad-cam": (show_heat_map, HeatMapJob(image, place, "grad-cam", **end)),
        "grad-cam, checked": (show_heat_map, HeatMapJob(image, place, "grad-cam", checks=3, **end)),
        "occlusion": (show_heat_map, HeatMapJob(image, place, "occlusion", window=32, **end)),
        "integrated": (show_heat_map, HeatMapJob(image, place, "integrated-gradients", steps=4, checks=2, **end)),
        "nudge": (nudge, NudgeJob(image, place, 3.0, 2, **end)),
        "dream": (dream, DreamJob(place, LAYER, side=64, octaves=2, steps=2, **end)),
        "filters": (show_filters, FiltersJob(place, 1)),
        "patches": (find_patches, PatchesJob(place, LAYER, 3, tuple(images), 2, **end)),
        "top": (show_top_answers, TopAnswersJob(image, place, 3, **end)),
        "maps": (show_feature_maps, FeatureMapJob(image, LAYER, model=str(run), **end)),
    }


def answers(click: Click) -> list[object]:
    function, job = click
    events: list[object] = []
    function(job, events.append, lambda: False)
    return [event for event in events if isinstance(event, InsightEvent | FeatureMaps)]


def test_the_second_click_answers_as_a_network_opened_afresh(run: Path, opened: list[TrainedModel]) -> None:
    """Whatever was clicked before: shuffled weights, gradients and nudges leave nothing behind."""
    fresh = {}
    for name, click in clicks(run).items():
        warm_networks().clear()
        fresh[name] = answers(click)
        assert fresh[name], name
    opened.clear()
    warm_networks().clear()
    for _ in range(2):
        for name, click in clicks(run).items():
            assert answers(click) == fresh[name], name
    assert len(opened) == 1


def test_no_click_changes_the_kept_network(run: Path) -> None:
    model = warm_networks().subject(NetworkPlace(str(run)), CPU, lambda _: None).model
    before = {name: tensor.clone() for name, tensor in (*model.named_parameters(), *model.named_buffers())}
    for click in clicks(run).values():
        answers(click)
    job = HeatMapJob(clicks(run)["top"][1].image, NetworkPlace(str(run)), "occlusion", device="cpu")  # type: ignore[attr-defined]
    with pytest.raises(Cancelled):
        show_heat_map(job, lambda _: None, lambda: True)
    assert warm_networks().subject(NetworkPlace(str(run)), CPU, lambda _: None).model is model
    after = dict((*model.named_parameters(), *model.named_buffers()))
    assert after.keys() == before.keys()
    assert all(torch.equal(tensor, before[name]) for name, tensor in after.items())
    assert not any(parameter.requires_grad or parameter.grad is not None for parameter in model.parameters())
    for name, module in model.named_modules():
        assert not module.training, name
        assert not {**module._forward_hooks, **module._forward_pre_hooks}, name


def test_a_run_that_was_trained_on_is_opened_again(run: Path, opened: list[TrainedModel]) -> None:
    click = clicks(run)["grad-cam"]
    answers(click)
    best = run / "best.safetensors"
    os.utime(best, ns=(0, best.stat().st_mtime_ns + 1))
    answers(click)
    assert len(opened) == 2


def test_another_epoch_size_or_run_is_another_network(run: Path, tmp_path: Path) -> None:
    """None is taken for another, and only so many stay."""
    places = [NetworkPlace(str(run)), NetworkPlace(str(run), input_size=96), NetworkPlace(backbone="tiny")]
    kept = WarmNetworks()
    found = [kept.open(place, CPU, lambda _: None).model for place in places]
    assert len({id(model) for model in found}) == 3
    assert [model.spec.input_size for model in found[:2]] == [64, 96]
    keys = {warm._key(places[0], CPU, epoch) for epoch in (0, 1, 2)}
    assert len(keys) == 3
    narrow = WarmNetworks(network_bytes=1)
    first = narrow.open(places[0], CPU, lambda _: None)
    assert narrow.open(places[0], CPU, lambda _: None) is first
    narrow.open(places[1], CPU, lambda _: None)
    assert narrow.open(places[0], CPU, lambda _: None) is not first


def test_a_pretrained_network_is_kept_with_its_own_answers_and_without(tmp_path: Path) -> None:
    weights = make_weights(tmp_path / "squeezenet1_1-random.safetensors")
    place = NetworkPlace(backbone="squeezenet1_1", weights=str(weights))
    kept = WarmNetworks()
    subject = kept.subject(place, CPU, lambda _: None)
    layers = kept.open(place, CPU, lambda _: None)
    assert len(subject.names) == 1000
    assert kept.subject(place, CPU, lambda _: None).model is subject.model
    assert layers.model is not subject.model
    assert kept.open(place, CPU, lambda _: None) is layers


def test_what_was_said_at_the_opening_is_said_at_every_click() -> None:
    click = (show_filters, FiltersJob(NetworkPlace(backbone="tiny"), 1))
    said: list[object] = []
    for _ in range(2):
        click[0](click[1], said.append, lambda: False)
    assert ["random" in event.message for event in said if isinstance(event, Notice)] == [True, True]
