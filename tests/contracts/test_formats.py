"""One suite over every registered format: what goes out comes back, and nothing from outside gets in."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.formats.export import export_dataset
from desktop_app.formats.export_folder import MANIFEST
from desktop_app.formats.read import detect_format, read_annotations
from desktop_app.formats.registry import FORMATS
from desktop_app.formats.values import ExportPicture
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.values import AnnotationKind
from tests.contracts import format_samples as make

EVERY = pytest.mark.parametrize("name", FORMATS.names())
SOME = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@EVERY
@pytest.mark.parametrize("copy", [True, False], ids=["copied", "in place"])
def test_what_goes_out_comes_back(name: str, copy: bool, tmp_path: Path) -> None:
    sample = make.plain_sample(tmp_path / "pictures")
    export_dataset(sample.labels, sample.pictures, tmp_path / "out", name, copy)
    dataset = read_annotations(tmp_path / "out", None if copy else tmp_path / "pictures")
    pictures = make.walk(dataset)
    assert dataset.format_name == name
    assert make.parsed_boxes(pictures) == _close(make.expected_boxes(sample))
    assert {one.path: one.split for one in pictures} == {one.path: one.split for one in sample.pictures}
    assert all((one.width, one.height) == (32, 24) for one in pictures)
    assert dataset.report.adjusted == 0
    assert not dataset.problems


@EVERY
@given(sample=make.samples(), copy=st.booleans())
@SOME
def test_any_names_boxes_and_labels_come_back(name: str, sample: make.Sample, copy: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        placed = make.place(sample, root / "pictures")
        if name == "voc" and all("\n" in one.path or "\t" in one.path for one in placed.pictures):
            with pytest.raises(UserError, match="rename the picture"):
                export_dataset(placed.labels, placed.pictures, root / "out", name, copy)
            return
        report = export_dataset(placed.labels, placed.pictures, root / "out", name, copy)
        dataset = read_annotations(root / "out", None if copy else root / "pictures", name)
        found = make.parsed_boxes(make.walk(dataset))
        refused = {problem.file for problem in report.problems if problem.severity == "skipped"}
        expected = {path: boxes for path, boxes in make.expected_boxes(placed).items() if path not in refused}
        assert found == _close(expected)
        assert dataset.labels.names == tuple(label.name for label in placed.labels)
        assert report.annotations + report.left_out == sum(len(one.annotations) for one in placed.pictures)
        assert all(problem.reason for problem in report.problems)


@EVERY
def test_labels_keep_their_order_and_number_whether_used_or_not(name: str, tmp_path: Path) -> None:
    labels = make.make_labels(
        "zebra", "never used", "apple", "Zebra", "0", "yes", "null", "- x", "a: b", "'q'", "end #1"
    )
    picture = make.make_picture(tmp_path / "p" / "1.png")
    boxes = tuple(make.box(label, 1, 1, 5, 5) for label in reversed(labels) if label.name != "never used")
    export_dataset(labels, [ExportPicture("1.png", picture, 32, 24, boxes)], tmp_path / "out", name)
    dataset = read_annotations(tmp_path / "out", tmp_path / "p")
    assert dataset.labels.names == tuple(label.name for label in labels)
    [parsed] = make.walk(dataset)
    assert [one.label for one in parsed.annotations] == [
        label.name for label in reversed(labels) if label.name != "never used"
    ]


@EVERY
def test_pictures_with_nothing_on_them_come_back_as_such(name: str, tmp_path: Path) -> None:
    pictures = [ExportPicture(f"{n}.png", make.make_picture(tmp_path / "p" / f"{n}.png"), 32, 24) for n in range(3)]
    export_dataset(make.make_labels("cat"), pictures, tmp_path / "out", name, True)
    dataset = read_annotations(tmp_path / "out", format_name=name)
    assert [(one.path, one.annotations) for one in make.walk(dataset)] == [(f"{n}.png", ()) for n in range(3)]


@EVERY
def test_tags_and_outlines_are_held_or_counted(name: str, tmp_path: Path) -> None:
    [cat] = make.make_labels("cat")
    picture = make.make_picture(tmp_path / "p" / "1.png")
    annotations = (make.tag(cat), make.polygon(cat, (1, 1), (9, 2), (4, 8)), make.box(cat, 2, 2, 6, 6))
    report = export_dataset([cat], [ExportPicture("1.png", picture, 32, 24, annotations)], tmp_path / "out", name)
    [parsed] = make.walk(read_annotations(tmp_path / "out", tmp_path / "p"))
    tags = sum(one.kind is AnnotationKind.TAG for one in parsed.annotations)
    assert tags + report.left_out == 1
    assert make.parsed_boxes([parsed])["1.png"] == _close({"": [("cat", (1, 1, 9, 8)), ("cat", (2, 2, 6, 6))]})[""]
    assert report.annotations == len(parsed.annotations)
    assert FORMATS.get(name).limits


@EVERY
def test_names_that_differ_only_in_ending_or_case_are_kept_apart(name: str, tmp_path: Path) -> None:
    labels = make.make_labels("cat", "dog")
    paths = ["a.png", "a.jpg", "A.png"]
    pictures = []
    for number, path in enumerate(paths):
        file = make.make_picture(tmp_path / str(number) / path, 20 + number, 20)
        pictures.append(
            ExportPicture(path, file, 20 + number, 20, (make.box(labels[number % 2], 1, 1, 5 + number, 9),))
        )
    report = export_dataset(labels, pictures, tmp_path / "out", name, True)
    parsed = make.walk(read_annotations(tmp_path / "out"))
    assert report.pictures == len(parsed) == 3
    assert sorted((one.width, one.annotations[0].points[1][0]) for one in parsed) == [(20, 5), (21, 6), (22, 7)]


@EVERY
def test_an_existing_folder_is_never_written_into(name: str, tmp_path: Path) -> None:
    sample = make.plain_sample(tmp_path / "p")
    (tmp_path / "out").mkdir()
    with pytest.raises(UserError) as caught:
        export_dataset(sample.labels, sample.pictures, tmp_path / "out", name)
    assert caught.value.code == "export-exists"
    assert list((tmp_path / "out").iterdir()) == []


@EVERY
def test_an_empty_export_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        export_dataset(make.make_labels("cat"), [], tmp_path / "out", name)
    assert caught.value.code == "nothing-to-export"
    assert list(tmp_path.iterdir()) == []


@EVERY
def test_stopping_leaves_nothing_behind(name: str, tmp_path: Path) -> None:
    sample = make.plain_sample(tmp_path / "p")
    answers = iter([False, False, True])
    with pytest.raises(Cancelled):
        export_dataset(sample.labels, sample.pictures, tmp_path / "out", name, True, should_stop=lambda: next(answers))
    assert [path.name for path in tmp_path.iterdir()] == ["p"]


@EVERY
def test_a_picture_that_vanished_leaves_nothing_behind(name: str, tmp_path: Path) -> None:
    sample = make.plain_sample(tmp_path / "p")
    sample.pictures[2].file.unlink()
    with pytest.raises(UserError, match=r"nothing\.jpg") as caught:
        export_dataset(sample.labels, sample.pictures, tmp_path / "out", name, True)
    assert caught.value.code == "picture-unreadable"
    assert [path.name for path in tmp_path.iterdir()] == ["p"]


@EVERY
def test_the_manifest_has_the_hash_of_every_file(name: str, tmp_path: Path) -> None:
    sample = make.plain_sample(tmp_path / "p")
    export_dataset(sample.labels, sample.pictures, tmp_path / "out", name, True)
    files = {
        path.relative_to(tmp_path / "out").as_posix(): path for path in (tmp_path / "out").rglob("*") if path.is_file()
    }
    manifest = json.loads(files.pop(MANIFEST).read_text())
    assert manifest["labels"] == [label.name for label in sample.labels]
    assert {path: row["sha256"] for path, row in manifest["files"].items()} == {
        path: hashlib.sha256(file.read_bytes()).hexdigest() for path, file in files.items()
    }
    assert {path: row["bytes"] for path, row in manifest["files"].items()} == {
        p: f.stat().st_size for p, f in files.items()
    }


@EVERY
def test_source_pictures_are_only_read(name: str, tmp_path: Path) -> None:
    sample = make.plain_sample(tmp_path / "p")
    for one in sample.pictures:
        one.file.chmod(0o444)
    before = make.folder_state(tmp_path / "p")
    export_dataset(sample.labels, sample.pictures, tmp_path / "out", name, True)
    make.walk(read_annotations(tmp_path / "out", tmp_path / "p"))
    assert make.folder_state(tmp_path / "p") == before


@EVERY
def test_a_killed_export_is_replaced_and_a_stranger_of_its_name_is_not(name: str, tmp_path: Path) -> None:
    sample = make.plain_sample(tmp_path / "p")
    partial = tmp_path / "out.partial"
    partial.mkdir()
    (partial / "precious.txt").write_text("mine")
    with pytest.raises(UserError) as caught:
        export_dataset(sample.labels, sample.pictures, tmp_path / "out", name)
    assert (caught.value.code, (partial / "precious.txt").read_text()) == ("export-in-the-way", "mine")
    (partial / ".vistazo-partial").touch()  # as a killed export leaves it
    export_dataset(sample.labels, sample.pictures, tmp_path / "out", name)
    assert not partial.exists()
    assert not list((tmp_path / "out").rglob("precious.txt"))


@EVERY
def test_an_export_is_recognised_without_being_told(name: str, tmp_path: Path) -> None:
    sample = make.plain_sample(tmp_path / "p")
    export_dataset(sample.labels, sample.pictures, tmp_path / "out", name)
    assert detect_format(tmp_path / "out") == name


@EVERY
@pytest.mark.parametrize("text", ["two\nlines", " space", "", "nul\0", "\u2028"])
def test_a_label_that_is_no_line_of_text_is_refused_by_name(name: str, text: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        export_dataset(make.make_labels("ok", text), [], tmp_path / "out", name)
    assert caught.value.code == "label-not-exportable"
    assert repr(text) in caught.value.message
    assert not (tmp_path / "out").exists()


@EVERY
def test_an_annotation_of_a_label_outside_of_the_set_is_a_bug_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    [known] = make.make_labels("known")
    stranger = make.make_labels("stranger")[0]
    assert stranger.id != known.id != uuid4()
    picture = ExportPicture(
        "1.png", make.make_picture(tmp_path / "p" / "1.png"), 32, 24, (make.box(stranger, 1, 1, 2, 2),)
    )
    with pytest.raises(KeyError):
        export_dataset([known], [picture], tmp_path / "out", name)
    assert [path.name for path in tmp_path.iterdir()] == ["p"]


def _close(boxes: dict[str, list[tuple[str, make.Box]]]) -> dict[str, list[tuple[str, object]]]:
    """The same within a millionth of a pixel."""
    return {
        path: [(label, pytest.approx(corners, abs=1e-6)) for label, corners in rows] for path, rows in boxes.items()
    }
