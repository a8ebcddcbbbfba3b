"""The tab Why?: which part of the picture decided, and how little has to change for another answer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.insight.networks import Network
from desktop_app.insight.parted_page import Part, PartedPage
from desktop_app.insight.why.heat_part import HeatPart
from desktop_app.insight.why.nudge_part import NudgePart
from desktop_app.look.look import Look
from desktop_app.session.read_picture import ReadPicture
from desktop_app.session.session import Session


class WhyPage(PartedPage):
    """heat, nudge: its two parts. open('heat') and open('nudge') show them."""

    NAME = "why"
    SHORT_SIDE = 800

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self.heat, self.nudge = HeatPart(session, look), NudgePart(session, look)
        self.set_parts(
            [
                Part("heat", self.tr("Which part decided"),
                     self.tr("Where in the picture the network found its answer"), self.heat),
                Part("nudge", self.tr("Nudge the picture"),
                     self.tr("A change too small to see, and the answer after it"), self.nudge),
            ]
        )  # fmt: skip

    def follow_part(self, name: str, network: Network, image: Path | None) -> None:
        """Explain this network's answer for this picture."""
        if image is not None:
            (self.heat if name == "heat" else self.nudge).follow(network, image)

    def show_picture(self, picture: ReadPicture | None) -> None:
        """Below the heat; the nudge shows what the network was given."""
        self.heat.set_picture(picture)
