"""What the current picture carries."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from desktop_app.labels.object_delegate import answer_rects
from desktop_app.labels.objects import ObjectsPanel
from desktop_app.project.edits import make_edit
from desktop_app.project.ids import new_id
from desktop_app.project.proposing import submit_proposals
from desktop_app.session.edit_names import MOVE_BOX
from desktop_app.shell.action_registry import ActionRegistry
from ml_engine.domain.values import Annotation, AnnotationKind, Proposal

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panel(qtbot, look, settings, session):
    window = QWidget()
    made = ObjectsPanel(session, look, window)
    window.resize(260, 600)
    made.resize(260, 600)
    ActionRegistry(settings, look, window).bind(made.actions(), made)
    window.show()
    qtbot.waitActive(window)
    made.setFocus()
    qtbot.waitUntil(lambda: session.document is not None)
    yield made
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def proposal(qtbot, session, panel):
    """A box proposed on the current picture."""
    box = Annotation(
        new_id(), session.current, session.labels.all[2].id, AnnotationKind.BOX, ((5.0, 6.0), (55.0, 46.0))
    )
    submit_proposals(session.project, {session.current: [Proposal(box, 0.41, "20260101-000000-detect")]}).result()
    session.documents.refresh([session.current])
    qtbot.waitUntil(lambda: session.document.proposals != ())
    return session.document.proposals[0]


def words(panel):
    model = panel.list.model()
    return [model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def click(panel, row, modifiers=Qt.KeyboardModifier.NoModifier):
    spot = panel.list.visualRect(panel.list.model().index(row, 0)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, modifiers, spot)


def test_objects_tell_label_place_and_size(session, panel):
    box = session.document.boxes[0]
    x0, y0, x1, y1 = (round(value) for value in box.xyxy)
    name = session.labels.get(box.label_id).name
    assert words(panel)[0] == f"{name}, {x0}, {y0} · {x1 - x0} × {y1 - y0}"
    assert len(words(panel)) == len(session.document.boxes)


def test_a_click_chooses_in_the_whole_window_and_back(session, panel):
    ids = [box.id for box in session.document.boxes]
    click(panel, 1)
    assert session.objects.ids == (ids[1],)
    click(panel, 0, CTRL)
    assert set(session.objects.ids) == {ids[0], ids[1]}
    session.objects.set([ids[0]])
    assert [index.row() for index in panel.list.selectedIndexes()] == [0]


def test_a_moved_box_keeps_its_place_and_choice(session, panel):
    box = session.document.boxes[0]
    click(panel, 0)
    moved = Annotation(box.id, box.image_id, box.label_id, box.kind, ((1.0, 2.0), (31.0, 42.0)))
    session.apply(make_edit(MOVE_BOX, [box], [moved]))
    assert words(panel)[0].endswith("1, 2 · 30 × 40")
    assert session.objects.ids == (box.id,)


def test_delete_takes_chosen_objects_as_one_step(qtbot, session, panel):
    before = session.document.boxes
    click(panel, 0)
    click(panel, 1, CTRL)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert session.document.boxes == before[2:]
    assert len(words(panel)) == len(before) - 2
    session.undo()
    qtbot.waitUntil(lambda: session.document.boxes == before)


def test_a_digit_gives_the_chosen_object_another_label(session, panel):
    click(panel, 0)
    QTest.keyClick(panel.list, Qt.Key.Key_4)
    assert session.labels.get(session.document.boxes[0].label_id).name == "leaf"
    assert words(panel)[0].startswith("leaf")


def test_the_menu_gives_another_label(session, panel):
    click(panel, 0)
    panel.list.menu_wanted.emit(QPoint(0, 0))
    menu = panel.findChild(QMenu, "object-menu")
    labels = menu.actions()[0].menu()
    next(action for action in labels.actions() if action.text().startswith("key")).trigger()
    menu.close()
    assert session.labels.get(session.document.boxes[0].label_id).name == "key"


def test_proposals_come_last_with_their_score(session, panel, proposal):
    assert words(panel)[-1] == "key  0.41, proposed"
    session.proposing.set_threshold(0.5)
    assert len(words(panel)) == len(session.document.boxes)


@pytest.mark.parametrize(("button", "boxes"), [(0, 1), (1, 0)], ids=["accept", "reject"])
def test_a_proposal_is_answered_by_its_own_buttons(qtbot, session, panel, proposal, button, boxes):
    before = session.document.boxes
    row = len(before)
    rect = answer_rects(panel.list.visualRect(panel.list.model().index(row, 0)))[button]
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, rect.center())
    assert session.document.proposals == ()
    assert len(session.document.boxes) == len(before) + boxes
    session.undo()
    qtbot.waitUntil(lambda: session.document.proposals == (proposal,))


def test_another_label_for_a_proposal_accepts_it(session, panel, proposal):
    click(panel, len(session.document.boxes))
    QTest.keyClick(panel.list, Qt.Key.Key_1)
    assert session.document.proposals == ()
    accepted = next(box for box in session.document.boxes if box.id == proposal.annotation.id)
    assert session.labels.get(accepted.label_id).name == "coin"


def test_labels_of_the_whole_picture_are_chips_that_go_by_a_click(qtbot, session, panel):
    QTest.mouseClick(panel.findChild(QPushButton, "object-tag-add"), Qt.MouseButton.LeftButton)
    menu = panel.findChild(QMenu, "object-tag-menu")
    menu.actions()[1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: len(session.document.tags) == 1)
    tag = session.document.tags[0]
    chip = panel.findChild(QPushButton, f"object-tag-{tag.id.hex}")
    assert chip.text().startswith("die")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert session.document.tags == ()


def test_a_picture_without_anything_says_what_can_be_done(qtbot, session, panel):
    session.show(session.pictures.ids[-1])
    qtbot.waitUntil(lambda: session.document is not None)
    nothing = panel.findChild(QWidget, "object-nothing")
    assert nothing.isVisible()
    assert "Drag a box" in nothing.text()
