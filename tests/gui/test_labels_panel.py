"""The panel of labels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QColorDialog, QLineEdit, QMenu, QPushButton, QWidget

from desktop_app.labels.panel import LabelsPanel
from desktop_app.look.widgets import Swatch
from desktop_app.project.edits import make_edit
from desktop_app.project.new_labels import new_labels
from desktop_app.project.new_project import new_project
from desktop_app.project.query import ImageFilter
from desktop_app.session.edit_names import ADD_LABEL


@pytest.fixture
def open_panel(qtbot, look):
    panels = []

    def open_it(session):
        panel = LabelsPanel(session, look)
        panels.append(panel)
        panel.resize(260, 500)
        panel.show()
        qtbot.waitActive(panel)
        panel.setFocus()
        return panel

    yield open_it
    for panel in panels:
        panel.close()
        panel.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def panel(session, open_panel):
    return open_panel(session)


def names(session):
    return [label.name for label in session.labels.all]


def place(panel, row):
    return panel.list.visualRect(panel.list.model().index(row, 0)).center()


def click(panel, row):
    QTest.mouseClick(
        panel.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place(panel, row)
    )


def menu_of(panel, row):
    click(panel, row)
    panel.list.menu_wanted.emit(QPoint(0, 0))
    menus = panel.findChildren(QMenu, "label-menu")
    return menus[-1]


def trigger(menu, text):
    next(action for action in menu.actions() if action.text().split("\t")[0] == text).trigger()
    menu.close()


def row_words(panel, row):
    return panel.list.model().data(panel.list.model().index(row, 0), Qt.ItemDataRole.AccessibleTextRole)


def test_rows_tell_name_uses_and_digit(qtbot, session, panel):
    qtbot.waitUntil(lambda: session.labels.counts != {})
    count = session.labels.counts[session.labels.all[0].id]
    assert row_words(panel, 0) == f"coin, {count.annotations} objects in {count.images} pictures, 1"
    assert count.annotations > 0


@pytest.mark.parametrize(
    "make_active",
    [lambda panel: click(panel, 2), lambda panel: QTest.keyClick(panel.list, Qt.Key.Key_3)],
    ids=["click", "digit"],
)
def test_a_click_or_a_digit_makes_a_label_stick(session, panel, make_active):
    make_active(panel)
    assert session.labels.active.name == "key"
    assert panel.list.currentIndex().row() == 2


def test_arrows_walk_along_the_labels(session, panel):
    click(panel, 0)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert session.labels.active.name == "die"


def test_the_label_that_sticks_elsewhere_is_marked_here(session, panel):
    session.labels.set_active(session.labels.all[3].id)
    assert panel.list.currentIndex().row() == 3


def test_labels_are_added_one_after_the_other_and_the_last_sticks(qtbot, session, panel):
    QTest.mouseClick(panel.findChild(QWidget, "label-add"), Qt.MouseButton.LeftButton)
    field = panel.findChild(QLineEdit, "label-name")
    assert field.hasFocus()
    QTest.keyClicks(field, "stone")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "  red   stone ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(session)[4:] == ["stone", "red stone"]
    assert session.labels.active.name == "red stone"
    assert [label.key for label in session.labels.all[4:]] == ["5", "6"]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    session.undo()
    qtbot.waitUntil(lambda: names(session)[4:] == ["stone"])


def test_a_name_that_is_taken_is_refused_beside_the_field(session, panel):
    panel.add_label()
    field, wrong = panel.findChild(QLineEdit, "label-name"), panel.findChild(QWidget, "label-wrong")
    QTest.keyClicks(field, "COIN")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "coin" in wrong.text()
    assert wrong.isVisible()
    assert field.text() == "COIN"
    QTest.keyClicks(field, "s")
    assert not wrong.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(session)[-1] == "COINs"


def test_f2_renames_in_place(qtbot, session, panel):
    click(panel, 1)
    QTest.keyClick(panel.list, Qt.Key.Key_F2)
    editor = panel.findChild(QLineEdit, "label-rename")
    QTest.keyClicks(editor, "dice")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(session) == ["coin", "dice", "key", "leaf"])
    session.undo()
    qtbot.waitUntil(lambda: names(session)[1] == "die")


def test_a_double_click_renames_and_escape_leaves_the_name(session, panel):
    click(panel, 1)
    QTest.mouseDClick(panel.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place(panel, 1))
    editor = panel.findChild(QLineEdit, "label-rename")
    QTest.keyClicks(editor, "dice")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert names(session)[1] == "die"


def test_a_colour_of_the_palette_is_one_click(qtbot, session, panel):
    menu = menu_of(panel, 0)
    colors = menu.findChild(QMenu, "label-color-menu")
    colors.popup(QPoint(0, 0))
    swatch = colors.findChild(Swatch, "label-color-4")
    QTest.mouseClick(swatch, Qt.MouseButton.LeftButton)
    assert session.labels.all[0].color == swatch.color
    assert not menu.isVisible()


def test_any_colour_can_be_chosen(qtbot, session, panel):
    menu = menu_of(panel, 0)
    trigger(menu.findChild(QMenu, "label-color-menu"), "Any colour…")
    dialog = panel.findChild(QColorDialog)
    dialog.colorSelected.emit(dialog.currentColor().fromString("#123abc"))
    dialog.reject()
    assert session.labels.all[0].color == "#123ABC"


def test_a_digit_is_given_and_its_owner_gets_the_old_one(session, panel):
    menu = menu_of(panel, 3)
    keys = menu.findChild(QMenu, "label-key-menu")
    next(action for action in keys.actions() if action.text() == "1  coin").trigger()
    menu.close()
    assert [label.key for label in session.labels.all] == ["4", "2", "3", "1"]


def test_merging_moves_everything_and_is_one_step_of_undo(qtbot, session, panel):
    qtbot.waitUntil(lambda: session.labels.counts != {})
    before = {label.name: session.labels.counts[label.id].annotations for label in session.labels.all}
    menu = menu_of(panel, 1)
    said = []
    session.said.connect(said.append)
    trigger(menu.findChild(QMenu, "label-merge-menu"), "coin")
    menu.close()
    qtbot.waitUntil(lambda: names(session) == ["coin", "key", "leaf"])
    coin = session.labels.all[0]
    qtbot.waitUntil(lambda: session.labels.counts[coin.id].annotations == before["coin"] + before["die"])
    assert session.labels.active == coin
    assert "die" in said[0].text
    said[0].action()
    qtbot.waitUntil(lambda: names(session) == ["coin", "die", "key", "leaf"])
    qtbot.waitUntil(lambda: session.labels.counts[coin.id].annotations == before["coin"])


def test_delete_archives_and_the_menu_brings_back(qtbot, session, panel):
    key = session.labels.all[2]
    click(panel, 2)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert names(session) == ["coin", "die", "leaf"]
    kept = session.query.image_ids(ImageFilter(label=key.id))
    assert kept
    QTest.mouseClick(panel.findChild(QWidget, "label-more"), Qt.MouseButton.LeftButton)
    menu = panel.findChild(QMenu, "labels-menu")
    trigger(menu.findChild(QMenu, "label-restore-menu"), "key")
    menu.close()
    assert names(session) == ["coin", "die", "key", "leaf"]


def test_a_label_leads_to_its_pictures(qtbot, session, panel):
    trigger(menu_of(panel, 1), "Show its pictures")
    assert session.pictures.filter.label == session.labels.all[1].id


def test_more_than_ten_labels_are_found_by_typing(qtbot, session, panel):
    search = panel.findChild(QLineEdit, "label-find")
    assert not search.isVisible()
    session.apply(make_edit(ADD_LABEL, added=new_labels(session.labels.all, [f"bird {n}" for n in range(20)])))
    assert search.isVisible()
    QTest.keyClicks(search, "D 17")
    assert [label.name for label in panel.list.model().rows] == ["bird 17"]
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert session.labels.active.name == "bird 17"
    assert search.text() == ""
    assert panel.list.currentIndex().row() == session.labels.all.index(session.labels.active)


def test_whether_pictures_carry_several_labels_is_a_switch(qtbot, session, panel):
    QTest.mouseClick(panel.findChild(QWidget, "label-several"), Qt.MouseButton.LeftButton)
    assert session.labels.several_per_picture
    qtbot.waitUntil(lambda: session.query.fact("several_per_picture") == "1")


def test_a_project_without_labels_says_how_to_get_one(qtbot, make_session, open_panel, desk, tmp_path):
    new_project(tmp_path / "bare-vistazo", [desk.pictures]).project.close()
    session = make_session(tmp_path / "bare-vistazo")
    panel = open_panel(session)
    empty = panel.findChild(QWidget, "label-empty")
    assert empty.isVisible()
    QTest.mouseClick(empty.findChild(QPushButton), Qt.MouseButton.LeftButton)
    field = panel.findChild(QLineEdit, "label-name")
    QTest.keyClicks(field, "cat & <b>dog</b>")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert names(session) == ["cat & <b>dog</b>"]
    assert not empty.isVisible()


def test_a_project_that_is_read_only_changes_nothing(make_session, open_panel, desk):
    session = make_session(desk.project, write=False)
    panel = open_panel(session)
    assert not panel.findChild(QWidget, "label-add").isEnabled()
    click(panel, 1)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert names(session) == ["coin", "die", "key", "leaf"]
    QTest.keyClick(panel.list, Qt.Key.Key_F2)
    assert panel.findChild(QLineEdit, "label-rename") is None
