"""What a list shows of a picture, and the orders and filters of lists."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.project.edits import make_edit
from desktop_app.project.new_labels import new_labels
from desktop_app.project.new_project import new_project
from desktop_app.project.query import ImageFilter, Order
from desktop_app.project.store import Project
from desktop_app.project.tiles import read_tiles
from ml_engine.domain.values import ImageState, ImageStatus, Label
from tests.unit.project.conftest import box, draw_picture


def test_a_tile_names_each_label_once_the_oldest_first(project: Project, cat: Label) -> None:
    (dog,) = new_labels([cat], ["dog"])
    ids = project.query.image_ids()
    project.apply(make_edit("Add", added=[dog]))
    project.apply(make_edit("Draw", added=[box(ids[1], dog), box(ids[1], cat), box(ids[1], dog), box(ids[2], cat)]))
    tiles = read_tiles(project.query, [ids[2], 12_345, ids[1], ids[0]])
    assert [tile.row.image.id for tile in tiles] == [ids[2], ids[1], ids[0]]
    assert [tile.labels for tile in tiles] == [(cat.id,), (dog.id, cat.id), ()]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("id", [0, 1, 2, 3, 4, 5]),
        ("path", [0, 1, 2, 3, 4, 5]),
        ("newest", [4, 1, 0, 2, 3, 5]),
        ("most", [3, 2, 0, 1, 4, 5]),
        ("fewest", [0, 1, 4, 5, 2, 3]),
    ],
)
def test_lists_are_sorted(tmp_path: Path, pictures: Path, order: Order, expected: list[int]) -> None:
    for index in range(6):
        os.utime(pictures / f"{index}.png", (1_000, 1_000))
    os.utime(pictures / "4.png", (3_000, 3_000))
    os.utime(pictures / "1.png", (2_000, 2_000))
    (cat,) = new_labels((), ["cat"])
    with new_project(tmp_path / "sorted", [pictures]).project as project:
        ids = project.query.image_ids()
        project.apply(make_edit("Add", added=[cat, box(ids[3], cat), box(ids[3], cat), box(ids[2], cat)]))
        assert project.query.image_ids(order=order) == [ids[index] for index in expected]


def test_what_is_to_do_and_what_cannot_be_read_can_be_asked_for(tmp_path: Path, pictures: Path) -> None:
    broken = draw_picture(pictures / "6.png")
    broken.write_bytes(b"no picture")
    with new_project(tmp_path / "broken", [pictures]).project as project:
        *readable, unreadable = project.query.image_ids()
        project.apply(make_edit("Work", added=[ImageState(readable[0], ImageStatus.SKIPPED)]))
        query = project.query
        assert query.image_ids(ImageFilter(to_do=True)) == [*readable[1:], unreadable]
        known = bool(query.problems_of([unreadable]))
        assert query.image_ids(ImageFilter(unreadable=True)) == ([unreadable] if known else [])
        assert query.image_count(ImageFilter(to_do=True, unreadable=False)) == 5 + (not known)
        (tile,) = read_tiles(query, [unreadable])
        assert bool(tile.problem) == known
        assert not query.has_boxes()
