"""Figures of a cross-validation: mean, spread, files."""

from __future__ import annotations

import csv
import math
import statistics
from pathlib import Path

import pytest

from ml_engine.domain.errors import UserError
from ml_engine.reports.folds import (
    FoldResult,
    Folds,
    read_crossvalidation,
    read_folds,
    read_result,
    result_sentence,
    summarise,
    summary_of,
    write_crossvalidation,
    write_folds,
    write_result,
)

VALUES = (0.9, 0.7, 0.85)
RESULTS = tuple(
    FoldResult(n, {"accuracy": value, "loss": 1 - value}, 20, 10, 1.5, n) for n, value in enumerate(VALUES, 1)
)
FOLDS = Folds(3, {1: 0, 2: 1, 3: 2}, "duplicates", 4, 0)


def test_mean_and_spread_are_those_of_the_text_book() -> None:
    found = summarise(VALUES)
    assert found.mean == pytest.approx(statistics.mean(VALUES))
    assert found.spread == pytest.approx(statistics.stdev(VALUES))
    assert summarise([0.5]).spread == 0.0
    assert math.isnan(summarise([math.nan]).mean)


def test_a_cross_validation_is_read_as_it_was_written(tmp_path: Path) -> None:
    found = summary_of(RESULTS, FOLDS, "classify", "accuracy")
    write_crossvalidation(tmp_path, found)
    assert read_crossvalidation(tmp_path) == found
    assert result_sentence(found) == "Accuracy 0.817 ± 0.104 over 3 folds."
    rows = list(csv.reader((tmp_path / "crossvalidation.csv").read_text().splitlines()))
    assert rows[0][:3] == ["fold", "accuracy", "loss"]
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "mean", "spread"]
    assert float(rows[4][1]) == pytest.approx(statistics.mean(VALUES))
    assert (tmp_path / "crossvalidation.png").read_bytes().startswith(b"\x89PNG")


def test_folds_and_results_survive_and_damage_is_told(tmp_path: Path) -> None:
    write_folds(tmp_path, FOLDS)
    write_result(tmp_path, RESULTS[0])
    assert (read_folds(tmp_path), read_result(tmp_path)) == (FOLDS, RESULTS[0])
    (tmp_path / "folds.json").write_text("{")
    (tmp_path / "result.json").write_text("{")
    assert read_result(tmp_path) is None
    with pytest.raises(UserError, match="damaged"):
        read_folds(tmp_path)
    with pytest.raises(UserError, match="no cross-validation"):
        read_folds(tmp_path / "elsewhere")
