"""One gesture over many pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from desktop_app.project.built_edits import Change, on_pictures, submit_built, verifying_empty
from desktop_app.project.edits import make_edit
from desktop_app.project.new_labels import new_labels
from desktop_app.project.picture_edits import place_pictures, tag_pictures, toggle_status, untag_pictures
from desktop_app.project.query import ImageFilter
from desktop_app.project.store import Project
from ml_engine.domain.values import AnnotationKind, Edit, ImageStatus, Label, Split
from tests.unit.project.conftest import box

Do = Callable[[Change], Edit | None]


@pytest.fixture
def dog(project: Project, cat: Label) -> Label:
    (label,) = new_labels([cat], ["dog"])
    project.apply(make_edit("Add label", added=[label]))
    return label


@pytest.fixture
def do(project: Project) -> Do:
    """Change the first four pictures."""
    return lambda change: submit_built(project, on_pictures(project.query.image_ids()[:4], change)).result()


def tags(project: Project) -> list[list[str]]:
    names = {label.id: label.name for label in project.query.labels()}
    found = project.query.annotations(project.query.image_ids())
    return [[names[item.label_id] for item in items if item.kind is AnnotationKind.TAG] for items in found.values()]


def test_a_digit_gives_each_picture_one_label_in_place_of_the_other(
    project: Project, cat: Label, dog: Label, do: Do
) -> None:
    do(partial(tag_pictures, label_id=cat.id, several=False))
    do(partial(tag_pictures, label_id=dog.id, several=False))
    assert tags(project) == [["dog"]] * 4 + [[], []]
    project.undo()
    assert tags(project) == [["cat"]] * 4 + [[], []]


def test_the_same_digit_again_changes_nothing(cat: Label, do: Do) -> None:
    do(partial(tag_pictures, label_id=cat.id, several=False))
    assert do(partial(tag_pictures, label_id=cat.id, several=False)) is None


def test_where_several_are_allowed_a_digit_completes_and_then_takes_away(
    project: Project, cat: Label, dog: Label, do: Do
) -> None:
    ids = project.query.image_ids()
    submit_built(project, on_pictures(ids[:2], partial(tag_pictures, label_id=cat.id, several=True)))
    do(partial(tag_pictures, label_id=dog.id, several=True))
    do(partial(tag_pictures, label_id=cat.id, several=True))
    assert [sorted(names) for names in tags(project)] == [["cat", "dog"]] * 4 + [[], []]
    do(partial(tag_pictures, label_id=cat.id, several=True))
    assert tags(project) == [["dog"]] * 4 + [[], []]


def test_labels_of_whole_pictures_go_without_the_boxes(project: Project, cat: Label, do: Do) -> None:
    drawn = box(project.query.image_ids()[0], cat)
    project.apply(make_edit("Draw", added=[drawn]))
    do(partial(tag_pictures, label_id=cat.id, several=False))
    do(untag_pictures)
    assert tags(project) == [[]] * 6
    assert project.query.annotations([drawn.image_id]) == {drawn.image_id: (drawn,)}


def statuses(project: Project) -> list[ImageStatus]:
    return [row.status for row in project.query.image_rows(project.query.image_ids())]


def test_verifying_is_taken_back_only_where_all_are_verified(project: Project, do: Do) -> None:
    new, verified, skipped = ImageStatus.NEW, ImageStatus.VERIFIED, ImageStatus.SKIPPED
    ids = project.query.image_ids()
    submit_built(project, on_pictures(ids[3:5], partial(toggle_status, status=skipped)))
    do(partial(toggle_status, status=verified))
    assert statuses(project) == [verified] * 4 + [skipped, new]
    do(partial(toggle_status, status=verified))
    assert statuses(project) == [new] * 4 + [skipped, new]
    project.undo()
    project.undo()
    assert statuses(project) == [new] * 3 + [skipped] * 2 + [new]


def test_pictures_go_into_a_split_and_out_of_it(project: Project, do: Do) -> None:
    do(partial(place_pictures, split=Split.TEST))
    assert project.query.split_counts()[Split.TEST] == 4
    assert do(partial(place_pictures, split=Split.TEST)) is None
    do(partial(place_pictures, split=None))
    assert project.query.split_counts()[Split.TEST] == 0


def test_empty_pictures_are_verified_as_one_step_and_only_those_of_the_filter(
    project: Project, cat: Label, do: Do
) -> None:
    ids = project.query.image_ids()
    project.apply(make_edit("Draw", added=[box(ids[0], cat)]))
    submit_built(project, on_pictures(ids[1:2], partial(toggle_status, status=ImageStatus.SKIPPED)))
    edit = submit_built(project, verifying_empty(ImageFilter(text=".png", to_do=True))).result()
    assert edit is not None
    new, verified = ImageStatus.NEW, ImageStatus.VERIFIED
    assert statuses(project) == [ImageStatus.LABELLED, ImageStatus.SKIPPED, verified, verified, verified, verified]
    project.undo()
    submit_built(project, verifying_empty(ImageFilter(text="5"))).result()
    assert statuses(project)[2:] == [new, new, new, verified]
