"""Where the feature cache keeps what: names of its subfolders and keys of its rows. No torch."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

import msgspec

from ml_engine.augment.recipe import AugmentRecipe, pixels_key
from ml_engine.augment.view import Fit
from ml_engine.networks.backbones import FeatureKind, Normalization, foreign_normalization
from ml_engine.training.feature_plan import ViewKey
from ml_engine.training.model_spec import ModelSpec

FEATURES_VERSION = 1  # goes up when the pixels of a view or the meaning of a row change: old rows are then never found


@dataclass(frozen=True, slots=True)
class Spaces:
    """Subfolders of the cache. View 0 is the same for every recipe and seed, so that all runs share it."""

    plain: str
    varied: str

    @staticmethod
    def of(
        version: int,
        weights_hash: str,
        backbone: str,
        kind: FeatureKind,
        input_size: int,
        fit: Fit,
        recipe: AugmentRecipe,
        seed: int,
        normalization: Normalization | None = None,
    ) -> Spaces:
        """normalization: None for the backbone's own."""
        what: tuple[object, ...] = (version, weights_hash, backbone, kind, input_size, fit)
        if normalization is not None:
            what = (*what, normalization)
        return Spaces(*(_digest(msgspec.json.encode(facts)) for facts in (what, (*what, pixels_key(recipe), seed))))

    def name(self, view: int) -> str:
        return self.varied if view else self.plain


def plain_space(spec: ModelSpec) -> str:
    """The subfolder of what a model's frozen backbone answers for pictures as they are."""
    worn = replace(spec.info, normalization=spec.normalization)
    spaces = Spaces.of(
        FEATURES_VERSION, spec.weights_sha256, spec.backbone, spec.features, spec.input_size, spec.fit,
        AugmentRecipe.none(), 0, foreign_normalization(worn),
    )  # fmt: skip
    return spaces.plain


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=12).hexdigest()


def row_key(key: ViewKey) -> bytes:
    """The key of a view's row in its space."""
    content, view = key
    return hashlib.blake2b(f"{content} {view}".encode(), digest_size=32).digest()
