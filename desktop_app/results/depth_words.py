"""Further figures of a run in plain words: by size, by other rules, by kind of mistake, and how far scores hold."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.results.metric_words import number
from desktop_app.session.run_words import metric_name, metric_number
from ml_engine.reports.answers import ErrorKind, Reliability

SIZES = ("ap_small", "ap_medium", "ap_large")
ORDER = (
    "top1_error", "top5_error", "precision_over_half", "ap50", "ap50_11_points", "ap50_all_points", "ap50_voc", "ap",
    "ar1", "ar10", "ar100", "ar_small", "ar_medium", "ar_large", "calibration_error", "calibration_worst",
)  # fmt: skip
_PERCENT = frozenset({"top1_error", "top5_error", "precision_over_half"})
SURE = 0.02  # less than this between score and share is as good as none


def figure_title(key: str) -> str:
    """A figure as the name of a row; the key itself where there is no name."""
    names = {
        "top1_error": _tr("Top-1 error"),
        "top5_error": _tr("Top-5 error"),
        "precision_over_half": _tr("Precision above 0.5"),
        "ap50": _tr("AP50, 101 points (COCO)"),
        "ap50_11_points": _tr("AP50, 11 points (VOC 2007)"),
        "ap50_all_points": _tr("AP50, all points (VOC 2010)"),
        "ap50_voc": _tr("AP50, all points, VOC’s extra pixel"),
        "ap": _tr("AP, ten overlaps (COCO)"),
        "ap_small": _tr("Small"),
        "ap_medium": _tr("Medium"),
        "ap_large": _tr("Large"),
        "ar1": _tr("Recall, 1 box a picture"),
        "ar10": _tr("Recall, 10 boxes a picture"),
        "ar100": _tr("Recall, 100 boxes a picture"),
        "ar_small": _tr("Recall of small objects"),
        "ar_medium": _tr("Recall of medium objects"),
        "ar_large": _tr("Recall of large objects"),
        "calibration_error": _tr("Calibration error"),
        "calibration_worst": _tr("Largest calibration error"),
    }
    return names.get(key, metric_name(key))


def figure_value(key: str, value: float) -> str:
    """A figure's number, a share of pictures in percent."""
    return metric_number("accuracy" if key in _PERCENT else key, value, 3)


def figure_says(key: str) -> str:
    """What a figure says, in plain words."""
    recall = _tr(
        "The share of the drawn boxes that it finds, showing at most {count} in a picture, over ten degrees of "
        "strictness from half the area in common to 95 %."
    )
    says = {
        "top1_error": _tr("The share of pictures whose likeliest label is wrong."),
        "top5_error": _tr("The share of pictures whose right label is not even among the five likeliest."),
        "precision_over_half": _tr("Of the answers with a score above 0.5, the share that is right."),
        "ap50": _tr(
            "Precision at 101 evenly spaced recalls, averaged: the rule of COCO, and the one that Vistazo counts by."
        ),
        "ap50_11_points": _tr(
            "Precision at 11 recalls only (0, 0.1 … 1), averaged: the rule of Pascal VOC until 2009. Coarser, so often "
            "a little different."
        ),
        "ap50_all_points": _tr(
            "The area under precision over recall at every point of it: the rule of Pascal VOC from 2010 on."
        ),
        "ap50_voc": _tr(
            "As before, with widths and heights one pixel larger, as the program of Pascal VOC counts them: small "
            "boxes overlap a little more."
        ),
        "ap": _tr(
            "The mean over ten degrees of strictness, from half the area in common to 95 %. It says how exactly boxes "
            "are placed."
        ),
        "ap_small": _tr("AP of objects with an area below 32 × 32 pixels of the picture."),
        "ap_medium": _tr("AP of objects with an area from 32 × 32 to 96 × 96 pixels of the picture."),
        "ap_large": _tr("AP of objects with an area above 96 × 96 pixels of the picture."),
        "ar1": recall.format(count=number(1, 0)),
        "ar10": recall.format(count=number(10, 0)),
        "ar100": recall.format(count=number(100, 0)),
        "ar_small": _tr("The share of the small objects (below 32 × 32 pixels) that it finds, at ten strictnesses."),
        "ar_medium": _tr("The share of the medium objects (to 96 × 96 pixels) that it finds, at ten strictnesses."),
        "ar_large": _tr("The share of the large objects (above 96 × 96 pixels) that it finds, at ten strictnesses."),
        "calibration_error": _tr(
            "How far a score is from the share of such answers that are right, on average. 0: a score of 0.8 is right "
            "8 times in 10."
        ),
        "calibration_worst": _tr("The same where it is worst: the range of scores that lies farthest from the truth."),
    }
    return says.get(key, "")


def error_title(kind: str) -> str:
    """A kind of mistake."""
    names = {
        "missed": _tr("Missed"),
        "background": _tr("Nothing there"),
        "localisation": _tr("Wrong place"),
        "wrong_label": _tr("Wrong label"),
        "wrong_label_and_place": _tr("Wrong label and place"),
        "duplicate": _tr("Found twice"),
    }
    return names.get(kind, kind)


def error_text(row: ErrorKind) -> str:
    """'12 × · AP50 +0.031'."""
    cost = number(max(row.cost, 0.0), 3)
    return _tr("{count} × · +{cost}").format(count=QLocale().toString(row.count), cost=cost)


def error_says(row: ErrorKind) -> str:
    """What the kind is, how many there are, and what they cost."""
    kinds = {
        "missed": _tr("Drawn objects that no shown box found or meant."),
        "background": _tr("Boxes that overlap no object by a tenth."),
        "localisation": _tr("Boxes with the right label whose place is too far off: an overlap of 0.1 to 0.5."),
        "wrong_label": _tr("Boxes in the right place that name another label."),
        "wrong_label_and_place": _tr("Boxes near an object of another label, and not on it."),
        "duplicate": _tr("Further boxes on an object that a surer box has found already."),
    }
    text = _tr("{kind} There are {count}; without them AP50 would be {cost} higher.")
    said = text.format(
        kind=kinds.get(row.kind, ""),
        count=QLocale().toString(row.count),
        cost=number(max(row.cost, 0.0), 3),
    )
    return said.strip()


def bin_words(row: Reliability) -> str:
    """A bar of the calibration chart in a sentence."""
    text = _tr(
        "Of {count} answers with a score from {low} to {high}, {right} in 100 are right; their mean score is {score}."
    )
    return text.format(
        count=QLocale().toString(row.count),
        low=number(row.low),
        high=number(row.high),
        right=number(100 * row.right, 0),
        score=number(row.score),
    )


def belief_words(bins: tuple[Reliability, ...]) -> str:
    """Whether its scores are too high, too low, or about right."""
    total = sum(row.count for row in bins)
    if not total:
        return _tr("It gave no answers to judge scores by.")
    surplus = sum(row.count * (row.score - row.right) for row in bins) / total
    if surplus > SURE:
        return _tr("It is too sure of itself: its scores are {by} above the truth on average.").format(
            by=number(surplus)
        )
    if surplus < -SURE:
        return _tr("It is too modest: its scores are {by} below the truth on average.").format(by=number(-surplus))
    return _tr("Its scores can be taken at their word: on average they are as high as the share that is right.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("DepthWords", text)
