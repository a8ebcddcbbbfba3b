"""The frozen boundary: cut anywhere, the two halves are the whole, and what is frozen does not move."""

from __future__ import annotations

import pytest
import torch

from ml_engine.networks.build import build_backbone
from ml_engine.networks.freeze import freeze
from ml_engine.tasks.classification import LinearHead
from ml_engine.training.networks import UpperNetwork, trained_names
from tests.contracts.network_families import FAMILIES, kinds_of, noise

SMALL = ("tiny", "squeezenet1_1", "mobilenet_v3_small")
OTHERS = [name for name in FAMILIES if name not in SMALL]
CASES = [
    pytest.param(name, kind, marks=() if name in SMALL else pytest.mark.all_backbones)
    for name in (*SMALL, *OTHERS)
    for kind in kinds_of(name)
]


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_lower_and_upper_blocks_make_the_whole_wherever_they_are_cut(name, kind):
    torch.manual_seed(0)
    backbone = build_backbone(name, None)
    x = noise(backbone.info, 1)
    with torch.no_grad():
        whole = backbone.features(x, kind)
        for first in range(len(backbone.blocks(kind)) + 1):
            halves = backbone.upper(backbone.lower(x, first, kind), first, kind)
            assert len(halves) == len(whole)
            assert all(torch.equal(half, level) for half, level in zip(halves, whole, strict=True))


def test_training_the_top_moves_neither_the_blocks_below_nor_any_statistics():
    torch.manual_seed(0)
    backbone = build_backbone("tiny", None)
    freeze(backbone, 2)
    network = UpperNetwork(backbone, LinearHead(backbone.info.embedding, 3), backbone.trainable_from, "embedding")
    with torch.no_grad():
        network.head.linear.weight.normal_()
    before = {key: value.clone() for key, value in network.state_dict().items()}
    optimizer = torch.optim.SGD([p for p in network.parameters() if p.requires_grad], lr=0.1)
    network.train()
    parts = backbone.lower(torch.randn(4, 3, 64, 64), backbone.trainable_from, "embedding")
    network(*parts)[0].square().mean().backward()
    optimizer.step()

    changed = {key for key, value in network.state_dict().items() if not torch.equal(value, before[key])}
    top = tuple(f"backbone.body.{len(backbone.body) - index}." for index in (1, 2))
    assert any(key.startswith(top) for key in changed)
    assert changed <= trained_names(network)
    assert not [key for key in changed if "running" in key or "num_batches" in key]
    assert {key for key in trained_names(network) if not key.startswith("head.")} == {
        key for key in before if key.startswith(top)
    }
