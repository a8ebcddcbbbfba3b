"""A cross-validation as files: which picture is in which fold, each fold's figures, their mean and spread. No torch."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from ml_engine.domain.atomic_file import write_atomic
from ml_engine.domain.errors import UserError
from ml_engine.jobs.specs import CrossValidateJob
from ml_engine.reports.card import metric_title

FOLDS_FILE, JOB_FILE, RESULT_FILE = "folds.json", "crossvalidate.json", "result.json"
JSON_FILE, CSV_FILE, PLOT_FILE = "crossvalidation.json", "crossvalidation.csv", "crossvalidation.png"


T = TypeVar("T")


class Folds(msgspec.Struct, frozen=True):
    """of: image id → fold, from 0.   grouping, seed: what they were made with.

    torn: groups of pictures that look the same and lie in several folds, so that the figures flatter.
    """

    folds: int
    of: dict[int, int]
    grouping: str = ""
    seed: int = 0
    torn: int = 0


class FoldResult(msgspec.Struct, frozen=True):
    """What came of one fold. fold: from 1.   learnt, scored: pictures.   metrics: of its validation pictures."""

    fold: int
    metrics: dict[str, float]
    learnt: int
    scored: int
    seconds: float
    best_epoch: int = 0


class CrossValidation(msgspec.Struct, frozen=True):
    """primary: the metric that matters most.   mean, spread: of each metric; spread is the standard deviation of the

    folds' figures (divided by one less than their number), 0 for one fold.
    """

    task: str
    primary: str
    folds: int
    grouping: str
    seed: int
    torn: int
    results: tuple[FoldResult, ...]
    mean: dict[str, float]
    spread: dict[str, float]


@dataclass(frozen=True, slots=True)
class Summary:
    """Of one metric over the folds that are done."""

    mean: float
    spread: float


def summarise(values: Iterable[float]) -> Summary:
    """Mean and standard deviation; NaN where there is nothing."""
    known = [value for value in values if math.isfinite(value)]
    if not known:
        return Summary(math.nan, math.nan)
    mean = math.fsum(known) / len(known)
    if len(known) == 1:
        return Summary(mean, 0.0)
    return Summary(mean, math.sqrt(math.fsum((value - mean) ** 2 for value in known) / (len(known) - 1)))


def summary_of(results: tuple[FoldResult, ...], folds: Folds, task: str, primary: str) -> CrossValidation:
    """All figures together."""
    keys = list(dict.fromkeys(key for result in results for key in result.metrics))
    found = {key: summarise(result.metrics.get(key, math.nan) for result in results) for key in keys}
    return CrossValidation(
        task=task,
        primary=primary,
        folds=folds.folds,
        grouping=folds.grouping,
        seed=folds.seed,
        torn=folds.torn,
        results=results,
        mean={key: summary.mean for key, summary in found.items()},
        spread={key: summary.spread for key, summary in found.items()},
    )


def write_folds(folder: Path, folds: Folds) -> None:
    """Raises OSError."""
    write_atomic(folder / FOLDS_FILE, msgspec.json.encode(folds))


def read_folds(folder: Path) -> Folds:
    """Raises UserError if the folder holds no cross-validation, or a damaged one."""
    return _read(folder / FOLDS_FILE, Folds)


def write_job(folder: Path, job: CrossValidateJob) -> None:
    """So that it can be gone on with. Raises OSError."""
    write_atomic(folder / JOB_FILE, msgspec.json.format(msgspec.json.encode(job), indent=1))


def read_job(folder: Path) -> CrossValidateJob:
    """Raises UserError as read_folds does."""
    return _read(folder / JOB_FILE, CrossValidateJob)


def write_result(folder: Path, result: FoldResult) -> None:
    """A fold is done. folder: of the fold. Raises OSError."""
    write_atomic(folder / RESULT_FILE, msgspec.json.format(msgspec.json.encode(result), indent=1))


def read_result(folder: Path) -> FoldResult | None:
    """None for a fold that is not done, or whose file is damaged: it is trained again."""
    try:
        return msgspec.json.decode((folder / RESULT_FILE).read_bytes(), type=FoldResult)
    except (OSError, msgspec.MsgspecError):
        return None


def read_crossvalidation(folder: Path) -> CrossValidation:
    """Raises UserError as read_folds does."""
    return _read(folder / JSON_FILE, CrossValidation)


def write_crossvalidation(folder: Path, found: CrossValidation) -> None:
    """JSON, CSV and a plot, each whole or not at all. Raises UserError('disk-write')."""
    # matplotlib takes half a second to import and is needed by nothing else here.
    from ml_engine.reports.fold_plot import fold_plot

    try:
        write_atomic(folder / JSON_FILE, msgspec.json.format(msgspec.json.encode(found), indent=1))
        write_atomic(folder / CSV_FILE, csv_text(found).encode())
        write_atomic(folder / PLOT_FILE, fold_plot(found))
    except OSError as error:
        raise UserError(
            "disk-write",
            f"The cross-validation could not be written into {folder}: {(error.strerror or str(error)).lower()}.",
            "Free some disk space; the folds that are done stay.",
        ) from error


def csv_text(found: CrossValidation) -> str:
    """A row a fold, then the mean and the spread."""
    keys = list(found.mean)
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["fold", *keys, "learnt", "scored", "seconds"])
    for result in found.results:
        figures = [result.metrics.get(key, "") for key in keys]
        rows.writerow([result.fold, *figures, result.learnt, result.scored, f"{result.seconds:.1f}"])
    rows.writerow(["mean", *(found.mean[key] for key in keys), "", "", ""])
    rows.writerow(["spread", *(found.spread[key] for key in keys), "", "", ""])
    return text.getvalue()


def result_sentence(found: CrossValidation) -> str:
    """'Accuracy 0.871 ± 0.012 over 5 folds.'"""
    title = metric_title(found.primary, found.task)
    mean, spread = found.mean.get(found.primary, math.nan), found.spread.get(found.primary, math.nan)
    return f"{title} {mean:.3f} ± {spread:.3f} over {len(found.results)} folds."


def _read(path: Path, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except OSError as error:
        raise UserError(
            "no-crossvalidation",
            f"{path.parent} holds no cross-validation that can be read: {error.strerror}.",
            "Name the folder that vistazo crossvalidate has printed.",
        ) from error
    except msgspec.MsgspecError as error:
        raise UserError("damaged-crossvalidation", f"{path} is damaged: {error}.", "Start it anew.") from error
