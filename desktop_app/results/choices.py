"""What two runs or more chose: a row for each choice, with its value in every run. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ml_engine.training.recipe_diff import Part, compare_runs
from ml_engine.training.recipe_fields import Value


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """part: 'run' for what it started from, 'recipe'.   field: 'backbone', 'second.blocks', …

    values: one of each run, None where it had no such thing.
    """

    part: Part
    field: str
    values: tuple[Value | None, ...]

    @property
    def differs(self) -> bool:
        """Whether the runs did not all choose the same."""
        return any(value != self.values[0] for value in self.values[1:])


def read_choices(folders: Sequence[Path]) -> tuple[ChoiceRow, ...]:
    """All choices of the runs in these folders, two at the least, in the order of the recipe.

    Raises UserError if one is no run, or damaged.
    """
    first, *others = folders
    found: dict[tuple[Part, str], list[Value | None]] = {}
    for place, other in enumerate(others):
        for row in compare_runs(first, other):
            if row.part == "result":
                continue
            values = found.setdefault((row.part, row.field), [None] * len(folders))
            # The first run's value is the same in each pair that it is in.
            values[0] = row.a
            values[place + 1] = row.b
    ordered = sorted(found.items(), key=lambda item: item[0][0] != "run")
    return tuple(ChoiceRow(part, field, tuple(values)) for (part, field), values in ordered)
