"""The commands over many trainings: kept epochs, the queue, the search."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.cli.main import run
from ml_engine.training.recipe import parse_recipe
from ml_engine.training.recipe_diff import read_run_recipe

RECIPE = "epochs = 2\nleast_steps = 0\nbatch = 8\ninput_size = 64\nviews = 1\n"
LIGHT = ("--backbone", "tiny", "--device", "cpu", "--threads", "1")


@pytest.fixture
def vistazo_here(capsys):
    """`vistazo --json WORDS…` in this process: its exit status and its lines."""

    def go(*words: object) -> tuple[int, list[dict]]:
        code = run(["--json", "--in-process", *map(str, words)])
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return go


def test_kept_epochs_are_listed_scored_and_asked(trained, vistazo_here):
    code, rows = vistazo_here("epochs", trained.run)
    assert code == 0
    assert rows[-1]["kept"] == rows[-1]["epochs"] == len(rows) - 1
    assert sum(row["best"] for row in rows[:-1]) == 1
    code, scored = vistazo_here("evaluate", trained.run, "--split", "validation", "--epoch", 1)
    assert (code, scored[-1]["figures"]["epoch"]) == (0, 1.0)
    assert scored[-1]["metrics"]["loss"] == pytest.approx(rows[0]["metrics"]["loss"], abs=1e-3)
    code, asked = vistazo_here("predict", trained.run, trained.pictures, "--epoch", 1)
    assert code == 0
    assert any("label" in row for row in asked)
    code, refused = vistazo_here("evaluate", trained.run, "--epoch", 999)
    assert (code, refused[-1]["code"]) == (1, "epoch-not-kept")


def test_trainings_wait_change_places_and_are_trained_in_order(trained, vistazo_here, tmp_path):
    recipe = tmp_path / "recipe.toml"
    names = []
    for rate in (0.1, 0.2, 0.3):
        recipe.write_text(f"{RECIPE}rate = {rate}\n")
        code, rows = vistazo_here("train", trained.project, *LIGHT, "--queue", "--recipe", recipe)
        assert (code, rows[-1]["place"]) == (0, len(names) + 1)
        names.append(rows[-1]["queued"])
    vistazo_here("queue", trained.project, "--move", names[2], 1)
    _, rows = vistazo_here("queue", trained.project, "--remove", names[1])
    assert [row.get("run") for row in rows[:-1]] == [names[2], names[0]]
    assert rows[0]["changes"]["rate"] == 0.3
    assert rows[-1] == {"queued": 2, "stops_on_failure": False, "held_by": ""}

    code, rows = vistazo_here("queue", trained.project, "--run")
    assert (code, rows[-1]["trained"], rows[-1]["done"]) == (0, 2, 2)
    assert [Path(row["run"]).name for row in rows if row.get("event") == "JobDone"] == [names[2], names[0]]
    assert vistazo_here("queue", trained.project)[1][-1]["queued"] == 0


def test_a_recipe_that_cannot_be_is_refused_before_it_waits(trained, vistazo_here, tmp_path):
    (tmp_path / "bad.toml").write_text("rates = 1\n")
    before = sorted(path.name for path in (trained.project / "runs").iterdir())
    code, rows = vistazo_here("train", trained.project, *LIGHT, "--queue", "--recipe", tmp_path / "bad.toml")
    assert (code, rows[-1]["code"]) == (1, "recipe")
    assert sorted(path.name for path in (trained.project / "runs").iterdir()) == before


def test_a_search_ends_with_a_recipe_that_trains(trained, vistazo_here, tmp_path):
    pytest.importorskip("optuna")
    ranges = tmp_path / "ranges.toml"
    ranges.write_text(f"[ranges]\nrate = {{ low = 1e-4, high = 0.1, log = true }}\n[recipe]\n{RECIPE}")
    code, rows = vistazo_here("search", trained.project, *LIGHT, "--recipe", ranges, "--trials", 2, "--seed", 3)
    assert code == 0
    folder = Path(rows[-1]["output"])
    assert (rows[-1]["split"], rows[-1]["figures"]["trials"]) == ("validation", 2.0)
    best = read_run_recipe(Path(rows[-1]["run"]))
    assert parse_recipe((folder / "best.toml").read_text(), best) == best
    code, rows = vistazo_here("search", trained.project, *LIGHT[2:], "--resume", folder, "--trials", 3)
    ended = [row["number"] for row in rows if row.get("event") == "TrialState" and row["result"] != "running"]
    assert (code, ended) == (0, [3])


def test_ranges_that_cannot_be_leave_no_folder(trained, vistazo_here, tmp_path):
    (tmp_path / "bad.toml").write_text("[ranges]\nrate = { low = 1 }\n")
    before = sorted(path.name for path in (trained.project / "runs").iterdir())
    code, rows = vistazo_here("search", trained.project, "--recipe", tmp_path / "bad.toml")
    assert (code, rows[-1]["code"]) == (1, "search-ranges")
    assert sorted(path.name for path in (trained.project / "runs").iterdir()) == before
