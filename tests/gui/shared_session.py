"""A session that the tests of a file share, because it takes longer to make than they take: and how it is made new."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest

from desktop_app.project.store import open_project
from desktop_app.session.background import Background
from desktop_app.session.engine_bridge import EngineBridge
from desktop_app.session.session import Session
from desktop_app.session.settings import SettingsStore


@contextmanager
def opened_session(folder: Path, project: Path, pictures: Path, runner: str = "") -> Iterator[Session]:
    """folder: for copies of a project and its pictures, and the settings. Its first picture is shown."""
    for source in (pictures, project):
        shutil.copytree(source, folder / source.name)
    background, engine = Background(), EngineBridge(runner) if runner else EngineBridge()
    session = Session(open_project(folder / project.name), background, engine, SettingsStore(folder / "config"))
    background.setParent(session)
    engine.setParent(session)
    session.start()
    for _ in range(1000):
        if background.is_idle and session.folders.work is None and session.current is not None:
            break
        QTest.qWait(10)
    yield session
    engine.close()
    background.close()
    session.close()
    session.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def forget(session: Session, place: str) -> None:
    """As if nobody had been at this place: what it keeps on the session, and the facts that it said, are gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the place of the test before says no more
    for name in (bytes(raw.data()).decode() for raw in session.dynamicPropertyNames()):
        if name.startswith(place):
            session.setProperty(name, None)
    for fact in [name for name in session.facts._facts if name.startswith(f"{place}.")]:
        session.facts.drop(fact)
