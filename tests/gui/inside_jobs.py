"""A worker that lists three layers and makes maps of them at once. Not a test module."""

from __future__ import annotations

import numpy as np

from ml_engine.domain.arrays import pack_array
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import FeatureMaps, JobDone, JobStarted, LayerRow, Layers
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.walk_events import UnitWalk, WalkLine
from ml_engine.jobs.specs import FeatureMapJob, LayersJob, WalkJob

RUNNER = "tests.gui.inside_jobs:run"
ROWS = (
    LayerRow("backbone.0", "Block", (3, 8, 8), 100, "backbone", 0),
    LayerRow("backbone.0.conv", "Conv2d", (3, 8, 8), 90, "backbone", 1, 768, (5, 7), False, (3, 3, 2, 2, 1, 1, 1, 1)),
    LayerRow("backbone.1", "Block", (100, 4, 4), 200, "backbone", 0),
    LayerRow("head.linear", "Linear", (2,), 10, "head", 0),
)
BROKEN = "broken"


def run(job, emit, should_stop):
    emit(JobStarted("cpu", "this worker has no other"))
    match job:
        case LayersJob():
            if BROKEN in job.model:
                raise UserError("weights-missing", "The weights are gone.", "Put them back.")
            emit(Layers("Fake net", 64, ROWS))
        case FeatureMapJob():
            emit(maps(job))
        case WalkJob():
            emit(walk(job))
        case _:
            pass
    return JobDone(0.1)


def maps(job):
    row = next(row for row in ROWS if row.name == job.layer)
    count = min(row.shape[0], job.tiles) if job.tiles else row.shape[0]
    side = row.shape[1] if len(row.shape) == 3 else 1
    tiles = np.zeros((count, side, side), np.uint8)
    tiles[:, : side // 2 or 1] = 255
    return FeatureMaps(
        image=job.image, layer=job.layer, kind=row.kind, shape=row.shape, channels=tuple(range(count)),
        tiles=pack_array(tiles), minimum=(0.0,) * count, maximum=tuple(float(k + 1) for k in range(count)),
        mean=(0.5,) * count, deviation=tuple((0.2, 0.3, 0.1)[k % 3] for k in range(count)),
        view=ViewGeometry((0.1, 0.0, 0.0, 0.0, 0.1, 0.0), 64, 64, 640, 480),
    )  # fmt: skip


def walk(job):
    """A convolution 3 × 3 over four maps, its bias, a ReLU."""
    patch = np.random.default_rng(job.row * 64 + job.column).uniform(-1, 1, (4, 3, 3)).astype(np.float32)
    weights = np.random.default_rng(job.channel).uniform(-1, 1, (4, 3, 3)).astype(np.float32)
    total = float((patch.astype(np.float64) * weights).sum())
    lines = (
        WalkLine("sum", job.layer, total),
        WalkLine("bias", job.layer, total + 0.5, (0.5,)),
        WalkLine("relu", job.layer, max(0.0, total + 0.5)),
    )
    inputs = pack_array(np.zeros((4, 8, 8), np.uint8)) if job.with_inputs else None
    return UnitWalk(
        image=job.image, layer=job.layer, channel=job.channel, row=job.row, column=job.column, value=total + 0.5,
        kind="weighted", source=job.layer, operation="Conv2d", patch=pack_array(patch), weights=pack_array(weights),
        first=0, input_shape=(4, 8, 8), corner=(job.row - 1, job.column - 1), dilation=(1, 1), lines=lines, own=1,
        after="end", after_layer="", field=(0, 0, 16, 16),
        view=ViewGeometry((0.1, 0.0, 0.0, 0.0, 0.1, 0.0), 64, 64, 640, 480), inputs=inputs,
        low=(0.0,) * 4 if job.with_inputs else (), high=(1.0,) * 4 if job.with_inputs else (),
    )  # fmt: skip
