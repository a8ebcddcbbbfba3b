"""Whether the person asked their system for less motion."""

from __future__ import annotations

import os

VARIABLE = "VISTAZO_REDUCED_MOTION"


def platform_wants_less_motion() -> bool:
    """By the program's own variable."""
    return os.environ.get(VARIABLE, "0") not in {"", "0"}
