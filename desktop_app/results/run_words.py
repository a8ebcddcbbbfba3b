"""A run in words: 'Run 7 · detector · MobileNet V2', when, and how it ended."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

from desktop_app.project.run_index import RunRow
from desktop_app.results.metric_words import metric_name, metric_number
from desktop_app.results.report import PRIMARY, backbone_title


def run_number(number: int) -> str:
    """'Run 7'."""
    return QCoreApplication.translate("Runs", "Run {number}").format(number=number)


def task_word(task: str) -> str:
    """'detector', 'classifier'."""
    tr = QCoreApplication.translate
    words = {"detect": tr("Runs", "detector"), "classify": tr("Runs", "classifier")}
    return words.get(task, task)


def run_title(number: int, task: str, backbone: str) -> str:
    """The whole name. What is not known is left out."""
    parts = [run_number(number), task_word(task), backbone_title(backbone)]
    return " · ".join(part for part in parts if part)


def run_time(when: datetime) -> str:
    """'today 14:02', 'yesterday 9:30', else the date and time as people write them here."""
    tr = QCoreApplication.translate
    local = when.astimezone()
    locale = QLocale()
    clock = locale.toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    day = QDate(local.year, local.month, local.day)
    days = day.daysTo(QDate.currentDate())
    if days == 0:
        return tr("Runs", "today {time}").format(time=clock)
    if days == 1:
        return tr("Runs", "yesterday {time}").format(time=clock)
    return locale.toString(QDateTime(day, QTime(local.hour, local.minute)), QLocale.FormatType.ShortFormat)


def run_started(row: RunRow) -> datetime:
    """When it began, as its folder's name says; else when it was last written."""
    try:
        return datetime.strptime(row.name[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return row.changed


def run_figure(row: RunRow) -> str:
    """'AP50 0.87', '' for a run without metrics."""
    key = PRIMARY.get(row.task, "")
    value = row.metrics.get(key)
    if value is None:
        return ""
    return f"{metric_name(key)} {metric_number(key, value)}"


def run_state(row: RunRow, *, trains: bool) -> str:
    """How far it is; '' for a finished run, whose figure says enough."""
    tr = QCoreApplication.translate
    words = {
        "running": tr("Runs", "training now"),
        "paused": tr("Runs", "paused"),
        "stopped": tr("Runs", "stopped"),
        "failed": tr("Runs", "failed"),
        "empty": tr("Runs", "nothing learnt"),
    }
    return words["running"] if trains else words.get(row.state, "")
