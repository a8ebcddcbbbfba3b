"""Thumbnails come from the cache when it is there and from the picture when it is not."""

import io
import os

import numpy as np
import pytest
from PIL import Image

from ml_engine.domain import atomic_file
from ml_engine.domain.errors import UserError
from ml_engine.images import thumbnails
from ml_engine.images.thumbnails import ThumbnailCache


def picture(path, size=(800, 400), color="#c02020", **options):
    Image.new("RGB", size, color).save(path, **options)
    return path


def opened(data):
    return Image.open(io.BytesIO(data))


@pytest.fixture
def decodes(monkeypatch):
    """The paths that were decoded."""
    seen = []
    real = thumbnails.read_image
    monkeypatch.setattr(thumbnails, "read_image", lambda path, **options: seen.append(path) or real(path, **options))
    return seen


@pytest.mark.parametrize(
    ("size", "expected"),
    [((800, 400), (256, 128)), ((100, 2000), (13, 256)), ((30, 20), (30, 20)), ((4000, 1), (256, 1))],
)
def test_longer_side_is_at_most_the_side_and_small_pictures_stay(tmp_path, size, expected):
    data = ThumbnailCache(tmp_path / "cache").get(picture(tmp_path / "a.png", size))

    assert opened(data).size == expected


def test_thumbnail_is_upright(tmp_path):
    exif = Image.Exif()
    exif[274] = 6
    path = picture(tmp_path / "turned.jpg", exif=exif)

    assert opened(ThumbnailCache(tmp_path / "cache").get(path)).size == (128, 256)


@pytest.mark.parametrize("content_hash", [None, "ab" * 32])
def test_second_look_reads_no_picture(tmp_path, decodes, content_hash):
    path = picture(tmp_path / "a.jpg")
    first = ThumbnailCache(tmp_path / "cache").get(path, content_hash)

    second = ThumbnailCache(tmp_path / "cache").get(path, content_hash)

    assert second == first
    assert decodes == [path]


def test_changed_picture_gets_a_new_thumbnail(tmp_path):
    cache = ThumbnailCache(tmp_path / "cache")
    path = picture(tmp_path / "a.jpg")
    cache.get(path)
    picture(path, color="#2020c0")
    os.utime(path, ns=(1, 1))

    red, _, blue = opened(cache.get(path)).getpixel((5, 5))

    assert blue > red


def test_moved_picture_with_the_same_hash_needs_no_decode(tmp_path, decodes):
    cache = ThumbnailCache(tmp_path / "cache")
    old = picture(tmp_path / "a.jpg")
    cache.get(old, "ab" * 32)

    cache.get(old.rename(tmp_path / "b.jpg"), "ab" * 32)

    assert decodes == [old]


def test_sides_do_not_share_thumbnails(tmp_path):
    path = picture(tmp_path / "a.jpg")
    ThumbnailCache(tmp_path / "cache", side=256).get(path)

    assert opened(ThumbnailCache(tmp_path / "cache", side=64).get(path)).size == (64, 32)


def test_torn_thumbnail_is_made_again(tmp_path):
    cache = ThumbnailCache(tmp_path / "cache")
    path = picture(tmp_path / "a.jpg")
    whole = cache.get(path)
    (stored,) = (tmp_path / "cache").glob("*/*.jpg")
    stored.write_bytes(whole[:50])

    assert cache.get(path) == whole
    assert stored.read_bytes() == whole


def test_full_disk_only_means_no_cache(tmp_path, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic_file.os, "fsync", full)

    data = ThumbnailCache(tmp_path / "cache").get(picture(tmp_path / "a.jpg"))

    assert opened(data).size == (256, 128)
    assert [file for file in (tmp_path / "cache").rglob("*") if file.is_file()] == []


def test_cache_that_is_a_file_only_means_no_cache(tmp_path):
    (tmp_path / "cache").write_bytes(b"")

    assert opened(ThumbnailCache(tmp_path / "cache").get(picture(tmp_path / "a.jpg"))).size == (256, 128)


def test_unreadable_picture_is_a_user_error_and_leaves_nothing(tmp_path):
    (tmp_path / "text.jpg").write_bytes(b"no picture")

    with pytest.raises(UserError, match=r"text\.jpg"):
        ThumbnailCache(tmp_path / "cache").get(tmp_path / "text.jpg")
    with pytest.raises(UserError, match=r"gone\.jpg"):
        ThumbnailCache(tmp_path / "cache").get(tmp_path / "gone.jpg")
    assert not (tmp_path / "cache").exists()


def test_least_recently_used_go_when_the_budget_is_full(tmp_path, decodes):
    cache = ThumbnailCache(tmp_path / "cache", budget_bytes=10**9)
    paths = [picture(tmp_path / f"{index}.jpg", color=(index, 0, 0)) for index in range(6)]
    sizes = []
    for path in paths:
        before = set((tmp_path / "cache").glob("*/*.jpg"))
        sizes.append(len(cache.get(path)))
        (new,) = set((tmp_path / "cache").glob("*/*.jpg")) - before
        os.utime(new, (1000 + len(sizes), 1000 + len(sizes)))
    decodes.clear()

    small = ThumbnailCache(tmp_path / "cache", budget_bytes=sum(sizes[2:]))
    small.trim()
    small.get(paths[5])
    small.get(paths[0])

    assert decodes == [paths[0]]


def test_small_thumbnail_of_a_photo_looks_like_it(tmp_path):
    y, x = np.mgrid[:900, :1200]
    ramps = np.stack([x / 1200, y / 900, (x + y) / 2100], axis=2)
    Image.fromarray((ramps * 255).astype(np.uint8)).save(tmp_path / "photo.jpg", quality=95)

    small = np.asarray(opened(ThumbnailCache(tmp_path / "cache", side=120).get(tmp_path / "photo.jpg")))

    with Image.open(tmp_path / "photo.jpg") as photo:
        reference = np.asarray(photo.resize((120, 90), Image.Resampling.BOX))
    assert np.abs(small.astype(int) - reference).mean() < 2
