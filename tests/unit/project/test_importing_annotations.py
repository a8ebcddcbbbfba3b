"""An import is one edit: all of it or nothing, undone at once, and not there twice."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection

from desktop_app.formats.report import ImportReport
from desktop_app.formats.values import ParsedAnnotation, ParsedDataset, ParsedLabels, ParsedPicture
from desktop_app.project import sqlite
from desktop_app.project.edits import make_edit
from desktop_app.project.importing import import_dataset
from desktop_app.project.new_project import new_project
from desktop_app.project.query import ImageFilter
from desktop_app.project.store import Project, open_project
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.values import AnnotationKind, ImageState, ImageStatus, Label, Point, Split
from tests.unit.project.conftest import draw_picture


def parsed(label: str, *points: Point, kind: AnnotationKind = AnnotationKind.BOX) -> ParsedAnnotation:
    return ParsedAnnotation(label, kind, points or ((1.0, 2.0), (11.5, 12.25)))


def dataset(*pictures: ParsedPicture, labels: tuple[str, ...] = ()) -> ParsedDataset:
    report = ImportReport()

    def walk() -> Iterator[ParsedPicture]:
        for picture in pictures:
            report.took(len(picture.annotations))
            yield picture

    return ParsedDataset("made", ParsedLabels(labels, labels), walk(), report)


def picture(path: str, *annotations: ParsedAnnotation, split: Split | None = None) -> ParsedPicture:
    return ParsedPicture(path, 40, 30, annotations, split)


def boxes(project: Project) -> int:
    return sum(len(items) for items in project.query.annotations(project.query.image_ids()).values())


def test_pictures_that_are_named_become_verified_and_get_their_boxes(project: Project) -> None:
    source = dataset(picture("0.png", parsed("dog"), parsed("cat"), split=Split.TEST), picture("1.png"))
    head = import_dataset(project, source, "Import made")
    assert head is not None
    assert [label.name for label in project.query.labels()] == ["dog", "cat"]
    named = project.query.image_ids(ImageFilter(status=ImageStatus.VERIFIED))
    assert named == project.query.image_ids()[:2]
    first, second = project.query.image_rows(named)
    assert (first.annotation_count, first.split, second.annotation_count, second.split) == (2, Split.TEST, 0, None)
    assert project.query.annotations(named)[named[0]][0].points == ((1.0, 2.0), (11.5, 12.25))


def test_labels_keep_the_order_of_the_file_and_those_that_are_there(project: Project, cat: Label) -> None:
    import_dataset(project, dataset(picture("0.png", parsed("new"), parsed("cat")), labels=("z", "cat", "a")))
    assert [label.name for label in project.query.labels()] == ["cat", "z", "a", "new"]
    assert project.query.labels()[0] == cat
    assert len({label.color for label in project.query.labels()}) == 4


def test_an_import_is_one_edit_that_is_undone_and_redone_exactly(project: Project, cat: Label) -> None:
    ids = project.query.image_ids()
    project.apply(make_edit("Skip", added=[ImageState(ids[0], ImageStatus.SKIPPED)]))
    before = project.query.image_rows(ids), project.query.labels()
    many = [parsed("dog", (0.0, 0.0), (1 + index / 100, 2.0)) for index in range(2_345)]
    import_dataset(project, dataset(*(picture(f"{index}.png", *many, split=Split.TRAIN) for index in range(6))))
    after = project.query.image_rows(ids), project.query.labels(), project.query.annotations(ids)
    assert boxes(project) == 6 * 2_345
    project.undo()
    assert (project.query.image_rows(ids), project.query.labels(), boxes(project)) == (*before, 0)
    project.close()
    with open_project(project.folder.path) as again:
        again.redo()
        assert (again.query.image_rows(ids), again.query.labels(), again.query.annotations(ids)) == after


def test_importing_twice_adds_nothing_and_makes_no_edit(project: Project) -> None:
    source = (
        picture("0.png", parsed("dog"), parsed("dog", (-0.0, 0.0), (3.0, 3.0)), split=Split.TEST),
        picture("1.png"),
    )
    import_dataset(project, dataset(*source))
    history = project.query.history()
    second = dataset(*source)
    assert import_dataset(project, second) is None
    assert (second.report.imported, second.report.skipped, boxes(project)) == (0, 2, 2)
    assert project.query.history() == history
    third = dataset(picture("0.png", parsed("dog"), parsed("dog", (5.0, 5.0), (6.0, 6.0))))
    assert import_dataset(project, third) is not None
    assert boxes(project) == 3


def test_pictures_are_found_by_path_then_by_a_name_that_only_one_has(tmp_path: Path) -> None:
    root = tmp_path / "pictures"
    for number, name in enumerate(("a/x.png", "b/x.png", "c/y.png")):
        draw_picture(root / name, seed=number)
    with new_project(tmp_path / "project", [root]).project as project:
        source = dataset(
            picture("a/x.png", parsed("by path")),
            replace(picture("whatever.png", parsed("by file")), file=(root / "b" / "x.png").resolve()),
            picture("other/place/y.png", parsed("by name")),
            picture("x.png", parsed("two"), parsed("two")),
            picture("nowhere.png", parsed("none")),
        )
        import_dataset(project, source)
        ids = project.query.image_ids()
        labels = {label.id: label.name for label in project.query.labels()}
        found = [labels[items[0].label_id] for items in project.query.annotations(ids).values()]
        assert found == ["by path", "by file", "by name"]
        assert {problem.reason: problem.annotations for problem in source.problems} == {
            "several pictures have this name": 2,
            "the project has no such picture": 1,
        }
        assert (source.report.imported, source.report.skipped, source.report.pictures) == (3, 3, 3)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (parsed("dog", (float("nan"), 0.0), (1.0, 1.0)), "a corner is not a number"),
        (parsed("dog", (0.0, 0.0), (float("inf"), 1.0)), "a corner is not a number"),
        (parsed("dog", (5.0, 5.0), (5.0, 9.0)), "the box has no area inside the picture"),
        (parsed("dog", (50.0, 5.0), (60.0, 9.0)), "the box has no area inside the picture"),
        (parsed("dog", (5.0, 5.0)), "it has the wrong number of corners"),
        (parsed("  "), "its label has no usable name"),
        (parsed("broken \ud800"), "its label has no usable name"),
        (parsed("dog", (1.0, 1.0), (2.0, 2.0), kind=AnnotationKind.POLYGON), "it has the wrong number of corners"),
    ],
)
def test_what_cannot_be_used_is_left_out_and_counted(project: Project, bad: ParsedAnnotation, reason: str) -> None:
    source = dataset(picture("0.png", parsed("dog"), bad))
    import_dataset(project, source)
    assert [(problem.reason, problem.severity) for problem in source.problems] == [(reason, "skipped")]
    assert (source.report.imported, source.report.skipped, boxes(project)) == (1, 1, 1)


def test_a_box_that_reaches_out_is_cut_at_the_edge_and_turned_the_right_way(project: Project) -> None:
    source = dataset(picture("0.png", parsed("dog", (45.0, 29.0), (10.0, -5.0))))
    import_dataset(project, source)
    image_id = project.query.image_ids()[0]
    (found,) = project.query.annotations([image_id])[image_id]
    assert found.xyxy == (10.0, 0.0, 40.0, 29.0)
    assert (source.report.adjusted, source.problems[0].severity) == (1, "adjusted")


def test_one_annotation_said_twice_is_taken_once(project: Project) -> None:
    source = dataset(picture("0.png", parsed("dog"), parsed("dog")), picture("0.png", parsed("dog")))
    import_dataset(project, source)
    assert (source.report.imported, source.report.skipped, boxes(project)) == (1, 2, 1)


def test_a_project_open_for_reading_takes_no_import(project: Project) -> None:
    with open_project(project.folder.path) as second, pytest.raises(UserError) as caught:
        import_dataset(second, dataset(picture("0.png", parsed("dog"))))
    assert caught.value.code == "project-read-only"


def test_a_new_label_may_have_the_name_of_an_archived_one(project: Project, cat: Label) -> None:
    project.apply(make_edit("Archive", removed=[cat], added=[replace(cat, archived=True)]))
    import_dataset(project, dataset(picture("0.png", parsed("cat"))))
    (label,) = project.query.labels()
    assert (label.name, label.position) == ("cat", 1)
    assert label.id != cat.id


@pytest.mark.parametrize("asked", [1, 2, 3, 4])
def test_an_import_that_is_stopped_while_it_is_written_leaves_nothing(project: Project, asked: int) -> None:
    """It is asked once for each picture, then at every part that is written."""
    calls = itertools.count(1)
    source = dataset(picture("0.png", parsed("dog")), picture("1.png", parsed("cat"), split=Split.TEST))
    with pytest.raises(Cancelled):
        import_dataset(project, source, should_stop=lambda: next(calls) >= asked)
    assert boxes(project) == 0
    assert project.query.labels() == ()
    assert project.query.history() == ([], [])
    assert not list(project.folder.cache.glob("*.staging"))
    assert import_dataset(project, dataset(picture("0.png", parsed("dog")))) is not None


def test_one_long_statement_is_stopped_too(project: Project) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"

    def work(connection: Connection) -> None:
        calls = itertools.count()
        with sqlite.interruptible(connection, lambda: next(calls) > 2):
            connection.exec_driver_sql(endless)

    with pytest.raises(Cancelled):
        project.transact(work)
    assert import_dataset(project, dataset(picture("0.png", parsed("dog")))) is not None
