"""The tab Why?: which part of the picture decided, how little has to change for another answer, what moves do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.insight.networks import Network
from desktop_app.insight.parted_page import Part, PartedPage
from desktop_app.insight.why.heat_part import HeatPart
from desktop_app.insight.why.move_part import MovePart
from desktop_app.insight.why.nudge_part import NudgePart
from desktop_app.look.look import Look
from desktop_app.session.read_picture import ReadPicture
from desktop_app.session.session import Session


class WhyPage(PartedPage):
    """heat, nudge, move_part: its parts. open('heat'), open('nudge') and open('move') show them."""

    NAME = "why"
    SHORT_SIDE = 800

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self.heat, self.nudge = HeatPart(session, look), NudgePart(session, look)
        self.move_part = MovePart(session, look)
        self.set_parts(
            [
                Part("heat", self.tr("Which part decided"),
                     self.tr("Where in the picture the network found its answer"), self.heat),
                Part("nudge", self.tr("Nudge the picture"),
                     self.tr("A change too small to see, and the answer after it"), self.nudge),
                Part("move", self.tr("Turn and shift"),
                     self.tr("Is it still the same to the network when it is turned or shifted?"), self.move_part),
            ]
        )  # fmt: skip

    def follow_part(self, name: str, network: Network, image: Path | None) -> None:
        """Explain this network's answer for this picture."""
        if image is None:
            return
        if name == "heat":
            self.heat.follow(network, image)
        else:
            (self.nudge if name == "nudge" else self.move_part).follow(network, image)

    def show_picture(self, picture: ReadPicture | None) -> None:
        """Below the heat; the others show what the network was given."""
        self.heat.set_picture(picture)
