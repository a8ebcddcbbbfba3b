"""The Lab over a session of its own, made once for many tests: a session takes longer to make than a page to ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.lab.grid.number_grid import NumberGrid
from desktop_app.lab.page import LabPage
from desktop_app.lab.place import LabPlace
from desktop_app.look.look import Look
from desktop_app.session.session import Session
from tests.gui.shared_session import opened_session

SIZE = (1204, 640)


class Lab:
    """The place, its session, and eyes and hands for it."""

    def __init__(self, session: Session, look: Look) -> None:
        self.session, self.look = session, look
        self.place = LabPlace(session, look)
        self.place.resize(*SIZE)
        self.place.show()

    def show(self, detail: str) -> LabPage:
        """As go_to("lab", detail)."""
        self.place.show_detail(detail)
        return self.place.page

    def find(self, name: str) -> QWidget:
        """A widget of the page that is shown."""
        found = self.place.page.findChild(QWidget, name)
        assert found is not None, f"there is no {name}"
        return found

    def grid(self, name: str) -> NumberGrid:
        found = self.find(name)
        assert isinstance(found, NumberGrid)
        return found

    def words(self, name: str) -> list[list[str]]:
        """What stands in the cells of a grid."""
        return self.grid(name).words()

    def said(self, name: str) -> str:
        """What a label says."""
        found = self.find(name)
        assert isinstance(found, QLabel)
        return found.text().replace("\u00a0", " ")

    def press(self, name: str, row: int, column: int) -> None:
        """Click a cell of a grid."""
        grid = self.grid(name)
        at = grid.cell_rect(row, column).center().toPoint()
        QTest.mouseClick(grid, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    def fact(self, name: str) -> object:
        return self.session.facts.get(f"lab.{name}", "")

    def close(self) -> None:
        self.place.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def opened_lab(folder: Path, project: Path, pictures: Path) -> Iterator[Lab]:
    """folder: for copies of a project and its pictures, and the settings."""
    with opened_session(folder, project, pictures) as session:
        look = Look()
        look.set_mode("light")
        lab = Lab(session, look)
        yield lab
        lab.close()
    look.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
