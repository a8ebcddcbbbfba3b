"""The job that lists the backbones: how big each is, and where its weights lie on this machine."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import torch

from ml_engine.domain.events import BackboneListed, JobDone, Notice
from ml_engine.domain.progress import ProgressMeter
from ml_engine.jobs.outcome import Emit, ShouldStop
from ml_engine.jobs.specs import BackbonesJob
from ml_engine.networks.backbones import BACKBONES, BackboneInfo
from ml_engine.networks.build import build_backbone
from ml_engine.networks.catalogue import CATALOGUE
from ml_engine.networks.download import download_weights
from ml_engine.networks.weights import WeightsFile, find_weights


def list_backbones(job: BackbonesJob, emit: Emit, should_stop: ShouldStop) -> JobDone:
    """Emit a BackboneListed each, in the order of the registry.

    Raises UserError for an unknown name or a download that fails, Cancelled while downloading.
    """
    started = time.monotonic()
    if job.download:
        file = _download(BACKBONES.get(job.download), emit, should_stop)
        emit(Notice("downloaded", f"The weights of {job.download} are in {file.path}; their hash is right."))
    folders = [Path(folder) for folder in job.weights_dirs]
    for info in BACKBONES:
        emit(_row(info, folders))
    return JobDone(time.monotonic() - started)


def _download(info: BackboneInfo, emit: Emit, should_stop: ShouldStop) -> WeightsFile:
    published = CATALOGUE.get(info.weights_key, ())
    with ProgressMeter(emit, "download", published[0].size_bytes if published else 0) as meter:
        return download_weights(info, lambda done, _: meter.advance(done - meter.done), should_stop)


def _row(info: BackboneInfo, folders: Sequence[Path]) -> BackboneListed:
    # On the meta device a network has shapes and no memory.
    with torch.device("meta"):
        parameters = sum(parameter.numel() for parameter in build_backbone(info.name, None).parameters())
    found = find_weights(info, None, folders)
    published = CATALOGUE.get(info.weights_key, ())
    return BackboneListed(
        name=info.name,
        title=info.title,
        parameters=parameters,
        embedding=info.embedding,
        input_size=info.input_size,
        weights=str(found.path) if found else "",
        origin=found.origin if found else "",
        url=published[0].url if published else "",
        download_bytes=published[0].size_bytes if published else 0,
    )
