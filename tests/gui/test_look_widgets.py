"""The small widgets under real mouse and keys."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import CONTROL, SPACE_S
from desktop_app.look.widgets import (
    Chip,
    ClickableCard,
    EmptyState,
    FlowLayout,
    IconButton,
    LabelledSlider,
    PlainLabel,
    PrimaryButton,
    QuietButton,
    Swatch,
    ThinProgress,
    Toggle,
)
from desktop_app.look.widgets.segmented import Segmented, chosen_one

MARKUP = "<b>cat</b> & <img src=x>"


class Page(QWidget):
    """laid_out: how often it was asked to."""

    laid_out = 0

    def event(self, event: QEvent) -> bool:
        self.laid_out += event.type() == QEvent.Type.LayoutRequest
        return super().event(event)


def test_words_that_are_said_again_lay_nothing_out(qtbot: object) -> None:
    page, label = Page(), PlainLabel("cat")
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(label)
    page.show()
    qtbot.waitExposed(page)
    QApplication.sendPostedEvents()
    counts = []

    for words in ("cat", "cat", "cats"):
        page.laid_out = 0
        label.setText(words)
        QApplication.sendPostedEvents()
        counts.append(page.laid_out)

    assert counts == [0, 0, 1]


def test_words_from_outside_are_never_markup(look: Look, qtbot: object) -> None:
    label = PlainLabel(MARKUP)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == MARKUP
    assert label.sizeHint().width() > label.fontMetrics().horizontalAdvance("cat & ")


def test_words_that_do_not_fit_end_in_dots_and_are_whole_in_the_tooltip(look: Look, qtbot: object) -> None:
    label = PlainLabel(MARKUP * 5, elide=True)
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert "…" in super(PlainLabel, label).text()
    assert label.text() == MARKUP * 5
    assert "&lt;b&gt;cat" in label.toolTip()
    label.resize(4000, 20)
    assert super(PlainLabel, label).text() == MARKUP * 5
    assert label.toolTip() == ""


def test_a_tooltip_of_its_own_is_plain_too(look: Look, qtbot: object) -> None:
    label = PlainLabel("cat")
    qtbot.addWidget(label)
    label.setToolTip("C:/pictures/<img src=x>.jpg")
    assert "&lt;img" in label.toolTip()
    label.setToolTip("C:/pictures/cat & dog.jpg")
    assert label.toolTip() == "C:/pictures/cat & dog.jpg"


def test_an_eliding_label_makes_way_for_others(look: Look, qtbot: object) -> None:
    label = PlainLabel("a long name of a picture " * 10, elide=True)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 60
    assert label.sizeHint().width() > 600


def test_a_label_is_read_out_by_its_whole_text(look: Look, qtbot: object) -> None:
    label = PlainLabel("a long name of a picture " * 10, elide=True)
    qtbot.addWidget(label)
    label.resize(50, 20)
    assert QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name) == label.text()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_card_is_clicked_by_mouse_and_by_key(look: Look, qtbot: object, key: Qt.Key) -> None:
    card = ClickableCard()
    qtbot.addWidget(card)
    card.resize(100, 50)
    with qtbot.waitSignal(card.clicked):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, key)


def test_a_press_that_is_dragged_away_is_no_click(look: Look, qtbot: object) -> None:
    for widget in (ClickableCard(), Swatch("#E5484D")):
        qtbot.addWidget(widget)
        widget.resize(100, 50)
        with qtbot.assertNotEmitted(widget.clicked):
            qtbot.mousePress(widget, Qt.MouseButton.LeftButton)
            qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
            qtbot.mousePress(widget, Qt.MouseButton.RightButton)
            qtbot.mouseRelease(widget, Qt.MouseButton.RightButton)


def test_a_click_on_a_button_leaves_the_keys_to_the_picture(look: Look, qtbot: object) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    picture = QWidget()
    picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    layout.addWidget(picture)
    buttons = [PrimaryButton("Train", look), QuietButton("Stop", look), IconButton(look, "plus", "Add"), Chip("All")]
    for button in buttons:
        layout.addWidget(button)
    with qtbot.waitActive(window):
        window.show()
    picture.setFocus()
    for button in buttons:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert picture.hasFocus()
    qtbot.keyClick(picture, Qt.Key.Key_Tab)
    assert buttons[0].hasFocus()


def test_the_primary_button_shows_its_key_and_is_read_out_without_it(look: Look, qtbot: object) -> None:
    button = PrimaryButton("Train", look, icon="play", key="F5")
    qtbot.addWidget(button)
    assert button.text().split() == ["Train", "F5"]
    assert button.accessibleName() == "Train"
    assert button.sizeHint().height() == CONTROL


def test_the_focus_ring_of_the_primary_button_is_inside(look: Look, qtbot: object) -> None:
    button = PrimaryButton("Train", look)
    qtbot.addWidget(button)
    with qtbot.waitActive(button):
        button.show()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    on_ring = button.grab().toImage().pixelColor(button.width() // 2, 3).name().upper()
    button.clearFocus()
    assert (on_ring, button.grab().toImage().pixelColor(button.width() // 2, 3).name().upper()) == (
        look.tokens.accent_on,
        look.tokens.accent,
    )


def test_an_icon_button_is_named_by_its_tooltip(look: Look, qtbot: object) -> None:
    button = IconButton(look, "funnel", "Filter the pictures", checkable=True)
    qtbot.addWidget(button)
    assert button.accessibleName() == "Filter the pictures"
    before = button.icon().cacheKey()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.isChecked()
    assert button.icon().cacheKey() != before


def test_icons_follow_the_look(look: Look, qtbot: object) -> None:
    buttons = [QuietButton("Stop", look, icon="square"), IconButton(look, "square", "Stop")]
    for button in buttons:
        qtbot.addWidget(button)
    before = [button.icon().cacheKey() for button in buttons]
    look.set_mode("dark")
    assert not {button.icon().cacheKey() for button in buttons} & set(before)


def test_a_deleted_button_no_longer_listens(look: Look, qtbot: object) -> None:
    button = QuietButton("Stop", look, icon="square")
    gone = weakref.ref(button)
    button.deleteLater()
    with qtbot.waitSignal(button.destroyed):
        pass
    del button
    gc.collect()
    look.set_mode("dark")
    assert gone() is None


def test_a_switch_is_turned_by_mouse_and_space(look: Look, qtbot: object) -> None:
    toggle = Toggle("Crosshair")
    qtbot.addWidget(toggle)
    with qtbot.waitSignal(toggle.toggled):
        qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert toggle.isChecked()
    qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert not toggle.isChecked()
    assert toggle.accessibleName() == "Crosshair"


def test_long_words_of_a_switch_go_on_in_the_next_line(look: Look, qtbot: object) -> None:
    toggle = Toggle("Several labels for one picture")
    box = QWidget()
    qtbot.addWidget(box)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(toggle)
    one_line = toggle.heightForWidth(toggle.sizeHint().width())
    box.resize(130, 200)
    box.show()
    assert toggle.width() == 130
    assert toggle.heightForWidth(130) > one_line
    assert toggle.height() >= toggle.heightForWidth(130)


def test_a_slider_tells_its_value_and_keeps_it_within_its_ends(look: Look, qtbot: object) -> None:
    slider = LabelledSlider("score", 0.05, 0.95)
    qtbot.addWidget(slider)
    assert slider.value == 0.05
    with qtbot.waitSignal(slider.value_changed) as told:
        slider.set_value(0.35)
    assert told.args == [0.35]
    slider.set_value(7)
    assert slider.value == 0.95
    with qtbot.waitSignal(slider.value_changed):
        qtbot.keyClick(slider.slider, Qt.Key.Key_Left)
    assert slider.value == 0.94


@pytest.mark.parametrize(("given", "kept"), [(0.4, 0.4), (-1, 0.0), (3, 1.0), (None, None)])
def test_progress_stays_within_its_line(look: Look, qtbot: object, given: float | None, kept: float | None) -> None:
    line = ThinProgress()
    qtbot.addWidget(line)
    line.set_fraction(given)
    assert line.fraction == kept


def test_progress_is_drawn_as_far_as_the_job_is(look: Look, qtbot: object) -> None:
    line = ThinProgress()
    qtbot.addWidget(line)
    line.resize(200, 6)
    line.set_fraction(0.5)
    image = line.grab().toImage()
    assert [image.pixelColor(x, 3).name().upper() for x in (50, 150)] == [look.tokens.accent, look.tokens.line]


def test_progress_of_unknown_length_moves_only_while_it_is_seen(look: Look, qtbot: object) -> None:
    line = ThinProgress()
    qtbot.addWidget(line)
    line.resize(200, 6)
    line.set_fraction(None)
    assert not line.is_moving
    line.show()
    assert line.is_moving
    first = line.grab().toImage()
    qtbot.waitUntil(lambda: line.grab().toImage() != first)
    line.hide()
    assert not line.is_moving


def test_progress_stands_still_where_less_motion_is_asked_for(
    look: Look, qtbot: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISTAZO_REDUCED_MOTION", "1")
    line = ThinProgress()
    qtbot.addWidget(line)
    line.set_fraction(None)
    line.show()
    assert not line.is_moving


def test_a_flow_goes_to_the_next_line_when_the_first_is_full(look: Look, qtbot: object) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box)
    parts = [QWidget() for _ in range(6)]
    for part in parts:
        part.setFixedSize(QSize(100, 40))
        flow.addWidget(part)
    assert flow.heightForWidth(10_000) == 40
    assert flow.heightForWidth(3 * 100 + 2 * SPACE_S) == 2 * 40 + SPACE_S
    box.resize(3 * 100 + 2 * SPACE_S, 200)
    box.show()
    assert [part.y() for part in parts] == [0, 0, 0, 48, 48, 48]
    parts[0].hide()
    flow.activate()
    assert [part.y() for part in parts[1:]] == [0, 0, 0, 48, 48]


def test_an_empty_state_holds_the_button_that_starts_it(look: Look, qtbot: object) -> None:
    empty = EmptyState(look, "images", "No pictures yet", "Choose a folder.", "Choose a folder…")
    qtbot.addWidget(empty)
    empty.show()
    with qtbot.waitSignal(empty.button.clicked):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    bare = EmptyState(look, "images", "Nothing here", "All pictures are verified.")
    qtbot.addWidget(bare)
    bare.show()
    assert not bare.button.isVisible()


def test_the_focus_goes_to_the_chosen_of_a_few_words(look, qtbot):
    row = Segmented("task", [("a", "one"), ("b", "two"), ("c", "three")])
    qtbot.addWidget(row)
    row.show()
    row.activateWindow()
    first, second = (row.findChild(QWidget, f"task-{key}") for key in "ab")
    assert chosen_one(first) is first
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    row.set_chosen("b")
    assert second.hasFocus()
    assert chosen_one(first) is second
    assert chosen_one(row) is row
