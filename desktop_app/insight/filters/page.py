"""The tab Filters: what the units of the network look for, from the first layer's filters to its dreams."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.insight.filters.dream_part import DreamPart
from desktop_app.insight.filters.first_part import FirstPart
from desktop_app.insight.filters.units_part import UnitsPart
from desktop_app.insight.inside_page import InsidePage
from desktop_app.insight.networks import Network
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_S
from desktop_app.look.widgets import Segmented
from desktop_app.session.following import Tokens
from desktop_app.session.read_picture import read_picture
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError

SHORT_SIDE = 600
PART_PROPERTY = "inside_filters_part"  # on the session: places are rebuilt, what was looked at stays
PARTS = ("first", "units", "dream")


class FiltersPage(InsidePage):
    """first, units, dream: its parts. open('first'), open('units LAYER') and open('dream LAYER') show them."""

    NAME = "filters"
    NEEDS_PICTURE = False

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self.first, self.units, self.dream = (
            FirstPart(session, look),
            UnitsPart(session, look),
            DreamPart(session, look),
        )
        self._network: Network | None = None
        self._image: Path | None = None
        self._read: Path | None = None
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        words = (self.tr("First layer"), self.tr("What excites a unit"), self.tr("Dream"))
        self.parts = Segmented("filters-part", list(zip(PARTS, words, strict=True)))
        self.parts.set_tip("first", self.tr("The filters that meet the picture first, as pictures"))
        self.parts.set_tip("units", self.tr("The parts of your own pictures that a deeper unit answers most"))
        self.parts.set_tip("dream", self.tr("Your picture, changed until a layer sees more of what it looks for"))
        self._stack = QStackedWidget()
        for part in (self.first, self.units, self.dream):
            self._stack.addWidget(part)
        top = QFrame()
        top.setProperty("role", "panel-top")
        row = QHBoxLayout(top)
        row.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_S)
        row.addWidget(self.parts)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self._stack, 1)
        self.parts.chosen.connect(self.show_part)
        kept = str(session.property(PART_PROPERTY) or "")
        self._part = kept if kept in PARTS else PARTS[0]
        self.show_part(self._part)

    def follow(self, network: Network, image: Path | None) -> None:
        """Look into this network."""
        self._network, self._image = network, image
        self._follow_part()
        if image is None or image == self._read:
            return
        self._read = image
        self._tokens.cancel_all()
        self.dream.set_picture(None)
        work = partial(read_picture, image, SHORT_SIDE)
        done, failed = self.dream.set_picture, self._on_background_failed
        self._tokens.add(self.session.background.run(work, done, failed, urgent=True))

    def open(self, detail: str) -> None:
        """'first', 'units', 'units LAYER', 'dream', 'dream LAYER'; anything else leaves it as it is."""
        name, _, layer = detail.partition(" ")
        if name not in PARTS:
            return
        self.show_part(name)
        if layer and name != "first":
            (self.units if name == "units" else self.dream).choice.want(layer)

    def show_part(self, name: str) -> None:
        """Go to a part."""
        self._part = name
        self.parts.set_chosen(name)
        self.session.setProperty(PART_PROPERTY, name)
        self._stack.setCurrentIndex(PARTS.index(name))
        self._follow_part()

    def _follow_part(self) -> None:
        """Only the part that is seen asks."""
        if self._network is None:
            return
        self.session.facts.put("inside.filters.part", self._part)
        match self._part:
            case "units":
                self.units.follow(self._network)
            case "dream":
                self.dream.follow(self._network, self._image)
            case _:
                self.first.follow(self._network)

    def _on_background_failed(self, _: UserError) -> None:
        # The job reads the same file and says the same.
        self.dream.set_picture(None)
