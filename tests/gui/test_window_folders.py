"""The window's own doings: folders come, go and move; what was interrupted is offered; undo has a name."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMenu, QPushButton, QWidget

from benchmarks.hand import drop_files
from desktop_app.project.edits import make_edit
from desktop_app.project.ids import new_id
from desktop_app.session.edit_names import DRAW_BOX
from desktop_app.session.training_state import TrainOptions
from ml_engine.domain.values import Annotation, AnnotationKind
from tests.gui.file_dialogs import choose
from tests.gui.window_harness import open_in


def second_folder(desk, tmp_path: Path) -> Path:
    """Two of the pictures, in a folder elsewhere."""
    folder = tmp_path / "more"
    folder.mkdir()
    for path in sorted(desk.pictures.iterdir())[:2]:
        shutil.copy(path, folder / f"other-{path.name}")
    return folder


def menu_of(desktop) -> QMenu:
    """The main menu, opened by its key."""
    desktop.window.workspace.top_bar.menu_button.click()
    return desktop.window.findChildren(QMenu, "main-menu-popup")[-1]


def action_of(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text().startswith(text))


def test_a_folder_dropped_with_ctrl_joins_the_project(qtbot, desktop, desk, tmp_path):
    session = open_in(qtbot, desktop, desk.project)
    drop_files(desktop.window, second_folder(desk, tmp_path), ctrl=True)
    qtbot.waitUntil(lambda: len(session.pictures.ids) == 10, timeout=10_000)
    assert desktop.projects.session is session
    qtbot.waitUntil(lambda: len(session.folders.roots) == 2, timeout=10_000)


def test_a_folder_is_taken_out_by_the_menu_and_its_files_stay(qtbot, desktop, desk, tmp_path):
    session = open_in(qtbot, desktop, desk.project)
    more = second_folder(desk, tmp_path)
    session.folders.add(more)
    qtbot.waitUntil(lambda: len(session.folders.roots) == 2 and len(session.pictures.ids) == 10, timeout=10_000)
    menu = menu_of(desktop)
    folders = action_of(menu, "Folders of this project").menu()
    action_of(action_of(folders, str(more)).menu(), "Take it out").trigger()
    menu.close()
    qtbot.waitUntil(lambda: len(session.pictures.ids) == 8, timeout=10_000)
    assert len(list(more.iterdir())) == 2


def test_a_folder_that_moved_is_found_where_a_person_says(qtbot, desktop, desk, tmp_path):
    session = open_in(qtbot, desktop, desk.project)
    ids = list(session.pictures.ids)
    desk.pictures.rename(tmp_path / "elsewhere")
    session.folders.rescan()
    button = "It lies elsewhere…"
    qtbot.waitUntil(lambda: any(b.text() == button for b in desktop.window.findChildren(QPushButton)), timeout=10_000)
    qtbot.mouseClick(
        next(b for b in desktop.window.findChildren(QPushButton) if b.text() == button), Qt.MouseButton.LeftButton
    )
    choose(qtbot, tmp_path / "elsewhere")
    qtbot.waitUntil(lambda: [root.path.name for root in session.folders.roots] == ["elsewhere"], timeout=10_000)
    qtbot.waitUntil(lambda: session.folders.work is None and session.pictures.ids == ids, timeout=10_000)


def test_a_file_that_was_away_is_shown_after_looking_again(qtbot, desktop, desk):
    session = open_in(qtbot, desktop, desk.project)
    last = session.query.image_rows(session.pictures.ids[-1:])[0].image
    last.path.rename(desk.pictures.parent / "away.png")
    session.show(last.id)
    canvas = desktop.window.workspace.label_place.canvas
    qtbot.waitUntil(lambda: canvas.findChild(QWidget, "canvas-gone") is not None)
    assert canvas.findChild(QWidget, "canvas-unreadable") is None

    (desk.pictures.parent / "away.png").rename(last.path)
    qtbot.mouseClick(canvas.findChild(QPushButton, "canvas-gone-button"), Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: canvas.shown_picture == last.id and canvas.has_picture(), timeout=10_000)


def test_undo_is_named_in_the_menu(qtbot, desktop, desk):
    session = open_in(qtbot, desktop, desk.project)
    box = Annotation(
        new_id(), session.pictures.ids[-1], session.labels.all[0].id, AnnotationKind.BOX, ((1.0, 1.0), (9.0, 9.0))
    )
    session.apply(make_edit(DRAW_BOX, added=[box]))
    menu = menu_of(desktop)
    action_of(menu, "Undo: Draw box").trigger()
    menu.close()
    qtbot.waitUntil(lambda: session.history.can_redo)
    session.project.submit_history().result()
    assert box.id not in {
        item.id for items in session.query.annotations(session.pictures.ids).values() for item in items
    }


def test_an_interrupted_run_is_offered_when_the_project_opens(qtbot, desktop, desk):
    session = open_in(qtbot, desktop, desk.project)
    session.runs.start(TrainOptions(recipe="wait"))
    qtbot.waitUntil(lambda: session.runs.training is not None and bool(session.runs.training.epochs), timeout=20_000)
    name = session.runs.training.name
    desktop.projects.close_soon()
    qtbot.waitUntil(lambda: desktop.window.workspace is None, timeout=20_000)
    again = open_in(qtbot, desktop, desk.project)
    qtbot.waitUntil(lambda: bool(again.runs.rows), timeout=10_000)
    assert again.runs.get(name).state == "paused"
    buttons = [b for b in desktop.window.findChildren(QPushButton) if b.text() == "Continue" and b.isVisible()]
    assert buttons
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: again.runs.training is not None and again.runs.training.name == name, timeout=10_000)
    again.runs.stop()
    qtbot.waitUntil(lambda: again.runs.training is None, timeout=20_000)


def test_a_panel_is_hidden_and_shown_by_its_action(qtbot, desktop, desk):
    open_in(qtbot, desktop, desk.project)
    dock = desktop.window.findChild(QDockWidget, "dock-labels")
    desktop.window.workspace.actions_registry.run("toggle-dock-labels")
    assert not dock.isVisible()
    desktop.window.workspace.actions_registry.run("toggle-dock-labels")
    assert dock.isVisible()
