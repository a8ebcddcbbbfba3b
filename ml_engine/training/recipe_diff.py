"""What two runs did differently: rows for a comparison side by side; no torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ml_engine.domain.errors import UserError
from ml_engine.jobs.specs import TrainJob
from ml_engine.reports.run_reader import RECIPE_FILE, read_card, read_job, read_spec
from ml_engine.tasks.defaults import TASK_DEFAULTS, default_recipe
from ml_engine.training.recipe import Recipe, named_method, parse_recipe
from ml_engine.training.recipe_fields import Value, field_values

Part = Literal["run", "recipe", "result"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a comparison. part: 'run' (what it started from), 'recipe', 'result'.

    field: 'rate', 'second.blocks', 'backbone', 'accuracy', …   a, b: of the two runs, None where one has no such thing.
    """

    part: Part
    field: str
    a: Value | None
    b: Value | None

    @property
    def differs(self) -> bool:
        return self.a != self.b


def diff_recipes(a: Recipe, b: Recipe) -> tuple[Row, ...]:
    """The fields that differ, in the recipe's order."""
    return tuple(row for row in _rows("recipe", field_values(a), field_values(b)) if row.differs)


def compare_runs(a: Path, b: Path) -> tuple[Row, ...]:
    """Every row, also those that are the same: what the runs started from, their recipes, what came out.

    Raises UserError if a folder is no run, or damaged.
    """
    return (
        *_rows("run", _facts(a), _facts(b)),
        *_rows("recipe", field_values(read_run_recipe(a)), field_values(read_run_recipe(b))),
        *_rows("result", _results(a), _results(b)),
    )


def read_run_recipe(run_dir: Path) -> Recipe:
    """Every choice of a run: as it wrote them down, else from its card, else from what its job asked for.

    Raises UserError if it is no run.
    """
    job = read_job(run_dir)
    method = job.method or named_method(job.recipe)
    defaults = default_recipe(job.task, method) if job.task in TASK_DEFAULTS else Recipe()
    for text in (_text(run_dir / RECIPE_FILE), _card_recipe(run_dir)):
        if text:
            return parse_recipe(text, defaults)
    return parse_recipe(job.recipe, defaults)


def asked_changes(job: TrainJob) -> dict[str, Value]:
    """What a training was asked for beside the usual, by the names of recipe and job."""
    usual = TASK_DEFAULTS.get(job.task, Recipe())
    own: dict[str, Value] = {
        "backbone": job.backbone, "epochs": job.epochs, "input_size": job.input_size, "second.blocks": job.unfreeze,
        "seed": job.seed,
    }  # fmt: skip
    changes = {name: value for name, value in own.items() if value}
    if job.network:
        changes["backbone"] = "layers"
    elif job.weights == "random":
        changes["weights"] = job.weights
    try:
        asked = {row.field: row.b for row in diff_recipes(usual, parse_recipe(job.recipe, usual)) if row.b is not None}
    except UserError:
        asked = {}  # of another version: the training itself says what is wrong
    return asked | changes


def _facts(run_dir: Path) -> dict[str, Value]:
    job = read_job(run_dir)
    facts: dict[str, Value] = {"task": job.task, "seed": job.seed}
    try:
        spec = read_spec(run_dir)
    except UserError:  # stopped before its model was chosen
        return facts | {"backbone": job.backbone}
    return facts | {
        "backbone": spec.backbone, "weights": spec.weights_sha256[:12], "pixels": spec.input_size,
        "trained_blocks": spec.trained_blocks, "labels": ", ".join(spec.label_names),
    }  # fmt: skip


def _results(run_dir: Path) -> dict[str, Value]:
    try:
        card = read_card(run_dir)
    except UserError:  # not finished
        return {}
    return {
        "split": card.metrics_split, **card.metrics, "best_epoch": card.best_epoch.epoch if card.best_epoch else 0,
        "trained_parameters": card.trained_parameters, "seconds": round(card.seconds, 1),
    }  # fmt: skip


def _card_recipe(run_dir: Path) -> str:
    try:
        return read_card(run_dir).recipe
    except UserError:
        return ""


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _rows(part: Part, a: Mapping[str, Value], b: Mapping[str, Value]) -> list[Row]:
    return [Row(part, name, a.get(name), b.get(name)) for name in dict.fromkeys((*a, *b))]
