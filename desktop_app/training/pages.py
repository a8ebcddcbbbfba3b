"""The plan of the Train place, and the pages that open over it: each is made when it is wanted first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.look.look import Look
from desktop_app.session.session import Session
from desktop_app.training.builder.page import BuilderPage
from desktop_app.training.form.page import RecipePage
from desktop_app.training.gallery.inspect_page import InspectPage
from desktop_app.training.gallery.page import GalleryPage
from desktop_app.training.planner import Planner
from desktop_app.training.rate.page import RatePage
from desktop_app.training.search.page import SearchPage
from desktop_app.training.sub_page import SubPage

Maker = Callable[[Session, Look, Planner], SubPage]
PAGES: dict[str, Maker] = {
    "networks": GalleryPage,
    "inspect": InspectPage,
    "builder": BuilderPage,
    "recipe": RecipePage,
    "rate": RatePage,
    "search": SearchPage,
}


class Pages(QStackedWidget):
    """plan: what is shown while no page is open."""

    def __init__(self, session: Session, look: Look, planner: Planner, plan: QWidget) -> None:
        super().__init__()
        self._session, self._look, self._planner = session, look, planner
        self._plan = plan
        self._made: dict[str, SubPage] = {}
        self._before: list[str] = []  # pages below the one that is open
        self.addWidget(plan)

    @property
    def opened(self) -> str:
        """The name of the page that is open, '' for the plan."""
        return next((name for name, page in self._made.items() if page is self.currentWidget()), "")

    def open(self, name: str, detail: str = "") -> None:
        """Show a page. detail: what of it. Raises KeyError for a name that is none."""
        if name not in self._made:
            page = PAGES[name](self._session, self._look, self._planner)
            page.closed.connect(self.back)
            page.page_wanted.connect(self._on_page_wanted)
            self._made[name] = page
            self.addWidget(page)
        if self.opened != name:
            self._before = [*(page for page in self._before if page != name), self.opened]
        self.setCurrentWidget(self._made[name])
        self._made[name].open(detail)
        self._made[name].focus_first()

    def back(self) -> None:
        """To the page from which this one was opened, at last to the plan."""
        before = self._before.pop() if self._before else ""
        self.setCurrentWidget(self._made.get(before, self._plan))

    def close_all(self) -> None:
        """To the plan."""
        self._before = []
        self.setCurrentWidget(self._plan)

    def _on_page_wanted(self, name: str, detail: str) -> None:
        if name:
            self.open(name, detail)
        else:
            self.close_all()
