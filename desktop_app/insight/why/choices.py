"""What is asked for on the Why page: kept on the session, so that a place that is built again asks the same. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from desktop_app.insight.network_place import place_of
from desktop_app.insight.networks import Network, Surroundings
from ml_engine.jobs.insight_specs import HeatMapJob, HeatMethod, NudgeJob

CHECKS = 4


@dataclass(frozen=True, slots=True)
class HeatChoices:
    """label, layer: '' for the usual.   box: -1 for all.   against: what is shown beside: '' nothing, 'label',
    'epoch' or 'run'; other: which one (a label, an epoch, a network's key)."""

    method: HeatMethod | Literal[""] = ""
    label: str = ""
    box: int = -1
    layer: str = ""
    signed: bool = False
    against: str = ""
    other: str = ""


def heat_job(
    choices: HeatChoices, network: Network, around: Surroundings, image: str, *, epoch: int = 0, checks: int = 0
) -> HeatMapJob:
    """Asks which part decided."""
    return HeatMapJob(
        image, place_of(network, around, epoch), choices.method, choices.label, choices.box, choices.layer,
        choices.signed, checks=checks, device=around.device, threads=around.threads,
    )  # fmt: skip


def other_job(
    choices: HeatChoices, networks: dict[str, Network], network: Network, around: Surroundings, image: str
) -> HeatMapJob | None:
    """The one beside it; None where nothing is compared, or what is to be compared is not known any more."""
    match choices.against:
        case "label" if choices.other:
            return heat_job(replace(choices, label=choices.other, box=-1), network, around, image)
        case "epoch" if choices.other.isdecimal():
            return heat_job(choices, network, around, image, epoch=int(choices.other))
        case "run" if choices.other in networks:
            # Another network may have other layers, and answers other boxes.
            return heat_job(replace(choices, layer="", box=-1), networks[choices.other], around, image)
        case _:
            return None


def nudge_job(
    network: Network, around: Surroundings, image: str, strength: float, steps: int, towards: str
) -> NudgeJob:
    """Asks for a small change."""
    return NudgeJob(
        image, place_of(network, around), strength, steps, "", towards, around.device, around.threads
    )  # fmt: skip
