"""All networks: looked for, measured here, inspected, chosen for the next training."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QSpinBox, QTreeWidget, QWidget

from desktop_app.training.gallery.table import NetworkTable
from desktop_app.training.place import TrainPlace
from ml_engine.networks.backbones import BACKBONES
from tests.gui.choosing_jobs import RUNNER
from tests.gui.train_place_hands import click, find, shown_place

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(make_session, desk, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))  # where speeds are kept, here and in the worker
    return make_session(desk.project, runner=RUNNER)


@pytest.fixture
def place(session, look, qtbot):
    return shown_place(session, look, qtbot)


@pytest.fixture
def gallery(place, qtbot):
    place.show_detail("networks")
    table = find(place, "networks-table", NetworkTable)
    qtbot.waitUntil(lambda: table.count == len(BACKBONES.names()), timeout=10_000)
    return place


def names(place):
    table = find(place, "networks-table", NetworkTable)
    rows = (table.row_at(table.model().index(row, 0)) for row in range(table.count))
    return [row.listed.name for row in rows]


def test_the_card_of_the_backbone_leads_to_all_networks(place, qtbot):
    click(qtbot, place, "train-card-backbone")
    click(qtbot, place, "train-open-networks")
    assert find(place, "networks-table").isVisible()


def test_each_network_says_its_idea_and_its_licence(gallery, qtbot):
    table = find(gallery, "networks-table", NetworkTable)
    table.show_network("resnet50")
    assert "Every block adds its answer to its input" in find(gallery, "networks-idea", QLabel).text()
    assert find(gallery, "networks-fact-parameters", QLabel).text().startswith("25,557,032")
    assert find(gallery, "networks-fact-licence", QLabel).text() == "BSD-3-Clause"
    assert find(gallery, "networks-fact-speed", QLabel).text() == "Not measured on this computer yet."


def test_words_and_filters_narrow_the_list_and_one_button_shows_all(gallery, qtbot):
    qtbot.keyClicks(find(gallery, "networks-search", QLineEdit), "mobilenet 2018")
    qtbot.waitUntil(lambda: names(gallery) == ["mobilenet_v2"])
    click(qtbot, gallery, "networks-clear")
    qtbot.waitUntil(lambda: len(names(gallery)) == len(BACKBONES.names()))

    states = find(gallery, "networks-state", QComboBox)
    states.setCurrentIndex(2)  # weights are here
    assert names(gallery) == ["bundled"]
    find(gallery, "networks-size", QComboBox).setCurrentIndex(3)
    assert names(gallery) == []
    assert find(gallery, "networks-show-all").isVisible()
    click(qtbot, gallery, "networks-show-all")
    assert len(names(gallery)) == len(BACKBONES.names())


def test_a_heading_sorts(gallery, qtbot):
    table = find(gallery, "networks-table", NetworkTable)
    table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    sizes = [BACKBONES.get(name).whole_parameters for name in names(gallery)]
    assert sizes == sorted(sizes)


def test_enter_chooses_and_leads_back(gallery, session, qtbot):
    table = find(gallery, "networks-table", NetworkTable)
    table.show_network("lenet5")
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert session.runs.options.backbone == "lenet5"
    assert gallery._pages.opened == ""
    qtbot.waitUntil(lambda: gallery.findChild(QWidget, "train-problem-network-without-places") is not None)
    assert not gallery._planner.plan.can_train


def test_from_scratch_needs_no_weights(gallery, session, qtbot):
    find(gallery, "networks-table", NetworkTable).show_network("resnet18")
    click(qtbot, gallery, "networks-scratch")
    assert (session.runs.options.backbone, session.runs.options.weights) == ("resnet18", "random")
    qtbot.waitUntil(lambda: gallery._planner.is_fresh and gallery._planner.plan.can_train)
    assert gallery._planner.plan.machine.backbone.whole


def test_what_is_measured_is_shown_and_kept_for_the_next_time(gallery, session, look, qtbot):
    table = find(gallery, "networks-table", NetworkTable)
    table.show_network("squeezenet1_1")
    click(qtbot, gallery, "networks-measure")
    fact = find(gallery, "networks-fact-speed", QLabel)
    qtbot.waitUntil(lambda: "10.0 pictures a second at 224 pixels" in fact.text(), timeout=20_000)

    again = TrainPlace(session, look)
    qtbot.addWidget(again)
    again.show_detail("networks squeezenet1_1")
    fact = find(again, "networks-fact-speed", QLabel)
    qtbot.waitUntil(lambda: "10.0 pictures a second" in fact.text(), timeout=10_000)


def test_all_that_are_here_are_measured_by_one_button(gallery, qtbot):
    click(qtbot, gallery, "networks-measure-all")
    table = find(gallery, "networks-table", NetworkTable)
    speeds = lambda: {row.listed.name for row in table.networks.rows if row.speed}  # noqa: E731
    qtbot.waitUntil(lambda: speeds() == {"bundled"}, timeout=20_000)


def test_a_download_ends_with_the_weights_asked_for_again(gallery, qtbot):
    find(gallery, "networks-table", NetworkTable).show_network("resnet50")
    click(qtbot, gallery, "networks-download")
    card = find(gallery, "networks-card")
    said = lambda: " ".join(label.text() for label in card.findChildren(QLabel))  # noqa: E731
    qtbot.waitUntil(lambda: "The server did not answer." in said(), timeout=20_000)
    assert find(gallery, "networks-download", QAbstractButton).isEnabled()


def test_inspect_shows_layers_and_totals_and_reckons_a_batch_at_once(gallery, qtbot):
    find(gallery, "networks-table", NetworkTable).show_network("resnet18")
    click(qtbot, gallery, "networks-inspect")
    parameters = find(gallery, "inspect-parameters-value", QLabel)
    qtbot.waitUntil(lambda: parameters.text() == "618", timeout=20_000)
    tree = find(gallery, "inspect-layers", QTreeWidget)
    assert [tree.topLevelItem(row).text(0) for row in range(2)] == ["features", "classifier"]
    assert tree.topLevelItem(0).text(3) == "448"
    assert tree.topLevelItem(0).child(0).text(2) == "224 × 224 × 16"

    find(gallery, "inspect-batch", QSpinBox).setValue(2)

    one_map, one_input = 4 * 16 * 224 * 224, 4 * 3 * 224 * 224
    expected = 2 * (one_map + 40 + one_input) + 4 * 618
    assert find(gallery, "inspect-train-exact", QLabel).text() == f"{expected:,} bytes"


def test_too_small_an_input_is_said_and_a_larger_one_helps(gallery, qtbot):
    gallery.show_detail("inspect resnet18")
    parameters = find(gallery, "inspect-parameters-value", QLabel)
    qtbot.waitUntil(lambda: parameters.text() == "618", timeout=20_000)
    height = find(gallery, "inspect-height", QSpinBox)
    height.setValue(4)
    says = find(gallery, "inspect-says", QLabel)
    qtbot.waitUntil(lambda: says.isVisible() and "so few pixels" in says.text(), timeout=20_000)
    assert parameters.text() == "–"
    height.setValue(64)
    qtbot.waitUntil(lambda: parameters.text() == "618", timeout=20_000)
    assert not says.isVisible()


def test_the_layers_are_copied_as_a_table(gallery, qtbot):
    gallery.show_detail("inspect resnet18")
    parameters = find(gallery, "inspect-parameters-value", QLabel)
    qtbot.waitUntil(lambda: parameters.text() == "618", timeout=20_000)
    click(qtbot, gallery, "inspect-copy")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:4] == ["layer", "kind", "output", "parameters"]
    assert lines[1].split("\t")[:4] == ["features.conv", "Conv2d", "224×224×16", "448"]
    assert len(lines) == 4


def test_escape_goes_back_page_by_page(gallery, qtbot):
    click(qtbot, gallery, "networks-inspect")
    assert gallery._pages.opened == "inspect"
    qtbot.keyClick(find(gallery, "inspect-batch"), Qt.Key.Key_Escape)
    assert gallery._pages.opened == "networks"
    qtbot.keyClick(find(gallery, "networks-table"), Qt.Key.Key_Escape)
    assert gallery._pages.opened == ""


def test_everything_that_can_be_used_has_a_name(gallery, qtbot):
    for page in ("inspect", "builder", "recipe", "rate"):
        gallery.show_detail(page)
    usable = [
        widget
        for widget in gallery.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.objectName().startswith("qt_")
    ]
    nameless = [item.objectName() or item for item in usable if not (item.objectName() and item.accessibleName())]
    assert nameless == [], nameless
