"""The answers of a scoring put beside those that a run already has: so that an older run shows its pictures too."""

from __future__ import annotations

from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Split
from ml_engine.reports.answers import PictureAnswer, Scores, read_answers, read_scores
from ml_engine.tasks.task import Task
from ml_engine.training.answers import count_scores, picture_answers
from ml_engine.training.model_spec import ModelSpec
from ml_engine.training.run_folder import RunFolder
from ml_engine.training.scoring import Scored


def keep_answers(folder: RunFolder, scored: Scored, split: Split, task: Task, spec: ModelSpec) -> None:
    """Write what was answered for a split; what was answered for others stays. Damaged files are replaced.

    Raises UserError('disk-write').
    """
    found = picture_answers(scored, split, task, spec)
    answers, parts, main = _kept(folder, split)
    folder.write_answers([*answers, *found], [*parts, count_scores(scored, found, split, task, spec)], main)


def _kept(folder: RunFolder, split: Split) -> tuple[list[PictureAnswer], list[Scores], str]:
    """Of the other splits, and which split the run's metrics are of."""
    try:
        answers = [answer for answer in read_answers(folder.path) if answer.split != split.value]
        names = dict.fromkeys(answer.split for answer in answers)
        parts = [read_scores(folder.path, name) for name in names]
        return answers, parts, read_scores(folder.path).split or split.value
    except UserError:
        return [], [], split.value
