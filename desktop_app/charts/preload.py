"""Imports what charts are made of before anyone looks at one, on any thread: 0.1 s that nobody then waits for."""

from __future__ import annotations

import importlib


def preload() -> None:
    """pyqtgraph, and what of ours stands on it."""
    importlib.import_module("desktop_app.charts.files")
