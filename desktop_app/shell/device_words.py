"""Where a training will run, in the words of the status bar, found without loading torch."""

from __future__ import annotations

import platform
import shutil
import sys

from PySide6.QtCore import QCoreApplication

from ml_engine.jobs.cores import available_cores


def device_words(chosen: str) -> tuple[str, str]:
    """What the chip says, and why. chosen: as in Settings.device."""
    cores = available_cores()
    cpu = QCoreApplication.translate("DeviceWords", "CPU · %n core(s)", "", cores)
    if chosen == "cpu":
        return cpu, _tr("The processor was chosen in the settings.")
    if chosen == "mps" or (chosen == "auto" and sys.platform == "darwin" and platform.machine() == "arm64"):
        return "MPS", _tr("Apple's graphics processor. The first training says whether PyTorch can use it.")
    if chosen == "cuda" or shutil.which("nvidia-smi"):
        return "CUDA", _tr("An NVIDIA card is there. The first training says whether PyTorch can use it.")
    return cpu, _tr("No NVIDIA card was found, so the processor is used. Frozen backbones are quick on it.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeviceWords", text)
