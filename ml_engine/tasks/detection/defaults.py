"""How a detector is trained when the user says nothing: measured, not guessed (benchmarks/detection.py)."""

from __future__ import annotations

from ml_engine.training.recipe import PRESETS, Recipe

DETECT_DEFAULTS = Recipe(
    steps=300,
    batch=16,
    views=4,
    optimizer="adamw",
    rate=4e-3,
    schedule="one-cycle",
    weight_decay=0.02,
    ema=0.0,
    fit="letterbox",
    augment=PRESETS["detect"],
)
