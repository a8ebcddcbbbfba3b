"""Annotations are exported from the window in folders that a trainer reads, and what a format cannot hold is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop_app.export.annotation_export import AnnotationExport
from desktop_app.export.place import ExportPlace
from desktop_app.formats.read import default_images_root, read_annotations
from desktop_app.formats.registry import FORMATS
from desktop_app.i18n.language import install
from desktop_app.look.widgets import PlainLabel
from desktop_app.project.edits import make_edit
from desktop_app.project.ids import new_id
from desktop_app.project.new_project import new_project
from desktop_app.session.edit_names import TAG_PICTURES
from ml_engine.domain.values import Annotation, AnnotationKind, Split
from ml_engine.samples.desk import write_desk_pictures


@pytest.fixture
def place(qtbot, session, look) -> ExportPlace:
    made = ExportPlace(session, look)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show_detail("annotations")
    made.show()
    qtbot.waitUntil(lambda: bool(field(made).text()))
    return made


def field(place: QWidget) -> QLineEdit:
    return place.findChild(QLineEdit, "export-annotations-where")


def toggle(qtbot, place: QWidget, name: str) -> None:
    qtbot.mouseClick(place.findChild(QWidget, name), Qt.MouseButton.LeftButton)


def export(qtbot, place: ExportPlace, session, form: str) -> AnnotationExport:
    qtbot.mouseClick(place.findChild(QWidget, f"export-format-{form}"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: field(place).text().endswith(f"-{form}"))
    job = AnnotationExport.of(session)
    qtbot.mouseClick(place.findChild(QPushButton, "export-annotations-start"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not job.state.is_running and job.state.phase != "idle", timeout=20_000)
    assert job.state.error is None
    return job


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(PlainLabel) if label.isVisible())


@pytest.mark.parametrize("form", ["coco", "voc", "yolo"])
def test_an_export_with_copies_is_read_back_whole(qtbot, place: ExportPlace, session, form: str) -> None:
    counts = sum(count.annotations for count in session.query.label_counts().values())
    folder = export(qtbot, place, session, form).state.result.report.folder
    parsed = read_annotations(folder, default_images_root(folder))
    pictures = list(parsed.pictures)
    assert sum(len(picture.annotations) for picture in pictures) == counts
    assert all(picture.file is not None and folder in picture.file.parents for picture in pictures)
    assert {picture.split for picture in pictures} >= {Split.TRAIN}
    assert None not in {picture.split for picture in pictures}


def test_yolo_has_the_folders_that_its_trainers_ask_for(qtbot, place: ExportPlace, session) -> None:
    result = export(qtbot, place, session, "yolo").state.result
    folder = result.report.folder
    for split, count in result.splits:
        name = {Split.TRAIN: "train", Split.VALIDATION: "val", Split.TEST: "test"}[split]
        assert f"{name}: images/{name}" in (folder / "data.yaml").read_text()
        images = {path.stem for path in (folder / "images" / name).iterdir()}
        assert len(images) == count
        assert {path.stem for path in (folder / "labels" / name).iterdir()} == images


def test_pictures_without_a_place_get_one_that_can_be_taken_back(qtbot, place: ExportPlace, session) -> None:
    assert not any(session.query.split_counts().values())
    export(qtbot, place, session, "coco")
    assert sum(session.query.split_counts().values()) == 5
    qtbot.waitUntil(lambda: session.history.can_undo and "plit" in session.history.undo_text)


def test_without_split_folders_all_lies_in_one_and_the_project_stays(qtbot, place: ExportPlace, session) -> None:
    toggle(qtbot, place, "export-splits")
    folder = export(qtbot, place, session, "coco").state.result.report.folder
    assert [path.name for path in (folder / "annotations").iterdir()] == ["instances.json"]
    assert not any(session.query.split_counts().values())


def test_without_copies_no_picture_is_copied(qtbot, place: ExportPlace, session) -> None:
    toggle(qtbot, place, "export-copies")
    toggle(qtbot, place, "export-splits")
    folder = export(qtbot, place, session, "coco").state.result.report.folder
    assert not (folder / "images").exists()
    assert len(json.loads((folder / "annotations" / "instances.json").read_text())["images"]) == 5


def test_the_report_says_what_was_written_and_what_was_left_out(qtbot, place: ExportPlace, session) -> None:
    label, image = session.labels.all[0], session.pictures.ids[0]
    session.apply(make_edit(TAG_PICTURES, added=[Annotation(new_id(), image, label.id, AnnotationKind.TAG)]))
    result = export(qtbot, place, session, "yolo").state.result
    assert result.report.left_out == 1
    said = words(place.findChild(QWidget, "export-annotations-result"))
    assert "whole picture" in said
    assert str(result.report.folder) in said


def test_what_a_format_cannot_hold_is_said_before(qtbot, place: ExportPlace) -> None:
    place.annotations.choose_format("voc")
    assert "control characters" in place.findChild(PlainLabel, "export-limits").text()
    place.annotations.choose_format("coco")
    assert "control characters" not in place.findChild(PlainLabel, "export-limits").text()


def test_a_folder_that_is_there_is_refused_and_left_alone(qtbot, place: ExportPlace, session, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "precious.txt").write_text("keep")
    field(place).selectAll()
    qtbot.keyClicks(field(place), str(tmp_path / "mine"))
    job = AnnotationExport.of(session)
    qtbot.mouseClick(place.findChild(QPushButton, "export-annotations-start"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: job.state.phase == "failed", timeout=20_000)
    assert "exists already" in words(place)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["precious.txt"]


def test_the_same_name_twice_makes_two_folders(qtbot, place: ExportPlace, session) -> None:
    first = export(qtbot, place, session, "coco").state.result.report.folder
    qtbot.waitUntil(lambda: field(place).text() == f"{first}-2")
    job = AnnotationExport.of(session)
    qtbot.mouseClick(place.findChild(QPushButton, "export-annotations-start"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: job.state.phase == "done" and job.state.result.report.folder != first, timeout=20_000)
    assert first.is_dir()
    assert Path(f"{first}-2").is_dir()


def test_nothing_labelled_says_what_to_do(qtbot, make_session, look, tmp_path: Path) -> None:
    pictures = tmp_path / "bare"
    pictures.mkdir()
    write_desk_pictures(pictures, 2, seed=3)
    new_project(tmp_path / "bare-vistazo", [pictures]).project.close()
    session = make_session(tmp_path / "bare-vistazo")
    place = ExportPlace(session, look)
    qtbot.addWidget(place)
    place.show_detail("annotations")
    place.show()
    button = next(b for b in place.findChildren(QPushButton) if b.text() == "Go to Label" and b.isVisible())
    with qtbot.waitSignal(session.place_wanted) as wanted:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted.args[0] == "label"


def test_the_formats_and_what_they_cannot_hold_are_said_in_spanish(qtbot, qapp, session, look) -> None:
    install(qapp, "es")
    place = ExportPlace(session, look)
    qtbot.addWidget(place)
    place.show_detail("annotations")
    place.show()
    said = ""
    for form in ("coco", "voc", "yolo"):
        qtbot.mouseClick(place.findChild(QWidget, f"export-format-{form}"), Qt.MouseButton.LeftButton)
        said += words(place)
    assert "Archivos de texto YOLO" in said
    assert {"YOLO text files", *(limit for name in FORMATS.names() for limit in FORMATS.get(name).limits)}.isdisjoint(
        line.removeprefix("•  ") for line in said.split("\n")
    )
