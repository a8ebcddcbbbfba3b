"""What the machine's worker has to compute with, said in sentences and numbers."""

from __future__ import annotations

import os
import time
from importlib.metadata import PackageNotFoundError, version

from ml_engine.domain.events import JobDone, JobStarted, Notice
from ml_engine.jobs.cores import available_cores
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.jobs.specs import DoctorJob


def examine(_job: DoctorJob, emit: Emit, _should_stop: ShouldStop) -> JobDone:
    """Emit JobStarted (device and why) and a Notice a fact; figures of the end: threads, cores, memory in bytes.

    Notice codes: 'torch', 'torchvision', 'operators' ('native' or 'fallback'), 'onnxruntime', 'device', 'threads'.
    """
    started = time.monotonic()
    import onnxruntime
    import torch

    from ml_engine.compat.torchvision_ops import OPERATORS
    from ml_engine.training.device import choose_device

    choice = choose_device("auto")
    device = str(choice.device)
    emit(JobStarted(device, choice.reason))
    emit(Notice("torch", str(torch.__version__)))
    emit(Notice("torchvision", _version("torchvision")))
    emit(Notice("operators", OPERATORS))
    emit(Notice("onnxruntime", f"{onnxruntime.__version__} ({', '.join(onnxruntime.get_available_providers())})"))
    emit(Notice("device", f"{device}: {choice.reason}"))
    emit(Notice("threads", f"{torch.get_num_threads()} of {available_cores()} cores"))
    figures = {"threads": float(torch.get_num_threads()), "cores": float(available_cores())}
    if (memory := _memory_bytes()) is not None:
        figures["memory_bytes"] = memory
    if choice.device.type == "cuda":
        free, total = torch.cuda.mem_get_info(choice.device)
        figures |= {"device_memory_bytes": float(total), "device_memory_free_bytes": float(free)}
    return JobDone(time.monotonic() - started, figures=figures)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _memory_bytes() -> float | None:
    """Memory of the machine, None where the system does not say."""
    try:
        return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    except (AttributeError, ValueError, OSError):
        return None
