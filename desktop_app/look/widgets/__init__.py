"""The small widgets that all places are built of."""

from desktop_app.look.widgets.badge import Badge
from desktop_app.look.widgets.buttons import Chip, IconButton, PrimaryButton, QuietButton
from desktop_app.look.widgets.cards import Card, ClickableCard
from desktop_app.look.widgets.empty_state import EmptyState
from desktop_app.look.widgets.flow_layout import FlowLayout
from desktop_app.look.widgets.labelled_slider import LabelledSlider
from desktop_app.look.widgets.marks import ColorDot, KeyCap, Swatch
from desktop_app.look.widgets.message_bar import MessageBar
from desktop_app.look.widgets.plain_label import PlainLabel, plain_tooltip
from desktop_app.look.widgets.role import set_role, set_state
from desktop_app.look.widgets.segmented import Segmented
from desktop_app.look.widgets.thin_progress import ThinProgress
from desktop_app.look.widgets.toggle import Toggle

__all__ = [
    "Badge",
    "Card",
    "Chip",
    "ClickableCard",
    "ColorDot",
    "EmptyState",
    "FlowLayout",
    "IconButton",
    "KeyCap",
    "LabelledSlider",
    "MessageBar",
    "PlainLabel",
    "PrimaryButton",
    "QuietButton",
    "Segmented",
    "Swatch",
    "ThinProgress",
    "Toggle",
    "plain_tooltip",
    "set_role",
    "set_state",
]
