"""A run's anchors as a small file and in words."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ml_engine.domain.anchors import AnchorFit
from ml_engine.domain.atomic_file import write_atomic
from ml_engine.domain.errors import UserError

ANCHORS_FILE = "anchors.json"


def write_anchors(path: Path, fit: AnchorFit) -> None:
    """As JSON. Raises UserError('disk-write')."""
    _write(path, msgspec.json.format(msgspec.json.encode(fit), indent=1))


def write_anchor_plot(path: Path, fit: AnchorFit) -> None:
    """As PNG. Raises UserError('disk-write')."""
    # matplotlib takes half a second to import and is needed by nothing else here.
    from ml_engine.reports.anchor_plot import anchor_png

    _write(path, anchor_png(fit))


def anchor_words(fit: AnchorFit) -> str:
    """'5 anchors for 173 boxes: mean IoU 0.71, in pixels of a 320 × 320 input.'"""
    anchors = f"{len(fit.anchors)} anchor{'' if len(fit.anchors) == 1 else 's'}"
    boxes = f"{fit.box_count} box{'' if fit.box_count == 1 else 'es'}"
    return (
        f"{anchors} for {boxes}: mean IoU {fit.mean_iou:.2f}, in pixels of a {fit.input_size} × {fit.input_size} input."
    )


def _write(path: Path, data: bytes) -> None:
    try:
        write_atomic(path, data)
    except OSError as error:
        raise UserError(
            "disk-write", f"{path} cannot be written: {(error.strerror or str(error)).lower()}.", "Name another file."
        ) from error
