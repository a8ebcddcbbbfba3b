"""Questions to a project."""

from __future__ import annotations

import pytest

from desktop_app.project.edits import make_edit
from desktop_app.project.new_labels import new_labels
from desktop_app.project.query import ImageFilter, LabelCount
from desktop_app.project.store import Project
from ml_engine.domain.label_colors import label_color
from ml_engine.domain.values import ImageState, ImageStatus, Label, Split, SplitPlace
from tests.unit.project.conftest import box


@pytest.fixture
def worked_on(project: Project, cat: Label) -> list[int]:
    ids = project.query.image_ids()
    project.apply(
        make_edit(
            "Work",
            added=[
                box(ids[1], cat), box(ids[1], cat), box(ids[3], cat),
                ImageState(ids[3], ImageStatus.VERIFIED), ImageState(ids[4], ImageStatus.SKIPPED),
                SplitPlace(ids[1], Split.TRAIN), SplitPlace(ids[3], Split.TEST),
            ],
        )
    )  # fmt: skip
    return ids


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (ImageFilter(), [0, 1, 2, 3, 4, 5]),
        (ImageFilter(status=ImageStatus.NEW), [0, 2, 5]),
        (ImageFilter(status=ImageStatus.LABELLED), [1]),
        (ImageFilter(status=ImageStatus.VERIFIED), [3]),
        (ImageFilter(status=ImageStatus.SKIPPED), [4]),
        (ImageFilter(split=Split.TRAIN), [1]),
        (ImageFilter(unplaced=True), [0, 2, 4, 5]),
        (ImageFilter(text="3.P"), [3]),
        (ImageFilter(text="%"), []),
        (ImageFilter(text="_"), []),
        (ImageFilter(status=ImageStatus.NEW, text="2"), [2]),
        (ImageFilter(missing=True), []),
        (ImageFilter(missing=None, root_id=1), [0, 1, 2, 3, 4, 5]),
        (ImageFilter(root_id=2), []),
    ],
)
def test_a_filter_narrows(project: Project, worked_on: list[int], which: ImageFilter, expected: list[int]) -> None:
    assert project.query.image_ids(which) == [worked_on[index] for index in expected]


def test_pictures_of_a_label_and_the_counts_agree(project: Project, cat: Label, worked_on: list[int]) -> None:
    dog = new_labels([cat], ["dog"])[0]
    project.apply(make_edit("Dog", added=[dog]))
    assert project.query.image_ids(ImageFilter(label=cat.id)) == [worked_on[1], worked_on[3]]
    assert project.query.label_counts() == {cat.id: LabelCount(3, 2), dog.id: LabelCount(0, 0)}
    assert list(project.query.status_counts().values()) == [3, 1, 1, 1]
    assert list(project.query.split_counts().values()) == [1, 0, 1]


def test_a_page_of_rows_comes_in_the_order_of_the_ids(project: Project, worked_on: list[int]) -> None:
    rows = project.query.image_rows([worked_on[3], 12_345, worked_on[1]])
    assert [(row.name, row.status, row.annotation_count) for row in rows] == [
        ("3.png", ImageStatus.VERIFIED, 1),
        ("1.png", ImageStatus.LABELLED, 2),
    ]
    assert [row.state for row in rows] == [ImageState(worked_on[3], ImageStatus.VERIFIED), None]


def test_annotations_come_in_the_order_of_their_making(project: Project, cat: Label) -> None:
    image_id = project.query.image_ids()[0]
    drawn = [box(image_id, cat, float(index)) for index in range(30)]
    for item in reversed(drawn):
        project.apply(make_edit("Draw", added=[item]))
    assert list(project.query.annotations([image_id])[image_id]) == sorted(drawn, key=lambda item: item.id.bytes)


def test_new_labels_get_free_keys_and_colours_of_their_own() -> None:
    first = new_labels((), [f"label {index}" for index in range(12)])
    assert [label.key for label in first] == [*"1234567890", "", ""]
    assert [label.position for label in first] == list(range(12))
    assert len({label_color(index) for index in range(60)}) == 60
    more = new_labels(first[:2] + first[5:], ["new"])
    assert (more[0].key, more[0].position) == ("3", 12)
