"""A run's small files, read without torch: how it was started, how it learnt, what it is.

The window shows runs from these. Weights and checkpoints are the training's own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from ml_engine.domain.errors import UserError
from ml_engine.jobs.specs import TrainJob
from ml_engine.reports.model_card import read_model_card as read_card
from ml_engine.training.model_spec import ModelSpec

__all__ = ["JOB_FILE", "METRICS_FILE", "MODEL_FILE", "MetricsRow", "read_card", "read_curves", "read_job", "read_spec"]

JOB_FILE = "job.json"
MODEL_FILE = "model.json"
METRICS_FILE = "metrics.jsonl"
RECIPE_FILE = "recipe.toml"
T = TypeVar("T")


class MetricsRow(msgspec.Struct, frozen=True):
    """One line of metrics.jsonl. phase: 'head' or 'blocks'.   metrics: of the validation split, {} if not scored.

    train_metrics: a classifier's 'accuracy' on the training pictures as they were shown, counted in passing.
    figures: further ones of the validation split: a classifier's 'precision_over_half' (metrics.sure_precision).
    """

    epoch: int
    phase: str
    train_loss: float
    learning_rate: float
    metrics: dict[str, float]
    best: bool
    seconds: float
    train_metrics: dict[str, float] = {}
    figures: dict[str, float] = {}


def read_curves(run_dir: Path) -> tuple[MetricsRow, ...]:
    """The epochs so far, () before the first has ended. Raises UserError('damaged-run')."""
    path = run_dir / METRICS_FILE
    if not path.is_file():
        return ()
    return tuple(_decode(line, path, MetricsRow) for line in _read(path).splitlines())


def read_job(run_dir: Path) -> TrainJob:
    """How the run was started. Raises UserError if job.json is absent or damaged."""
    path = run_dir / JOB_FILE
    return _decode(_read(path), path, TrainJob)


def read_spec(run_dir: Path) -> ModelSpec:
    """What the run's model is. Raises UserError if this is no run's folder, or model.json is damaged or newer."""
    path = run_dir / MODEL_FILE
    return ModelSpec.from_json(_read(path), str(path))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            "no-run",
            f"{path.parent} is not a finished run: {path.name} cannot be read ({error.strerror}).",
            "Name a folder inside the project's runs folder.",
        ) from error


def _decode(data: bytes, path: Path, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.MsgspecError as error:
        raise UserError("damaged-run", f"{path} is damaged: {error}.", "Train again.") from error
