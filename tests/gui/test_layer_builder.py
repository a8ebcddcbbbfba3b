"""A network of one's own: added to, moved, dragged, changed, taken back, saved, trained."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QSpinBox, QWidget

from desktop_app.training.builder.layer_list import LayerList
from desktop_app.training.place import TrainPlace
from ml_engine.networks.course_networks import LENET5, TUTORIAL
from ml_engine.networks.layer_recipe import parse_layers, read_layers
from tests.gui.choosing_jobs import RUNNER
from tests.gui.file_dialogs import choose
from tests.gui.train_place_hands import click, find, shown_place

pytestmark = pytest.mark.runner(RUNNER)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def place(session, look, qtbot):
    place = shown_place(session, look, qtbot)
    place.show_detail("builder tutorial")
    return place


def layers(place):
    return find(place, "builder-layers", LayerList)


def kinds(place):
    return [row.kind for row in layers(place).rows]


def press(qtbot, place, index):
    view = layers(place)
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(view.model().index(index, 0)).center())


def test_the_tutorial_s_network_has_the_course_s_number_of_parameters(place):
    assert find(place, "builder-parameters-value", QLabel).text() == "315,722"
    assert layers(place).rows[0].shape == "30 × 30 × 32"


def test_a_missing_flatten_is_said_at_the_dense_layer_and_undo_brings_it_back(place, qtbot):
    press(qtbot, place, kinds(place).index("flatten"))
    qtbot.keyClick(layers(place), Qt.Key.Key_Delete)
    assert layers(place).rows[6].wrong == "Flatten is missing before dense."
    assert find(place, "builder-parameters-value", QLabel).text() == "–"
    assert not find(place, "builder-train").isEnabled()

    qtbot.keyClick(layers(place), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert find(place, "builder-train").isEnabled()
    qtbot.keyClick(layers(place), Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert not find(place, "builder-train").isEnabled()


def test_what_is_wrong_far_from_the_chosen_layer_is_said_above(place, qtbot):
    press(qtbot, place, kinds(place).index("flatten"))
    qtbot.keyClick(layers(place), Qt.Key.Key_Delete)
    press(qtbot, place, 0)
    said = find(place, "builder-says", QLabel)
    assert said.isVisible()
    assert said.text() == "Layer 7: Flatten is missing before dense."

    press(qtbot, place, 6)
    assert not said.isVisible()


def test_a_layer_is_added_behind_the_chosen_one_and_moved_by_keys(place, qtbot):
    press(qtbot, place, 0)
    click(qtbot, place, "builder-add-batch-norm")
    assert kinds(place)[:3] == ["conv", "batch_norm", "activation"]
    qtbot.keyClick(layers(place), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert kinds(place)[:3] == ["conv", "activation", "batch_norm"]
    click(qtbot, place, "builder-up")
    assert kinds(place)[:3] == ["conv", "batch_norm", "activation"]


def test_a_layer_is_dragged_to_another_place(place):
    view = layers(place)
    data = view.model().mimeData([view.model().index(0, 0)])
    below = view.visualRect(view.model().index(2, 0)).bottomLeft() + QPoint(20, -1)
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(below), Qt.DropAction.MoveAction, data, LEFT, none)
    view.model().dropMimeData(event.mimeData(), event.dropAction(), 3, 0, view.rootIndex())
    assert kinds(place)[:3] == ["activation", "pool", "conv"]


def test_a_parameter_changes_shapes_and_counts_at_once_and_is_one_step_back(place, qtbot):
    press(qtbot, place, 0)
    filters = find(place, "builder-field-filters", QLineEdit)
    filters.setFocus()
    filters.selectAll()
    qtbot.keyClicks(filters, "16")
    assert layers(place).rows[0].shape == "30 × 30 × 16"
    padding = find(place, "builder-field-padding", QLineEdit)
    padding.setFocus()
    padding.selectAll()
    qtbot.keyClicks(padding, "same")
    assert layers(place).rows[0].shape == "32 × 32 × 16"
    click(qtbot, place, "builder-undo")
    click(qtbot, place, "builder-undo")
    assert layers(place).rows[0].shape == "30 × 30 × 32"


def test_another_input_and_batch_are_reckoned_with(place, qtbot):
    before = find(place, "builder-train-exact", QLabel).text()
    find(place, "builder-batch", QSpinBox).setValue(1)
    assert find(place, "builder-train-exact", QLabel).text() != before
    find(place, "builder-height", QSpinBox).setValue(4)
    assert any("window" in row.wrong for row in layers(place).rows)


def test_presets_are_begun_with(place, qtbot):
    presets = find(place, "builder-preset", QComboBox)
    presets.setCurrentIndex(0)
    presets.activated.emit(0)
    assert find(place, "builder-parameters-value", QLabel).text() == "61,706"
    place.show_detail("builder empty")
    assert find(place, "builder-begin").isVisible()
    click(qtbot, place, "builder-begin")
    assert kinds(place) == ["conv"]


def test_it_is_saved_and_opened_again(place, qtbot, tmp_path: Path):
    click(qtbot, place, "builder-save")
    choose(qtbot, tmp_path / "mine.toml")
    qtbot.waitUntil((tmp_path / "mine.toml").is_file)
    assert read_layers(tmp_path / "mine.toml") == TUTORIAL
    place.show_detail("builder lenet5")
    click(qtbot, place, "builder-open")
    choose(qtbot, tmp_path / "mine.toml")
    qtbot.waitUntil(lambda: find(place, "builder-parameters-value", QLabel).text() == "315,722")


def test_train_this_sets_the_next_training_and_survives_a_new_place(place, session, look, qtbot):
    place.show_detail("builder lenet5")
    click(qtbot, place, "builder-train")
    assert parse_layers(session.runs.options.network) == LENET5
    qtbot.waitUntil(lambda: place._planner.is_fresh and place._planner.plan.machine.backbone.title == "LeNet-5")
    assert not place._planner.plan.can_train  # a detector needs places
    assert place.findChild(QWidget, "train-problem-network-without-places") is not None

    again = TrainPlace(session, look)
    qtbot.addWidget(again)
    again.show_detail("builder")
    assert find(again, "builder-name", QLineEdit).text() == "LeNet-5"
