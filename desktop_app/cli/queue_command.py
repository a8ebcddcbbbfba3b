"""`vistazo queue`: the trainings that wait, their order, and training them one after the other."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.app import Session, finish, vistazo
from desktop_app.cli.console import JsonValue
from desktop_app.cli.jobs import JobRunner
from desktop_app.cli.recipe_commands import plain, shown
from desktop_app.project.folder import FILE_NAME, project_folder
from desktop_app.project.run_places import cache_of_run, weights_folders
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import JobCancelled, JobDone, JobFailed, TerminalEvent
from ml_engine.jobs import run_queue
from ml_engine.jobs.specs import TrainJob
from ml_engine.training.recipe_diff import asked_changes


@vistazo.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--run", "trains", is_flag=True, help="Train them, one after the other, until none waits.")
@click.option("--remove", metavar="NAME", help="Take this one out; what was gathered for it is deleted.")
@click.option("--move", nargs=2, type=(str, int), metavar="NAME PLACE", help="Put it at this place, 1 for the next.")
@click.option(
    "--stop-on-failure/--go-on-after-failure", "stops", default=None, help="Whether a run that fails holds the others."
)
@click.option("--let-go", is_flag=True, help="Go on although a run failed.")
@click.pass_obj
def queue(
    session: Session, project: Path, trains: bool, remove: str | None, move: tuple[str, int] | None,
    stops: bool | None, let_go: bool,
) -> None:  # fmt: skip
    """List the trainings of PROJECT that wait (see train --queue), change their order, or train them."""
    runs_dir = _runs_dir(project)
    if remove is not None:
        run_queue.remove(runs_dir, remove)
    if move is not None:
        run_queue.move(runs_dir, *move)
    if stops is not None:
        run_queue.set_stops_on_failure(runs_dir, stops)
    if let_go:
        run_queue.let_go(runs_dir)
    if trains:
        _train_all(session, runs_dir)
    else:
        _list(session, run_queue.read_queue(runs_dir))


def _list(session: Session, waiting: run_queue.RunQueue) -> None:
    rows = [(run, asked_changes(run.job)) for run in waiting.runs]
    if session.as_json:
        for place, (run, changes) in enumerate(rows, start=1):
            asked: dict[str, JsonValue] = {name: plain(value) for name, value in changes.items()}
            session.console.result(
                {"place": place, "run": run.name, "task": run.job.task, "changes": asked, "seconds": run.seconds}, ""
            )
        session.console.result(
            {"queued": len(rows), "stops_on_failure": waiting.stops_on_failure, "held_by": waiting.held_by}, ""
        )
        return
    if not rows:
        session.console.say("No training waits. Add one with vistazo train PROJECT --queue.")
        return
    lines = [
        [str(place), run.name, ", ".join(f"{name} {shown(value)}" for name, value in changes.items()) or "as usual",
         f"about {run.seconds / 60:.1f} min" if run.seconds else "–"]
        for place, (run, changes) in enumerate(rows, start=1)
    ]  # fmt: skip
    session.console.table("", ["place", "run", "what is changed", "time"], lines)
    if waiting.held_by:
        session.console.say(f"They are held because {waiting.held_by} failed. --let-go goes on.")


def _train_all(session: Session, runs_dir: Path) -> None:
    ended: list[TerminalEvent] = []
    with JobRunner(session) as runner:
        while (job := run_queue.take_next(runs_dir)) is not None:
            folder = Path(job.run_dir)
            session.console.say(f"{folder.name} begins.")
            ended.append(runner.run(_here(job)))
            if isinstance(ended[-1], JobFailed):
                run_queue.note_failure(runs_dir, folder.name)
            if isinstance(ended[-1], JobCancelled):
                finish(ended[-1])
    held = run_queue.read_queue(runs_dir).held_by
    done = sum(isinstance(one, JobDone) for one in ended)
    sentence = f"{done} of {len(ended)} trainings are done."
    session.console.result(
        {"trained": len(ended), "done": done, "held_by": held},
        f"{sentence} The others wait because {held} failed: --let-go goes on." if held else sentence,
    )
    if failed := [one for one in ended if isinstance(one, JobFailed)]:
        finish(failed[-1])


def _here(job: TrainJob) -> TrainJob:
    """Caches and weights are looked for where the project lies now."""
    folder = Path(job.run_dir)
    return TrainJob(
        str(folder), str(cache_of_run(folder)), job.task, device=job.device, threads=job.threads, resume=True,
        weights_dirs=weights_folders(folder), cache_budget_bytes=job.cache_budget_bytes,
    )  # fmt: skip


def _runs_dir(project: Path) -> Path:
    folder = project.absolute()
    if not (folder / FILE_NAME).is_file():
        raise UserError("no-project", f"{project} is no Vistazo project.", "Name a folder that vistazo new made.")
    return project_folder(folder).runs
