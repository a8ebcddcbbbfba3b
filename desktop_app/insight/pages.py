"""The tabs of the Inside place, in their order. A new one is a line in `pages` and an InsidePage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_app.insight.inside_page import InsidePage
from desktop_app.insight.layers_page import LayersPage
from desktop_app.look.look import Look
from desktop_app.session.session import Session


@dataclass(frozen=True, slots=True)
class PageKind:
    """word: on the tab.   tip: what the page is for, in a sentence.   make: called with the place."""

    name: str
    word: str
    tip: str
    make: Callable[[Session, Look], InsidePage]


def page_kinds() -> tuple[PageKind, ...]:
    """In the language of the window."""
    tr = QCoreApplication.translate
    return (
        PageKind(
            LayersPage.NAME,
            tr("InsidePages", "Layers"),
            tr("InsidePages", "Every layer of the network, and what it makes of the picture, down to one number"),
            LayersPage,
        ),
    )
