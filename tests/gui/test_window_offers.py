"""What folders bring along is offered once, taken with one click, and what was declined stays declined."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from benchmarks.hand import drop_files
from desktop_app.shell.welcome import WelcomePage
from ml_engine.domain.values import Split
from tests.gui.file_dialogs import choose
from tests.gui.window_harness import open_in, write_pictures


@pytest.fixture
def beside(tmp_path):
    """tmp_path/pets: images/ and annotations.json. Returns the pictures' folder."""
    write_pictures(tmp_path / "pets" / "images", 3, 1)
    (tmp_path / "pets" / "annotations.json").write_text(coco("cat"))
    return tmp_path / "pets" / "images"


def coco(label: str) -> str:
    rows = range(3)
    return json.dumps(
        {
            "categories": [{"id": 1, "name": label}],
            "images": [{"id": row, "file_name": f"{row}.png", "width": 64, "height": 48} for row in rows],
            "annotations": [{"id": row, "image_id": row, "category_id": 1, "bbox": [4, 4, 20, 20]} for row in rows],
        }
    )


def yolo(folder: Path) -> Path:
    """A folder of label files for 0.png, 1.png, 2.png, with their names."""
    folder.mkdir(parents=True)
    for row in range(3):
        (folder / f"{row}.txt").write_text("0 0.5 0.5 0.25 0.25\n")
    (folder / "classes.txt").write_text("cat\n")
    return folder


def said(desktop) -> str:
    """What the bar says now, '' for nothing."""
    bar = desktop.window.workspace.messages
    return bar.text.text() if bar.isVisible() else ""


def click(qtbot, desktop, name: str) -> None:
    bar = desktop.window.workspace.messages
    button = bar.findChild(QPushButton, name) or bar.findChild(QToolButton, name)
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def reopen(qtbot, desktop, path: Path):
    with qtbot.waitSignal(desktop.projects.closed, timeout=10_000):
        desktop.projects.close_soon()
    return open_in(qtbot, desktop, path)


@pytest.mark.parametrize("button", ["message-close", "message-not-now"])
def test_a_declined_offer_comes_back_only_when_the_files_change(qtbot, desktop, beside, button):
    open_in(qtbot, desktop, beside)
    assert said(desktop).startswith("There are annotations here")
    click(qtbot, desktop, button)
    again = reopen(qtbot, desktop, beside)
    assert again.folders.offer is None
    assert said(desktop) == ""
    beside.with_name("annotations.json").write_text(coco("a cat"))
    changed = reopen(qtbot, desktop, beside)
    assert changed.folders.offer is not None
    assert said(desktop).startswith("There are annotations here")


def test_an_offer_that_nobody_answered_comes_back(qtbot, desktop, beside):
    open_in(qtbot, desktop, beside)
    assert reopen(qtbot, desktop, beside).folders.offer is not None


def test_an_offer_that_was_taken_does_not_come_back_when_it_is_undone(qtbot, desktop, beside):
    session = open_in(qtbot, desktop, beside)
    click(qtbot, desktop, "message-action")
    qtbot.waitUntil(lambda: len(session.labels.all) == 1 and session.history.can_undo, timeout=10_000)
    session.undo()
    qtbot.waitUntil(lambda: session.labels.all == (), timeout=10_000)
    again = reopen(qtbot, desktop, beside)
    assert again.labels.all == ()
    assert again.folders.offer is None


def test_what_was_declined_can_be_imported_by_the_menu(qtbot, desktop, beside):
    session = open_in(qtbot, desktop, beside)
    click(qtbot, desktop, "message-close")
    desktop.window.workspace.actions_registry.run("import")
    choose(qtbot, beside.with_name("annotations.json"))
    qtbot.waitUntil(lambda: [label.name for label in session.labels.all] == ["cat"], timeout=10_000)


def test_an_offer_is_made_again_in_another_language(qtbot, desktop, beside):
    open_in(qtbot, desktop, beside)
    desktop.settings.change(language="es")
    qtbot.waitUntil(lambda: said(desktop) != "" and "annotations" not in said(desktop))


def test_a_folder_of_annotations_is_imported_by_the_menu(qtbot, desktop, tmp_path):
    write_pictures(tmp_path / "pets", 3, 1)
    session = open_in(qtbot, desktop, tmp_path / "pets")
    labels = yolo(tmp_path / "elsewhere" / "labels")
    desktop.window.workspace.actions_registry.run("import-folder")
    choose(qtbot, labels)
    qtbot.waitUntil(lambda: [label.name for label in session.labels.all] == ["cat"], timeout=10_000)
    assert all(len(items) == 1 for items in session.query.annotations(session.pictures.ids).values())


def test_dropped_annotations_go_into_the_open_project(qtbot, desktop, tmp_path):
    write_pictures(tmp_path / "pets", 3, 1)
    session = open_in(qtbot, desktop, tmp_path / "pets")
    file = tmp_path / "boxes.json"
    file.write_text(coco("dog"))
    drop_files(desktop.window, yolo(tmp_path / "elsewhere" / "labels"), file)
    qtbot.waitUntil(lambda: {label.name for label in session.labels.all} == {"cat", "dog"}, timeout=10_000)
    assert desktop.projects.session is session
    assert all(len(items) == 2 for items in session.query.annotations(session.pictures.ids).values())


def test_a_dropped_folder_of_annotations_opens_the_pictures_beside_it(qtbot, desktop, tmp_path):
    write_pictures(tmp_path / "pets" / "images", 3, 1)
    drop_files(desktop.window, yolo(tmp_path / "pets" / "labels"))
    qtbot.waitUntil(lambda: desktop.projects.session is not None, timeout=10_000)
    session = desktop.projects.session
    qtbot.waitUntil(lambda: [label.name for label in session.labels.all] == ["cat"], timeout=10_000)
    assert session.name == "pets"


def test_train_and_val_folders_are_the_split_with_one_click_and_back(qtbot, desktop, tmp_path):
    write_pictures(tmp_path / "pets" / "train", 4, 1)
    write_pictures(tmp_path / "pets" / "val", 2, 2)
    session = open_in(qtbot, desktop, tmp_path / "pets")
    bar = desktop.window.workspace.messages
    assert bar.action_button.text() == "Use the folders as split"
    click(qtbot, desktop, "message-action")
    placed = {Split.TRAIN: 4, Split.VALIDATION: 2, Split.TEST: 0}
    qtbot.waitUntil(lambda: session.query.split_counts() == placed, timeout=10_000)
    qtbot.waitUntil(lambda: bar.action_button.text() == "Undo" and session.history.can_undo)
    click(qtbot, desktop, "message-action")
    qtbot.waitUntil(lambda: not any(session.query.split_counts().values()), timeout=10_000)
    assert reopen(qtbot, desktop, tmp_path / "pets").folders.offer is None


@pytest.fixture
def three_folders(tmp_path):
    for rank, name in enumerate(("cats", "dogs", "birds")):
        write_pictures(tmp_path / name, rank + 1, rank)
    return tmp_path / "cats", tmp_path / "dogs", tmp_path / "birds"


@pytest.mark.parametrize("onto", ["window", "welcome"])
def test_several_folders_dropped_without_a_project_are_one_project(qtbot, desktop, three_folders, onto):
    target = desktop.window if onto == "window" else desktop.window.findChild(WelcomePage)
    drop_files(target, *three_folders)
    qtbot.waitUntil(lambda: desktop.projects.session is not None, timeout=10_000)
    session = desktop.projects.session
    qtbot.waitUntil(lambda: len(session.pictures.ids) == 6 and session.folders.work is None, timeout=10_000)
    assert session.name == "cats"
    assert [root.path for root in session.query.roots()] == list(three_folders)
    assert said(desktop) == "3 folders were opened as one project: cats."
    assert not list(three_folders[1].parent.glob("dogs-vistazo"))


def test_several_folders_dropped_on_a_project_join_it(qtbot, desktop, desk, three_folders):
    session = open_in(qtbot, desktop, desk.project)
    drop_files(desktop.window, *three_folders[:2])
    qtbot.waitUntil(lambda: len(session.pictures.ids) == 11, timeout=10_000)
    assert desktop.projects.session is session


def test_one_folder_dropped_on_a_project_opens(qtbot, desktop, desk, three_folders):
    open_in(qtbot, desktop, desk.project)
    drop_files(desktop.window, three_folders[1])
    qtbot.waitUntil(lambda: getattr(desktop.projects.session, "name", "") == "dogs", timeout=10_000)
