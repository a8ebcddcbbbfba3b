"""What can be done to labels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.project import label_edits, picture_edits
from desktop_app.project.built_edits import merging, submit_built
from desktop_app.project.edits import make_edit
from desktop_app.project.ids import new_id
from desktop_app.project.label_edits import (
    AT_ONCE,
    add_label,
    archive_label,
    key_label,
    recolour_label,
    rename_label,
    restore_label,
)
from desktop_app.project.new_labels import new_labels
from desktop_app.project.proposing import submit_proposals
from desktop_app.project.store import Project
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Annotation, AnnotationKind, Label, Proposal
from tests.unit.project.conftest import box

CAT, DOG, FOX = new_labels((), ["cat", "dog", "fox"])


def only(edit: object) -> Label:
    added = getattr(edit, "added")  # noqa: B009
    assert len(added) == 1
    label = added[0]
    assert isinstance(label, Label)
    return label


def test_a_new_label_gets_the_next_place_colour_and_digit() -> None:
    made = only(add_label([CAT, DOG, replace(FOX, archived=True, key="")], "  red   fox "))
    assert (made.name, made.key, made.position) == ("red fox", "3", 3)
    assert made.color not in (CAT.color, DOG.color, FOX.color)


@pytest.mark.parametrize("name", ["", "  ", "cat", "CAT", "\ud800"])
def test_a_name_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(UserError) as failure:
        add_label([CAT], name)
    assert failure.value.code == "bad-label"
    with pytest.raises(UserError):
        rename_label([CAT, DOG], DOG, name)


def test_adding_the_name_of_an_archived_label_brings_it_back() -> None:
    archived = only(archive_label(DOG))
    assert only(add_label([CAT, archived, FOX], "dog")) == DOG
    assert only(add_label([CAT, archived, replace(FOX, key="2")], "dog")).key == "3"


def test_an_archived_label_whose_name_is_taken_stays_archived() -> None:
    with pytest.raises(UserError):
        restore_label([replace(CAT, archived=True), replace(DOG, name="Cat")], replace(CAT, archived=True))


def test_a_digit_is_swapped_with_the_label_that_has_it() -> None:
    edit = key_label([CAT, DOG, FOX], FOX, "1")
    assert edit is not None
    assert edit.added == (replace(FOX, key="1"), replace(CAT, key="3"))
    assert key_label([CAT, DOG], DOG, "2") is None
    assert only(key_label([CAT, DOG], DOG, "")).key == ""


def test_what_changes_nothing_is_no_edit() -> None:
    assert rename_label([CAT, DOG], CAT, " cat ") is None
    assert only(rename_label([CAT, DOG], CAT, "Cat")).name == "Cat"
    assert recolour_label(CAT, CAT.color) is None
    assert only(recolour_label(CAT, "#123456")).color == "#123456"


@pytest.fixture
def labels(project: Project) -> tuple[Label, Label]:
    project.apply(make_edit("Add label", added=[CAT, DOG]))
    return CAT, DOG


def tag(image_id: int, label: Label) -> Annotation:
    return Annotation(new_id(), image_id, label.id, AnnotationKind.TAG)


def test_merging_moves_boxes_tags_and_waiting_proposals_and_undo_brings_what_was_said_back(
    project: Project, labels: tuple[Label, Label]
) -> None:
    cat, dog = labels
    first, second, *_ = project.query.image_ids()
    drawn = [box(first, dog), box(first, cat), tag(first, dog), tag(first, cat), tag(second, dog)]
    project.apply(make_edit("Draw", added=drawn))
    submit_proposals(project, {second: [Proposal(box(second, dog), 0.5, "run")]}).result()
    before = project.query.annotations([first, second])
    submit_built(project, merging(dog.id, cat.id)).result()
    assert project.query.labels() == (cat,)
    found = project.query.annotations([first, second])
    assert {item.label_id for items in found.values() for item in items} == {cat.id}
    assert [len(items) for items in found.values()] == [3, 1]  # the picture with both carries one
    assert [item.annotation.label_id for item in project.query.proposals([second])[second]] == [cat.id]
    project.undo()
    assert project.query.annotations([first, second]) == before
    assert project.query.labels() == (cat, dog)


def test_a_merge_can_be_undone_after_other_proposals_have_come(project: Project, labels: tuple[Label, Label]) -> None:
    cat, dog = labels
    first = project.query.image_ids()[0]
    project.apply(make_edit("Draw", added=[box(first, dog)]))
    submit_proposals(project, {first: [Proposal(box(first, dog, x=20.0), 0.5, "run")]}).result()
    submit_built(project, merging(dog.id, cat.id)).result()
    submit_proposals(project, {first: [Proposal(box(first, cat, x=22.0), 0.6, "run")]}).result()
    project.undo()
    assert project.query.labels() == (cat, dog)


def test_a_label_with_more_boxes_than_a_part_holds_is_merged_and_comes_back_as_one_step(
    project: Project, labels: tuple[Label, Label]
) -> None:
    cat, dog = labels
    ids = project.query.image_ids()
    drawn = [box(image_id, dog, float(number)) for image_id in ids for number in range(AT_ONCE // 4)]
    assert len(drawn) > AT_ONCE
    project.apply(make_edit("Draw", added=drawn))
    before = project.query.annotations(ids)
    step = submit_built(project, merging(dog.id, cat.id)).result()
    assert step is not None
    assert step.edit is None
    assert project.query.label_counts()[cat.id].annotations == len(drawn)
    project.undo()
    assert project.query.annotations(ids) == before
    project.redo()
    assert project.query.label_counts()[cat.id].annotations == len(drawn)
    assert project.query.labels() == (cat,)


def test_a_label_that_is_gone_is_not_merged(project: Project, labels: tuple[Label, Label]) -> None:
    cat, dog = labels
    project.apply(archive_label(dog))
    assert submit_built(project, merging(dog.id, cat.id)).result() is None
    assert submit_built(project, merging(cat.id, cat.id)).result() is None


def test_every_name_of_an_edit_can_be_translated() -> None:
    names = pytest.importorskip("desktop_app.session.edit_names", exc_type=ImportError)
    known = {value for name, value in vars(names).items() if name.isupper()}
    for module in (label_edits, picture_edits):
        own = {value for name, value in vars(module).items() if name.isupper() and isinstance(value, str)}
        assert own <= known
