"""`vistazo lab sizes | activations | onehot | dilate | optimise`: formulas, functions and walks."""

from __future__ import annotations

import re
from typing import get_args

import click
import numpy as np

from desktop_app.cli.app import Session
from desktop_app.cli.console import JsonValue
from desktop_app.cli.lab_options import (
    MATRIX_HELP,
    NEGATIVE_FIRST,
    console_of,
    json_option,
    lab,
    numbers,
    padding,
    plain,
    show_maps,
    sides,
)
from ml_engine.domain.errors import UserError
from ml_engine.lab.convolution import dilate as dilated
from ml_engine.lab.functions import ACTIVATIONS, one_hot, softmax
from ml_engine.lab.matrices import number_text, parse_matrix
from ml_engine.lab.optimisers import OPTIMISERS, SURFACES, OptimiserName, find_surface, walk
from ml_engine.lab.sizes import (
    axis_pads,
    convolution_formula,
    convolution_parameters,
    output_length,
    size_formula,
    transposed_formula,
    transposed_length,
)
from ml_engine.lab.stack import STAGE_KINDS, Stage, StageFacts, trace

STAGE_HELP = "kind,filters,kernel (conv,10,5 · pool,2 · depthwise,3 · dense,10 · flatten), then stride=2, padding=same."


@lab.command()
@click.argument("stages", nargs=-1)
@click.option("--input", "shape", metavar="ROWSxCOLUMNSxCHANNELS", help="Of the first layer: 28x28x1.")
@click.option("--length", type=click.IntRange(1), help="Instead of an input: one axis alone.")
@click.option("--kernel", type=click.IntRange(1), default=3, show_default=True)
@click.option("--stride", type=click.IntRange(1), default=1, show_default=True)
@click.option("--padding", "pads", default="0", show_default=True, help="A number, valid or same.")
@click.option("--dilation", type=click.IntRange(1), default=1, show_default=True)
@click.option("--transposed", is_flag=True, help="Of a transposed convolution.")
@click.option("--channels", type=click.IntRange(1), help="With --filters: the parameters of a K × K convolution too.")
@click.option("--filters", type=click.IntRange(1))
@json_option
@click.pass_obj
def sizes(
    session: Session, stages: tuple[str, ...], shape: str | None, length: int | None, kernel: int, stride: int,
    pads: str, dilation: int, transposed: bool, channels: int | None, filters: int | None, as_json: bool,
) -> None:  # fmt: skip
    """Output sizes with the formula filled in, parameters and receptive fields.

    One axis: vistazo lab sizes --length 75 --stride 2 --padding same. Layers: vistazo lab sizes --input 28x28x1
    conv,10,5 pool,2 conv,20,5.

    A layer is kind,filters,kernel: conv,10,5 · pool,2 · depthwise,3 · separable,20,3 · transposed,8,2,stride=2 ·
    flatten · dense,10; with stride=2, padding=same, dilation=2 after it.
    """
    console = console_of(session, as_json)
    if (shape is None) == (length is None):
        raise click.UsageError("Give either --length, or --input and layers.")
    if length is not None:
        row, sentence = _one_axis(length, kernel, stride, pads, dilation, transposed)
        if channels and filters:
            row["parameters"] = convolution_parameters((kernel, kernel), channels, filters)
            row["parameter_formula"] = convolution_formula((kernel, kernel), channels, filters)
            sentence += f"; parameters {row['parameter_formula']}"
        console.result(row, sentence)
        return
    found = trace(_shape(shape or ""), [_stage(text) for text in stages])
    rows: list[JsonValue] = [
        {
            "kind": one.kind, "shape": list(one.shape), "parameters": one.parameters,
            "formulas": list(one.size_formulas), "parameter_formula": one.parameter_formula,
            "receptive_field": list(one.receptive_field),
        }
        for one in found
    ]  # fmt: skip
    total = sum(one.parameters for one in found)
    if not (as_json or session.as_json):
        names = ["layer", "output", "sizes", "parameters", "sees"]
        console.table("", names, [_line(one) for one in found])
    console.result({"layers": rows, "parameters": total}, f"{total:,} parameters.")


@lab.command(context_settings=NEGATIVE_FIRST)
@click.argument("values")
@json_option
@click.pass_obj
def activations(session: Session, values: str, as_json: bool) -> None:
    """What every activation makes of VALUES ('-2 -1 0 1 2'), and softmax step by step."""
    console = console_of(session, as_json)
    given = parse_matrix(values).ravel()
    steps = softmax(given.tolist())
    table = {one.name: one.apply(given) for one in ACTIVATIONS if one.name != "none"}
    row: dict[str, JsonValue] = {name: plain(found) for name, found in table.items()}
    row["softmax"] = {
        "shifted": plain(steps.shifted), "powers": plain(steps.powers), "total": plain(steps.total),
        "shares": plain(steps.shares),
    }  # fmt: skip
    if not (as_json or session.as_json):
        head = ["", *(number_text(value) for value in given)]
        lines = [[name, *(f"{value:.4g}" for value in found)] for name, found in table.items()]
        lines += [
            ["softmax: less the largest", *(f"{value:.4g}" for value in steps.shifted)],
            ["softmax: e to it", *(f"{value:.4g}" for value in steps.powers)],
            [f"softmax: over {steps.total:.4g}", *(f"{value:.4g}" for value in steps.shares)],
        ]
        console.table("", head, lines)
        return
    console.result(row, "")


@lab.command()
@click.argument("names", nargs=-1, required=True)
@click.option("--labels", default="", help="All labels in their order, with commas. Default: the names, sorted.")
@json_option
@click.pass_obj
def onehot(session: Session, names: tuple[str, ...], labels: str, as_json: bool) -> None:
    """Each of NAMES as a row with a single 1."""
    known, rows = one_hot(names, [label.strip() for label in labels.split(",") if label.strip()])
    console = console_of(session, as_json)
    if as_json or session.as_json:
        console.result({"labels": list(known), "output": plain(rows)}, "")
        return
    lines = [[name, *(number_text(value) for value in row)] for name, row in zip(names, rows, strict=True)]
    console.table("", ["", *known], lines)


@lab.command()
@click.option("--matrix", required=True, help=MATRIX_HELP)
@click.option("--rate", default="2", show_default=True, help="One number, or ROWS,COLUMNS.")
@json_option
@click.pass_obj
def dilate(session: Session, matrix: str, rate: str, as_json: bool) -> None:
    """Zeros between the numbers of a kernel: what a convolution with this dilation slides."""
    values = parse_matrix(matrix)
    found = dilated(values[0], numbers(rate, "rate")[0]) if len(values) == 1 else dilated(values, sides(rate, "rate"))
    console = console_of(session, as_json)
    if as_json or session.as_json:
        console.result({"output": plain(found)}, "")
        return
    show_maps(console, "Output", found)


@lab.command()
@click.option("--surface", type=click.Choice([one.name for one in SURFACES]), default="ravine", show_default=True)
@click.option(
    "--optimiser", multiple=True, type=click.Choice(get_args(OptimiserName)), help="Again: one more. Default: all four."
)
@click.option("--rate", multiple=True, type=float, default=(0.01, 0.001), show_default=True, help="Again: one more.")
@click.option("--steps", type=click.IntRange(1), default=100, show_default=True, help="How far to walk.")
@click.option("--start", help="Where from: 'x y'. Default: the surface's own.")
@click.option("--paths", is_flag=True, help="With --json: every point of every walk.")
@json_option
@click.pass_obj
def optimise(
    session: Session, surface: str, optimiser: tuple[OptimiserName, ...], rate: tuple[float, ...], steps: int,
    start: str | None, paths: bool, as_json: bool,
) -> None:  # fmt: skip
    """Optimisers side by side on one loss surface."""
    console = console_of(session, as_json)
    place = None if start is None else _point(start)
    found = [walk(find_surface(surface), name, r, steps, place) for name in optimiser or OPTIMISERS for r in rate]
    rows: list[JsonValue] = []
    for one in found:
        row: dict[str, JsonValue] = {
            "optimiser": one.optimiser, "rate": one.rate, "point": plain(one.points[-1]), "loss": one.losses[-1],
            "lost": one.lost,
        }  # fmt: skip
        if paths:
            row |= {"points": plain(one.points), "losses": plain(one.losses)}
        rows.append(row)
    if as_json or session.as_json:
        console.result({"surface": surface, "start": plain(found[0].points[0]), "walks": rows}, "")
        return
    lines = [
        [one.optimiser, f"{one.rate:g}", f"{one.losses[0]:.4g}", "lost" if one.lost else f"{one.losses[-1]:.4g}",
         f"({one.points[-1][0]:.4g}, {one.points[-1][1]:.4g})"]
        for one in found
    ]  # fmt: skip
    console.table(find_surface(surface).idea, ["optimiser", "rate", "loss before", "after", "place"], lines)


def _one_axis(
    length: int, kernel: int, stride: int, pads: str, dilation: int, transposed: bool
) -> tuple[dict[str, JsonValue], str]:
    asked = axis_pads(padding(pads), 1)[0]
    if not transposed:
        formula = size_formula(length, kernel, stride, asked, dilation)
        return {"output": output_length(length, kernel, stride, asked, dilation), "formula": formula}, formula
    if not isinstance(asked, int):
        raise UserError("stages", "A transposed convolution has its padding as a number.", "Give a number.")
    formula = transposed_formula(length, kernel, stride, asked, 0, dilation)
    return {"output": transposed_length(length, kernel, stride, asked, 0, dilation), "formula": formula}, formula


def _shape(text: str) -> tuple[int, int, int]:
    found = numbers(text, "input")
    if len(found) == 2:
        found = (*found, 1)
    if len(found) != 3 or min(found) < 1:
        raise UserError("input-size", f"{text} is no rows × columns × channels.", "Write it as 28x28x1.")
    return found[0], found[1], found[2]


def _stage(text: str) -> Stage:
    """'conv,10,5x5,stride=2,padding=same' as a layer. Raises UserError."""
    kind, *words = text.split(",")
    if kind not in STAGE_KINDS:
        raise UserError("stages", f"{kind} is no layer.", f"Choose one of {', '.join(STAGE_KINDS)}.")
    named = dict(word.split("=", 1) for word in words if "=" in word)
    plain_words = [word for word in words if "=" not in word]
    counted = kind not in ("pool", "depthwise", "flatten")
    windowed = kind not in ("flatten", "dense")
    if len(plain_words) != counted + windowed or set(named) - {"stride", "padding", "dilation"}:
        raise UserError("stages", f"{text} is no layer.", f"Write {STAGE_HELP}")
    filters = _count(plain_words[0], text) if counted else 1
    return Stage(
        kind, filters, sides(plain_words[-1], "kernel") if windowed else 1,
        sides(named["stride"], "stride") if "stride" in named else 0,
        padding(named.get("padding", "0")), sides(named.get("dilation", "1"), "dilation"),
    )  # fmt: skip


def _count(word: str, text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,5}", word):
        raise UserError("stages", f"{text} is no layer.", f"Write {STAGE_HELP}")
    return int(word)


def _line(one: StageFacts) -> list[str]:
    sees = "×".join(map(str, one.receptive_field)) if one.receptive_field else "all"
    formulas = list(dict.fromkeys(one.size_formulas))
    return [one.kind, "×".join(map(str, one.shape)), ", ".join(formulas), one.parameter_formula or "0", sees]


def _point(text: str) -> tuple[float, float]:
    values = np.ravel(parse_matrix(text)).tolist()
    if len(values) != 2:
        raise UserError("number", f"{text} is no place on a surface.", "Write it as '-4 3'.")
    return values[0], values[1]
