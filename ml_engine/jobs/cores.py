"""How many threads of computing this process may have, and the one place that says so to the libraries.

torch, OpenCV and ONNX Runtime each start a thread for every core of the machine by themselves; together, or in a
container that was given two cores of sixty-four, they then stand in each other's way.
"""

from __future__ import annotations

import math
import os
import sys
from pathlib import Path

_POOLS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")
# OpenMP's threads wait for each other by spinning. Beside other work they spin away the time that the late ones need to
# arrive: on two busy cores a training step of 0.1 s took 9 to 24 s, with hardly any spinning 0.5 s.
_WAITING = {"OMP_WAIT_POLICY": "PASSIVE", "GOMP_SPINCOUNT": "1000"}
_CONTAINER_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def available_cores() -> int:
    """Cores that this process may use: of the machine, of its affinity, of its container's quota; at least 1."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return max(1, min(cores, _container_cores(_CONTAINER_QUOTA)))


def limit_threads(threads: int) -> None:
    """Let the libraries compute on so many threads: those still to be imported, and those that are there.

    OpenCV gets one: pictures are decoded by several threads of ours, each with one of its own.
    """
    if threads < 1:
        raise ValueError(f"threads must be >= 1, got {threads}")
    os.environ.update(dict.fromkeys(_POOLS, str(threads)))
    os.environ["OPENCV_FOR_THREADS_NUM"] = "1"
    for name, value in _WAITING.items():
        os.environ.setdefault(name, value)
    torch, cv2 = sys.modules.get("torch"), sys.modules.get("cv2")
    if torch is not None:
        torch.set_num_threads(threads)
    if cv2 is not None:
        cv2.setNumThreads(1)


def _container_cores(quota_file: Path) -> int:
    try:
        quota, period = quota_file.read_text(encoding="ascii").split()
        return sys.maxsize if quota == "max" else math.ceil(int(quota) / int(period))
    except (OSError, ValueError, ZeroDivisionError):
        return sys.maxsize
