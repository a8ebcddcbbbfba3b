"""What a model card says, as plain values: training gathers them, model_card.py and plots.py only render them."""

from __future__ import annotations

from dataclasses import dataclass, field

from ml_engine.domain.anchors import AnchorFit
from ml_engine.domain.split_check import SplitCheck


@dataclass(frozen=True, slots=True)
class LabelFacts:
    """One label. color: '#rrggbb'.   counts: split → its annotations (boxes or tags).

    metrics: its own, on the split that the card's metrics are of ('ap50', 'precision', 'recall', …).
    """

    name: str
    color: str
    counts: dict[str, int]
    metrics: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EpochFacts:
    """One pass. phase: 'head' or 'blocks'.   metrics: of the validation split.   best: the best so far.

    train_metrics: of the training pictures as they were shown.
    """

    epoch: int
    phase: str
    train_loss: float
    metrics: dict[str, float]
    best: bool
    train_metrics: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Curve:
    """Precision over recall of one label (or of all: label 'all labels'), recall rising, both 0..1, equally long."""

    label: str
    color: str
    recall: tuple[float, ...]
    precision: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ModelCard:
    """Everything that model_card.json holds.

    run: name of the run's folder.   created: ISO 8601, UTC.   task: 'classify', 'detect', 'localize'.
    pictures: split → count.   empty_pictures: verified ones without a box.   left_out: (reason, count).
    weights_origin: 'named file', 'hub cache', …, '' for a network that was trained from nothing.
    weights_licence: a sentence, '' if not known.   trained_blocks: of the backbone, beside the head.
    input_reason: why this input size.   fit: 'letterbox', 'stretch', 'crop'.
    metrics: on metrics_split; validation_metrics: those the best epoch was chosen by.   primary_metric: its key.
    score, iou: thresholds, 0..1.   seconds: from start to end.   versions: package → version.   recipe: TOML.
    several_per_picture: a classifier that gives a picture any number of labels.
    split_check: what was wrong with the split of its pictures when the run began.
    confusion: rows are true labels, columns predicted ones, () if the task has none.   curves: () if it has none.
    """

    run: str
    created: str
    task: str
    labels: tuple[LabelFacts, ...]
    pictures: dict[str, int]
    backbone: str
    backbone_title: str
    weights_origin: str
    weights_sha256: str
    trained_blocks: int
    parameters: int
    trained_parameters: int
    input_size: int
    fit: str
    primary_metric: str
    metrics_split: str
    metrics: dict[str, float]
    validation_metrics: dict[str, float]
    score: float
    iou: float
    device: str
    seconds: float
    seed: int
    versions: dict[str, str]
    recipe: str
    history: tuple[EpochFacts, ...] = ()
    confusion: tuple[tuple[int, ...], ...] = ()
    curves: tuple[Curve, ...] = ()
    weights_licence: str = ""
    input_reason: str = ""
    device_reason: str = ""
    empty_pictures: int = 0
    left_out: tuple[tuple[str, int], ...] = ()
    stopped_early: str = ""
    duplicates_kept_together: int = 0
    several_per_picture: bool = False
    split_check: SplitCheck = field(default_factory=SplitCheck)
    anchors: AnchorFit | None = None

    @property
    def best_epoch(self) -> EpochFacts | None:
        """The last epoch that was the best so far."""
        return next((epoch for epoch in reversed(self.history) if epoch.best), None)


METRIC_TITLES = {
    "accuracy": "Accuracy",
    "top5_accuracy": "Right label among the best 5",
    "precision": "Precision",
    "recall": "Recall",
    "f1": "F1",
    "ap": "AP (IoU 0.50 to 0.95)",
    "ap50": "AP50",
    "ap75": "AP75",
    "mean_iou": "Mean IoU of what was found",
    "loss": "Loss",
}


def metric_title(key: str, task: str = "detect") -> str:
    """A metric's key in words; the key itself where there are none."""
    if key == "ap" and task == "classify":
        return "Average precision"
    if key == "mean_iou" and task == "localize":
        return "Mean IoU"
    return METRIC_TITLES.get(key, key)
