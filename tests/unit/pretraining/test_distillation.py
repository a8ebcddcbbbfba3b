"""Losses are shares of the teacher's own spread: 0 for the teacher itself, 1 for always saying the mean."""

from __future__ import annotations

import pytest
import torch

from ml_engine.pretraining.distillation import MAPS, Distillation, Outputs
from ml_engine.pretraining.recipe import PretrainRecipe

CHANNELS = (6, 8, 10, 12)


def answers() -> tuple[torch.Tensor, torch.Tensor]:
    return torch.randn(20, 12, generator=torch.Generator().manual_seed(2)), torch.zeros(20)


def spoken(seed: int, pictures: int = 300) -> Outputs:
    dice = torch.Generator().manual_seed(seed)
    maps = tuple(3 + 5 * torch.randn(pictures, count, 2, 2, generator=dice) for count in CHANNELS)
    return Outputs(maps, maps[-1].mean(dim=(2, 3)))


def distillation() -> Distillation:
    made = Distillation(CHANNELS, CHANNELS, answers(), PretrainRecipe())
    made.measure([spoken(1), spoken(2)])
    with torch.no_grad():
        for adapter in made.adapters:
            assert isinstance(adapter, torch.nn.Conv2d)
            torch.nn.init.dirac_(adapter.weight)
            adapter.bias.zero_()  # type: ignore[union-attr]
    return made


def test_the_teacher_itself_has_no_loss() -> None:
    with torch.no_grad():
        losses = distillation()(spoken(3), spoken(3))
    assert set(losses) == {*MAPS, "embedding", "answers"}
    assert all(float(loss) == pytest.approx(0, abs=1e-6) for loss in losses.values())


def test_always_saying_the_mean_costs_one() -> None:
    taught = spoken(3)
    mean = Outputs(tuple(torch.full_like(map_, 3.0) for map_ in taught.maps), torch.full_like(taught.pooled, 3.0))
    with torch.no_grad():
        losses = distillation()(mean, taught)
    assert [float(losses[name]) for name in (*MAPS, "embedding")] == pytest.approx([1.0] * 5, rel=0.1)


def test_the_answers_loss_is_torch_s_divergence_of_the_classifier() -> None:
    weight, bias = answers()
    learnt, taught = spoken(4), spoken(5)
    mine, theirs = ((one.pooled @ weight.T + bias) / 2 for one in (learnt, taught))
    expected = 4 * (theirs.softmax(1) * (theirs.log_softmax(1) - mine.log_softmax(1))).sum(1).mean()
    with torch.no_grad():
        found = distillation()(learnt, taught)["answers"]
    assert float(found) == pytest.approx(float(expected), rel=1e-4)


def test_embeddings_of_other_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="equally long"):
        Distillation(CHANNELS, (6, 8, 10, 13), answers(), PretrainRecipe())
