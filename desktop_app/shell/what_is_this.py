"""“What is this?”: a mode in which a click asks instead of acts; a key for what has the focus; a line of every menu.

Everything goes through one filter of the application's events, so that no widget needs to know of it.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop_app.look.look import Look
from desktop_app.look.widgets.context_menu import is_menu_key
from desktop_app.session.session import Session
from desktop_app.shell.answer_bubble import AnswerBubble
from desktop_app.shell.asked_widget import Said, asked

_CLICKS = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick)
MENU_ITEM = "menu-what-is-this"


class WhatIsThis(QObject):
    """release() before the workspace goes.   ways_out: widgets that a click still reaches: its own button.

    Signals: mode_changed(bool).
    """

    mode_changed = Signal(bool)

    def __init__(self, session: Session, look: Look, workspace: QWidget, ways_out: tuple[QWidget, ...]) -> None:
        super().__init__(workspace)
        self._session, self._look = session, look
        self._workspace = workspace
        self._ways_out = ways_out
        self._asks = False
        self._menu_of: Said | None = None
        self._bubble: AnswerBubble | None = None
        self._menu_soon = QTimer(self, singleShot=True, interval=0)
        self._menu_soon.timeout.connect(self._on_menu_timeout)
        self._app = QApplication.instance()
        if self._app is not None:
            self._app.installEventFilter(self)

    @property
    def asks(self) -> bool:
        """Whether a click asks."""
        return self._asks

    @property
    def bubble(self) -> AnswerBubble | None:
        """The answer that is shown, None for none."""
        return self._bubble if self._bubble is not None and self._bubble.isVisible() else None

    def release(self) -> None:
        """No more questions; the answer goes."""
        self.set_mode(False)
        self._menu_soon.stop()
        if self._app is not None:
            self._app.removeEventFilter(self)
            self._app = None

    def toggle(self) -> None:
        """Begin to ask, with what has the focus at once; or end it."""
        if self._asks:
            self.set_mode(False)
            return
        self.set_mode(True)
        focused = self._window().focusWidget()
        said = asked(focused) if focused is not None and self._is_ours(focused) else None
        if said is not None:
            self.show(said)

    def set_mode(self, asks: bool) -> None:
        """Whether a click asks from now on."""
        if asks != self._asks:
            self._asks = asks
            if asks:
                QApplication.setOverrideCursor(Qt.CursorShape.WhatsThisCursor)
            else:
                QApplication.restoreOverrideCursor()
            self.mode_changed.emit(asks)
        if not asks:
            self._drop_bubble()

    def show(self, said: Said) -> None:
        """Show an answer."""
        self._drop_bubble()
        self._bubble = AnswerBubble(self._look, self._window())
        self._bubble.closed.connect(partial(self.set_mode, False))
        self._bubble.learn_wanted.connect(self._on_bubble_learn_wanted)
        self._bubble.show_answer(said)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if not isinstance(watched, QWidget):
            return False
        if event.type() is QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
            self._on_menu_asked(watched, None if by_key else event.pos())
            return False
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and is_menu_key(event):
            self._on_menu_asked(watched, None)
            return False
        is_escape = event.type() is QEvent.Type.KeyPress and _is_escape(event)
        if not self._asks:
            if self.bubble is not None and (is_escape or self._is_click_beside(watched, event)):
                self._drop_bubble()
                return is_escape
            return False
        if is_escape:
            self.set_mode(False)
            return True
        if event.type() in _CLICKS and isinstance(event, QMouseEvent) and self._takes(watched):
            if event.type() is QEvent.Type.MouseButtonPress:
                self._ask(watched, event.position().toPoint())
            return True
        return False

    def _takes(self, widget: QWidget) -> bool:
        """Whether a click on it is a question: in our window, and on nothing that belongs to asking itself."""
        if not self._is_ours(widget) or QApplication.activePopupWidget() is not None:
            return False
        kept = [*self._ways_out, *([self._bubble] if self._bubble is not None else [])]
        return not any(widget is way or way.isAncestorOf(widget) for way in kept)

    def _is_ours(self, widget: QWidget) -> bool:
        return widget.window() is self._window()

    def _is_click_beside(self, widget: QWidget, event: QEvent) -> bool:
        bubble = self._bubble
        is_press = event.type() is QEvent.Type.MouseButtonPress
        return is_press and bubble is not None and widget is not bubble and not bubble.isAncestorOf(widget)

    def _ask(self, widget: QWidget, point: QPoint) -> None:
        said = asked(widget, point)
        self.show(said if said is not None else self._nothing(widget))

    def _nothing(self, widget: QWidget) -> Said:
        text = self.tr("Numbers, settings and columns of tables have answers. Click one of them; Esc ends the asking.")
        return Said(self.tr("What is this?"), text, widget)

    def _on_menu_asked(self, widget: QWidget, point: QPoint | None) -> None:
        """A line more for the menu that opens now, or a menu of one line where there is none.

        point: of the widget, None for the keys: the Menu key and Shift+F10.
        """
        if self._menu_soon.isActive() or not self._is_ours(widget):
            return  # what the widget did not take comes to its parents too
        self._menu_of = asked(widget, point)
        if self._menu_of is not None:
            self._menu_soon.start()

    def _on_menu_timeout(self) -> None:
        said, self._menu_of = self._menu_of, None
        if said is None:
            return
        shown = QApplication.activePopupWidget()
        menu = shown if isinstance(shown, QMenu) else QMenu(self._window())
        if menu is shown:
            menu.addSeparator()
        else:
            menu.setObjectName("what-is-this-menu")
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        icon = self._look.icon("circle-question-mark", "dim")
        action = menu.addAction(icon, self.tr("What is this?"), partial(self.show, said))
        action.setObjectName(MENU_ITEM)
        if menu is not shown:
            menu.popup(said.widget.mapToGlobal(said.widget.rect().center()))

    def _on_bubble_learn_wanted(self, learn: str) -> None:
        self.set_mode(False)
        place, _, detail = learn.partition(" ")
        self._session.go_to(place, detail)

    def _drop_bubble(self) -> None:
        bubble, self._bubble = self._bubble, None
        if bubble is not None:
            bubble.hide()
            bubble.deleteLater()

    def _window(self) -> QWidget:
        return self._workspace.window()


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
