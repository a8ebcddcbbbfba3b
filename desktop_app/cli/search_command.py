"""`vistazo search`: many trainings over ranges of a recipe, and the best of them as a recipe."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.app import Session, finish, vistazo
from desktop_app.cli.interrupt import stop_flag
from desktop_app.cli.jobs import run_job
from desktop_app.cli.model_commands import DEVICES
from desktop_app.cli.project_commands import say_notices
from desktop_app.cli.recipe_commands import shown
from desktop_app.cli.training_commands import TASKS, read_text
from desktop_app.project.run_places import cache_of_run, existing_run, weights_folders
from desktop_app.project.run_start import start_search
from desktop_app.project.store import open_project
from ml_engine.jobs.specs import SearchJob, TrainJob
from ml_engine.networks.available import RANDOM
from ml_engine.reports.search_file import BEST_FILE, SearchFile, read_search, write_search


@vistazo.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "--recipe", "ranges", type=click.Path(path_type=Path, dir_okay=False),
    help="A TOML file with the ranges of the fields to search (see docs/recipes.md).",
)  # fmt: skip
@click.option("--trials", type=click.IntRange(min=1), default=20, show_default=True)
@click.option("--minutes", type=click.FloatRange(min=0), default=0.0, help="Begin no trial after so many. 0: no limit.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True)
@click.option("--task", type=TASKS, help="Default: detect where there are boxes, else classify.")
@click.option("--backbone", default="", help="See vistazo backbones. Default: the best whose weights are here.")
@click.option("--weights", default="", metavar="FILE|random", help="As in vistazo train.")
@click.option("--split-from", metavar="S", help="As in vistazo train.")
@click.option(
    "--keep-all", is_flag=True, help="Keep all checkpoints and epochs of all trials, not the best one's only."
)
@click.option("--device", type=DEVICES, default="auto", show_default=True)
@click.option("--threads", type=click.IntRange(min=0), default=0, help="0: all cores.")
@click.option("--resume", "resumed", type=click.Path(path_type=Path), help="Go on with this search where it stopped.")
@click.pass_obj
def search(
    session: Session, project: Path, ranges: Path | None, trials: int, minutes: float, seed: int, task: str | None,
    backbone: str, weights: str, split_from: str | None, keep_all: bool, device: str, threads: int,
    resumed: Path | None,
) -> None:  # fmt: skip
    """Search the recipe that is best on PROJECT's validation pictures. Each trial becomes a run of its own.

    With --resume, --trials and --minutes count all trials of that search, also those that are done.
    """
    if resumed is not None:
        folder = existing_run(resumed)
        file = read_search(folder)
        given = click.get_current_context().get_parameter_source
        if given("trials") is not click.core.ParameterSource.DEFAULT:
            file.wanted = trials
        if given("minutes") is not click.core.ParameterSource.DEFAULT:
            file.minutes = minutes
        write_search(folder, file)
    elif ranges is None:
        raise click.UsageError("Name the ranges to search with --recipe RANGES.toml, or go on with --resume SEARCH.")
    else:
        job = TrainJob("", "", task or "", backbone, _weights(weights), seed=seed)
        wanted = SearchFile(job, read_text(ranges), trials, minutes, seed, keep_all)
        with open_project(project) as opened, stop_flag(session.console) as stopped:
            say_notices(session.console, opened)
            folder = start_search(opened, wanted, split_from or "", emit=session.console.event, should_stop=stopped)
    job_of = SearchJob(str(folder), str(cache_of_run(folder)), weights_folders(folder), device, threads)
    finish(run_job(session, job_of))
    _tell_best(session, folder)


def _tell_best(session: Session, folder: Path) -> None:
    if session.as_json:
        return
    file = read_search(folder)
    if file.importance:
        session.console.table(
            "Which fields mattered",
            ["field", "share"],
            [[name, f"{part:.0%}"] for name, part in file.importance.items()],
        )
    if file.best is not None:
        values = ", ".join(f"{name} {shown(value)}" for name, value in file.best.values.items())
        session.console.say(f"Best: trial {file.best.number} with {values}.")
        session.console.say(f"Train with it: vistazo train PROJECT --recipe {folder / BEST_FILE}")


def _weights(weights: str) -> str:
    return str(Path(weights).absolute()) if weights not in ("", RANDOM) else weights
