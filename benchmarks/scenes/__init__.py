"""The states of the window that benchmarks/screens.py photographs, and the way to each."""

from __future__ import annotations

from benchmarks.scenes.answers import ANSWERS
from benchmarks.scenes.beginning import FIRST
from benchmarks.scenes.choosing import CHOOSING
from benchmarks.scenes.lab import LAB
from benchmarks.scenes.labelling import WORK
from benchmarks.scenes.learning import LEARNING
from benchmarks.scenes.pages import PAGES
from benchmarks.scenes.seeing import SEEING
from benchmarks.scenes.stage import Scene
from benchmarks.scenes.training import TRAINING

SCENES: tuple[Scene, ...] = (
    *FIRST, *WORK, *CHOOSING, *TRAINING, *ANSWERS, *SEEING, *LAB, *LEARNING, *PAGES
)  # fmt: skip
