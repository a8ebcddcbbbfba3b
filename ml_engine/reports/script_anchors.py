"""What the scripts of torchvision's detection methods are told: which lines of pyramid and anchors they need."""

from __future__ import annotations

from collections.abc import Mapping

from ml_engine.training.model_spec import ModelSpec
from ml_engine.training.recipe import Recipe

# The file in scripts/ of each method's own head, loss and way back to boxes.
PYRAMID_PIECES: Mapping[str, str] = {
    "ssd": "ssd",
    "ssdlite": "ssd",
    "retinanet": "retinanet",
    "fcos": "fcos",
    "faster_rcnn": "faster_rcnn",
}
_LARGEST_WITH_ONE_CELL = 128  # pixels: the coarsest of five maps, at stride 128, is a single cell


def anchored_facts(recipe: Recipe, spec: ModelSpec) -> Mapping[str, bool]:  # noqa: ARG001  (a table of such functions)
    facts = {
        "one_cell": spec.input_size <= _LARGEST_WITH_ONE_CELL,
        "top_down": spec.method not in ("ssd", "ssdlite"),
        "separable": spec.method == "ssdlite",
        "one_look": spec.method != "faster_rcnn",
        "by_overlap": spec.method != "fcos",
    }
    # Which anchors and regions learn is drawn.
    return facts | ({"chancy": True} if spec.method == "faster_rcnn" else {})


def anchored_values(recipe: Recipe, spec: ModelSpec) -> Mapping[str, str]:  # noqa: ARG001
    return {"norm": "Norm" if spec.input_size <= _LARGEST_WITH_ONE_CELL else "nn.BatchNorm2d"}
