"""The first minute: nothing is asked, what a folder brings is taken or offered, and it can be undone."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from benchmarks.hand import drop_files
from desktop_app.session.training_state import TrainOptions
from ml_engine.domain.values import AnnotationKind, Split
from tests.gui.window_harness import open_in, write_pictures


@pytest.fixture
def class_folders(tmp_path):
    """tmp_path/pets: train and val, a folder each for cat and dog in them."""
    for rank, part in enumerate(("train/cat", "train/dog", "val/cat", "val/dog")):
        write_pictures(tmp_path / "pets" / part, 4, rank)
    return tmp_path / "pets"


def files_below(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def test_class_folders_and_f5_are_a_model_in_two_actions(qtbot, desktop, class_folders):
    before = files_below(class_folders)
    actions = 0

    drop_files(desktop.window, class_folders)
    actions += 1
    qtbot.waitUntil(lambda: desktop.projects.session is not None, timeout=10_000)
    session = desktop.projects.session
    qtbot.waitUntil(lambda: len(session.labels.all) == 2 and session.folders.work is None, timeout=20_000)
    qtbot.keyClick(desktop.window, Qt.Key.Key_F5)
    actions += 1

    qtbot.waitUntil(lambda: [run.state for run in session.runs.rows] == ["finished"], timeout=30_000)
    assert actions == 2
    assert session.runs.ended.training.task == "classify"
    assert session.query.split_counts()[Split.VALIDATION] == 8
    assert files_below(class_folders) == before
    assert session.project.folder.path == class_folders.with_name("pets-vistazo")


def test_labels_from_folders_can_be_undone_from_the_bar(qtbot, desktop, class_folders):
    session = open_in(qtbot, desktop, class_folders)
    qtbot.waitUntil(lambda: len(session.labels.all) == 2, timeout=10_000)
    button = next(
        button for button in desktop.window.findChildren(QPushButton) if button.text() == "Undo" and button.isVisible()
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.labels.all == (), timeout=10_000)
    assert all(not items for items in session.query.annotations(session.pictures.ids).values())


def test_annotation_files_are_offered_and_taken_with_one_click(qtbot, desktop, tmp_path):
    write_pictures(tmp_path / "voc", 3, 1)
    for index in range(3):
        (tmp_path / "voc" / f"{index}.xml").write_text(
            f"<annotation><filename>{index}.png</filename><size><width>64</width><height>48</height></size><object>"
            "<name>cat</name><bndbox><xmin>5</xmin><ymin>5</ymin><xmax>30</xmax><ymax>30</ymax></bndbox></object>"
            "</annotation>"
        )
    session = open_in(qtbot, desktop, tmp_path / "voc")
    assert session.labels.all == ()
    button = next(button for button in desktop.window.findChildren(QPushButton) if button.text() == "Import")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [label.name for label in session.labels.all] == ["cat"], timeout=10_000)
    found = session.query.annotations(session.pictures.ids)
    assert [items[0].kind for items in found.values()] == [AnnotationKind.BOX] * 3


def test_a_folder_without_pictures_opens_and_says_so(qtbot, desktop, tmp_path):
    (tmp_path / "empty").mkdir()
    session = open_in(qtbot, desktop, tmp_path / "empty")
    assert session.pictures.ids == []
    assert desktop.window.workspace.isVisible()


def test_a_file_that_cannot_become_a_picture_is_named_once(qtbot, desktop, desk):
    (desk.pictures / "half copied.png").touch()
    session = open_in(qtbot, desktop, desk.project)
    bar = desktop.window.workspace.messages
    qtbot.waitUntil(bar.isVisible, timeout=10_000)
    assert bar.text.text() == "1 file or folder left out."
    assert bar.hint.text().endswith("half copied.png: the file is empty. Mend it and look again, or leave it.")

    bar.close_message()
    with qtbot.waitSignal(session.folders.scanned, timeout=10_000):
        session.folders.rescan()
    qtbot.waitUntil(lambda: session.background.is_idle)
    assert not bar.isVisible()


def test_a_dropped_picture_is_shown_among_its_neighbours(qtbot, desktop, desk):
    picture = sorted(desk.pictures.iterdir())[4]
    drop_files(desktop.window, picture)
    qtbot.waitUntil(lambda: desktop.projects.session is not None, timeout=10_000)
    session = desktop.projects.session
    qtbot.waitUntil(lambda: session.document is not None and session.document.row.image.path == picture, timeout=10_000)
    assert len(session.pictures.ids) == 8


def test_new_pictures_are_a_chip_after_looking_again(qtbot, desktop, desk):
    session = open_in(qtbot, desktop, desk.project)
    shutil.copy(sorted(desk.pictures.iterdir())[0], desk.pictures / "zz.png")
    qtbot.keyClick(desktop.window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: session.folders.new_pictures == 1, timeout=10_000)
    qtbot.waitUntil(lambda: len(session.pictures.ids) == 9)


def test_the_language_changes_at_once_while_a_training_runs(qtbot, desktop, desk):
    session = open_in(qtbot, desktop, desk.project)
    session.runs.start(TrainOptions(recipe="wait"))
    qtbot.waitUntil(lambda: session.runs.training is not None and bool(session.runs.training.epochs), timeout=20_000)
    desktop.settings.change(language="es")
    button = desktop.window.workspace.findChild(QToolButton, "place-label")
    assert button.text() == "Etiquetar"
    assert session.runs.training is not None
    session.runs.stop()
    qtbot.waitUntil(lambda: session.runs.training is None, timeout=20_000)


def test_closing_asks_nothing_and_the_run_can_be_continued(qtbot, desktop, desk):
    session = open_in(qtbot, desktop, desk.project)
    session.runs.start(TrainOptions(recipe="wait"))
    qtbot.waitUntil(lambda: session.runs.training is not None and bool(session.runs.training.epochs), timeout=20_000)
    name = session.runs.training.name
    desktop.window.close()
    assert desktop.projects.session is None
    assert not desktop.window.isVisible()
    assert (desk.project / "runs" / name / "best.safetensors").is_file()


def test_what_is_open_already_is_raised_not_opened_twice(qtbot, desktop, desk):
    session = open_in(qtbot, desktop, desk.project)
    with qtbot.waitSignal(desktop.projects.raise_wanted, timeout=10_000):
        desktop.open(desk.pictures)
    assert desktop.projects.session is session


def test_another_folder_takes_the_place_of_the_first(qtbot, desktop, desk, class_folders):
    first = open_in(qtbot, desktop, desk.project)
    desktop.open(class_folders)
    qtbot.waitUntil(lambda: desktop.projects.session not in (None, first), timeout=20_000)
    assert desktop.projects.session.name == "pets"
    assert desktop.settings.value.recent[:2] == (str(class_folders.with_name("pets-vistazo")), str(desk.project))


def test_what_cannot_be_opened_is_said_on_the_welcome_page(qtbot, desktop, tmp_path):
    with qtbot.waitSignal(desktop.projects.failed, timeout=10_000) as failed:
        desktop.open(tmp_path / "nowhere")
    assert "nowhere" in failed.args[0].message
    assert desktop.projects.session is None
