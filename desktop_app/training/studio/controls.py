"""Which sliders a transform has, and what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.transforms import Value


@dataclass(frozen=True, slots=True)
class Control:
    """A slider. field: of AugmentRecipe.   part: of a range, 0 its lower end, 1 its upper, -1 for a plain number."""

    field: str
    words: str
    lowest: float
    highest: float
    decimals: int = 2
    part: int = -1

    def value_of(self, recipe: AugmentRecipe) -> float:
        """Where the slider stands."""
        value = getattr(recipe, self.field)
        return float(value[self.part] if self.part >= 0 else value)

    def changes(self, recipe: AugmentRecipe, value: float) -> dict[str, Value]:
        """The recipe's fields once the slider stands there; the two ends of a range never cross."""
        if self.part < 0:
            return {self.field: value}
        low, high = getattr(recipe, self.field)
        return {self.field: (value, max(high, value)) if self.part == 0 else (min(low, value), value)}


def transform_title(name: str) -> str:
    """A transform's name in the window's language; also 'none' and 'together' of an ablation."""
    return {
        "none": _tr("No change"), "together": _tr("All together"), "flip": _tr("Mirror left and right"),
        "flip-vertical": _tr("Mirror top and bottom"), "rotate": _tr("Rotate"), "scale": _tr("Zoom and move"),
        "crop": _tr("Random crop"), "aspect": _tr("Stretch and squeeze"), "brightness": _tr("Brightness"),
        "contrast": _tr("Contrast"), "saturation": _tr("Colourfulness"), "hue": _tr("Hue"), "blur": _tr("Blur"),
        "sharpen": _tr("Sharpen"), "noise": _tr("Noise"),
    }.get(name, name)  # fmt: skip


def preset_title(name: str) -> str:
    """A preset's name; '' for one's own."""
    return {
        "": _tr("Your own"), "none": _tr("None"), "light": _tr("Light"), "standard": _tr("Standard"),
        "strong": _tr("Strong"), "characters": _tr("Digits and letters"),
    }[name]  # fmt: skip


def controls() -> Mapping[str, tuple[Control, ...]]:
    """The sliders of each transform, in order."""
    share = _tr("Share of views")
    amount, most = _tr("Strength"), _tr("At most ±")

    def shared(field: str) -> Control:
        return Control(field, share, 0.0, 1.0)

    return {
        "flip": (shared("flip_share"),),
        "flip-vertical": (shared("flip_vertical_share"),),
        "rotate": (Control("rotate_degrees", _tr("Degrees, at most ±"), 0, 180, 0), shared("rotate_share")),
        "scale": (
            Control("scale", _tr("Smallest zoom"), 0.2, 1.0, part=0),
            Control("scale", _tr("Largest zoom"), 1.0, 4.0, part=1),
            Control("scale_share", _tr("Share of zoomed views"), 0.0, 1.0),
            Control("shift", _tr("Move, share of the room"), 0.0, 1.0),
            Control("shift_share", _tr("Share of moved views"), 0.0, 1.0),
        ),
        "crop": (Control("crop", _tr("Least part that is left"), 0.2, 1.0), shared("crop_share")),
        "aspect": (Control("aspect", _tr("Factor, at most"), 1.0, 3.0), shared("aspect_share")),
        "brightness": (Control("brightness", most, 0.0, 1.0), shared("brightness_share")),
        "contrast": (Control("contrast", most, 0.0, 1.0), shared("contrast_share")),
        "saturation": (Control("saturation", most, 0.0, 1.0), shared("saturation_share")),
        "hue": (Control("hue", _tr("Degrees, at most ±"), 0, 180, 0), shared("hue_share")),
        "blur": (Control("blur_strength", amount, 0.1, 5.0, 1), shared("blur")),
        "sharpen": (Control("sharpen_strength", amount, 0.1, 5.0, 1), shared("sharpen")),
        "noise": (Control("noise_strength", amount, 0.1, 5.0, 1), shared("noise")),
    }  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("AugmentWords", text)
