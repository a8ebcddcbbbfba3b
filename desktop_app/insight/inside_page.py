"""What every tab of the Inside place is: it is told what is looked at, and only while it is seen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.insight.networks import Network
from desktop_app.look.look import Look
from desktop_app.session.actions import ActionSpec
from desktop_app.session.session import Session


class InsidePage(QWidget):
    """NAME: in `session.go_to("inside", "NAME detail")`.   NEEDS_PICTURE: whether it has nothing to show without one.

    The place shows in its stead what to do where there is no network, or no picture for a page that needs one.
    """

    NAME = ""
    NEEDS_PICTURE = True

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"inside-page-{self.NAME}")
        self.session, self.look = session, look

    def follow(self, network: Network, image: Path | None) -> None:
        """Look at this: called when the page comes to be seen, and while it is seen at every change.

        image: the current picture, None only where NEEDS_PICTURE is False.
        """
        raise NotImplementedError

    def open(self, detail: str) -> None:
        """Show a part of the page. detail: '' for the page as it is."""

    def actions(self) -> list[ActionSpec]:  # type: ignore[override]  # QWidget's own are of no use to a page
        """What can be done here, for keys and the palette."""
        return []
