"""The Inside place with a worker that answers at once, with real mouse and key events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop_app.insight.place import InsidePlace
from ml_engine.networks import weights
from tests.gui.inside_jobs import BROKEN, RUNNER
from tests.gui.results_samples import write_run

RUN = "20260101-100000-detect"


@pytest.fixture
def session(make_session, desk):
    return make_session(desk.project, runner=RUNNER)


@pytest.fixture
def open_place(qtbot, session, look):
    """open_place(run=…): the place with one run in the project, its first layer's maps shown."""
    kept = []

    def make(run: str = RUN, *, wait: bool = True) -> InsidePlace:
        if run:
            write_run(session.project.folder.runs, run, {}, scored=False)
            session.runs.refresh()
            qtbot.waitUntil(lambda: bool(session.runs.rows))
        qtbot.waitUntil(lambda: session.current is not None)
        place = InsidePlace(session, look)
        kept.append(place)
        qtbot.addWidget(place)
        place.resize(1204, 720)
        with qtbot.waitExposed(place):
            place.show()
        if wait:
            qtbot.waitUntil(lambda: place.layers.looking.maps is not None, timeout=20_000)
        return place

    return make


def rows_of(view):
    return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


def test_without_a_network_the_place_says_what_to_do(qtbot, open_place, session, monkeypatch) -> None:
    monkeypatch.setattr(weights, "_BUNDLED", ())  # an installation that has lost its own
    place = open_place("", wait=False)
    button = place.findChild(object, "inside-go-train")
    qtbot.waitUntil(button.isVisible)
    with qtbot.waitSignal(session.place_wanted) as wanted:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted.args == ["train", ""]


def test_the_first_layer_with_maps_is_shown_at_once(open_place) -> None:
    place = open_place()
    assert place.layers.looking.layer == "backbone.0"
    assert place.layers.maps.grid.model().rowCount() == 3
    assert place.layers.maps.grid.place == 2  # the liveliest


def test_the_down_key_looks_at_the_next_layer(qtbot, open_place) -> None:
    place = open_place()
    place.layers.side.tree.setFocus()
    qtbot.keyClick(place.layers.side.tree, Qt.Key.Key_Down)
    qtbot.waitUntil(
        lambda: place.layers.looking.maps is not None and place.layers.looking.maps.maps.layer == "backbone.1"
    )
    assert place.layers.maps.grid.model().rowCount() == 100


def test_a_block_unfolds_and_folds_by_the_keyboard(qtbot, open_place) -> None:
    place = open_place()
    tree = place.layers.side.tree
    assert rows_of(tree) == ["Block backbone.0", "Block backbone.1", "Linear head.linear"]
    tree.setFocus()
    first = tree.model().index(0, 0)
    assert tree.currentIndex() == first
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert tree.isExpanded(first)
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert place.layers.looking.layer == "backbone.0.conv"
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert not tree.isExpanded(first)


def test_a_search_leaves_the_layers_that_match_in_their_blocks(qtbot, open_place) -> None:
    place = open_place()
    side = place.layers.side
    qtbot.keyClicks(side.search, "CONV 8x8")
    assert rows_of(side.tree) == ["Block backbone.0"]
    assert side.tree.isExpanded(side.tree.model().index(0, 0))
    assert side.tree.count == 2
    side.search.clear()
    assert len(rows_of(side.tree)) == 3


def test_the_facts_of_the_chosen_layer_are_said(qtbot, open_place) -> None:
    place = open_place()
    place.show_detail("layers conv")
    shown = {name: place.findChild(object, f"layer-{name}").text() for name in ("answer", "window", "memory", "sees")}
    assert shown == {"answer": "3 × 8 × 8", "window": "3 × 3, stride 2, padding 1", "memory": "768 bytes",
                     "sees": "7 × 5 pixels"}  # fmt: skip


def test_a_clicked_tile_is_laid_over_the_picture(qtbot, open_place) -> None:
    place = open_place()
    grid = place.layers.maps.grid
    first = grid.model().index(0, 0)
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(first).center())
    assert grid.place == 0
    assert place.layers.map.title == "Map 0"


def test_the_strongest_map_comes_first_when_asked_for(qtbot, open_place) -> None:
    place = open_place()
    place.layers.maps.order.setFocus()
    qtbot.keyClick(place.layers.maps.order, Qt.Key.Key_Down)
    assert rows_of(place.layers.maps.grid) == ["2", "1", "0"]
    qtbot.keyClick(place.layers.maps.order, Qt.Key.Key_Down)
    assert rows_of(place.layers.maps.grid) == ["1", "0", "2"]  # by their spread


def test_the_keys_change_the_opacity(open_place) -> None:
    place = open_place()
    actions = {action.id: action for action in place.actions()}
    before = place.layers.map.opacity.value
    actions["inside-opacity-more"].run()
    actions["inside-opacity-more"].run()
    actions["inside-opacity-less"].run()
    assert place.layers.map.opacity.value == pytest.approx(before + 0.1)
    assert actions["inside-opacity-more"].keys == ("]",)


def test_another_picture_is_followed_and_the_layer_stays(qtbot, open_place, session) -> None:
    place = open_place()
    place.layers.looking.set_layer("backbone.1")
    before = place.layers.looking.image
    session.next()
    qtbot.waitUntil(lambda: place.layers.looking.image != before)
    qtbot.waitUntil(lambda: place.layers.looking.maps is not None, timeout=20_000)
    assert place.layers.looking.maps.maps.image == str(place.layers.looking.image)
    assert place.layers.looking.maps.maps.layer == "backbone.1"


def test_the_layer_outlives_the_place(qtbot, open_place, session, look) -> None:
    place = open_place()
    place.layers.looking.set_layer("backbone.1")
    qtbot.waitUntil(lambda: place.layers.looking.maps is not None)
    again = InsidePlace(session, look)
    qtbot.addWidget(again)
    assert again.layers.looking.layer == "backbone.1"


def test_a_failure_is_said_in_the_place_and_can_be_tried_again(qtbot, open_place) -> None:
    place = open_place(f"20260101-100000-{BROKEN}", wait=False)
    qtbot.waitUntil(lambda: place.findChild(object, "inside-again") is not None, timeout=20_000)
    button = place.findChild(object, "inside-again")
    assert place.layers.looking.failure.message == "The weights are gone."
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert place.layers.looking.busy == "layers"
    qtbot.waitUntil(lambda: place.layers.looking.failure is not None, timeout=20_000)


def test_a_hidden_place_asks_for_nothing(qtbot, open_place, session) -> None:
    place = open_place()
    place.hide()
    before = place.layers.looking.image
    session.next()
    qtbot.waitUntil(lambda: session.background.is_idle)
    assert place.layers.looking.image == before
    place.show()
    qtbot.waitUntil(lambda: place.layers.looking.image != before)


def test_the_number_under_the_mouse_is_the_networks(qtbot, open_place) -> None:
    place = open_place()
    view = place.layers.map.view
    qtbot.waitUntil(lambda: view.has_picture)
    area = view.picture_place()
    point = view.input_point(area.center())
    assert point == pytest.approx((0.5, 0.375), abs=0.02)
    assert view.input_point(area.topLeft() - area.center() * 2) is None


def test_the_place_can_be_thrown_away_while_it_works(qtbot, session, look) -> None:
    write_run(session.project.folder.runs, RUN, {}, scored=False)
    session.runs.refresh()
    qtbot.waitUntil(lambda: bool(session.runs.rows))
    place = InsidePlace(session, look)
    place.show()
    gone = []
    place.destroyed.connect(lambda *_: gone.append(1))
    place.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    qtbot.waitUntil(lambda: session.background.is_idle)


def test_a_detail_opens_the_layers_at_one_of_them(qtbot, open_place, session) -> None:
    place = open_place(wait=False)
    place.show_detail("layers 1")
    qtbot.waitUntil(lambda: place.layers.looking.maps is not None, timeout=20_000)
    assert place.layers.looking.layer == "backbone.1"
    assert session.facts.get("inside.page", "") == "layers"
    place.show_detail("layers no-such-layer")
    assert place.layers.looking.layer == "backbone.1"
