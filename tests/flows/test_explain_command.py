"""`vistazo explain` as a person types it: pictures, numbers, and the rows a program reads."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from desktop_app.cli import main
from desktop_app.cli.app import vistazo
from ml_engine.images.reader import read_image
from tests.contracts.recipe_traces import make_weights
from tests.contracts.tiny_runs import NAMES, make_run


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("explain")
    return {task: make_run(folder / task, task) for task in ("classify", "detect")}


def picture_of(run: Path, place: int = 0) -> Path:
    return sorted((run.parent.parent / "pictures").iterdir())[place]


def rows(*words: object) -> list[dict]:
    done = CliRunner().invoke(vistazo, ["--in-process", "explain", *map(str, words), "--json", "--threads", "1"])
    assert done.exit_code == 0, done.output
    found = [json.loads(line) for line in done.stdout.strip().splitlines()]
    return [row for row in found if row.get("event") not in ("Progress", "Notice")]


def test_a_map_is_a_picture_and_a_table_of_its_numbers(runs, tmp_path: Path) -> None:
    run = runs["classify"]
    (row,) = rows(run, picture_of(run), "--out", tmp_path)
    assert (row["event"], row["method"]) == ("HeatMap", "grad-cam")
    assert row["label"] in NAMES
    shown, picture = read_image(Path(row["files"][0])), read_image(picture_of(run))
    assert shown.shape == picture.shape
    assert not np.array_equal(shown, picture)
    table = np.loadtxt(row["files"][1], delimiter=",", ndmin=2)
    assert list(table.shape) == row["shape"]
    assert json.loads((tmp_path / "explain.json").read_text()) == [row]


def test_two_labels_come_side_by_side(runs, tmp_path: Path) -> None:
    run = runs["classify"]
    words = [word for name in NAMES[:2] for word in ("--label", name)]
    found = rows(run, picture_of(run, 2), *words, "--out", tmp_path)
    assert [row.get("label") for row in found] == [*NAMES[:2], None]
    height, width, _ = read_image(Path(found[-1]["files"][0])).shape
    assert width > height


def test_two_networks_come_side_by_side(runs, tmp_path: Path) -> None:
    run = runs["classify"]
    found = rows(run, picture_of(run), "--against", runs["detect"], "--out", tmp_path)
    assert [row["event"] for row in found] == ["HeatMap", "HeatMap", "SideBySide"]
    assert [row["method"] for row in found[:2]] == ["grad-cam", "hires-cam"]


def test_a_box_of_a_detector_is_explained(runs, tmp_path: Path) -> None:
    run = runs["detect"]
    (row,) = rows(run, picture_of(run), "--box", 1, "--check", 2, "--out", tmp_path)
    assert row["box"]["label"] == row["label"]
    assert [step["upto"] for step in row["checks"]] == ["head", "backbone.body.0"]
    assert Path(row["files"][2]).name.endswith("-check.png")


def test_a_nudge_shows_before_after_and_the_change(runs, tmp_path: Path) -> None:
    run = runs["classify"]
    (row,) = rows(run, picture_of(run), "--method", "nudge", "--strength", 3, "--steps", 4, "--out", tmp_path)
    assert row["largest_change"] <= 3
    assert [Path(name).exists() for name in row["files"]] == [True] * 4


@pytest.mark.parametrize(
    ("words", "event"),
    [
        (("--method", "dream", "--layer", "backbone.body.1", "--side", 64, "--steps", 2, "--octaves", 2), "Dreamed"),
        (("--method", "patches", "--layer", "backbone.body.1", "--unit", 1, "--count", 2), "ExcitingPatches"),
        (("--method", "feature-maps", "--layer", "backbone.body.1", "--count", 4), "FeatureMaps"),
        (("--method", "occlusion", "--window", 32), "HeatMap"),
        (("--method", "integrated-gradients", "--steps", 4, "--signed"), "HeatMap"),
        (("--method", "filters"), "FilterPictures"),
        (("--method", "layers"), "Layers"),
        (("--method", "top", "--count", 2), "TopAnswers"),
    ],
)
def test_every_method_writes_what_it_found(runs, tmp_path: Path, words, event: str) -> None:
    run = runs["classify"]
    (row,) = rows(run, picture_of(run), *words, "--out", tmp_path)
    assert row["event"] == event
    for name in row.get("files", []):
        assert Path(name).stat().st_size > 0


def test_top_answers_of_a_pretrained_network_need_no_folder(runs, tmp_path: Path) -> None:
    weights = make_weights(tmp_path / "squeezenet1_1-random.safetensors")
    image = picture_of(runs["classify"])
    (row,) = rows("squeezenet1_1", image, "--weights", weights, "--method", "top", "--count", 3)
    assert row["labels"] == 1000
    assert len(row["answers"]) == 3
    assert all(one["wordnet"].startswith("n") for one in row["answers"])


@pytest.mark.shared
def test_the_palace_is_named_with_its_wordnet_id(shared) -> None:
    """The course's own figure: n03877845 palace."""
    image = shared.pack("imagenet1k_one_each") / "images" / "n03877845.jpg"
    weights = shared.weights("squeezenet1_1")
    (row,) = rows("squeezenet1_1", image, "--weights", weights, "--method", "top", "--count", 1)
    assert (row["answers"][0]["label"], row["answers"][0]["wordnet"]) == ("palace", "n03877845")


def test_people_read_a_sentence(runs, tmp_path: Path) -> None:
    run = runs["classify"]
    words = ["explain", str(run), str(picture_of(run)), "--method", "top", "--count", "2", "--threads", "1"]
    done = CliRunner().invoke(vistazo, ["--in-process", *words], env={"COLUMNS": "200"})
    assert "%" in done.output
    assert "64 × 64 pixels" in done.output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nothing", "a.jpg", "--method", "top"], "no backbone called 'nothing'"),
        (["RUN", "PICTURE", "--label", "horse", "--out", "OUT"], "no label 'horse'"),
        (["RUN", "PICTURE", "--layer", "nothing", "--out", "OUT"], "no layer 'nothing'"),
        (["bundled", "PICTURE", "--method", "top"], "never taught labels"),
        (["RUN", "missing.jpg", "--method", "top"], "missing.jpg"),
    ],
)
def test_what_cannot_be_explained_is_said(runs, tmp_path: Path, capsys, words: list[str], sentence: str) -> None:
    run = runs["classify"]
    names = {"RUN": str(run), "PICTURE": str(picture_of(run)), "OUT": str(tmp_path)}
    status = main.run(["--in-process", "explain", *(names.get(word, word) for word in words)])
    said = capsys.readouterr()
    assert status == 1
    assert sentence in (said.out + said.err).replace("\n", " ")


@pytest.mark.parametrize(
    "words",
    [["RUN", "PICTURE"], ["RUN", "--out", "OUT"], ["RUN", "PICTURE", "--method", "dream", "--out", "OUT"],
     ["RUN", "PICTURE", "--method", "patches", "--layer", "backbone.body.1", "--out", "OUT"]],
)  # fmt: skip
def test_what_is_missing_on_the_command_line_is_asked_for(runs, tmp_path: Path, words: list[str]) -> None:
    run = runs["classify"]
    names = {"RUN": str(run), "PICTURE": str(picture_of(run)), "OUT": str(tmp_path)}
    assert main.run(["--in-process", "explain", *(names.get(word, word) for word in words)]) == 2
