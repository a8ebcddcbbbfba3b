"""`vistazo train`: from the project's labels to a run, beside an open window if need be."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.app import Session, finish, vistazo
from desktop_app.cli.interrupt import stop_flag
from desktop_app.cli.jobs import run_job
from desktop_app.cli.model_commands import DEVICES
from desktop_app.cli.project_commands import say_notices
from desktop_app.cli.together import followed_job, follows, handing_over
from desktop_app.project.run_places import cache_of_run, existing_run, weights_folders
from desktop_app.project.run_start import StartedRun, discard_unstarted, start_run
from desktop_app.project.store import open_project
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import JobDone
from ml_engine.domain.snapshot import count_by_split
from ml_engine.domain.values import Split
from ml_engine.jobs.run_queue import enqueue, guess_seconds
from ml_engine.jobs.specs import TrainJob
from ml_engine.networks.available import RANDOM
from ml_engine.networks.layer_recipe import layers_toml, read_layers
from ml_engine.tasks.defaults import default_recipe
from ml_engine.tasks.detection.methods import METHODS as METHOD_TABLE
from ml_engine.training.recipe import parse_recipe

TASKS = click.Choice(["classify", "detect", "localize"])
METHODS = click.Choice(METHOD_TABLE.names())


@vistazo.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--task", type=TASKS, help="Default: detect where there are boxes, else classify.")
@click.option("--backbone", default="", help="See vistazo backbones. Default: the best whose weights are here.")
@click.option(
    "--weights", default="", metavar="FILE|random", help="A weights file, instead of searching; random: train it whole."
)
@click.option(
    "--network",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A network of your own layers (see vistazo inspect --example), trained whole.",
)
@click.option(
    "--recipe", type=click.Path(path_type=Path, dir_okay=False), help="A TOML file with changes to the defaults."
)
@click.option("--epochs", type=click.IntRange(min=0), default=0, help="0: the recipe's.")
@click.option(
    "--unfreeze", type=click.IntRange(min=0), default=0, help="Blocks of the backbone that learn in a second phase."
)
@click.option(
    "--input-size", type=click.IntRange(min=0), default=0, help="Pixels, a multiple of 32. 0: chosen from the labels."
)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True)
@click.option("--device", type=DEVICES, default="auto", show_default=True)
@click.option("--threads", type=click.IntRange(min=0), default=0, help="0: all cores.")
@click.option(
    "--split-from",
    metavar="S",
    help="'folders', or TRAIN,VAL[,TEST]: files that list pictures; an empty VAL is cut from TRAIN.",
)
@click.option(
    "--method",
    type=METHODS,
    help="How a detector finds its boxes, see vistazo methods. Default: the recipe's, else grid.",
)
@click.option("--find-rate", is_flag=True, help="Train nothing: try rising learning rates and suggest one.")
@click.option("--queue", "queued", is_flag=True, help="Let it wait for its turn instead (see vistazo queue).")
@click.option("--resume", "resumed", type=click.Path(path_type=Path), help="Continue this run where it stopped.")
@click.pass_obj
def train(
    session: Session, project: Path, task: str | None, backbone: str, weights: str, network: Path | None,
    recipe: Path | None, epochs: int, unfreeze: int, input_size: int, seed: int, device: str, threads: int,
    split_from: str | None, method: str | None, find_rate: bool, queued: bool, resumed: Path | None,
) -> None:  # fmt: skip
    """Train a model on the labelled and verified pictures of PROJECT.

    Under torchrun several processes train it together: see docs/cluster.md.
    """
    if queued and (find_rate or resumed is not None):
        raise click.UsageError("--queue lets a new training wait: leave --find-rate and --resume out.")
    if follows():
        followed = followed_job(device)
        finish(run_job(session, followed)) if followed else None
        return
    with handing_over(device) as hand_over:
        job, run = _prepared(
            session, project, task, backbone, weights, network, recipe, epochs, unfreeze, input_size, seed, device,
            threads, split_from, method, find_rate, resumed,
        )  # fmt: skip
        if queued and run is not None:
            _let_wait(session, job, run)
            return
        hand_over(job)
    if run is None:
        finish(run_job(session, job))
        return
    try:
        ended = run_job(session, job)
    except BaseException:
        discard_unstarted(run.folder)
        raise
    if find_rate or not isinstance(ended, JobDone):
        discard_unstarted(run.folder)
    finish(ended)


def _prepared(
    session: Session, project: Path, task: str | None, backbone: str, weights: str, network: Path | None,
    recipe: Path | None, epochs: int, unfreeze: int, input_size: int, seed: int, device: str, threads: int,
    split_from: str | None, method: str | None, find_rate: bool, resumed: Path | None,
) -> tuple[TrainJob, StartedRun | None]:  # fmt: skip
    """The job, and its run if that is a new one, to be taken away again if nothing comes of it."""
    if resumed is not None:
        folder = existing_run(resumed)
        job = TrainJob(
            str(folder), str(cache_of_run(folder)), task or "", device=device, threads=threads, resume=True,
            weights_dirs=weights_folders(folder),
        )  # fmt: skip
        return job, None
    recipe_text = read_text(recipe) if recipe else ""
    if network and (backbone or weights):
        raise click.UsageError("--network is a backbone of its own: leave --backbone and --weights out.")
    layers = layers_toml(read_layers(network)) if network else ""
    console = session.console
    with open_project(project) as opened, stop_flag(console) as stopped:
        say_notices(console, opened)
        run = start_run(opened, task or "", split_from or "", seed=seed, emit=console.event, should_stop=stopped)
    job = TrainJob(
        run_dir=str(run.folder),
        cache_dir=str(cache_of_run(run.folder)),
        task=run.task,
        backbone=backbone,
        weights=str(Path(weights).absolute()) if weights not in ("", RANDOM) else weights,
        weights_dirs=weights_folders(run.folder),
        recipe=recipe_text,
        epochs=epochs,
        unfreeze=unfreeze,
        input_size=input_size,
        seed=seed,
        device=device,
        threads=threads,
        network=layers,
        find_rate=find_rate,
        method=method or "",
    )
    if stopped():  # Ctrl-C after the snapshot's last look
        discard_unstarted(run.folder)
        raise Cancelled
    return job, run


def read_text(path: Path) -> str:
    """The text of a recipe. Raises UserError."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("recipe", f"The recipe {path} cannot be read: {error}.", "Name a TOML text file.") from error


def _let_wait(session: Session, job: TrainJob, run: StartedRun) -> None:
    try:
        parse_recipe(job.recipe, default_recipe(job.task))  # refused now, not when its turn has come
        place = enqueue(job, guess_seconds(job, count_by_split(run.snapshot.images)[Split.TRAIN]))
    except BaseException:
        discard_unstarted(run.folder)
        raise
    session.console.result(
        {"queued": run.folder.name, "place": place, "run": str(run.folder)},
        f"{run.folder.name} waits, {place} in the queue. It starts when the window is free, or by vistazo queue --run.",
    )
