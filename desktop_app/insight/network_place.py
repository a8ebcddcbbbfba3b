"""The chosen network as the jobs that explain it name it."""

from __future__ import annotations

from desktop_app.insight.networks import Network, Surroundings
from ml_engine.jobs.insight_specs import NetworkPlace


def place_of(network: Network, around: Surroundings, epoch: int = 0) -> NetworkPlace:
    """epoch: of a run, a kept one; 0 for its best."""
    return NetworkPlace(network.model, network.backbone, weights_dirs=around.weights_dirs, epoch=epoch)
