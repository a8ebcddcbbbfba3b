"""The job that lists the backbones: how big each is, and where its weights lie on this machine."""

from __future__ import annotations

import time

from ml_engine.domain.events import JobDone, Notice
from ml_engine.domain.progress import ProgressMeter
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.jobs.specs import BackbonesJob
from ml_engine.networks.available import listed_backbones
from ml_engine.networks.backbones import BACKBONES, BackboneInfo
from ml_engine.networks.catalogue import CATALOGUE
from ml_engine.networks.download import download_weights
from ml_engine.networks.weights import WeightsFile


def list_backbones(job: BackbonesJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Emit a BackboneListed each, in the order of the registry.

    Raises UserError for an unknown name or a download that fails, Cancelled while downloading.
    """
    started = time.monotonic()
    if job.download:
        file = _download(BACKBONES.get(job.download), emit, should_stop)
        emit(Notice("downloaded", f"The weights of {job.download} are in {file.path}; their hash is right."))
    for row in listed_backbones(job.weights_dirs):
        emit(row)
    return JobDone(time.monotonic() - started)


def _download(info: BackboneInfo, emit: Emit, should_stop: ShouldStop) -> WeightsFile:
    published = CATALOGUE.get(info.weights_key, ())
    with ProgressMeter(emit, "download", published[0].size_bytes if published else 0) as meter:
        return download_weights(info, lambda done, _: meter.advance(done - meter.done), should_stop)
