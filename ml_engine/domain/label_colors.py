"""The colours of labels by their place: one rule, for what is stored with a label and for what a window offers."""

from __future__ import annotations

import colorsys

CHOSEN = ("#E5484D", "#F5A524", "#30A46C", "#3E9BF0", "#8E6CF0", "#E054A5", "#12A5A5", "#A2782F")
_GOLDEN_TURN = 0.6180339887498949


def label_color(position: int) -> str:
    """'#rrggbb' of the label at a place, from 0: eight chosen ones, then hues a golden turn apart."""
    if position < len(CHOSEN):
        return CHOSEN[position]
    hue = position * _GOLDEN_TURN % 1.0
    red, green, blue = colorsys.hls_to_rgb(hue, 0.55, 0.65)
    return f"#{round(red * 255):02X}{round(green * 255):02X}{round(blue * 255):02X}"
