"""With what a training would be done: backbone, device, time. Computed in the background, without torch."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.project.run_index import RunRow
from desktop_app.session.run_words import backbone_title
from desktop_app.session.training_state import TrainOptions
from desktop_app.training.plan import DataPlan
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import BackboneListed
from ml_engine.domain.values import Split
from ml_engine.jobs.device_guess import guess_device
from ml_engine.jobs.estimate import estimate_training_seconds, knows_method, usual_training
from ml_engine.networks.available import FALLBACK, find_backbone, listed_backbones
from ml_engine.networks.backbones import BACKBONES, COMPOSED
from ml_engine.networks.layer_recipe import parse_layers
from ml_engine.networks.layer_shapes import calculate_layers
from ml_engine.tasks.detection.methods import METHODS
from ml_engine.training.model_spec import GRID
from ml_engine.training.recipe import named_method

WHOLE_LIKE = "tiny"  # a network of the registry that learns whole: for the time of one that is not in it
LARGEST_SNAPSHOT = 32 << 20  # bytes; reading more only to say which features are ready is not worth it


@dataclass(frozen=True, slots=True)
class BackbonePlan:
    """weights: the file, None if the network learns whole.   origin: as in WeightsFile.   problem: why it cannot be

    used, '' if it can.   hint: what to do then.   chosen: by a person.   has_pyramid: it can serve a detector.
    is_composed: of one's own layers.   input_size: the only one it takes, 0 if it takes others.
    """

    name: str
    title: str
    weights: Path | None = None
    origin: str = ""
    size_bytes: int = 0
    chosen: bool = False
    whole: bool = False
    problem: str = ""
    hint: str = ""
    has_pyramid: bool = True
    is_composed: bool = False
    input_size: int = 0


@dataclass(frozen=True, slots=True)
class MachinePlan:
    """device: 'cpu', 'cuda', 'mps'.   wanted: as in Settings.device.   seconds: None where nothing can be said.

    method: the detection method that this machine has not timed, so that seconds are a rough guess; '' if it has.

    ready: pictures whose features are there.   input_size, epochs: usual or asked for; epochs 0 for unknown.
    """

    backbone: BackbonePlan
    device: str
    wanted: str
    cores: int
    seconds: float | None
    ready: int
    input_size: int
    steps: int
    method: str = ""


def plan_machine(
    data: DataPlan,
    options: TrainOptions,
    *,
    wanted_device: str,
    threads: int,
    weights_dirs: Iterable[str],
    runs: Iterable[RunRow],
    runs_folder: Path,
) -> MachinePlan:
    """Foretell the machine's part."""
    backbone = plan_backbone(options, [Path(folder) for folder in weights_dirs])
    guess = guess_device()
    device = guess.device if wanted_device == "auto" else wanted_device
    learnt = data.split.parts[Split.TRAIN]
    task = data.task or "detect"
    known = backbone.name if backbone.name in BACKBONES else _stand_in(backbone)
    named = named_method(options.recipe) if task == "detect" else ""
    method = named if named in METHODS else GRID  # what is wrong with a recipe is said elsewhere
    usual = usual_training(task, learnt, known, method)
    size = backbone.input_size or options.input_size or usual.input_size
    ready = 0 if backbone.whole else ready_pictures(data, backbone.name, runs, runs_folder)
    steps = usual.steps
    if options.epochs:
        steps = options.epochs * -(-max(learnt, 1) // usual.batch)
    seconds = None
    is_known = knows_method(task, method, threads=threads, device=device)
    if learnt and not backbone.problem:
        cached = min(ready, learnt)
        seconds = estimate_training_seconds(
            task, known, learnt, cached, threads=threads, input_size=size, steps=steps, device=device, method=method,
        )  # fmt: skip
    untimed = "" if is_known else method
    return MachinePlan(backbone, device, wanted_device, threads or guess.cores, seconds, ready, size, steps, untimed)


def _stand_in(backbone: BackbonePlan) -> str:
    return WHOLE_LIKE if backbone.is_composed else FALLBACK


def plan_backbone(options: TrainOptions, folders: list[Path]) -> BackbonePlan:
    """What a training starts from."""
    if options.network:
        return plan_composed(options.network)
    named = Path(options.weights) if options.weights else None
    try:
        choice = find_backbone(options.backbone, named, folders)
    except UserError as error:
        return BackbonePlan(
            options.backbone, backbone_title(options.backbone), chosen=True, problem=error.message, hint=error.hint
        )
    file = choice.weights
    return BackbonePlan(
        choice.info.name,
        choice.info.title,
        file.path if file else None,
        file.origin if file else "",
        file.path.stat().st_size if file else 0,
        chosen=bool(options.backbone),
        whole=choice.info.trains_whole,
        has_pyramid=choice.info.has_pyramid,
    )


def plan_composed(text: str) -> BackbonePlan:
    """A network of one's own layers."""
    try:
        recipe = parse_layers(text)
    except UserError as error:
        return BackbonePlan(COMPOSED, COMPOSED, chosen=True, problem=error.message, hint=error.hint, is_composed=True)
    problems = calculate_layers(recipe).problems
    return BackbonePlan(
        COMPOSED,
        recipe.name,
        chosen=True,
        whole=True,
        problem=problems[0].message if problems else "",
        has_pyramid=False,
        is_composed=True,
        input_size=recipe.input[0],
    )


def list_rows(weights_dirs: Iterable[str], should_stop: Callable[[], bool]) -> tuple[BackboneListed, ...]:
    """All backbones and where their weights are."""
    return () if should_stop() else listed_backbones(tuple(weights_dirs))


def ready_pictures(data: DataPlan, backbone: str, runs: Iterable[RunRow], folder: Path) -> int:
    """How many of the plan's pictures the last such run has learnt from: their features are kept."""
    wanted = [run for run in runs if run.task == data.task and run.backbone == backbone and run.state != "empty"]
    if not wanted:
        return 0
    try:
        snapshot = folder / wanted[0].name / "snapshot.jsonl"
        if snapshot.stat().st_size > LARGEST_SNAPSHOT:
            return 0
        lines = snapshot.read_bytes().splitlines()[1:]
        learnt = {json.loads(line)["id"] for line in lines}
    except (OSError, ValueError, KeyError, TypeError):
        return 0
    return len(learnt & set(data.ids))
