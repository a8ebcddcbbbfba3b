"""How a detector's script finds its boxes, method by method: the pieces, and what stands in them.

The pieces of a method define

- `Head(channels, labels)`, a network: its levels, finest first → outputs of any kind;
- `loss_of(outputs, truths)`, a number; truths: (labels (N,), boxes (N, 4) in input pixels) of each picture;
- `decode(outputs)`: boxes (B, A, 4) in input pixels, their scores (B, A, labels), and whatever else the loss needs.

Pictures, features, mixing, suppression, metric and loop are pieces that all methods share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ml_engine.reports.script_anchors import PYRAMID_PIECES, anchored_facts, anchored_values
from ml_engine.training.model_spec import GRID, ModelSpec
from ml_engine.training.recipe import Recipe


def _no_facts(recipe: Recipe, spec: ModelSpec) -> Mapping[str, bool]:  # noqa: ARG001  (a method's own may ask)
    return {}


def _no_values(recipe: Recipe, spec: ModelSpec) -> Mapping[str, str]:  # noqa: ARG001
    return {}


@dataclass(frozen=True, slots=True)
class ScriptMethod:
    """pieces: files in scripts/, in their order.   facts, values: that they ask for, beside those of every run.

    doubles_iou: an answer goes if a surer one of its label overlaps it by more.   found: the piece that turns outputs
    into answers, found_in(outputs, picture), and counts them.   score, measure: what it counts of `found`, the answers
    for a part: the number that chooses the best epoch, and what the script prints in the end.
    """

    pieces: tuple[str, ...]
    facts: Callable[[Recipe, ModelSpec], Mapping[str, bool]] = _no_facts
    values: Callable[[Recipe, ModelSpec], Mapping[str, str]] = _no_values
    doubles_iou: float = 0.6
    found: str = "find_boxes"
    score: str = 'average_precision(found, "validation", *np.arange(50, 100, 5) / 100)'
    measure: str = "ap50 {average_precision(found, part, 0.5):.4f}"


SCRIPT_METHODS: Mapping[str, ScriptMethod] = {
    GRID: ScriptMethod(("fusion", "grid")),
    **{
        name: ScriptMethod(("pyramid", "anchored", piece), anchored_facts, anchored_values)
        for name, piece in PYRAMID_PIECES.items()
    },
}


def script_method(spec: ModelSpec) -> ScriptMethod | None:
    """How a detector's script finds boxes; None for a method that there are no pieces for, and for other tasks."""
    return SCRIPT_METHODS.get(spec.method) if spec.task == "detect" else None


def method_facts(recipe: Recipe, spec: ModelSpec) -> dict[str, bool]:
    """What the pieces of the run's method ask for; {} without one."""
    method = script_method(spec)
    return dict(method.facts(recipe, spec)) if method else {}


def method_values(recipe: Recipe, spec: ModelSpec) -> dict[str, str]:
    """What stands in the pieces of the run's method; {} without one."""
    method = script_method(spec)
    if method is None:
        return {}
    shared = {"doubles_iou": repr(method.doubles_iou), "score": method.score, "measure": method.measure}
    return {**shared, **method.values(recipe, spec)}
