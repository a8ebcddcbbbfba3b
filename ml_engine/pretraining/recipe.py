"""What a pretraining does, as one frozen value that is written beside its result."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass

import msgspec

from ml_engine.augment.recipe import AugmentRecipe

# Far in and hardly out: one photo gives many pictures, as in Asano & Saeed, "Extrapolating from a Single Image" (2023).
VIEWS = AugmentRecipe(
    flip=True, rotate_degrees=15, scale=(0.85, 3.2), aspect=1.5, shift=1.0, brightness=0.4, contrast=0.4,
    saturation=0.5, blur=0.1, noise=0.1, border="mirror",
    untouched=0.0,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PretrainRecipe:
    """Everything that decides the result, but the pictures, the teacher and how long it runs.

    student, teacher: backbones of the registry.   sizes: input sizes that steps draw from, multiples of 32.
    batch: views a step.   rate: AdamW's peak learning rate.   warm_up: steps until it.   cool_down: the share of all
    steps at the end in which it falls to 0.   decay: AdamW's.   average: decay of the weights' moving average.
    mixed: the share of views that are blended or cut together with another view of the batch.
    maps, pooled, answers: weights of the three kinds of loss (distillation.py).
    temperature: of the teacher's answers.   held_out: the share of each source's pictures that only measure.
    """

    student: str = "bundled"
    teacher: str = "mobilenet_v2"
    seed: int = 0
    sizes: tuple[int, ...] = (96, 96, 128)
    batch: int = 64
    rate: float = 2e-3
    warm_up: int = 500
    cool_down: float = 0.4
    decay: float = 0.03
    average: float = 0.9995
    mixed: float = 0.4
    maps: float = 1.0
    pooled: float = 1.0
    answers: float = 0.1
    temperature: float = 2.0
    held_out: float = 0.04

    def digest(self) -> str:
        """Names the recipe: 12 hex digits."""
        return hashlib.sha256(msgspec.json.encode(asdict(self))).hexdigest()[:12]


def rate_factor(step: int, steps: int, recipe: PretrainRecipe) -> float:
    """What the peak rate is multiplied with at a step: a linear rise, a plain, then 1 − √x down to 0.

    The plain makes a training extensible: whoever has more time resumes from before the descent. Source of the shape:
    Hägele et al., "Scaling Laws and Compute-Optimal Training Beyond Fixed Training Durations" (2024).
    """
    if step < recipe.warm_up:
        return (step + 1) / recipe.warm_up
    descent = max(1, round(steps * recipe.cool_down))
    place = (step - (steps - descent)) / descent
    return 1.0 if place <= 0 else max(0.0, 1.0 - place**0.5)
