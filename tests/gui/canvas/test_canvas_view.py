from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QKeySequence, QNativeGestureEvent, QPointingDevice, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.canvas.panel import CanvasPanel
from desktop_app.project.edits import make_edit
from desktop_app.project.query import ImageFilter
from ml_engine.domain.values import ImageState, ImageStatus

if TYPE_CHECKING:
    from tests.gui.canvas.conftest import Hand


def camera(hand: Hand) -> tuple[float, float, float]:
    view = hand.panel.view.camera
    return view.scale, view.left, view.top


def test_the_wheel_zooms_at_the_pointer(hand: Hand) -> None:
    spot = hand.spot(100, 80)
    with hand.qtbot.waitSignal(hand.panel.zoom_changed):
        hand.wheel(100, 80, 4)
    assert hand.panel.view.camera.to_picture((spot.x(), spot.y())) == pytest.approx((100, 80), abs=1)
    assert hand.panel.view.mapToScene(spot).toTuple() == pytest.approx((100, 80), abs=1)


def test_scale_and_place_stay_from_picture_to_picture_and_fit_comes_back(hand: Hand) -> None:
    fitted = camera(hand)
    hand.wheel(100, 80, 4)
    near = camera(hand)
    hand.show(6)
    assert camera(hand) == near
    hand.key("Ctrl+F")
    assert camera(hand) == fitted


def test_two_fingers_pan_and_a_pinch_zooms(hand: Hand) -> None:
    hand.wheel(100, 80, 4)
    before = camera(hand)
    viewport = hand.panel.view.viewport()
    at = QPointF(300, 300)
    fingers = QWheelEvent(
        at, viewport.mapToGlobal(at), QPoint(-30, -20), QPoint(-60, -40), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.ScrollUpdate, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, fingers)
    scale, left, top = camera(hand)
    assert scale == before[0]
    assert ((left - before[1]) * scale, (top - before[2]) * scale) == pytest.approx((30, 20))
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2, at, at,
        viewport.mapToGlobal(at), 0.25, QPointF(),
    )  # fmt: skip
    spot = hand.panel.view.camera.to_picture((300, 300))
    QApplication.sendEvent(viewport, pinch)
    assert hand.panel.view.camera.scale == pytest.approx(scale * 1.25)
    assert hand.panel.view.camera.to_picture((300, 300)) == pytest.approx(spot)


def test_a_tap_of_space_verifies_and_a_drag_with_it_held_pans(hand: Hand) -> None:
    hand.wheel(100, 80, 4)
    before = camera(hand)
    QTest.keyPress(hand.panel.view, Qt.Key.Key_Space)
    hand.press(100, 80)
    QTest.mouseMove(hand.panel.view.viewport(), hand.spot(100, 80) + QPoint(40, 30))
    hand.release(100, 80)
    QTest.keyRelease(hand.panel.view, Qt.Key.Key_Space)
    assert camera(hand) != before
    assert not hand.session.document.is_verified
    assert hand.boxes == ()
    QTest.keyClick(hand.panel.view, Qt.Key.Key_Space)
    assert hand.session.document.is_verified
    QTest.keyClick(hand.panel.view, Qt.Key.Key_Space)
    assert not hand.session.document.is_verified


def test_the_pixel_under_the_pointer_is_told(hand: Hand) -> None:
    told: list[object] = []
    hand.panel.pointer_moved.connect(told.append)
    hand.move(50, 40)
    hand.qtbot.waitUntil(lambda: told != [])
    assert told[-1] == pytest.approx((50, 40), abs=1)
    QTest.mouseMove(hand.panel.view.viewport(), QPoint(1, 1))
    hand.qtbot.waitUntil(lambda: told[-1] is None)


def test_h_hides_the_boxes_from_the_picture(hand: Hand) -> None:
    hand.panel.editing.set_tool("select")
    bare = hand.panel.grab().toImage()
    hand.panel.editing.set_tool("draw")
    hand.drag(40, 40, 200, 160)
    hand.key("V", "Esc", "Esc")
    QTest.mouseMove(hand.panel.view.viewport(), QPoint(1, 1))
    assert hand.panel.grab().toImage() != bare
    hand.key("H")
    assert hand.panel.grab().toImage() == bare
    hand.key("H")
    assert hand.panel.grab().toImage() != bare


def test_a_box_is_painted_in_its_labels_colour_at_its_place(hand: Hand) -> None:
    hand.drag(60, 60, 200, 160)
    hand.key("V", "Esc", "Esc")
    QTest.mouseMove(hand.panel.view.viewport(), QPoint(1, 1))
    image = hand.panel.grab().toImage()
    x0, y0, x1, y1 = hand.boxes[0].xyxy
    color = QColor(hand.session.labels.get(hand.boxes[0].label_id).color)
    for x, y in ((x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2), ((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1)):
        around = [hand.spot(x, y) + QPoint(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        assert color in [image.pixelColor(spot) for spot in around]


def test_letters_of_the_window_are_left_to_it(hand: Hand) -> None:
    heard: list[bool] = []
    QShortcut(QKeySequence("D"), hand.panel.window(), lambda: heard.append(True))
    hand.key("D")
    assert heard == [True]


def test_alt_and_a_digit_label_the_whole_picture(hand: Hand) -> None:
    hand.key("Alt+2", "Alt+3")
    assert [hand.session.labels.get(tag.label_id).key for tag in hand.session.document.tags] == ["3"]
    assert hand.boxes == ()


def test_hidden_boxes_come_back_when_the_next_is_drawn(hand: Hand) -> None:
    hand.drag(40, 40, 120, 120)
    hand.key("H")
    hand.press(150, 40)
    hand.release(220, 120)
    image = hand.panel.grab().toImage()
    hand.key("H")
    assert hand.panel.grab().toImage() != image


def test_what_cannot_be_read_is_shown_with_its_reason_and_can_be_skipped(
    make_hand: Callable[..., Hand], make_session: Any, desk: Any
) -> None:
    broken = sorted(desk.pictures.iterdir())[2]
    session = make_session(desk.project)
    broken.write_bytes(b"not a picture")
    hand = make_hand(session)
    hand.session.show(hand.session.pictures.ids[2])
    empty = hand.panel.findChild(QWidget, "canvas-empty")
    hand.qtbot.waitUntil(empty.isVisible)
    assert empty.findChild(QWidget, "canvas-unreadable") is not None
    assert hand.panel.editing.board is None
    QTest.mouseClick(empty.findChild(QWidget, "canvas-unreadable-button"), Qt.MouseButton.LeftButton)
    assert hand.session.documents.get(hand.session.pictures.ids[2]).row.status is ImageStatus.SKIPPED
    assert hand.session.current == hand.session.pictures.ids[3]
    hand.qtbot.waitUntil(lambda: not empty.isVisible())


def test_a_list_without_pictures_says_how_to_get_them_back(hand: Hand) -> None:
    hand.session.pictures.set_filter(ImageFilter(text="no such name"))
    hand.qtbot.waitUntil(lambda: hand.session.pictures.ids == [])
    button = hand.panel.findChild(QWidget, "canvas-none-pass-button")
    hand.qtbot.waitUntil(button.isVisible)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    hand.qtbot.waitUntil(lambda: len(hand.session.pictures.ids) == 8)


def test_when_nothing_is_left_to_do_training_is_offered(hand: Hand) -> None:
    ids = hand.session.pictures.ids
    verified = [ImageState(image_id, ImageStatus.VERIFIED) for image_id in ids]
    hand.session.apply(make_edit("Mark as verified", (), verified))
    hand.qtbot.waitUntil(lambda: hand.session.pictures.counts.to_do == 0)
    hand.session.pictures.set_filter(ImageFilter(status=ImageStatus.NEW))
    hand.qtbot.waitUntil(lambda: hand.panel.findChild(QWidget, "canvas-all-done-button") is not None)
    button = hand.panel.findChild(QWidget, "canvas-all-done-button")
    assert hand.panel.editing.board is None
    with hand.qtbot.waitSignal(hand.session.place_wanted) as wanted:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted.args[0] == "train"


def test_a_panel_that_is_thrown_away_is_heard_of_no_more(qtbot: Any, session: Any, look: Any) -> None:
    panel = CanvasPanel(session, look)
    panel.show()
    session.next()  # something is on its way to it
    panel.close()
    panel.deleteLater()
    qtbot.waitUntil(lambda: _is_gone(panel))
    session.next()
    session.objects.set([uuid4()])
    look.changed.emit()
    session.proposing.set_threshold(0.5)
    qtbot.waitUntil(lambda: session.background.is_idle)


def _is_gone(widget: QWidget) -> bool:
    try:
        widget.objectName()
    except RuntimeError:
        return True
    return False
