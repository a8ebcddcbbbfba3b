"""Runs and trainings in words, the same in every place: name, state, figure, what is being done and how long still."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

from desktop_app.i18n.messages import in_words
from desktop_app.project.run_index import RunRow
from desktop_app.session.training_state import Training
from ml_engine.networks.backbones import BACKBONES
from ml_engine.tasks.detection.methods import METHODS
from ml_engine.training.model_spec import GRID

PRIMARY = {"classify": "accuracy", "detect": "ap50", "localize": "mean_iou"}
FINDS_BOXES = frozenset({"detect", "localize"})
_MAIN = ("ap50", "accuracy", "ap", "f1")
_PERCENT = frozenset({"accuracy", "top5_accuracy"})


def run_name(number: int) -> str:
    """'Run 7'; 0: it has no number yet."""
    return _tr("Run {number}").format(number=QLocale().toString(number)) if number else _tr("The training")


def task_word(task: str) -> str:
    """'detector', 'localiser', 'classifier'."""
    words = {"detect": _tr("detector"), "localize": _tr("localiser"), "classify": _tr("classifier")}
    return words.get(task, task)


def method_title(method: str) -> str:
    """'SSD' for 'ssd'; the name itself for one that is not known here."""
    return in_words(METHODS.get(method).title) if method in METHODS else method


def backbone_title(name: str) -> str:
    """'MobileNet V2' for 'mobilenet_v2'; the name itself for one that is not known here."""
    return BACKBONES.get(name).title if name in BACKBONES else name


def run_title(number: int, task: str, backbone: str, method: str = "") -> str:
    """'Run 7 · detector · MobileNet V2', 'Run 8 · SSD · MobileNet V2'. What is not known is left out."""
    kind = task_word(task) if method in ("", GRID) else method_title(method)
    parts = [run_name(number), kind, backbone_title(backbone)]
    return " · ".join(part for part in parts if part)


def run_started(row: RunRow) -> datetime:
    """When it began, as its folder's name says; else when it was last written."""
    try:
        return datetime.strptime(row.name[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return row.changed


def run_time(when: datetime) -> str:
    """'today 14:02', 'yesterday 9:30', else the date and time as people write them here."""
    local, locale = when.astimezone(), QLocale()
    clock = locale.toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    day = QDate(local.year, local.month, local.day)
    days = day.daysTo(QDate.currentDate())
    if days == 0:
        return _tr("today {time}").format(time=clock)
    if days == 1:
        return _tr("yesterday {time}").format(time=clock)
    return locale.toString(QDateTime(day, QTime(local.hour, local.minute)), QLocale.FormatType.ShortFormat)


def run_state(row: RunRow, *, trains: bool = False) -> str:
    """How far it is; '' for a finished run, whose figure says enough. trains: this window trains it now."""
    words = {
        "running": _tr("training now"),
        "paused": _tr("paused"),
        "stopped": _tr("stopped early"),
        "failed": _tr("failed"),
        "empty": _tr("nothing learnt"),
    }
    return words["running"] if trains else words.get(row.state, "")


def main_metric(task: str, metrics: Mapping[str, float | None]) -> str:
    """The key of the figure that stands for all: the task's own where it is there. '' without any that is known."""
    wanted = (PRIMARY.get(task, ""), *_MAIN)
    return next((key for key in wanted if metrics.get(key) is not None), "")


def metric_name(key: str) -> str:
    """A metric as a heading, the key itself where there is no name."""
    names = {
        "accuracy": _tr("Accuracy"),
        "top5_accuracy": _tr("Among the best 5"),
        "precision": _tr("Precision"),
        "recall": _tr("Recall"),
        "f1": _tr("F1"),
        "ap": _tr("AP"),
        "ap50": _tr("AP50"),
        "ap75": _tr("AP75"),
        "mean_iou": _tr("Overlap"),
        "loss": _tr("Loss"),
    }
    return names.get(key, key)


def metric_word(key: str) -> str:
    """A metric within a sentence."""
    words = {"accuracy": _tr("accuracy"), "precision": _tr("precision"), "recall": _tr("recall")}
    return words.get(key) or metric_name(key)


def metric_number(key: str, value: float | None, digits: int = 2) -> str:
    """A metric's value, a share of right answers in percent; '–' where there is none."""
    if value is None:
        return "–"
    if key in _PERCENT:
        return _tr("{number} %").format(number=QLocale().toString(100.0 * value, "f", 1))
    return QLocale().toString(float(value), "f", digits)


def figure_words(task: str, metrics: Mapping[str, float | None]) -> str:
    """'AP50 0.87', 'accuracy 91.5 %'; '' without metrics."""
    key = main_metric(task, metrics)
    return f"{metric_word(key)} {metric_number(key, metrics[key])}" if key else ""


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


def stage_words(training: Training) -> str:
    """'epoch 14 of 20', or the phase with how far it is."""
    locale = QLocale()
    epochs = max((epoch.epochs for epoch in training.epochs), default=0)
    if training.phase == "train" and epochs:
        # The one that is being learnt, not the last that was.
        now = min(max(epoch.epoch for epoch in training.epochs) + 1, epochs)
        return _tr("epoch {epoch} of {epochs}").format(epoch=locale.toString(now), epochs=locale.toString(epochs))
    words = phase_words(training.phase)
    if training.total and training.phase != "train":
        done, total = locale.toString(training.done), locale.toString(training.total)
        return _tr("{stage}, {done} of {total}").format(stage=words, done=done, total=total)
    return words


def duration(seconds: float) -> str:
    """'24 s', '3 min', '1 h 20 min': as exact as an estimate deserves."""
    locale = QLocale()
    if seconds < 90:
        return _tr("{n} s").format(n=locale.toString(max(1, round(seconds))))
    minutes = round(seconds / 60)
    if minutes < 60:
        return _tr("{n} min").format(n=locale.toString(minutes))
    return _tr("{h} h {m} min").format(h=locale.toString(minutes // 60), m=locale.toString(minutes % 60))


def time_left(eta_s: float | None) -> str:
    """'9 s left', '' if unknown."""
    return "" if eta_s is None else _tr("{time} left").format(time=duration(eta_s))


def _tr(text: str) -> str:
    return QCoreApplication.translate("RunWords", text)
