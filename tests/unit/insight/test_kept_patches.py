"""The parts that excite a unit, read from what a training has kept: the same as a pass over every picture finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.domain.events import ExcitingPatches, PictureFailed
from ml_engine.domain.values import ImageRef
from ml_engine.images.fingerprint import content_hash
from ml_engine.inference.preparation import prepare_picture
from ml_engine.insight import warm
from ml_engine.insight.kept_answers import kept_answers, level_of
from ml_engine.insight.open_network import as_pixels
from ml_engine.insight.patches import find_patches, layer_answers, places_inside
from ml_engine.insight.warm import Opened, warm_networks
from ml_engine.jobs.insight_specs import NetworkPlace, PatchesJob
from ml_engine.training.feature_cache import FeatureRequest, extract_features
from ml_engine.training.known_features import KnownFeatures
from ml_engine.training.model import TrainedModel
from ml_engine.training.normalization import SYMMETRIC
from tests.contracts.tiny_runs import tiny_model, tiny_spec

HASH = "ab" * 32
COUNT = 24


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Wide and tall ones, more and more lively; their liveliest place is anywhere."""
    folder, chance = tmp_path_factory.mktemp("many"), np.random.default_rng(5)
    paths = []
    for index in range(COUNT):
        width, height = ((96, 48), (40, 120), (64, 64), (150, 100))[index % 4]
        image = np.full((height, width, 3), 120.0)
        y, x = int(chance.integers(0, height - 20)), int(chance.integers(0, width - 20))
        image[y : y + 20, x : x + 20] += chance.normal(0, 8 + 4 * index, (20, 20, 3))
        paths.append(folder / f"{index:02d}.png")
        Image.fromarray(image.clip(0, 255).astype(np.uint8)).save(paths[-1])
    return paths


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[TrainedModel]:
    """A detector on a frozen network, which every job opens."""
    model = tiny_model(replace(tiny_spec("detect"), weights_sha256=HASH, trained_blocks=0))
    warm_networks().clear()
    monkeypatch.setattr(warm, "open_network", lambda *_: model)
    yield model
    warm_networks().clear()


def fill(model: TrainedModel, cache: Path, pictures: list[Path]) -> None:
    """As a training does."""
    spec = model.spec
    extract_features(
        [FeatureRequest(ImageRef(index, path), 0) for index, path in enumerate(pictures)],
        backbone=model.backbone, weights_hash=HASH, kind=spec.features, input_size=spec.input_size, fit=spec.fit,
        augment=AugmentRecipe.none(), seed=0, folder=cache / "features", threads=1, emit=lambda _: None,
        should_stop=lambda: False,
    )  # fmt: skip


def searched(pictures: list[Path], layer: str, unit: int = 2, **choices: object) -> ExcitingPatches:
    events: list[object] = []
    images = tuple(map(str, pictures))
    find_patches(PatchesJob(NetworkPlace("run"), layer, unit, images, device="cpu", threads=1, **choices),  # type: ignore[arg-type]
                 events.append, lambda: False)  # fmt: skip
    assert not [event for event in events if isinstance(event, PictureFailed)]
    return next(event for event in events if isinstance(event, ExcitingPatches))


def alike(a: ExcitingPatches, b: ExcitingPatches) -> None:
    assert len(a.patches) == len(b.patches)
    largest = max(abs(one.answer) for one in b.patches)
    for one, other in zip(a.patches, b.patches, strict=True):
        assert (one.image, one.place, one.xyxy, one.pixels) == (other.image, other.place, other.xyxy, other.pixels)
        assert one.answer == pytest.approx(other.answer, abs=2e-3 * largest)
    assert (a.field, a.sees_all, a.units) == (b.field, b.sees_all, b.units)


def seen_pictures(model: TrainedModel) -> list[int]:
    """How many pictures go through the network; grey and black ones are no pictures."""
    seen: list[int] = []

    def before(_module: object, inputs: tuple[Tensor, ...]) -> None:
        seen.extend(1 for picture in inputs[0] if float(picture.std(dim=(1, 2)).max()) > 1e-3)

    model.backbone.body[0].register_forward_pre_hook(before)
    return seen


def telling_unit(model: TrainedModel, pictures: list[Path], layer: str) -> int:
    """Whose ten greatest peaks lie so far apart that half precision does not confuse them."""
    prepared = [prepare_picture(path, model.spec) for path in pictures]
    pixels = torch.cat([as_pixels(picture.pixels, torch.device("cpu")) for picture in prepared])
    answers = layer_answers(Opened(model, ()), pixels, layer)
    inside = torch.stack([places_inside(picture.view, *answers.shape[2:]) for picture in prepared])
    peaks = answers.masked_fill(~inside[:, None], -torch.inf).flatten(2).amax(dim=2).sort(dim=0, descending=True)
    top = peaks.values[:10]
    gaps = ((top[:-1] - top[1:]) / top[:1].abs()).amin(dim=0).nan_to_num(0.0)
    assert float(gaps.max()) > 1e-3
    return int(gaps.argmax())


def layers_that_are_kept(model: TrainedModel) -> dict[str, int]:
    names = [f"backbone.body.{index}" for index in range(len(model.backbone.body))]
    found = {name: level_of(model, name, "pyramid") for name in names}
    return {name: level for name, level in found.items() if level is not None}


@pytest.mark.parametrize("level", [0, 1, 2])
def test_the_nine_from_the_cache_are_those_of_a_full_pass(
    level: int, model: TrainedModel, pictures: list[Path], tmp_path: Path
) -> None:
    layer = next(name for name, place in layers_that_are_kept(model).items() if place == level)
    fill(model, tmp_path, pictures)
    unit = telling_unit(model, pictures, layer)
    full = searched(pictures, layer, unit, passes=COUNT)
    seen = seen_pictures(model)
    cached = searched(pictures, layer, unit, cache_dir=str(tmp_path))
    assert (cached.kept, cached.looked, cached.asked, len(cached.patches)) == (COUNT, COUNT, COUNT, 9)
    assert (full.kept, full.looked) == (0, COUNT)
    assert not seen
    alike(cached, full)


def test_a_layer_of_the_head_is_worked_out_from_the_kept_levels(
    model: TrainedModel, pictures: list[Path], tmp_path: Path
) -> None:
    layer = next(name for name, part in model.named_modules() if name.startswith("head.") and hasattr(part, "weight"))
    fill(model, tmp_path, pictures)
    unit = telling_unit(model, pictures, layer)
    full = searched(pictures, layer, unit, passes=COUNT)
    seen = seen_pictures(model)
    cached = searched(pictures, layer, unit, cache_dir=str(tmp_path))
    assert cached.kept == COUNT
    assert not seen
    alike(cached, full)


def test_what_is_not_kept_goes_through_the_network_and_of_many_only_some(
    model: TrainedModel, pictures: list[Path], tmp_path: Path
) -> None:
    layer = next(iter(layers_that_are_kept(model)))
    fill(model, tmp_path, pictures[: COUNT // 2])
    hashes = tuple(content_hash(path) for path in pictures)
    seen = seen_pictures(model)
    some = searched(pictures, layer, cache_dir=str(tmp_path), passes=4, hashes=hashes)
    assert (some.kept, some.looked, some.asked, len(seen)) == (COUNT // 2, COUNT // 2 + 4, COUNT, 4)
    unit = telling_unit(model, pictures, layer)
    every = searched(pictures, layer, unit, cache_dir=str(tmp_path), passes=COUNT)
    alike(every, searched(pictures, layer, unit, passes=COUNT))


def test_a_layer_that_no_cache_holds_is_looked_at_by_passes(
    model: TrainedModel, pictures: list[Path], tmp_path: Path
) -> None:
    fill(model, tmp_path, pictures)
    found = searched(pictures, "backbone.body.0", cache_dir=str(tmp_path), passes=5)
    assert (found.kept, found.looked, found.asked) == (0, 5, COUNT)


def test_only_answers_of_the_very_same_frozen_network_count(
    model: TrainedModel, pictures: list[Path], tmp_path: Path
) -> None:
    """Another normalisation, size or fit is another answer; so is a block that was trained."""
    kept = layers_that_are_kept(model)
    fill(model, tmp_path, pictures[:2])
    cache, spec = tmp_path / "features", model.spec
    first, last = min(kept, key=kept.__getitem__), max(kept, key=kept.__getitem__)
    assert kept_answers(model, first, cache) is not None
    for other in (
        replace(spec, normalization=SYMMETRIC), replace(spec, input_size=96), replace(spec, fit="stretch"),
        replace(spec, weights_sha256="cd" * 32),
    ):  # fmt: skip
        model.spec = other
        assert kept_answers(model, first, cache) is None
        assert not len(KnownFeatures(cache, other))
    model.spec = replace(spec, trained_blocks=1)
    assert kept_answers(model, first, cache) is not None
    assert kept_answers(model, last, cache) is None


def test_a_level_is_known_by_its_own_numbers(model: TrainedModel) -> None:
    """Of a classifier the pooled numbers are kept, and no layer with places answers those."""
    kept = layers_that_are_kept(model)
    assert sorted(kept.values()) == [0, 1, 2]
    assert level_of(model, "backbone.body.0", "pyramid") is None
    assert all(level_of(model, name, "embedding") is None for name in kept)
    pixels = torch.rand(1, 3, 64, 64)
    levels = model.backbone.pyramid(pixels)
    for name, level in kept.items():
        found: list[Tensor] = []
        module = model.get_submodule(name)
        handle = module.register_forward_hook(lambda _m, _i, output, found=found: found.append(output))
        model.backbone.pyramid(pixels)
        handle.remove()
        torch.testing.assert_close(found[0], levels[level])
