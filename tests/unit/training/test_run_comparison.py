"""Two runs side by side: what differs, what came out, and runs of an older Vistazo."""

from __future__ import annotations

import msgspec
import pytest

from ml_engine.domain.errors import UserError
from ml_engine.jobs.specs import TrainJob
from ml_engine.reports.run_reader import RECIPE_FILE
from ml_engine.tasks.defaults import DETECT_DEFAULTS, TASK_DEFAULTS, default_recipe
from ml_engine.training.recipe import Recipe, recipe_toml
from ml_engine.training.recipe_diff import Row, compare_runs, diff_recipes, read_run_recipe


def run(folder, name: str, recipe: Recipe | None = None, job: TrainJob | None = None):
    path = folder / name
    path.mkdir()
    job = job or TrainJob(str(path), "cache", "detect", seed=len(name))
    (path / "job.json").write_bytes(msgspec.json.encode(job))
    if recipe is not None:
        (path / RECIPE_FILE).write_text(recipe_toml(recipe))
    return path


def test_only_what_differs_is_a_difference():
    a, b = Recipe(), Recipe(rate=0.01, second=Recipe().second.__class__(blocks=2))
    assert diff_recipes(a, b) == (Row("recipe", "rate", 0.001, 0.01), Row("recipe", "second.blocks", 0, 2))
    assert diff_recipes(a, a) == ()


def test_runs_are_compared_by_what_they_started_from_and_their_recipes(tmp_path):
    a, b = run(tmp_path, "a", DETECT_DEFAULTS), run(tmp_path, "bb", msgspec.structs.replace(DETECT_DEFAULTS, l1=0.5))
    rows = compare_runs(a, b)
    assert {row.field for row in rows if row.differs} == {"seed", "l1"}
    assert [row for row in rows if row.field == "l1"] == [Row("recipe", "l1", 0.0, 0.5)]


def test_a_run_that_wrote_no_recipe_has_its_job_s(tmp_path):
    job = TrainJob("x", "cache", "detect", recipe="rate = 0.5")
    assert read_run_recipe(run(tmp_path, "old", job=job)) == msgspec.structs.replace(DETECT_DEFAULTS, rate=0.5)


def test_a_folder_that_is_no_run_is_refused(tmp_path):
    with pytest.raises(UserError):
        compare_runs(tmp_path, tmp_path)


def test_the_tasks_train_with_the_recipes_that_the_table_shows():
    from ml_engine.tasks.catalogue import TASKS

    assert {task.name: task.recipe for task in TASKS} == dict(TASK_DEFAULTS)
    with pytest.raises(UserError, match="no task called"):
        default_recipe("paint")
