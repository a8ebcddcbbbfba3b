"""Every colour and every measure of the window, light and dark. No colour is written anywhere else."""

from __future__ import annotations

from dataclasses import dataclass, fields

from ml_engine.domain.label_colors import label_color as label_color

SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL = 4, 8, 12, 16, 24
RADIUS_KEY, RADIUS_CONTROL, RADIUS_CARD, RADIUS_BAR = 4, 6, 8, 10
ROW, CONTROL, BAR, FOOT = 36, 32, 48, 32
ICON_S, ICON_M, ICON_L = 14, 18, 22
STROKE = 1.75
MOTION_MS = 140


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as '#rrggbb'. bg: window.   panel: side panels, bars.   raised: cards, menus.   line: hairlines.

    canvas: behind the picture.   text, dim: words.   accent, accent_soft, accent_on: chosen, its ground, words on it.
    ok, warn, bad: states, always beside an icon or a word.
    """

    bg: str
    panel: str
    raised: str
    line: str
    canvas: str
    text: str
    dim: str
    accent: str
    accent_soft: str
    accent_on: str
    ok: str
    warn: str
    bad: str

    def color(self, name: str) -> str:
        """'#rrggbb' of a token's name; a '#rrggbb' stays. Raises ValueError for a name that is no token."""
        if name.startswith("#"):
            return name
        if name not in NAMES:
            raise ValueError(f"color must be a token or '#rrggbb', got {name!r}")
        return str(getattr(self, name))


LIGHT = Tokens(
    bg="#F6F7F9",
    panel="#FFFFFF",
    raised="#FFFFFF",
    line="#E3E6EB",
    canvas="#E9ECF1",
    text="#171A1F",
    dim="#5C6675",
    accent="#0B6BCB",
    accent_soft="#E3F0FD",
    accent_on="#FFFFFF",
    ok="#1A7F4B",
    warn="#9A6700",
    bad="#C4314B",
)
DARK = Tokens(
    bg="#14171C",
    panel="#1B1F26",
    raised="#232831",
    line="#2C323C",
    canvas="#0F1115",
    text="#E8EBF0",
    dim="#9BA5B4",
    accent="#4DA3F7",
    accent_soft="#16324D",
    accent_on="#0B1220",
    ok="#4CC38A",
    warn="#E2B23F",
    bad="#F2768A",
)
NAMES = frozenset(field.name for field in fields(Tokens))


def mix(color: str, other: str, part: float) -> str:
    """'#rrggbb' between two colours. part: 0 is color, 1 is other."""
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "#" + "".join(f"{round((a + (b - a) * part) * 255):02X}" for a, b in pairs)


def contrast(color: str, ground: str) -> float:
    """How well words of a colour stand out, 1 to 21. Source: WCAG 2.2, contrast ratio."""
    high, low = sorted((_luminance(color), _luminance(ground)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def words_on(ground: str) -> str:
    """Black or white, whichever reads better on a colour: 4.58 at the least, where a softer black falls to 4.18."""
    return max(("#000000", "#FFFFFF"), key=lambda color: contrast(color, ground))


def _channels(color: str) -> tuple[float, float, float]:
    return int(color[1:3], 16) / 255, int(color[3:5], 16) / 255, int(color[5:7], 16) / 255


def _luminance(color: str) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
