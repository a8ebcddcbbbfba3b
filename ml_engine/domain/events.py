"""What a job says while it runs. Builtins only: they cross the pipe as msgspec, and no torch comes with them."""

from __future__ import annotations

from dataclasses import dataclass, field

from ml_engine.domain.arrays import PackedArray
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.insight_events import AnswerBox as AnswerBox
from ml_engine.domain.insight_events import Candidates as Candidates
from ml_engine.domain.insight_events import CheckStep as CheckStep
from ml_engine.domain.insight_events import Dreamed as Dreamed
from ml_engine.domain.insight_events import ExcitingPatch as ExcitingPatch
from ml_engine.domain.insight_events import ExcitingPatches as ExcitingPatches
from ml_engine.domain.insight_events import FilterPictures as FilterPictures
from ml_engine.domain.insight_events import HeatMap as HeatMap
from ml_engine.domain.insight_events import InsightEvent as InsightEvent
from ml_engine.domain.insight_events import LabelAnswer as LabelAnswer
from ml_engine.domain.insight_events import Moved as Moved
from ml_engine.domain.insight_events import Nudged as Nudged
from ml_engine.domain.insight_events import TopAnswers as TopAnswers
from ml_engine.domain.study_events import Ablation as Ablation
from ml_engine.domain.study_events import AblationRow as AblationRow
from ml_engine.domain.study_events import FoldEnd as FoldEnd
from ml_engine.domain.study_events import TrialState as TrialState
from ml_engine.domain.walk_events import UnitWalk as UnitWalk
from ml_engine.domain.walk_events import WalkLine as WalkLine


@dataclass(frozen=True, slots=True)
class JobStarted:
    """The worker took the job. device: 'cpu', 'cuda:0', 'mps'.   reason: why this device."""

    device: str
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence that the user should see once (a default that was chosen and why, a thing left out).

    code: kebab-case word for programs.
    """

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Progress:
    """phase: 'features', 'train', …   total: 0 if unknown.   eta_s: seconds left, None if unknown."""

    phase: str
    done: int
    total: int
    eta_s: float | None = None


@dataclass(frozen=True, slots=True)
class StepEnd:
    """One optimiser step. step counts from 1 over the whole run."""

    step: int
    loss: float
    learning_rate: float


@dataclass(frozen=True, slots=True)
class RateCurve:
    """What the rate finder saw. rates: rising, as long as losses and smoothed (their moving average).

    rate: the suggestion.   reason: a sentence for the user.
    """

    rates: tuple[float, ...]
    losses: tuple[float, ...]
    smoothed: tuple[float, ...]
    rate: float
    reason: str


@dataclass(frozen=True, slots=True)
class EpochEnd:
    """One pass over the training pictures. epoch counts from 1.   metrics: of the validation split, {} if not scored.

    best: whether this epoch is the best so far.   train_metrics: a classifier's 'accuracy' on the training pictures as
    they were shown, counted in passing.
    Where the first scoring would come late, a person sees something soon: the metrics of a few validation pictures,
    which are no part of the result, at the end of an early epoch, or as epoch 0 within a long first pass.
    """

    epoch: int
    epochs: int
    train_loss: float
    metrics: dict[str, float]
    best: bool
    seconds: float
    train_metrics: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PredictedBox:
    label: str
    score: float
    xyxy: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PicturePrediction:
    """The answer for one picture, best first. A classifier fills label, score and top; a detector boxes.

    labels: all that reach the threshold, by a classifier that gives a picture several; None from any other.
    """

    image: str
    label: str | None = None
    score: float | None = None
    top: tuple[tuple[str, float], ...] = ()
    boxes: tuple[PredictedBox, ...] | None = None
    drawn: str | None = None
    labels: tuple[tuple[str, float], ...] | None = None


@dataclass(frozen=True, slots=True)
class TruthBox:
    """A box that a person drew. xyxy: pixels of the upright picture."""

    label: str
    xyxy: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PictureSample:
    """A picture with what a person said of it and what the model answers now.

    image_id: the project's.   truth_labels: of the whole picture, for a classifier.   truth_boxes: for a detector.
    """

    image_id: int
    truth_labels: tuple[str, ...]
    truth_boxes: tuple[TruthBox, ...]
    prediction: PicturePrediction


@dataclass(frozen=True, slots=True)
class SamplePredictions:
    """How a run answers for a few validation pictures, the same ones after every scoring. epoch: as in EpochEnd."""

    epoch: int
    samples: tuple[PictureSample, ...]


@dataclass(frozen=True, slots=True)
class PictureFailed:
    """A picture that could not be used, and why."""

    image: str
    reason: str


@dataclass(frozen=True, slots=True)
class BackboneListed:
    """One backbone of the registry.

    parameters: of the backbone without its ImageNet classifier.   weights: the file found, '' for none.
    origin: where it lies ('hub cache', …).   url, download_bytes: what can be fetched, '' and 0 for nothing.
    family: its title; year and idea are the family's.   The rest as in networks.backbones.BackboneInfo.
    """

    name: str
    title: str
    parameters: int
    embedding: int
    input_size: int
    weights: str
    origin: str
    url: str
    download_bytes: int
    family: str = ""
    year: int = 0
    idea: str = ""
    whole_parameters: int = 0
    source: str = "ours"
    code_licence: str = ""
    weights_licence: str = ""
    has_pyramid: bool = True
    trains_whole: bool = False


@dataclass(frozen=True, slots=True)
class SpeedMeasured:
    """Pictures a second through a network on this machine, forward only.

    input_size: pixels of the square pictures.   device: 'cpu', 'cuda', 'mps'.   cores: that worked side by side, 0 on
    a GPU.   runtime: what ran it.
    """

    name: str
    pictures_per_second: float
    input_size: int
    device: str
    cores: int = 0
    runtime: str = ""


@dataclass(frozen=True, slots=True)
class LayerRow:
    """A layer whose answer can be looked at. name: its path in the network ('backbone.body.3.conv.0'), unique.

    kind: 'Conv2d', 'BatchNorm2d', 'BasicBlock', …   shape: of its answer for one picture, (C, H, W) or (D,).
    parameters: inside it.   part: 'backbone' or 'head'.   depth: 0 for a block, 1 for what is in it, …
    bytes: of its answer in float32.   field: height and width in input pixels of what the windows of convolutions and
    poolings come to, also beyond the border.   sees_all: each of its numbers depends on the whole picture, because of
    that or of a gate, which weighs a map by what the whole picture says (squeeze and excitation).
    window: of a convolution or pooling (kernel, stride, padding, dilation, each rows then columns), else ().
    """

    name: str
    kind: str
    shape: tuple[int, ...]
    parameters: int
    part: str
    depth: int
    bytes: int = 0
    field: tuple[int, ...] = ()
    sees_all: bool = False
    window: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Layers:
    """The layers of a network, in the order in which a picture goes through them.

    title: of its backbone.   input_size: pixels of the square input.   trained: False if its weights are random.
    """

    title: str
    input_size: int
    rows: tuple[LayerRow, ...]
    trained: bool = True


@dataclass(frozen=True, slots=True)
class InspectedLayer:
    """One layer of an inspected network. name: its path in the network, or its number in a recipe, from 1.

    kind: 'Conv2d', 'BatchNorm2d', …, or a recipe's word.   shape: of its output for one picture, (C, H, W) or (D,).
    parameters: of its own; trainable: of them, those that training would change.   bytes: of its output for one picture
    in float32, 0 where it writes over its input.
    """

    name: str
    kind: str
    shape: tuple[int, ...]
    parameters: int
    trainable: int
    bytes: int


@dataclass(frozen=True, slots=True)
class NetworkInspected:
    """What a network comes to. input: (C, H, W).   labels: of its classifier, 0 if it has none.

    bytes_predict: the two largest consecutive maps of one picture and the parameters.   bytes_train: all maps and the
    input of a batch, and the parameters; float32 both.   auxiliary: whether classifiers in its middle are counted.
    """

    network: str
    title: str
    input: tuple[int, ...]
    labels: int
    batch: int
    auxiliary: bool
    parameters: int
    trainable: int
    bytes_predict: int
    bytes_train: int
    layers: tuple[InspectedLayer, ...]


@dataclass(frozen=True, slots=True)
class FeatureMaps:
    """What a layer answers for a picture, a tile a channel.

    shape: of its whole answer, (C, H, W) or (D,).   channels: which these are, rising.
    tiles: (n, h, w) uint8; each goes from 0 at its own minimum to 255 at its own maximum; (D,) becomes (n, 1, 1) to one
    scale.   Maps over 512 pixels wide are averaged down.   minimum, maximum, mean: of each channel, its own numbers.
    deviation: how far from the mean they lie (its square is the variance).
    view: where the picture lies in the input. A map covers the whole input: an input pixel x is at x · w / input_width.
    """

    image: str
    layer: str
    kind: str
    shape: tuple[int, ...]
    channels: tuple[int, ...]
    tiles: PackedArray
    minimum: tuple[float, ...]
    maximum: tuple[float, ...]
    mean: tuple[float, ...]
    view: ViewGeometry
    deviation: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class JobDone:
    """Terminal. run: the run's folder, '' if the job has none.   split: what the metrics are of.

    output: folder or file that the job wrote.   figures: other numbers of the job.
    """

    seconds: float
    run: str = ""
    split: str = ""
    metrics: dict[str, float] = field(default_factory=dict)
    output: str = ""
    figures: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JobCancelled:
    """Terminal. forced: the worker had to be killed.   run: its folder, where the best weights lie."""

    forced: bool
    run: str = ""


@dataclass(frozen=True, slots=True)
class JobFailed:
    """Terminal. code: UserError's code, or 'bug', 'worker-died', 'out-of-memory', 'hang'."""

    code: str
    message: str
    hint: str = ""
    traceback: str = ""


Event = (
    JobStarted
    | Notice
    | Progress
    | StepEnd
    | RateCurve
    | EpochEnd
    | FoldEnd
    | TrialState
    | PicturePrediction
    | SamplePredictions
    | PictureFailed
    | BackboneListed
    | SpeedMeasured
    | Layers
    | NetworkInspected
    | FeatureMaps
    | UnitWalk
    | Ablation
    | InsightEvent
    | JobDone
    | JobCancelled
    | JobFailed
)
TerminalEvent = JobDone | JobCancelled | JobFailed
EVENT_TYPES: tuple[type[Event], ...] = (
    JobStarted,
    Notice,
    Progress,
    StepEnd,
    RateCurve,
    EpochEnd,
    FoldEnd,
    TrialState,
    PicturePrediction,
    SamplePredictions,
    PictureFailed,
    BackboneListed,
    SpeedMeasured,
    Layers,
    NetworkInspected,
    FeatureMaps,
    UnitWalk,
    Ablation,
    HeatMap,
    Nudged,
    Dreamed,
    FilterPictures,
    ExcitingPatches,
    TopAnswers,
    Moved,
    Candidates,
    JobDone,
    JobCancelled,
    JobFailed,
)
