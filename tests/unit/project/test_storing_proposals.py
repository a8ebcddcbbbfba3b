"""Proposals lie apart from what people said, and do not repeat it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.project.edits import make_edit
from desktop_app.project.ids import new_id
from desktop_app.project.new_labels import new_labels
from desktop_app.project.new_project import new_project
from desktop_app.project.proposing import submit_proposals
from ml_engine.domain.values import Annotation, AnnotationKind, Proposal, ProposalStatus
from tests.unit.project.conftest import draw_picture


@pytest.fixture
def project(tmp_path):
    draw_picture(tmp_path / "pictures" / "0.png")
    with new_project(tmp_path / "project", [tmp_path / "pictures"]).project as opened:
        opened.apply(make_edit("Add label", added=new_labels((), ["cat", "dog"])))
        yield opened


def proposed(project, corners, score=0.9, label=0, kind=AnnotationKind.BOX):
    image_id = project.query.image_ids()[0]
    annotation = Annotation(new_id(), image_id, project.query.labels()[label].id, kind, corners)
    return Proposal(annotation, score, "run")


def store(project, *proposals):
    image_id = project.query.image_ids()[0]
    count = submit_proposals(project, {image_id: proposals}).result()
    waiting = project.query.proposals([image_id])[image_id]
    assert count == len(waiting)
    return waiting


BOX = ((10.0, 10.0), (50.0, 50.0))
NEARLY = ((11.0, 10.0), (50.0, 51.0))
FAR = ((60.0, 10.0), (90.0, 50.0))


def test_new_proposals_take_the_place_of_those_that_waited(project):
    store(project, proposed(project, BOX))
    second = proposed(project, FAR)
    assert store(project, second) == (second,)


def test_what_is_annotated_already_is_not_proposed(project):
    said = proposed(project, BOX).annotation
    project.apply(make_edit("Draw box", added=[said]))
    other = proposed(project, FAR)
    assert store(project, proposed(project, NEARLY), other) == (other,)


def test_another_label_at_the_same_place_is_proposed(project):
    project.apply(make_edit("Draw box", added=[proposed(project, BOX).annotation]))
    dog = proposed(project, BOX, label=1)
    assert store(project, dog) == (dog,)


def test_what_was_rejected_does_not_come_back(project):
    first = proposed(project, BOX)
    store(project, first)
    project.apply(make_edit("Reject proposals", [first], [replace(first, status=ProposalStatus.REJECTED)]))
    assert store(project, proposed(project, NEARLY)) == ()


def test_undoing_an_acceptance_brings_the_proposal_back(project):
    first = proposed(project, BOX)
    store(project, first)
    accepted = replace(first, status=ProposalStatus.ACCEPTED)
    project.apply(make_edit("Accept proposals", [first], [first.annotation, accepted]))
    image_id = first.annotation.image_id
    assert project.query.annotations([image_id])[image_id] == (first.annotation,)
    project.undo()
    assert project.query.annotations([image_id])[image_id] == ()
    assert project.query.proposals([image_id])[image_id] == (first,)


def test_proposals_are_no_step_of_the_history(project):
    store(project, proposed(project, BOX))
    assert [head.name for head in project.query.history()[0]] == ["Add label"]


def test_a_label_goes_with_its_proposals_when_its_making_is_undone(project):
    bird = new_labels(project.query.labels(), ["bird"])[0]
    project.apply(make_edit("Add label", added=[bird]))
    image_id = project.query.image_ids()[0]
    annotation = Annotation(new_id(), image_id, bird.id, AnnotationKind.BOX, BOX)
    store(project, Proposal(annotation, 0.9, "run"))
    project.undo()
    assert [label.name for label in project.query.labels(archived=True)] == ["cat", "dog"]
    assert project.query.proposals([image_id])[image_id] == ()


@pytest.mark.parametrize("status", [ProposalStatus.ACCEPTED, ProposalStatus.REJECTED])
def test_an_answer_is_given_again_after_others_were_proposed(project, status):
    first = proposed(project, BOX)
    store(project, first)
    added = [first.annotation] if status is ProposalStatus.ACCEPTED else []
    project.apply(make_edit("Answer", [first], [replace(first, status=status), *added]))
    project.undo()
    same, other = proposed(project, NEARLY), proposed(project, FAR)
    store(project, same, other)
    assert project.redo() is not None
    image_id = first.annotation.image_id
    assert project.query.proposals([image_id])[image_id] == (other,)
    assert project.query.annotations([image_id])[image_id] == tuple(added)
    project.undo()
    assert set(project.query.proposals([image_id])[image_id]) == {first, other}
    assert project.redo() is not None
    assert project.redo() is None


def test_a_proposal_that_went_with_its_label_is_accepted_again(project):
    bird = new_labels(project.query.labels(), ["bird"])[0]
    project.apply(make_edit("Add label", added=[bird]))
    image_id = project.query.image_ids()[0]
    first = Proposal(Annotation(new_id(), image_id, bird.id, AnnotationKind.BOX, BOX), 0.9, "run")
    store(project, first)
    accepted = replace(first, status=ProposalStatus.ACCEPTED)
    project.apply(make_edit("Accept proposals", [first], [first.annotation, accepted]))
    for _ in range(2):
        project.undo()
    for _ in range(2):
        assert project.redo() is not None
    assert project.query.annotations([image_id])[image_id] == (first.annotation,)
