"""The Lab over a session of its own, made once for many tests: a session takes longer to make than a page to ask."""

from __future__ import annotations

import shutil
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
from desktop_app.project.store import open_project
from desktop_app.session.background import Background
from desktop_app.session.engine_bridge import EngineBridge
from desktop_app.session.session import Session
from desktop_app.session.settings import SettingsStore

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
    for source in (pictures, project):
        shutil.copytree(source, folder / source.name)
    background, engine = Background(), EngineBridge()
    session = Session(open_project(folder / project.name), background, engine, SettingsStore(folder / "config"))
    background.setParent(session)
    engine.setParent(session)
    session.start()
    for _ in range(1000):
        if background.is_idle and session.folders.work is None and session.current is not None:
            break
        QTest.qWait(10)
    look = Look()
    look.set_mode("light")
    lab = Lab(session, look)
    yield lab
    lab.close()
    engine.close()
    background.close()
    session.close()
    session.deleteLater()
    look.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
