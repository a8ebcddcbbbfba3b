"""`vistazo lab …` as a person types it; --json on either side of the command."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from desktop_app.cli import main
from desktop_app.cli.app import vistazo
from ml_engine.images.draw import save_png
from ml_engine.images.reader import read_image
from ml_engine.lab.convolution import depthwise
from ml_engine.lab.kernels import find_kernel

EXAMPLE = ("--matrix", "1 1 0;0 1 1;0 0 1", "--kernel", "1 0;0 1")
FIVE = "1 1 1 0 0;0 1 1 1 0;0 0 1 1 1;0 0 1 1 0;0 1 1 0 0"
CROSS = "1 0 1;0 1 0;1 0 1"


def said(*words: str) -> str:
    done = CliRunner().invoke(vistazo, ["lab", *words], env={"COLUMNS": "200"})
    assert done.exit_code == 0, done.output
    return done.stdout


def answer(*words: str) -> dict:
    lines = said(*words, "--json").splitlines()
    assert len(lines) == 1
    return json.loads(lines[0])


@pytest.mark.parametrize("words", [("--json", "lab", "convolve", *EXAMPLE), ("lab", "convolve", *EXAMPLE, "--json")])
def test_a_notebook_gets_the_output_wherever_json_is_asked_for(words: tuple[str, ...]) -> None:
    done = CliRunner().invoke(vistazo, words)
    assert json.loads(done.stdout) == {"output": [[2, 2], [0, 2]]}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("convolve", "--matrix", FIVE, "--kernel", CROSS), [[4, 3, 4], [2, 4, 3], [2, 3, 4]]),
        (("convolve", "--matrix", FIVE, "--kernel", CROSS, "--stride", "2"), [[4, 4], [2, 4]]),
        (("convolve", "--matrix", "1 2 3 4", "--kernel", "1 1", "--dimensions", "1"), [3, 5, 7]),
        (("convolve", "--matrix", "1 2;3 4|5 6;7 8", "--kernel", "1 1;1 1|1 1;1 1", "--dimensions", "3"), [[[36]]]),
        (("convolve", "--matrix", "1 2;3 4|5 6;7 8", "--kernel", "1 1;1 1"), [[36]]),
        (("convolve", "--matrix", "1 2;3 4|5 6;7 8", "--kernel", "1 1;1 1", "--channels", "each"), [[[10]], [[26]]]),
        (("convolve", "--matrix", "1 2;3 4", "--kernel", "1 1;1 1", "--kernel", "1 0;0 0"), [[[10]], [[1]]]),
        (("convolve", "--matrix", "1 2;3 4", "--kernel", "-1", "--bias", "2", "--activation", "relu"),
         [[1, 0], [0, 0]]),
        (("convolve", "--matrix", "9 9 9;9 9 9;9 9 9", "--kernel", "1 2 1", "--normalise"), [[9], [9], [9]]),
        (("pool", "--matrix", "1 3 2 1;4 2 0 1;5 6 1 2;7 8 3 4"), [[4, 2], [8, 4]]),
        (("pool", "--matrix", "1 3 2 1;4 2 0 1;5 6 1 2;7 8 3 4", "--kind", "average"), [[2.5, 1], [6.5, 2.5]]),
        (("transpose", "--matrix", "1 2;3 4", "--kernel", "1 1;1 1", "--stride", "2"),
         [[1, 1, 2, 2], [1, 1, 2, 2], [3, 3, 4, 4], [3, 3, 4, 4]]),
        (("dilate", "--matrix", "1 2 3", "--rate", "4"), [1, 0, 0, 0, 2, 0, 0, 0, 3]),
        (("onehot", "cat", "dog", "cat"), [[1, 0], [0, 1], [1, 0]]),
    ],
)  # fmt: skip
def test_typed_numbers_give_their_output(words: tuple[str, ...], expected: list) -> None:
    assert answer(*words)["output"] == expected


@pytest.mark.parametrize(
    ("words", "key", "expected"),
    [
        (("sizes", "--length", "75", "--stride", "2", "--padding", "same"), "formula", "⌈75/2⌉ = 38"),
        (("sizes", "--length", "5", "--kernel", "3"), "formula", "⌊(5 + 2·0 − 3)/1⌋ + 1 = 3"),
        (("sizes", "--length", "2", "--kernel", "2", "--stride", "2", "--transposed"), "output", 4),
        (("sizes", "--length", "28", "--kernel", "5", "--channels", "10", "--filters", "20"), "parameters", 5020),
        (("sizes", "--input", "28x28x1", "conv,10,5", "pool,2", "conv,20,5"), "parameters", 5280),
        (("iou", "0 0 10 10", "-5 -5 5 5"), "intersection", 25),
        (("nms", "--boxes", "0 0 10 10;1 0 11 10;30 30 40 40", "--scores", "0.9 0.8 0.7"), "kept", [0, 2]),
        (("anchors", "--sizes", "100 20;104 20;108 20;10 50", "--count", "2"), "anchors", [[10, 50], [104, 20]]),
        (("windows", "--grid", "6x8", "--window", "3"), "places", 24),
        (("windows", "--grid", "7", "--window", "7", "--channels", "100", "--neurons", "200"),
         "convolution_parameters", 980_200),
        (("ap", "--right", "1 0 1", "--wanted", "2"), "ap", (1 + 2 / 3) / 2),
        (("ap", "--right", "1 0 1", "--wanted", "2", "--right", "1 1", "--wanted", "3"), "map", 0.75),
        (("ap", "--boxes", "0 0 10 10;20 20 30 30", "--scores", "0.9 0.5", "--truths", "0 0 10 9"), "ap", 1),
        (("activations", "-2 0 3"), "relu", [0, 0, 3]),
    ],
)  # fmt: skip
def test_the_siblings_answer(words: tuple[str, ...], key: str, expected: object) -> None:
    found = answer(*words)[key]
    assert found == (pytest.approx(expected) if isinstance(expected, float) else expected)


def test_steps_show_every_product_to_people_and_programs() -> None:
    words = ("convolve", *EXAMPLE, "--steps")
    step = answer(*words)["steps"][0]
    assert (step["patch"], step["products"], step["value"]) == ([[[1, 1], [0, 1]]], [[[1, 0], [0, 1]]], 2)
    assert "(0, 0)  1·1 + 1·0 + 0·0 + 1·1 = 2" in said(*words)
    assert "rows: ⌊(3 + 2·0 − 2)/1⌋ + 1 = 2" in said(*words)


@pytest.mark.parametrize(
    "words",
    [
        ("kernels",), ("pool", "--matrix", "1 2;3 4", "--steps"), ("onehot", "a", "b"), ("optimise", "--steps", "9"),
        ("transpose", "--matrix", "1 2", "--kernel", "1 1", "--steps"), ("activations", "1 2"),
        ("nms", "--boxes", "0 0 1 1;0 0 1 1", "--scores", "1 1", "--steps"),
        ("ap", "--right", "1 0", "--wanted", "1", "--steps"),
        ("anchors", "--sizes", "1 2;3 4;5 1", "--count", "2", "--steps"),
        ("sizes", "--input", "9x9x3", "separable,8,3", "flatten", "dense,2"),
        ("convolve", *EXAMPLE, "--by-channel", "--at", "0,1"),
    ],
)  # fmt: skip
def test_people_and_programs_both_get_an_answer(words: tuple[str, ...]) -> None:
    assert len(said(*words).strip()) > 10
    assert answer(*words)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("convolve", "--matrix", "1 2 x", "--kernel", "1"), "matrix"),
        (("convolve", "--matrix", "1 2;3", "--kernel", "1"), "matrix"),
        (("convolve", "--matrix", "1 2", "--kernel", "sobel"), "unknown-kernel"),
        (("convolve", "--matrix", "1 2", "--kernel", CROSS), "kernel-too-large"),
        (("convolve", *EXAMPLE, "--stride", "0"), "size"),
        (("convolve", *EXAMPLE, "--padding", "wide"), "number"),
        (("convolve", *EXAMPLE, "--at", "7,7"), "place"),
        (("convolve", *EXAMPLE, "--out", "there.jpeg"), "file-kind"),
        (("convolve", "--image", "missing.png", "--kernel", "identity"), None),
        (("iou", "0 0 1", "0 0 1 1"), "box"),
        (("nms", "--boxes", "0 0 1 1", "--scores", "1 2"), "scores"),
        (("ap", "--right", "1 1", "--wanted", "1"), "wanted"),
        (("sizes", "--input", "9x9x3", "conv,3"), "stages"),
        (("anchors", "--sizes", "1 2;1 2", "--count", "2"), "anchor-count"),
    ],
)
def test_what_makes_no_sense_is_said_with_a_next_step(words, code, capsys, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main.run(["lab", *words, "--json"]) == 1
    row = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert row["event"] == "JobFailed"
    assert code is None or row["code"] == code
    assert row["hint"]


def test_a_picture_is_filtered_and_written_as_png_csv_and_gif(tmp_path: Path) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (20, 24, 3)).astype(np.uint8)
    save_png(tmp_path / "in.png", pixels)
    base = ("convolve", "--image", str(tmp_path / "in.png"), "--kernel", "sharpen", "--padding", "same")
    expected = depthwise(pixels.astype(np.float64).transpose(2, 0, 1), find_kernel("sharpen").matrix, padding=1)

    for ending in ("png", "csv", "gif"):
        row = answer(*base, "--out", str(tmp_path / f"out.{ending}"))
        assert row == {"out": str(tmp_path / f"out.{ending}"), "shape": [3, 20, 24]}

    assert read_image(tmp_path / "out.png").tolist() == expected.clip(0, 255).transpose(1, 2, 0).tolist()
    maps = (tmp_path / "out.csv").read_text().strip().split("\n\n")
    assert [[float(n) for n in line.split(",")] for line in maps[1].splitlines()] == expected[1].tolist()
    with Image.open(tmp_path / "out.gif") as gif:
        assert 2 <= gif.n_frames <= 120


def test_the_animation_has_a_frame_for_every_place_of_a_small_matrix(tmp_path: Path) -> None:
    said("convolve", "--matrix", FIVE, "--kernel", CROSS, "--out", str(tmp_path / "walk.gif"))
    said("pool", "--matrix", "1 2 3 4;5 6 7 8", "--out", str(tmp_path / "pool.gif"))
    said("convolve", "--matrix", "1 2 3", "--kernel", "1 1", "--dimensions", "1", "--out", str(tmp_path / "one.gif"))
    frames = {}
    for name in ("walk", "pool", "one"):
        with Image.open(tmp_path / f"{name}.gif") as gif:
            frames[name] = gif.n_frames
    assert frames == {"walk": 9, "pool": 2, "one": 2}
