"""How a detector's script finds its boxes, method by method: the pieces, and what stands in them.

The pieces of a method define

- `Head(channels, labels)`, a network: its levels, finest first → outputs of any kind;
- `loss_of(outputs, truths)`, a number; truths: (labels (N,), boxes (N, 4) in input pixels) of each picture;
- `decode(outputs)`: boxes (B, A, 4) in input pixels, their scores (B, A, labels), and whatever else the loss needs.

Pictures, features, mixing, suppression, metric and loop are pieces that all methods share.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ml_engine.networks.backbones import STRIDES
from ml_engine.reports.script_anchors import PYRAMID_PIECES, anchored_facts, anchored_values
from ml_engine.reports.script_values import second_blocks, trains_whole
from ml_engine.training.model_spec import GRID, ModelSpec, settings_by_name
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


def _setting(spec: ModelSpec, name: str) -> tuple[float, ...]:
    """What the run's method chose from its pictures."""
    return settings_by_name(spec.method_settings)[name]


def _anchors(recipe: Recipe, spec: ModelSpec) -> Mapping[str, str]:  # noqa: ARG001
    sides = [f"{side:.3f}" for side in _setting(spec, "anchors")]
    return {"anchors": textwrap.indent(textwrap.fill(", ".join(sides), _WIDTH), "    ")}


def _is_refined(recipe: Recipe, spec: ModelSpec) -> Mapping[str, bool]:  # noqa: ARG001
    return {"refined": _setting(spec, "refined") == (1.0,)}


def _window_values(recipe: Recipe, spec: ModelSpec) -> Mapping[str, str]:  # noqa: ARG001
    level = int(_setting(spec, "level")[0])
    return {"level": str(level), "stride": str(STRIDES[level])}


def _smoothing(recipe: Recipe, spec: ModelSpec) -> Mapping[str, str]:  # noqa: ARG001
    return {"smoothing": f", label_smoothing={recipe.label_smoothing!r}" if recipe.label_smoothing else ""}


_WIDTH = 80
SCRIPT_METHODS: Mapping[str, ScriptMethod] = {
    GRID: ScriptMethod(("fusion", "grid")),
    "yolo": ScriptMethod(("fusion", "yolo"), values=_anchors),
    "sliding_window": ScriptMethod(("window",), _is_refined, _window_values, doubles_iou=0.4),
    **{
        name: ScriptMethod(("pyramid", "anchored", piece), anchored_facts, anchored_values)
        for name, piece in PYRAMID_PIECES.items()
    },
}
_ONE_OBJECT = ScriptMethod(
    ("fusion", "one_object"),
    values=_smoothing,
    found="find_one",
    score='sum(measured(found, "validation"))',
    measure="accuracy {measured(found, part)[0]:.4f} mean_iou {measured(found, part)[1]:.4f}",
)


def script_method(spec: ModelSpec) -> ScriptMethod | None:
    """How a run's script finds boxes; None for classifiers."""
    match spec.task:
        case "detect":
            return SCRIPT_METHODS[spec.method]
        case "localize":
            return _ONE_OBJECT
    return None


def method_facts(recipe: Recipe, spec: ModelSpec) -> dict[str, bool]:
    """What the pieces of the run's method ask for; {} without one."""
    method = script_method(spec)
    return dict(method.facts(recipe, spec)) if method else {}


def method_values(recipe: Recipe, spec: ModelSpec) -> dict[str, str]:
    """What stands in the pieces of the run's method; {} without one."""
    method = script_method(spec)
    if method is None:
        return {}
    blocks = second_blocks(recipe, spec) > 0
    shared = {
        "doubles_iou": repr(method.doubles_iou),
        "score": method.score,
        "measure": method.measure,
        "turn": "phase" if blocks else "2" if trains_whole(recipe, spec) else "1",
        "peak": 'group["peak"]' if blocks else repr(recipe.rate),
    }
    return {**shared, **method.values(recipe, spec)}
