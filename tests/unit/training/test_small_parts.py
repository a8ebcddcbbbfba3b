"""Learning rates, averages, epochs' plans, devices, the model's spec: the loop's small parts."""

from __future__ import annotations

import uuid

import pytest
import torch
from torch import nn

from ml_engine.domain.errors import UserError
from ml_engine.networks.backbones import IMAGENET
from ml_engine.training.average import MovingAverage
from ml_engine.training.batches import plan_epoch
from ml_engine.training.device import DeviceChoice, choose_device, half_precision
from ml_engine.training.model_spec import LabelSpec, ModelSpec
from ml_engine.training.schedule import rate_factor


def test_one_cycle_rises_to_one_and_falls_to_almost_nothing():
    factors = [rate_factor("one-cycle", step, 101) for step in range(101)]
    assert factors[0] == pytest.approx(1 / 25)
    assert factors[30] == pytest.approx(1.0)
    assert factors[100] == pytest.approx(1e-4)
    assert factors[:31] == sorted(factors[:31])
    assert factors[30:] == sorted(factors[30:], reverse=True)


@pytest.mark.parametrize(("schedule", "first", "last"), [("cosine", 1.0, 1e-4), ("constant", 1.0, 1.0)])
def test_the_other_schedules_start_at_the_peak(schedule, first, last):
    assert rate_factor(schedule, 0, 50) == pytest.approx(first)
    assert rate_factor(schedule, 49, 50) == pytest.approx(last)


def test_a_training_of_one_step_has_a_rate():
    assert rate_factor("one-cycle", 0, 1) > 0


@pytest.mark.parametrize("step", [-1, 5])
def test_a_step_outside_the_training_is_an_error(step):
    with pytest.raises(ValueError, match="step"):
        rate_factor("cosine", step, 5)


@pytest.mark.parametrize(("pictures", "batch", "sizes"), [(10, 4, [4, 3, 3]), (3, 8, [3]), (17, 16, [9, 8])])
def test_an_epoch_shows_every_picture_once_in_even_batches(pictures, batch, sizes):
    plan = plan_epoch(pictures, 4, batch, (1, 2, 3))
    assert [len(places) for places, _ in plan.batches] == sizes
    assert sorted(place for places, _ in plan.batches for place in places) == list(range(pictures))


def test_an_epoch_s_plan_depends_on_its_key_alone():
    torch.manual_seed(1)
    plan = plan_epoch(50, 4, 8, (1, 1, 7))
    torch.manual_seed(2)
    assert plan_epoch(50, 4, 8, (1, 1, 7)) == plan
    assert plan_epoch(50, 4, 8, (1, 1, 8)) != plan
    assert plan_epoch(50, 4, 8, (1, 2, 7)) != plan


def test_views_are_drawn_from_all_there_are_the_plain_one_included():
    drawn = {view for _, views in plan_epoch(200, 3, 8, (0,)).batches for view in views}
    assert drawn == {0, 1, 2}


def test_an_average_lags_behind_and_copies_statistics():
    network = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2))
    average = MovingAverage(network, 0.9, frozenset(network.state_dict()))
    start = network[0].weight.detach().clone()
    with torch.no_grad():
        network[0].weight += 1
        network[1].running_mean += 5
    average.update(step=10_000)
    follower = average.network
    torch.testing.assert_close(follower[0].weight, start + 0.1)
    torch.testing.assert_close(follower[1].running_mean, network[1].running_mean)


def test_early_on_an_average_follows_fast():
    network = nn.Linear(1, 1, bias=False)
    average = MovingAverage(network, 0.999, frozenset(network.state_dict()))
    start = network.weight.detach().clone()
    with torch.no_grad():
        network.weight += 1
    average.update(step=1)
    torch.testing.assert_close(average.network.weight, start + 1 - 2 / 11)


def test_without_decay_the_average_is_the_network():
    network = nn.Linear(1, 1)
    assert MovingAverage(network, 0.0, frozenset()).network is network


def test_the_processor_can_always_be_chosen():
    choice = choose_device("cpu")
    assert (choice.device.type, choice.reason) == ("cpu", "asked for")


@pytest.mark.parametrize("instruction", ["avx512_bf16", "amx_bf16", "avx512_f"])
def test_a_processor_has_half_precision_where_it_multiplies_it_itself(instruction, monkeypatch):
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {instruction: True})
    assert choose_device("cpu").half is (None if instruction == "avx512_f" else torch.bfloat16)


@pytest.mark.parametrize("name", ["tpu", "cuda:99", "mps:7", ""])
def test_a_device_that_is_not_there_is_refused(name):
    with pytest.raises(UserError) as caught:
        choose_device(name)
    assert caught.value.code == "device-missing"


def test_mixed_precision_is_used_where_the_device_has_it():
    with_half = DeviceChoice(torch.device("cuda"), "", torch.bfloat16)
    without = DeviceChoice(torch.device("cpu"), "")
    assert half_precision(with_half, "auto") is torch.bfloat16
    assert half_precision(with_half, "off") is None
    assert half_precision(without, "auto") is None
    with pytest.raises(UserError):
        half_precision(without, "on")


def test_on_a_processor_only_what_gains_computes_in_half_precision_unasked():
    processor = DeviceChoice(torch.device("cpu"), "", torch.bfloat16)
    assert half_precision(processor, "auto", method="grid") is torch.bfloat16
    assert half_precision(processor, "auto", method="faster_rcnn") is None
    assert half_precision(processor, "auto") is None
    assert half_precision(processor, "on") is torch.bfloat16
    assert half_precision(processor, "off", method="grid") is None


SPEC = ModelSpec(
    task="detect", labels=(LabelSpec(uuid.uuid4(), "mapache", "#00ff00"),), backbone="mobilenet_v2",
    weights_sha256="ab" * 32, input_size=320, fit="letterbox", normalization=IMAGENET, features="pyramid",
    trained_blocks=0, score=0.3, iou=0.6, vistazo="0.1.0",
)  # fmt: skip


def test_a_spec_survives_json():
    assert ModelSpec.from_json(SPEC.to_json()) == SPEC


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "damaged-model"),
        (SPEC.to_json()[:-40], "damaged-model"),
        (SPEC.to_json().replace(b'"letterbox"', b'"squash"'), "damaged-model"),
        (SPEC.to_json().replace(b'"spec_version": 1', b'"spec_version": 5'), "newer-model"),
    ],
)
def test_a_damaged_or_newer_spec_is_refused(data, code):
    with pytest.raises(UserError) as caught:
        ModelSpec.from_json(data, "runs/1/model.json")
    assert caught.value.code == code
    assert "runs/1/model.json" in caught.value.message
