"""`vistazo lab`: the group, and what its commands share — typed numbers, places, files, and --json on either side."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
import numpy as np
import numpy.typing as npt

from desktop_app.cli.app import Session, vistazo
from desktop_app.cli.console import Console, JsonConsole, JsonValue
from ml_engine.domain.errors import UserError
from ml_engine.images.lab_pictures import save_bytes
from ml_engine.images.reader import read_image
from ml_engine.lab.kernels import KERNELS, find_kernel
from ml_engine.lab.matrices import matrix_csv, number_text, parse_matrix, parse_stack
from ml_engine.lab.sizes import Padding

FloatArray = npt.NDArray[np.float64]
Command = TypeVar("Command", bound=Callable[..., Any])
MOST_STEPS = 2000  # places whose products are printed
MOST_SHOWN = 24  # columns of a table for people
NEGATIVE_FIRST = {"ignore_unknown_options": True}  # an argument may begin with a minus
MATRIX_HELP = "Numbers: '1 1 0;0 1 1', with | between channels."


@vistazo.group()
def lab() -> None:
    """The course by hand: convolution, pooling, sizes, boxes and more, on typed numbers or a picture."""


def json_option(command: Command) -> Command:
    """--json also behind the command, as one types it."""
    return click.option("--json", "as_json", is_flag=True, help="The same as vistazo --json lab.")(command)


def console_of(session: Session, as_json: bool) -> Console:
    return JsonConsole(sys.stdout) if as_json and not session.as_json else session.console


def numbers(text: str, what: str) -> tuple[int, ...]:
    """'2' or '2,1' as whole numbers. Raises UserError."""
    try:
        return tuple(int(word) for word in text.replace("x", ",").replace("×", ",").split(","))
    except ValueError:
        raise UserError("number", f"{text} is no {what}.", "Write a whole number, or one an axis: 2,1.") from None


def sides(text: str, what: str) -> int | tuple[int, ...]:
    found = numbers(text, what)
    return found[0] if len(found) == 1 else found


def padding(text: str) -> Padding:
    if text == "valid":
        return "valid"
    if text == "same":
        return "same"
    return sides(text, "padding")


def rows_of_four(text: str) -> list[list[float]]:
    """Boxes 'x0 y0 x1 y1;…', or none at all."""
    return parse_matrix(text).tolist() if text.strip() else []


def read_kernel(text: str) -> FloatArray:
    """(channels, rows, columns) of a name of the course, or of typed numbers."""
    if any(kernel.name == text for kernel in KERNELS):
        return find_kernel(text).matrix[None]
    if text.replace("_", "").isalpha():
        find_kernel(text)  # says which there are
    return parse_stack(text)


def read_signal(matrix: str | None, image: Path | None, *, grey: bool = False) -> FloatArray:
    """(channels, rows, columns) of typed numbers, or of a picture with values 0..255. Raises UserError, UsageError."""
    if (matrix is None) == (image is None):
        raise click.UsageError("Give either --matrix or --image.")
    if matrix is not None:
        return parse_stack(matrix)
    pixels = read_image(Path(image or "")).astype(np.float64).transpose(2, 0, 1)
    if not grey:
        return pixels
    # The usual weights of brightness (ITU-R BT.601).
    light: FloatArray = np.tensordot(np.array([0.299, 0.587, 0.114]), pixels, axes=1)[None]
    return light


def save_csv(path: Path, values: FloatArray) -> None:
    save_bytes(path, matrix_csv(values).encode())


def plain(values: npt.ArrayLike) -> JsonValue:
    """Lists of numbers, whole ones without a point."""
    array = np.asarray(values, dtype=np.float64)
    if array.ndim:
        return [plain(row) for row in array]
    value = float(array)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def show_maps(console: Console, title: str, values: FloatArray) -> None:
    """A table a map. values: (n,), (rows, columns) or (…, rows, columns)."""
    maps = values.reshape(-1, *((1, *values.shape)[-2:]))
    for place, matrix in enumerate(maps):
        name = f"{title} {place + 1}" if len(maps) > 1 else title
        if matrix.shape[1] > MOST_SHOWN or matrix.shape[0] > MOST_SHOWN:
            console.say(f"{name}: {matrix.shape[0]} × {matrix.shape[1]}, {_range(matrix)}")
            continue
        shown = [
            [f"{value:.4g}" if len(number_text(value)) > 8 else number_text(value) for value in row] for row in matrix
        ]
        console.table(name, [""] * matrix.shape[1], shown)


def _range(values: FloatArray) -> str:
    return f"from {values.min():.4g} to {values.max():.4g}, mean {values.mean():.4g}."


def place_of(text: str | None, axes: int) -> tuple[int, ...] | None:
    if text is None:
        return None
    found = numbers(text, "place")
    if len(found) != axes:
        raise UserError("place", f"A place has {axes} numbers here, not {len(found)}.", "Write it as ROW,COLUMN.")
    return found


def check_places(count: int, place: Sequence[int] | None) -> None:
    if place is None and count > MOST_STEPS:
        raise UserError(
            "too-many-steps", f"There are {count} places to show.", "Name one of them with --at ROW,COLUMN."
        )
