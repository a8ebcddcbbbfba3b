"""A file is dragged over the window: it is seen where it may be dropped, and what will happen."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.project.sample import make_sample, sample_places
from tests.gui.window_harness import open_in


def drag_over(window, text, *, url=None):
    data = QMimeData()
    data.setText(text)
    if url is not None:
        data.setUrls([url])
    event = QDragEnterEvent(
        QPoint(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, event)


def hint_of(window):
    return next(hint for hint in window.findChildren(QWidget, "drop-hint") if hint.parentWidget() is window)


def test_a_folder_held_over_an_open_project_says_what_dropping_it_does(qtbot, desktop, tmp_path):
    make_sample(tmp_path / "desk", pictures=2, labelled=1).close()
    open_in(qtbot, desktop, sample_places(tmp_path / "desk").project)
    hint = hint_of(desktop.window)

    drag_over(desktop.window, "", url=QUrl.fromLocalFile(str(tmp_path)))

    assert hint.isVisible()
    assert hint.size() == desktop.window.size()
    assert "with Ctrl to add it to this project" in hint.accessibleName()
    QApplication.sendEvent(desktop.window, QDragLeaveEvent())
    assert not hint.isVisible()


def test_words_held_over_the_window_are_not_invited(desktop):
    drag_over(desktop.window, "only words")
    assert not hint_of(desktop.window).isVisible()
