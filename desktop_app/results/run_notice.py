"""The one sentence above a run's figures, where something about them is missing, stale, or under way."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.results.inline_notice import InlineNotice
from desktop_app.results.report import RunReport
from desktop_app.results.rescoring import Rescoring
from ml_engine.domain.events import JobFailed


def tell_run(notice: InlineNotice, report: RunReport, rescoring: Rescoring, *, trains: bool) -> None:
    """Say it, or nothing."""
    tr = QCoreApplication.translate
    if rescoring.run == report.name:
        notice.say(
            tr("RunNotice", "Scoring again{part}…").format(part=_part(rescoring.fraction)), "", tr("RunNotice", "Stop")
        )
    elif trains:
        notice.say(tr("RunNotice", "This run is training now: these are its figures so far."))
    elif rescoring.failed_run == report.name and isinstance(rescoring.failure, JobFailed):
        notice.say_failure(rescoring.failure.message, rescoring.failure.hint, _again())
    elif report.card is None:
        text = tr("RunNotice", "This run was stopped before it was scored.")
        measured = tr("RunNotice", "Its figures are those of its best epoch.")
        nothing = tr("RunNotice", "Nothing was measured yet: score it now, or go on with it in Train.")
        notice.say(text, measured if report.metrics else nothing, _again(), icon="pause")
    elif report.scores is None:
        text = tr("RunNotice", "The pictures behind these figures were not noted.")
        notice.say(
            text, tr("RunNotice", "Scoring again notes them, so that every figure opens its pictures."), _again()
        )
    else:
        notice.hide()


def _again() -> str:
    return QCoreApplication.translate("RunNotice", "Score again")


def _part(fraction: float | None) -> str:
    return (
        ""
        if fraction is None
        else QCoreApplication.translate("RunNotice", ": {percent} %").format(percent=round(100 * fraction))
    )
