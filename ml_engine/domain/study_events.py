"""What a job says that trains several times to compare: folds, trials of a search, an ablation. See events.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FoldEnd:
    """A fold of a cross-validation is done. fold: from 1.   metrics: of its validation pictures.

    metric: key of the main one.   learnt, scored: pictures.   kept: it was done before, when this was begun first.
    """

    fold: int
    folds: int
    metrics: dict[str, float]
    metric: str
    learnt: int
    scored: int
    seconds: float
    kept: bool = False


@dataclass(frozen=True, slots=True)
class TrialState:
    """A training of a search, as it begins ('running', epoch 0), after each scoring, and as it ended.

    number: from 1, of `wanted`.   run: its folder's name.   result: 'running', 'done', 'pruned', 'failed'.
    values: of the searched fields.   value: of the searched metric, None before it is known; at the end that of the
    best epoch.   best: whether it is the best trial so far.   message: why it failed.
    """

    number: int
    wanted: int
    run: str
    result: str
    values: dict[str, bool | int | float | str]
    epoch: int = 0
    epochs: int = 0
    value: float | None = None
    best: bool = False
    seconds: float = 0.0
    message: str = ""


@dataclass(frozen=True, slots=True)
class AblationRow:
    """One row of an ablation. name: 'none', a transform's (augment.transforms), or 'together'.

    values: the validation metric of each seed, None where it is not trained yet.   mean: of those that are.
    spread: their standard deviation (n − 1), None for fewer than two.   difference: the mean of the differences to
    'none' at the same seeds, and difference_spread its standard deviation; None where there are none.
    """

    name: str
    values: tuple[float | None, ...]
    mean: float | None = None
    spread: float | None = None
    difference: float | None = None
    difference_spread: float | None = None


@dataclass(frozen=True, slots=True)
class Ablation:
    """An ablation as far as it has come. run: its folder.   metric: key of the validation metric.

    done, total: trainings.   pictures: of the validation split, on which all values rest.
    """

    run: str
    task: str
    metric: str
    seeds: tuple[int, ...]
    rows: tuple[AblationRow, ...]
    done: int
    total: int
    pictures: int = 0
