"""The two jobs of training: train a run from its snapshot, and score a finished one.

Nothing here knows a task or a network by name: it lines the parts up, says what was chosen and why, and writes the run.
"""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import msgspec
import torch
from torch import Tensor

from ml_engine.augment.cautions import cautions
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import JobDone, JobStarted, Notice
from ml_engine.domain.snapshot import read_snapshot
from ml_engine.domain.values import Split
from ml_engine.jobs.cores import available_cores
from ml_engine.jobs.specs import EvaluateJob, TrainJob
from ml_engine.networks.available import check_suits
from ml_engine.reports.anchors import ANCHORS_FILE, anchor_words, write_anchors
from ml_engine.reports.answers import PictureAnswer, Scores
from ml_engine.reports.model_card import read_model_card, write_model_card
from ml_engine.reports.report_files import write_report
from ml_engine.tasks.catalogue import TASKS, find_task, task_of
from ml_engine.tasks.task import ChoosesSettings, HasAnchors, InputSize, Task
from ml_engine.training.answers import count_scores, picture_answers
from ml_engine.training.backbone_choice import ChosenBackbone, choose_backbone
from ml_engine.training.card import CardFacts, make_card
from ml_engine.training.checkpoint import FitState, read_state
from ml_engine.training.device import DeviceChoice, choose_device, half_precision
from ml_engine.training.fit import Emit, ShouldStop
from ml_engine.training.kept_answers import keep_answers
from ml_engine.training.memory_answers import MemoryFull, MemoryLack, memory_watched, next_answer
from ml_engine.training.model import TrainedModel
from ml_engine.training.model_spec import GRID, MethodSetting, ModelSpec, label_specs, needed_version, vistazo_version
from ml_engine.training.nearest_mean import check_means, take_shots
from ml_engine.training.normalization import choose_normalization, set_normalization
from ml_engine.training.phases import Phases
from ml_engine.training.pictures import Pictures, choose_pictures, tell_pictures
from ml_engine.training.rate_finder import find_rate, job_done
from ml_engine.training.recipe import Recipe, named_method, parse_recipe, recipe_toml
from ml_engine.training.run_folder import RunFolder, keep_frozen_weights, load_model, load_trained
from ml_engine.training.run_setup import RunSetup, learns_whole
from ml_engine.training.scoring import Scored, Surroundings, score_split
from ml_engine.training.speed_notes import note_run
from ml_engine.training.step import Machine
from ml_engine.training.task_choices import adapted_task, with_batches
from ml_engine.training.together import team

NO_TEST = (
    "There is no test split, so the metrics are of the validation pictures, which also chose the best epoch: "
    "on new pictures expect a little less."
)


def train(job: TrainJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Train a run, or go on with one.

    With job.find_rate nothing is trained: a RateCurve is said and its suggestion returned among the figures.
    Returns JobDone with the metrics of the test split where there is one, else of validation, and writes everything
    that a run folder holds. Raises UserError (refusals in sentences), Cancelled (saved; it can be resumed).
    """
    while True:
        try:
            return _attempt(job, emit, should_stop)
        except MemoryFull as error:
            if team().size > 1:  # a smaller recipe would be this process's alone
                raise UserError(
                    "out-of-memory",
                    "There was not enough memory in one of the processes that train together.",
                    "Choose a smaller input size or backbone, or give each process a device of its own.",
                ) from error
            lack = error.lack
        # Outside the except block: the traceback would hold the tensors that filled the memory.
        if job.resume:
            job = _resumed_job(RunFolder(Path(job.run_dir)), job)
        answer = next_answer(lack, job)
        emit(answer.notice)
        RunFolder(Path(job.run_dir), writes=team().leads).forget_checkpoints()
        job = answer.job


def _attempt(job: TrainJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """As train. Raises MemoryFull if there is not memory enough for one picture."""
    started = time.monotonic()
    folder = RunFolder(Path(job.run_dir), writes=team().leads)
    if job.resume:
        job = _resumed_job(folder, job)
    TASKS.get(job.task)  # an unknown name is refused before any file is read
    snapshot = read_snapshot(folder.snapshot_file)
    method = job.method or named_method(job.recipe) or GRID
    task = find_task(job.task, several_per_picture=snapshot.several_per_picture, method=method)
    recipe = read_recipe(job, task)
    torch.manual_seed(job.seed)  # a network that is trained whole starts from random weights
    pictures = choose_pictures(snapshot, task)
    check_means(recipe, task)
    pictures = take_shots(pictures, task, recipe.shots, job.seed, emit)
    if job.validation_only:
        pictures = dataclasses.replace(pictures, test=())
    task = adapted_task(task, recipe, pictures.train, pictures.labels)
    choice = choose_device(job.device)
    emit(JobStarted(str(choice.device), choice.reason))
    tell_pictures(pictures, snapshot, task, emit)
    for caution in cautions(recipe.augment, [label.name for label in pictures.labels]):
        emit(Notice("augment-labels", caution))
    recipe = with_batches(recipe, len(pictures.train), emit)
    chosen = choose_backbone(job, emit)
    check_means(recipe, task, chosen.info)
    _normalise(chosen, recipe, pictures, emit)
    size = _input_size(recipe, task, pictures, chosen, emit)
    task, settings = _with_settings(task, folder, job, recipe, pictures, size.pixels)
    setup = _setup(job, task, settings, recipe, pictures, chosen, size.pixels, choice, emit, should_stop)
    phases = Phases(setup, folder)
    half_left = setup.around.machine.half is None and choice.half is not None
    lack = MemoryLack(recipe, size.pixels, chosen.info, half_left, str(choice.device))
    if job.find_rate:
        with memory_watched(lack):
            curve = find_rate(setup, phases)
        emit(curve)
        return job_done(curve, started)
    has_begun = folder.has_begun  # a run that waited in the queue has not
    _announce(folder, job, setup)
    with memory_watched(lack):
        state = phases.run(*_resumed_state(folder, job, emit, has_begun=has_begun))
    if not team().leads:  # all that is left is to score and to write, which one does for all
        return JobDone(time.monotonic() - started, run=str(folder.path))
    note_run(setup, phases, state)
    if job.validation_only:
        return _validated(state, setup, folder, started)
    done = _finish(phases, setup, folder, state)
    facts = CardFacts(
        job, snapshot, pictures, chosen, size.reason, choice, recipe, state, time.monotonic() - started,
        parameters=sum(parameter.numel() for parameter in done.model.parameters()),
        trained_parameters=done.trained_parameters,
    )  # fmt: skip
    split = pictures.scored_split
    scores = _write_answers(folder, done, split, task)
    write_model_card(folder.path, make_card(facts, folder.path.name, done.model.spec, task, scores, done.validation))
    if split is Split.VALIDATION:
        emit(Notice("no-test-split", NO_TEST))
    return JobDone(
        time.monotonic() - started,
        run=str(folder.path),
        split=split.value,
        metrics=done.scored.metrics,
        figures={"best_epoch": float(state.best_epoch), "epochs": float(len(state.rows))},
    )


def _validated(state: FitState, setup: RunSetup, folder: RunFolder, started: float) -> JobDone:
    """The best epoch's validation metrics and nothing else."""
    best = next(row for row in state.rows if row.epoch == state.best_epoch)
    figures = {"best_epoch": float(state.best_epoch), "pictures": float(len(setup.pictures.validation))}
    return JobDone(
        time.monotonic() - started, run=str(folder.path), split=Split.VALIDATION.value, metrics=best.metrics,
        figures=figures,
    )  # fmt: skip


def evaluate(job: EvaluateJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Score a run's best model on a split of its snapshot ('' = test where there is one, else validation).

    job.epoch: as it was after that epoch instead; then the run's own answers stay those of its best model.
    Raises UserError if the run is damaged or the split is empty, Cancelled.
    """
    started = time.monotonic()
    folder = RunFolder(Path(job.run_dir))
    choice = choose_device(job.device)
    emit(JobStarted(str(choice.device), choice.reason))
    dirs = tuple(Path(place) for place in job.weights_dirs)
    model = load_model(folder.path, dirs, lambda message: emit(Notice("checkpoint-damaged", message)), epoch=job.epoch)
    task = task_of(model.spec)
    pictures = choose_pictures(read_snapshot(folder.snapshot_file), task)
    split = _split(job.split) if job.split else pictures.scored_split
    part = pictures.part(split)
    if not part:
        raise UserError(
            "empty-split", f"{folder.path.name} has no pictures in the {split.value} split.", "Choose another split."
        )
    around = Surroundings(
        Path(job.cache_dir), Machine(choice.device), job.threads or available_cores(), 0, emit, should_stop
    )
    scored = score_split(model, part, task, around)
    found = picture_answers(scored, split, task, model.spec)
    counted = count_scores(scored, found, split, task, model.spec)
    try:
        if not job.epoch:  # the run's answers are its best model's
            keep_answers(folder, found, counted)
    except UserError as error:  # a run on a disk that cannot be written is scored all the same
        emit(Notice("answers-not-kept", f"{error.message} The pictures behind the figures are not noted."))
    epoch = {"epoch": float(job.epoch)} if job.epoch else {}
    if job.report_dir:
        write_report(Path(job.report_dir), read_model_card(folder.path), counted)
    return JobDone(
        time.monotonic() - started, run=str(folder.path), split=split.value, metrics=scored.metrics,
        output=job.report_dir, figures={"pictures": float(len(scored.pictures)), **counted.figures, **epoch},
    )  # fmt: skip


def read_recipe(job: TrainJob, task: Task) -> Recipe:
    """The task's defaults, changed by the job's TOML, then by its own fields."""
    recipe = parse_recipe(job.recipe, task.recipe)
    if job.method:
        recipe = parse_recipe(f'method = "{job.method}"', recipe)
    if job.epochs:
        recipe = msgspec.structs.replace(recipe, epochs=job.epochs, steps=0, least_steps=0)
    if job.input_size:
        recipe = parse_recipe(f"input_size = {job.input_size}", recipe)
    if job.unfreeze:
        recipe = msgspec.structs.replace(recipe, second=msgspec.structs.replace(recipe.second, blocks=job.unfreeze))
    return recipe


@dataclasses.dataclass(frozen=True, slots=True)
class _Finished:
    """model: the best one.   trained_parameters: of them, those that training changed."""

    model: TrainedModel
    trained_parameters: int
    validation: Scored
    scored: Scored


def _finish(phases: Phases, setup: RunSetup, folder: RunFolder, state: FitState) -> _Finished:
    """Thresholds from validation, then the metrics; model.json becomes final."""
    tensors, _ = folder.read_best(lambda message: setup.emit(Notice("checkpoint-damaged", message)))
    blocks = setup.trained_blocks if state.best_phase == "blocks" else 0
    spec = dataclasses.replace(setup.spec, trained_blocks=blocks)
    model = TrainedModel(spec, setup.backbone, phases.head)
    phases.restore_pretrained()
    load_trained(model, tensors, folder.best_file)
    model.eval().requires_grad_(False)
    validation = phases.score(model, setup.pictures.validation)
    labels = [label.id for label in spec.labels]
    shown = setup.task.choose_thresholds(validation.predictions, validation.pictures, labels)
    spec = dataclasses.replace(spec, score=shown.score, iou=shown.iou)
    folder.write_spec(spec)
    scored = phases.score(model, setup.pictures.test) if setup.pictures.test else validation
    model.spec = spec
    learnt = {name for name, _ in model.named_parameters()} & tensors.keys()
    return _Finished(model, sum(tensors[name].numel() for name in learnt), validation, scored)


def _write_answers(folder: RunFolder, done: _Finished, split: Split, task: Task) -> Scores:
    """What the best model answers, for validation and for the split that is scored. Returns the latter's scores."""
    spec = done.model.spec
    answers: list[PictureAnswer] = []
    parts: list[Scores] = []
    for part, scored in {Split.VALIDATION: done.validation, split: done.scored}.items():
        found = picture_answers(scored, part, task, spec)
        answers += found
        parts.append(count_scores(scored, found, part, task, spec))
    folder.write_answers(answers, parts, split.value)
    return parts[-1]


def _setup(
    job: TrainJob, task: Task, settings: tuple[MethodSetting, ...], recipe: Recipe, pictures: Pictures,
    chosen: ChosenBackbone, input_size: int, choice: DeviceChoice, emit: Emit, should_stop: ShouldStop,
) -> RunSetup:  # fmt: skip
    blocks = len(chosen.backbone.blocks(task.features))
    spec = ModelSpec(
        task=task.name,
        labels=label_specs(pictures.labels),
        backbone=chosen.info.name,
        weights_sha256=chosen.sha256,
        input_size=input_size,
        fit=recipe.fit,
        normalization=chosen.info.normalization,
        features=task.features,
        trained_blocks=blocks if learns_whole(recipe, chosen.info) else 0,
        score=task.thresholds.score,
        iou=task.thresholds.iou,
        vistazo=vistazo_version(),
        spec_version=needed_version(
            composed=bool(job.network), several_per_picture=task.several_per_picture, method=recipe.method
        ),
        several_per_picture=task.several_per_picture,
        network=chosen.info.recipe if job.network else None,
        method=recipe.method,
        method_settings=settings,
    )
    method = recipe.method if task.name == "detect" else ""
    machine = Machine(choice.device, half_precision(choice, recipe.mixed_precision, method=method))
    around = Surroundings(
        Path(job.cache_dir), machine, job.threads or available_cores(), job.cache_budget_bytes, emit, should_stop
    )
    return RunSetup(spec, task, recipe, pictures, chosen.backbone, job.seed, around)


def _with_settings(
    task: Task, folder: RunFolder, job: TrainJob, recipe: Recipe, pictures: Pictures, input_size: int
) -> tuple[Task, tuple[MethodSetting, ...]]:
    """The task with what its method chooses from the training pictures, once: a resumed run keeps what it chose."""
    if not isinstance(task, ChoosesSettings):
        return task, ()
    if job.resume and folder.model_file.is_file():
        settings = folder.read_spec().method_settings
    else:
        labels = [label.id for label in pictures.labels]
        settings = task.choose_settings(pictures.train, labels, input_size, recipe.fit, job.seed)
    return task.with_settings(settings), settings


def _announce(folder: RunFolder, job: TrainJob, setup: RunSetup) -> None:
    """Write what a killed run must leave behind to be resumed or used."""
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "disk-write", f"{folder.path} cannot be created: {error.strerror}.", "Check the project folder."
        ) from error
    if not job.resume:
        folder.write_job(job)
    if not (job.resume and folder.has_begun):
        folder.write_recipe(recipe_toml(setup.recipe))
    # A resumed run may hold a best model already: its spec stays until the end.
    if not (job.resume and folder.model_file.is_file()):
        folder.write_spec(setup.spec)
    if isinstance(setup.task, HasAnchors) and not job.resume and folder.writes:
        fit = setup.task.anchor_fit(setup.pictures.train, setup.spec.input_size, setup.spec.fit)
        write_anchors(folder.path / ANCHORS_FILE, fit)
        setup.emit(Notice("anchors", anchor_words(fit)))
    if setup.spec.weights_sha256 and folder.writes:
        keep_frozen_weights(setup.around.cache_dir, setup.backbone, setup.spec.weights_sha256)


def _resumed_job(folder: RunFolder, job: TrainJob) -> TrainJob:
    """What the run was started with; where to compute and what to cache is the new job's."""
    old = folder.read_job()
    return dataclasses.replace(
        old, run_dir=job.run_dir, cache_dir=job.cache_dir, weights_dirs=(*job.weights_dirs, *old.weights_dirs),
        weights=job.weights or old.weights, device=job.device, threads=job.threads, resume=True,
        cache_budget_bytes=job.cache_budget_bytes,
    )  # fmt: skip


def _resumed_state(
    folder: RunFolder, job: TrainJob, emit: Emit, *, has_begun: bool
) -> tuple[FitState | None, dict[str, Tensor] | None]:
    """Where a run was, (None, None) for a new one or one that was stopped before its first checkpoint."""
    if not (job.resume and has_begun):
        return None, None
    try:
        tensors, facts = folder.read_last(lambda message: emit(Notice("checkpoint-damaged", message)))
    except UserError as error:
        if error.code != "checkpoint-missing":
            raise
        emit(Notice("resumed", "The run was stopped before its first checkpoint: it starts again."))
        return None, None
    state = read_state(facts)
    emit(Notice("resumed", f"The run goes on after epoch {len(state.rows)}."))
    return state, tensors


def _input_size(recipe: Recipe, task: Task, pictures: Pictures, chosen: ChosenBackbone, emit: Emit) -> InputSize:
    if recipe.input_size:
        size = InputSize(recipe.input_size, f"Input size {recipe.input_size} pixels: asked for.")
    else:
        size = task.choose_input_size(pictures.train, chosen.info)
    check_suits(chosen.info, task.features, size.pixels)
    emit(Notice("input-size", size.reason))
    return size


def _normalise(chosen: ChosenBackbone, recipe: Recipe, pictures: Pictures, emit: Emit) -> None:
    set_normalization(chosen.backbone, choose_normalization(recipe.normalization, chosen.info, pictures.train, emit))


def _split(name: str) -> Split:
    try:
        return Split(name)
    except ValueError:
        raise UserError(
            "unknown-split", f"There is no split called {name!r}.", "Choose one of: train, validation, test."
        ) from None
