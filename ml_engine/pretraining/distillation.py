"""What the student is asked for: the teacher's feature maps, its embedding, and what its answers are.

Every difference is measured in the teacher's own spread per channel, so a loss of 1 is what one gets for
always saying the mean, and 1 − loss is the explained share of the variance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812  (the field's name for it)
from torch import Tensor, nn

from ml_engine.networks.build import Backbone
from ml_engine.pretraining.recipe import PretrainRecipe

MAPS = ("stride 8", "stride 16", "stride 32", "last map")


@dataclass(frozen=True, slots=True)
class Outputs:
    """maps: the three levels, then the map that the embedding averages, (B, C_i, H_i, W_i).   pooled: (B, D)."""

    maps: tuple[Tensor, ...]
    pooled: Tensor


def outputs(backbone: Backbone, x: Tensor) -> Outputs:
    """One forward pass. x: (B, 3, S, S) float32, normalised."""
    maps = backbone.lower(x, len(backbone.body), "pyramid")
    return Outputs(maps, maps[-1].mean(dim=(2, 3)))


class Distillation(nn.Module):
    """Losses between a student and its teacher; the student's maps pass a 1×1 convolution that only serves training.

    answers: weight (1000, D) and bias (1000,) of the teacher's own classifier.
    """

    def __init__(
        self, student: Sequence[int], teacher: Sequence[int], answers: tuple[Tensor, Tensor], recipe: PretrainRecipe
    ) -> None:
        super().__init__()
        if len(student) != len(MAPS) or len(teacher) != len(MAPS):
            raise ValueError(f"{len(MAPS)} channel counts each are needed, got {student} and {teacher}")
        if student[-1] != teacher[-1]:
            raise ValueError(f"both embeddings must be equally long, got {student[-1]} and {teacher[-1]}")
        self.adapters = nn.ModuleList(
            [nn.Conv2d(own, wanted, 1) for own, wanted in zip(student[:-1], teacher[:-1], strict=True)]
        )
        for index, channels in enumerate((*teacher, teacher[-1])):
            self.register_buffer(f"spread_{index}", torch.ones(channels))
        self.register_buffer("weight", answers[0].clone())
        self.register_buffer("bias", answers[1].clone())
        self._recipe = recipe

    @torch.no_grad()
    def measure(self, taught: Iterable[Outputs]) -> None:
        """Learn the spread of the teacher's channels from these outputs."""
        rows = [[_channels(map_) for map_ in (*one.maps, one.pooled)] for one in taught]
        for index in range(len(MAPS) + 1):
            values = torch.cat([row[index] for row in rows])
            self.get_buffer(f"spread_{index}").copy_(values.std(0).clamp_min(1e-3))

    def forward(self, learnt: Outputs, taught: Outputs) -> dict[str, Tensor]:
        """Losses by name: MAPS, 'embedding' (each a share of the variance), 'answers' (Kullback-Leibler, nats)."""
        adapted = [adapter(map_) for adapter, map_ in zip(self.adapters, learnt.maps[:-1], strict=True)]
        own = [_channels(map_.float()) for map_ in (*adapted, learnt.maps[-1], learnt.pooled)]
        wanted = [_channels(map_.float()) for map_ in (*taught.maps, taught.pooled)]
        losses = {
            name: ((mine - theirs) / self.get_buffer(f"spread_{index}")).square().mean()
            for index, (name, mine, theirs) in enumerate(zip((*MAPS, "embedding"), own, wanted, strict=True))
        }
        heat = self._recipe.temperature
        mine, theirs = (F.linear(x.pooled.float(), self.weight, self.bias) / heat for x in (learnt, taught))
        losses["answers"] = (
            F.kl_div(mine.log_softmax(1), theirs.log_softmax(1), reduction="batchmean", log_target=True) * heat**2
        )
        return losses

    def total(self, losses: dict[str, Tensor]) -> Tensor:
        """The weighted sum that is learnt from."""
        recipe = self._recipe
        maps = torch.stack([losses[name] for name in MAPS]).mean()
        return recipe.maps * maps + recipe.pooled * losses["embedding"] + recipe.answers * losses["answers"]

    weight: Tensor
    bias: Tensor


def _channels(values: Tensor) -> Tensor:
    """(B, C, H, W) or (B, C) → (N, C)."""
    return values.movedim(1, -1).flatten(0, -2)
