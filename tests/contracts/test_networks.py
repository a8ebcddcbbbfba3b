"""One suite over every network of the registry: it is built as said, learns frozen and whole, and leaves as ONNX."""

from __future__ import annotations

import copy
import dataclasses
import functools
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from ml_engine.domain.errors import UserError
from ml_engine.export.onnx_export import OnnxExporter
from ml_engine.networks.backbones import BACKBONES, STRIDES
from ml_engine.networks.build import Backbone, build_backbone
from ml_engine.networks.freeze import freeze
from ml_engine.networks.runtime import agrees
from ml_engine.tasks.classification import LinearHead
from ml_engine.training.model import TrainedModel
from tests.contracts.network_families import least_side, noise
from tests.contracts.tiny_runs import tiny_spec

# The cheapest of each family; the rest runs with -m all_backbones.
SMALL = (
    "lenet5", "tutorial_cifar10", "nin", "googlenet", "resnet18", "resnet34_units", "squeezenet1_1", "se_resnet18",
    "mobilenet_v1", "mobilenet_v2", "shufflenet_v2_x0_5", "mobilenet_v3_small", "mobilenet_v4_small", "efficientnet_b0",
    "tiny",
)  # fmt: skip
# PyTorch's exporter takes seconds each: by default one row of ours, one of each library, one with shuffled channels.
EXPORTED = ("tutorial_cifar10", "googlenet", "mobilenet_v1", "shufflenet_v2_x0_5")


def usually(*names: str) -> pytest.MarkDecorator:
    """All networks; those that are not named run with -m all_backbones."""
    marked = [pytest.param(n, marks=() if n in names else pytest.mark.all_backbones) for n in BACKBONES.names()]
    return pytest.mark.parametrize("name", marked)


every_network = usually(*SMALL)


@functools.lru_cache(maxsize=1)
def built(name: str) -> Backbone:
    """With random weights, but batch norms that have seen pictures: else deep ones answer with noise of noise."""
    torch.manual_seed(3)
    backbone = build_backbone(name, None)
    for module in backbone.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.momentum = 1.0
            nn.init.constant_(module.weight, 0.1)  # tame: rounding grows to half of an untrained SE-ResNet-152's answer
        if type(module).__name__ == "StochasticDepth":
            module.p = 0.0  # a block that is left out by chance learns nothing in that step
    with torch.no_grad():
        backbone.train().embed(noise(backbone.info, 4) * 0.9)
    for module in backbone.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.momentum = 0.1
    return backbone.eval()


def fresh(name: str) -> Backbone:
    """A copy to change; building a large network anew takes longer."""
    return copy.deepcopy(built(name))


def one_step(backbone: Backbone) -> tuple[float, LinearHead]:
    """One step of a head and of what is not frozen, at a rate at which every parameter moves. Returns the loss."""
    torch.manual_seed(4)
    head = LinearHead(backbone.info.embedding, 3)
    nn.init.normal_(head.linear.weight, std=0.1)
    network = nn.Sequential(backbone, head).train()
    learning = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimizer = torch.optim.SGD(learning, lr=0.1)
    loss = functional.cross_entropy(head(backbone.embed(noise(backbone.info, 4)))[0], torch.tensor([0, 1, 2, 1]))
    loss.backward()
    optimizer.step()
    return float(loss.detach()), head


@every_network
def test_a_frozen_network_stays_as_it_is_while_its_head_learns(name: str) -> None:
    backbone = fresh(name)
    freeze(backbone)
    loss, head = one_step(backbone)
    assert np.isfinite(loss)
    assert float(head.linear.bias.detach().abs().max()) > 0
    before = built(name).state_dict()
    changed = [key for key, value in backbone.state_dict().items() if not torch.equal(value, before[key])]
    assert not changed


@every_network
def test_an_unfrozen_network_learns_in_every_block(name: str) -> None:
    backbone = fresh(name)
    freeze(backbone, len(backbone.blocks()))
    loss, _ = one_step(backbone)
    assert np.isfinite(loss)
    before = built(name).state_dict()
    moved = {key for key, value in backbone.state_dict().items() if not torch.equal(value, before[key])}
    for index, block in enumerate(backbone.body):
        own = {f"body.{index}.{key}" for key, _ in block.named_parameters()}
        assert moved & own, f"block {index} did not learn"
    statistics = {key for key in before if key.endswith("running_mean")}
    assert statistics <= moved


@every_network
def test_levels_have_exact_strides_or_are_refused_in_a_sentence(name: str) -> None:
    backbone = built(name)
    info = backbone.info
    with torch.no_grad():
        assert backbone.embed(noise(info)).shape == (2, info.embedding)
        if not info.has_pyramid:
            with pytest.raises(UserError, match="cannot find places"):
                backbone.pyramid(noise(info))
            return
        levels = backbone.pyramid(noise(info))
    expected = [
        (2, channels, least_side(info) // stride, least_side(info) // stride)
        for channels, stride in zip(info.channels, STRIDES, strict=True)
    ]
    assert [tuple(level.shape) for level in levels] == expected
    assert all(bool(torch.isfinite(level).all()) and float(level.std()) > 0 for level in levels)


@usually(*EXPORTED)
def test_an_exported_network_answers_in_onnx_as_in_torch(name: str, tmp_path: Path) -> None:
    backbone = built(name)
    info = backbone.info
    spec = dataclasses.replace(
        tiny_spec("classify"), backbone=name, input_size=least_side(info), normalization=info.normalization
    )
    head = LinearHead(info.embedding, len(spec.labels))
    nn.init.normal_(head.linear.weight)
    model = TrainedModel(spec, backbone, head).eval().requires_grad_(False)
    exporter = OnnxExporter()
    exporter.write(model, tmp_path / "network.onnx")
    pictures = np.random.default_rng(5).integers(0, 256, (3, least_side(info), least_side(info), 3), dtype=np.uint8)
    answer = exporter.run_plainly(tmp_path / "network.onnx", pictures)
    with torch.no_grad():
        (logits,) = model(torch.from_numpy(pictures).permute(0, 3, 1, 2).float())
    assert agrees(answer, [logits.numpy(), logits.softmax(dim=1).numpy()])
