"""`vistazo move` and `vistazo lab nms --run` as a person types them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from desktop_app.cli import main  # noqa: F401  (all commands)
from desktop_app.cli.app import vistazo
from ml_engine.images.reader import read_image
from tests.contracts.tiny_runs import NAMES, make_run


def row_of(*words: object) -> dict:
    done = CliRunner().invoke(vistazo, ["--in-process", *map(str, words), "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout.strip().splitlines()[-1])


@pytest.fixture(scope="module")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_run(tmp_path_factory.mktemp("move"), "classify")


def picture_of(run: Path) -> Path:
    return sorted((run.parent.parent / "pictures").iterdir())[0]


def test_a_moved_picture_is_answered_and_saved(classifier: Path, tmp_path: Path) -> None:
    row = row_of("move", classifier, picture_of(classifier), "--turn", 90, "--across", -25, "--out", tmp_path)
    assert (row["event"], row["degrees"], row["across"]) == ("Moved", 90, -0.25)
    assert {one["label"] for one in row["answers"]} == set(NAMES)
    assert sum(one["score"] for one in row["answers"]) == pytest.approx(1, abs=1e-4)
    assert min(read_image(Path(row["files"][0])).shape[:2]) >= 64


def test_a_curve_is_a_table_with_the_unmoved_answer_in_its_middle(classifier: Path, tmp_path: Path) -> None:
    image = picture_of(classifier)
    curve = row_of("move", classifier, image, "--along", "across", "--label", NAMES[0], "--out", tmp_path)
    assert [point["at"] for point in curve["points"]] == [float(stop) for stop in range(-50, 51, 5)]
    picture, table = map(Path, curve["files"])
    assert picture.suffix == ".png"
    with table.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    assert [float(line[2]) for line in lines[1:]] == [point["score"] for point in curve["points"]]
    rest = row_of("move", classifier, image, "--label", NAMES[0])
    assert next(point for point in curve["points"] if point["at"] == 0)["score"] == rest["score"]


def test_a_detectors_own_boxes_are_suppressed(tmp_path: Path) -> None:
    run = make_run(tmp_path, "detect")
    row = row_of("lab", "nms", "--run", run, "--image", picture_of(run), "--threshold", 0.02)
    assert len(row["scores"]) == len(row["boxes"]) > len(row["kept"]) > 0
    assert row["kept"][0] == 0, "the surest stays"
    typed = row_of(
        "lab", "nms", "--threshold", 0.02, "--least-score", 0.4,
        "--boxes", ";".join(" ".join(map(repr, box)) for box in row["boxes"]),
        "--scores", " ".join(map(repr, row["scores"])),
    )  # fmt: skip
    assert typed["kept"] == row["kept"], "with the run's own least score"


@pytest.mark.parametrize("words", [["--boxes", "0 0 1 1"], ["--run", "."], []])
def test_boxes_are_typed_or_a_runs(words: list[str]) -> None:
    done = CliRunner().invoke(vistazo, ["lab", "nms", *words])
    assert done.exit_code == 2
    assert "--run and --image" in done.output
