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
from desktop_app.project.run_start import discard_unstarted, start_run
from desktop_app.project.store import open_project
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import JobDone
from ml_engine.jobs.specs import TrainJob
from ml_engine.networks.available import RANDOM
from ml_engine.networks.layer_recipe import layers_toml, read_layers

TASKS = click.Choice(["classify", "detect"])


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
@click.option("--find-rate", is_flag=True, help="Train nothing: try rising learning rates and suggest one.")
@click.option("--resume", "resumed", type=click.Path(path_type=Path), help="Continue this run where it stopped.")
@click.pass_obj
def train(
    session: Session, project: Path, task: str | None, backbone: str, weights: str, network: Path | None,
    recipe: Path | None, epochs: int, unfreeze: int, input_size: int, seed: int, device: str, threads: int,
    split_from: str | None, find_rate: bool, resumed: Path | None,
) -> None:  # fmt: skip
    """Train a model on the labelled and verified pictures of PROJECT.

    Under torchrun several processes train it together: see docs/cluster.md.
    """
    if follows():
        followed = followed_job(device)
        finish(run_job(session, followed)) if followed else None
        return
    with handing_over(device) as hand_over:
        job, discards = _prepared(
            session, project, task, backbone, weights, network, recipe, epochs, unfreeze, input_size, seed, device,
            threads, split_from, find_rate, resumed,
        )  # fmt: skip
        hand_over(job)
    if not discards:
        finish(run_job(session, job))
        return
    try:
        ended = run_job(session, job)
    except BaseException:
        discard_unstarted(Path(job.run_dir))
        raise
    if find_rate or not isinstance(ended, JobDone):
        discard_unstarted(Path(job.run_dir))
    finish(ended)


def _prepared(
    session: Session, project: Path, task: str | None, backbone: str, weights: str, network: Path | None,
    recipe: Path | None, epochs: int, unfreeze: int, input_size: int, seed: int, device: str, threads: int,
    split_from: str | None, find_rate: bool, resumed: Path | None,
) -> tuple[TrainJob, bool]:  # fmt: skip
    """The job, and whether its run's folder is new, to be taken away again if nothing comes of it."""
    if resumed is not None:
        folder = existing_run(resumed)
        job = TrainJob(
            str(folder), str(cache_of_run(folder)), task or "", device=device, threads=threads, resume=True,
            weights_dirs=weights_folders(folder),
        )  # fmt: skip
        return job, False
    recipe_text = _read_recipe(recipe) if recipe else ""
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
    )
    if stopped():  # Ctrl-C after the snapshot's last look
        discard_unstarted(run.folder)
        raise Cancelled
    return job, True


def _read_recipe(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("recipe", f"The recipe {path} cannot be read: {error}.", "Name a TOML text file.") from error
