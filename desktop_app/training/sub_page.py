"""What every page of the Train place is that opens over the plan: a way back, a title, its own tools."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL
from desktop_app.look.widgets import IconButton, PlainLabel
from desktop_app.session.session import Session
from desktop_app.training.planner import Planner


class SubPage(QWidget):
    """Esc and its arrow lead back. NAME: the page's, for names of widgets.

    Signals: closed(): back to the plan.   page_wanted(str, str): go to this page, with this detail.
    """

    NAME = ""
    closed = Signal()
    page_wanted = Signal(str, str)

    def __init__(self, session: Session, look: Look, planner: Planner, title: str) -> None:
        super().__init__()
        self.session, self.look, self.planner = session, look, planner
        self.setObjectName(f"train-{self.NAME}")
        self.back = IconButton(look, "arrow-left", self.tr("Back to the training"))
        self.back.setObjectName(f"{self.NAME}-back")
        self.title = PlainLabel(title, role="title", elide=True)
        self.title.setObjectName(f"{self.NAME}-title")
        self.tools = QHBoxLayout()
        self.tools.setSpacing(SPACE_S)
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        head.addLayout(self.tools)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_L)
        self.column.setSpacing(SPACE_M)
        self.column.addLayout(head)
        self.back.clicked.connect(self._on_back_clicked)

    def open(self, detail: str) -> None:
        """It comes on screen. detail: what of it, '' for what was seen last."""

    def focus_first(self) -> None:
        """Give the focus to what a person comes for."""
        self.back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _on_back_clicked(self) -> None:
        self.closed.emit()
