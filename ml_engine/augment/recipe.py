"""How training pictures are varied: one frozen value of builtins, so that it can be written as TOML and hashed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Border = Literal["grey", "mirror"]


@dataclass(frozen=True, slots=True)
class AugmentRecipe:
    """The range that each view of a picture draws from; view 0 never does.

    flip: half of the views are mirrored left to right.   flip_vertical: the same, top to bottom.
    rotate_degrees: the turn is within ± this, 0..180; a turned box grows to its enclosing box, so detectors turn less.
    scale: (smallest, largest) zoom over the fitted picture, above 0.   aspect: widths change by up to this factor, ≥ 1.
    shift: 0..1, how much of the room to move is used (cut parts when larger than the input, margin when smaller).
    brightness, contrast, saturation: within ± this share, 0..1.
    blur, noise: the share of views that get a little of it, 0..1.
    border: what lies beyond the picture, grey (114) or its mirror image (repeats objects: not for detectors).
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

    def __post_init__(self) -> None:
        low, high = self.scale
        if not 0 < low <= high <= 16:
            raise ValueError(f"scale must be two rising numbers above 0, at most 16, got {self.scale}")
        if not 0 <= self.rotate_degrees <= 180:
            raise ValueError(f"rotate_degrees must be 0..180, got {self.rotate_degrees}")
        if not 1 <= self.aspect <= 4:
            raise ValueError(f"aspect must be 1..4, got {self.aspect}")
        for name in ("shift", "brightness", "contrast", "saturation", "blur", "noise"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} must be 0..1, got {getattr(self, name)}")
        if self.border not in ("grey", "mirror"):
            raise ValueError(f"border must be 'grey' or 'mirror', got {self.border!r}")

    @property
    def changes_nothing(self) -> bool:
        """True if every view looks like view 0, so that one is enough."""
        return self == AugmentRecipe(border=self.border)

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
