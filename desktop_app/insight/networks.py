"""The networks that can be looked into: the project's runs, and pretrained backbones whose weights are here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop_app.session.background import Token
from desktop_app.session.run_uses import has_model
from desktop_app.session.run_words import backbone_title, run_name
from desktop_app.session.session import Session
from desktop_app.session.weights_dirs import weights_dirs
from ml_engine.jobs.specs import FeatureMapJob, LayersJob
from ml_engine.networks.available import listed_backbones


@dataclass(frozen=True, slots=True)
class Network:
    """A choice. key: stable, for memory.   model: a run's folder, '' for a backbone alone.

    weights: as in LayersJob.
    """

    key: str
    title: str
    model: str = ""
    backbone: str = ""
    weights: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every look needs beside the network."""

    weights_dirs: tuple[str, ...]
    device: str
    threads: int


def run_networks(session: Session) -> list[Network]:
    """Runs that have weights, newest first."""
    runs = session.runs
    return [
        Network(
            key=f"run:{row.name}",
            title=f"{run_name(runs.number(row.name))} · {backbone_title(row.network_name)}",
            model=str(runs.folder(row.name)),
        )
        for row in runs.rows
        if has_model(row)
    ]


def pretrained_networks(weights_dirs: tuple[str, ...], _: Token) -> list[Network]:
    """Backbones with pretrained weights on this machine. Reads the weights' files: for a thread of the background."""
    words = QCoreApplication.translate("Networks", "{network}, pretrained")
    return [
        Network(f"backbone:{row.name}", words.format(network=row.title), backbone=row.name)
        for row in listed_backbones(weights_dirs)
        if row.weights
    ]


def surroundings(session: Session) -> Surroundings:
    """As the settings and the project say now."""
    settings = session.settings.value
    return Surroundings(weights_dirs(session.project.folder, settings), settings.device, settings.threads)


def layers_job(network: Network, around: Surroundings) -> LayersJob:
    """Asks for the layers of a network."""
    return LayersJob(
        network.model, network.backbone, network.weights, weights_dirs=around.weights_dirs, threads=around.threads
    )


def maps_job(network: Network, around: Surroundings, image: Path, layer: str) -> FeatureMapJob:
    """Asks what a layer makes of a picture: all its maps."""
    return FeatureMapJob(
        image=str(image),
        layer=layer,
        model=network.model,
        backbone=network.backbone,
        weights=network.weights,
        weights_dirs=around.weights_dirs,
        tiles=0,
        device=around.device,
        threads=around.threads,
    )
