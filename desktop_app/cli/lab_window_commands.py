"""`vistazo lab convolve | transpose | pool | kernels`: what slides over rows and columns."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import click
import numpy as np

from desktop_app.cli.app import Session
from desktop_app.cli.console import Console, JsonValue
from desktop_app.cli.lab_options import (
    MATRIX_HELP,
    FloatArray,
    check_places,
    console_of,
    json_option,
    lab,
    padding,
    place_of,
    plain,
    read_kernel,
    read_signal,
    save_csv,
    show_maps,
    sides,
)
from ml_engine.domain.errors import UserError
from ml_engine.images.draw import save_png
from ml_engine.images.lab_pictures import (
    SCALES,
    Scale,
    convolution_frames,
    map_picture,
    matrix_picture,
    pooling_frames,
    save_gif,
)
from ml_engine.lab.convolution import Convolution, Step, prepare
from ml_engine.lab.functions import ActivationName
from ml_engine.lab.kernels import KERNELS, normalised, symmetric
from ml_engine.lab.matrices import matrix_text
from ml_engine.lab.pooling import POOL_KINDS, Pooling, PoolKind, prepare_pool
from ml_engine.lab.transposed import prepare_transposed

FILE = click.Path(path_type=Path, dir_okay=False)
OUT_HELP = "Save as .png, .csv or .gif (the walk over all places)."


@lab.command()
@click.option("--matrix", help=MATRIX_HELP)
@click.option("--image", type=FILE, help="A picture instead of numbers.")
@click.option(
    "--kernel",
    "kernels",
    multiple=True,
    required=True,
    help="A name of vistazo lab kernels, or numbers. Again: one more filter.",
)
@click.option("--stride", default="1", show_default=True, help="One number, or ROWS,COLUMNS.")
@click.option("--padding", "pads", default="0", show_default=True, help="A number, ROWS,COLUMNS, valid or same.")
@click.option("--dilation", default="1", show_default=True, help="One number, or ROWS,COLUMNS.")
@click.option(
    "--dimensions",
    type=click.Choice(["1", "2", "3"]),
    default="2",
    show_default=True,
    help="Axes; in 3-D the matrices with | between them are slices.",
)
@click.option(
    "--channels",
    type=click.Choice(["sum", "each", "grey"]),
    help="A kernel of one channel: summed over channels, on each by itself, or on brightness. "
    "Default: sum for numbers, each for a picture.",
)
@click.option("--bias", type=float, default=0.0, help="Added to every sum.")
@click.option("--activation", type=click.Choice(get_args(ActivationName)), default="none", show_default=True)
@click.option("--normalise", is_flag=True, help="Divide each kernel by its sum.")
@click.option("--symmetric", "mirrored", is_flag=True, help="Take the mean of each kernel and its mirror images.")
@click.option("--steps", is_flag=True, help="Show every product of every place.")
@click.option("--at", metavar="ROW,COLUMN", help="The steps of this place of the output only.")
@click.option("--by-channel", is_flag=True, help="Show what each channel adds to the first filter's sums.")
@click.option(
    "--scale",
    type=click.Choice(SCALES),
    help="How numbers become grey values in a .png. Default: clip for each, else range.",
)
@click.option("--out", type=FILE, help=OUT_HELP)
@json_option
@click.pass_obj
def convolve(
    session: Session, matrix: str | None, image: Path | None, kernels: tuple[str, ...], stride: str, pads: str,
    dilation: str, dimensions: str, channels: str | None, bias: float, activation: str, normalise: bool, mirrored: bool,
    steps: bool, at: str | None, by_channel: bool, scale: Scale | None, out: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Convolve numbers or a picture (cross-correlation, as networks compute it)."""
    console = console_of(session, as_json)
    axes = int(dimensions)
    mode = channels or ("each" if image else "sum")
    signal = read_signal(matrix, image, grey=mode == "grey")
    filters = [_changed(read_kernel(text), normalise, mirrored) for text in kernels]
    values, weights, groups = _arranged(signal, filters, axes, mode)
    ready = prepare(
        values, weights, dimensions=axes, stride=sides(stride, "stride"), padding=padding(pads),
        dilation=sides(dilation, "dilation"), groups=groups, bias=[bias] * len(weights), activation=activation,
    )  # fmt: skip
    output = ready.output()
    shown = output[0] if len(output) == 1 else output
    row: dict[str, JsonValue] = (
        {"output": plain(shown)} if out is None else {"out": str(out), "shape": list(shown.shape)}
    )
    if by_channel:
        row["channels"] = plain(ready.by_channel())
        if not session.as_json and not as_json:
            show_maps(console, "Channel", ready.by_channel())
    if steps or at:
        place = place_of(at, axes)
        _walk_through(console, row, ready, place, session.as_json or as_json)
    if out is not None:
        _save(out, shown, scale or ("clip" if image and mode == "each" else "range"), ready)
    if not session.as_json and not as_json:
        for name, formula in zip(
            ("columns",) if axes == 1 else ("slices", "rows", "columns")[-axes:], ready.sliding.formulas, strict=True
        ):
            console.say(f"{name}: {formula}")
        if out is None:
            show_maps(console, "Output", shown)
    if session.as_json or as_json or out is not None:
        console.result(row, f"Written: {out}")


def _changed(kernel: FloatArray, normalise: bool, mirrored: bool) -> FloatArray:
    kernel = symmetric(kernel) if mirrored else kernel
    return normalised(kernel) if normalise else kernel


def _arranged(
    signal: FloatArray, filters: list[FloatArray], axes: int, mode: str
) -> tuple[FloatArray, FloatArray, int]:
    """Signal (C, *lengths), kernels (F, C/groups, *kernel) and groups for so many axes. Raises UserError."""
    if len({kernel.shape for kernel in filters}) > 1:
        raise UserError("kernels", "The kernels are not of one size.", "Convolve with them one after another.")
    weights = np.stack(filters)
    if axes == 1:
        if weights.shape[2] != 1 and weights.shape[2] != signal.shape[1]:
            raise UserError("kernels", "In 1-D a kernel is one row, or one a channel.", "Write it as '1 0 -1'.")
        return signal.reshape(-1, signal.shape[-1]), weights.reshape(len(weights), -1, weights.shape[-1]), 1
    if axes == 3:
        return signal[None], weights[:, None], 1
    if weights.shape[1] == 1 < len(signal):
        if mode == "each":
            return signal, np.tile(weights, (len(signal), 1, 1, 1)), len(signal)
        weights = np.repeat(weights, len(signal), axis=1)
    return signal, weights, 1


def _walk_through(
    console: Console, row: dict[str, JsonValue], ready: Convolution, place: tuple[int, ...] | None, as_json: bool
) -> None:
    check_places(int(np.prod(ready.sliding.output)) * len(ready.kernels), place)
    try:
        found: list[Step] = [
            step
            for index in range(len(ready.kernels))
            for step in (ready.steps(index) if place is None else [ready.step(place, index)])
        ]
    except IndexError:
        raise _no_place(ready.sliding.output) from None
    row["formulas"] = list(ready.sliding.formulas)
    row["steps"] = [_step_row(step) for step in found]
    if not as_json:
        _tell(console, ((step.filter, step.place, step.written()) for step in found), len(ready.kernels) > 1)


def _tell(console: Console, steps: Iterable[tuple[int, tuple[int, ...], str]], several: bool) -> None:
    for index, place, written in steps:
        name = f"filter {index + 1} " if several else ""
        console.say(f"{name}({', '.join(map(str, place))})  {written}")


def _step_row(step: Step) -> dict[str, JsonValue]:
    return {
        "filter": step.filter, "place": list(step.place), "corner": list(step.corner), "patch": plain(step.patch),
        "kernel": plain(step.weights), "products": plain(step.products), "channel_sums": plain(step.channel_sums),
        "sum": plain(step.total), "bias": plain(step.bias), "value": plain(step.value), "written": step.written(),
    }  # fmt: skip


def _no_place(output: tuple[int, ...]) -> UserError:
    size = " × ".join(map(str, output))
    return UserError("place", f"The output has {size} places, counted from 0.", "Name one of them.")


def _save(path: Path, values: FloatArray, scale: Scale, ready: Convolution | Pooling) -> None:
    match path.suffix.lower():
        case ".csv":
            save_csv(path, values)
        case ".gif":
            two = _two_axes(ready)
            save_gif(path, convolution_frames(two) if isinstance(two, Convolution) else pooling_frames(two))
        case ".png":
            if values.ndim == 1:
                values = values[None]
            if values.ndim == 3 and len(values) != 3:
                # One map below the other.
                values = values.reshape(-1, values.shape[-1])
            if values.ndim > 3:
                raise UserError("no-picture", "These are too many axes for a picture.", "Save it as CSV instead.")
            small = values.ndim == 2 and max(values.shape) <= 16
            save_png(path, matrix_picture(values) if small else map_picture(values, scale))
        case _:
            raise UserError("file-kind", f"{path} is no .png, .csv or .gif.", "Choose one of these endings.")


def _two_axes(ready: Convolution | Pooling) -> Convolution | Pooling:
    """One row of numbers as a table with one row, so that it can be drawn."""
    if isinstance(ready, Pooling) or len(ready.sliding.output) != 1:
        return ready
    sliding = ready.sliding
    return prepare(
        ready.signal[:, None], ready.kernels[:, :, None], stride=(1, *sliding.stride),
        padding=(0, sliding.pads[0][0]) if sliding.padding[0] != "same" else "same", dilation=(1, *sliding.dilation),
        groups=ready.groups, bias=ready.bias.tolist(), activation=ready.activation,
    )  # fmt: skip


@lab.command()
@click.option("--matrix", help=MATRIX_HELP)
@click.option("--image", type=FILE, help="A picture instead of numbers.")
@click.option("--kind", type=click.Choice(POOL_KINDS), default="max", show_default=True)
@click.option("--size", default="2", show_default=True, help="One number, or ROWS,COLUMNS.")
@click.option("--stride", help="Default: the size.")
@click.option("--padding", "pads", default="0", show_default=True, help="A number, ROWS,COLUMNS, valid or same.")
@click.option("--count-padding", is_flag=True, help="The padding's zeros count in a mean.")
@click.option("--steps", is_flag=True, help="Show what every place is made of.")
@click.option("--at", metavar="ROW,COLUMN", help="The steps of this place of the output only.")
@click.option("--out", type=FILE, help=OUT_HELP)
@json_option
@click.pass_obj
def pool(
    session: Session, matrix: str | None, image: Path | None, kind: PoolKind, size: str, stride: str | None, pads: str,
    count_padding: bool, steps: bool, at: str | None, out: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """One number for each patch: its largest, its mean or its sum."""
    console = console_of(session, as_json)
    as_json = as_json or session.as_json
    signal = read_signal(matrix, image)
    ready = prepare_pool(
        signal, kind, sides(size, "size"), stride=None if stride is None else sides(stride, "stride"),
        padding=padding(pads), count_padding=count_padding,
    )  # fmt: skip
    output = ready.output()
    shown = output[0] if len(output) == 1 else output
    row: dict[str, JsonValue] = (
        {"output": plain(shown)} if out is None else {"out": str(out), "shape": list(shown.shape)}
    )
    if steps or at:
        place = place_of(at, 2)
        check_places(output.size, place)
        try:
            found = [
                s for c in range(len(output)) for s in (ready.steps(c) if place is None else [ready.step(place, c)])
            ]
        except IndexError:
            raise _no_place(ready.sliding.output) from None
        row["formulas"] = list(ready.sliding.formulas)
        row["steps"] = [
            {"channel": s.channel, "place": list(s.place), "corner": list(s.corner), "patch": plain(s.patch),
             "value": plain(s.value), "written": s.written()}
            for s in found
        ]  # fmt: skip
        if not as_json:
            _tell(console, ((s.channel, s.place, s.written()) for s in found), len(output) > 1)
    if out is not None:
        _save(out, shown, "clip" if image and kind != "sum" else "range", ready)
    elif not as_json:
        show_maps(console, "Output", shown)
    if as_json or out is not None:
        console.result(row, f"Written: {out}")


@lab.command()
@click.option("--matrix", required=True, help=MATRIX_HELP)
@click.option("--kernel", required=True, help="A name of vistazo lab kernels, or numbers.")
@click.option("--stride", default="1", show_default=True, help="One number, or ROWS,COLUMNS.")
@click.option("--padding", "pads", default="0", show_default=True, help="Rows and columns cut off at every side.")
@click.option("--extra", default="0", show_default=True, help="Rows and columns more at the end.")
@click.option("--dilation", default="1", show_default=True, help="One number, or ROWS,COLUMNS.")
@click.option("--steps", is_flag=True, help="Show the stamp of every number.")
@json_option
@click.pass_obj
def transpose(
    session: Session, matrix: str, kernel: str, stride: str, pads: str, extra: str, dilation: str, steps: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Transposed convolution: every number stamps the kernel, times itself, onto a larger map."""
    console = console_of(session, as_json)
    signal, weights = read_signal(matrix, None), read_kernel(kernel)
    if len(weights) == 1 < len(signal):
        weights = np.repeat(weights, len(signal), axis=0)
    ready = prepare_transposed(
        signal, weights[:, None], stride=sides(stride, "stride"), padding=sides(pads, "padding"),
        extra=sides(extra, "number"), dilation=sides(dilation, "dilation"),
    )  # fmt: skip
    output = ready.output()[0]
    row: dict[str, JsonValue] = {"output": plain(output)}
    stamps = []
    if steps:
        check_places(int(np.prod(signal.shape[1:])), None)
        stamps = list(ready.stamps())
        row["formulas"] = list(ready.formulas)
        row["steps"] = [
            {"place": list(s.place), "value": plain(s.value), "corner": list(s.corner), "stamp": plain(s.stamp[0]),
             "after": plain(s.after[0])}
            for s in stamps
        ]  # fmt: skip
    if as_json or session.as_json:
        console.result(row, "")
        return
    for stamp in stamps:
        console.say(f"({', '.join(map(str, stamp.place))})  stamps {matrix_text(stamp.stamp[0])} at {stamp.corner}")
    for name, formula in zip(("rows", "columns"), ready.formulas, strict=True):
        console.say(f"{name}: {formula}")
    show_maps(console, "Output", output)


@lab.command()
@json_option
@click.pass_obj
def kernels(session: Session, as_json: bool) -> None:
    """The course's kernels: name, numbers, and what each does."""
    console = console_of(session, as_json)
    if as_json or session.as_json:
        rows: list[JsonValue] = [
            {"name": k.name, "title": k.title, "idea": k.idea, "matrix": plain(k.matrix)} for k in KERNELS
        ]
        console.result({"kernels": rows}, "")
        return
    console.table("", ["name", "numbers", "what it does"], [[k.name, k.text, k.idea] for k in KERNELS])
