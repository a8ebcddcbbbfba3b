"""`vistazo inspect` and `vistazo train --network` as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from desktop_app.cli import main
from desktop_app.cli.app import vistazo
from ml_engine.networks.course_networks import TUTORIAL
from ml_engine.networks.layer_recipe import parse_layers

THREE = 'name = "Three"\ninput = [200, 300, 3]\n' + "".join(
    f'[[layers]]\nkind = "conv"\nfilters = {filters}\nstride = 2\npadding = "same"\n' for filters in (100, 200, 400)
)


def last_row(*words: str) -> dict:
    done = CliRunner().invoke(vistazo, ["--in-process", *words])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout.strip().splitlines()[-1])


@pytest.mark.parametrize("place", ["before", "after"])
def test_the_last_line_of_json_is_the_result(tmp_path: Path, place: str) -> None:
    (tmp_path / "three.toml").write_text(THREE)
    words = ["inspect", str(tmp_path / "three.toml"), "--batch", "50"]
    row = last_row("--json", *words) if place == "before" else last_row(*words, "--json")
    assert row["event"] == "JobDone"
    assert (row["parameters"], row["trainable"]) == (903_400, 903_400)
    assert (row["bytes_predict"], row["bytes_train"]) == (12_613_600, 565_613_600)
    assert [layer["shape"] for layer in row["layers"]] == [[100, 100, 150], [200, 50, 75], [400, 25, 38]]


def test_people_read_a_table_and_the_sums() -> None:
    done = CliRunner().invoke(vistazo, ["--in-process", "inspect", "tutorial_cifar10"], env={"COLUMNS": "200"})
    assert "315,722 parameters, 315,722 of them trainable" in done.output.replace("\n", " ")
    assert "30×30×32" in done.output


def test_the_example_is_a_network() -> None:
    done = CliRunner().invoke(vistazo, ["inspect", "--example"])
    assert parse_layers(done.output) == TUTORIAL


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["inspect", "nothing"], "no backbone called 'nothing'"),
        (["inspect", "missing.toml"], "missing.toml cannot be read"),
        (["inspect", "lenet5", "--input", "big"], "big is no height × width × channels"),
    ],
)
def test_what_cannot_be_inspected_is_said(words: list[str], sentence: str, tmp_path: Path, capsys) -> None:
    assert main.run(["--in-process", *words]) == 1
    said = capsys.readouterr()
    assert sentence in (said.out + said.err).replace("\n", " ")


def test_a_network_of_ones_own_allows_no_backbone_beside_it(tmp_path: Path, capsys) -> None:
    (tmp_path / "three.toml").write_text(THREE)
    words = ["train", str(tmp_path), "--network", str(tmp_path / "three.toml"), "--backbone", "resnet18"]
    assert main.run(words) == 2
    assert "leave --backbone and --weights out" in capsys.readouterr().err
