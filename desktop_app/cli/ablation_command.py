"""`vistazo ablate`: which transform of the training pictures helps on these pictures."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.app import Session, finish, vistazo
from desktop_app.cli.interrupt import stop_flag
from desktop_app.cli.jobs import run_job
from desktop_app.cli.model_commands import DEVICES
from desktop_app.cli.project_commands import say_notices
from desktop_app.cli.training_commands import TASKS, read_text
from desktop_app.project.run_places import cache_of_run, weights_folders
from desktop_app.project.run_start import discard_empty_ablation, start_run
from desktop_app.project.store import open_project
from ml_engine.augment.transforms import BY_NAME
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Ablation, Event, JobDone
from ml_engine.jobs.specs import AblateJob
from ml_engine.reports.ablation_table import is_clear

KIND = "ablation"


class Seeds(click.ParamType[tuple[int, ...]]):
    """'0,1,2'."""

    name = "seeds"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, ...]:
        if isinstance(value, tuple):
            return value
        words = str(value).split(",")
        if not all(word.strip().isdecimal() for word in words):
            self.fail(f"{value!r} is not a list of whole numbers, as in 0,1,2.", param, ctx)
        return tuple(dict.fromkeys(int(word) for word in words))


@vistazo.command()
@click.argument("project", type=click.Path(path_type=Path), required=False)
@click.option("--task", type=TASKS, help="Default: detect where there are boxes, else classify.")
@click.option("--recipe", type=click.Path(path_type=Path, dir_okay=False), help="A TOML file: its strengths are tried.")
@click.option("--seeds", type=Seeds(), default=(0, 1, 2), show_default="0,1,2", help="Each trains every row.")
@click.option("--only", default="", metavar="A,B", help=f"Of {', '.join(BY_NAME)}. Default: all of them.")
@click.option("--backbone", default="", help="See vistazo backbones. Default: the best whose weights are here.")
@click.option("--weights", default="", metavar="FILE", help="A weights file, instead of searching.")
@click.option("--epochs", type=click.IntRange(min=0), default=0, help="0: the recipe's.")
@click.option("--input-size", type=click.IntRange(min=0), default=0, help="Pixels, a multiple of 32. 0: chosen.")
@click.option("--device", type=DEVICES, default="auto", show_default=True)
@click.option("--threads", type=click.IntRange(min=0), default=0, help="0: all cores.")
@click.option("--split-from", metavar="S", help="As of train.")
@click.option("--resume", "resumed", type=click.Path(path_type=Path), help="Go on with this ablation's folder.")
@click.pass_obj
def ablate(
    session: Session, project: Path | None, task: str | None, recipe: Path | None, seeds: tuple[int, ...], only: str,
    backbone: str, weights: str, epochs: int, input_size: int, device: str, threads: int, split_from: str | None,
    resumed: Path | None,
) -> None:  # fmt: skip
    """Train PROJECT without augmentation, then with one transform at a time, and compare on validation.

    The test pictures are never looked at. What is done is kept: Ctrl-C, then --resume, trains only the rest.
    """
    if resumed is not None:
        folder = _existing(resumed)
        job = AblateJob(
            str(folder), str(cache_of_run(folder)), "", device=device, threads=threads, resume=True,
            weights_dirs=weights_folders(folder),
        )  # fmt: skip
        _run(session, job)
        return
    if project is None:
        raise click.UsageError("Name a PROJECT, or an ablation's folder with --resume.")
    console = session.console
    recipe_text = read_text(recipe) if recipe else ""
    names = tuple(name.strip() for name in only.split(",") if name.strip())
    for name in names:
        if name not in BY_NAME:
            raise click.UsageError(f"--only: there is no transform {name!r}. Choose from: {', '.join(BY_NAME)}.")
    with open_project(project) as opened, stop_flag(console) as stopped:
        say_notices(console, opened)
        run = start_run(
            opened, task or "", split_from or "", seed=seeds[0], emit=console.event, should_stop=stopped, stem=KIND
        )
    job = AblateJob(
        run_dir=str(run.folder), cache_dir=str(cache_of_run(run.folder)), task=run.task, backbone=backbone,
        weights=str(Path(weights).absolute()) if weights else "", weights_dirs=weights_folders(run.folder),
        recipe=recipe_text, seeds=seeds, only=names, epochs=epochs, input_size=input_size, device=device,
        threads=threads,
    )  # fmt: skip
    try:
        if stopped():
            raise Cancelled
        _run(session, job)
    finally:
        discard_empty_ablation(run.folder)


def _run(session: Session, job: AblateJob) -> JobDone:
    """Run it, then say the table: also that of a part, with how to go on."""
    last: list[Ablation] = []

    def watch(event: Event) -> None:
        if isinstance(event, Ablation):
            last[:] = [event]

    ended = run_job(session, job, watch)
    if last and last[0].done and not session.as_json:
        _print_table(session, last[0])
    if last and last[0].done < last[0].total and not session.as_json:
        session.console.say(f"{last[0].done} of {last[0].total} trainings are done. Go on: --resume {job.run_dir}")
    return finish(ended)


def _print_table(session: Session, table: Ablation) -> None:
    columns = ["transform", table.metric, "spread", "to none", "spread", ""]
    rows = [
        [row.name, _number(row.mean), _number(row.spread), _signed(row.difference), _number(row.difference_spread),
         "clear" if is_clear(row, table.pictures) else ""]
        for row in table.rows
    ]  # fmt: skip
    seeds = ", ".join(map(str, table.seeds))
    session.console.table(f"On {table.pictures} validation pictures, seeds {seeds}", columns, rows)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"


def _signed(value: float | None) -> str:
    return "–" if value is None else f"{value:+.4f}"


def _existing(path: Path) -> Path:
    folder = path.absolute()
    if not (folder / "ablation.json").is_file():
        raise UserError(
            "no-ablation", f"{path} is not the folder of an ablation.", "They lie in the project's folder runs/."
        )
    return folder
