"""The one style sheet, written from the tokens.

A widget says what it is by its property `role`; no widget has a style sheet of its own.
"""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QFontDatabase

from desktop_app.look.fonts import BODY_PT, HEADING_PT, KEY_PT, PLATFORM_SCALE, SMALL_PT, TITLE_PT
from desktop_app.look.icons import icon_file
from desktop_app.look.palette import disabled_color
from desktop_app.look.style_rules import RULES
from desktop_app.look.tokens import CONTROL, RADIUS_BAR, RADIUS_CARD, RADIUS_CONTROL, RADIUS_KEY, SPACE_S, Tokens, mix

PIXELS_PER_POINT = 96 / 72
LINE = 1.25
GLYPHS = ("chevron-down", "chevron-up", "chevron-right", "check", "minus", "plus", "x")


def style_sheet(tokens: Tokens, scale: float) -> str:
    """The rules for these colours. scale: of the words."""
    return Template(RULES).substitute(_colors(tokens) | _files(tokens) | _sizes(scale))


def _colors(tokens: Tokens) -> dict[str, str]:
    """Tokens by their names, and what is mixed of them: hovered, pressed, disabled."""
    named = {name: getattr(tokens, name) for name in tokens.__slots__}
    return named | {
        "faint": disabled_color(tokens),
        "rim": mix(tokens.line, tokens.dim, 0.18),  # of what can be pressed: on a card a hairline would be lost
        "edge": mix(tokens.line, tokens.dim, 0.35),
        "hover": mix(tokens.panel, tokens.dim, 0.10),
        "pressed": mix(tokens.panel, tokens.dim, 0.20),
        "field": mix(tokens.panel, tokens.bg, 0.85),
        "accent_hover": mix(tokens.accent, tokens.text, 0.14),
        "accent_pressed": mix(tokens.accent, tokens.text, 0.26),
        "soft_hover": mix(tokens.accent_soft, tokens.accent, 0.10),
        "ok_soft": mix(tokens.panel, tokens.ok, 0.10),
        "warn_soft": mix(tokens.panel, tokens.warn, 0.10),
        "bad_soft": mix(tokens.panel, tokens.bad, 0.10),
        "accent_edge": mix(tokens.accent_soft, tokens.accent, 0.45),
        "ok_edge": mix(tokens.panel, tokens.ok, 0.45),
        "warn_edge": mix(tokens.panel, tokens.warn, 0.45),
        "bad_edge": mix(tokens.panel, tokens.bad, 0.45),
        "outline": mix(tokens.panel, tokens.dim, 0.75),
        "thumb": mix(tokens.panel, tokens.dim, 0.35),
        "thumb_hover": mix(tokens.panel, tokens.dim, 0.65),
    }


def _files(tokens: Tokens) -> dict[str, str]:
    """Small drawings inside of controls, by name and colour: file_check_accent_on."""
    colors = {"dim": tokens.dim, "faint": disabled_color(tokens), "on": tokens.accent_on, "text": tokens.text}
    return {
        f"{name.replace('-', '_')}_{color}": icon_file(name, value)
        for name in GLYPHS
        for color, value in colors.items()
    }


def _sizes(scale: float) -> dict[str, str]:
    points = {"body": BODY_PT, "small": SMALL_PT, "title": TITLE_PT, "heading": HEADING_PT, "keycap": KEY_PT}
    sizes = {f"{name}_pt": f"{points[name] * scale * PLATFORM_SCALE:g}pt" for name in points}
    # A field or button is as high as CONTROL, its lines included (one pixel each, two with the focus), until the
    # words need more.
    height = max(CONTROL, round(BODY_PT * scale * PIXELS_PER_POINT * LINE) + SPACE_S)
    return sizes | {
        "inner": f"{height - 2}px",
        "inner_focus": f"{height - 4}px",
        "stepper": f"{height - 8}px",
        "mono": QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family(),
        "r_key": f"{RADIUS_KEY}px",
        "r_control": f"{RADIUS_CONTROL}px",
        "r_card": f"{RADIUS_CARD}px",
        "r_bar": f"{RADIUS_BAR}px",
    }
