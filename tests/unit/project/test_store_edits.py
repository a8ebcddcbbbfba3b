"""Edits in a project: exact, durable, and all of it or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.project.edits import make_edit, merge
from desktop_app.project.new_labels import new_labels
from desktop_app.project.query import ImageFilter
from desktop_app.project.store import Project, open_project
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import (
    Annotation,
    AnnotationKind,
    Edit,
    ImageState,
    ImageStatus,
    Label,
    Proposal,
    ProposalStatus,
    Split,
    SplitPlace,
)
from tests.unit.project.conftest import box


def first_id(project: Project) -> int:
    return project.query.image_ids()[0]


def reopened(project: Project) -> Project:
    project.close()
    return open_project(project.folder.path)


def test_a_box_comes_back_to_the_last_digit(project: Project, cat: Label) -> None:
    image_id = first_id(project)
    drawn = Annotation(box(image_id, cat).id, image_id, cat.id, AnnotationKind.BOX, ((0.1, 1 / 3), (1e-300, 2.5e17)))
    project.apply(make_edit("Draw", added=[drawn]))
    with reopened(project) as again:
        assert again.query.annotations([image_id])[image_id] == (drawn,)


def test_a_picture_becomes_labelled_by_its_first_box_and_new_again_without(project: Project, cat: Label) -> None:
    image_id = first_id(project)
    edit = make_edit("Draw", added=[box(image_id, cat)])
    project.apply(edit)
    assert project.query.image_ids(ImageFilter(status=ImageStatus.LABELLED)) == [image_id]
    project.apply(make_edit("Delete", removed=edit.added))
    assert project.query.image_ids(ImageFilter(status=ImageStatus.LABELLED)) == []


def test_undo_and_redo_work_after_reopening(project: Project, cat: Label) -> None:
    image_id = first_id(project)
    edit = make_edit("Draw", added=[box(image_id, cat)])
    project.apply(edit)
    again = reopened(project)
    undone = again.undo()
    assert undone is not None
    assert (undone.id, undone.name) == (edit.id, "Draw")
    assert again.query.annotations([image_id])[image_id] == ()
    with reopened(again) as last:
        last.redo()
        assert last.query.annotations([image_id])[image_id] == edit.added


def test_the_history_gives_back_the_edit_that_was_applied(project: Project, cat: Label) -> None:
    image_id = first_id(project)
    records = (box(image_id, cat), ImageState(image_id, ImageStatus.VERIFIED), SplitPlace(image_id, Split.TEST))
    edit = make_edit("Everything", added=records)
    project.apply(edit)
    found = project.query.edit(edit.id)
    assert (found.id, found.name, found.time, set(found.added)) == (edit.id, edit.name, edit.time, set(records))


def test_a_new_edit_after_undo_drops_what_could_be_redone(project: Project, cat: Label) -> None:
    image_id = first_id(project)
    project.apply(make_edit("First", added=[box(image_id, cat)]))
    project.undo()
    project.apply(make_edit("Second", added=[box(image_id, cat)]))
    done, undone = project.query.history()
    assert ([head.name for head in done], undone) == (["New label", "Second"], [])
    assert project.redo() is None


def test_nothing_to_undo_or_redo_is_no_error(project: Project) -> None:
    assert project.undo() is None
    assert project.redo() is None


def test_a_large_edit_is_undone_whole(project: Project, cat: Label) -> None:
    ids = project.query.image_ids()
    boxes = [box(ids[index % len(ids)], cat, float(index)) for index in range(2_500)]
    project.apply(make_edit("Many", added=boxes))
    assert sum(len(items) for items in project.query.annotations(ids).values()) == 2_500
    project.undo()
    assert set(project.query.annotations(ids).values()) == {()}
    project.redo()
    assert {item for items in project.query.annotations(ids).values() for item in items} == set(boxes)


def test_undo_of_accept_brings_the_proposal_back(project: Project, cat: Label) -> None:
    image_id = first_id(project)
    proposal = Proposal(box(image_id, cat), 0.875, "run-1")
    project.apply(make_edit("Propose", added=[proposal]))
    accepted = replace(proposal, status=ProposalStatus.ACCEPTED)
    project.apply(make_edit("Accept", removed=[proposal], added=[accepted, proposal.annotation]))
    assert project.query.proposals([image_id])[image_id] == ()
    assert project.query.annotations([image_id])[image_id] == (proposal.annotation,)
    project.undo()
    assert project.query.proposals([image_id])[image_id] == (proposal,)
    assert project.query.annotations([image_id])[image_id] == ()


def test_two_labels_can_swap_their_names_in_one_edit(project: Project) -> None:
    one, two = new_labels((), ["one", "two"])
    project.apply(make_edit("Labels", added=[one, two]))
    swapped = [replace(one, name="two"), replace(two, name="one")]
    project.apply(make_edit("Rename", removed=[one, two], added=swapped))
    assert set(project.query.labels()) == set(swapped)


CONFLICTS = (
    "removes what is not there",
    "removes it as it is not",
    "replaces it as it is not",
    "adds what is there",
    "a picture that is not there",
    "a status that is not set",
    "a place that is taken",
)


def conflicting(case: str, there: Annotation, label: Label) -> Edit:
    moved = replace(there, points=((9.0, 9.0), (10.0, 10.0)))
    removed, added = {
        "removes what is not there": ([box(there.image_id, label)], []),
        "removes it as it is not": ([moved], []),
        "replaces it as it is not": ([moved], [there]),
        "adds what is there": ([], [there]),
        "a picture that is not there": ([], [box(10_000, label)]),
        "a status that is not set": ([ImageState(there.image_id, ImageStatus.VERIFIED)], []),
        "a place that is taken": ([], [SplitPlace(there.image_id, Split.TRAIN)]),
    }[case]
    return make_edit("x", removed, added)


@pytest.mark.parametrize("case", CONFLICTS)
def test_an_edit_that_does_not_fit_changes_nothing(project: Project, cat: Label, case: str) -> None:
    image_id = first_id(project)
    there = box(image_id, cat)
    project.apply(make_edit("Draw", added=[there, SplitPlace(image_id, Split.TEST)]))
    before = project.query.history()
    good = box(image_id, cat)
    bad = conflicting(case, there, cat)
    with pytest.raises(UserError) as caught:
        project.apply(replace(bad, added=(good, *bad.added)))
    assert caught.value.code == "edit-conflict"
    assert project.query.annotations([image_id])[image_id] == (there,)
    assert project.query.history() == before


def test_a_label_is_archived_and_never_removed(project: Project, cat: Label) -> None:
    with pytest.raises(UserError) as caught:
        project.apply(make_edit("Remove label", removed=[cat]))
    assert caught.value.code == "bad-label"
    project.apply(make_edit("Archive", removed=[cat], added=[replace(cat, archived=True)]))
    assert project.query.labels() == ()
    assert [label.id for label in project.query.labels(archived=True)] == [cat.id]


@pytest.mark.parametrize("name", ["", "  ", "cat", "broken \ud800"])
def test_a_label_needs_a_name_of_its_own(project: Project, cat: Label, name: str) -> None:
    new = replace(new_labels([cat], ["x"])[0], name=name)
    with pytest.raises(UserError) as caught:
        project.apply(make_edit("New label", added=[new]))
    assert caught.value.code == "bad-label"
    assert project.query.labels() == (cat,)


def test_a_box_of_nan_is_refused(project: Project, cat: Label) -> None:
    bad = Annotation(box(1, cat).id, first_id(project), cat.id, AnnotationKind.BOX, ((float("nan"), 0.0), (1.0, 1.0)))
    with pytest.raises(UserError) as caught:
        project.apply(make_edit("Draw", added=[bad]))
    assert caught.value.code == "bad-points"


def test_labelled_is_never_set_by_hand(project: Project) -> None:
    with pytest.raises(ValueError, match="labelled"):
        project.apply(make_edit("x", added=[ImageState(first_id(project), ImageStatus.LABELLED)]))


def nudges(image_id: int, label: Label) -> tuple[Edit, Edit, Annotation, Annotation]:
    start = box(image_id, label)
    once = replace(start, points=((2.0, 2.0), (9.0, 9.0)))
    twice = replace(start, points=((3.0, 3.0), (9.0, 9.0)))
    first = make_edit("Nudge", removed=[start], added=[once])
    second = replace(make_edit("Nudge", removed=[once], added=[twice]), time=first.time + timedelta(milliseconds=400))
    return first, second, start, twice


def test_key_repeats_become_one_edit_that_is_undone_at_once(project: Project, cat: Label) -> None:
    image_id = first_id(project)
    first, second, start, twice = nudges(image_id, cat)
    project.apply(make_edit("Draw", added=[start]))
    project.apply(first, merge_repeats=True)
    project.apply(second, merge_repeats=True)
    assert project.query.annotations([image_id])[image_id] == (twice,)
    assert [head.name for head in project.query.history()[0]] == ["New label", "Draw", "Nudge"]
    project.undo()
    assert project.query.annotations([image_id])[image_id] == (start,)
    project.redo()
    assert project.query.annotations([image_id])[image_id] == (twice,)


def test_edits_apart_in_time_name_or_object_do_not_merge(cat: Label) -> None:
    first, second, _, _ = nudges(1, cat)
    assert merge(first, second) is not None
    assert merge(first, replace(second, time=first.time + timedelta(milliseconds=501))) is None
    assert merge(first, replace(second, name="Move")) is None
    assert merge(first, make_edit("Nudge", removed=[box(1, cat)], added=[box(1, cat)])) is None
    assert merge(first, replace(second, removed=())) is None


def test_a_reader_never_sees_half_an_edit(project: Project, cat: Label, tmp_path: Path) -> None:
    ids = project.query.image_ids()
    whole = {frozenset(), frozenset(range(50))}
    with open_project(project.folder.path, write=False) as reader:
        pending = []
        for _ in range(10):
            boxes = [box(ids[0], cat, float(index)) for index in range(50)]
            pending.append(project.submit(make_edit("Many", added=boxes)))
            pending.append(project.submit(make_edit("None", removed=boxes)))
        seen = set()
        while not all(future.done() for future in pending):
            seen.add(frozenset(int(item.points[0][0]) for item in reader.query.annotations(ids[:1])[ids[0]]))
        for future in pending:
            future.result()
    assert seen <= whole
