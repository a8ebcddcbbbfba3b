"""Dialogs for folders and files: each purpose begins where it was last, and a new file keeps its ending."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desktop_app.look.widgets.file_dialogs import ask_file, ask_folder, ask_new_file
from tests.gui.file_dialogs import choose


@pytest.fixture
def window(qtbot, qapp: QApplication):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    yield made
    for purpose in ("weights", "saved"):
        qapp.setProperty(f"last-folder-of-{purpose}", None)


@pytest.fixture
def places(tmp_path: Path) -> list[Path]:
    made = [tmp_path / name for name in ("one", "two", "three")]
    for place in made:
        place.mkdir()
    return made


def folder_of(dialog: QFileDialog) -> Path:
    return Path(dialog.directory().absolutePath())


def test_a_purpose_begins_where_it_was_last_and_another_does_not(qtbot, window, places) -> None:
    chosen: list[Path] = []
    ask_file(window, "Weights", chosen.append, str(places[0]), "weights", "Weights (*.pth)")
    first = choose(qtbot, places[1] / "a.pth")
    assert folder_of(first) == places[0]
    assert first.nameFilters() == ["Weights (*.pth)"]
    ask_file(window, "Weights", chosen.append, str(places[0]), "weights")
    assert folder_of(choose(qtbot, places[1] / "b.pth")) == places[1]
    ask_folder(window, "Elsewhere", chosen.append, str(places[2]))
    assert folder_of(choose(qtbot, places[2])) == places[2]
    assert chosen == [places[1] / "a.pth", places[1] / "b.pth", places[2]]


@pytest.mark.parametrize(("typed", "written"), [("a", "a.png"), ("a.PNG", "a.PNG"), ("a.b", "a.b.png")])
def test_a_new_file_keeps_its_ending(qtbot, window, places, typed: str, written: str) -> None:
    chosen: list[Path] = []
    ask_new_file(window, "Save", chosen.append, "map", ".png")
    dialog = choose(qtbot, places[0] / typed)
    assert chosen == [places[0] / written]
    assert (dialog.defaultSuffix(), dialog.acceptMode()) == ("png", QFileDialog.AcceptMode.AcceptSave)
