"""What Optuna decides in a search: the values of the next trial, when one is not worth going on with, what mattered.

It remembers nothing between two questions: the trials so far are told to it each time and its dice are thrown anew for
each number, so that a search that was killed goes on as if it had not been.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ml_engine.domain.errors import UserError
from ml_engine.reports.search_file import Chosen, SearchFile, Trial
from ml_engine.training.recipe_fields import find_field
from ml_engine.training.search_ranges import Range, SearchRanges, as_chosen

if TYPE_CHECKING:
    import optuna

RANDOM_TRIALS = 6  # before the values follow from what was seen
COMPARED_TRIALS = 4  # trained to their end before any is pruned
ATTEMPTS = 40  # to find values that were not tried


def load_optuna() -> None:
    """Raises UserError that names the extra where Optuna is not installed."""
    try:
        import optuna
    except ImportError as error:
        raise UserError(
            "search-extra",
            "A search needs the package Optuna, which is not installed here.",
            "Install it with: pip install 'vistazo[search]'",
        ) from error
    optuna.logging.set_verbosity(optuna.logging.WARNING)


def propose(ranges: SearchRanges, file: SearchFile, number: int) -> dict[str, Chosen] | None:
    """Values for the trial of this number, from 1; None if nothing that was not tried is found any more.

    The first trial is the recipe as it is, where it lies within the ranges.
    """
    tried = [trial.values for trial in file.ended]
    if number == 1 and (usual := ranges.usual()) is not None:
        return {name: as_chosen(value) for name, value in usual.items()}
    for attempt in range(ATTEMPTS):
        study = _study(ranges, file.ended, seed=(file.seed * 10_007 + number) * ATTEMPTS + attempt)
        values = _values(ranges, study.ask(_distributions(ranges)).params)
        if values not in tried:
            return values
    return None


class Judge:
    """Of one trial that runs. epochs: it will have."""

    def __init__(self, ranges: SearchRanges, file: SearchFile, trial: Trial, epochs: int) -> None:
        import optuna

        # In its first quarter nobody can tell; the last epoch's work is done anyway.
        pruner = optuna.pruners.MedianPruner(n_startup_trials=COMPARED_TRIALS, n_warmup_steps=max(2, epochs // 4))
        study = _study(ranges, [one for one in file.ended if one.number != trial.number], seed=0, pruner=pruner)
        study.enqueue_trial(_parameters(ranges, trial.values))
        self._trial = study.ask(_distributions(ranges))
        self._epochs = epochs
        self._told: set[int] = set()

    def gives_up(self, scored: Sequence[tuple[int, float]]) -> bool:
        """Whether the trial falls behind half of the others at this epoch. scored: (epoch, value) so far."""
        for epoch, value in scored:
            if epoch not in self._told:
                self._told.add(epoch)
                self._trial.report(value, epoch)
        return bool(scored) and scored[-1][0] < self._epochs and self._trial.should_prune()


def importance(ranges: SearchRanges, file: SearchFile) -> dict[str, float]:
    """Share of each field in how the trials differ, most first (PED-ANOVA, Watanabe et al. 2023); {} for too few."""
    import optuna

    done = [trial for trial in file.ended if trial.result == "done" and trial.value is not None]
    if len(done) < COMPARED_TRIALS or len({trial.value for trial in done}) < 2:
        return {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that it may change
        study = _study(ranges, done, seed=0)
        evaluator = optuna.importance.PedAnovaImportanceEvaluator()
        found = optuna.importance.get_param_importances(study, evaluator=evaluator)
    return {name: float(share) for name, share in found.items()}


def _study(
    ranges: SearchRanges, trials: Sequence[Trial], *, seed: int, pruner: optuna.pruners.BasePruner | None = None
) -> optuna.Study:
    import optuna

    study = optuna.create_study(
        direction="maximize" if ranges.rises else "minimize",
        sampler=optuna.samplers.TPESampler(seed=seed % 2**32, n_startup_trials=RANDOM_TRIALS),
        pruner=pruner or optuna.pruners.NopPruner(),
    )
    states = optuna.trial.TrialState
    kinds = {"done": states.COMPLETE, "pruned": states.PRUNED, "failed": states.FAIL}
    distributions = _distributions(ranges)
    for trial in trials:
        complete = trial.result == "done" and trial.value is not None
        study.add_trial(
            optuna.trial.create_trial(
                params=_parameters(ranges, trial.values),
                distributions=distributions,
                state=kinds[trial.result] if complete or trial.result != "done" else states.FAIL,
                value=trial.value if complete else None,
                intermediate_values=dict(trial.epochs),
            )
        )
    return study


def _distributions(ranges: SearchRanges) -> dict[str, optuna.distributions.BaseDistribution]:
    return {name: _distribution(name, range_) for name, range_ in ranges.ranges.items()}


def _distribution(name: str, range_: Range) -> optuna.distributions.BaseDistribution:
    from optuna import distributions

    if range_.choices:
        return distributions.CategoricalDistribution([json.dumps(as_chosen(choice)) for choice in range_.choices])
    low, high = range_.low or 0, range_.high or 0
    if find_field(name).kind == "whole":
        return distributions.IntDistribution(int(low), int(high), log=range_.log)
    return distributions.FloatDistribution(float(low), float(high), log=range_.log)


def _parameters(ranges: SearchRanges, values: Mapping[str, Chosen]) -> dict[str, Chosen]:
    """As Optuna has them: choices as JSON, so that 1 and true stay two things."""
    return {name: json.dumps(value) if ranges.ranges[name].choices else value for name, value in values.items()}


def _values(ranges: SearchRanges, parameters: Mapping[str, object]) -> dict[str, Chosen]:
    values: dict[str, Chosen] = {}
    for name, value in parameters.items():
        plain = json.loads(value) if isinstance(value, str) else value
        if not isinstance(plain, bool | int | float | str):
            raise TypeError(f"{name} cannot be {plain!r}")
        values[name] = _short(plain, ranges.ranges[name]) if isinstance(plain, float) else plain
    return values


def _short(number: float, range_: Range) -> float:
    """Four digits are enough for a person and for a network; choices stay as they are."""
    if range_.low is None or range_.high is None:
        return number
    return min(max(float(f"{number:.4g}"), float(range_.low)), float(range_.high))
