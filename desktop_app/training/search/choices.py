"""What a search of the window is asked for, and what a trial's settings mean for the next training. No Qt."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop_app.session.training_state import TrainOptions
from desktop_app.training.form.draft import Draft, changes_toml, draft_from_toml, draft_of, options_of, same
from ml_engine.domain.errors import UserError
from ml_engine.reports.search_file import SearchFile, Trial
from ml_engine.training.recipe import recipe_toml
from ml_engine.training.recipe_fields import Value, find_field, wrong_value
from ml_engine.training.search_ranges import (
    NEEDS_ABOVE_0,
    WRONG_ORDER,
    Range,
    SearchRanges,
    chosen_values,
    parse_ranges,
    ranges_toml,
)

PRUNED_SHARE = 0.8  # of the time that all trials to their end would take: some are ended early


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person set up. ranges: by field, in the recipe's order.   problems: by field, in English."""

    ranges: Mapping[str, Range] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    trials: int = 20
    minutes: float = 0.0
    seed: int = 0
    metric: str = ""

    @property
    def can_start(self) -> bool:
        return bool(self.ranges) and not self.problems


def ranges_text(wanted: Wanted, options: TrainOptions, task: str) -> str:
    """TOML for the search: the ranges, and what the next training's recipe changes of the usual in all trials."""
    draft = draft_of(options, task)
    kept = [name for name in draft.changed if name not in wanted.ranges]
    if task != "detect":
        kept = [name for name in kept if name != "method"]
    if "epochs" in wanted.ranges:  # a number of steps would overrule it
        kept = [name for name in kept if name not in ("steps", "least_steps")]
    lines = changes_toml(draft, kept).splitlines()
    tables = [f"[recipe.{line[1:-1]}]" if line.startswith("[") else line for line in lines]
    return "\n".join([ranges_toml(wanted.ranges, wanted.metric), "[recipe]", *tables, ""])


def problem_of(name: str, range_: Range, task: str) -> str:
    """Why a field cannot be searched within this range, '' if it can. English."""
    low, high = range_.low, range_.high
    if low is not None and high is not None:
        field_ = find_field(name)
        if wrong := wrong_value(field_, low) or wrong_value(field_, high):
            return wrong
        if low >= high:
            return WRONG_ORDER
        if range_.log and low <= 0:
            return NEEDS_ABOVE_0
    try:
        parse_ranges(ranges_toml({name: range_}), task)
    except UserError as error:
        return error.message
    return ""


def seconds_of(wanted: Wanted, one_s: float | None) -> float | None:
    """About how long all trials take. one_s: a training, None if nobody knows."""
    if one_s is None:
        return None
    whole = one_s * (1 + (wanted.trials - 1) * PRUNED_SHARE)
    return min(whole, wanted.minutes * 60 + one_s) if wanted.minutes else whole


def read_ranges(file: SearchFile) -> SearchRanges | None:
    """None if another version wrote what this one does not know."""
    try:
        return parse_ranges(file.ranges, file.job.task, file.metric)
    except UserError:
        return None


def options_of_trial(file: SearchFile, trial: Trial, options: TrainOptions) -> TrainOptions:
    """The next training with everything of a trial but its pictures. Raises UserError if that cannot be."""
    ranges = parse_ranges(file.ranges, file.job.task, file.metric)
    recipe = ranges.apply(chosen_values(trial.values))
    draft = draft_from_toml(recipe_toml(recipe), file.job.task)
    job = file.job
    asked = replace(
        options, task=job.task, backbone=job.backbone, weights=job.weights, network=job.network, seed=job.seed
    )
    return options_of(draft, asked)


def is_in_use(file: SearchFile, trial: Trial, options: TrainOptions) -> bool:
    """Whether the next training has the trial's settings already."""
    draft: Draft = draft_of(options, file.job.task)
    values = chosen_values(trial.values)
    return all(name in draft.values and same(draft.values[name], value) for name, value in values.items())


def table_csv(file: SearchFile) -> str:
    """All trials as CSV, numbers with a point."""
    names = list(file.trials[0].values) if file.trials else []
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["trial", "run", "result", file.metric, "best_epoch", "seconds", *names, "message"])
    for trial in file.trials:
        values = [trial.values.get(name, "") for name in names]
        value = "" if trial.value is None else trial.value
        writer.writerow([
            trial.number, trial.run, trial.result, value, trial.best_epoch, f"{trial.seconds:.1f}", *values,
            trial.message,
        ])  # fmt: skip
    return out.getvalue()


def as_number(name: str, value: object) -> float | None:
    """A searched value as a number on an axis, None if it is a word."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if find_field(name).kind in ("whole", "number") else None


def shown_value(name: str, value: object) -> Value:
    """As recipe_words has it."""
    found = chosen_values({name: value if isinstance(value, bool | int | float | str) else str(value)})
    return found[name]
