"""Where the program's own files lie: they travel differently in a checkout, an installed wheel and a bundle."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

INSTALLED = "_resources"


def resource_path(name: str) -> Path:
    """The file or folder of that name below resources/, e.g. 'icons/eye.svg'. It need not exist."""
    return resource_folder() / name


@cache
def resource_folder() -> Path:
    """Of a PyInstaller bundle, else of the installed package, else of the checkout."""
    package = Path(__file__).resolve().parents[1]
    bundle = getattr(sys, "_MEIPASS", None)
    places = [] if bundle is None else [Path(bundle) / "desktop_app" / INSTALLED, Path(bundle) / "resources"]
    places += [package / INSTALLED, package.parent / "resources"]
    return next((place for place in places if (place / "icons").is_dir()), places[-1])
