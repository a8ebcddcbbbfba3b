"""Proof that an exported file answers as the trained model does: both see the same pictures, and are compared.

Floating-point sums in another order differ in the last digits, so numbers agree within TOLERANCE of the largest
absolute value of their output; answers agree if the same labels and boxes come out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import msgspec
import numpy as np
import numpy.typing as npt

from ml_engine.domain.errors import UserError
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.predictions import Prediction, ScoredBox
from ml_engine.inference.answers import decode_answers
from ml_engine.inference.predictor import RawOutputs
from ml_engine.training.model_spec import ModelSpec

TOLERANCE = 1e-4
Outputs = Sequence[npt.NDArray[np.float32]]


class Certificate(msgspec.Struct, frozen=True, kw_only=True):
    """certificate.json. pictures: compared.   own_pictures: whether they are the run's, not generated ones.

    max_difference: over all outputs, as a share of the output's largest absolute value.
    differences: way of opening the file → output → that number.   answers_compared: labels or boxes that were equal.
    versions: of the packages that computed.   files: name → SHA-256.
    """

    tolerance: float = TOLERANCE
    agrees: bool
    pictures: int
    own_pictures: bool
    max_difference: float
    differences: dict[str, dict[str, float]]
    answers_compared: int
    versions: dict[str, str]
    files: dict[str, str]


def output_differences(wanted: Outputs, found: Outputs, names: Sequence[str]) -> dict[str, float]:
    """max |found − wanted| / max |wanted| of each output. Infinite where a shape differs or a number is not finite."""
    if not len(wanted) == len(found) == len(names):
        return dict.fromkeys(names, float("inf"))
    return {name: _difference(a, b) for name, a, b in zip(names, wanted, found, strict=True)}


def _difference(wanted: npt.NDArray[np.float32], found: npt.NDArray[np.float32]) -> float:
    if wanted.shape != found.shape or not np.isfinite(found).all() or not np.isfinite(wanted).all():
        return float("inf")
    scale = max(float(np.abs(wanted).max(initial=0)), 1e-6)
    return float(np.abs(found.astype(np.float64) - wanted).max(initial=0)) / scale


def compare_answers(wanted: RawOutputs, found: RawOutputs, views: Sequence[ViewGeometry], spec: ModelSpec) -> int:
    """How many labels and boxes were compared. Raises UserError('export-differs') where an answer is another one.

    A box whose overlap with a better one lies within TOLERANCE of the threshold may stay in one and go in the other:
    so the reference is also asked with a threshold just below and just above.
    """
    answers = decode_answers(found, views, spec)
    references = [decode_answers(wanted, views, _with_iou(spec, step)) for step in (0.0, -TOLERANCE, TOLERANCE)]
    for index, answer in enumerate(answers):
        if not any(_same(reference[index], answer, views[index], spec.score) for reference in references):
            raise differs(f"picture {index + 1} of {len(answers)} gets another answer")
    return sum(len(answer.labels) + len(answer.boxes) for answer in answers)


def differs(what: str) -> UserError:
    return UserError(
        "export-differs",
        f"The exported file does not answer as the trained model does: {what}.",
        "Nothing was exported. Try another format, and report this with the name of the backbone.",
    )


def check_differences(differences: Mapping[str, Mapping[str, float]]) -> float:
    """The largest. Raises UserError('export-differs') if it is above TOLERANCE."""
    worst = 0.0
    for way, row in differences.items():
        for name, value in row.items():
            if not value <= TOLERANCE:  # not: value > TOLERANCE, which NaN would pass
                raise differs(f"{name} differs by {value:.1e} of its largest value when opened with {way}")
            worst = max(worst, value)
    return worst


def _with_iou(spec: ModelSpec, step: float) -> ModelSpec:
    return replace(spec, iou=min(max(spec.iou + step, 0.0), 1.0))


def _same(wanted: Prediction, found: Prediction, view: ViewGeometry, threshold: float) -> bool:
    labels = {label.index: label.score for label in found.labels}
    if any(abs(labels.get(label.index, -1.0) - label.score) > TOLERANCE for label in wanted.labels):
        return False
    if len(wanted.labels) != len(found.labels):
        return False
    reach = TOLERANCE * max(view.image_width, view.image_height)
    left = list(found.boxes)
    for box in wanted.boxes:
        match = next((other for other in left if _same_box(box, other, reach)), None)
        if match is not None:
            left.remove(match)
        elif box.score > threshold + TOLERANCE:
            return False
    return all(box.score <= threshold + TOLERANCE for box in left)


def _same_box(a: ScoredBox, b: ScoredBox, reach: float) -> bool:
    near = all(abs(x - y) <= reach for x, y in zip(a.xyxy, b.xyxy, strict=True))
    return a.index == b.index and abs(a.score - b.score) <= TOLERANCE and near
