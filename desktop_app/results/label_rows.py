"""The per-label table of a run: every figure with its sentence and its pictures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.results.figure_table import Cell, Row, column_names, count_text, figure_text
from desktop_app.results.metric_words import number
from desktop_app.results.report import RunReport
from desktop_app.results.scores import LabelScore

COLUMNS = {
    "detect": ("precision", "recall", "f1", "ap50"),
    "localize": ("precision", "recall", "f1", "ap50"),
    "classify": ("precision", "recall", "f1"),
}


def headings(task: str) -> tuple[str, ...]:
    """Of the table for a task."""
    tr = QCoreApplication.translate
    best = tr("LabelRows", "Best score")
    return (tr("LabelRows", "Label"), tr("LabelRows", "Support"), *column_names(COLUMNS.get(task, ())), best)


def heading_tips(report: RunReport) -> tuple[str, ...]:
    """What each column is, and over which answers it is counted."""
    tr = QCoreApplication.translate
    tips = {
        "precision": tr("LabelRows", "Of its answers with this label, how many are right."),
        "recall": tr("LabelRows", "Of all there is of this label, how much was found."),
        "f1": tr("LabelRows", "Precision and recall in one number, near the lower of the two."),
        "ap50": tr("LabelRows", "Precision over all recalls, when boxes share at least half of their area."),
    }
    # Of a label they are always of what is shown, also where the answers were not kept.
    shown = tr("LabelRows", "Counted over answers with a score of {score} or more.").format(
        score=number(report.threshold)
    )
    shown = shown if report.threshold else ""
    support = tr("LabelRows", "How often the label occurs in the scored pictures.")
    return (
        tr("LabelRows", "Click a figure to see its pictures."),
        support,
        *(f"{tips[key]} {shown}".strip() if key != "ap50" else tips[key] for key in COLUMNS.get(report.task, ())),
        tr(
            "LabelRows",
            "The score from which the label’s own F1 is best on these pictures. The model shows all labels from one "
            "score on; this says for which of them it is too high or too low.",
        ),
    )


def label_rows(report: RunReport) -> tuple[Row, ...]:
    """One for each label, in the labels' order."""
    return tuple(_row(report, index) for index in range(len(report.labels)))


def _row(report: RunReport, index: int) -> Row:
    label, keys = report.labels[index], COLUMNS.get(report.task, ())
    if report.scores is None:
        figures = [report.label_metric(index, key) for key in keys]
        cells = [Cell(value, figure_text(value)) for value in figures]
        support = report.support(index)
        return Row(label.name, label.color, (Cell(support, count_text(support)), *cells, _best(report, index)))
    score = report.scores.labels[index]
    made = {"precision": _precision, "recall": _recall, "f1": _f1, "ap50": _ap50}
    return Row(
        label.name,
        label.color,
        (_support(report, score), *(made[key](report, score) for key in keys), _best(report, index)),
    )


def _best(report: RunReport, index: int) -> Cell:
    """The label's own best score; it opens nothing."""
    value = report.figures[index].threshold if index < len(report.figures) else None
    name, tr = report.labels[index].name, QCoreApplication.translate
    if value is None:
        return Cell(None, figure_text(None), tr("LabelRows", "No “{label}” is right at any score.").format(label=name))
    text = tr("LabelRows", "Shown from {best} on, “{label}” would have its best F1 on these pictures.")
    if report.threshold:
        text = tr(
            "LabelRows",
            "Shown from {best} on, “{label}” would have its best F1 on these pictures; the model shows it from {score} "
            "on.",
        )
    tip = text.format(best=figure_text(value), label=name, score=figure_text(report.threshold))
    return Cell(value, figure_text(value), tip)


def _support(report: RunReport, score: LabelScore) -> Cell:
    name = report.labels[score.index].name
    count = score.wanted.count
    text = QCoreApplication.translate("LabelRows", "“{label}” occurs {count} times in {pictures} pictures.")
    ids = _ranked(report, score.wanted.ids)
    tip = text.format(label=name, count=_n(count), pictures=_n(len(ids)))
    return Cell(count, count_text(count), tip, ids, name)


def _precision(report: RunReport, score: LabelScore) -> Cell:
    name = report.labels[score.index].name
    tr = QCoreApplication.translate
    text = tr("LabelRows", "Of {answered} times that it said “{label}”, {hits} were right.")
    title = tr("LabelRows", "Answered: {label}").format(label=name)
    return _cell(score.precision, text, report, score, score.answered.ids, title)


def _recall(report: RunReport, score: LabelScore) -> Cell:
    name = report.labels[score.index].name
    tr = QCoreApplication.translate
    text = tr("LabelRows", "Of {wanted} “{label}”, it found {hits}.")
    title = tr("LabelRows", "There is: {label}").format(label=name)
    return _cell(score.recall, text, report, score, score.wanted.ids, title)


def _f1(report: RunReport, score: LabelScore) -> Cell:
    name = report.labels[score.index].name
    tr = QCoreApplication.translate
    text = tr("LabelRows", "Precision {precision} and recall {recall} of “{label}” in one number.")
    title = tr("LabelRows", "There or answered: {label}").format(label=name)
    return _cell(score.f1, text, report, score, report.scores.ids_with(score.index) if report.scores else [], title)


def _ap50(report: RunReport, score: LabelScore) -> Cell:
    name = report.labels[score.index].name
    value = report.label_metric(score.index, "ap50")
    tr = QCoreApplication.translate
    text = tr(
        "LabelRows", "From the surest “{label}” on, {share} of 100 are right on average, until all {wanted} are found."
    )
    title = tr("LabelRows", "There or answered: {label}").format(label=name)
    return _cell(value, text, report, score, report.scores.ids_with(score.index) if report.scores else [], title)


def _cell(value: float | None, text: str, report: RunReport, score: LabelScore, ids: list[int], title: str) -> Cell:
    tip = text.format(
        label=report.labels[score.index].name,
        hits=_n(score.hits.count),
        wanted=_n(score.wanted.count),
        answered=_n(score.answered.count),
        precision=figure_text(score.precision),
        recall=figure_text(score.recall),
        share=_n(round(100 * (value or 0.0))),
    )
    return Cell(value, figure_text(value), tip, _ranked(report, ids), title)


def _ranked(report: RunReport, ids: list[int]) -> tuple[int, ...]:
    return tuple(report.scores.ids_worst_first(ids)) if report.scores else ()


def _n(count: int) -> str:
    return QLocale().toString(count)
