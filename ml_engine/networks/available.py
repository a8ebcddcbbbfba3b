"""Which backbones can be used on this machine, and which one a training starts from; without torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ml_engine.domain.errors import UserError
from ml_engine.domain.events import BackboneListed
from ml_engine.networks.backbones import BACKBONES, BackboneInfo, FeatureKind
from ml_engine.networks.catalogue import CATALOGUE
from ml_engine.networks.weights import WeightsFile, find_weights, weights_folder

RANDOM = "random"  # in place of a weights file: start from nothing and train the whole network
PREFERRED = "mobilenet_v2"
FALLBACK = "bundled"


@dataclass(frozen=True, slots=True)
class BackboneChoice:
    """weights: None if the whole network is trained here.   reason: a sentence for the user."""

    info: BackboneInfo
    weights: WeightsFile | None
    reason: str


def default_backbone(weights_dirs: Sequence[str | Path] = ()) -> BackboneChoice:
    """What a training starts from if nobody chooses: PREFERRED where its weights are found, else FALLBACK.

    Raises UserError if neither has weights: then the installation is not whole.
    """
    return find_backbone("", None, [Path(folder) for folder in weights_dirs])


def find_backbone(name: str, named: Path | None, folders: Sequence[Path]) -> BackboneChoice:
    """The backbone of this name ('': the default one) and where its weights lie. named: a file the user named.

    named may be Path(RANDOM). Reads the files that it finds, to know their hash. Raises UserError if the named backbone
    or its weights are not there.
    """
    info = BACKBONES.get(name or PREFERRED)
    if named == Path(RANDOM):
        reason = f"Backbone {info.title}: it starts from random weights, so it is trained whole."
        return BackboneChoice(replace(info, trains_whole=True), None, reason)
    if info.trains_whole:
        if named is not None:
            raise UserError(
                "weights-not-wanted",
                f"{info.title} has no pretrained weights, so {named} cannot be used with it.",
                "Leave the weights file out, or name the backbone that it belongs to.",
            )
        return BackboneChoice(info, None, _sentence(info, None, chosen=False))
    weights = find_weights(info, named, folders)
    if weights is not None:
        return BackboneChoice(info, weights, _sentence(info, weights, chosen=not name))
    if not name:
        fallback = find_backbone(FALLBACK, None, folders)
        return replace(fallback, reason=_sentence(fallback.info, fallback.weights, chosen=True))
    if name == FALLBACK:
        raise UserError(
            "weights-missing",
            f"The weights of {info.title} are missing: Vistazo brings them, so this installation is not whole.",
            "Install Vistazo again, or name a file with --weights.",
        )
    file = CATALOGUE[info.weights_key][0].file if info.weights_key in CATALOGUE else f"{info.name}-….safetensors"
    raise UserError(
        "weights-missing",
        f"The weights of {info.title} are not on this machine.",
        f"Put {file} into {weights_folder()}, name a file with --weights, or use --backbone {FALLBACK}.",
    )


def check_suits(info: BackboneInfo, kind: FeatureKind, input_size: int) -> None:
    """Raises UserError if the network cannot give features of this kind, or cannot take pictures of this size."""
    if kind == "pyramid" and not info.has_pyramid:
        raise UserError(
            "no-pyramid",
            f"{info.title} cannot find places: it has no maps at strides 8, 16 and 32.",
            "Choose another backbone for detection.",
        )
    if info.fixed_input and input_size != info.input_size:
        raise UserError(
            "input-size",
            f"{info.title} takes pictures of {info.input_size} pixels and no others, not of {input_size}.",
            "Leave the input size out.",
        )
    if input_size < info.smallest_input:
        raise UserError(
            "input-size",
            f"{info.title} needs pictures of at least {info.smallest_input} pixels, not of {input_size}.",
            "Choose a larger input size.",
        )


def listed_backbones(weights_dirs: Sequence[str | Path] = ()) -> tuple[BackboneListed, ...]:
    """All of the registry, in its order, each with the weights that are found. Reads them, to know their hash."""
    folders = [Path(folder) for folder in weights_dirs]
    return tuple(_row(info, folders) for info in BACKBONES)


def _row(info: BackboneInfo, folders: Sequence[Path]) -> BackboneListed:
    found = find_weights(info, None, folders)
    published = CATALOGUE.get(info.weights_key, ())
    return BackboneListed(
        name=info.name,
        title=info.title,
        parameters=info.parameters,
        embedding=info.embedding,
        input_size=info.input_size,
        weights=str(found.path) if found else "",
        origin=found.origin if found else "",
        url=published[0].url if published else "",
        download_bytes=published[0].size_bytes if published else 0,
        family=info.family.title,
        year=info.family.year,
        idea=info.family.idea,
        whole_parameters=info.whole_parameters,
        source=info.source,
        code_licence=info.code_licence,
        weights_licence=info.weights_licence,
        has_pyramid=info.has_pyramid,
        trains_whole=info.trains_whole,
    )


def _sentence(info: BackboneInfo, weights: WeightsFile | None, *, chosen: bool) -> str:
    """chosen: by Vistazo, not by the user."""
    if weights is None:
        return f"Backbone {info.title}: it has no pretrained weights, so it is trained whole."
    if chosen and info.name == FALLBACK:
        preferred = BACKBONES.get(PREFERRED)
        return (
            f"Backbone {info.title}, frozen, with the weights that come with Vistazo: none of {preferred.title} were "
            "found on this machine. They are larger and usually give better results."
        )
    return f"Backbone {info.title}, frozen, with the weights in {weights.path} ({weights.origin})."
