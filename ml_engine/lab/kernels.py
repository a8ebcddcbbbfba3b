"""The kernels of the course by name, each with what it does; and what one does with a kernel of one's own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_engine.domain.errors import UserError
from ml_engine.lab.matrices import parse_matrix

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Kernel:
    """idea: what it does, two sentences.   text: its numbers, as parse_matrix reads them."""

    name: str
    title: str
    idea: str
    text: str

    @property
    def matrix(self) -> FloatArray:
        """(rows, columns)."""
        return parse_matrix(self.text)


KERNELS: tuple[Kernel, ...] = (
    Kernel(
        "identity", "Identity kernel",
        "It gives back the picture as it is. A good first test: whatever else changes is the padding or the stride.",
        "0 0 0;0 1 0;0 0 0",
    ),
    Kernel(
        "edges_diagonal", "Edges by the corners",
        "It subtracts the corners of one diagonal from those of the other, so plain areas become 0. What "
        "remains are places where the picture changes in both directions: corners and slanted edges.",
        "1 0 -1;0 0 0;-1 0 1",
    ),
    Kernel(
        "edges_4", "Edges by four neighbours",
        "It compares each pixel with its four neighbours (Laplace's operator). Plain areas and even slopes "
        "become 0, thin lines and edges stand out.",
        "0 1 0;1 -4 1;0 1 0",
    ),
    Kernel(
        "edges_8", "Edges by eight neighbours",
        "It compares each pixel with all eight neighbours. Edges of every direction stand out, more strongly "
        "than with four.",
        "-1 -1 -1;-1 8 -1;-1 -1 -1",
    ),
    Kernel(
        "sobel_x", "Sobel, vertical edges",
        "It subtracts what is left of a pixel from what is right of it, the middle row counting twice. "
        "Upright edges stand out: positive from dark to bright, negative from bright to dark.",
        "-1 0 1;-2 0 2;-1 0 1",
    ),
    Kernel(
        "sobel_y", "Sobel, horizontal edges",
        "It subtracts what is above a pixel from what is below it, the middle column counting twice. Level "
        "edges stand out: positive from dark to bright downwards.",
        "-1 -2 -1;0 0 0;1 2 1",
    ),
    Kernel(
        "sharpen", "Sharpening kernel",
        "It adds to each pixel what sets it apart from its four neighbours. The weights add up to 1, so "
        "plain areas keep their brightness.",
        "0 -1 0;-1 5 -1;0 -1 0",
    ),
    Kernel(
        "box_blur", "Box blur",
        "Each pixel becomes the mean of the nine around it. Noise and detail go, and edges become soft.",
        "1/9 * 1 1 1;1 1 1;1 1 1",
    ),
    Kernel(
        "gaussian_blur", "Gaussian blur",
        "A mean in which nearer pixels count more. It is softer than the box blur, and leaves no square traces.",
        "1/16 * 1 2 1;2 4 2;1 2 1",
    ),
    Kernel(
        "curve", "Curve detector",
        "Its large weights lie along a curve, so it answers strongly where the picture has such a curve, and "
        "not elsewhere. A network's first filters are detectors of this kind, but it finds the weights by "
        "itself.",
        "0 0 0 0 0 30 0;0 0 0 0 30 0 0;0 0 0 30 0 0 0;0 0 0 30 0 0 0;0 0 0 30 0 0 0;0 0 0 30 0 0 0;0 0 0 0 0 0 0",
    ),
)  # fmt: skip

# The two places of the drawn rat that the course lays the curve on.
RAT_BACK = (
    "0 0 0 0 0 0 30;0 0 0 0 50 50 50;0 0 0 20 50 0 0;0 0 0 50 50 0 0;0 0 0 50 50 0 0;0 0 0 50 50 0 0;0 0 0 50 50 0 0"
)
RAT_HEAD = "0 0 0 0 0 0 0;0 40 0 0 0 0 0;40 0 40 0 0 0 0;40 20 0 0 0 0 0;0 50 0 0 0 0 0;0 0 50 0 0 0 0;25 25 0 50 0 0 0"


def find_kernel(name: str) -> Kernel:
    """Raises UserError that names those there are."""
    for kernel in KERNELS:
        if kernel.name == name:
            return kernel
    raise UserError(
        "unknown-kernel", f"There is no kernel called {name}.", f"Choose one of {', '.join(k.name for k in KERNELS)}."
    )


def normalised(kernel: npt.ArrayLike) -> FloatArray:
    """Divided by its sum, so that brightness stays; where the sum is 0, by the sum of what is positive.

    A kernel of zeros stays as it is.
    """
    matrix = np.asarray(kernel, dtype=np.float64)
    total = matrix.sum()
    if abs(total) < 1e-12:
        total = matrix[matrix > 0].sum()
    return matrix / total if total else matrix


def symmetric(kernel: npt.ArrayLike, *, across: bool = True, down: bool = True) -> FloatArray:
    """The mean of a kernel and its mirror images: left with right (across), top with bottom (down)."""
    matrix = np.asarray(kernel, dtype=np.float64)
    if across:
        matrix = (matrix + matrix[..., ::-1]) / 2
    if down:
        matrix = (matrix + matrix[..., ::-1, :]) / 2
    return matrix


def gaussian(side: int, sigma: float) -> FloatArray:
    """(side, side) weights that fall off with the distance from the middle and add up to 1. Raises UserError."""
    if side < 1 or side % 2 == 0 or sigma <= 0:
        raise UserError("size", f"A Gaussian of side {side} has no middle, or no width.", "Choose an odd side.")
    places = np.arange(side) - side // 2
    row = np.exp(-(places**2) / (2 * sigma**2))
    weights: FloatArray = np.outer(row, row) / row.sum() ** 2
    return weights
