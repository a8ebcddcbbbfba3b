"""Boxes of a picture as boxes of a view."""

from __future__ import annotations

from uuid import UUID

import pytest

from ml_engine.domain.geometry import ViewGeometry
from ml_engine.tasks.detection.targets import box_targets
from ml_engine.tasks.task import ImageTargets


def view(scale: float = 0.5, x: float = 0.0, y: float = 40.0, mirrored: bool = False) -> ViewGeometry:
    """A 640 × 480 picture in a 320 input."""
    sign = -1.0 if mirrored else 1.0
    return ViewGeometry((sign * scale, 0.0, x, 0.0, scale, y), 320, 320, 640, 480)


def rows(found: ImageTargets) -> list[tuple[int, list[float]]]:
    return list(zip(found.labels.tolist(), found.boxes.tolist(), strict=True))


def test_boxes_move_with_the_letterboxed_picture(picture, label_index: dict[UUID, int]) -> None:
    found = box_targets(picture((1, (100.0, 100.0, 200.0, 300.0))), label_index, view())

    assert rows(found) == [(1, [50, 90, 100, 190])]


def test_a_mirrored_view_mirrors_boxes_and_keeps_their_corners_in_order(picture, label_index: dict[UUID, int]) -> None:
    found = box_targets(picture((0, (0.0, 0.0, 100.0, 100.0))), label_index, view(x=320.0, mirrored=True))

    assert rows(found) == [(0, [270, 40, 320, 90])]


def test_a_box_half_outside_is_clipped(picture, label_index: dict[UUID, int]) -> None:
    found = box_targets(picture((0, (0.0, 0.0, 200.0, 100.0))), label_index, view(x=-50.0))

    assert rows(found) == [(0, [0, 40, 50, 90])]


@pytest.mark.parametrize("seen", [0.29, 0.31])
def test_a_box_of_which_little_is_seen_is_dropped(picture, label_index: dict[UUID, int], seen: float) -> None:
    found = box_targets(picture((0, (0.0, 0.0, 200.0, 100.0))), label_index, view(x=-100.0 * (1 - seen)))

    assert len(found.labels) == (1 if seen > 0.3 else 0)


def test_a_box_thinner_than_two_input_pixels_is_dropped(picture, label_index: dict[UUID, int]) -> None:
    found = box_targets(picture((0, (0.0, 0.0, 3.0, 100.0)), (0, (9.0, 9.0, 9.0, 9.0))), label_index, view())

    assert rows(found) == []


def test_tags_and_unknown_labels_have_no_place(picture, labels: list[UUID]) -> None:
    image = picture((0, (0.0, 0.0, 99.0, 99.0)), (1, (0.0, 0.0, 99.0, 99.0)), tag=0)

    found = box_targets(image, {labels[1]: 0}, view())

    assert found.labels.tolist() == [0]


def test_a_picture_without_boxes_has_empty_targets(picture, label_index: dict[UUID, int]) -> None:
    found = box_targets(picture(), label_index, view())

    assert found.labels.shape == (0,)
    assert found.boxes.shape == (0, 4)
