"""What comes with Vistazo is what its card says, and its features hang on nothing but the picture."""

from __future__ import annotations

import io
import re
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from ml_engine.networks import bundled
from ml_engine.networks.backbones import BACKBONES, FeatureKind
from ml_engine.networks.build import build_backbone
from ml_engine.networks.runtime import FrozenRuntime, TorchRuntime, open_runtime
from ml_engine.networks.weights import find_weights, sha256_of
from ml_engine.samples.desk import render_desk

REPOSITORY = Path(__file__).resolve().parents[2]
WEIGHTS = REPOSITORY / "resources" / "weights"
SIDE = 96
EQUAL = 1e-5  # of a map's largest value


def views() -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Eleven pictures: parts of rendered desks, a noise, a plain grey."""
    pictures = []
    for seed in (1, 2, 3):
        with Image.open(io.BytesIO(render_desk(seed).jpeg)) as desk:
            pixels = np.asarray(desk.convert("RGB"))
        pictures += [pixels[top : top + SIDE, top : top + SIDE] for top in (0, 150, 300)]
    dice = np.random.default_rng(0)
    pictures += [dice.integers(0, 256, (SIDE, SIDE, 3), dtype=np.uint8), np.full((SIDE, SIDE, 3), 114, np.uint8)]
    return np.stack(pictures)


def runtimes(kind: FeatureKind, folder: Path) -> list[FrozenRuntime]:
    shipped = build_backbone("bundled", find_weights(BACKBONES.get("bundled")))
    cpu = torch.device("cpu")
    return [TorchRuntime(shipped, kind, cpu), open_runtime(shipped, kind, SIDE, cpu, 1000, folder)]


@pytest.mark.parametrize("kind", ["embedding", "pyramid"])
def test_frozen_features_are_a_pure_function_of_picture_and_weights(kind: FeatureKind, tmp_path: Path) -> None:
    pictures = views()
    order = np.random.default_rng(1).permutation(len(pictures))
    for runtime in runtimes(kind, tmp_path):
        alone = [np.concatenate(level) for level in zip(*(runtime.run(one[None]) for one in pictures), strict=True)]
        assert all(float(level.std()) > 0 for level in alone)
        for batch in (2, 3, len(pictures)):
            for places in (np.arange(len(pictures)), order):
                parts = [runtime.run(pictures[places[at : at + batch]]) for at in range(0, len(places), batch)]
                for level, expected in zip(zip(*parts, strict=True), alone, strict=True):
                    difference = np.abs(np.concatenate(level) - expected[places]).max()
                    assert difference <= EQUAL * np.abs(expected).max(), (runtime.name, batch)


def test_the_file_is_small_and_is_the_one_the_code_and_the_card_name() -> None:
    files = list(WEIGHTS.glob("*.safetensors"))
    assert [file.name for file in files] == [bundled.FILE]
    assert files[0].stat().st_size <= 6_000_000
    assert sha256_of(files[0]) == bundled.SHA256
    card = (WEIGHTS / "bundled.md").read_text(encoding="utf-8")
    assert bundled.FILE in card
    assert bundled.SHA256 in card
    for word in ("Data", "Recipe", "Seed", "Commit", "Hours", "Licence"):
        assert re.search(rf"^\| {word} \| \S", card, re.MULTILINE), word
