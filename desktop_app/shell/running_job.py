"""The one thing that runs, in a sentence: a training, proposals, a look into the folders, an import."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.session.folders import FolderWork
from desktop_app.session.proposing import ProposingProgress
from desktop_app.session.session import Session
from desktop_app.session.training_state import Training


@dataclass(frozen=True, slots=True)
class RunningJob:
    """words: what runs and how long still.   fraction: 0..1, None if unknown.   stop: asks it to stop, or kills it.

    is_late: it was asked to stop and has not within its patience: stop() kills it.
    """

    words: str
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


def eta_words(eta_s: float | None) -> str:
    """'9 s left', '4 min left', '' if unknown."""
    if eta_s is None:
        return ""
    if eta_s < 90:
        return _tr("{seconds} s left").format(seconds=QLocale().toString(max(1, round(eta_s))))
    return _tr("{minutes} min left").format(minutes=QLocale().toString(round(eta_s / 60)))


def phase_words(phase: str) -> str:
    """What a job does, in the window's language; a phase of another version stays as it is."""
    words = {
        "prepare": _tr("gathering the pictures"),
        "start": _tr("starting"),
        "split": _tr("splitting the pictures"),
        "hash": _tr("reading the pictures"),
        "fingerprint": _tr("reading the pictures"),
        "features": _tr("computing features"),
        "train": _tr("training"),
        "evaluate": _tr("scoring"),
        "score": _tr("scoring"),
        "download": _tr("downloading weights"),
    }
    return words.get(phase, phase)


def _training(session: Session, training: Training) -> RunningJob:
    late = training.is_stopping and time.monotonic() - training.stop_asked > max(5.0, training.patience_s)
    number = session.runs.number(training.name)
    name = _tr("Run {number}").format(number=number) if number else _tr("Training")
    if training.is_stopping:
        words = _tr("{run}: finishing this step, then saving").format(run=name)
    elif training.epochs:
        last = training.epochs[-1]
        words = _tr("{run}: epoch {epoch} of {epochs}").format(run=name, epoch=last.epoch, epochs=last.epochs)
    else:
        words = _tr("{run}: {phase}").format(run=name, phase=phase_words(training.phase))
    left = eta_words(training.eta_s)
    if left and not training.is_stopping:
        words = f"{words}, {left}"
    stop = session.runs.stop_now if late else session.runs.stop
    return RunningJob(words, _fraction(training.done, training.total), stop, training.is_stopping, late)


def _proposing(session: Session, progress: ProposingProgress) -> RunningJob:
    words = _tr("Proposing: {done} of {total}").format(
        done=QLocale().toString(progress.done), total=QLocale().toString(progress.total)
    )
    left = eta_words(progress.eta_s)
    fraction = _fraction(progress.done, progress.total)
    return RunningJob(f"{words}, {left}" if left else words, fraction, session.proposing.cancel)


def _folders(session: Session, work: FolderWork) -> RunningJob:
    done = QLocale().toString(work.done)
    sentences = {
        "scan": _tr("Looking for pictures: {done}"),
        "import": _tr("Reading annotations: {done}"),
        "labels": _tr("Taking labels from the folders"),
    }
    words = sentences[work.kind].format(done=done)
    return RunningJob(words, _fraction(work.done, work.total), session.folders.cancel)


def _fraction(done: int, total: int) -> float | None:
    return done / total if total else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("RunningJob", text)
