"""Recipes on the command line: explained, found, tried, compared, reported."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ml_engine.training.recipe import Recipe, parse_recipe
from ml_engine.training.recipe_fields import RECIPE_FIELDS

COLORS = {"red": (200, 60, 50), "green": (60, 180, 70), "blue": (60, 70, 200)}


@pytest.fixture
def project(tmp_path: Path, vistazo) -> Path:
    """Eighteen small pictures of three colours, labelled by their folders."""
    for name, color in COLORS.items():
        folder = tmp_path / "pictures" / name
        folder.mkdir(parents=True)
        for number in range(6):
            noise = np.random.default_rng(number).normal(0, 25, (48, 64, 3))
            Image.fromarray(np.clip(noise + color, 0, 255).astype(np.uint8)).save(folder / f"{number}.png")
    assert vistazo("new", "project", "pictures", "--labels-from-folders").code == 0
    return tmp_path / "project"


def test_every_field_is_listed_with_its_defaults(vistazo) -> None:
    rows = vistazo("recipe").rows
    assert [row["field"] for row in rows] == [field.name for field in RECIPE_FIELDS]
    views = next(row for row in rows if row["field"] == "views")
    assert views["defaults"] == {"classify": 3, "detect": 8, "localize": 8}


def test_the_defaults_of_a_task_are_a_recipe(vistazo) -> None:
    answer = vistazo("recipe", "--defaults", "detect")
    assert parse_recipe(answer.last["recipe"], Recipe()).least_steps == 400


def test_a_rate_is_found_without_a_run(vistazo, project: Path) -> None:
    answer = vistazo("train", "project", "--backbone", "tiny", "--input-size", 64, "--find-rate", "--threads", 1)
    assert answer.code == 0, answer.error
    (curve,) = answer.events("RateCurve")
    assert len(curve["rates"]) == len(curve["smoothed"]) > 10
    assert answer.last["figures"]["rate"] == curve["rate"]
    assert not list((project / "runs").glob("*"))


def test_two_runs_are_compared_and_one_is_reported(vistazo, project: Path, tmp_path: Path) -> None:
    (tmp_path / "recipe.toml").write_text('batch = 6\noptimizer = "adam"\nl1 = 0.001\n')
    common = ("--backbone", "tiny", "--input-size", 64, "--epochs", 1, "--threads", 1)
    first = vistazo("train", "project", *common)
    second = vistazo("train", "project", *common, "--recipe", "recipe.toml")
    runs = [answer.last["run"] for answer in (first, second)]

    rows = vistazo("compare", *runs).rows
    differences = {row["field"]: (row["a"], row["b"]) for row in rows if row.get("part") == "recipe"}
    assert differences == {"batch": (32, 6), "optimizer": ("adamw", "adam"), "l1": (0.0, 0.001)}
    assert len(vistazo("compare", *runs, "--all").rows) > len(RECIPE_FIELDS)

    done = vistazo("evaluate", runs[1], "--report", "report", "--threads", 1).last
    assert done["output"] == str(tmp_path / "report")
    assert {"top1_error", "calibration_error"} <= done["figures"].keys()
    assert (tmp_path / "report" / "report.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "report" / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_an_ablation_is_a_table_and_goes_on_without_training_anew(vistazo, project: Path) -> None:
    answer = vistazo(
        "ablate", "project", "--backbone", "tiny", "--input-size", 64, "--epochs", 1, "--seeds", "0,1",
        "--only", "flip", "--threads", 1,
    )  # fmt: skip
    assert answer.code == 0, answer.error
    table = answer.events("Ablation")[-1]
    assert [row["name"] for row in table["rows"]] == ["none", "flip", "together"]
    assert (table["done"], table["total"], table["seeds"]) == (6, 6, [0, 1])
    folder = Path(answer.last["output"])
    assert folder.parent == project / "runs"
    assert {path.name for path in folder.iterdir()} >= {"table.json", "table.csv", "plot.png"}
    assert answer.last["metrics"] == {}  # nothing of any test split

    again = vistazo("ablate", "--resume", folder, "--threads", 1)
    assert again.code == 0, again.error
    assert again.events("Ablation")[-1]["rows"] == table["rows"]
    assert not [row for row in again.rows if row.get("code") == "ablation-row"]


def test_an_ablation_of_what_is_not_there_is_refused(vistazo, project: Path) -> None:
    unknown = vistazo("ablate", "project", "--only", "shear")
    assert unknown.code == 2
    assert "shear" in unknown.error
    assert vistazo("ablate", "project", "--seeds", "a").code == 2
    assert vistazo("ablate").code == 2
    assert vistazo("ablate", "--resume", "project").last["code"] == "no-ablation"
    assert not list((project / "runs").glob("*"))
