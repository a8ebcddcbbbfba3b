"""How a detector is trained when the user says nothing: measured, not guessed (benchmarks/detection.py)."""

from __future__ import annotations

from ml_engine.training.recipe import PRESETS, Recipe

DETECT_DEFAULTS = Recipe(
    epochs=30,
    least_steps=400,
    batch=16,
    views=8,
    optimizer="adamw",
    rate=4e-3,
    schedule="one-cycle",
    weight_decay=0.02,
    ema=0.98,
    evaluate_every=4,
    mix=0.5,
    fit="letterbox",
    augment=PRESETS["detect"],
)
