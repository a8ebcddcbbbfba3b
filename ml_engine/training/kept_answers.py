"""The answers of a scoring put beside those that a run already has: so that an older run shows its pictures too."""

from __future__ import annotations

from collections.abc import Sequence

from ml_engine.domain.errors import UserError
from ml_engine.reports.answers import PictureAnswer, Scores, read_answers, read_scores
from ml_engine.training.run_folder import RunFolder


def keep_answers(folder: RunFolder, found: Sequence[PictureAnswer], counted: Scores) -> None:
    """Write what was answered for a split; what was answered for others stays. Damaged files are replaced.

    found, counted: of one split. Raises UserError('disk-write').
    """
    answers, parts, main = _kept(folder, counted.split)
    folder.write_answers([*answers, *found], [*parts, counted], main)


def _kept(folder: RunFolder, split: str) -> tuple[list[PictureAnswer], list[Scores], str]:
    """Of the other splits, and which split the run's metrics are of."""
    try:
        answers = [answer for answer in read_answers(folder.path) if answer.split != split]
        names = dict.fromkeys(answer.split for answer in answers)
        parts = [read_scores(folder.path, name) for name in names]
        return answers, parts, read_scores(folder.path).split or split
    except UserError:
        return [], [], split
