"""The tabs Why?, Filters and Top answers with a worker that answers at once, with real mouse and key events."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from desktop_app.insight.place import InsidePlace
from desktop_app.session.read_picture import ReadPicture
from tests.gui.inside_hands import shown_inside
from tests.gui.shared_session import forget
from tests.gui.why_jobs import RUNNER, SLOW_STEPS

pytestmark = pytest.mark.runner(RUNNER)
RUN, OTHER = "20260101-100000-detect", "20260102-100000-detect"


@pytest.fixture
def session(shared_session):
    forget(shared_session, "inside")
    return shared_session


@pytest.fixture
def open_page(qtbot, session, look):
    """open_page(detail): the place at this tab and part, with two runs in the project."""
    kept = []

    def make(detail: str):
        place = shown_inside(session, look, qtbot, RUN, OTHER)
        kept.append(place)
        place.show_detail(detail)
        return place.page

    return make


@pytest.fixture
def heat(qtbot, open_page):
    part = open_page("why").heat
    qtbot.waitUntil(lambda: is_answered(part.asking), timeout=20_000)
    return part


def is_answered(asking) -> bool:
    return asking.found is not None and not asking.is_busy


def choose(qtbot, combo, words: str) -> None:
    """With the keyboard, as a person who tabs there."""
    combo.setFocus()
    place = next(i for i in range(combo.count()) if words in combo.itemText(i))
    step = Qt.Key.Key_Down if place > combo.currentIndex() else Qt.Key.Key_Up
    while combo.currentIndex() != place:
        qtbot.keyClick(combo, step)


def click(qtbot, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_best_answer_is_explained_at_once(heat, session) -> None:
    assert heat.asking.found.label == "fox"
    assert heat.card.view.accessibleName()
    assert session.facts.get("inside.why.label", "") == "fox"
    assert session.facts.get("inside.why.method", "") == "grad-cam"


def test_another_label_is_explained_when_it_is_chosen(qtbot, heat, session) -> None:
    choose(qtbot, heat.side.label, "palace")
    qtbot.waitUntil(lambda: is_answered(heat.asking) and heat.asking.found.label == "palace", timeout=20_000)
    assert session.facts.get("inside.why.label", "") == "palace"


def test_one_box_is_explained_when_it_is_chosen(qtbot, heat) -> None:
    choose(qtbot, heat.side.box, "Box 2")
    qtbot.waitUntil(lambda: is_answered(heat.asking) and heat.asking.found.box is not None, timeout=20_000)
    assert heat.asking.found.box.score == 0.4


def test_a_layer_and_a_method_can_be_chosen(qtbot, heat, session) -> None:
    qtbot.waitUntil(lambda: heat.side.layer.count() > 1, timeout=20_000)
    choose(qtbot, heat.side.layer, "backbone.0")
    qtbot.waitUntil(lambda: is_answered(heat.asking) and heat.asking.found.layer == "backbone.0", timeout=20_000)
    choose(qtbot, heat.side.method, "Occlusion")
    qtbot.waitUntil(lambda: is_answered(heat.asking) and heat.asking.found.method == "occlusion", timeout=20_000)
    assert not heat.side.layer.isVisible()
    assert session.facts.get("inside.why.method", "") == "occlusion"


def test_two_labels_stand_side_by_side(qtbot, heat) -> None:
    assert not heat.beside.isVisible()
    choose(qtbot, heat.side.against, "Another label")
    qtbot.waitUntil(lambda: is_answered(heat.other), timeout=20_000)
    assert heat.beside.isVisible()
    assert heat.other.found.label == "cat"
    assert heat.asking.found.label == "fox"


def test_two_runs_stand_side_by_side(qtbot, heat) -> None:
    choose(qtbot, heat.side.against, "Another network")
    qtbot.waitUntil(lambda: is_answered(heat.other), timeout=20_000)
    assert heat.beside.isVisible()
    choose(qtbot, heat.side.against, "Nothing")
    qtbot.waitUntil(lambda: not heat.beside.isVisible())


def test_the_check_shows_how_much_of_the_map_is_left(qtbot, heat, session) -> None:
    assert not heat.strip.isVisible()
    click(qtbot, heat.side.check)
    qtbot.waitUntil(heat.strip.isVisible, timeout=20_000)
    assert "it shows what the network has learnt" in heat.strip.says.text()
    qtbot.waitUntil(lambda: session.facts.get("inside.why.agreement", 1.0) == pytest.approx(0.1), timeout=20_000)


def test_the_heat_lies_where_the_map_is_hot(qtbot, heat) -> None:
    view = heat.card.view
    qtbot.waitUntil(lambda: view.has_picture, timeout=20_000)
    picture = ReadPicture(view.rendered().copy(), 640, 480)
    picture.pixels.fill(Qt.GlobalColor.black)
    view.set_picture(picture)
    shown = view.rendered()
    # The hot cell (1, 1) of 4 × 4 over 640 × 640 pixels, of which the picture is the upper 480.
    hot = shown.pixelColor(int(shown.width() * 240 / 640), int(shown.height() * 240 / 480))
    cold = shown.pixelColor(int(shown.width() * 0.95), int(shown.height() * 0.95))
    assert hot.red() > 100
    assert cold.red() < 30


def test_a_stronger_nudge_changes_the_answer(qtbot, open_page, session) -> None:
    part = open_page("why nudge").nudge
    qtbot.waitUntil(lambda: is_answered(part.asking), timeout=20_000)
    assert "still “fox”" in part.verdict.text()
    slider = part.strength.slider
    slider.setFocus()
    for _ in range(3):
        qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: is_answered(part.asking) and part.asking.found.fooled, timeout=20_000)
    assert "now it is “cat”" in part.verdict.text()
    assert session.facts.get("inside.nudge.fooled", False) is True


def test_the_nudge_goes_where_it_shall(qtbot, open_page) -> None:
    part = open_page("why nudge").nudge
    qtbot.waitUntil(lambda: is_answered(part.asking), timeout=20_000)
    part.strength.set_value(8)
    choose(qtbot, part.towards, "palace")
    qtbot.waitUntil(lambda: is_answered(part.asking) and "palace" in part.verdict.text(), timeout=20_000)


def test_the_first_filters_are_tiles_and_one_is_large(qtbot, open_page, session) -> None:
    part = open_page("filters").first
    qtbot.waitUntil(lambda: is_answered(part.asking), timeout=20_000)
    assert len(part.wall.tiles) == 4
    qtbot.mouseClick(part.wall, Qt.MouseButton.LeftButton, pos=part.wall.tile_rect(2).center())
    assert part.wall.place == 2
    part.wall.setFocus()
    qtbot.keyClick(part.wall, Qt.Key.Key_Left)
    assert part.wall.place == 1
    assert session.facts.get("inside.filters.unit", -1) == 1
    assert part.wall._at(QPoint(5000, 5000)) is None


def test_the_pictures_are_searched_for_what_excites_a_unit(qtbot, open_page, session) -> None:
    part = open_page("filters units").units
    qtbot.waitUntil(part.search.isEnabled, timeout=20_000)
    click(qtbot, part.search)
    qtbot.waitUntil(lambda: is_answered(part.patches), timeout=20_000)
    assert len(part.wall.tiles) == 3
    assert part.patches.found.looked == len(session.pictures.ids)
    click(qtbot, part.draw)
    qtbot.waitUntil(lambda: is_answered(part.picture), timeout=20_000)
    assert part.drawn.image is not None


def test_a_dream_grows_and_can_be_kept(qtbot, open_page, session, tmp_path: Path) -> None:
    part = open_page("filters dream backbone.1").dream
    qtbot.waitUntil(part.begin.isEnabled, timeout=20_000)
    assert part.choice.layer == "backbone.1"
    click(qtbot, part.begin)
    qtbot.waitUntil(lambda: session.facts.get("inside.dream.state", "") == "done", timeout=20_000)
    assert part.asking.found.octave == part.asking.found.octaves
    assert part.save.isEnabled()


def test_a_dream_is_stopped_and_what_was_dreamt_stays(qtbot, open_page, session) -> None:
    part = open_page("filters dream").dream
    qtbot.waitUntil(part.begin.isEnabled, timeout=20_000)
    part.effort.set_value(SLOW_STEPS)
    click(qtbot, part.begin)
    qtbot.waitUntil(lambda: part.asking.found is not None, timeout=20_000)
    click(qtbot, part.stop)
    qtbot.waitUntil(lambda: not part.asking.is_busy, timeout=20_000)
    assert part.asking.was_stopped
    assert part.asking.found.octave == 1
    assert part.begin.isEnabled()


def test_the_networks_own_answers_come_with_percentages(qtbot, open_page, session) -> None:
    page = open_page("answers")
    qtbot.waitUntil(lambda: is_answered(page.asking), timeout=20_000)
    assert [one.label for one in page.bars.answers] == ["fox", "cat", "palace"]
    assert "palace 10.0 %" in page.bars.accessibleDescription()
    assert session.facts.get("inside.answers.top", "") == "fox"


def test_a_network_without_answers_says_so(qtbot, open_page, session) -> None:
    page = open_page("answers")
    place = page.window()
    box = place.findChild(object, "inside-network")
    qtbot.waitUntil(lambda: any("compact" in box.itemText(i) for i in range(box.count())), timeout=20_000)
    place_of_bundled = next(i for i in range(box.count()) if "compact" in box.itemText(i))
    box.setCurrentIndex(place_of_bundled)
    box.activated.emit(place_of_bundled)
    button = place.findChild(object, "top-answers-again")
    qtbot.waitUntil(button.isVisible, timeout=20_000)
    assert page.asking.failure.message == "It was never taught labels of its own."


def test_what_was_asked_for_outlives_the_place(qtbot, heat, session, look) -> None:
    choose(qtbot, heat.side.method, "Occlusion")
    again = InsidePlace(session, look)
    qtbot.addWidget(again)
    assert again.pages["why"].heat.choices.method == "occlusion"
