"""A model is exported from the window: chosen, written, proven, used; and errors stand where they happened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from desktop_app.export.model_export import ModelExport
from desktop_app.export.place import ExportPlace
from desktop_app.look.widgets import MessageBar, PlainLabel
from tests.gui.export_jobs import RUNNER, add_run


@pytest.fixture
def trained(make_session: Callable, desk):
    """A session over a project with two finished runs."""
    add_run(desk.project, "20260101-120000-detect", 0.5)
    add_run(desk.project, "20260102-120000-detect", 0.87)
    return make_session(desk.project, runner=RUNNER)


@pytest.fixture
def place(qtbot, trained, look) -> ExportPlace:
    made = ExportPlace(trained, look)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitUntil(lambda: bool(field(made).text()))
    return made


def field(place: QWidget) -> QLineEdit:
    return place.findChild(QLineEdit, "export-model-where")


def click(qtbot, place: QWidget, name: str) -> None:
    qtbot.mouseClick(place.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def export(qtbot, place: ExportPlace, session) -> ModelExport:
    job = ModelExport.of(session)
    click(qtbot, place, "export-model-start")
    qtbot.waitUntil(lambda: job.state.phase not in ("idle", "waiting", "running"), timeout=20_000)
    return job


def shown_words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(PlainLabel) if label.isVisible()]


def test_the_newest_run_is_offered_and_a_folder_that_is_free(place: ExportPlace, trained) -> None:
    assert "AP50 0.87" in place.findChild(QComboBox, "export-run").currentText()
    assert Path(field(place).text()).parent == trained.project.folder.exports
    assert not Path(field(place).text()).exists()


def test_an_export_shows_its_proof_its_files_and_how_to_use_it(qtbot, place: ExportPlace, trained) -> None:
    export(qtbot, place, trained)
    shown = place.findChild(QWidget, "export-model-result")
    wanted = {"8", "41", "3.1 · 10⁻⁷", "model.onnx", "2.0 kB", "certificate.json"}
    qtbot.waitUntil(lambda: wanted <= set(shown_words(shown)))
    code = place.findChild(QPlainTextEdit, "export-code").toPlainText()
    assert code == "import onnxruntime\nprint('<b>hello</b>')"
    assert "vistazo predict" in place.findChild(QPlainTextEdit, "export-command").toPlainText()
    click(qtbot, place, "export-code-copy")
    assert QGuiApplication.clipboard().text() == code


def test_the_next_export_goes_into_another_folder(qtbot, place: ExportPlace, trained) -> None:
    first = Path(field(place).text())
    export(qtbot, place, trained)
    qtbot.waitUntil(lambda: Path(field(place).text()) == first.with_name(f"{first.name}-2"))
    assert (first / "model.onnx").is_file()


def test_a_format_is_chosen_by_mouse_and_by_keyboard(qtbot, place: ExportPlace, trained) -> None:
    qtbot.mouseClick(place.findChild(QWidget, "export-format-pt2"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: field(place).text().endswith("-pt2"))
    qtbot.keyClick(place.findChild(QWidget, "export-format-safetensors"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: field(place).text().endswith("-safetensors"))
    assert export(qtbot, place, trained).state.format == "safetensors"


def test_a_folder_of_ones_own_is_kept_when_the_format_changes(qtbot, place: ExportPlace, tmp_path: Path) -> None:
    field(place).selectAll()
    qtbot.keyClicks(field(place), str(tmp_path / "mine"))
    place.models.choose_format("pt2")
    assert field(place).text() == str(tmp_path / "mine")


@pytest.mark.parametrize("text", ["", "relative/folder", "   "])
def test_without_a_usable_folder_nothing_can_be_started(qtbot, place: ExportPlace, text: str) -> None:
    field(place).selectAll()
    qtbot.keyClick(field(place), Qt.Key.Key_Delete)
    qtbot.keyClicks(field(place), text)
    assert not place.findChild(QPushButton, "export-model-start").isEnabled()


def test_a_failure_is_told_at_the_place_with_its_next_step(qtbot, place: ExportPlace, trained, tmp_path: Path) -> None:
    field(place).selectAll()
    qtbot.keyClicks(field(place), str(tmp_path / "fail"))
    assert export(qtbot, place, trained).state.phase == "failed"
    bar = place.models.findChild(MessageBar)
    assert bar.isVisible()
    assert {"The file does not answer as the model does.", "Try another format."} <= set(shown_words(bar))
    assert place.findChild(QPushButton, "export-model-start").isEnabled()


def test_stop_ends_an_export_and_leaves_nothing(qtbot, place: ExportPlace, trained, tmp_path: Path) -> None:
    field(place).selectAll()
    qtbot.keyClicks(field(place), str(tmp_path / "wait"))
    job = ModelExport.of(trained)
    click(qtbot, place, "export-model-start")
    qtbot.waitUntil(lambda: job.state.done == 1, timeout=20_000)
    assert not place.findChild(QPushButton, "export-model-start").isEnabled()
    click(qtbot, place, "export-model-stop")
    qtbot.waitUntil(lambda: job.state.phase == "stopped", timeout=20_000)
    assert not (tmp_path / "wait").exists()


def test_a_running_export_outlives_the_place(qtbot, place: ExportPlace, trained, look, tmp_path: Path) -> None:
    field(place).selectAll()
    qtbot.keyClicks(field(place), str(tmp_path / "wait"))
    job = ModelExport.of(trained)
    click(qtbot, place, "export-model-start")
    qtbot.waitUntil(lambda: job.state.done == 1, timeout=20_000)
    again = ExportPlace(trained, look)
    qtbot.addWidget(again)
    again.show()
    assert again.findChild(QPushButton, "export-model-stop").isVisible()
    click(qtbot, again, "export-model-stop")
    qtbot.waitUntil(lambda: job.state.phase == "stopped", timeout=20_000)


def test_without_a_run_the_page_says_what_to_do(qtbot, session, look) -> None:
    place = ExportPlace(session, look)
    qtbot.addWidget(place)
    place.show()
    button = next(button for button in place.findChildren(QPushButton) if button.text() == "Go to Train")
    with qtbot.waitSignal(session.place_wanted) as wanted:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted.args[0] == "train"


def test_a_run_that_was_stopped_early_is_offered_and_marked(qtbot, make_session, desk, look) -> None:
    folder = add_run(desk.project, "20260101-120000-detect")
    (folder / "model_card.json").unlink()
    (folder / "state.json").write_text('{"state": "stopped"}')
    session = make_session(desk.project, runner=RUNNER)
    place = ExportPlace(session, look)
    qtbot.addWidget(place)
    place.resize(1200, 800)
    place.show()
    qtbot.waitUntil(lambda: bool(field(place).text()))
    assert place.findChild(QComboBox, "export-run").currentText().endswith("stopped early")
    job = export(qtbot, place, session)
    assert job.state.phase == "done"
    assert job.state.run == "20260101-120000-detect"
