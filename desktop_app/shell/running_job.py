"""The one thing that runs, in a sentence: a training, proposals, a look into the folders, an import."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.session.folder_work import FolderWork
from desktop_app.session.proposing import ProposingProgress
from desktop_app.session.run_words import figure_words, run_name, stage_words, time_left
from desktop_app.session.session import Session
from desktop_app.session.training_state import Training


@dataclass(frozen=True, slots=True)
class RunningJob:
    """words: what runs and how long still.   short: what runs.   fraction: 0..1, None if unknown.   stop: asks it to
    stop, or kills it.   is_late: it was asked to stop and has not within its patience: stop() kills it.
    """

    words: str
    short: str
    fraction: float | None
    stop: Callable[[], None]
    is_stopping: bool = False
    is_late: bool = False


def running_job(session: Session) -> RunningJob | None:
    """What runs now; a training before all else."""
    if session.runs.training is not None:
        return _training(session, session.runs.training)
    if session.proposing.progress is not None:
        return _proposing(session, session.proposing.progress)
    if session.folders.work is not None:
        return _folders(session, session.folders.work)
    return None


def _training(session: Session, training: Training) -> RunningJob:
    late = training.is_stopping and time.monotonic() - training.stop_asked > max(5.0, training.patience_s)
    name = run_name(session.runs.number(training.name))
    short = _tr("Training")
    if training.best is not None and (figure := figure_words(training.task, training.best.metrics)):
        short = f"{short} · {figure}"
    if training.is_stopping:
        words = _tr("{run}: finishing this step, then saving").format(run=name)
    else:
        words = _with_time(_tr("{run}: {stage}").format(run=name, stage=stage_words(training)), training.eta_s)
    stop = session.runs.stop_now if late else session.runs.stop
    return RunningJob(words, short, _fraction(training.done, training.total), stop, training.is_stopping, late)


def _proposing(session: Session, progress: ProposingProgress) -> RunningJob:
    locale = QLocale()
    words = _tr("Proposing {done} of {total}")
    short = words.format(done=locale.toString(progress.done), total=locale.toString(progress.total))
    fraction = _fraction(progress.done, progress.total)
    return RunningJob(_with_time(short, progress.eta_s), short, fraction, session.proposing.cancel)


def _folders(session: Session, work: FolderWork) -> RunningJob:
    sentences = {
        "scan": _tr("Looking for pictures: {done}"),
        "import": _tr("Reading annotations: {done}"),
        "labels": _tr("Taking labels from the folders"),
    }
    words = sentences[work.kind].format(done=QLocale().toString(work.done))
    return RunningJob(words, words, _fraction(work.done, work.total), session.folders.cancel)


def _with_time(words: str, eta_s: float | None) -> str:
    left = time_left(eta_s)
    return f"{words}, {left}" if left else words


def _fraction(done: int, total: int) -> float | None:
    return done / total if total else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("RunningJob", text)
