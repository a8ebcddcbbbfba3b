"""The words of the pages about layers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ml_engine.lab.stack import Stage, StageKind


def stage_titles() -> list[tuple[StageKind, str]]:
    """Every kind of layer."""
    return [
        ("conv", _tr("Convolution")),
        ("pool", _tr("Pooling")),
        ("depthwise", _tr("Depthwise")),
        ("separable", _tr("Separable")),
        ("transposed", _tr("Transposed")),
        ("flatten", _tr("Flatten")),
        ("dense", _tr("Dense")),
    ]


def stage_title(kind: StageKind) -> str:
    """A kind of layer."""
    return dict(stage_titles())[kind]


def stage_words(stage: Stage) -> str:
    """A layer in few words: 'Convolution 5 × 5'."""
    title = stage_title(stage.kind)
    if stage.kind in ("flatten", "dense"):
        return title
    sides = (stage.kernel, stage.kernel) if isinstance(stage.kernel, int) else tuple(stage.kernel)
    return f"{title} {' × '.join(map(str, sides))}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("LabLayers", text)
