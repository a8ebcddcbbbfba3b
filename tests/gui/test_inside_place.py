"""The Inside place with a worker that answers at once, with real mouse and key events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desktop_app.insight import map_files
from desktop_app.insight.place import InsidePlace
from desktop_app.insight.walk_panel import PLAY_MS
from ml_engine.networks import weights
from tests.gui.inside_hands import have_runs, shown_inside
from tests.gui.inside_jobs import BROKEN, RUNNER
from tests.gui.shared_session import forget

pytestmark = pytest.mark.runner(RUNNER)
RUN = "20260101-100000-detect"


@pytest.fixture
def session(shared_session):
    forget(shared_session, "inside")
    return shared_session


@pytest.fixture
def open_place(qtbot, session, look):
    """open_place(run=…): the place with one run in the project, its first layer's maps shown."""
    kept = []

    def make(run: str = RUN, *, wait: bool = True) -> InsidePlace:
        place = shown_inside(session, look, qtbot, *([run] if run else []))
        kept.append(place)
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
    have_runs(session, qtbot, RUN)
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


def open_walk(qtbot, place):
    """Click the middle of the map over the picture."""
    view = place.layers.map.view
    qtbot.waitUntil(lambda: view.has_picture and not place.layers.walking.is_busy)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.picture_place().center().toPoint())
    qtbot.waitUntil(lambda: place.layers.is_walking and not place.layers.walking.is_busy)
    return place.layers.panel


def test_a_click_on_the_map_walks_to_that_number(qtbot, open_place, session) -> None:
    place = open_place()
    panel = open_walk(qtbot, place)
    walk = panel.sums.walk
    assert (walk.channel, walk.row, walk.column) == (2, 3, 4)
    assert session.facts.get("inside.pixel", ()) == (2, 3, 4)
    assert session.facts.get("inside.walk", False)
    patch, kernel, products = panel.tables.tables
    assert products.numbers.tolist() == (patch.numbers * kernel.numbers).tolist()
    total = sum(panel.sums.by_map)
    assert panel.lines.values == [f"= {number:g}" for number in (total, total + 0.5, max(0.0, total + 0.5))]
    assert panel.images.output.hasFocus()


def test_arrow_keys_step_to_the_neighbours_and_stop_at_the_border(qtbot, open_place) -> None:
    place = open_place()
    panel = open_walk(qtbot, place)
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left, *(Qt.Key.Key_Right,) * 5):
        qtbot.keyClick(panel.images.output, key)
        qtbot.waitUntil(lambda: not place.layers.walking.is_busy)
        seen.append((panel.sums.walk.row, panel.sums.walk.column))
    assert seen == [(3, 5), (2, 5), (2, 4), (2, 5), (2, 6), (2, 7), (2, 7), (2, 7)]


def test_the_maps_of_the_sum_are_paged_through_the_largest_first(qtbot, open_place) -> None:
    place = open_place()
    panel = open_walk(qtbot, place)
    gives = [abs(panel.sums.by_map[place]) for place in panel.sums.order]
    assert gives == sorted(gives, reverse=True)
    assert panel.shares.place == panel.sums.order[0]
    qtbot.keyClick(panel, Qt.Key.Key_PageDown)
    assert panel.shares.place == panel.sums.order[1]
    patch = panel.tables.tables[0]
    assert patch.numbers.tolist() == panel.sums.patch[panel.sums.order[1]].tolist()
    qtbot.mouseClick(
        panel.shares.viewport(), Qt.MouseButton.LeftButton,
        pos=panel.shares.visualRect(panel.shares.model().index(2, 0)).center(),
    )  # fmt: skip
    assert panel.shares.place == panel.sums.order[2]


def test_a_walk_plays_from_number_to_number_and_escape_leads_back(qtbot, open_place, session) -> None:
    place = open_place()
    panel = open_walk(qtbot, place)
    qtbot.keyClick(panel.images.output, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: panel.sums.walk.column >= 6, timeout=10_000)
    qtbot.keyClick(panel.images.output, Qt.Key.Key_Escape)
    assert not place.layers.is_walking
    assert not panel.play.isChecked()
    assert session.facts.get("inside.walk", True) is False


def test_a_walk_plays_at_the_speed_that_was_chosen_and_remembers_it(qtbot, open_place, session, look) -> None:
    place = open_place()
    panel = open_walk(qtbot, place)
    assert panel._next.interval() == PLAY_MS
    panel.speed.setFocus()
    for _ in range(3):
        qtbot.keyClick(panel.speed, Qt.Key.Key_Down)
    assert panel._next.interval() == round(PLAY_MS / 8)
    assert session.facts.get("inside.walk_speed", 0.0) == 8.0
    again = InsidePlace(session, look)
    qtbot.addWidget(again)
    assert again.layers.panel.speed.value == 8.0
    assert again.layers.panel._next.interval() == round(PLAY_MS / 8)


def test_the_numbers_of_a_walk_are_written(qtbot, open_place, tmp_path, monkeypatch) -> None:
    place = open_place()
    panel = open_walk(qtbot, place)
    asked = []
    monkeypatch.setattr(map_files, "ask_new_file", lambda *args: asked.append(args))
    qtbot.mouseClick(panel.save_numbers, Qt.MouseButton.LeftButton)
    _, _, written, name, ending = asked[0]
    assert (name, ending) == ("backbone-0-2-3-4", ".csv")
    written(tmp_path / "walk.csv")
    qtbot.waitUntil(lambda: (tmp_path / "walk.csv").is_file())
    lines = (tmp_path / "walk.csv").read_text().splitlines()
    assert lines[0] == "map,row,column,input,weight,product"
    assert len(lines) == 1 + panel.sums.patch.size + len(panel.sums.walk.lines)


def test_another_layer_ends_the_walk(qtbot, open_place) -> None:
    place = open_place()
    open_walk(qtbot, place)
    place.show_detail("layers 1")
    assert not place.layers.is_walking


def test_all_maps_are_saved_as_one_picture_and_as_a_table(qtbot, open_place, tmp_path, monkeypatch) -> None:
    place = open_place()
    asked = []
    monkeypatch.setattr(map_files, "ask_new_file", lambda *args: asked.append(args))
    qtbot.mouseClick(place.layers.maps.save, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(place.layers.maps.save_numbers, Qt.MouseButton.LeftButton)
    (_, _, picture, name, ending), (_, _, table, _, table_ending) = asked
    assert (name, ending, table_ending) == ("backbone-0-maps", ".png", ".csv")
    picture(tmp_path / "maps.png")
    table(tmp_path / "maps.csv")
    qtbot.waitUntil(lambda: all((tmp_path / name).is_file() for name in ("maps.png", "maps.csv")))
    lines = (tmp_path / "maps.csv").read_text().splitlines()
    assert lines == [
        "map,minimum,maximum,mean,deviation",
        "0,0.0,1.0,0.5,0.2",
        "1,0.0,2.0,0.5,0.3",
        "2,0.0,3.0,0.5,0.1",
    ]
    assert QImage(str(tmp_path / "maps.png")).width() > 2 * 100


def test_a_number_without_a_map_is_worked_out_too(qtbot, open_place, session) -> None:
    place = open_place()
    place.show_detail("layers head.linear")
    qtbot.waitUntil(lambda: place.layers.looking.maps is not None and not place.layers.walking.is_busy)
    qtbot.mouseClick(place.layers.map.walk, Qt.MouseButton.LeftButton)
    assert place.layers.is_walking
    panel = place.layers.panel
    qtbot.waitUntil(lambda: panel.sums is not None and not place.layers.walking.is_busy)
    assert not panel.images.output.isVisible()
    qtbot.keyClick(panel, Qt.Key.Key_Space)  # there is no next number to play to
    assert panel.sums.walk.channel == session.facts.get("inside.channel", -1)
    qtbot.mouseClick(panel.back, Qt.MouseButton.LeftButton)
    assert not place.layers.is_walking


def test_facts_say_what_is_looked_at(qtbot, open_place, session) -> None:
    place = open_place()
    facts = session.facts
    assert facts.get("inside.network", "") == f"run:{RUN}"
    assert (facts.get("inside.layer", ""), facts.get("inside.channel", -1)) == ("backbone.0", 2)
    assert facts.get("inside.sort", "") == "number"
    place.layers.maps.order.setFocus()
    qtbot.keyClick(place.layers.maps.order, Qt.Key.Key_End)
    assert facts.get("inside.sort", "") == "variance"


def test_the_tables_of_a_walk_are_rearranged_as_the_window_grows_and_shrinks(qtbot, open_place) -> None:
    place = open_place()
    panel = open_walk(qtbot, place)
    patch, _, products = panel.tables.tables

    def is_below() -> bool:
        return products.mapTo(panel, products.rect().topLeft()).y() > patch.mapTo(panel, patch.rect().bottomLeft()).y()

    for width, below in ((1100, True), (1700, False), (1204, True), (1900, False)):
        place.resize(width, 720)
        qtbot.waitUntil(lambda below=below: is_below() is below)
        assert products.mapTo(panel.tables, products.rect().topRight()).x() <= panel.tables.width()


def test_the_maps_that_a_sum_reads_are_shown_also_where_another_part_of_the_layer_reads_others(
    qtbot, open_place
) -> None:
    place = open_place()
    panel = open_walk(qtbot, place)
    assert panel.sums.walk.source == "backbone.0.0"
    for channel in (1, 1, 2):
        place.layers.walking.ask(channel, 1, 1)
        qtbot.waitUntil(lambda: not place.layers.walking.is_busy)
        assert panel.sums.walk.channel == channel
        assert panel.sums.walk.inputs is not None
        assert panel.images.input.isVisible()
