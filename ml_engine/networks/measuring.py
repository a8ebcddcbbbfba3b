"""The job that measures networks: pictures a second through each, forward, as a training would run it frozen."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from ml_engine.domain.errors import Cancelled
from ml_engine.domain.events import JobDone, SpeedMeasured
from ml_engine.domain.progress import ProgressMeter
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.jobs.specs import MeasureJob
from ml_engine.networks.backbones import BACKBONES, BackboneInfo
from ml_engine.networks.build import build_backbone
from ml_engine.networks.measured import note_measured
from ml_engine.networks.runtime import ByteBatch, FrozenRuntime, one_thread_each, open_runtime
from ml_engine.networks.weights import find_weights
from ml_engine.training.device import choose_device

MEASURE_S = 1.5  # at the least, of each network, after the first batch
EXPECTED_PICTURES = 256  # as of a small training: a runtime that takes minutes to prepare is not waited for


def measure_networks(job: MeasureJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Emit a SpeedMeasured for each name, and keep it for this machine.

    Raises UserError for an unknown name or a device that is not there, Cancelled between batches.
    """
    started = time.monotonic()
    infos = [BACKBONES.get(name) for name in job.names]
    with ProgressMeter(emit, "measure", len(infos)) as meter:
        for info in infos:
            row = _measured(info, job, should_stop)
            note_measured(row)
            emit(row)
            meter.advance()
    return JobDone(time.monotonic() - started)


def _measured(info: BackboneInfo, job: MeasureJob, should_stop: ShouldStop) -> SpeedMeasured:
    device = choose_device(job.device).device
    cores = max(1, job.threads)
    # With its weights where they are here: a runtime proves on them that it answers as plain torch does.
    weights = find_weights(info, None, [Path(folder) for folder in job.weights_dirs])
    backbone = build_backbone(info.name, weights)
    size = info.usual_size
    runtime = open_runtime(backbone, "embedding", size, device, EXPECTED_PICTURES, cores=cores)
    pixels = np.random.default_rng(0).integers(0, 256, (runtime.batch, size, size, 3), dtype=np.uint8)
    lanes = cores if runtime.parallel else 1
    with one_thread_each():
        speed = _speed(runtime, pixels, lanes, should_stop)
    return SpeedMeasured(info.name, speed, size, device.type, lanes if device.type == "cpu" else 0, runtime.name)


def _speed(runtime: FrozenRuntime, pixels: ByteBatch, lanes: int, should_stop: ShouldStop) -> float:
    """Pictures a second over all lanes, each of which runs whole batches side by side with the others."""
    runtime.run(pixels)  # the first call prepares its kernels

    def lane(_: int) -> tuple[int, float]:
        began, done = time.perf_counter(), 0
        while (spent := time.perf_counter() - began) < MEASURE_S or not done:
            if should_stop():
                raise Cancelled
            runtime.run(pixels)
            done += len(pixels)
        return done, spent

    with ThreadPoolExecutor(lanes) as pool:
        return sum(done / spent for done, spent in pool.map(lane, range(lanes)))
