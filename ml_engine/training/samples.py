"""The few validation pictures whose answers are shown while a run learns: people see it get better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from uuid import UUID

import numpy as np

from ml_engine.domain.events import PicturePrediction, PictureSample, SamplePredictions, TruthBox
from ml_engine.domain.naming import named_boxes, named_labels
from ml_engine.domain.predictions import Prediction
from ml_engine.domain.snapshot import SnapshotImage
from ml_engine.domain.values import AnnotationKind, Label
from ml_engine.tasks.task import Task

SAMPLES = 6
THRESHOLD_PICTURES = 100  # so many are enough to find the score from which boxes are worth showing


def choose_samples(pictures: Sequence[SnapshotImage], task: Task, count: int = SAMPLES) -> tuple[int, ...]:
    """Places of at most `count` pictures, spread over the labels; the same for the same pictures.

    Pictures without a label count as one label more.
    """
    # Neighbours in a folder are often frames of one film.
    order = np.random.Generator(np.random.PCG64(0)).permutation(len(pictures)).tolist()
    labels: dict[int, Collection[UUID | None]] = {place: task.labels_of(pictures[place]) or (None,) for place in order}
    shown: Counter[UUID | None] = Counter()
    chosen: list[int] = []
    while order and len(chosen) < count:
        best = min(order, key=lambda place: sum(shown[label] for label in labels[place]) / len(labels[place]))
        order.remove(best)
        chosen.append(best)
        shown.update(labels[best])
    return tuple(sorted(chosen))


class Samples:
    """Makes the events of one run. labels: in the order of the model's outputs.   pictures: all of validation."""

    def __init__(self, task: Task, labels: Sequence[Label], pictures: Sequence[SnapshotImage]) -> None:
        self._task = task
        self._ids = [label.id for label in labels]
        self._names = [label.name for label in labels]
        self.places = choose_samples(pictures, task)
        self._chosen = frozenset(pictures[place].image.id for place in self.places)

    def event(
        self,
        epoch: int,
        pictures: Sequence[SnapshotImage],
        predictions: Sequence[Prediction],
        score: float | None = None,
    ) -> SamplePredictions:
        """What the model answered for the samples among these pictures.

        predictions: one per picture, weak answers included: of a detector's boxes those are shown that reach the score
        with the best f1 at this moment, since at first all scores are low.   score: that score, where it is known.
        """
        score = self.threshold(pictures, predictions) if score is None else score
        return SamplePredictions(
            epoch,
            tuple(
                PictureSample(
                    picture.image.id,
                    self._truth_labels(picture),
                    self._truth_boxes(picture),
                    self._named(str(picture.image.path), prediction, score),
                )
                for picture, prediction in zip(pictures, predictions, strict=True)
                if picture.image.id in self._chosen
            ),
        )

    def threshold(self, pictures: Sequence[SnapshotImage], predictions: Sequence[Prediction]) -> float:
        """The score from which answers are shown at this moment."""
        seen = THRESHOLD_PICTURES
        return self._task.choose_thresholds(predictions[:seen], pictures[:seen], self._ids).score

    def _named(self, path: str, answer: Prediction, threshold: float) -> PicturePrediction:
        if self._task.features == "pyramid":
            return named_boxes(path, answer, self._names, threshold)
        return named_labels(path, answer, self._names, threshold, several=self._task.several_per_picture)

    def _truth_labels(self, picture: SnapshotImage) -> tuple[str, ...]:
        if self._task.features == "pyramid":
            return ()
        taught = self._task.labels_of(picture)
        return tuple(name for id_, name in zip(self._ids, self._names, strict=True) if id_ in taught)

    def _truth_boxes(self, picture: SnapshotImage) -> tuple[TruthBox, ...]:
        if self._task.features != "pyramid":
            return ()
        name_of = dict(zip(self._ids, self._names, strict=True))
        return tuple(
            TruthBox(name_of[item.label_id], item.xyxy)
            for item in picture.annotations
            if item.kind is not AnnotationKind.TAG and item.label_id in name_of
        )
