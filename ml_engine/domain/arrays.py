"""Arrays as builtins, for jobs and events: dtype, shape and bytes.

A pickled array would do too, but unpickling runs whatever the bytes say, and may import torch into the window.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

DTYPES = frozenset({"bool", "uint8", "int8", "int16", "int32", "int64", "float16", "float32", "float64"})


@dataclass(frozen=True, slots=True)
class PackedArray:
    """dtype: one of DTYPES.   shape: as numpy's.   data: C order, little-endian."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes


def pack_array(array: npt.NDArray[Any]) -> PackedArray:
    """The array as builtins, copied. Raises ValueError for a dtype outside DTYPES."""
    if array.dtype.name not in DTYPES:
        raise ValueError(f"an array of {array.dtype} cannot be packed, only {', '.join(sorted(DTYPES))}")
    little_endian = array.dtype.newbyteorder("<")
    return PackedArray(array.dtype.name, array.shape, array.astype(little_endian, copy=False).tobytes("C"))


def unpack_array(packed: PackedArray) -> npt.NDArray[Any]:
    """The array, read-only, without a copy. Raises ValueError where dtype, shape and bytes do not agree."""
    if packed.dtype not in DTYPES:
        raise ValueError(f"unknown dtype {packed.dtype!r}")
    dtype = np.dtype(packed.dtype).newbyteorder("<")
    if any(length < 0 for length in packed.shape) or math.prod(packed.shape) * dtype.itemsize != len(packed.data):
        raise ValueError(f"{len(packed.data)} bytes are no {packed.dtype} array of shape {packed.shape}")
    return np.frombuffer(packed.data, dtype).reshape(packed.shape)
