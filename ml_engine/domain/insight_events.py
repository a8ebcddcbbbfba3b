"""What a job says that looks inside a network. See events.py."""

from __future__ import annotations

from dataclasses import dataclass

from ml_engine.domain.arrays import PackedArray
from ml_engine.domain.geometry import ViewGeometry


@dataclass(frozen=True, slots=True)
class LabelAnswer:
    """A label that a network can answer. score: 0..1; of a detector its surest box's.   wordnet: its WordNet id, ''
    for a label that has none."""

    label: str
    score: float
    wordnet: str = ""


@dataclass(frozen=True, slots=True)
class AnswerBox:
    """A box of a detector's or localiser's answer, pixels of the upright picture."""

    label: str
    score: float
    xyxy: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class CheckStep:
    """The map made again with some of the weights shuffled. upto: the part that was shuffled last, with all above it.

    similarity: Spearman's rank correlation with the true map, -1..1.   values: as HeatMap's.
    """

    upto: str
    similarity: float
    values: PackedArray


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Which part of a picture decided. values: (h, w) float32 over the whole input; 0 did not matter.

    label: that was explained; score: its answer, 0..1.   box: that was explained, None for the whole label.
    target: in words, the number that was explained.   layer: '' where the method has none.
    answers: labels that can be asked for, surest first.   boxes: what was found, surest first, () for classifiers.
    view: where the picture lies in the input. An input pixel x is at x · w / input_width.
    error: of integrated gradients, by how much its sum misses what it must be, as a share; else 0.
    """

    image: str
    method: str
    label: str
    score: float
    target: str
    layer: str
    signed: bool
    values: PackedArray
    view: ViewGeometry
    answers: tuple[LabelAnswer, ...]
    boxes: tuple[AnswerBox, ...] = ()
    box: AnswerBox | None = None
    checks: tuple[CheckStep, ...] = ()
    error: float = 0.0


@dataclass(frozen=True, slots=True)
class Nudged:
    """A picture before and after a small change. pixels, changed: (S, S, 3) uint8 RGB, the network's input.

    strength: the largest change of a pixel, grey levels.   before, after: labels surest first; () of a detector without
    any.   boxes_before, boxes_after: as in HeatMap.   fooled: whether the best answer is another one (a detector: fewer
    or other boxes of the label).
    """

    image: str
    label: str
    strength: float
    steps: int
    pixels: PackedArray
    changed: PackedArray
    view: ViewGeometry
    before: tuple[LabelAnswer, ...]
    after: tuple[LabelAnswer, ...]
    fooled: bool
    boxes_before: tuple[AnswerBox, ...] = ()
    boxes_after: tuple[AnswerBox, ...] = ()


@dataclass(frozen=True, slots=True)
class Dreamed:
    """A picture as a layer would have it, after each octave. octave: from 1; the last of `octaves` is the result.

    pixels: (H, W, 3) uint8 RGB.   answer: of what is maximised, before and after.
    """

    image: str
    layer: str
    unit: int
    octave: int
    octaves: int
    pixels: PackedArray
    answer_before: float
    answer_after: float


@dataclass(frozen=True, slots=True)
class FilterPictures:
    """The filters of a layer as pictures. pixels: (n, h, w, 3) uint8 RGB, each with 0 as middle grey, to its own scale.

    largest: (n,) of each, by absolute value: what became white or black.   channels: 3 for colours, 1 for brightness.
    """

    layer: str
    kind: str
    channels: int
    pixels: PackedArray
    largest: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ExcitingPatch:
    """A part of a picture that excites a unit. answer: the unit's.   place: (row, column) in its map.

    xyxy: the unit's window there (LayerRow.field), pixels of the upright picture, clipped to it.
    pixels: (h, w, 3) uint8 RGB of the network's input there.
    """

    image: str
    answer: float
    place: tuple[int, int]
    xyxy: tuple[float, float, float, float]
    pixels: PackedArray


@dataclass(frozen=True, slots=True)
class ExcitingPatches:
    """The parts that excite a unit most, strongest first. field, sees_all: of the layer, as in LayerRow.

    looked: pictures that were looked at, of those that were asked for.   kept: of them, how many were read from what a
    training has left in the cache; the others went through the network.
    """

    layer: str
    unit: int
    units: int
    field: tuple[int, int]
    looked: int
    patches: tuple[ExcitingPatch, ...]
    sees_all: bool = False
    kept: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class TopAnswers:
    """A pretrained network's own answers, surest first. title: of the network.   labels: how many it knows.

    preparation: in words, how the picture came in ('224 × 224 pixels, …').
    """

    image: str
    title: str
    labels: int
    preparation: str
    answers: tuple[LabelAnswer, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """What a network answers for a picture that was turned and shifted. degrees, across, down: as in jobs' Move.

    label: that is followed; score: its probability now, 0..1 (of a detector its surest box's).
    answers: surest first.   boxes: of a detector or localiser, in pixels of the moved input.
    kind: of the network: 'classify', 'several', 'detect', 'localize'.
    side: of the input, pixels.   pixels: (side, side, 3) uint8 RGB, the moved input, None where it was not wanted.
    """

    image: str
    degrees: float
    across: float
    down: float
    label: str
    score: float
    answers: tuple[LabelAnswer, ...]
    boxes: tuple[AnswerBox, ...]
    kind: str
    side: int
    pixels: PackedArray | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """A detector's boxes before non-max suppression, surest first, pixels of the upright picture, not clipped to it.

    found: how many there are above the least score, also those that are not listed.
    score, iou: the detector's own thresholds, at which it answers.
    """

    image: str
    boxes: tuple[AnswerBox, ...]
    found: int
    score: float
    iou: float


InsightEvent = HeatMap | Nudged | Dreamed | FilterPictures | ExcitingPatches | TopAnswers | Moved | Candidates
