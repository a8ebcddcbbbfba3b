"""Everything that a run's folder says of its results, read at once, off the window's thread.

A run may be older than a file, still training, or damaged in parts: what is there is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from desktop_app.results.scores import Scores, score
from desktop_app.session.run_words import FINDS_BOXES, PRIMARY, main_metric
from ml_engine.domain.errors import UserError
from ml_engine.reports import answers as files
from ml_engine.reports.card import ModelCard
from ml_engine.reports.kept_epochs import KeptEpoch, kept_epochs
from ml_engine.reports.model_card import read_model_card


class ModelLabel(msgspec.Struct, frozen=True):
    """A label as the run learnt it. color: '#rrggbb'."""

    name: str
    color: str


class Epoch(msgspec.Struct, frozen=True):
    """A line of metrics.jsonl. metrics: of the validation split."""

    epoch: int
    train_loss: float
    metrics: dict[str, float | None] = {}
    best: bool = False
    phase: str = "head"
    seconds: float = 0.0


class _Layers(msgspec.Struct):
    name: str = ""


class _Model(msgspec.Struct):
    task: str = ""
    method: str = ""
    labels: list[ModelLabel] = []
    backbone: str = ""
    score: float = 0.0
    network: _Layers | None = None

    @property
    def network_name(self) -> str:
        return self.network.name if self.network is not None else self.backbone


@dataclass(frozen=True, slots=True)
class LabelFigures:
    """What was counted for one label. support: None if not known.   metrics: 'precision', 'recall', 'f1', 'ap50', …

    threshold: score from which its own f1 is best, None if not known.
    """

    support: int | None
    metrics: dict[str, float]
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class RecallCurve:
    """Precision over rising recall. label: '' for all together.   scores: falling, (): not kept."""

    label: str
    recall: tuple[float, ...]
    precision: tuple[float, ...]
    scores: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class RunReport:
    """What is known of a run.

    threshold: score from which it shows an answer.   split: what metrics and scores are of, '' if not scored.
    splits: those that were scored, so that can be shown.   figures: one for each label, or none.
    confusion: of the card, where the answers were not kept.   card: None if it has none.
    epochs: as they were trained.   pictures: of the split.   scores: None if its answers were not written down.
    kept: epochs that can be gone back to.
    counted: the run's own tables and figures of the split, empty where there are none.   method: of detection, or ''.
    """

    name: str
    folder: Path
    task: str
    labels: tuple[ModelLabel, ...]
    backbone: str
    threshold: float
    split: str
    splits: tuple[str, ...]
    metrics: dict[str, float]
    figures: tuple[LabelFigures, ...]
    confusion: tuple[tuple[int, ...], ...]
    epochs: tuple[Epoch, ...]
    card: ModelCard | None
    scores: Scores | None
    curves: tuple[RecallCurve, ...]
    kept: tuple[KeptEpoch, ...] = ()
    counted: files.Scores = field(default_factory=files.Scores)
    method: str = ""

    @property
    def finds_boxes(self) -> bool:
        """Whether its answers are boxes."""
        return self.task in FINDS_BOXES

    @property
    def primary_metric(self) -> str:
        """What its curve is of."""
        return main_metric(self.task, self.metrics) or PRIMARY.get(self.task, "loss")

    @property
    def names(self) -> tuple[str, ...]:
        """Of the labels, in their order."""
        return tuple(label.name for label in self.labels)

    @property
    def picture_count(self) -> int:
        """How many pictures the figures are of."""
        if self.scores is not None:
            return len(self.scores.pictures)
        return self.card.pictures.get(self.split, 0) if self.card else 0

    @property
    def best_epoch(self) -> Epoch | None:
        """The last epoch that was the best so far."""
        return next((epoch for epoch in reversed(self.epochs) if epoch.best), None)

    def label_metric(self, place: int, key: str) -> float | None:
        """A label's own metric, None if it has none."""
        return self.figures[place].metrics.get(key) if place < len(self.figures) else None

    def support(self, place: int) -> int | None:
        """How often a label occurs in the scored split."""
        return self.figures[place].support if place < len(self.figures) else None


def read_report(folder: Path, split: str = "") -> RunReport:
    """Read a run. split: '' for the one that its metrics are of.

    Absent files make empty fields. Raises UserError if what is there cannot be read.
    """
    model = _read_model(folder)
    card = read_model_card(folder) if (folder / "model_card.json").is_file() else None
    counted = files.read_scores(folder, split)
    epochs = _read_epochs(folder)
    labels = tuple(model.labels) or tuple(ModelLabel(item.name, item.color) for item in (card.labels if card else ()))
    answers = files.read_answers(folder)
    pictures = [answer for answer in answers if answer.split == counted.split]
    task = model.task or (card.task if card else "")
    validation = _validation_metrics(epochs)
    names = [label.name for label in labels]
    scores = score(pictures, task, counted.score, names) if pictures else None
    return RunReport(
        name=folder.name,
        folder=folder,
        task=task,
        labels=labels,
        backbone=model.network_name or (card.backbone if card else ""),
        threshold=counted.score if counted.split else model.score,
        split=counted.split or (card.metrics_split if card else "validation" if validation else ""),
        splits=tuple(dict.fromkeys(answer.split for answer in answers)),
        metrics=_as_shown(counted.metrics, counted.score, scores)
        if counted.split
        else dict(card.metrics)
        if card
        else validation,
        figures=_figures(counted, card),
        confusion=card.confusion if card else (),
        epochs=epochs,
        card=card,
        scores=scores,
        curves=_curves(counted, card),
        kept=kept_epochs(folder),
        counted=counted,
        method=model.method,
    )


def _as_shown(metrics: dict[str, float], threshold: float, scores: Scores | None) -> dict[str, float]:
    """Precision, recall and F1 at the score from which answers are shown, as matrix and table count them.

    The run's own are those at the score that suits the scored pictures best, which nobody knows beforehand.
    threshold: 0 for a classifier that always names one label.
    """
    if not threshold or scores is None:
        return dict(metrics)
    hits, wanted, answered = scores.hits, scores.wanted, scores.answered
    shown = {
        "precision": hits / answered if answered else 0.0,
        "recall": hits / wanted if wanted else 0.0,
        "f1": 2 * hits / (wanted + answered) if wanted + answered else 0.0,
    }
    return metrics | shown


def _figures(counted: files.Scores, card: ModelCard | None) -> tuple[LabelFigures, ...]:
    if counted.split:
        return tuple(LabelFigures(label.support, label.metrics, label.threshold) for label in counted.labels)
    if card is None:
        return ()
    return tuple(LabelFigures(label.counts.get(card.metrics_split), label.metrics) for label in card.labels)


def _curves(counted: files.Scores, card: ModelCard | None) -> tuple[RecallCurve, ...]:
    if counted.split:
        return tuple(RecallCurve(line.label, line.recall, line.precision, line.scores) for line in counted.curves)
    return tuple(RecallCurve(line.label, line.recall, line.precision) for line in (card.curves if card else ()))


def _validation_metrics(epochs: tuple[Epoch, ...]) -> dict[str, float]:
    best = next((epoch for epoch in reversed(epochs) if epoch.best), None)
    return {key: value for key, value in best.metrics.items() if value is not None} if best else {}


def _read_model(folder: Path) -> _Model:
    path = folder / "model.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Model)
    except FileNotFoundError:
        return _Model()
    except OSError as error:
        raise UserError(
            "damaged-run", f"{path} cannot be read: {error.strerror}.", "Copy the run from a backup, or train it again."
        ) from error
    except msgspec.DecodeError as error:
        raise UserError(
            "damaged-run",
            f"{path} is damaged: it is no longer what Vistazo wrote.",
            "Copy the run from a backup, or train it again.",
        ) from error


def _read_epochs(folder: Path) -> tuple[Epoch, ...]:
    """A half-written last line is no epoch."""
    found = []
    for line in _read_text(folder / "metrics.jsonl").splitlines():
        try:
            found.append(msgspec.json.decode(line, type=Epoch))
        except msgspec.DecodeError:
            break
    return tuple(found)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
