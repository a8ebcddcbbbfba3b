"""The confusion matrix as a table: which rows and columns there are, and what stands in each cell. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.results.report import RunReport
from desktop_app.results.scores import Cell, Scores

Key = int | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows are true labels, columns answers, as indices of labels; None last: nothing there, missed.

    names, colors: of all labels, by index.   counts: cells above 0.   ids: pictures of a cell; none where the answers
    were not kept.
    """

    names: tuple[str, ...]
    colors: tuple[str, ...]
    rows: tuple[Key, ...]
    columns: tuple[Key, ...]
    counts: dict[Cell, int]
    ids: dict[Cell, list[int]]

    def count(self, row: Key, column: Key) -> int:
        """How often the truth was `row` and the answer `column`."""
        return self.counts.get((row, column), 0)

    def row_total(self, row: Key) -> int:
        return sum(self.count(row, column) for column in self.columns)

    def share(self, row: Key, column: Key) -> float:
        """Of the row, 0..1: what shades the cell."""
        total = self.row_total(row)
        return self.count(row, column) / total if total else 0.0

    @property
    def is_empty(self) -> bool:
        return not self.counts


def matrix_of(report: RunReport) -> Matrix | None:
    """The matrix of a run; from its card, without pictures, where its answers were not kept; None without either."""
    names = tuple(label.name for label in report.labels)
    colors = tuple(label.color for label in report.labels)
    if report.scores is not None:
        counts, ids = _of_scores(report.scores)
    elif report.confusion:
        counts, ids = _of_rows(report.confusion), {}
    else:
        return None
    occurring = {key for cell in counts for key in cell if key is not None}
    keys: tuple[Key, ...] = tuple(sorted(occurring))
    border = report.finds_boxes or any(None in cell for cell in counts)
    with_border: tuple[Key, ...] = (*keys, None) if border else keys
    return Matrix(names, colors, with_border, with_border, counts, ids)


def _of_scores(scores: Scores) -> tuple[dict[Cell, int], dict[Cell, list[int]]]:
    counts = {cell: count.count for cell, count in scores.cells.items()}
    return counts, {cell: scores.ids_worst_first(count.ids) for cell, count in scores.cells.items()}


def _of_rows(rows: Sequence[Sequence[int]]) -> dict[Cell, int]:
    return {(truth, answer): count for truth, row in enumerate(rows) for answer, count in enumerate(row) if count}
