"""Frozen features: computed once, right in any company, and never in the way."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.view import render_view, view_geometry
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Event, Notice, Progress
from ml_engine.domain.values import ImageRef
from ml_engine.images.fingerprint import content_hash
from ml_engine.images.reader import read_image
from ml_engine.networks.backbones import FeatureKind
from ml_engine.networks.build import Backbone, build_backbone
from ml_engine.networks.runtime import TorchRuntime, reference_features
from ml_engine.training import feature_cache, feature_pass
from ml_engine.training.feature_cache import FeatureRequest, FeatureSet, extract_features
from ml_engine.training.feature_pixels import render_views
from ml_engine.training.feature_plan import PictureViews
from ml_engine.training.feature_shard import ShardWriter

CPU = torch.device("cpu")
SIDE = 64
RECIPE = AugmentRecipe.detect()


@pytest.fixture
def backbone() -> Backbone:
    torch.manual_seed(0)
    return build_backbone("tiny", None)


def picture(folder: Path, number: int, suffix: str = ".jpg") -> ImageRef:
    dice = np.random.default_rng(number)
    path = folder / f"{number}{suffix}"
    coarse = dice.integers(0, 256, (6, 8, 3), dtype=np.uint8)
    Image.fromarray(coarse).resize((80 + number, 60), Image.Resampling.BICUBIC).save(path)
    return ImageRef(number, path)


@pytest.fixture
def pictures(tmp_path: Path) -> list[ImageRef]:
    (tmp_path / "pictures").mkdir()
    return [picture(tmp_path / "pictures", number) for number in range(8)]


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The views that were rendered, in order of rendering."""
    views: list[int] = []

    def counted(*args: object) -> object:
        result = render_views(*args)  # type: ignore[arg-type]
        views.extend(result)
        return result

    monkeypatch.setattr(feature_pass, "render_views", counted)
    return views


def extract(
    requests: Sequence[FeatureRequest],
    backbone: Backbone,
    folder: Path,
    *,
    kind: FeatureKind = "pyramid",
    weights: str = "w",
    recipe: AugmentRecipe = RECIPE,
    seed: int = 0,
    budget: int = 0,
    threads: int = 2,
    events: list[Event] | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> FeatureSet:
    return extract_features(
        requests,
        backbone=backbone,
        weights_hash=weights,
        kind=kind,
        input_size=SIDE,
        fit="letterbox",
        augment=recipe,
        seed=seed,
        folder=folder,
        budget_bytes=budget,
        threads=threads,
        emit=(events if events is not None else []).append,
        should_stop=stop,
    )


def views_of(pictures: Sequence[ImageRef], views: int = 1) -> list[FeatureRequest]:
    return [FeatureRequest(image, view) for image in pictures for view in range(views)]


def truth(requests: Sequence[FeatureRequest], backbone: Backbone, kind: FeatureKind) -> list[np.ndarray]:
    """What plain torch says of the views, one at a time, without any cache."""
    rows = []
    for request in requests:
        key = content_hash(request.image.path)
        with Image.open(request.image.path) as opened:
            width, height = opened.size
        geometry = view_geometry(
            width, height, input_size=SIDE, fit="letterbox", recipe=RECIPE, seed=0, view=request.view, key=key
        )
        image = ImageRef(0, request.image.path, width, height, key)
        pixels = render_views(image, {request.view: geometry}, RECIPE, 0)[request.view]
        rows.append(reference_features(backbone, kind, pixels[None]))
    return [np.concatenate(level) for level in zip(*rows, strict=True)]


def assert_equal(features: FeatureSet, indices: Sequence[int], expected: Sequence[np.ndarray]) -> None:
    for level, right in zip(features.read(indices), expected, strict=True):
        assert level.dtype is torch.float32
        assert level.is_contiguous()
        assert np.abs(level.numpy() - right[list(indices)]).max() <= 1e-3 * np.abs(right).max()


@pytest.mark.parametrize("kind", ["embedding", "pyramid"])
@pytest.mark.parametrize("threads", [1, 3])
def test_features_are_those_of_plain_torch_in_any_order(
    pictures: list[ImageRef], backbone: Backbone, tmp_path: Path, kind: FeatureKind, threads: int
) -> None:
    requests = views_of(pictures, 3)
    features = extract(requests, backbone, tmp_path / "cache", kind=kind, threads=threads)
    expected = truth(requests, backbone, kind)
    assert len(features) == len(requests)
    assert_equal(features, [5, 0, 23, 5, 11], expected)
    again = extract(requests[::-1], backbone, tmp_path / "cache", kind=kind, threads=threads)
    assert_equal(again, range(24), [level[::-1] for level in expected])


def test_a_second_run_computes_nothing(
    pictures: list[ImageRef], backbone: Backbone, tmp_path: Path, computed: list[int]
) -> None:
    first = extract(views_of(pictures, 2), backbone, tmp_path / "cache")
    computed.clear()
    events: list[Event] = []
    second = extract(views_of(pictures, 2), backbone, tmp_path / "cache", events=events)
    assert computed == []
    for one, other in zip(first.read(range(16)), second.read(range(16)), strict=True):
        assert torch.equal(one, other)
    assert events[-1] == Progress("features", 16, 16, 0.0)


def test_only_new_pictures_and_views_are_computed(
    pictures: list[ImageRef], backbone: Backbone, tmp_path: Path, computed: list[int]
) -> None:
    extract(views_of(pictures[:6]), backbone, tmp_path / "cache")
    computed.clear()
    extract(views_of(pictures, 2), backbone, tmp_path / "cache")
    assert sorted(computed) == [0, 0, *[1] * 8]


def test_view_0_serves_every_recipe_and_seed_the_others_do_not(
    pictures: list[ImageRef], backbone: Backbone, tmp_path: Path, computed: list[int]
) -> None:
    extract(views_of(pictures, 2), backbone, tmp_path / "cache")
    computed.clear()
    extract(views_of(pictures, 2), backbone, tmp_path / "cache", seed=1)
    assert computed == [1] * 8
    extract(views_of(pictures, 2), backbone, tmp_path / "cache", recipe=AugmentRecipe.classify())
    assert computed == [1] * 16


def test_other_weights_have_other_features(
    pictures: list[ImageRef], backbone: Backbone, tmp_path: Path, computed: list[int]
) -> None:
    extract(views_of(pictures), backbone, tmp_path / "cache", weights="one")
    torch.manual_seed(1)
    other = build_backbone("tiny", None)
    features = extract(views_of(pictures), other, tmp_path / "cache", weights="two")
    assert len(computed) == 16
    assert_equal(features, range(8), truth(views_of(pictures), other, "pyramid"))


def test_byte_identical_pictures_are_computed_once(
    pictures: list[ImageRef], backbone: Backbone, tmp_path: Path, computed: list[int]
) -> None:
    twin = ImageRef(99, pictures[0].path.with_name("twin.jpg"))
    twin.path.write_bytes(pictures[0].path.read_bytes())
    features = extract(views_of([*pictures, twin]), backbone, tmp_path / "cache")
    assert len(computed) == 8
    assert torch.equal(features.read([0])[0], features.read([8])[0])


def test_the_pixels_of_a_view_do_not_depend_on_its_company(tmp_path: Path) -> None:
    """A zoomed view needs a finer decode than the whole picture does."""
    path = tmp_path / "large.jpg"
    dice = np.random.default_rng(0)
    Image.fromarray(dice.integers(0, 256, (700, 900, 3), dtype=np.uint8)).save(path)
    image = ImageRef(0, path, 900, 700, content_hash(path))
    recipe = AugmentRecipe(scale=(1.0, 9.0), shift=1.0)

    def geometry(view: int) -> object:
        key = image.content_hash or ""
        return view_geometry(900, 700, input_size=SIDE, fit="letterbox", recipe=recipe, seed=0, view=view, key=key)

    everyone = {view: geometry(view) for view in range(6)}
    together = render_views(image, everyone, recipe, 0)  # type: ignore[arg-type]
    for view, place in everyone.items():
        alone = render_views(image, {view: place}, recipe, 0)  # type: ignore[dict-item]
        assert np.array_equal(alone[view], together[view])


def test_a_zoomed_view_is_decoded_as_finely_as_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "large.jpg"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (700, 900, 3), dtype=np.uint8)).save(path)
    image, recipe = ImageRef(0, path, 900, 700, content_hash(path)), AugmentRecipe(scale=(9.0, 9.0))
    key = image.content_hash or ""
    place = view_geometry(900, 700, input_size=SIDE, fit="letterbox", recipe=recipe, seed=0, view=1, key=key)
    whole = render_view(read_image(path), place, recipe=recipe, seed=0, view=1, key=key)
    assert np.array_equal(render_views(image, {1: place}, recipe, 0)[1], whole)


def test_geometries_are_known_even_for_features_that_were_cached(
    pictures: list[ImageRef], backbone: Backbone, tmp_path: Path
) -> None:
    first = extract(views_of(pictures, 2), backbone, tmp_path / "cache")
    second = extract(views_of(pictures, 2), backbone, tmp_path / "cache")
    assert dict(first.geometries) == dict(second.geometries)
    assert first.geometries[2].image_width == 81


def test_pictures_that_cannot_be_used_are_named_and_stop_nothing(
    pictures: list[ImageRef], backbone: Backbone, tmp_path: Path
) -> None:
    pictures[1].path.write_bytes(b"\xff\xd8\xff broken")
    pictures[2].path.unlink()
    old = content_hash(pictures[3].path)
    pictures[3] = ImageRef(3, pictures[3].path, 83, 60, "0" * len(old))
    cut = pictures[4].path.read_bytes()
    pictures[4].path.write_bytes(cut[: len(cut) // 2])
    features = extract(views_of(pictures, 2), backbone, tmp_path / "cache")
    assert sorted(features.failed) == [2, 3, 4, 5, 6, 7, 8, 9]
    assert "1.jpg" in features.failed[2]
    assert "changed" in features.failed[6]
    assert sorted(features.geometries) == [0, 1, 10, 11, 12, 13, 14, 15]
    good = [0, 10, 12, 14]
    right = truth(views_of([pictures[0], *pictures[5:]]), backbone, "pyramid")
    for level, expected in zip(features.read(good), right, strict=True):
        assert np.abs(level.numpy() - expected).max() <= 1e-3 * np.abs(expected).max()
    with pytest.raises(ValueError, match="no features"):
        features.read([2])


def test_no_usable_picture_at_all_is_no_crash(tmp_path: Path, backbone: Backbone) -> None:
    features = extract([FeatureRequest(ImageRef(0, tmp_path / "gone.png"), 0)], backbone, tmp_path / "cache")
    assert sorted(features.failed) == [0]


def test_stopping_keeps_what_is_done(
    pictures: list[ImageRef], backbone: Backbone, tmp_path: Path, computed: list[int]
) -> None:
    with pytest.raises(Cancelled):
        extract(views_of(pictures, 4), backbone, tmp_path / "cache", stop=lambda: len(computed) > 0, threads=1)
    done = len(computed)
    assert 0 < done < 32
    extract(views_of(pictures, 4), backbone, tmp_path / "cache")
    assert len(computed) == 32


def test_a_full_disk_only_slows_a_run(
    pictures: list[ImageRef], backbone: Backbone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = ShardWriter.append

    def filling(self: ShardWriter, key: bytes, row: np.ndarray) -> int:
        if self._rows == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return append(self, key, row)

    monkeypatch.setattr(ShardWriter, "append", filling)
    events: list[Event] = []
    features = extract(views_of(pictures), backbone, tmp_path / "cache", events=events)
    assert_equal(features, range(8), truth(views_of(pictures), backbone, "pyramid"))
    notices = [event for event in events if isinstance(event, Notice)]
    assert [notice.code for notice in notices] == ["features-not-kept"]
    assert "No space left" in notices[0].message


def test_a_folder_that_cannot_be_written_only_slows_a_run(
    pictures: list[ImageRef], backbone: Backbone, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    features = extract(views_of(pictures), backbone, tmp_path / "file" / "cache")
    assert_equal(features, range(8), truth(views_of(pictures), backbone, "pyramid"))


def test_what_fits_nowhere_is_computed_when_it_is_read(
    pictures: list[ImageRef], backbone: Backbone, tmp_path: Path, computed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feature_cache, "HELD_BYTES", 0)
    features = extract(views_of(pictures, 2), backbone, tmp_path / "cache", budget=1)
    computed.clear()
    assert_equal(features, [3, 8], truth(views_of(pictures, 2), backbone, "pyramid"))
    assert computed == [1, 0]
    pictures[0].path.unlink()
    with pytest.raises(UserError, match=r"0\.jpg"):
        features.read([0])


def test_a_large_set_stays_on_disk_and_reads_the_same(
    pictures: list[ImageRef], backbone: Backbone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feature_cache, "IN_MEMORY_BYTES", 0)
    features = extract(views_of(pictures), backbone, tmp_path / "cache")
    assert_equal(features, [7, 1, 1], truth(views_of(pictures), backbone, "pyramid"))


def test_numbers_beyond_float16_are_kept_as_float32(
    pictures: list[ImageRef], backbone: Backbone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = TorchRuntime.run
    monkeypatch.setattr(feature_cache, "open_runtime", lambda *_a, **_o: TorchRuntime(backbone, "pyramid", CPU))
    monkeypatch.setattr(TorchRuntime, "run", lambda self, batch: tuple(1e6 * level for level in plain(self, batch)))
    for _ in range(2):
        features = extract(views_of(pictures), backbone, tmp_path / "cache")
        assert_equal(features, range(8), [1e6 * level for level in truth(views_of(pictures), backbone, "pyramid")])
    assert [path.suffix for path in (tmp_path / "cache").glob("*/*.f*") if path.suffix == ".f32"]


KILLED = """
import sys, torch
from pathlib import Path
from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.domain.values import ImageRef
from ml_engine.networks.build import build_backbone
from ml_engine.training import feature_cache
torch.manual_seed(0)
keep = feature_cache._Rows.keep
def slowly(rows, result):
    keep(rows, result)
    print(result.picture.image.path.name, flush=True)
    sys.stdin.readline()
feature_cache._Rows.keep = slowly
paths = sorted(Path(sys.argv[1]).iterdir())
feature_cache.extract_features(
    [feature_cache.FeatureRequest(ImageRef(i, path), 0) for i, path in enumerate(paths)],
    backbone=build_backbone("tiny", None), weights_hash="w", kind="pyramid", input_size=64, fit="letterbox",
    augment=AugmentRecipe.detect(), seed=0, folder=Path(sys.argv[2]), threads=1,
    emit=lambda event: None, should_stop=lambda: False,
)
"""


def test_what_a_killed_process_had_done_is_used(
    pictures: list[ImageRef], backbone: Backbone, tmp_path: Path, computed: list[int]
) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path / "pictures"), str(tmp_path / "cache")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(3):
            process.stdout.readline()
            process.stdin.write("\n")
            process.stdin.flush()
        process.stdout.readline()
        process.kill()
    features = extract(views_of(pictures), backbone, tmp_path / "cache")
    assert len(computed) == 4
    assert_equal(features, range(8), truth(views_of(pictures), backbone, "pyramid"))


def test_pictures_of_one_batch_come_back_with_their_own_rows(pictures: list[ImageRef], backbone: Backbone) -> None:
    """One in the middle of the batch fails: the rows after it must not move up."""
    pictures[1].path.write_bytes(b"nothing")
    planned = feature_cache.plan_features(
        views_of([*pictures[:1], *pictures[2:4]]), input_size=SIDE, fit="letterbox", recipe=RECIPE, seed=0
    )
    good = list(planned.pictures.values())
    bad = PictureViews(ImageRef(1, pictures[1].path, 9, 9, "x"), "x", good[0].geometries)
    computing = feature_pass.FeaturePass(TorchRuntime(backbone, "embedding", CPU), RECIPE, 0, 1)
    results = list(computing.run([good[0], bad, *good[1:]], lambda: False))
    assert [bool(result.failure) for result in results] == [False, True, False, False]
    right = truth(views_of([*pictures[:1], *pictures[2:4]]), backbone, "embedding")[0]
    for result, row in zip([results[0], *results[2:]], right, strict=True):
        assert np.abs(result.rows[0].astype(np.float32) - row).max() <= 1e-3 * np.abs(right).max()
