"""Small reports for tests of what counts and shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from desktop_app.results.report import LabelFigures, ModelLabel, RunReport
from desktop_app.results.scores import score
from ml_engine.reports.answers import PictureAnswer


@pytest.fixture
def tagged() -> Callable[..., PictureAnswer]:
    """tagged(image_id, truth, answer, sure=0.9): a picture with one label each."""

    def make(image_id: int, truth: str, answer: str, sure: float = 0.9) -> PictureAnswer:
        return PictureAnswer(
            image_id, f"/p/{image_id}.jpg", "test", 1 - sure if truth == answer else sure,
            truth_labels=(truth,), scores=((answer, sure),), cells=((truth, answer),),
        )  # fmt: skip

    return make


@pytest.fixture
def make_report() -> Callable[..., RunReport]:
    """make_report(pictures, names=…, task=…): a run that was scored on these pictures."""

    def make(
        pictures: Sequence[PictureAnswer], names: Sequence[str] = ("cat", "dog"), *, task: str = "classify"
    ) -> RunReport:
        scores = score(pictures, task, 0.3, names)
        share = scores.hits / scores.wanted if scores.wanted else 0.0
        figures = [LabelFigures(row.wanted.count, {"f1": row.f1} if row.f1 else {}) for row in scores.labels]
        return RunReport(
            name="20260101-000000-run",
            folder=Path("/runs/20260101-000000-run"),
            task=task,
            labels=tuple(ModelLabel(label, "#E5484D") for label in names),
            backbone="mobilenet_v2",
            threshold=0.3,
            split="test",
            splits=("test",),
            metrics={"accuracy": share, "precision": share, "recall": share, "f1": share, "top5_accuracy": 1.0},
            figures=tuple(figures),
            confusion=(),
            epochs=(),
            card=None,
            scores=scores,
            curves=(),
        )

    return make
