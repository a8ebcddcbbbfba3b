"""What has to be known of pictures before any is decoded: their hash, their size, where they lie in each view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.view import Fit, view_geometry
from ml_engine.domain.errors import UserError
from ml_engine.domain.geometry import ViewGeometry
from ml_engine.domain.values import ImageRef
from ml_engine.images.fingerprint import content_hash
from ml_engine.images.reader import read_header

ViewKey = tuple[str, int]  # content hash, view


@dataclass(frozen=True, slots=True)
class FeatureRequest:
    """A view of a picture. view: 0 is the picture as it is."""

    image: ImageRef
    view: int


@dataclass(frozen=True, slots=True)
class PictureViews:
    """A picture, its hash and size known, and the views that are wanted of it by number."""

    image: ImageRef
    content_hash: str
    geometries: dict[int, ViewGeometry]


@dataclass(frozen=True, slots=True)
class FeaturePlan:
    """pictures: by content hash, so that byte-identical files are computed once.

    keys: per request, None if it failed.
    failed: index of a request → why its file cannot even be looked at.
    """

    pictures: dict[str, PictureViews]
    keys: list[ViewKey | None]
    failed: dict[int, str]

    @property
    def view_count(self) -> int:
        return sum(len(picture.geometries) for picture in self.pictures.values())

    def geometries(self) -> dict[int, ViewGeometry]:
        """Index of a request → its geometry."""
        return {
            index: self.pictures[key[0]].geometries[key[1]] for index, key in enumerate(self.keys) if key is not None
        }


def plan_features(
    requests: Sequence[FeatureRequest], *, input_size: int, fit: Fit, recipe: AugmentRecipe, seed: int
) -> FeaturePlan:
    """Look at files only where the hash or the size of a picture is not known yet."""
    plan = FeaturePlan({}, [], {})
    known: dict[ImageRef, ImageRef | str] = {}
    for index, request in enumerate(requests):
        image = known.get(request.image)
        if image is None:
            image = known[request.image] = _looked_at(request.image)
        if isinstance(image, str):
            plan.failed[index] = image
            plan.keys.append(None)
            continue
        key = image.content_hash or ""
        picture = plan.pictures.setdefault(key, PictureViews(image, key, {}))
        # What is left as it is, is the picture as it is: computed and kept once for all recipes.
        view = 0 if recipe.is_untouched(request.view) else request.view
        if view not in picture.geometries:
            picture.geometries[view] = view_geometry(
                picture.image.width or 0,
                picture.image.height or 0,
                input_size=input_size,
                fit=fit,
                recipe=recipe,
                seed=seed,
                view=view,
                key=key,
            )
        plan.keys.append((key, view))
    return plan


def _looked_at(image: ImageRef) -> ImageRef | str:
    """The picture with hash and size, or why there are none."""
    try:
        if image.content_hash is None:
            image = replace(image, content_hash=content_hash(image.path))
        if not image.width or not image.height:
            header = read_header(image.path)
            image = replace(image, width=header.width, height=header.height)
    except UserError as error:
        return error.message
    return image
