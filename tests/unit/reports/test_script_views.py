"""A script draws the views that the run saw: every transform, with its share and its strength."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import cv2
import msgspec
import numpy as np
import pytest
import torch

from ml_engine.augment.presets import augment_presets
from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.view import render_view, view_geometry
from ml_engine.networks.backbones import BACKBONES
from ml_engine.reports.script import script_text
from ml_engine.tasks.defaults import default_recipe
from ml_engine.training.model_spec import GRID
from ml_engine.training.recipe import SecondPhase
from tests.unit.reports.test_script_lengths import card_of, spec_of

SEED, SIDE, KEY = 5, 96, "5f" * 16
Shown = Callable[[int], torch.Tensor]
STRONG = augment_presets(default_recipe("detect", GRID).augment)["strong"]
RECIPES = {
    "strong": STRONG,
    "crop": AugmentRecipe(crop=0.6),
    "hue": AugmentRecipe(hue=40.0, hue_share=0.7),
    "sharpen": AugmentRecipe(sharpen=0.8, sharpen_strength=1.5),
    "blur": AugmentRecipe(blur=0.7, blur_strength=2.0),
    "noise": AugmentRecipe(noise=0.7, noise_strength=2.0),
    "shares of places": AugmentRecipe(
        flip=True, flip_share=0.2, flip_vertical=True, flip_vertical_share=0.8, scale=(0.6, 1.3), scale_share=0.5,
        aspect=1.3, aspect_share=0.4, rotate_degrees=20.0, rotate_share=0.5, shift=0.7, shift_share=0.5,
    ),
    "shares of light": AugmentRecipe(
        brightness=0.3, brightness_share=0.5, contrast=0.3, contrast_share=0.5, saturation=0.5, saturation_share=0.5
    ),
    "untouched": AugmentRecipe(brightness=0.4, rotate_degrees=10.0, untouched=0.3),
    "mirrored border": AugmentRecipe(scale=(0.5, 0.8), hue=20.0, brightness=0.2, border="mirror"),
}  # fmt: skip


@pytest.fixture
def picture(tmp_path: Path) -> tuple[Path, np.ndarray]:
    """Soft colours: a pixel between two says the same whichever is nearer."""
    dice = np.random.default_rng(0)
    small = dice.integers(30, 220, (6, 8, 3)).astype(np.uint8)
    image = cv2.resize(small, (160, 110), interpolation=cv2.INTER_CUBIC)
    path = tmp_path / "one.png"
    cv2.imwrite(str(path), image[..., ::-1])
    return path, image


def script_of(task: str, augment: AugmentRecipe) -> str:
    spec = dataclasses.replace(spec_of(task, BACKBONES.get("tiny")), input_size=SIDE)
    recipe = default_recipe(task, GRID if task == "detect" else "")
    recipe = msgspec.structs.replace(recipe, augment=augment, second=SecondPhase(views=12))
    return script_text(recipe, spec, card_of(spec))


def shown_by(text: str, one: Mapping[str, object], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Shown:
    """The script's own way from a picture and a view to pixels: its start and its functions of views are run."""
    (folder / "job.json").write_bytes(msgspec.json.encode({"seed": SEED, "device": "cpu"}))
    monkeypatch.setattr(sys, "argv", ["script.py", str(folder)])
    scope: dict[str, Any] = {"PARTS": {"train": [one]}}
    exec(text[: text.index("# ---- Load")], scope)  # noqa: S102  (what a reader would run)
    views = text.index(next(mark for mark in ("YIQ = ", "def dice(") if mark in text))
    exec(text[views : text.index("# ----", views)], scope)  # noqa: S102
    whole_picture = "def show(part" in text
    return lambda view: scope["show"](*(("train", 0, view) if whole_picture else (one, view)))


@pytest.mark.parametrize("task", ["classify", "detect"])
@pytest.mark.parametrize("name", RECIPES)
def test_views_of_a_script_are_the_run_s(name, task, picture, monkeypatch, tmp_path) -> None:
    path, image = picture
    augment = RECIPES[name]
    one = {"path": str(path), "width": 160, "height": 110, "hash": KEY}
    show = shown_by(script_of(task, augment), one, tmp_path, monkeypatch)
    normal = BACKBONES.get("tiny").normalization
    changed = 0
    for view in range(1, 12):
        found = show(view).numpy().reshape(3, SIDE, SIDE).transpose(1, 2, 0)
        pixels = (found * np.array(normal.std) + np.array(normal.mean)) * 255
        geometry = view_geometry(
            160, 110, input_size=SIDE, fit="letterbox", recipe=augment, seed=SEED, view=view, key=KEY
        )
        expected = render_view(image, geometry, recipe=augment, seed=SEED, view=view, key=KEY).astype(float)
        off = np.abs(pixels - expected)
        # Where the picture ends a pixel may be half of it in one and not in the other.
        assert np.mean(off) < 1.0, (view, np.mean(off))
        assert np.percentile(off, 97) < 6, view
        changed += not augment.is_untouched(view)
    assert changed > 5
