"""How a run's views are varied, for its script: which of the pieces' lines draw them, and the numbers in those."""

from __future__ import annotations

from ml_engine.augment.recipe import AugmentRecipe

_BLUR = 0.004  # of the input's side: standard deviation of the strongest blur
_LEAST_NOISE, _MOST_NOISE = 2.5, 10.0  # standard deviations, of 255


def view_facts(augment: AugmentRecipe) -> dict[str, bool]:
    """What is drawn at all, by the names that the pieces ask for.

    parts: random crops.   skips, dims: moves, and light, that some views are left out of.   sometimes, lottery: whether
    the dice for that are needed.
    """
    made = augment.effective
    relights = bool(made.brightness or made.contrast or made.saturation)
    roughens = bool(made.blur or made.noise or made.sharpen)
    dims = min(made.brightness_share, made.contrast_share, made.saturation_share) < 1
    skips = min(_geometry_shares(made)) < 1
    return {
        "varied": not augment.changes_nothing,
        "zooms": made.scale != (1.0, 1.0),
        "stretches": made.aspect > 1,
        "turns": made.rotate_degrees > 0,
        "flips": made.flip,
        "flips_vertical": made.flip_vertical,
        "shifts": made.shift > 0,
        "parts": made.crop < 1,
        "skips": skips,
        "sometimes": skips or made.crop < 1,
        "lights": relights or roughens or made.hue > 0,
        "relights": relights,
        "colours": made.saturation > 0,
        "hues": made.hue > 0,
        "dims": dims,
        "lottery": dims or made.hue > 0 or made.sharpen > 0,
        "roughens": roughens,
        "blurs": made.blur > 0,
        "sharpens": made.sharpen > 0,
        "noises": made.noise > 0,
        "mirrors": not augment.changes_nothing and made.border == "mirror",
        "mirrors_features": made.flip,
    }


def view_values(augment: AugmentRecipe) -> dict[str, str]:
    """The numbers, as Python."""
    made = augment.effective
    sides = [
        f"-1 if flip > {0.5 - made.flip_share:g} else 1" if made.flip else "1",
        f"-1 if up > {0.5 - made.flip_vertical_share:g} else 1" if made.flip_vertical else "1",
    ]
    both = made.flip and made.flip_vertical
    zoom_share, aspect_share, rotate_share, shift_share = _geometry_shares(made)
    shares = [made.brightness_share, made.contrast_share, made.saturation_share]
    noise = made.noise_strength
    return {
        "low": repr(made.scale[0]),
        "high": repr(made.scale[1]),
        "stretch": f" * {made.aspect!r} ** np.r_[wide, -wide]" if made.aspect > 1 else "",
        "turns": f"{2 * made.rotate_degrees:g}",
        "flip": " * sides" if both else f" * [{', '.join(sides)}]" if made.flip or made.flip_vertical else "",
        "sides": f"[{', '.join(sides)}]",
        "shift": "" if made.shift == 1 else f"{made.shift!r} * ",
        "zoom_share": repr(zoom_share),
        "aspect_share": repr(aspect_share),
        "rotate_share": repr(rotate_share),
        "shift_share": repr(shift_share),
        "part": repr(made.crop),
        "more": f"{1 - made.crop:g}",
        "part_share": repr(made.crop_share),
        "light": f"[{made.brightness}, {made.contrast}, {made.saturation}]",
        "light_shares": repr(shares),
        "hue": repr(made.hue),
        "hue_share": repr(made.hue_share),
        "blur": repr(made.blur),
        "soft": f"{_BLUR * made.blur_strength:g}",
        "sharpen": repr(made.sharpen),
        "sharpening": "" if made.sharpen_strength == 1 else f" * {made.sharpen_strength!r}",
        "noise": repr(made.noise),
        "grain": "" if noise == 1 else f"{noise!r} * ",
        "least_noise": f"{_LEAST_NOISE * noise:g}",
        "most_noise": f"{_MOST_NOISE * noise:g}",
    }


def _geometry_shares(made: AugmentRecipe) -> tuple[float, float, float, float]:
    return made.scale_share, made.aspect_share, made.rotate_share, made.shift_share
