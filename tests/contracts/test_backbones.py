"""One suite over every backbone: shapes, frozen statistics, and features that depend on the picture alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pytest
import torch
from torch import nn

from ml_engine.compat.torchvision_ops import torchvision
from ml_engine.networks.backbones import BACKBONES, STRIDES, FeatureKind
from ml_engine.networks.build import Backbone, backbone_from_state, build_backbone
from ml_engine.networks.fold import folded
from ml_engine.networks.freeze import freeze
from ml_engine.networks.runtime import TorchRuntime, agrees, open_runtime, reference_features
from ml_engine.networks.weights import find_weights

if TYPE_CHECKING:
    from tests.conftest import Shared

KINDS: tuple[FeatureKind, ...] = ("embedding", "pyramid")
PUBLISHED = {"shufflenet_v2": "shufflenet_v2_x1_0"}


def family(names: list[str], *small: str) -> pytest.MarkDecorator:
    """The small members run by default, the others with -m all_backbones."""
    marked = [pytest.param(name, marks=() if name in small else pytest.mark.all_backbones) for name in names]
    return pytest.mark.parametrize("name", marked)


every_backbone = family(BACKBONES.names(), "bundled", "tiny")
every_published = family([name for name in BACKBONES.names() if BACKBONES.get(name).weights_key], "squeezenet1_1")


def pixels(count: int = 2, side: int = 96) -> torch.Tensor:
    return torch.randn(count, 3, side, side, generator=torch.Generator().manual_seed(1))


def noise_pictures(count: int, side: int) -> npt.NDArray[np.uint8]:
    return np.random.default_rng(2).integers(0, 256, (count, side, side, 3), dtype=np.uint8)


def lively(name: str) -> Backbone:
    """Random weights whose batch norms have seen something, so that folding and eval mode matter."""
    torch.manual_seed(5)
    backbone = build_backbone(name, None).train()
    with torch.no_grad():
        backbone.embed(pixels(4, 64))
        for module in backbone.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.weight.uniform_(0.5, 1.5)
    return backbone.eval()


def statistics(backbone: Backbone) -> dict[str, torch.Tensor]:
    return {name: buffer.clone() for name, buffer in backbone.named_buffers()}


@every_backbone
def test_levels_and_embedding_have_the_registered_shapes(name: str) -> None:
    backbone = build_backbone(name, None)
    assert not backbone.training
    with torch.no_grad():
        levels, embedding = backbone.pyramid(pixels()), backbone.embed(pixels())
    expected = [
        (2, channels, 96 // stride, 96 // stride)
        for channels, stride in zip(backbone.info.channels, STRIDES, strict=True)
    ]
    assert [tuple(level.shape) for level in levels] == expected
    assert embedding.shape == (2, backbone.info.embedding)


@every_backbone
def test_a_frozen_backbone_keeps_its_statistics_whatever_train_says(name: str) -> None:
    backbone = lively(name)
    freeze(backbone)
    before = statistics(backbone)
    nn.Sequential(backbone).train()
    backbone.embed(pixels())
    backbone.apply(lambda module: setattr(module, "training", True))
    backbone.pyramid(pixels())
    after = statistics(backbone)
    assert all(torch.equal(before[key], after[key]) for key in before)
    assert not any(parameter.requires_grad for parameter in backbone.parameters())


@every_backbone
@pytest.mark.parametrize("kind", ["embedding", "pyramid"])
def test_unfreezing_reaches_the_top_blocks_only(name: str, kind: FeatureKind) -> None:
    backbone = lively(name)
    freeze(backbone, 2, kind)
    backbone.train()
    before = statistics(backbone)
    sum((level.square().mean() for level in backbone.features(pixels(), kind)), torch.zeros(())).backward()
    learning = {id(parameter) for block in backbone.blocks(kind)[-2:] for parameter in block.parameters()}
    for parameter in backbone.parameters():
        assert (parameter.grad is not None) == (id(parameter) in learning)
    frozen = [id(buffer) for block in list(backbone.body)[: backbone.trainable_from] for buffer in block.buffers()]
    moved = {id(buffer) for key, buffer in backbone.named_buffers() if not torch.equal(before[key], buffer)}
    assert not moved & set(frozen)


@every_backbone
def test_every_block_has_something_to_learn(name: str) -> None:
    assert all(any(True for _ in block.parameters()) for block in build_backbone(name, None).blocks())


@every_backbone
@pytest.mark.parametrize("kind", ["embedding", "pyramid"])
def test_a_picture_has_the_same_features_in_any_batch(name: str, kind: FeatureKind) -> None:
    runtime = TorchRuntime(lively(name), kind, torch.device("cpu"))
    pictures = noise_pictures(5, 64)
    together = runtime.run(pictures)
    alone = [runtime.run(pictures[index : index + 1]) for index in (4, 0, 2)]
    for level, *singles in zip(together, *alone, strict=True):
        scale = abs(level).max()
        for index, single in zip((4, 0, 2), singles, strict=True):
            assert abs(level[index] - single[0]).max() <= 1e-5 * scale


@every_backbone
@pytest.mark.parametrize("kind", ["embedding", "pyramid"])
def test_folding_the_batch_norms_changes_no_answer(name: str, kind: FeatureKind) -> None:
    backbone = lively(name)
    pictures = noise_pictures(3, 64)
    assert not any(isinstance(module, nn.BatchNorm2d) for module in folded(backbone).modules())
    answer = TorchRuntime(backbone, kind, torch.device("cpu")).run(pictures)
    assert agrees(answer, reference_features(backbone, kind, pictures))


@every_published
def test_the_embedding_is_what_the_published_classifier_reads(name: str) -> None:
    published = torchvision.models.get_model(PUBLISHED.get(name, name), weights=None).eval()
    classifier = getattr(published, "classifier", None) or published.fc
    seen: list[torch.Tensor] = []
    hook = classifier.register_forward_pre_hook(lambda _module, inputs: seen.append(inputs[0]))
    backbone = backbone_from_state(BACKBONES.get(name), published.state_dict())
    with torch.no_grad():
        published(pixels())
        embedding = backbone.embed(pixels())
    hook.remove()
    expected = seen[0].mean((2, 3)) if seen[0].ndim == 4 else seen[0]
    torch.testing.assert_close(embedding, expected)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["mobilenet_v2", "squeezenet1_1"])
def test_real_weights_answer_alike_in_torch_and_onnx_runtime(name: str, shared: Shared, tmp_path: Path) -> None:
    weights = find_weights(BACKBONES.get(name), None, [shared.weights(name).parent])
    backbone = build_backbone(name, weights)
    for kind in KINDS:
        opened = open_runtime(backbone, kind, 64, torch.device("cpu"), 1000, tmp_path)
        assert opened.name.startswith("onnxruntime")
        assert agrees(opened.run(noise_pictures(5, 64)), reference_features(backbone, kind, noise_pictures(5, 64)))
