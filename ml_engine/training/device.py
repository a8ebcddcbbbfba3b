"""Which device a job runs on, and why."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal

import torch

from ml_engine.domain.errors import UserError

MixedPrecision = Literal["auto", "on", "off"]
# A step of the grid's head takes two thirds of the time; torchvision's heads and whole networks were not measured.
FASTER_IN_HALF_ON_CPU = frozenset({"grid"})


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """reason: half a sentence for the user.   half: what networks compute in under mixed precision, None where that

    gains nothing on this device.
    """

    device: torch.device
    reason: str
    half: torch.dtype | None = None


def choose_device(wanted: str = "auto") -> DeviceChoice:
    """wanted: 'auto', 'cpu', 'cuda', 'cuda:1', 'mps'. Raises UserError if it is not there or is no device."""
    # Of several processes on a machine each has a GPU of its own.
    own = f"cuda:{os.environ.get('LOCAL_RANK', '0')}"
    if wanted == "auto":
        if torch.cuda.is_available():
            return _cuda(own, "the fastest device found")
        if torch.backends.mps.is_available():
            return DeviceChoice(torch.device("mps"), "Apple's GPU, no CUDA device found")
        return DeviceChoice(torch.device("cpu"), "no CUDA device and no Apple GPU found", _half_of_cpu())
    kind = wanted.split(":")[0]
    if kind == "cpu":
        return DeviceChoice(torch.device("cpu"), "asked for", _half_of_cpu())
    if kind == "mps" and torch.backends.mps.is_available():
        return DeviceChoice(torch.device("mps"), "asked for")
    if kind == "cuda" and torch.cuda.is_available():
        return _cuda(wanted if ":" in wanted else own, "asked for")
    raise UserError(
        "device-missing", f"There is no device {wanted!r} on this machine.", "Leave --device out, or use --device cpu."
    )


def half_precision(choice: DeviceChoice, wanted: MixedPrecision, *, method: str = "") -> torch.dtype | None:
    """The type for autocast, None for float32. 'on' where the device has none raises UserError.

    method: of detection, '' for another task: on a processor 'auto' is for those that were measured to gain.
    """
    if wanted == "off" or (wanted == "auto" and choice.device.type == "cpu" and method not in FASTER_IN_HALF_ON_CPU):
        return None
    if wanted == "on" and choice.half is None:
        raise UserError(
            "no-mixed-precision",
            f"{choice.device} has no half precision that trains safely (bfloat16).",
            'Set mixed_precision = "auto" in the recipe.',
        )
    return choice.half


def free_memory(device: torch.device) -> None:
    """Give back what the allocator holds, after an out of memory."""
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()


def _half_of_cpu() -> torch.dtype | None:
    """bfloat16 where the processor multiplies it itself; elsewhere it would only be converted to and fro."""
    can = torch.cpu.get_capabilities()
    return torch.bfloat16 if can.get("avx512_bf16") or can.get("amx_bf16") else None


def _cuda(name: str, reason: str) -> DeviceChoice:
    try:
        device = torch.device(name)
        title = torch.cuda.get_device_name(device)
        major, _ = torch.cuda.get_device_capability(device)
    except (RuntimeError, AssertionError, ValueError) as error:
        raise UserError(
            "device-missing", f"{name!r} is not usable: {error}", "Use --device cuda or --device cpu."
        ) from error
    # bfloat16 needs no loss scaling; older cards have float16 only, which small heads gain nothing from.
    return DeviceChoice(device, f"{title}, {reason}", torch.bfloat16 if major >= 8 else None)
