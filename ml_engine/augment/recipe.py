"""How training pictures are varied: one frozen value of builtins, so that it can be written as TOML and hashed."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

Border = Literal["grey", "mirror"]

_UP_TO_ONE = (
    "shift", "brightness", "contrast", "saturation", "blur", "noise", "sharpen", "flip_share", "flip_vertical_share",
    "rotate_share", "scale_share", "aspect_share", "shift_share", "crop_share", "brightness_share", "contrast_share",
    "saturation_share", "hue_share", "untouched",
)  # fmt: skip
_STRENGTHS = ("blur_strength", "sharpen_strength", "noise_strength")
MOST_STRENGTH = 5.0
THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class AugmentRecipe:
    """The range that each view of a picture draws from; view 0 never does.

    flip: views are mirrored left to right.   flip_vertical: the same, top to bottom.
    rotate_degrees: the turn is within ± this, 0..180; a turned box grows to its enclosing box, so detectors turn less.
    scale: (smallest, largest) zoom over the fitted picture, above 0.   aspect: widths change by up to this factor, ≥ 1.
    shift: 0..1, how much of the room to move is used (cut parts when larger than the input, margin when smaller).
    brightness, contrast, saturation: within ± this share, 0..1.
    blur, noise: the share of views that get a little of it, 0..1.
    border: what lies beyond the picture, grey (114) or its mirror image (repeats objects: not for detectors).
    crop: a part with at least this share of each side, from anywhere, is shown as large as the whole; 1 for none.
    hue: colours turn within ± so many degrees of the colour wheel, 0..180.   sharpen: share of views, as blur.
    blur_strength, sharpen_strength, noise_strength: factors on how much of it, up to 5.
    …_share: of the views that the change is drawn for at all, 0..1.
    untouched: share of a picture's views that show it as it is, view 0 among them: exactly ⌈n · untouched⌉ of its
    first n, and always view 0.
    """

    flip: bool = False
    flip_vertical: bool = False
    rotate_degrees: float = 0.0
    scale: tuple[float, float] = (1.0, 1.0)
    aspect: float = 1.0
    shift: float = 0.0
    brightness: float = 0.0
    contrast: float = 0.0
    saturation: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    border: Border = "grey"
    crop: float = 1.0
    hue: float = 0.0
    sharpen: float = 0.0
    blur_strength: float = 1.0
    sharpen_strength: float = 1.0
    noise_strength: float = 1.0
    flip_share: float = 0.5
    flip_vertical_share: float = 0.5
    rotate_share: float = 1.0
    scale_share: float = 1.0
    aspect_share: float = 1.0
    shift_share: float = 1.0
    crop_share: float = 1.0
    brightness_share: float = 1.0
    contrast_share: float = 1.0
    saturation_share: float = 1.0
    hue_share: float = 1.0
    untouched: float = 0.1

    def __post_init__(self) -> None:
        low, high = self.scale
        if not 0 < low <= high <= 16:
            raise ValueError(f"scale must be two rising numbers above 0, at most 16, got {self.scale}")
        if not 0 <= self.rotate_degrees <= 180:
            raise ValueError(f"rotate_degrees must be 0..180, got {self.rotate_degrees}")
        if not 0 <= self.hue <= 180:
            raise ValueError(f"hue must be 0..180, got {self.hue}")
        if not 1 <= self.aspect <= 4:
            raise ValueError(f"aspect must be 1..4, got {self.aspect}")
        if not 0.05 <= self.crop <= 1:
            raise ValueError(f"crop must be 0.05..1, got {self.crop}")
        for name in _UP_TO_ONE:
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} must be 0..1, got {getattr(self, name)}")
        for name in _STRENGTHS:
            if not 0 < getattr(self, name) <= MOST_STRENGTH:
                raise ValueError(f"{name} must be above 0, at most {MOST_STRENGTH:g}, got {getattr(self, name)}")
        if self.border not in ("grey", "mirror"):
            raise ValueError(f"border must be 'grey' or 'mirror', got {self.border!r}")

    @property
    def changes_nothing(self) -> bool:
        """True if every view looks like view 0, so that one is enough."""
        return self.untouched == 1 or self.effective == AugmentRecipe(border=self.border, untouched=self.untouched)

    @property
    def effective(self) -> AugmentRecipe:
        """The same pixels, with what has no effect (a share of nothing, a strength of none) as it is unasked."""
        usual, fields = AugmentRecipe(), {}
        for strength, share in EFFECTS:
            if getattr(self, strength) == getattr(usual, strength):
                fields[share] = getattr(usual, share)
            elif share.endswith("_share") and not getattr(self, share):
                fields |= {strength: getattr(usual, strength), share: getattr(usual, share)}
        return dataclasses.replace(self, **fields)

    def is_untouched(self, view: int) -> bool:
        """Whether this view shows the picture as it is. view: from 0."""
        share = round(self.untouched * THOUSAND)
        # Whole numbers: the count of the first n views is ⌈n · share⌉ to the digit.
        return view == 0 or -(-(view + 1) * share // THOUSAND) > -(-view * share // THOUSAND)

    @classmethod
    def none(cls) -> AugmentRecipe:
        """No change at all."""
        return cls()

    @classmethod
    def classify(cls) -> AugmentRecipe:
        """For the label of a whole picture: generous, since no box has to stay right."""
        return cls(
            flip=True, rotate_degrees=10, scale=(0.9, 1.4), aspect=1.1, shift=1.0, brightness=0.2, contrast=0.2,
            saturation=0.3, blur=0.05, noise=0.05, border="mirror",
        )  # fmt: skip

    @classmethod
    def detect(cls) -> AugmentRecipe:
        """For boxes: zoom in and out, move, hardly turn."""
        return cls(
            flip=True, rotate_degrees=2, scale=(0.6, 1.4), aspect=1.1, shift=1.0, brightness=0.25, contrast=0.2,
            saturation=0.3, blur=0.05, noise=0.05, border="grey",
        )  # fmt: skip


# What is nothing without the other: (strength, share or factor).
EFFECTS: tuple[tuple[str, str], ...] = (
    ("flip", "flip_share"), ("flip_vertical", "flip_vertical_share"), ("rotate_degrees", "rotate_share"),
    ("scale", "scale_share"), ("aspect", "aspect_share"), ("shift", "shift_share"), ("crop", "crop_share"),
    ("brightness", "brightness_share"), ("contrast", "contrast_share"), ("saturation", "saturation_share"),
    ("hue", "hue_share"), ("blur", "blur_strength"), ("sharpen", "sharpen_strength"), ("noise", "noise_strength"),
)  # fmt: skip

_FIRST_FIELDS = tuple(field.name for field in dataclasses.fields(AugmentRecipe))[:12]


def pixels_key(recipe: AugmentRecipe) -> dict[str, object]:
    """What the pixels of a changed view depend on, to be hashed: equal keys, equal pixels.

    `untouched` only says which views are changed. Fields that came later are there only where they do something, so
    that what was computed before they existed is still found.
    """
    effective, usual = recipe.effective, AugmentRecipe()
    names = [field.name for field in dataclasses.fields(AugmentRecipe) if field.name != "untouched"]
    return {
        name: getattr(effective, name)
        for name in names
        if name in _FIRST_FIELDS or getattr(effective, name) != getattr(usual, name)
    }
