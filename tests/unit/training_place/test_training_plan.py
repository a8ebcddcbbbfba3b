"""What a training would be, foretold from a project; it must agree with what a training then does."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.project.edits import make_edit
from desktop_app.project.ids import new_id
from desktop_app.project.new_labels import new_labels
from desktop_app.project.new_project import new_project
from desktop_app.project.run_index import RunRow
from desktop_app.project.snapshot import build_snapshot
from desktop_app.project.store import create_project
from desktop_app.session.training_state import Training, TrainOptions
from desktop_app.training.machine_plan import plan_backbone, ready_pictures
from desktop_app.training.plan import plan_data
from ml_engine.domain.errors import Cancelled
from ml_engine.domain.events import EpochEnd
from ml_engine.domain.snapshot import count_by_split
from ml_engine.domain.values import Annotation, AnnotationKind, ImageState, ImageStatus, Split, SplitPlace
from ml_engine.samples.desk import write_desk_pictures

PICTURES = 10


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk") / "pictures"
    folder.mkdir()
    write_desk_pictures(folder, PICTURES, seed=3)
    return folder


@pytest.fixture
def project(tmp_path, pictures):
    with new_project(tmp_path / "p", [pictures]).project as made:
        made.apply(make_edit("Add label", added=new_labels((), ("coin", "key", "leaf"))))
        yield made


def plan(project, wanted="", *, several=False):
    return plan_data(project.query, wanted, several=several, should_stop=lambda: False)


def draw(project, image_ids, label=0):
    at = project.query.labels()[label].id
    corner = ((5.0, 5.0), (60.0, 60.0))
    project.apply(
        make_edit("Draw box", added=[Annotation(new_id(), id_, at, AnnotationKind.BOX, corner) for id_ in image_ids])
    )


def tag(project, image_ids, label=0):
    at = project.query.labels()[label].id
    project.apply(
        make_edit("Label pictures", added=[Annotation(new_id(), id_, at, AnnotationKind.TAG) for id_ in image_ids])
    )


def codes(data):
    return [problem.code for problem in data.problems]


def test_boxes_are_a_detector_and_labels_of_pictures_a_classifier(project):
    ids = project.query.image_ids()
    draw(project, ids[:4])
    assert plan(project).task == "detect"
    tag(project, ids[4:9])
    assert plan(project).inferred == "classify"
    assert plan(project, "detect").task == "detect"


def test_the_foretold_split_is_the_one_that_is_made(project):
    draw(project, project.query.image_ids()[:9])
    draw(project, project.query.image_ids()[:3], label=1)
    foretold = plan(project)

    built = build_snapshot(project).snapshot

    assert sum(foretold.split.parts.values()) == len(built.images)
    assert foretold.split.placed == 0
    assert foretold.split.parts[Split.VALIDATION] > 0
    after = plan(project)
    assert dict(after.split.parts) == count_by_split(built.images)
    assert after.split.placed == len(built.images)


def test_pictures_without_a_box_take_part_only_when_verified(project):
    ids = project.query.image_ids()
    draw(project, ids[:4])
    tag(project, ids[4:6])
    assert len(plan(project, "detect").ids) == 4

    project.apply(make_edit("Mark as verified", added=[ImageState(ids[7], ImageStatus.VERIFIED)]))

    assert len(plan(project, "detect").ids) == 5


def test_a_classifier_takes_boxes_that_agree_for_a_label(project):
    ids = project.query.image_ids()
    draw(project, ids[:4])
    draw(project, ids[:1], label=1)
    draw(project, ids[4:6], label=1)

    data = plan(project, "classify")

    assert len(data.ids) == 5
    assert ("several-labels", 1) in [(problem.code, problem.count) for problem in data.problems]
    assert data.can_train


def test_several_labels_a_picture_are_welcome_where_the_project_says_so(project):
    ids = project.query.image_ids()
    tag(project, ids[:4])
    tag(project, ids[:2], label=1)

    assert "several-labels" in codes(plan(project, "classify"))
    assert len(plan(project, "classify", several=True).ids) == 4
    assert codes(plan(project, "classify", several=True)).count("several-labels") == 0


@pytest.mark.parametrize(
    ("wanted", "labelled", "expected"),
    [
        ("", 0, ["nothing-labelled"]),
        ("detect", 1, ["one-picture", "few-of-label"]),
        ("detect", 6, []),
        ("classify", 6, ["one-label-used", "also-detect"]),
    ],
)
def test_what_is_missing_is_found(project, wanted, labelled, expected):
    draw(project, project.query.image_ids()[:labelled])

    assert codes(plan(project, wanted)) == expected


def test_no_pictures_is_the_first_thing_missing(tmp_path):
    with create_project(tmp_path / "p") as project:
        assert codes(plan(project)) == ["no-pictures"]


def test_a_split_without_training_pictures_is_a_problem_that_can_be_mended(project):
    ids = project.query.image_ids()[:6]
    draw(project, ids)
    project.apply(make_edit("Put into split", added=[SplitPlace(id_, Split.TEST) for id_ in ids]))

    data = plan(project)

    assert codes(data) == ["no-training"]
    assert data.problems[0].ids == tuple(ids)


def test_a_plan_that_nobody_wants_stops(project):
    with pytest.raises(Cancelled):
        plan_data(project.query, "", several=False, should_stop=lambda: True)


def test_weights_that_are_not_there_are_a_problem_with_a_hint(tmp_path):
    found = plan_backbone(TrainOptions(backbone="resnet50"), [tmp_path])

    assert found.title == "ResNet-50"
    assert found.problem
    assert found.hint


def test_features_are_ready_for_the_pictures_of_the_last_such_run(project, tmp_path):
    ids = project.query.image_ids()
    draw(project, ids[:6])
    runs = tmp_path / "runs"
    (runs / "a").mkdir(parents=True)
    lines = ["{}", *(f'{{"id": {id_}}}' for id_ in ids[:4])]
    (runs / "a" / "snapshot.jsonl").write_text("\n".join(lines))
    from datetime import UTC, datetime

    row = RunRow("a", "detect", "mobilenet_v2", "finished", datetime.now(UTC))
    data = plan(project)

    assert ready_pictures(data, "mobilenet_v2", [row], runs) == 4
    assert ready_pictures(data, "resnet18", [row], runs) == 0
    assert ready_pictures(data, "mobilenet_v2", [row], Path("/nowhere")) == 0


def test_epochs_that_are_trained_again_replace_the_ones_before():
    training = Training(TrainOptions(), 0.0)
    for epoch, loss in ((1, 3.0), (2, 2.0), (3, 1.0), (2, 1.9)):
        training = training.after(EpochEnd(epoch, 9, loss, {}, False, 0.1))

    assert [(epoch.epoch, epoch.train_loss) for epoch in training.epochs] == [(1, 3.0), (2, 1.9)]
