"""Jobs that look inside a network. See specs.py, which names them to the rest of the program."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

HeatMethod = Literal["grad-cam", "hires-cam", "occlusion", "integrated-gradients"]
HEAT_METHODS: tuple[HeatMethod, ...] = ("grad-cam", "hires-cam", "occlusion", "integrated-gradients")
LAYER_METHODS: tuple[HeatMethod, ...] = ("grad-cam", "hires-cam")  # those that look at one layer


@dataclass(frozen=True, slots=True)
class NetworkPlace:
    """The network to look into. model: a run's folder, '' for a pretrained backbone with its own ImageNet answers.

    epoch: of a run, a kept one; 0 for its best.   weights: file the user named for the backbone, '' to search.
    input_size: pixels, 0 for the network's own.
    """

    model: str = ""
    backbone: str = ""
    weights: str = ""
    weights_dirs: tuple[str, ...] = ()
    input_size: int = 0
    epoch: int = 0


@dataclass(frozen=True, slots=True)
class HeatMapJob:
    """Which part of a picture decided. image: absolute path.

    method: '' for grad-cam with classifiers, and hires-cam with what finds places: see insight/attribution.py.
    label: its name (or WordNet id), '' for the network's best answer.   box: of a detector's answers for that label,
    best first, from 0; -1 for all of them.   layer: of LAYER_METHODS, a name that LayersJob lists, '' for usual.
    signed: parts that speak against the label are below 0; else they are left out.
    window, stride: of occlusion, input pixels, 0 to choose.   steps: of integrated gradients.
    checks: how many times the map is made again while more and more of the weights are shuffled, from the top; 0: none.
    """

    image: str
    network: NetworkPlace
    method: HeatMethod | Literal[""] = ""
    label: str = ""
    box: int = -1
    layer: str = ""
    signed: bool = False
    window: int = 0
    stride: int = 0
    steps: int = 50
    checks: int = 0
    device: str = "auto"
    threads: int = 0


@dataclass(frozen=True, slots=True)
class NudgeJob:
    """Change every pixel a little, so that the answer changes. strength: at most so many grey levels of 255.

    label: that shall be answered less, '' for the best answer.   towards: label that shall be answered instead, '' for
    any other.   steps: 1 for one step (the fast gradient sign method); more go there in small steps.
    """

    image: str
    network: NetworkPlace
    strength: float = 4.0
    steps: int = 1
    label: str = ""
    towards: str = ""
    device: str = "auto"
    threads: int = 0


@dataclass(frozen=True, slots=True)
class DreamJob:
    """Change a picture so that a layer answers it more strongly. image: '' to begin with noise.

    layer: a name that LayersJob lists.   unit: one of its channels, -1 for all.   side: longest, pixels.
    octaves: sizes, each larger by `scale`, the last one is whole.   steps: of each.
    rate: of a step, mean change of a pixel in grey levels.   jitter: pixels by which it is shifted about in a step.
    """

    network: NetworkPlace
    layer: str
    image: str = ""
    unit: int = -1
    side: int = 448
    octaves: int = 4
    scale: float = 1.4
    steps: int = 12
    rate: float = 2.0
    jitter: int = 16
    seed: int = 0
    device: str = "auto"
    threads: int = 0


@dataclass(frozen=True, slots=True)
class FiltersJob:
    """The filters of the first layer as pictures."""

    network: NetworkPlace
    threads: int = 0


@dataclass(frozen=True, slots=True)
class PatchesJob:
    """The parts of the user's pictures that excite one unit most. images: absolute paths, files only.

    layer: a name that LayersJob lists.   unit: its channel.   count: parts at most, no two of the same picture.
    cache_dir: holds features/, which trainings have filled: pictures that lie there need no pass; '' for none.
    hashes: content hash of each picture where it is known, else ''; () for none.   passes: pictures at most that go
    through the network because they do not lie there, evenly chosen.
    """

    network: NetworkPlace
    layer: str
    unit: int
    images: tuple[str, ...]
    count: int = 9
    device: str = "auto"
    threads: int = 0
    cache_dir: str = ""
    hashes: tuple[str, ...] = ()
    passes: int = 500


@dataclass(frozen=True, slots=True)
class TopAnswersJob:
    """The pretrained network's own ImageNet answers for a picture. count: of them, best first."""

    image: str
    network: NetworkPlace
    count: int = 10
    device: str = "auto"
    threads: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """How a picture lies in the network's input. degrees: turned clockwise about the middle, after which it is shifted.

    across, down: to the right and downwards, as a share of the input's side, -1..1.
    """

    degrees: float = 0.0
    across: float = 0.0
    down: float = 0.0


MoveAxis = Literal["turn", "across", "down"]
MOVE_AXES: tuple[MoveAxis, ...] = ("turn", "across", "down")
_SHIFTS = tuple(map(float, range(-50, 51, 5)))
# Degrees, and percent of the input's side. Finer where a picture still looks as it was.
MOVE_STOPS: dict[MoveAxis, tuple[float, ...]] = {
    "turn": tuple(map(float, (*range(-180, -45, 15), *range(-45, 46, 5), *range(60, 181, 15)))),
    "across": _SHIFTS,
    "down": _SHIFTS,
}


def move_at(move: Move, axis: MoveAxis, place: float) -> Move:
    """The move with another place along one axis: degrees or percent."""
    match axis:
        case "turn":
            return replace(move, degrees=place)
        case "across":
            return replace(move, across=place / 100)
        case "down":
            return replace(move, down=place / 100)


@dataclass(frozen=True, slots=True)
class MoveJob:
    """Turn and shift a picture: what does the network answer then? One answer for each of `moves`, in their order.

    label: whose probability is followed; '' for the first of `true_labels` that the network knows, else its answer to
    the picture as it lies.
    with_pixels: each answer brings the moved picture, too.
    """

    image: str
    network: NetworkPlace
    moves: tuple[Move, ...] = (Move(),)
    label: str = ""
    true_labels: tuple[str, ...] = ()
    with_pixels: bool = True
    device: str = "auto"
    threads: int = 0


@dataclass(frozen=True, slots=True)
class CandidatesJob:
    """What a detector thinks of before non-max suppression: boxes with a score of at least `least`, surest first.

    count: of them at most.
    """

    image: str
    network: NetworkPlace
    least: float = 0.05
    count: int = 60
    device: str = "auto"
    threads: int = 0


InsightJob = HeatMapJob | NudgeJob | DreamJob | FiltersJob | PatchesJob | TopAnswersJob | MoveJob | CandidatesJob
INSIGHT_TYPES: tuple[type[InsightJob], ...] = (
    HeatMapJob, NudgeJob, DreamJob, FiltersJob, PatchesJob, TopAnswersJob, MoveJob, CandidatesJob,
)  # fmt: skip
