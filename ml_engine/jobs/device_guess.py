"""The device that a training will probably run on, told at once and without torch.

The worker's own word (JobStarted, DoctorJob) is the truth: a driver may be here and torch without support for it.
"""

from __future__ import annotations

import ctypes
import platform
import sys
from dataclasses import dataclass

from ml_engine.jobs.cores import available_cores


@dataclass(frozen=True, slots=True)
class DeviceGuess:
    """device: 'cpu', 'cuda', 'mps'.   cores: of the processor that this process may use."""

    device: str
    cores: int


def guess_device() -> DeviceGuess:
    """CUDA where its driver sees a card, else Apple's GPU, else the processor."""
    if _cuda_cards() > 0:
        return DeviceGuess("cuda", available_cores())
    if sys.platform == "darwin" and platform.machine() == "arm64":
        return DeviceGuess("mps", available_cores())
    return DeviceGuess("cpu", available_cores())


def _cuda_cards(library: str = "nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1") -> int:
    """How many cards NVIDIA's driver sees, 0 without a driver."""
    try:
        driver = ctypes.CDLL(library)
        count = ctypes.c_int(0)
        ready = driver.cuInit(0) == 0 and driver.cuDeviceGetCount(ctypes.byref(count)) == 0
    except (OSError, AttributeError):
        return 0
    return count.value if ready else 0
