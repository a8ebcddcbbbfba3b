"""What `inspect` says of a network, against the course's known answers and against torch."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import NetworkInspected
from ml_engine.jobs.specs import InspectJob
from ml_engine.networks.backbones import BACKBONES
from ml_engine.networks.cuts import cut_network
from ml_engine.networks.inspection import inspect_network, watch_layers
from ml_engine.networks.layer_recipe import Conv, LayerRecipe, layers_toml

THREE = LayerRecipe("Three", (200, 300, 3), tuple(Conv(filters, 3, 2, "same") for filters in (100, 200, 400)))
PUBLISHED = {
    "alexnet": 61_100_840,
    "vgg16": 138_357_544,
    "googlenet": 6_624_904,
    "inception_v3": 27_161_264,
    "resnet18": 11_689_512,
    "mobilenet_v2": 3_504_872,
    "efficientnet_b0": 5_288_548,
    "lenet5": 61_706,
    "tutorial_cifar10": 315_722,
    "deck_cifar10": 88_914_698,
}
LARGER = {
    "resnet34": 21_797_672,
    "resnet50": 25_557_032,
    "resnet152": 60_192_808,
    "inception_v4": 42_679_816,
    "xception": 22_855_952,
    "senet154": 115_088_984,
    "mobilenet_v1": 4_231_976,
}
CHEAP = ("lenet5", "tiny", "bundled", "vgg11", "convnext_tiny", "shufflenet_v2_x0_5", "se_resnet18", "alexnet_lrn")
NUMBERS = [*PUBLISHED.items(), *(pytest.param(*item, marks=pytest.mark.all_backbones) for item in LARGER.items())]


def inspected(**fields: object) -> NetworkInspected:
    said: list[NetworkInspected] = []
    inspect_network(InspectJob(**fields), said.append, lambda: False)
    (facts,) = said
    return facts


@pytest.mark.parametrize(("name", "parameters"), NUMBERS)
def test_a_network_as_published_has_its_known_parameters(name: str, parameters: int) -> None:
    facts = inspected(backbone=name)
    assert (facts.parameters, facts.trainable) == (parameters, parameters)
    assert sum(layer.parameters for layer in facts.layers) == parameters


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in CHEAP else pytest.mark.all_backbones) for name in BACKBONES.names()],
)
def test_a_new_classifier_learns_alone_unless_the_network_has_no_weights(name: str) -> None:
    info = BACKBONES.get(name)
    facts = inspected(backbone=name, labels=5)
    head = 5 * (info.embedding + 1)
    assert facts.parameters == info.parameters + head
    assert facts.trainable == (facts.parameters if info.trains_whole else head)


def test_googlenet_with_both_heads() -> None:
    assert inspected(backbone="googlenet", auxiliary=True).parameters == 13_004_888
    assert inspected(backbone="inception_v3", auxiliary=False).parameters == 27_161_264 - 3_326_696


def test_resnet50_with_two_labels_is_frozen_but_for_its_head() -> None:
    facts = inspected(backbone="resnet50", labels=2)
    assert (facts.parameters - facts.trainable, facts.trainable) == (23_508_032, 4_098)
    assert facts.layers[-1].shape == (2,)
    assert facts.layers[-2].shape == (2048, 7, 7)


def test_the_courses_three_convolutions() -> None:
    facts = inspected(network=layers_toml(THREE), batch=50)
    assert facts.parameters == 903_400
    assert facts.bytes_predict == 9_000_000 + 3_613_600
    assert facts.bytes_train == 526_000_000 + 36_000_000 + 3_613_600
    assert [layer.shape for layer in facts.layers] == [(100, 100, 150), (200, 50, 75), (400, 25, 38)]


def test_a_recipe_takes_another_input_and_other_labels() -> None:
    facts = inspected(backbone="tutorial_cifar10", input=(64, 48, 1), labels=7)
    assert facts.input == (1, 64, 48)
    assert facts.layers[0].shape == (32, 62, 46)
    assert (facts.layers[-1].shape, facts.layers[-1].parameters) == ((7,), 129 * 7)


def test_layers_are_what_plain_torch_answers() -> None:
    """On real tensors: shapes and order by torch's own hooks, memory from the numbers of each answer."""
    network = cut_network(BACKBONES.get("resnet18"))[0].eval()
    rows = watch_layers(network, torch.zeros(1, 3, 64, 96), "ResNet-18")
    seen: dict[str, tuple[int, ...]] = {}
    for name, module in network.named_modules():
        if not list(module.children()):

            def keep(_module: nn.Module, _inputs: object, output: torch.Tensor, name: str = name) -> None:
                seen.setdefault(name, tuple(output.shape[1:]))

            module.register_forward_hook(keep)
    with torch.no_grad():
        network(torch.zeros(1, 3, 64, 96))
    assert {row.name: row.shape for row in rows} == seen
    for row in rows:
        expected = 0 if row.kind == "ReLU" else 4 * int(torch.tensor(row.shape).prod())
        assert row.bytes == expected


def test_a_parameter_that_is_used_twice_is_counted_once() -> None:
    shared = nn.Conv2d(3, 3, 3, padding=1)
    rows = watch_layers(nn.Sequential(shared, nn.ReLU(), shared), torch.zeros(1, 3, 8, 8), "Shared")
    assert [row.parameters for row in rows] == [84, 0, 0]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"backbone": "resnett"}, "no backbone called 'resnett'"),
        ({"backbone": "resnet18", "input": (224, 224, 1)}, "3 channels, not of 1"),
        ({"backbone": "resnet18", "input": (224, 224)}, "224×224 is no height"),
        ({"backbone": "resnet18", "input": (0, 224, 3)}, "0×224×3 is no height"),
        ({"backbone": "inception_v3", "input": (64, 64, 3)}, "cannot take pictures of 64×64 pixels"),
        ({"backbone": "lenet5", "input": (8, 8, 1)}, "Layer 4 of the network 'LeNet-5'"),
        ({"backbone": "lenet5", "batch": 0}, "at least one picture"),
        ({"network": "name = 3"}, "cannot be read"),
    ],
)
def test_what_cannot_be_inspected_is_said(fields: dict[str, object], sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        inspected(**fields)
