"""An ablation's arithmetic: one row a transform, with mean, spread over seeds and difference to none.

Differences are taken seed by seed: the same seed draws the same batches with and without the transform, so what both
have in common falls out.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from ml_engine.domain.events import Ablation, AblationRow

BASELINE, TOGETHER = "none", "together"
LEAST_PICTURES = 4
_STUDENT = (12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26)  # two-sided 95 %, of 1, 2, … degrees of freedom
STATE_FILE = "ablation.json"  # what training.ablation goes on from
TABLE_JSON, TABLE_CSV, PLOT = "table.json", "table.csv", "plot.png"


def make_rows(
    names: Sequence[str], seeds: Sequence[int], values: Mapping[tuple[str, int], float]
) -> tuple[AblationRow, ...]:
    """The rows in the order of the names. values: (name, seed) → metric, of the trainings that are done."""
    return tuple(_row(name, seeds, values) for name in names)


def is_clear(row: AblationRow, pictures: int) -> bool:
    """Whether the difference to none is more than chance would make in 19 of 20 ablations.

    pictures: of the validation split. Both must hold: the mean of the seeds' differences lies beyond Student's t (95 %)
    of their own spread, and it is worth at least four pictures, below which a paired comparison of right and wrong
    answers is never sure. Sources: Student (1908); McNemar (1947): (b − c)² / (b + c) > 3.84 needs |b − c| ≥ 4.
    """
    seeds = sum(value is not None for value in row.values)
    if row.difference is None or row.difference_spread is None or seeds < 2:
        return False
    limit = _STUDENT[min(seeds - 2, len(_STUDENT) - 1)] * row.difference_spread / seeds**0.5
    return bool(abs(row.difference) > limit and abs(row.difference) * pictures > LEAST_PICTURES - 1e-6)


def find_ablations(runs: Path) -> list[Path]:
    """Folders of ablations, the newest first: their names begin with the time."""
    if not runs.is_dir():
        return []
    return sorted((path for path in runs.iterdir() if (path / STATE_FILE).is_file()), reverse=True)


def read_table(folder: Path) -> Ablation | None:
    """What ablation_files.write_table wrote, None where there is nothing that can be read."""
    try:
        table = msgspec.json.decode((folder / TABLE_JSON).read_bytes(), type=Ablation)
    except (OSError, msgspec.DecodeError):
        return None
    # The project may have been moved since.
    return dataclasses.replace(table, run=str(folder))


def _row(name: str, seeds: Sequence[int], values: Mapping[tuple[str, int], float]) -> AblationRow:
    cells = tuple(values.get((name, seed)) for seed in seeds)
    known = [value for value in cells if value is not None]
    pairs = [
        values[name, seed] - values[BASELINE, seed]
        for seed in seeds
        if name != BASELINE and (name, seed) in values and (BASELINE, seed) in values
    ]
    return AblationRow(name, cells, _mean(known), _spread(known), _mean(pairs), _spread(pairs))


def _mean(values: Sequence[float]) -> float | None:
    return statistics.fmean(values) if values else None


def _spread(values: Sequence[float]) -> float | None:
    return statistics.stdev(values) if len(values) > 1 else None


def table_csv(ablation: Ablation) -> str:
    """A line a row, numbers with six digits, nothing where there is no number."""
    file = io.StringIO(newline="")
    table = csv.writer(file)
    seeds = [f"seed_{seed}" for seed in ablation.seeds]
    table.writerow(["transform", "metric", "mean", "spread", "difference", "difference_spread", *seeds])
    for row in ablation.rows:
        figures = (row.mean, row.spread, row.difference, row.difference_spread, *row.values)
        table.writerow([row.name, ablation.metric, *("" if value is None else f"{value:.6f}" for value in figures)])
    return file.getvalue()
