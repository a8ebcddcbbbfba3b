"""Leads a stage through scenes and photographs each, in every theme and size; what fails is told, not photographed."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.scenes.stage import Scene, Stage
from ml_engine.domain.errors import UserError

SETTLE_S = 0.35
Size = tuple[int, int]


def photograph(
    stage: Stage, scenes: Sequence[tuple[int, Scene]], out: Path, themes: Sequence[str], sizes: Sequence[Size]
) -> list[str]:
    """Go through the scenes. scenes: with their numbers.   Returns what failed: 'language/scene: why'."""
    failures = []
    for number, scene in scenes:
        views = [(theme, size) for theme in themes for size in sizes]
        try:
            if not scene.anew:
                _lead(stage, scene)
            for theme, size in views:
                set_up(stage, theme, size)
                if scene.anew:
                    _lead(stage, scene)
                place = out / f"{stage.language}-{theme}-{size[0]}x{size[1]}"
                place.mkdir(parents=True, exist_ok=True)
                shot(stage.window).save(str(place / f"{number:02d}-{scene.name}.png"))
        # What a way that no longer leads there raises; the scenes after it are worth seeing all the same.
        except (LookupError, TimeoutError, RuntimeError, OSError, UserError) as error:
            traceback.print_exc()
            failures.append(f"{stage.language}/{scene.name}: {error}")
    stage.rest()
    return failures


def set_up(stage: Stage, theme: str, size: Size) -> None:
    """The window in a theme and a size, at rest."""
    stage.settings.change(theme=theme)
    stage.window.resize(*size)
    stage.hand.wait(SETTLE_S)


def shot(window: QWidget) -> QPixmap:
    """The window with what lies over it: menus where they are, dialogs in its middle, as window managers put them."""
    picture = window.grab()
    with QPainter(picture) as painter:
        for other in QApplication.topLevelWidgets():
            if other is window or not other.isVisible():
                continue
            if other.windowFlags() & other.windowFlags().Popup == other.windowFlags().Popup:
                at = other.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint())
            else:
                at = window.rect().center() - other.rect().center()
            painter.drawPixmap(at, other.grab())
    return picture


def _lead(stage: Stage, scene: Scene) -> None:
    stage.rest()
    lead: Callable[[Stage], None] = scene.lead
    lead(stage)
    stage.hand.wait(SETTLE_S)
