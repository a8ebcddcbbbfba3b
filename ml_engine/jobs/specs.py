"""Jobs as frozen values: all that a worker needs to know, in builtins.

No torch here: the window and the command line build these.
"""

from __future__ import annotations

from dataclasses import dataclass

from ml_engine.jobs.insight_specs import INSIGHT_TYPES as INSIGHT_TYPES
from ml_engine.jobs.insight_specs import CandidatesJob as CandidatesJob
from ml_engine.jobs.insight_specs import DreamJob as DreamJob
from ml_engine.jobs.insight_specs import FiltersJob as FiltersJob
from ml_engine.jobs.insight_specs import HeatMapJob as HeatMapJob
from ml_engine.jobs.insight_specs import InsightJob as InsightJob
from ml_engine.jobs.insight_specs import Move as Move
from ml_engine.jobs.insight_specs import MoveJob as MoveJob
from ml_engine.jobs.insight_specs import NetworkPlace as NetworkPlace
from ml_engine.jobs.insight_specs import NudgeJob as NudgeJob
from ml_engine.jobs.insight_specs import PatchesJob as PatchesJob
from ml_engine.jobs.insight_specs import TopAnswersJob as TopAnswersJob


@dataclass(frozen=True, slots=True)
class TrainJob:
    """Train a head (and, in a second phase, the top blocks) on a snapshot.

    run_dir: the run's own new folder with snapshot.jsonl inside.   cache_dir: where frozen features may be kept.
    weights: file the user named, '' to search weights_dirs, torch's hub cache, bundled; 'random' for none, so that the
    whole network learns.   network: TOML or JSON of one's own layers (networks/layer_recipe.py) instead of a backbone.
    recipe: TOML text, '' for the defaults.   epochs: 0 for the recipe's.
    unfreeze: blocks of the second phase, 0 for none.
    device: 'auto', 'cpu', 'cuda', 'mps'.   resume: continue run_dir from last.ckpt.
    input_size: pixels, 0 to choose.   threads: 0 for all cores.
    validation_only: score validation, never test, and keep neither model nor card: for comparing choices.
    find_rate: train nothing, but try rising rates and say a RateCurve; only the snapshot of run_dir is read.
    method: of detection, '' for the recipe's.
    """

    run_dir: str
    cache_dir: str
    task: str
    backbone: str = ""
    weights: str = ""
    weights_dirs: tuple[str, ...] = ()
    recipe: str = ""
    epochs: int = 0
    unfreeze: int = 0
    input_size: int = 0
    seed: int = 0
    device: str = "auto"
    threads: int = 0
    resume: bool = False
    cache_budget_bytes: int = 0
    network: str = ""
    find_rate: bool = False
    validation_only: bool = False
    method: str = ""


@dataclass(frozen=True, slots=True)
class CrossValidateJob:
    """Train one model a fold and score each on the pictures that it has not seen.

    folder: a new folder with snapshot.jsonl and folds.json (reports/folds.py); one that was begun goes on where it was.
    train: how each fold is trained; its run_dir is not used.
    """

    folder: str
    train: TrainJob


@dataclass(frozen=True, slots=True)
class AblateJob:
    """Train without augmentation, then with one transform at a time, and compare the validation metric.

    run_dir: a folder in runs/ with snapshot.jsonl inside, which gets the table, the plot and ablation.json.
    seeds: each is a training of every row.   only: names of transforms (augment.transforms), () for all.
    epochs: 0 for the recipe's.   resume: go on with run_dir; what is asked for is then read from its ablation.json.
    The rest as in TrainJob.
    """

    run_dir: str
    cache_dir: str
    task: str
    backbone: str = ""
    weights: str = ""
    weights_dirs: tuple[str, ...] = ()
    recipe: str = ""
    seeds: tuple[int, ...] = (0, 1, 2)
    only: tuple[str, ...] = ()
    epochs: int = 0
    input_size: int = 0
    device: str = "auto"
    threads: int = 0
    resume: bool = False
    cache_budget_bytes: int = 0


@dataclass(frozen=True, slots=True)
class EvaluateJob:
    """Score a run on a split of its own snapshot ('' = test where there is one, else validation).

    report_dir: folder for a report as HTML and PDF, '' for none.   epoch: a kept one, 0 for the best.
    """

    run_dir: str
    cache_dir: str
    split: str = ""
    device: str = "auto"
    threads: int = 0
    weights_dirs: tuple[str, ...] = ()
    report_dir: str = ""
    epoch: int = 0


@dataclass(frozen=True, slots=True)
class PredictJob:
    """Answer for pictures. model: a run's folder or an exported model's folder or file.

    images: absolute paths.   min_score: 0..1, None for the model's own threshold.   draw_dir: '' for no drawings.
    epoch: of a run, a kept one; 0 for its best.
    """

    model: str
    images: tuple[str, ...]
    min_score: float | None = None
    draw_dir: str = ""
    cache_dir: str = ""
    device: str = "auto"
    threads: int = 0
    weights_dirs: tuple[str, ...] = ()
    epoch: int = 0


@dataclass(frozen=True, slots=True)
class ExportJob:
    """Write a run's model as files, prove them equal. format: 'onnx', 'pt2', 'safetensors'."""

    run_dir: str
    destination: str
    format: str
    threads: int = 0
    weights_dirs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LayersJob:
    """List the layers of a network. model: a run's folder; '' for a backbone alone, with its pretrained weights.

    weights: file the user named for the backbone, '' to search.   input_size: pixels, 0 for the network's own.
    """

    model: str = ""
    backbone: str = ""
    weights: str = ""
    weights_dirs: tuple[str, ...] = ()
    input_size: int = 0
    threads: int = 0


@dataclass(frozen=True, slots=True)
class FeatureMapJob:
    """What one layer makes of one picture. image: absolute path.   layer: a name that LayersJob lists.

    tiles: most channels to give back, those that answer most strongly; 0 for all.   The rest as in LayersJob.
    """

    image: str
    layer: str
    model: str = ""
    backbone: str = ""
    weights: str = ""
    weights_dirs: tuple[str, ...] = ()
    input_size: int = 0
    tiles: int = 64
    device: str = "auto"
    threads: int = 0


@dataclass(frozen=True, slots=True)
class WalkJob:
    """How one number of a layer came about. channel, row, column: of the layer's answer; row and column 0 for (D,).

    strongest: the greatest number of the channel instead of row and column.   with_inputs: also the maps that the sum
    reads, as tiles.   The rest as in FeatureMapJob.
    """

    image: str
    layer: str
    channel: int
    row: int = 0
    column: int = 0
    strongest: bool = False
    with_inputs: bool = False
    model: str = ""
    backbone: str = ""
    weights: str = ""
    weights_dirs: tuple[str, ...] = ()
    input_size: int = 0
    device: str = "auto"
    threads: int = 0


@dataclass(frozen=True, slots=True)
class InspectJob:
    """What a network comes to: its layers, shapes, parameters and memory. No weights are needed.

    backbone: a name of the registry; or network: TOML or JSON of one's own layers.   input: (height, width, channels),
    () for the network's own.   labels: 0 for its own classifier; else a new one, behind a network that is frozen if it
    has pretrained weights.   batch: pictures of a training step.   auxiliary: whether to count classifiers in its
    middle, None as it was published.
    """

    backbone: str = ""
    network: str = ""
    input: tuple[int, ...] = ()
    labels: int = 0
    batch: int = 32
    auxiliary: bool | None = None
    threads: int = 0


@dataclass(frozen=True, slots=True)
class EpochsJob:
    """How a run answered for its pinned pictures after each epoch that it kept: a SamplePredictions for each.

    epoch: the one to begin next to, 0 to begin with the first.
    """

    run_dir: str
    cache_dir: str
    epoch: int = 0
    device: str = "auto"
    threads: int = 0
    weights_dirs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchJob:
    """Train with one recipe after the other and find the best, or go on with that.

    search_dir: holds snapshot.jsonl and search.json (reports/search_file.py), which says all else; its trials become
    runs beside it.   The rest as in TrainJob.
    """

    search_dir: str
    cache_dir: str
    weights_dirs: tuple[str, ...] = ()
    device: str = "auto"
    threads: int = 0
    cache_budget_bytes: int = 0


@dataclass(frozen=True, slots=True)
class DoctorJob:
    """What this machine's worker has: torch, device, operators, threads."""


@dataclass(frozen=True, slots=True)
class BackbonesJob:
    """List the backbones and where their weights are. download: fetch that one's weights first, '' for none."""

    weights_dirs: tuple[str, ...] = ()
    download: str = ""


@dataclass(frozen=True, slots=True)
class MeasureJob:
    """How many pictures a second these networks take here; the answers are kept for this machine.

    names: of the registry.   threads: 0 for all cores.   Networks without weights here are measured with random ones.
    """

    names: tuple[str, ...]
    weights_dirs: tuple[str, ...] = ()
    device: str = "auto"
    threads: int = 0


LookerJob = PredictJob | LayersJob | FeatureMapJob | WalkJob | InspectJob | EpochsJob | InsightJob
TrainerJob = TrainJob | CrossValidateJob | AblateJob | SearchJob | EvaluateJob | ExportJob | DoctorJob
Job = TrainerJob | BackbonesJob | MeasureJob | LookerJob
LOOKER_TYPES: tuple[type[LookerJob], ...] = (
    PredictJob, LayersJob, FeatureMapJob, WalkJob, InspectJob, EpochsJob, *INSIGHT_TYPES,
)  # fmt: skip
JOB_TYPES: tuple[type[Job], ...] = (
    TrainJob, CrossValidateJob, AblateJob, SearchJob, EvaluateJob, ExportJob, DoctorJob, BackbonesJob, MeasureJob,
    *LOOKER_TYPES,
)  # fmt: skip
