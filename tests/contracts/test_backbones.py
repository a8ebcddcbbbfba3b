"""One suite over every backbone: shapes, frozen statistics, and features that depend on the picture alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pytest
import torch
from torch import nn

from ml_engine.networks.backbones import BACKBONES, STRIDES, FeatureKind
from ml_engine.networks.build import Backbone, backbone_from_state, build_backbone
from ml_engine.networks.cuts import cut_network
from ml_engine.networks.fold import folded
from ml_engine.networks.freeze import freeze
from ml_engine.networks.runtime import TorchRuntime, agrees, open_runtime, reference_features
from ml_engine.networks.weights import find_weights
from tests.contracts.network_families import FAMILIES, kinds_of, least_side, noise

if TYPE_CHECKING:
    from tests.conftest import Shared

KINDS: tuple[FeatureKind, ...] = ("embedding", "pyramid")


def family(names: list[str], *small: str) -> pytest.MarkDecorator:
    """The small members run by default, the others with -m all_backbones."""
    marked = [pytest.param(name, marks=() if name in small else pytest.mark.all_backbones) for name in names]
    return pytest.mark.parametrize("name", marked)


every_backbone = family(list(FAMILIES), "bundled", "tiny")
every_published = family([name for name in FAMILIES if BACKBONES.get(name).source != "ours"], "squeezenet1_1")


every_feature = pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param(name, kind, marks=() if name in ("bundled", "tiny") else pytest.mark.all_backbones)
        for name in FAMILIES
        for kind in kinds_of(name)
    ],
)
# Where a batch norm comes before its convolution, or behind a sum or a concatenation, it stays.
NOT_FOLDED = ("densenet121", "xception", "inception_v4")
TOPS = ("conv_head", "last_linear", "classifier", "fc")


def noise_pictures(count: int, side: int) -> npt.NDArray[np.uint8]:
    return np.random.default_rng(2).integers(0, 256, (count, side, side, 3), dtype=np.uint8)


def lively(name: str) -> Backbone:
    """Random weights whose batch norms have seen something, so that folding and eval mode matter."""
    torch.manual_seed(5)
    backbone = build_backbone(name, None).train()
    with torch.no_grad():
        backbone.embed(noise(backbone.info, 4))
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
    for size in (96, 160):
        side = least_side(backbone.info, size)
        with torch.no_grad():
            shapes = {kind: backbone.features(noise(backbone.info, 2, size), kind) for kind in kinds_of(name)}
        assert [tuple(part.shape) for part in shapes["embedding"]] == [(2, backbone.info.embedding)]
        expected = [
            (2, channels, side // stride, side // stride)
            for channels, stride in zip(backbone.info.channels, STRIDES, strict=True)
        ]
        assert [tuple(level.shape) for level in shapes.get("pyramid", ())] in ([], expected)


@every_backbone
def test_a_frozen_backbone_keeps_its_statistics_whatever_train_says(name: str) -> None:
    backbone = lively(name)
    freeze(backbone)
    before = statistics(backbone)
    nn.Sequential(backbone).train()
    for kind in kinds_of(name):
        backbone.features(noise(backbone.info), kind)
        backbone.apply(lambda module: setattr(module, "training", True))
    backbone.embed(noise(backbone.info))
    after = statistics(backbone)
    assert all(torch.equal(before[key], after[key]) for key in before)
    assert not any(parameter.requires_grad for parameter in backbone.parameters())


@every_feature
def test_unfreezing_reaches_the_top_blocks_only(name: str, kind: FeatureKind) -> None:
    backbone = lively(name)
    freeze(backbone, 2, kind)
    backbone.train()
    before = statistics(backbone)
    levels = backbone.features(noise(backbone.info), kind)
    sum((level.square().mean() for level in levels), torch.zeros(())).backward()
    learning = {id(parameter) for block in backbone.blocks(kind)[-2:] for parameter in block.parameters()}
    for parameter in backbone.parameters():
        assert (parameter.grad is not None) == (id(parameter) in learning)
    frozen = [id(buffer) for block in list(backbone.body)[: backbone.trainable_from] for buffer in block.buffers()]
    moved = {id(buffer) for key, buffer in backbone.named_buffers() if not torch.equal(before[key], buffer)}
    assert not moved & set(frozen)


@every_backbone
def test_every_block_has_something_to_learn(name: str) -> None:
    assert all(any(True for _ in block.parameters()) for block in build_backbone(name, None).blocks())


@every_feature
def test_a_picture_has_the_same_features_in_any_batch(name: str, kind: FeatureKind) -> None:
    runtime = TorchRuntime(lively(name), kind, torch.device("cpu"))
    pictures = noise_pictures(5, least_side(BACKBONES.get(name)))
    together = runtime.run(pictures)
    alone = [runtime.run(pictures[index : index + 1]) for index in (4, 0, 2)]
    for level, *singles in zip(together, *alone, strict=True):
        scale = abs(level).max()
        for index, single in zip((4, 0, 2), singles, strict=True):
            assert abs(level[index] - single[0]).max() <= 1e-5 * scale


@every_feature
def test_folding_the_batch_norms_changes_no_answer(name: str, kind: FeatureKind) -> None:
    backbone = lively(name)
    pictures = noise_pictures(3, least_side(backbone.info))
    if name not in NOT_FOLDED:
        assert not any(isinstance(module, nn.BatchNorm2d) for module in folded(backbone).modules())
    answer = TorchRuntime(backbone, kind, torch.device("cpu")).run(pictures)
    assert agrees(answer, reference_features(backbone, kind, pictures))


@every_published
def test_the_embedding_is_what_the_published_classifier_reads(name: str) -> None:
    info = BACKBONES.get(name)
    torch.manual_seed(6)
    published = cut_network(info)[0].eval()
    top = next(module for part in TOPS if (module := getattr(published, part, None)))
    classifier = top[-1] if name in ("alexnet", "vgg11") else top
    seen: list[torch.Tensor] = []
    hook = classifier.register_forward_pre_hook(lambda _module, inputs: seen.append(inputs[0]))
    backbone = backbone_from_state(info, published.state_dict())
    with torch.no_grad():
        published(noise(info))
        embedding = backbone.embed(noise(info))
    hook.remove()
    expected = seen[0].mean((2, 3)) if seen[0].ndim == 4 else seen[0]
    assert expected.std() > 0
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
