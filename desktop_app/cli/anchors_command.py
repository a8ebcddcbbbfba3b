"""`vistazo anchors`: the box shapes that YOLO would start from, before any training."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.app import Session, vistazo
from desktop_app.cli.console import JsonValue
from desktop_app.cli.interrupt import stop_flag
from desktop_app.cli.project_commands import say_notices
from desktop_app.project.snapshot import build_snapshot
from desktop_app.project.store import open_project
from ml_engine.domain.anchors import AnchorFit
from ml_engine.domain.values import Split
from ml_engine.reports.anchors import anchor_words, write_anchor_plot
from ml_engine.tasks.detection.anchors import USUAL_COUNT, box_sizes, fit_anchors
from ml_engine.tasks.detection.input_size import choose_input_size

FITS = click.Choice(["letterbox", "stretch", "crop"])


@vistazo.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--count", type=click.IntRange(1, 20), default=USUAL_COUNT, show_default=True, help="How many.")
@click.option("--input-size", type=click.IntRange(min=0), default=0, help="Pixels. 0: chosen from the labels.")
@click.option("--fit", type=FITS, default="letterbox", show_default=True, help="How a picture comes into the input.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True)
@click.option(
    "--split-from",
    metavar="S",
    help="'folders', or TRAIN,VAL[,TEST]: files that list pictures; an empty VAL is cut from TRAIN.",
)
@click.option("--plot", type=click.Path(path_type=Path, dir_okay=False), help="Draw them over the boxes, as PNG.")
@click.pass_obj
def anchors(
    session: Session, project: Path, count: int, input_size: int, fit: str, seed: int, split_from: str | None,
    plot: Path | None,
) -> None:  # fmt: skip
    """Show the anchors that --method yolo finds in the training boxes of PROJECT, and how well they fit."""
    console = session.console
    with open_project(project) as opened, stop_flag(console) as stopped:
        say_notices(console, opened)
        built = build_snapshot(
            opened, split_from=split_from or "", split_base=Path.cwd(), seed=seed, progress=console.event,
            should_stop=stopped,
        )  # fmt: skip
    pictures = built.snapshot.part(Split.TRAIN)
    size = choose_input_size(pictures)
    pixels = input_size or size.pixels
    found = fit_anchors(box_sizes(pictures, pixels, fit), count, pixels, seed)  # type: ignore[arg-type]  # a choice
    if plot is not None:
        write_anchor_plot(plot, found)
    console.result(_row(found, plot), anchor_words(found))
    if not session.as_json:
        for width, height in found.anchors:
            console.say(f"  {width:.1f} × {height:.1f}")
        if plot is not None:
            console.say(f"Drawn: {plot}")


def _row(found: AnchorFit, plot: Path | None) -> dict[str, JsonValue]:
    return {
        "anchors": [[width, height] for width, height in found.anchors],
        "mean_iou": found.mean_iou,
        "boxes": found.box_count,
        "input_size": found.input_size,
        "plot": str(plot) if plot else "",
    }
