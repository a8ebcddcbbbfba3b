"""The sentences of the Train place, with numbers written as the reader's country writes them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.training.plan import DataPlan, SplitPlan
from ml_engine.domain.values import Split


def score(value: float) -> str:
    """0..1 with two digits."""
    return QLocale().toString(float(value), "f", 2)


def count(value: int) -> str:
    """A whole number, in groups."""
    return QLocale().toString(int(value))


def size(size_bytes: float) -> str:
    """'14 MB'."""
    return QLocale().formattedDataSize(
        int(size_bytes), 0 if size_bytes >= 10e6 else 1, QLocale.DataSizeFormat.DataSizeSIFormat
    )


def split_name(split: Split) -> str:
    """What a split is called in the window."""
    return {Split.TRAIN: _tr("train"), Split.VALIDATION: _tr("validation"), Split.TEST: _tr("test")}[split]


def heading(task: str) -> str:
    """Over the page."""
    words = {
        "detect": _tr("Train a detector"),
        "localize": _tr("Train a localiser"),
        "classify": _tr("Train a classifier"),
    }
    return words.get(task, _tr("Train a model"))


def task_choices() -> tuple[tuple[str, str, str], ...]:
    """Every task: its id, its name, and what it is for in two sentences."""
    return (
        (
            "detect",
            _tr("Detector"),
            _tr("Finds every object of a picture and draws a box around each. It learns from boxes."),
        ),
        (
            "localize",
            _tr("Localiser"),
            _tr(
                "Says which object a picture shows and where it is, one box a picture. Of several boxes it learns the "
                "largest."
            ),
        ),
        (
            "classify",
            _tr("Classifier"),
            _tr("Names whole pictures, without saying where. It learns from labels of pictures."),
        ),
    )


def reason(plan: DataPlan, wanted: str) -> str:
    """Why this task, and with how much."""
    if not plan.task:
        return _tr("Draw boxes to train a detector, or label whole pictures to train a classifier.")
    if wanted:
        why = {
            "detect": _tr("You chose a detector: it finds things and draws boxes around them."),
            "localize": _tr(
                "You chose a localiser: it says which object a picture shows and where it is, one box a picture. Of "
                "several boxes it learns the largest."
            ),
            "classify": _tr("You chose a classifier: it names whole pictures."),
        }[plan.task]
    else:
        why = {
            "detect": _tr("Boxes are labelled, so the task is detection."),
            "classify": _tr("Whole pictures are labelled, so the task is classification."),
        }[plan.task]
    return _tr("{why} {amount}.").format(why=why, amount=amount(plan))


def amount(plan: DataPlan) -> str:
    """'37 pictures, 277 boxes, 3 labels'."""
    used = sum(label.pictures > 0 for label in plan.labels)
    parts = [_tr("%n picture(s)", len(plan.ids))]
    if plan.task == "detect":
        parts.append(_tr("%n box(es)", plan.annotations))
    parts.append(_tr("%n label(s)", used))
    return ", ".join(parts)


def split_value(split: SplitPlan) -> str:
    """'30 train · 7 validation'."""
    return " · ".join(
        _tr("{n} {split}").format(n=count(split.parts[part]), split=split_name(part))
        for part in Split
        if split.parts[part] or part is not Split.TEST
    )


def split_short(split: SplitPlan) -> str:
    """'137 / 23 / 40', where the words have no room."""
    return " / ".join(count(split.parts[part]) for part in Split if split.parts[part] or part is not Split.TEST)


def split_origin(split: SplitPlan, total: int) -> str:
    """How the split came to be, for its card."""
    if not total:
        return _tr("no pictures yet")
    if split.placed >= total:
        made = _tr("kept from before")
    elif split.placed:
        made = _tr("%n picture(s) new, the rest kept", total - split.placed)
    else:
        made = _tr("made at the start, then kept")
    together = _tr("%n look-alike group(s)", split.groups) if split.groups else ""
    return f"{made} · {together}" if together else made


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("TrainWords", text, "", number)
