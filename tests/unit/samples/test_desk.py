"""The demo's pictures: exact boxes, the same for the same seed, and not to be solved by colour."""

from __future__ import annotations

import io
from collections import Counter
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from ml_engine.domain.geometry import box_iou
from ml_engine.samples.desk import HEIGHT, LABELS, WIDTH, DeskPicture, render_desk, write_desk_pictures

BINS = 16


@cache
def pictures() -> tuple[DeskPicture, ...]:
    return tuple(render_desk(seed) for seed in range(500, 524))


def pixels(picture: DeskPicture) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(picture.jpeg)))


def boxes(picture: DeskPicture, label: str | None = None) -> np.ndarray:
    found = [thing.box for thing in picture.things if label in (None, thing.label)]
    return np.array(found, np.float64).reshape(-1, 4)


def test_the_same_seed_gives_the_same_picture_and_another_seed_another() -> None:
    assert render_desk(7) == render_desk(7)
    assert render_desk(7).jpeg != render_desk(8).jpeg


def test_boxes_lie_inside_and_cover_four_octaves_of_labels_and_sizes() -> None:
    every = np.concatenate([boxes(picture) for picture in pictures()])
    assert (every[:, :2] >= 0).all()
    assert (every[:, 2] <= WIDTH).all()
    assert (every[:, 3] <= HEIGHT).all()
    longest = (every[:, 2:] - every[:, :2]).max(axis=1)
    assert longest.min() < 70
    assert longest.max() > 170
    counts = Counter(thing.label for picture in pictures() for thing in picture.things)
    assert set(counts) == set(LABELS)
    assert min(counts.values()) >= 12


def test_a_thing_fills_its_box_to_all_four_sides() -> None:
    """Re-render without anything upon it is not possible, but a box that is too large or moved shows in its edges:
    the picture must differ more within a box than just outside of it."""
    inside, outside = [], []
    for picture in pictures():
        grey = cv2.cvtColor(pixels(picture), cv2.COLOR_RGB2GRAY).astype(np.float32)
        detail = cv2.boxFilter(np.abs(cv2.Laplacian(cv2.GaussianBlur(grey, (0, 0), 1.5), cv2.CV_32F)), -1, (5, 5))
        for x0, y0, x1, y1 in boxes(picture).astype(int):
            inside.append(detail[y0:y1, x0:x1].mean())
            margin = detail[max(y0 - 12, 0) : y1 + 12, max(x0 - 12, 0) : x1 + 12]
            ring = margin.sum() - detail[y0:y1, x0:x1].sum()
            outside.append(ring / max(margin.size - detail[y0:y1, x0:x1].size, 1))
    assert np.median(np.array(inside) / np.array(outside)) > 1.5


def test_colour_thresholds_do_not_find_the_things() -> None:
    """The best table of colours that 16 pictures can teach, at the threshold that suits 8 other pictures best."""
    train, held_out = pictures()[:16], pictures()[16:]
    tables = {label: colour_table(train, label) for label in LABELS}
    assert max(colour_f1(held_out, tables, threshold) for threshold in (1.5, 2, 3, 5, 8, 12)) < 0.3


def colour_f1(held_out: tuple[DeskPicture, ...], tables: dict[str, np.ndarray], threshold: float) -> float:
    """F1 at IoU 0.5 of the patches of likely colour as finds."""
    found = total = said = 0
    for picture in held_out:
        for label, table in tables.items():
            truth, blobs = boxes(picture, label), coloured_blobs(picture, table, threshold)
            total += len(truth)
            said += len(blobs)
            found += int((box_iou(truth, blobs).max(axis=1, initial=0) >= 0.5).sum())
    assert total >= 30
    return 2 * found / (total + said)


def colour_table(train: tuple[DeskPicture, ...], label: str) -> np.ndarray:
    """(BINS³,) how much likelier a colour is inside a box of the label than elsewhere."""
    inside, outside = np.ones(BINS**3), np.ones(BINS**3)
    for picture in train:
        mask = np.zeros((HEIGHT, WIDTH), bool)
        for x0, y0, x1, y1 in boxes(picture, label).astype(int):
            mask[y0:y1, x0:x1] = True
        index = colour_index(picture)
        inside += np.bincount(index[mask], minlength=BINS**3)
        outside += np.bincount(index[~mask], minlength=BINS**3)
    return (inside / inside.sum()) / (outside / outside.sum())


def colour_index(picture: DeskPicture) -> np.ndarray:
    levels = pixels(picture).astype(np.int64) * BINS // 256
    return levels[..., 0] * BINS * BINS + levels[..., 1] * BINS + levels[..., 2]


def coloured_blobs(picture: DeskPicture, table: np.ndarray, threshold: float) -> np.ndarray:
    """Boxes (N, 4) of all connected patches of likely colour."""
    likelihood = cv2.medianBlur(np.clip(table[colour_index(picture)] * 20, 0, 255).astype(np.uint8), 5)
    _, _, stats, _ = cv2.connectedComponentsWithStats((likelihood > threshold * 20).astype(np.uint8))
    keep = stats[1:][stats[1:, cv2.CC_STAT_AREA] > 200]
    return np.c_[keep[:, :2], keep[:, :2] + keep[:, 2:4]].astype(np.float64)


def test_written_files_are_the_rendered_pictures(tmp_path: Path) -> None:
    written = write_desk_pictures(tmp_path, 2, seed=3)
    assert [path.name for path, _ in written] == ["desk-001.jpg", "desk-002.jpg"]
    assert written[0][0].read_bytes() == render_desk(3 * 100_003).jpeg
    assert written[0][1] == render_desk(3 * 100_003).things


@pytest.mark.parametrize("seed", range(5))
def test_every_picture_has_something_to_find(seed: int) -> None:
    assert render_desk(seed + 900).things
