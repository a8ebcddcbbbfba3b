"""Hashes know the same bytes and the same look again, and tell strangers apart."""

import hashlib
import io

import cv2
import numpy as np
import pytest
from PIL import Image

from ml_engine.domain.errors import UserError
from ml_engine.images import reader
from ml_engine.images.fingerprint import content_hash, hamming_distance, hash_and_fingerprint, perceptual_hash


def scene(seed, width=400, height=300):
    """Random shapes on a shaded ground: enough structure to look like a picture of something."""
    dice = np.random.default_rng(seed)
    image = np.empty((height, width, 3), np.uint8)
    image[:] = np.linspace(dice.integers(60, 120), dice.integers(130, 200), width)[None, :, None]
    for _ in range(14):
        color = [int(value) for value in dice.integers(0, 255, 3)]
        center = int(dice.integers(width)), int(dice.integers(height))
        axes = int(dice.integers(15, 90)), int(dice.integers(15, 90))
        cv2.ellipse(image, center, axes, int(dice.integers(180)), 0, 360, color, -1)
    return image


def compressed(image, quality):
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, "JPEG", quality=quality)
    return np.asarray(Image.open(buffer))


CHANGES = {
    "compressed hard": lambda image: compressed(image, 25),
    "half the size": lambda image: cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA),
    "twice the size": lambda image: cv2.resize(image, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC),
    "a little brighter": lambda image: np.clip(image.astype(int) + 12, 0, 255).astype(np.uint8),
    "a little darker": lambda image: (image * 0.9).astype(np.uint8),
}


@pytest.mark.parametrize("change", CHANGES)
def test_perceptual_hash_of_a_near_duplicate_is_near(change):
    distances = [
        hamming_distance(perceptual_hash(scene(seed)), perceptual_hash(CHANGES[change](scene(seed))))
        for seed in range(20)
    ]

    assert max(distances) <= 6


def test_perceptual_hash_of_strangers_is_far():
    hashes = [perceptual_hash(scene(seed)) for seed in range(30)]
    distances = [hamming_distance(a, b) for place, a in enumerate(hashes) for b in hashes[:place]]

    assert min(distances) >= 12
    assert np.percentile(distances, 5) >= 16


def test_perceptual_hash_fits_64_bits_and_uses_them():
    hashes = [perceptual_hash(scene(seed)) for seed in range(30)]

    assert all(0 <= number < 1 << 64 for number in hashes)
    assert np.bitwise_or.reduce(np.array(hashes, dtype=np.uint64)) == np.uint64(2**64 - 1)


@pytest.mark.parametrize("size", [(1, 1), (1, 500), (500, 1)])
def test_perceptual_hash_of_one_colour_is_zero_at_any_size(size):
    assert perceptual_hash(np.full((*size, 3), 77, np.uint8)) == 0


def test_content_hash_is_blake2b_of_the_bytes(tmp_path):
    data = np.random.default_rng(0).bytes(3_000_000)
    (tmp_path / "any.bin").write_bytes(data)

    assert content_hash(tmp_path / "any.bin") == hashlib.blake2b(data, digest_size=32).hexdigest()


def test_content_hash_of_a_missing_file_is_a_user_error(tmp_path):
    with pytest.raises(UserError, match=r"gone\.jpg"):
        content_hash(tmp_path / "gone.jpg")


def test_both_hashes_and_the_header_come_from_one_read(tmp_path, monkeypatch):
    path = tmp_path / "scene.jpg"
    Image.fromarray(scene(1, 1600, 1200)).save(path)
    opened_paths = []
    real = reader.opened
    monkeypatch.setattr(reader, "opened", lambda path: opened_paths.append(path) or real(path))

    found = hash_and_fingerprint(path)

    assert opened_paths == [path]
    assert found.content_hash == content_hash(path)
    assert (found.header.width, found.header.height) == (1600, 1200)
    assert hamming_distance(found.perceptual_hash, perceptual_hash(reader.read_image(path))) <= 4
