"""The tab Why?: which part of the picture decided, and how little has to change for another answer."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.insight.inside_page import InsidePage
from desktop_app.insight.networks import Network
from desktop_app.insight.why.heat_part import HeatPart
from desktop_app.insight.why.move_part import MovePart
from desktop_app.insight.why.nudge_part import NudgePart
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_S
from desktop_app.look.widgets import Segmented
from desktop_app.session.following import Tokens
from desktop_app.session.read_picture import read_picture
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError

SHORT_SIDE = 800  # pixels of the picture below the heat
PART_PROPERTY = "inside_why_part"  # on the session: places are rebuilt, what was looked at stays


class WhyPage(InsidePage):
    """heat, nudge, move: its parts. open('heat'), open('nudge') and open('move') show them."""

    NAME = "why"

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self.heat, self.nudge = HeatPart(session, look), NudgePart(session, look)
        self.move_part = MovePart(session, look)
        self._parts: dict[str, HeatPart | NudgePart | MovePart] = {
            "heat": self.heat,
            "nudge": self.nudge,
            "move": self.move_part,
        }
        self._network: Network | None = None
        self._image: Path | None = None
        self._read: Path | None = None
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        self.parts = Segmented(
            "why-part",
            [
                ("heat", self.tr("Which part decided")),
                ("nudge", self.tr("Nudge the picture")),
                ("move", self.tr("Turn and shift")),
            ],
        )
        self.parts.set_tip("heat", self.tr("Where in the picture the network found its answer"))
        self.parts.set_tip("nudge", self.tr("A change too small to see, and the answer after it"))
        self._stack = QStackedWidget()
        self.parts.set_tip("move", self.tr("Is it still the same to the network when it is turned or shifted?"))
        for part in self._parts.values():
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
        self.show_part(str(session.property(PART_PROPERTY) or "heat"))

    def follow(self, network: Network, image: Path | None) -> None:
        """Explain this network's answer for this picture."""
        self._network, self._image = network, image
        self._follow_part()
        if image is None or image == self._read:
            return
        self._read = image
        self._tokens.cancel_all()
        self.heat.set_picture(None)
        work = partial(read_picture, image, SHORT_SIDE)
        done, failed = self.heat.set_picture, self._on_background_failed
        self._tokens.add(self.session.background.run(work, done, failed, urgent=True))

    def open(self, detail: str) -> None:
        """'heat', 'nudge' or 'move'; anything else leaves it as it is."""
        if detail in self._parts:
            self.show_part(detail)

    def show_part(self, name: str) -> None:
        """Go to a part."""
        self.parts.set_chosen(name)
        self.session.setProperty(PART_PROPERTY, name)
        self._stack.setCurrentWidget(self._parts[name])
        self._follow_part()

    def _follow_part(self) -> None:
        """Only the part that is seen asks."""
        if self._network is None or self._image is None:
            return
        name, part = next((name, part) for name, part in self._parts.items() if part is self._stack.currentWidget())
        self.session.facts.put("inside.why.part", name)
        part.follow(self._network, self._image)

    def _on_background_failed(self, _: UserError) -> None:
        # The job that asks for the heat reads the same file and says the same: one sentence is enough.
        self.heat.set_picture(None)
