"""One transform at a time: what each does to the validation metric, by trainings on frozen, cached features.

Every training is the ordinary one with `validation_only`: the test pictures are not even decoded, since whoever
chooses by them has nothing left that tells the truth.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.transforms import BY_NAME, TRANSFORMS
from ml_engine.domain.atomic_file import write_atomic
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Ablation, Event, JobDone, JobStarted, Notice, Progress
from ml_engine.domain.snapshot import read_snapshot
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.jobs.specs import AblateJob, TrainJob
from ml_engine.reports.ablation_files import write_table
from ml_engine.reports.ablation_table import BASELINE, STATE_FILE, TOGETHER, make_rows
from ml_engine.tasks.catalogue import find_task
from ml_engine.training.model_spec import GRID
from ml_engine.training.recipe import Recipe, named_method, parse_recipe, recipe_toml
from ml_engine.training.run import train

TITLES = {BASELINE: "none", TOGETHER: "together"} | {item.name: item.title for item in TRANSFORMS}
TELL_EVERY_S = 0.2
FIT_COST = 0.5  # of fitting a head, in views of all pictures through the network: for the guess of the time left


class Cell(msgspec.Struct, frozen=True):
    """A training that is done."""

    name: str
    seed: int
    value: float


class State(msgspec.Struct):
    """What ablation.json holds: enough to go on after any end."""

    job: AblateJob
    cells: list[Cell] = []
    metric: str = ""
    pictures: int = 0


def ablate(job: AblateJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Train every row with every seed; say an Ablation after each, and write table and plot into job.run_dir.

    Raises UserError (an unknown transform, what training refuses), Cancelled: then what is done is kept, and a job with
    resume goes on behind it.
    """
    started, folder = time.monotonic(), Path(job.run_dir)
    state = _resumed(folder, job) if job.resume else State(job)
    job = state.job
    several = read_snapshot(folder / "snapshot.jsonl").several_per_picture
    task = find_task(job.task, several_per_picture=several, method=named_method(job.recipe) or GRID)
    recipes = ablation_recipes(_frozen(parse_recipe(job.recipe, task.recipe)), job.only)
    state.metric = task.primary_metric
    if not job.seeds:
        raise UserError("seeds", "An ablation needs at least one seed.", "Name some, as in --seeds 0,1,2.")
    teller = _Teller(emit, state, recipes)
    _keep(folder, state)
    teller.table(folder)
    for name, recipe in recipes.items():
        for seed in job.seeds:
            if not any(cell.name == name and cell.seed == seed for cell in state.cells):
                done = _train_cell(job, folder, name, recipe, seed, teller, should_stop)
                state.cells.append(Cell(name, seed, done.metrics[task.primary_metric]))
                state.pictures = int(done.figures["pictures"])
                _keep(folder, state)
                shutil.rmtree(_work(folder, name, seed), ignore_errors=True)
                teller.cell_done(name)
                write_table(folder, teller.table(folder), TITLES)
    write_table(folder, teller.table(folder), TITLES)
    shutil.rmtree(folder / "work", ignore_errors=True)
    return JobDone(
        time.monotonic() - started, split="validation", output=str(folder),
        figures={"trainings": float(len(state.cells))},
    )  # fmt: skip


def ablation_recipes(recipe: Recipe, only: Sequence[str]) -> dict[str, Recipe]:
    """Row → recipe: none, each transform alone (at a first try's strength where the recipe has it off), and together.

    only: names of transforms, () for all. 'together' is the recipe as it is, where it has more than one of them on.
    Raises UserError for a name that is none.
    """
    for name in only:
        if name not in BY_NAME:
            raise UserError(
                "unknown-transform", f"There is no transform called {name!r}.", f"Choose from: {', '.join(BY_NAME)}."
            )
    augment = recipe.augment
    rows: dict[str, AugmentRecipe] = {BASELINE: AugmentRecipe(border=augment.border, untouched=augment.untouched)}
    rows |= {item.name: item.tried(augment) for item in TRANSFORMS if not only or item.name in only}
    if sum(item.is_on(augment) for item in TRANSFORMS) > 1:
        rows[TOGETHER] = augment
    return {name: msgspec.structs.replace(recipe, augment=row) for name, row in rows.items()}


def _frozen(recipe: Recipe) -> Recipe:
    """Without a second phase: only features that are computed once make so many trainings affordable."""
    freeze = "auto" if recipe.freeze == "top" else recipe.freeze
    return msgspec.structs.replace(recipe, freeze=freeze, second=msgspec.structs.replace(recipe.second, blocks=0))


def _train_cell(
    job: AblateJob, folder: Path, name: str, recipe: Recipe, seed: int, teller: _Teller, should_stop: ShouldStop
) -> JobDone:
    work = _work(folder, name, seed)
    work.mkdir(parents=True, exist_ok=True)
    snapshot = work / "snapshot.jsonl"
    if not snapshot.exists():
        try:
            os.link(folder / "snapshot.jsonl", snapshot)
        except OSError:  # a file system without links
            shutil.copyfile(folder / "snapshot.jsonl", snapshot)
    training = TrainJob(
        run_dir=str(work), cache_dir=job.cache_dir, task=job.task, backbone=job.backbone, weights=job.weights,
        weights_dirs=job.weights_dirs, recipe=recipe_toml(recipe), epochs=job.epochs, input_size=job.input_size,
        seed=seed, device=job.device, threads=job.threads, cache_budget_bytes=job.cache_budget_bytes,
        resume=(work / "job.json").exists(), validation_only=True,
    )  # fmt: skip
    teller.begin(name, seed)
    return train(training, teller.inner, should_stop)


def _work(folder: Path, name: str, seed: int) -> Path:
    return folder / "work" / f"{name}-{seed}"


def _keep(folder: Path, state: State) -> None:
    try:
        write_atomic(folder / STATE_FILE, msgspec.json.encode(state))
    except OSError as error:
        raise UserError(
            "disk-write", f"{folder} cannot be written: {error.strerror or error}.", "Free some space, then go on."
        ) from error


def _resumed(folder: Path, job: AblateJob) -> State:
    """What was asked for before, on the machine of now."""
    try:
        state = msgspec.json.decode((folder / STATE_FILE).read_bytes(), type=State)
    except (OSError, msgspec.DecodeError) as error:
        raise UserError(
            "no-ablation", f"{folder} holds no ablation that can go on: {error}.", "Start a new one."
        ) from error
    state.job = dataclasses.replace(
        state.job, run_dir=job.run_dir, cache_dir=job.cache_dir, device=job.device, threads=job.threads, resume=True,
        weights_dirs=(*job.weights_dirs, *state.job.weights_dirs), cache_budget_bytes=job.cache_budget_bytes,
    )  # fmt: skip
    return state


class _Teller:
    """Turns the events of many trainings into one progress, with a guess of the time left."""

    def __init__(self, emit: Emit, state: State, recipes: dict[str, Recipe]) -> None:
        self._emit = emit
        self._state = state
        self._recipes = recipes
        self._costs = {name: FIT_COST + _views(recipe) for name, recipe in recipes.items()}
        self._began = time.monotonic()
        self._done_cost = 0.0
        self._said = 0.0
        self._notices: set[str] = set()

    def table(self, folder: Path) -> Ablation:
        """The table as it is now, said too."""
        state = self._state
        values = {(cell.name, cell.seed): cell.value for cell in state.cells}
        rows = make_rows(list(self._recipes), state.job.seeds, values)
        ablation = Ablation(
            str(folder), state.job.task, state.metric, state.job.seeds, rows, len(state.cells), self._total,
            state.pictures,
        )  # fmt: skip
        self._emit(ablation)
        return ablation

    def begin(self, name: str, seed: int) -> None:
        self._emit(Notice("ablation-row", f"Trains {TITLES[name]!r} with seed {seed}."))
        self._progress()

    def cell_done(self, name: str) -> None:
        self._done_cost += self._costs[name]
        self._progress()

    def inner(self, event: Event) -> None:
        """What a training says: its device and notices once, any other sign of life as progress."""
        if isinstance(event, JobStarted | Notice):
            key = event.reason if isinstance(event, JobStarted) else event.message
            if key not in self._notices:
                self._notices.add(key)
                self._emit(event)
        elif time.monotonic() - self._said >= TELL_EVERY_S:
            self._progress()

    @property
    def _total(self) -> int:
        return len(self._recipes) * len(self._state.job.seeds)

    def _progress(self) -> None:
        self._said = time.monotonic()
        done = {(cell.name, cell.seed) for cell in self._state.cells}
        left = sum(
            cost for name, cost in self._costs.items() for seed in self._state.job.seeds if (name, seed) not in done
        )
        eta = (self._said - self._began) / self._done_cost * left if self._done_cost else None
        self._emit(Progress("ablation", len(done), self._total, eta))


def _views(recipe: Recipe) -> int:
    return 1 if recipe.augment.changes_nothing else recipe.views
