"""What a card opens, below the cards: where its value came from in full, and the means to change it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M
from desktop_app.look.widgets import Card, IconButton, PlainLabel
from desktop_app.session.session import Session
from desktop_app.training.backbone_detail import BackboneDetail
from desktop_app.training.detail import Detail
from desktop_app.training.device_detail import DeviceDetail
from desktop_app.training.planner import Plan, Planner
from desktop_app.training.split_detail import SplitDetail
from desktop_app.training.time_detail import TimeDetail


class Details(Card):
    """At most one detail, made when it is opened first.

    Signals: closed(): by its button.   page_wanted(str): a page of the place.
    """

    closed = Signal()
    page_wanted = Signal(str)

    def __init__(self, session: Session, look: Look, planner: Planner) -> None:
        super().__init__()
        self.setObjectName("train-detail")
        self._session, self._look, self._planner = session, look, planner
        self._made: dict[str, Detail] = {}
        self._open = ""
        self._title = PlainLabel("", role="strong")
        self._close = IconButton(look, "x", self.tr("Close"))
        self._close.setObjectName("train-detail-close")
        self._close.clicked.connect(self.shut)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_M, SPACE_L)
        self._layout.setSpacing(SPACE_M)
        self._layout.addLayout(head)
        self.hide()

    @property
    def opened(self) -> str:
        """The name of what is open, '' for nothing."""
        return self._open

    def toggle(self, name: str) -> str:
        """Open this one, or close it if it is open. Returns the name of what is open now, '' for nothing."""
        self._open = "" if name == self._open else name
        if self._open:
            shown = self._detail(self._open)
            for own, detail in self._made.items():
                detail.setVisible(own == self._open)
            self._title.setText(shown.title())
            if self._planner.plan is not None:
                shown.show_plan(self._planner.plan)
        self.setVisible(bool(self._open))
        return self._open

    def show_plan(self, plan: Plan) -> None:
        """The plan is another one."""
        if self._open:
            self._made[self._open].show_plan(plan)

    def _detail(self, name: str) -> Detail:
        if name not in self._made:
            kinds: dict[str, Callable[[Session, Look, Planner], Detail]] = {
                "backbone": BackboneDetail,
                "split": SplitDetail,
                "device": DeviceDetail,
                "time": TimeDetail,
            }
            detail = kinds[name](self._session, self._look, self._planner)
            detail.setObjectName(f"train-detail-{name}")
            detail.page_wanted.connect(self.page_wanted)
            self._made[name] = detail
            self._layout.addWidget(detail)
        return self._made[name]

    @Slot()
    def shut(self) -> None:
        """Close what is open."""
        if self._open:
            self.toggle(self._open)
        self.closed.emit()
