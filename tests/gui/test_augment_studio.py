"""The studio: sliders change the views at once, the draft is taken or dropped whole, and an ablation is run from it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QSlider, QTableWidget, QWidget

from desktop_app.session.runs import AUGMENT_FACT
from desktop_app.session.training_state import TrainOptions
from desktop_app.training.place import TrainPlace
from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.domain.geometry import boxes_in_view
from ml_engine.tasks.defaults import default_recipe
from ml_engine.training.feature_pixels import render_views
from ml_engine.training.feature_plan import FeatureRequest, plan_features
from ml_engine.training.recipe import parse_recipe
from tests.gui.ablation_jobs import RUNNER

pytestmark = pytest.mark.runner(RUNNER)
USUAL = default_recipe("detect").augment


@pytest.fixture
def place(session, look, qtbot):
    place = TrainPlace(session, look)
    qtbot.addWidget(place)
    place.resize(1240, 820)
    place.show()
    qtbot.waitUntil(lambda: place._planner.is_fresh and place._planner.plan is not None, timeout=10_000)
    click(qtbot, place, "train-augment")
    qtbot.waitUntil(lambda: len(place._studio.preview.grid.tiles) == 9, timeout=10_000)
    return place


def click(qtbot, place, name):
    widget = place.findChild(QAbstractButton, name)
    qtbot.waitUntil(lambda: widget.isVisible() and not widget.rect().isEmpty())
    at = QPoint(12, widget.height() // 2)
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)


def pixels(place):
    return [tile.pixels.copy() for tile in place._studio.preview.grid.tiles]


def settled(qtbot, place, session):
    qtbot.waitUntil(lambda: session.background.is_idle, timeout=10_000)
    return pixels(place)


def slider(place, name):
    return place.findChild(QSlider, f"augment-{name}")


def press(qtbot, slider, key, times=1):
    slider.setFocus()
    for _ in range(times):
        qtbot.keyClick(slider, key)


def augment_of(session):
    return parse_recipe(session.runs.options.recipe, default_recipe("detect")).augment


def is_open(place):
    return place._pages.currentWidget() is place._studio


def test_the_nine_views_are_those_of_training_with_their_boxes(place, session):
    panel = place._studio.preview
    tiles = panel.grid.tiles
    document = session.documents.get(panel._ids[panel._place])
    plan = plan_features(
        [FeatureRequest(document.row.image, view) for view in range(9)],
        input_size=256, fit="letterbox", recipe=USUAL, seed=0,
    )  # fmt: skip
    (picture,) = plan.pictures.values()
    made = render_views(picture.image, picture.geometries, USUAL, 0)

    assert [tile.view for tile in tiles] == list(range(9))
    assert [tile.untouched for tile in tiles] == [True] + [False] * 8
    for view, tile in enumerate(tiles):
        bits = np.frombuffer(tile.pixels.constBits(), np.uint8).reshape(256, -1)[:, : 3 * 256].reshape(256, 256, 3)
        assert (bits == made[view]).all()
        boxes = np.array([box.xyxy for box in document.boxes])
        clipped, kept = boxes_in_view(boxes, picture.geometries[view])
        assert [box.xyxy for box in tile.boxes] == [tuple(row) for row in (clipped[kept] / 256).tolist()]
    assert tiles[0].boxes


def test_a_slider_changes_the_views_and_ok_writes_the_recipe_of_the_next_training(place, session, qtbot):
    before = pixels(place)
    press(qtbot, slider(place, "rotate-degrees"), Qt.Key.Key_PageUp)
    after = settled(qtbot, place, session)

    assert before[0] == after[0]
    assert all(old != new for old, new in zip(before[1:], after[1:], strict=True))
    assert session.runs.options.recipe == ""
    click(qtbot, place, "augment-use")
    assert not is_open(place)
    assert augment_of(session).rotate_degrees == USUAL.rotate_degrees + 18
    assert place.findChild(QLabel, "train-augment-says").text() == "Your own"
    assert session.runs.options.recipe == "[augment]\nrotate_degrees = 20.0"


@pytest.mark.parametrize("way", ["escape", "cancel"])
def test_escape_and_cancel_change_nothing(place, session, qtbot, way):
    click(qtbot, place, "augment-flip")
    assert not place._studio.draft.flip
    if way == "escape":
        QTest.keyClick(slider(place, "rotate-degrees"), Qt.Key.Key_Escape)
    else:
        click(qtbot, place, "augment-cancel")
    qtbot.waitUntil(lambda: not is_open(place))
    assert session.runs.options.recipe == ""
    click(qtbot, place, "train-augment")
    assert place._studio.draft == USUAL


def test_a_switch_off_and_on_brings_its_values_back(place, session, qtbot):
    click(qtbot, place, "augment-brightness")
    assert place._studio.draft.brightness == 0
    assert not slider(place, "brightness").isVisible()
    click(qtbot, place, "augment-brightness")
    assert place._studio.draft == USUAL
    click(qtbot, place, "augment-crop")
    assert place._studio.draft.crop == 0.7


def test_undo_goes_back_to_what_was_there_at_opening(place, qtbot):
    undo = place.findChild(QAbstractButton, "augment-undo")
    assert not undo.isEnabled()
    click(qtbot, place, "augment-flip")
    click(qtbot, place, "augment-undo")
    assert place._studio.draft == USUAL
    assert not undo.isEnabled()


def test_shuffle_shows_eight_others_and_the_picture_as_it_is(place, session, qtbot):
    before = pixels(place)
    click(qtbot, place, "augment-shuffle")
    qtbot.waitUntil(lambda: place._studio.preview.grid.tiles[1].view == 9, timeout=10_000)
    after = pixels(place)
    assert before[0] == after[0]
    assert not any(old == new for old, new in zip(before[1:], after[1:], strict=True))


def test_another_picture_can_be_chosen(place, session, qtbot):
    before = pixels(place)
    click(qtbot, place, "augment-picture-after")
    qtbot.waitUntil(lambda: pixels(place)[0] != before[0], timeout=10_000)


def test_the_untouched_share_shows(place, session, qtbot):
    press(qtbot, slider(place, "untouched"), Qt.Key.Key_PageUp, 4)
    settled(qtbot, place, session)
    assert sum(tile.untouched for tile in place._studio.preview.grid.tiles) == 5  # ⌈9 · 0.5⌉


def test_presets_and_the_warning_for_digits(place, session, qtbot):
    studio = place._studio
    labels = session.labels.all
    studio.settings.set_task(USUAL, ["1", "2", "7"])
    studio._set_draft(USUAL)
    assert "mirrored" in place.findChild(QLabel, "augment-caution").text()
    box = place.findChild(QWidget, "augment-preset")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_End)
    assert studio.draft == AugmentRecipe(**{**{f: getattr(USUAL, f) for f in USUAL.__slots__}, "flip": False})
    assert place.findChild(QLabel, "augment-caution").isHidden()
    click(qtbot, place, "augment-use")
    assert session.runs.options.recipe == 'augment = "characters"'
    assert labels


def test_what_was_chosen_is_there_when_the_project_is_opened_again(place, session, qtbot):
    click(qtbot, place, "augment-flip")
    click(qtbot, place, "augment-use")
    qtbot.waitUntil(lambda: bool(session.query.fact(AUGMENT_FACT)), timeout=10_000)  # as it is after closing
    session.runs.set_options(TrainOptions())
    session.runs.recall_augment()  # as a session does when it starts
    qtbot.waitUntil(lambda: session.runs.options.recipe != "", timeout=10_000)
    assert augment_of(session).flip is False


def test_an_ablation_is_run_stopped_and_goes_on(place, session, qtbot):
    click(qtbot, place, "augment-tab-ablation")
    click(qtbot, place, "ablation-run")
    qtbot.waitUntil(lambda: session.ablations.table is not None and session.ablations.table.done == 2, timeout=20_000)
    place.train()  # must not queue behind it
    assert session.runs.training is None
    click(qtbot, place, "ablation-stop")
    qtbot.waitUntil(lambda: session.ablations.work is None, timeout=20_000)
    qtbot.waitUntil(lambda: session.background.is_idle)
    assert "Stopped after 2 of 4 trainings" in place.findChild(QLabel, "ablation-says").text()

    click(qtbot, place, "ablation-go-on")
    qtbot.waitUntil(lambda: session.ablations.work is None and session.ablations.table.done == 4, timeout=20_000)
    table = place.findChild(QTableWidget, "ablation-table")
    rows = [[table.item(row, column).text() for column in (0, 1, 3)] for row in range(table.rowCount())]
    assert rows == [["No change", "0.550", "–"], ["Mirror left and right", "0.650", "+0.100"]]


def test_the_plot_says_what_it_shows_by_mouse_and_keys(place, session, qtbot):
    click(qtbot, place, "augment-tab-ablation")
    click(qtbot, place, "ablation-run")
    qtbot.waitUntil(lambda: session.ablations.table is not None and session.ablations.table.done == 2, timeout=20_000)
    plot = place._studio.ablation._plot
    qtbot.waitUntil(lambda: plot.isVisible() and bool(plot.rows) and plot.rows[0].mean == pytest.approx(0.55))
    qtbot.mouseMove(plot, QPoint(5, 5))  # another test may have left the pointer at the place
    qtbot.mouseMove(plot, QPoint(100, 10))
    assert plot.readout.startswith("No change: 0.550, spread 0.071")
    plot.setFocus()
    qtbot.keyClick(plot, Qt.Key.Key_Down)
    session.ablations.stop()
    qtbot.waitUntil(lambda: session.ablations.work is None, timeout=20_000)
