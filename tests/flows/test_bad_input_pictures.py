"""Pictures and labels that cannot teach: each is counted or refused in a sentence with the next step."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.flows.conftest import QUICK, Answer, write_desk, write_stripes, write_voc


def assert_refused(answer: Answer, code: str, *words: str) -> None:
    """Failed with this code, in a sentence that holds the words, with a next step and no traceback."""
    failed = answer.last
    assert (answer.code, failed["event"], failed["code"]) == (1, "JobFailed", code), failed
    assert failed["message"].rstrip().endswith((".", "?")), failed
    assert failed["hint"], failed
    assert not failed.get("traceback")
    assert "Traceback" not in answer.error
    for word in words:
        assert word in failed["message"], failed


def notices(answer: Answer, code: str) -> str:
    return " ".join(row["message"] for row in answer.events("Notice") if row["code"] == code)


def tear(picture: Path, keep: float) -> None:
    picture.write_bytes(picture.read_bytes()[: int(picture.stat().st_size * keep)])


@pytest.fixture
def stripes(tmp_path: Path) -> Path:
    return write_stripes(tmp_path / "stripes", 6, 48)


def test_unreadable_pictures_among_good_ones_are_counted_and_the_rest_is_learnt(vistazo, stripes: Path) -> None:
    (stripes / "along" / "text.jpg").write_text("no picture")
    (stripes / "along" / "empty.png").write_bytes(b"")
    tear(stripes / "across" / "00.png", 0.5)
    assert vistazo("new", "project", stripes, "--labels-from-folders").code == 0
    trained = vistazo("train", "project", *QUICK)
    assert trained.last["event"] == "JobDone"
    assert "11 pictures take part" in notices(trained, "counts")
    assert "file cannot be read" in notices(trained, "counts")
    assert all(name in notices(trained, "picture-left-out") for name in ("text.jpg", "00.png"))
    found = vistazo("predict", trained.last["run"], stripes)
    assert found.code == 0
    assert found.last["figures"]["failed"] == 3
    assert {Path(row["image"]).name for row in found.events("PictureFailed")} == {"text.jpg", "empty.png", "00.png"}
    assert all(row["reason"] for row in found.events("PictureFailed"))


def test_pictures_that_are_all_unreadable_are_refused(vistazo, trained) -> None:
    for picture in trained.pictures.rglob("*.png"):
        tear(picture, 0.5)
    assert_refused(vistazo("predict", trained.run, trained.pictures), "no-picture-read")
    assert_refused(vistazo("train", "project", *QUICK), "none-readable", "12 × file cannot be read", ".png")


def test_nothing_to_answer_for_is_refused(vistazo, trained, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert_refused(vistazo("predict", trained.run, "empty"), "no-pictures")
    assert vistazo("predict", trained.run, "missing.jpg").last["event"] == "JobFailed"


def test_one_picture_or_one_label_teaches_nothing(vistazo, stripes: Path, tmp_path: Path) -> None:
    vistazo("new", "one-label", stripes / "along", "--labels-from-folders")
    assert_refused(vistazo("train", "one-label", "--task", "classify", *QUICK), "one-label", "along")
    desk = write_desk(tmp_path / "desk", 1)
    vistazo("new", "one-picture", desk)
    vistazo("import", "one-picture", desk)
    assert_refused(vistazo("train", "one-picture", *QUICK), "one-picture")
    for project in ("one-label", "one-picture"):
        assert list((tmp_path / project / "runs").iterdir()) == []


def test_a_detector_without_boxes_is_refused(vistazo, trained, tmp_path: Path) -> None:
    assert_refused(vistazo("train", "project", "--task", "detect", *QUICK), "no-labelled-pictures", "detect")
    desk = write_desk(tmp_path / "desk", 3)
    for picture in desk.glob("*.jpg"):
        write_voc(picture, [])
    vistazo("new", "verified", desk)
    assert vistazo("import", "verified", desk).last["annotations"] == 0
    assert_refused(vistazo("train", "verified", *QUICK), "no-labelled-pictures")


def test_boxes_outside_are_cut_or_left_out_with_a_reason(vistazo, tmp_path: Path) -> None:
    desk = write_desk(tmp_path / "desk", 4)
    first, *others = sorted(desk.glob("*.jpg"))
    write_voc(
        first, [("out", 700, 10, 800, 60), ("over", 600, 400, 700, 500), ("flat", 5, 5, 5, 9), ("in", 1, 1, 99, 99)]
    )
    for picture in others:
        write_voc(picture, [("in", 10, 10, 110, 110)])
    vistazo("new", "project", desk)
    taken = vistazo("import", "project", desk).last
    assert (taken["annotations"], taken["skipped"], taken["adjusted"]) == (5, 2, 1)
    assert all(problem["reason"] for problem in taken["problems"])


def test_labels_without_pictures_are_said_and_left_out(vistazo, tmp_path: Path) -> None:
    desk = write_desk(tmp_path / "desk", 3)
    gone = sorted(desk.glob("*.jpg"))[-1]
    gone.unlink()
    (desk / "orphan.xml").write_text(gone.with_suffix(".xml").read_text().replace(gone.name, "orphan.jpg"))
    vistazo("new", "project", desk)
    taken = vistazo("import", "project", desk).last
    assert taken["images"] == 2
    assert taken["skipped"] >= 2
    assert {Path(problem["file"]).stem for problem in taken["problems"]} >= {"orphan", gone.stem}
    only = tmp_path / "only-labels"
    only.mkdir()
    shutil.copy(desk / "orphan.xml", only)
    nothing = vistazo("import", "project", only)
    assert nothing.code in (0, 1)
    assert (nothing.last.get("annotations") == 0 and nothing.last["problems"]) or nothing.last["hint"]


def test_a_label_that_no_picture_has_is_said_before_training(vistazo, tmp_path: Path) -> None:
    desk = write_desk(tmp_path / "desk", 3)
    pictures = sorted(desk.glob("*.jpg"))
    for file in desk.glob("*.xml"):
        file.unlink()
    coco = {
        "images": [{"id": n, "file_name": p.name, "width": 640, "height": 480} for n, p in enumerate(pictures)],
        "annotations": [
            {"id": n, "image_id": n, "category_id": 1, "bbox": [5, 5, 90, 90], "area": 8100, "iscrowd": 0}
            for n in range(3)
        ],
        "categories": [{"id": 1, "name": "thing"}, {"id": 2, "name": "unicorn"}],
    }
    (desk / "boxes.json").write_text(json.dumps(coco))
    vistazo("new", "project", desk)
    vistazo("import", "project", desk / "boxes.json")
    trained = vistazo("train", "project", *QUICK)
    assert trained.last["event"] == "JobDone"
    assert "unicorn" in notices(trained, "labels-without-pictures")
