"""`vistazo lab iou | nms | anchors | windows | ap`: where things are, box by box."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click
import numpy as np

from desktop_app.cli.app import Session
from desktop_app.cli.candidates import candidates_of
from desktop_app.cli.console import JsonValue
from desktop_app.cli.lab_options import NEGATIVE_FIRST, console_of, json_option, lab, numbers, plain, rows_of_four
from ml_engine.domain.errors import UserError
from ml_engine.lab.anchors import best_round, by_area, find_anchors, watch_anchors
from ml_engine.lab.average_precision import Rule, judge_answers, mean_average_precision, rank_answers
from ml_engine.lab.iou import box_overlap
from ml_engine.lab.matrices import number_text, parse_matrix
from ml_engine.lab.nms import COURSE_THRESHOLD, suppress
from ml_engine.lab.sliding_window import dense_to_convolution, window_places

BOXES = "'x0 y0 x1 y1;…', left, top, right, bottom."


@lab.command(context_settings=NEGATIVE_FIRST)
@click.argument("a")
@click.argument("b")
@json_option
@click.pass_obj
def iou(session: Session, a: str, b: str, as_json: bool) -> None:
    """Intersection over union of two boxes, each typed as 'x0 y0 x1 y1'."""
    found = box_overlap(*(parse_matrix(text).ravel().tolist() for text in (a, b)))
    row: dict[str, JsonValue] = {
        "iou": plain(found.iou), "intersection": plain(found.intersection), "union": plain(found.union),
        "overlap": None if found.overlap is None else plain(found.overlap), "written": found.written(),
    }  # fmt: skip
    console_of(session, as_json).result(row, f"IoU = intersection/union = {found.written()}")


@lab.command()
@click.option("--boxes", default="", help=BOXES)
@click.option("--scores", default="", help="One for each box: '0.9 0.8'.")
@click.option(
    "--run",
    "run_dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="A detector's run: what it thinks of --image before suppression, instead of typed boxes.",
)
@click.option("--image", type=click.Path(path_type=Path, dir_okay=False), help="The picture the run looks at.")
@click.option("--label", default="", help="With --run: whose boxes compete. Default: that of the surest box.")
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    help=f"Greatest IoU with a better box. Default: {COURSE_THRESHOLD}, or the run's own.",
)
@click.option("--least-score", type=float, help="Boxes below it are not looked at. Default: 0, or the run's own.")
@click.option("--steps", is_flag=True, help="Show every comparison.")
@json_option
@click.pass_obj
def nms(
    session: Session, boxes: str, scores: str, run_dir: Path | None, image: Path | None, label: str,
    threshold: float | None, least_score: float | None, steps: bool, as_json: bool,
) -> None:  # fmt: skip
    """Non-max suppression: of boxes that overlap too much the best stays. Boxes are counted from 0."""
    console = console_of(session, as_json)
    if (run_dir is None) != (image is None) or (run_dir is None) != bool(boxes and scores):
        raise click.UsageError("Give --boxes and --scores, or --run and --image.")
    row: dict[str, JsonValue] = {}
    if run_dir is not None and image is not None:
        real = candidates_of(session, run_dir, image, label)
        corners = [list(box.xyxy) for box in real.boxes]
        sure = [box.score for box in real.boxes]
        least, most = real.score, real.iou
        row = {
            "label": real.boxes[0].label if real.boxes else label, "boxes": [list(box) for box in corners],
            "scores": list(sure),
        }  # fmt: skip
    else:
        corners, sure = rows_of_four(boxes), parse_matrix(scores).ravel().tolist()
        least, most = 0.0, COURSE_THRESHOLD
    found = suppress(
        corners, sure, most if threshold is None else threshold, least if least_score is None else least_score
    )
    row["kept"] = list(found.kept)
    if steps:
        row["too_low"] = list(found.too_low)
        row["steps"] = [
            {"kept": step.kept, "score": plain(step.score),
             "compared": [{"index": c.index, "iou": plain(c.iou), "removed": c.removed} for c in step.compared]}
            for step in found.steps
        ]  # fmt: skip
        if not (as_json or session.as_json):
            for step in found.steps:
                others = "; ".join(
                    f"box {c.index}: {c.iou:.3f}, {'goes' if c.removed else 'stays'}" for c in step.compared
                )
                console.say(f"box {step.kept} ({step.score:g}) is best. {others or 'No other is left'}.")
    console.result(row, f"Kept: {', '.join(map(str, found.kept)) or 'none'}")


@lab.command()
@click.option("--sizes", required=True, help="Widths and heights of boxes: '10 20;30 15'.")
@click.option("--count", type=click.IntRange(1, 20), default=5, show_default=True, help="How many anchors.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True)
@click.option("--steps", is_flag=True, help="Show one start round by round instead of the best of ten.")
@json_option
@click.pass_obj
def anchors(session: Session, sizes: str, count: int, seed: int, steps: bool, as_json: bool) -> None:
    """k-means whose distance is 1 − IoU. For the boxes of a project: vistazo anchors."""
    console = console_of(session, as_json)
    array = parse_matrix(sizes)
    rounds = watch_anchors(array, count, seed)
    found = by_area(best_round(rounds).anchors) if steps else find_anchors(array, count, seed)
    row: dict[str, JsonValue] = {"anchors": plain(found)}
    if steps:
        row["rounds"] = [
            {"anchors": plain(one.anchors), "groups": plain(one.groups), "mean_iou": plain(one.mean_iou)}
            for one in rounds
        ]
        if not (as_json or session.as_json):
            lines = [
                [str(number), _pairs(one.anchors), " ".join(map(str, one.groups.tolist())), f"{one.mean_iou:.4f}"]
                for number, one in enumerate(rounds, start=1)
            ]
            console.table("", ["round", "anchors", "group of each box", "mean IoU"], lines)
    console.result(row, f"Anchors: {_pairs(found)}")


@lab.command()
@click.option("--grid", required=True, metavar="ROWSxCOLUMNS", help="Cells of the map.")
@click.option("--window", required=True, metavar="ROWSxCOLUMNS", help="Cells of the window.")
@click.option("--stride", type=click.IntRange(1), default=1, show_default=True)
@click.option("--channels", type=click.IntRange(1), help="Of the map: with --neurons, what a dense layer becomes.")
@click.option("--neurons", type=click.IntRange(1))
@json_option
@click.pass_obj
def windows(
    session: Session, grid: str, window: str, stride: int, channels: int | None, neurons: int | None, as_json: bool
) -> None:
    """Where a sliding window can stand, and the dense layer in it as one convolution over all places."""
    rows, columns = _two(grid)
    shape = _two(window)
    found = window_places((rows, columns), shape, stride)
    row: dict[str, JsonValue] = {
        "places": found.count, "rows": found.rows, "columns": found.columns, "formulas": list(found.formulas),
    }  # fmt: skip
    sentence = (
        f"{found.count} places: {found.rows} down ({found.formulas[0]}), {found.columns} across ({found.formulas[1]})."
    )
    if channels and neurons:
        turned = dense_to_convolution(channels, shape, neurons, (rows, columns))
        row |= {
            "dense_parameters": turned.dense_parameters, "convolution_parameters": turned.convolution_parameters,
            "output": list(turned.output),
        }  # fmt: skip
        sentence += (
            f" A dense layer of {neurons} neurons has {turned.dense_parameters:,} parameters, the convolution "
            f"{turned.convolution_parameters:,}; its output is {'×'.join(map(str, turned.output))}."
        )
    console_of(session, as_json).result(row, sentence)


@lab.command()
@click.option("--right", multiple=True, help="Best answer first: '1 0 1' (1: right). Again: one more label.")
@click.option(
    "--wanted", multiple=True, type=click.IntRange(1), help="How many there were to be found, for each --right."
)
@click.option("--boxes", help=f"Instead: answers in one picture, {BOXES}")
@click.option("--scores", help="One for each box.")
@click.option("--truths", help=f"What is really there, {BOXES}")
@click.option(
    "--iou", "least_iou", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="Overlap of a right answer."
)
@click.option("--rule", type=click.Choice(get_args(Rule)), default="all-point", show_default=True)
@click.option("--steps", is_flag=True, help="Show the list answer by answer.")
@json_option
@click.pass_obj
def ap(
    session: Session, right: tuple[str, ...], wanted: tuple[int, ...], boxes: str | None, scores: str | None,
    truths: str | None, least_iou: float, rule: Rule, steps: bool, as_json: bool,
) -> None:  # fmt: skip
    """Average precision from a ranked list, or from boxes; of several labels also their mean."""
    console = console_of(session, as_json)
    lists = [[bool(value) for value in parse_matrix(text).ravel()] for text in right]
    counts = list(wanted)
    if boxes is not None and scores is not None and truths is not None:
        known = rows_of_four(truths)
        judged = judge_answers(rows_of_four(boxes), parse_matrix(scores).ravel().tolist(), known, least_iou)
        lists.append([one.right for one in judged])
        counts.append(len(known))
    if not lists or len(lists) != len(counts):
        raise click.UsageError("Give --right with --wanted, one each a label, or --boxes, --scores and --truths.")
    found = [rank_answers(list_, count, rule) for list_, count in zip(lists, counts, strict=True)]
    row: dict[str, JsonValue] = {"ap": plain(found[0].value)}
    if len(found) > 1:
        row = {
            "ap": [plain(one.value) for one in found],
            "map": plain(mean_average_precision([f.value for f in found])),
        }
    if steps:
        row["answers"] = [
            [{"right": a.right, "precision": plain(a.precision), "recall": plain(a.recall), "best": plain(a.best)}
             for a in one.answers]
            for one in found
        ]  # fmt: skip
        row["levels"] = [
            [{"recall": plain(level.recall), "precision": plain(level.precision)} for level in one.levels]
            for one in found
        ]
        if not (as_json or session.as_json):
            for one in found:
                lines = [
                    [str(n), "yes" if a.right else "no", f"{a.found}/{n} = {a.precision:.4f}",
                     f"{a.found}/{one.wanted} = {a.recall:.4f}", f"{a.best:.4f}"]
                    for n, a in enumerate(one.answers, start=1)
                ]  # fmt: skip
                console.table("", ["answer", "right", "precision", "recall", "best precision from here on"], lines)
    sentence = "; ".join(f"AP = {number_text(one.value)}" for one in found)
    console.result(row, f"{sentence}; mAP = {row['map']}" if "map" in row else sentence)


def _two(text: str) -> tuple[int, int]:
    found = numbers(text, "size")
    if len(found) == 1:
        return found[0], found[0]
    if len(found) != 2:
        raise UserError("number", f"{text} is no size.", "Write it as 6x8.")
    return found[0], found[1]


def _pairs(sizes: np.ndarray) -> str:
    return ", ".join(f"{number_text(width)} × {number_text(height)}" for width, height in sizes.round(3).tolist())
