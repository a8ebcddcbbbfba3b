"""The ways a detector can find its boxes, for people: names, ideas, papers, defaults; no torch.

All of them read the same pyramid of a backbone and share targets, loop, cache, scores and export: a method is a head, a
loss and a way to read boxes from raw numbers. catalogue.find_task imports it when it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from ml_engine.domain.registry import Registry
from ml_engine.tasks.detection.defaults import DETECT_DEFAULTS
from ml_engine.training.recipe import Recipe


@dataclass(frozen=True, slots=True)
class DetectionMethod:
    """idea: two sentences, English; the window has them in Spanish too.   paper: authors, title, address.

    recipe: the defaults of a training.   module: where a class `Method` is the task.
    """

    name: str
    title: str
    idea: str
    year: int
    paper: str
    recipe: Recipe
    module: str


# A step of torchvision's heads costs two to four of the grid's, so they take fewer: measured, see docs/methods.md.
FEWER_STEPS = msgspec.structs.replace(DETECT_DEFAULTS, epochs=25, least_steps=250)

METHODS: Registry[DetectionMethod] = Registry("method")


def _add(
    name: str,
    title: str,
    year: int,
    paper: str,
    idea: str,
    module: str = "",
    *,
    base: Recipe = DETECT_DEFAULTS,
    **defaults: object,
) -> None:
    recipe = msgspec.structs.replace(base, method=name, **defaults)
    module = f"ml_engine.tasks.detection.{module or name}"
    METHODS.add(name, DetectionMethod(name, title, idea, year, paper, recipe, module))


_add(
    "grid",
    "Vistazo's grid",
    2021,
    "Feng et al., TOOD: Task-aligned One-stage Object Detection, https://arxiv.org/abs/2108.07755",
    "Every cell of three maps says how far the sides of its object are and what it is, and the cells that already "
    "answer best are the ones that learn. Small enough to train in a minute on cached features.",
    module="task",
)
_add(
    "yolo",
    "YOLO",
    2017,
    "Redmon and Farhadi, YOLO9000: Better, Faster, Stronger, https://arxiv.org/abs/1612.08242",
    "Every cell corrects a few anchor boxes whose shapes come from your own labels, and says whether one holds an "
    "object and which. Made to look only once, so that it keeps up with video.",
)
_add(
    "ssd",
    "SSD",
    2016,
    "Liu et al., SSD: Single Shot MultiBox Detector, https://arxiv.org/abs/1512.02325",
    "Boxes of fixed shapes lie on maps of many sizes, and each is moved and named in one pass. Learns against the "
    "hardest background only, three pieces of it for each object.",
    rate=2e-3,
    base=FEWER_STEPS,
)
_add(
    "ssdlite",
    "SSDlite",
    2018,
    "Sandler et al., MobileNetV2: Inverted Residuals and Linear Bottlenecks, https://arxiv.org/abs/1801.04381",
    "SSD whose convolutions look at each channel by itself and then mix them, as MobileNet does. A tenth of the "
    "parameters, made for telephones.",
    rate=4e-3,
    base=FEWER_STEPS,
)
_add(
    "retinanet",
    "RetinaNet",
    2017,
    "Lin et al., Focal Loss for Dense Object Detection, https://arxiv.org/abs/1708.02002",
    "Thousands of anchors on a pyramid in which coarse maps inform the fine ones. The focal loss hardly counts what is "
    "already right, so that easy background cannot drown the few objects.",
    rate=2e-3,
    base=FEWER_STEPS,
)
_add(
    "fcos",
    "FCOS",
    2019,
    "Tian et al., FCOS: Fully Convolutional One-Stage Object Detection, https://arxiv.org/abs/1904.01355",
    "No anchors: every point inside an object says how far its four sides are. A second answer, how central the point "
    "is, silences the points near the edges.",
    rate=2e-3,
    base=FEWER_STEPS,
)
_add(
    "faster_rcnn",
    "Faster R-CNN",
    2015,
    "Ren et al., Faster R-CNN: Towards Real-Time Object Detection, https://arxiv.org/abs/1506.01497",
    "A small network proposes where something is, then each proposal is cut out of the maps and looked at again. Two "
    "looks are slower, and place boxes with care.",
    rate=1e-3,
    base=FEWER_STEPS,
)
_add(
    "sliding_window",
    "Sliding window",
    2014,
    "Sermanet et al., OverFeat: Integrated Recognition, Localization and Detection, https://arxiv.org/abs/1312.6229",
    "A classifier that can also say that nothing is there is moved over the picture in steps, and overlapping answers "
    "are thinned out. The oldest way: easy to follow step by step, and coarse.",
)
