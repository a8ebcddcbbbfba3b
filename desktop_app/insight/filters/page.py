"""The tab Filters: what the units of the network look for, from the first layer's filters to its dreams."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.insight.filters.dream_part import DreamPart
from desktop_app.insight.filters.first_part import FirstPart
from desktop_app.insight.filters.units_part import UnitsPart
from desktop_app.insight.networks import Network
from desktop_app.insight.parted_page import Part, PartedPage
from desktop_app.look.look import Look
from desktop_app.session.read_picture import ReadPicture
from desktop_app.session.session import Session


class FiltersPage(PartedPage):
    """first, units, dream: its parts. open('first'), open('units LAYER') and open('dream LAYER') show them."""

    NAME = "filters"
    NEEDS_PICTURE = False

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self.first = FirstPart(session, look)
        self.units = UnitsPart(session, look)
        self.dream = DreamPart(session, look)
        self.set_parts(
            [
                Part("first", self.tr("First layer"),
                     self.tr("The filters that meet the picture first, as pictures"), self.first),
                Part("units", self.tr("What excites a unit"),
                     self.tr("The parts of your own pictures that a deeper unit answers most"), self.units),
                Part("dream", self.tr("Dream"),
                     self.tr("Your picture, changed until a layer sees more of what it looks for"), self.dream),
            ]
        )  # fmt: skip

    def follow_part(self, name: str, network: Network, image: Path | None) -> None:
        """Look into this network."""
        match name:
            case "units":
                self.units.follow(network)
            case "dream":
                self.dream.follow(network, image)
            case _:
                self.first.follow(network)

    def open_in_part(self, name: str, wanted: str) -> None:
        """wanted: the name of a layer."""
        if name != "first":
            (self.units if name == "units" else self.dream).choice.want(wanted)

    def show_picture(self, picture: ReadPicture | None) -> None:
        """To dream on."""
        self.dream.set_picture(picture)
