"""Qt's palette from the tokens: what the style sheet does not reach, and what small painted widgets read."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from desktop_app.look.tokens import Tokens, mix


def make_palette(tokens: Tokens) -> QPalette:
    """Highlight is the accent, Mid the hairline, PlaceholderText the dim words."""
    role = QPalette.ColorRole
    colors = {
        role.Window: tokens.bg,
        role.Base: tokens.panel,
        role.AlternateBase: tokens.bg,
        role.Button: tokens.raised,
        role.WindowText: tokens.text,
        role.Text: tokens.text,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.bad,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.PlaceholderText: tokens.dim,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.accent_on,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Light: tokens.raised,
        role.Midlight: tokens.raised,
        role.Mid: tokens.line,
        role.Dark: tokens.line,
        role.Shadow: tokens.canvas,
    }
    palette = QPalette()
    for name, color in colors.items():
        palette.setColor(name, QColor(color))
    faint = QColor(disabled_color(tokens))
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, faint)
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(tokens.line))
    return palette


def disabled_color(tokens: Tokens) -> str:
    """Words and icons that cannot be used now."""
    return mix(tokens.dim, tokens.panel, 0.45)
