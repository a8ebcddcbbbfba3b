"""A session over real pictures of our own drawing, as the window has it, without a window around it."""

from __future__ import annotations

import contextlib
import gc
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.project.edits import make_edit
from desktop_app.project.ids import new_id
from desktop_app.project.new_labels import new_labels
from desktop_app.project.new_project import new_project
from desktop_app.project.store import open_project
from ml_engine.domain.values import Annotation, AnnotationKind
from ml_engine.samples.desk import write_desk_pictures
from tests.gui.fake_jobs import RUNNER

# Where the system lacks Qt's libraries, tests/conftest.py skips the tests of this folder file by file.
with contextlib.suppress(ImportError):
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    from desktop_app.i18n.language import install
    from desktop_app.look.look import Look
    from desktop_app.session.background import Background
    from desktop_app.session.engine_bridge import EngineBridge
    from desktop_app.session.session import Session
    from desktop_app.session.settings import SettingsStore
    from tests.gui.shared_session import opened_session
    from tests.gui.window_harness import Desktop, allow_no_hints, shown_desktop

PICTURES = 8


@dataclass(frozen=True, slots=True)
class Desk:
    """A project and the folder of its pictures. boxes: how many each picture has by its drawing."""

    project: Path
    pictures: Path


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "runner(name): the worker of `session` runs this in place of real jobs")


@pytest.fixture(scope="session")
def drawn_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Made once and left as it is: eight desk pictures, four labels, boxes on the first five."""
    folder = tmp_path_factory.mktemp("desk")
    pictures = folder / "desk"
    pictures.mkdir()
    drawn = write_desk_pictures(pictures, PICTURES, seed=5)
    made = new_project(folder / "desk-vistazo", [pictures])
    with made.project as project:
        labels = {label.name: label for label in new_labels((), ("coin", "die", "key", "leaf"))}
        ids = {row.name: row.image.id for row in project.query.image_rows(project.query.image_ids())}
        project.apply(make_edit("Add label", added=labels.values()))
        for path, things in drawn[:5]:
            boxes = [
                Annotation(
                    new_id(), ids[path.name], labels[thing.label].id, AnnotationKind.BOX,
                    (tuple(map(float, thing.box[:2])), tuple(map(float, thing.box[2:]))),
                )
                for thing in things
            ]  # fmt: skip
            project.apply(make_edit("Draw box", added=boxes))
    return Desk(made.project.folder.path, pictures)


@pytest.fixture
def desk(drawn_desk: Desk, tmp_path: Path) -> Desk:
    """A copy to change: tmp_path/desk and tmp_path/desk-vistazo."""
    for source in (drawn_desk.pictures, drawn_desk.project):
        shutil.copytree(source, tmp_path / source.name)
    return Desk(tmp_path / drawn_desk.project.name, tmp_path / drawn_desk.pictures.name)


@pytest.fixture(autouse=True)
def in_english(qapp: QApplication) -> None:
    """Whatever language the test before spoke."""
    install(qapp, "en")


@pytest.fixture
def settings(tmp_path: Path, qapp: object) -> SettingsStore:
    """Settings of their own."""
    return SettingsStore(tmp_path / "config")


@pytest.fixture
def look(qapp: object) -> Look:
    """The look, light."""
    made = Look()
    made.set_mode("light")
    return made


@pytest.fixture
def make_session(qtbot: object, settings: SettingsStore) -> Iterator[Callable[..., Session]]:
    """Open a session: make_session(project_folder, runner='module:function'). Closed at the end, workers ended."""
    opened: list[Session] = []

    def make(folder: Path, *, write: bool = True, runner: str = "") -> Session:
        background = Background()
        engine = EngineBridge(runner) if runner else EngineBridge()
        session = Session(open_project(folder, write=write), background, engine, settings)
        background.setParent(session)
        engine.setParent(session)
        opened.append(session)
        session.start()
        qtbot.waitUntil(lambda: background.is_idle and session.folders.work is None, timeout=10_000)
        return session

    yield make
    for session in opened:
        end_session(session)


def end_session(session: Session) -> None:
    """Close a session and delete its QObjects here and now."""
    session.engine.close()
    session.background.close()
    session.close()
    session.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session", autouse=True)
def leave_what_was_imported() -> None:
    """It stays anyway: a collection after each test need not go through it, which would cost more than most tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def collect_on_this_thread() -> Iterator[None]:
    """As in the program: a cycle with a QObject in it must not be collected on another thread."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def session(request: pytest.FixtureRequest, make_session: Callable[..., Session], desk: Desk) -> Session:
    """A session over `desk`, its first picture shown; on the worker that `pytest.mark.runner` names, if it is there."""
    mark = request.node.get_closest_marker("runner")
    return make_session(desk.project, runner=mark.args[0] if mark is not None else "")


@pytest.fixture(scope="module")
def shared_session(
    request: pytest.FixtureRequest, qapp: object, drawn_desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """As `session`, but one for all tests of a file: a test that changes the project must not use it."""
    mark = request.node.get_closest_marker("runner")
    runner = mark.args[0] if mark is not None else ""
    folder = tmp_path_factory.mktemp("shared")
    with opened_session(folder, drawn_desk.project, drawn_desk.pictures, runner) as made:
        yield made


@pytest.fixture
def desktop(qtbot: object, settings: SettingsStore) -> Iterator[Desktop]:
    """The window, in front, English and light, without hints, on a worker without torch."""
    settings.change(language="en", theme="light")
    allow_no_hints(settings)
    with shown_desktop(qtbot, settings, RUNNER) as made:
        yield made
