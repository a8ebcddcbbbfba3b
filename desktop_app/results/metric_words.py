"""Metrics in words: a short name, a number as people write it, and a sentence with the run's own figures.

An explanation with other people's figures teaches less than one with your own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.results.report import RunReport
from desktop_app.session.run_words import metric_name, metric_number

AtScore = Literal["", "shown", "best"]
AT_SCORE = ("precision", "recall", "f1", "mean_iou")

ORDER = ("accuracy", "top5_accuracy", "ap50", "ap", "ap75", "precision", "recall", "f1", "mean_iou", "loss")
HEADLINE = {
    "classify": ("accuracy", "ap", "precision", "recall", "f1", "top5_accuracy"),
    "detect": ("ap50", "precision", "recall", "f1", "mean_iou"),
    "localize": ("mean_iou", "accuracy", "ap50", "precision", "recall", "f1"),
}


def number(value: float, digits: int = 2) -> str:
    """0.87, or 0,87 where people write it so."""
    return QLocale().toString(float(value), "f", digits)


def difference(key: str, value: float | None, digits: int = 3) -> str:
    """+0.012 or −3.1 %, with its sign; '±0' in words is 0.000."""
    if value is None:
        return "–"
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return sign + metric_number(key, abs(value), digits)


def ordered(keys: list[str]) -> list[str]:
    """Metrics in the order in which they are read; unknown ones last."""
    rank = {key: place for place, key in enumerate(ORDER)}
    return sorted(keys, key=lambda key: (rank.get(key, len(rank)), key))


def split_words(split: str) -> str:
    """'test', 'validation', 'train' in the window's language."""
    tr = QCoreApplication.translate
    words = {
        "train": tr("Metrics", "training"),
        "validation": tr("Metrics", "validation"),
        "test": tr("Metrics", "test"),
    }
    return words.get(split, split)


def split_sentence(report: RunReport) -> str:
    """Which pictures the figures are of, and what that means for trusting them."""
    tr = QCoreApplication.translate
    if not report.split:
        return tr("Metrics", "Not scored yet.")
    count = report.picture_count
    if not count:
        return tr("Metrics", "On the validation pictures, at its best epoch.")
    if report.split == "test":
        return tr("Metrics", "On %n test picture(s) that took no part in the training.", "", count)
    if report.split == "validation":
        return tr("Metrics", "On %n validation picture(s), which also chose the best epoch.", "", count)
    return tr("Metrics", "On %n picture(s) that it learnt from: new pictures will score lower.", "", count)


def figure_name(report: RunReport, key: str) -> str:
    """A metric's name, with the score from which answers are counted where it depends on one."""
    return name_at(key, at_score(report, key), report.threshold)


def name_at(key: str, at: AtScore, threshold: float) -> str:
    """A metric's name with over which answers it is counted. at: as of at_score()."""
    tr, name = QCoreApplication.translate, metric_name(key)
    if not threshold or key not in AT_SCORE or not at:
        return name
    if at == "best":
        return tr("Metrics", "{metric} · best score").format(metric=name)
    return tr("Metrics", "{metric} · ≥ {score}").format(metric=name, score=number(threshold))


def at_score(report: RunReport, key: str) -> AtScore:
    """Over which answers a metric is counted: all; those that are shown; or those that suit the scored pictures best,

    as the run itself counts. A classifier that always names one label has no such score.
    """
    if key not in AT_SCORE or not report.threshold:
        return ""
    return "best" if key == "mean_iou" or report.scores is None else "shown"


def score_sentence(report: RunReport, key: str) -> str:
    """At which score a metric holds, '' where it depends on none."""
    tr = QCoreApplication.translate
    sentences = {
        "shown": tr("Metrics", "Counted over the answers that it shows: those with a score of {score} or more."),
        "best": tr(
            "Metrics",
            "At the score that suits these very pictures best, which nobody knows beforehand: over the answers that it "
            "shows, from {score} on, the figure may be lower.",
        ),
    }
    return sentences.get(at_score(report, key), "").format(score=number(report.threshold))


def explanation(report: RunReport, key: str) -> str:
    """What a metric says, in the run's own figures where they are known, and at which score it holds."""
    value = report.metrics.get(key)
    if value is None:
        return ""
    explain = _EXPLAIN.get(key)
    said = (explain(report, value) if explain else "", score_sentence(report, key))
    return " ".join(part for part in said if part)


def _counts(report: RunReport) -> dict[str, str]:
    """hits, wanted, answered and pictures as text; from the answers, else from the card's shares and support."""
    locale = QLocale()
    if report.scores is not None:
        hits, wanted, answered = report.scores.hits, report.scores.wanted, report.scores.answered
    else:
        wanted = sum(report.support(index) or 0 for index in range(len(report.labels)))
        hits = round(report.metrics.get("accuracy", report.metrics.get("recall", 0.0)) * wanted)
        precision = report.metrics.get("precision", 0.0)
        answered = round(hits / precision) if precision and report.finds_boxes else wanted
    return {
        "hits": locale.toString(hits),
        "wanted": locale.toString(wanted),
        "answered": locale.toString(answered),
        "pictures": locale.toString(report.picture_count),
    }


def _accuracy(report: RunReport, value: float) -> str:
    if report.finds_boxes:
        text = QCoreApplication.translate(
            "Metrics", "In {hits} of {pictures} pictures the largest object got the right label."
        )
        counts = _counts(report) | {"hits": QLocale().toString(round(value * report.picture_count))}
        return text.format(**counts)
    text = QCoreApplication.translate("Metrics", "{hits} of {wanted} pictures got the right label.")
    return text.format(**_counts(report))


def _top5(report: RunReport, value: float) -> str:
    counts = _counts(report)
    found = QLocale().toString(round(value * report.picture_count))
    text = QCoreApplication.translate(
        "Metrics", "For {found} of {pictures} pictures the right label is among the five likeliest."
    )
    return text.format(found=found, **counts)


def _precision(report: RunReport, value: float) -> str:
    if report.finds_boxes:
        text = QCoreApplication.translate(
            "Metrics",
            "Of {answered} boxes that it shows, {hits} are right.",
        )
        return text.format(**_counts(report))
    text = QCoreApplication.translate(
        "Metrics", "When it names a label, it is right {share} times in 100, every label counting the same."
    )
    return text.format(share=QLocale().toString(round(100 * value)))


def _recall(report: RunReport, value: float) -> str:
    if report.finds_boxes:
        text = QCoreApplication.translate("Metrics", "Of {wanted} boxes that people drew, it found {hits}.")
        return text.format(**_counts(report))
    text = QCoreApplication.translate(
        "Metrics", "Of 100 pictures of a label it recognises {share}, every label counting the same."
    )
    return text.format(share=QLocale().toString(round(100 * value)))


def _f1(report: RunReport, _: float) -> str:
    text = QCoreApplication.translate(
        "Metrics",
        "Precision {precision} and recall {recall} in one number. It is near the lower of the two, so it is high only "
        "where both are.",
    )
    metrics = report.metrics
    return text.format(precision=number(metrics.get("precision", 0.0)), recall=number(metrics.get("recall", 0.0)))


def _ap50(report: RunReport, value: float) -> str:
    text = QCoreApplication.translate(
        "Metrics",
        "Take its boxes from the surest to the least sure: of 100 shown, {share} are right on average, until all "
        "{wanted} drawn boxes are found. Right means: the same label, and at least half of the two boxes' area in "
        "common (IoU 0.50).",
    )
    return text.format(share=QLocale().toString(round(100 * value)), **_counts(report))


def _ap(report: RunReport, value: float) -> str:
    if not report.finds_boxes:
        text = QCoreApplication.translate(
            "Metrics",
            "From the surest answer to the least sure: of 100 given, {share} are right on average, until all labels "
            "that are there are found. Every label counts the same.",
        )
        return text.format(share=QLocale().toString(round(100 * value)))
    text = QCoreApplication.translate(
        "Metrics",
        "As AP50 ({ap50}), but the mean over ten degrees of strictness, from half the area in common to 95 %. It says "
        "how exactly boxes are placed.",
    )
    return text.format(ap50=number(report.metrics.get("ap50", 0.0)))


def _ap75(report: RunReport, _: float) -> str:
    text = QCoreApplication.translate(
        "Metrics", "As AP50 ({ap50}), but three quarters of the area must be common to both boxes."
    )
    return text.format(ap50=number(report.metrics.get("ap50", 0.0)))


def _mean_iou(report: RunReport, value: float) -> str:
    if report.task == "localize":
        text = QCoreApplication.translate(
            "Metrics",
            "Its box and the largest drawn one share {share} % of their area, on average over all pictures, also those "
            "where it is wrong (IoU).",
        )
        return text.format(share=QLocale().toString(round(100 * value)))
    text = QCoreApplication.translate(
        "Metrics", "A box that it found right shares {share} % of its area with the drawn one, on average (IoU)."
    )
    return text.format(share=QLocale().toString(round(100 * value)))


def _loss(_: RunReport, __: float) -> str:
    text = QCoreApplication.translate(
        "Metrics", "What training makes small. Two runs' losses compare only if the recipe is the same."
    )
    return str(text)


_EXPLAIN: dict[str, Callable[[RunReport, float], str]] = {
    "accuracy": _accuracy,
    "top5_accuracy": _top5,
    "precision": _precision,
    "recall": _recall,
    "f1": _f1,
    "ap": _ap,
    "ap50": _ap50,
    "ap75": _ap75,
    "mean_iou": _mean_iou,
    "loss": _loss,
}
