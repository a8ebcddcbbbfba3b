"""`vistazo demo`: everything once, on pictures of our own making, in a minute and without a download."""

from __future__ import annotations

from pathlib import Path

import click
from PIL import Image

from desktop_app.cli.app import Session, finish, vistazo
from desktop_app.cli.interrupt import stop_flag
from desktop_app.cli.jobs import JobRunner
from desktop_app.project.run_places import cache_of_run, weights_folders
from desktop_app.project.run_start import StartedRun, start_run
from desktop_app.project.sample import SEED, make_sample
from ml_engine.domain.errors import Cancelled
from ml_engine.domain.snapshot import read_snapshot
from ml_engine.domain.values import Split
from ml_engine.jobs.specs import ExportJob, PredictJob, TrainJob
from ml_engine.samples.desk import HEIGHT, WIDTH

SHOWN = 4
PICTURES = 120
# Fewer steps than a detector usually takes, and no joined pictures: all of it is over within a minute. Stretched, the
# square input is filled by the picture: what is thin keeps more of its pixels.
RECIPE = """
steps = 150
least_steps = 0
views = 8
input_size = 384
fit = "stretch"
evaluate_every = 10
mix = 0.0
"""


@vistazo.command()
@click.argument("folder", metavar="[DIR]", default="vistazo-demo", type=click.Path(path_type=Path))
@click.option(
    "--seed", type=click.IntRange(0), default=SEED, show_default=True, help="Of the pictures and of the training."
)
@click.pass_obj
def demo(session: Session, folder: Path, seed: int) -> None:
    """Draw 120 pictures of a desk, train a detector on them, export it, and show what it finds.

    DIR: a new folder for all of it. Default: vistazo-demo.
    """
    folder = folder.absolute()
    with JobRunner(session) as runner:
        runner.warm_up()
        run = _make_project(session, folder, seed)
        weights = weights_folders(run.folder)
        trained = finish(
            runner.run(
                TrainJob(
                    str(run.folder),
                    str(cache_of_run(run.folder)),
                    run.task,
                    weights_dirs=weights,
                    recipe=RECIPE,
                    seed=seed,
                )
            )
        )
        runner.warm_up(looker=True)
        model = folder / "model-onnx"
        exported = finish(runner.run(ExportJob(str(run.folder), str(model), "onnx", weights_dirs=weights)))
        answers = folder / "answers"
        pictures = [
            str(item.image.path)
            for item in read_snapshot(run.folder / "snapshot.jsonl").images
            if item.split is Split.VALIDATION
        ][:SHOWN]
        predicted = finish(
            runner.run(PredictJob(str(run.folder), tuple(pictures), draw_dir=str(answers), weights_dirs=weights))
        )
    sheet = folder / "answers.png"
    _contact_sheet(sorted(answers.glob("*.png")), sheet)
    ap50 = trained.metrics["ap50"]
    session.console.result(
        {
            "event": "JobDone",
            "run": str(run.folder),
            "seconds": trained.seconds + exported.seconds + predicted.seconds,
            "split": trained.split,
            "metrics": {**trained.metrics},
            "model": str(model),
            "picture": str(sheet),
        },
        f"AP50 {ap50:.3f} on the {trained.split} pictures.",
    )
    for name, place in (("Model", model), ("Picture", sheet), ("Project", folder / "project")):
        session.console.say(f"{name}: {place}")


def _make_project(session: Session, folder: Path, seed: int) -> StartedRun:
    """Pictures, project, boxes and the snapshot to train on."""
    console = session.console
    with stop_flag(console) as stopped:
        with make_sample(
            folder, pictures=PICTURES, labelled=PICTURES, seed=seed, emit=console.event, should_stop=stopped
        ) as project:
            run = start_run(project, "detect", "", seed=seed, emit=console.event, should_stop=stopped)
        if stopped():  # Ctrl-C after the snapshot's last look
            raise Cancelled
        return run


def _contact_sheet(drawings: list[Path], path: Path) -> None:
    """The drawings side by side in two columns."""
    rows = (len(drawings) + 1) // 2
    sheet = Image.new("RGB", (WIDTH * 2, HEIGHT * max(rows, 1)), "white")
    for index, drawing in enumerate(drawings):
        with Image.open(drawing) as image:
            sheet.paste(image.convert("RGB"), ((index % 2) * WIDTH, (index // 2) * HEIGHT))
    temporary = path.with_suffix(".tmp")
    sheet.save(temporary, "PNG")
    temporary.replace(path)
