"""The pages of the Lab by name, in their groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_app.lab.convolve.page import ConvolvePage
from desktop_app.lab.page import LabPage
from desktop_app.look.look import Look
from desktop_app.session.session import Session


@dataclass(frozen=True, slots=True)
class PageName:
    """name: as in go_to("lab", NAME).   title, tip: in the window's language.   make: its class."""

    name: str
    title: str
    tip: str
    icon: str
    make: Callable[[Session, Look], LabPage]


def page_groups() -> list[tuple[str, list[PageName]]]:
    """Title and pages of each group."""
    return [
        (
            _tr("Windows and weights"),
            [
                PageName(
                    "convolve", _tr("Convolution"), _tr("A kernel slides over numbers or a picture."), "grid-3x3", ConvolvePage
                ),
            ],
        ),
    ]  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("LabPages", text)
