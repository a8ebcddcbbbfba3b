"""What every detail of the plan is: a title, and a view of the plan."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_S
from desktop_app.session.session import Session
from desktop_app.training.planner import Plan, Planner


class Detail(QWidget):
    """Below the cards.

    Signals: page_wanted(str): a page of the place.
    """

    page_wanted = Signal(str)

    def __init__(self, session: Session, look: Look, planner: Planner) -> None:
        super().__init__()
        self.session, self.look, self.planner = session, look, planner
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_S)

    def title(self) -> str:
        """Over it."""
        raise NotImplementedError

    def show_plan(self, plan: Plan) -> None:
        """Bring it in step."""
        raise NotImplementedError
