"""`vistazo lab ranks | batchnorm | lrn | squeeze | separable`: the layers around convolution, step by step."""

from __future__ import annotations

import click
import numpy as np

from desktop_app.cli.app import Session
from desktop_app.cli.console import JsonValue
from desktop_app.cli.lab_options import (
    MATRIX_HELP,
    FloatArray,
    console_of,
    json_option,
    lab,
    padding,
    plain,
    show_maps,
    sides,
)
from ml_engine.domain.errors import UserError
from ml_engine.lab.convolution import separable as separable_convolution
from ml_engine.lab.layers import EPSILON, RANKS, batch_norm, local_response_norm, squeeze_excite
from ml_engine.lab.matrices import parse_matrix, parse_stack


@lab.command()
@json_option
@click.pass_obj
def ranks(session: Session, as_json: bool) -> None:
    """Tensors of rank 0 to 3, with a shape that the course meets."""
    console = console_of(session, as_json)
    if as_json or session.as_json:
        rows: list[JsonValue] = [
            {"rank": one.rank, "title": one.title, "idea": one.idea, "example": list(one.example)} for one in RANKS
        ]
        console.result({"ranks": rows}, "")
        return
    lines = [[str(one.rank), one.title, "×".join(map(str, one.example)) or "1", one.idea] for one in RANKS]
    console.table("", ["rank", "", "example", "what it is"], lines)


@lab.command()
@click.option("--matrix", required=True, help="A row a picture, a number a channel: '1 20;3 40;5 60'.")
@click.option("--scale", default="1", show_default=True, help="One number, or one a channel: '1 2'.")
@click.option("--shift", default="0", show_default=True, help="One number, or one a channel.")
@click.option("--epsilon", type=click.FloatRange(0, min_open=True), default=EPSILON, show_default=True)
@json_option
@click.pass_obj
def batchnorm(session: Session, matrix: str, scale: str, shift: str, epsilon: float, as_json: bool) -> None:
    """Batch normalisation as while training: mean, variance, normalised, scaled and shifted."""
    batch = parse_matrix(matrix)
    steps = batch_norm(batch, _numbers(scale, batch.shape[1]), _numbers(shift, batch.shape[1]), epsilon)
    _show(
        session, as_json,
        {"mean": steps.mean, "variance": steps.variance, "normalised": steps.normalised, "output": steps.output},
    )  # fmt: skip


@lab.command()
@click.option("--matrix", required=True, help=MATRIX_HELP)
@click.option("--size", type=click.IntRange(1), default=5, show_default=True, help="Channels, itself among them.")
@click.option("--alpha", type=float, default=1e-4, show_default=True)
@click.option("--beta", type=float, default=0.75, show_default=True)
@click.option("--k", type=click.FloatRange(0, min_open=True), default=1.0, show_default=True)
@json_option
@click.pass_obj
def lrn(session: Session, matrix: str, size: int, alpha: float, beta: float, k: float, as_json: bool) -> None:
    """Local response normalisation: a strong answer quietens the same place of neighbouring channels."""
    steps = local_response_norm(parse_stack(matrix), size, alpha, beta, k)
    _show(
        session, as_json,
        {"squares": steps.squares, "sums": steps.sums, "divisors": steps.divisors, "output": steps.output},
    )  # fmt: skip


@lab.command()
@click.option("--matrix", required=True, help=MATRIX_HELP)
@click.option("--reduce", "reducing", required=True, help="Weights, a row a number that is left: '1 0;0 1'.")
@click.option("--expand", "expanding", required=True, help="Weights, a row a channel.")
@json_option
@click.pass_obj
def squeeze(session: Session, matrix: str, reducing: str, expanding: str, as_json: bool) -> None:
    """Squeeze and excitation: channels weighed by what the whole picture says."""
    steps = squeeze_excite(parse_stack(matrix), parse_matrix(reducing), parse_matrix(expanding))
    _show(
        session, as_json,
        {"squeezed": steps.squeezed, "reduced": steps.reduced, "shares": steps.shares, "output": steps.output},
    )  # fmt: skip


@lab.command()
@click.option("--matrix", required=True, help=MATRIX_HELP)
@click.option("--kernel", required=True, help="One matrix a channel, with | between them.")
@click.option("--mixing", required=True, help="A row a filter, a weight a channel: '1 1;1 -1'.")
@click.option("--stride", default="1", show_default=True, help="One number, or ROWS,COLUMNS.")
@click.option("--padding", "pads", default="0", show_default=True, help="A number, ROWS,COLUMNS, valid or same.")
@json_option
@click.pass_obj
def separable(session: Session, matrix: str, kernel: str, mixing: str, stride: str, pads: str, as_json: bool) -> None:
    """A convolution channel by channel, and a 1 × 1 convolution after it."""
    found = separable_convolution(
        parse_stack(matrix), parse_stack(kernel), parse_matrix(mixing), stride=sides(stride, "stride"),
        padding=padding(pads),
    )  # fmt: skip
    _show(session, as_json, {"between": found.depthwise, "output": found.output})


def _numbers(text: str, channels: int) -> FloatArray:
    """One number a channel. Raises UserError."""
    values: FloatArray = np.ravel(parse_matrix(text))
    if len(values) not in (1, channels):
        raise UserError("size", f"{text} is not one number, nor {channels} of them.", "Give one number a channel.")
    return np.repeat(values, channels) if len(values) == 1 else values


def _show(session: Session, as_json: bool, steps: dict[str, FloatArray]) -> None:
    console = console_of(session, as_json)
    if as_json or session.as_json:
        console.result({name: plain(values) for name, values in steps.items()}, "")
        return
    for name, values in steps.items():
        show_maps(console, name.capitalize(), values)
