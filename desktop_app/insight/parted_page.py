"""A tab of several parts, of which one is seen at a time: only that one asks, and the picture is read once for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.insight.inside_page import InsidePage
from desktop_app.insight.networks import Network
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_S
from desktop_app.look.widgets import Segmented
from desktop_app.session.following import Tokens
from desktop_app.session.read_picture import ReadPicture, read_picture
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError


@dataclass(frozen=True, slots=True)
class Part:
    """name: in `open`, and in the fact of which part is seen.   title, tip: in the window's language."""

    name: str
    title: str
    tip: str
    widget: QWidget


class PartedPage(InsidePage):
    """parts: where one is chosen.   SHORT_SIDE: pixels of the picture that show_picture() is given.

    Which part is seen is kept on the session: places are rebuilt, what was looked at stays.
    """

    SHORT_SIDE = 600

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(session, look, parent)
        self._widgets: dict[str, QWidget] = {}
        self._network: Network | None = None
        self._image: Path | None = None
        self._read: Path | None = None
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        self._stack = QStackedWidget()

    @property
    def part(self) -> str:
        """The name of the part that is seen."""
        return next(name for name, widget in self._widgets.items() if widget is self._stack.currentWidget())

    def set_parts(self, parts: Sequence[Part]) -> None:
        """Lay them out, and show the one that was seen last, else the first. Called once, when all of them are made."""
        self.parts = Segmented(f"{self.NAME}-part", [(part.name, part.title) for part in parts])
        for part in parts:
            self.parts.set_tip(part.name, part.tip)
            self._widgets[part.name] = part.widget
            self._stack.addWidget(part.widget)
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
        kept = str(self.session.property(self._property) or "")
        self.show_part(kept if kept in self._widgets else parts[0].name)

    def follow(self, network: Network, image: Path | None) -> None:
        """Look into this network, at this picture."""
        self._network, self._image = network, image
        self._follow_part()
        if image is None or image == self._read:
            return
        self._read = image
        self._tokens.cancel_all()
        self.show_picture(None)
        work = partial(read_picture, image, self.SHORT_SIDE)
        run = self.session.background.run
        self._tokens.add(run(work, self.show_picture, self._on_background_failed, urgent=True))

    def open(self, detail: str) -> None:
        """The name of a part, and after a space what it shall show; anything else leaves it as it is."""
        name, _, wanted = detail.partition(" ")
        if name in self._widgets:
            self.show_part(name)
            if wanted:
                self.open_in_part(name, wanted)

    def show_part(self, name: str) -> None:
        """Go to a part."""
        self.parts.set_chosen(name)
        self.session.setProperty(self._property, name)
        self._stack.setCurrentWidget(self._widgets[name])
        self._follow_part()

    def follow_part(self, name: str, network: Network, image: Path | None) -> None:
        """Let this part ask: it is seen."""
        raise NotImplementedError

    def open_in_part(self, name: str, wanted: str) -> None:
        """Show what `open` named after the part."""

    def show_picture(self, picture: ReadPicture | None) -> None:
        """The picture, for the parts that show it; None while it is read, or if it cannot be."""
        raise NotImplementedError

    @property
    def _property(self) -> str:
        return f"inside_{self.NAME}_part"

    def _follow_part(self) -> None:
        if self._network is not None and (self._image is not None or not self.NEEDS_PICTURE):
            self.session.facts.put(f"inside.{self.NAME}.part", self.part)
            self.follow_part(self.part, self._network, self._image)

    def _on_background_failed(self, _: UserError) -> None:
        # The job that asks about the picture reads the same file and says the same: one sentence is enough.
        self.show_picture(None)
