"""What each field of AugmentRecipe is, in words for people; the table of recipe fields takes them from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class AugmentField:
    """As training.recipe_fields.RecipeField. choices: (value, what it does)."""

    name: str
    kind: Literal["number", "switch", "choice", "range"]
    title: str
    help: str
    lowest: float | None = None
    highest: float | None = None
    choices: tuple[tuple[str, str], ...] = ()


AUGMENT_FIELDS: tuple[AugmentField, ...] = (
    AugmentField(
        "flip", "switch", "Mirror left and right",
        "Half of the views are mirrored. Not for letters, digits or anything that has a left and a right.",
    ),
    AugmentField(
        "flip_vertical", "switch", "Mirror top and bottom",
        "Half of the views are turned upside down: for pictures from above or through a microscope.",
    ),
    AugmentField(
        "rotate_degrees", "number", "Rotation in degrees",
        "Views are turned by up to this angle either way. A turned box grows to the box around it.", 0.0, 180.0,
    ),
    AugmentField(
        "scale", "range", "Zoom from and to",
        "Views show the picture smaller or larger, within these factors; above 1 parts are cut off.", 0.01, 16.0,
    ),
    AugmentField(
        "aspect", "number", "Stretch and squeeze",
        "Widths and heights change against each other by up to this factor; 1 for never.", 1.0, 4.0,
    ),
    AugmentField(
        "shift", "number", "Shift within the room",
        "How much of the room to move is used: the margin of a small view, the hidden part of a large one.", 0.0, 1.0,
    ),
    AugmentField(
        "brightness", "number", "Change of brightness",
        "Views become lighter or darker by up to this share.", 0.0, 1.0,
    ),
    AugmentField(
        "contrast", "number", "Change of contrast",
        "Views get more or less contrast by up to this share.", 0.0, 1.0,
    ),
    AugmentField(
        "saturation", "number", "Change of colourfulness",
        "Views become more colourful or greyer by up to this share. Leave it out where the colour is the answer.",
        0.0, 1.0,
    ),
    AugmentField(
        "blur", "number", "Share of blurred views",
        "So many of the views are blurred a little.", 0.0, 1.0,
    ),
    AugmentField(
        "noise", "number", "Share of noisy views",
        "So many of the views get a little noise, as from a camera in the dark.", 0.0, 1.0,
    ),
    AugmentField(
        "border", "choice", "Beyond the picture's edge",
        "What fills a view where the picture ends.",
        None, None,
        (
            ("grey", "An even grey."),
            ("mirror", "The picture mirrored: no edge to see, but objects repeat, so not for boxes."),
        ),
    ),
    AugmentField(
        "crop", "number", "Least part of a random crop",
        "A part with at least this share of each side, from anywhere in the picture, fills the view. 1 for never.",
        0.05, 1.0,
    ),
    AugmentField(
        "hue", "number", "Change of hue in degrees",
        "Colours turn by up to this angle on the colour wheel. Leave it out where the colour is the answer.",
        0.0, 180.0,
    ),
    AugmentField(
        "sharpen", "number", "Share of sharpened views",
        "So many of the views get harder edges, as some cameras make them.", 0.0, 1.0,
    ),
    AugmentField(
        "blur_strength", "number", "Strength of the blur",
        "A factor on how much blur there is; 1 is a little.", 0.01, 5.0,
    ),
    AugmentField(
        "sharpen_strength", "number", "Strength of the sharpening",
        "A factor on how much sharpening there is; 1 is a little.", 0.01, 5.0,
    ),
    AugmentField(
        "noise_strength", "number", "Strength of the noise",
        "A factor on how much noise there is; 1 is a little.", 0.01, 5.0,
    ),
    AugmentField(
        "flip_share", "number", "Share mirrored left and right",
        "For so many of the views it is drawn at all; the others go without it.", 0.0, 1.0,
    ),
    AugmentField(
        "flip_vertical_share", "number", "Share mirrored top and bottom",
        "For so many of the views it is drawn at all; the others go without it.", 0.0, 1.0,
    ),
    AugmentField(
        "rotate_share", "number", "Share of turned views",
        "For so many of the views it is drawn at all; the others go without it.", 0.0, 1.0,
    ),
    AugmentField(
        "scale_share", "number", "Share of zoomed views",
        "For so many of the views it is drawn at all; the others go without it.", 0.0, 1.0,
    ),
    AugmentField(
        "aspect_share", "number", "Share of stretched views",
        "For so many of the views it is drawn at all; the others go without it.", 0.0, 1.0,
    ),
    AugmentField(
        "shift_share", "number", "Share of moved views",
        "For so many of the views it is drawn at all; the others go without it.", 0.0, 1.0,
    ),
    AugmentField(
        "crop_share", "number", "Share of cropped views",
        "For so many of the views it is drawn at all; the others go without it.", 0.0, 1.0,
    ),
    AugmentField(
        "brightness_share", "number", "Share with other brightness",
        "For so many of the views it is drawn at all; the others go without it.", 0.0, 1.0,
    ),
    AugmentField(
        "contrast_share", "number", "Share with other contrast",
        "For so many of the views it is drawn at all; the others go without it.", 0.0, 1.0,
    ),
    AugmentField(
        "saturation_share", "number", "Share with other colourfulness",
        "For so many of the views it is drawn at all; the others go without it.", 0.0, 1.0,
    ),
    AugmentField(
        "hue_share", "number", "Share with other hues",
        "For so many of the views it is drawn at all; the others go without it.", 0.0, 1.0,
    ),
    AugmentField(
        "untouched", "number", "Share left as they are",
        "So many views of each training picture show it as it is. The first view always does.", 0.0, 1.0,
    ),
)  # fmt: skip
