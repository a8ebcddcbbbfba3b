"""The menu of a right click, of the Menu key and of Shift+F10: one way for every widget that has one.

Qt sends an event for the Menu key on some systems only, for Shift+F10 on one: so the keys themselves are listened to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QMenu, QWidget

from desktop_app.look.label_marks import menu_text
from desktop_app.look.look import Look


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A line. name: its action is called 'menu-' and this.   text: plain, names from outside too.   run: what it does.

    key: shown at its end.   below: lines of a menu of its own; then nothing is run.
    """

    name: str
    text: str
    run: Callable[[], object] | None = None
    icon: str = ""
    enabled: bool = True
    key: str = ""
    below: tuple[MenuItem, ...] = ()


MenuItems = Sequence[MenuItem | None]  # None: a line between


def make_menu(parent: QWidget, look: Look, name: str, items: MenuItems) -> QMenu | None:
    """A menu that goes when it is closed; None without a line. name: of the menu."""
    if not any(items):
        return None
    menu = QMenu(parent)
    menu.setObjectName(name)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fill_menu(menu, look, items)
    return menu


def is_menu_key(event: QKeyEvent) -> bool:
    """Whether a key asks for the menu of what has the focus."""
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shift)


class ContextMenu(QObject):
    """Belongs to a widget, and opens what `make` makes.

    make: is given a point of the widget (of a scroll area: of its viewport), None for what the keyboard is at; None for
    no menu there.   spot: where the keyboard's menu opens, a point as above; the middle if it is not given.
    """

    def __init__(
        self, widget: QWidget, make: Callable[[QPoint | None], QMenu | None], spot: Callable[[], QPoint] | None = None
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._ground = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        self._make = make
        self._spot = spot or self._middle
        self._is_open = False
        for watched in {widget, self._ground}:
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QContextMenuEvent):
            return self._on_context_menu(event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and is_menu_key(event):
            return self._open(None)
        return super().eventFilter(watched, event)

    def _on_context_menu(self, event: QContextMenuEvent) -> bool:
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            self._open(self._ground.mapFromGlobal(event.globalPos()))
            return True  # where it has no menu, that of what is around it would be about something else
        return self._is_open or self._open(None)  # for one key some systems send two events

    def _open(self, point: QPoint | None) -> bool:
        menu = self._make(point)
        if menu is None:
            return False
        self._is_open = True
        menu.aboutToHide.connect(self._on_menu_about_to_hide)
        menu.popup(self._ground.mapToGlobal(self._spot() if point is None else point))
        return True

    def _middle(self) -> QPoint:
        return self._ground.rect().center()

    def _on_menu_about_to_hide(self) -> None:
        self._is_open = False


def add_menu(
    widget: QWidget,
    look: Look,
    name: str,
    items: Callable[[QPoint | None], MenuItems],
    spot: Callable[[], QPoint] | None = None,
) -> ContextMenu:
    """A menu of lines. items, spot: as of ContextMenu."""
    return ContextMenu(widget, partial(_made_at, widget, look, name, items), spot)


def add_row_menu(
    view: QAbstractItemView, look: Look, name: str, items: Callable[[QModelIndex], MenuItems]
) -> ContextMenu:
    """A menu for what lies under the pointer in a list or table, or is its current item."""

    def at(point: QPoint | None) -> MenuItems:
        index = view.currentIndex() if point is None else view.indexAt(point)
        return items(index) if index.isValid() else ()

    def spot() -> QPoint:
        return view.visualRect(view.currentIndex()).center()

    return ContextMenu(view, partial(_made_at, view, look, name, at), spot)


def _made_at(
    widget: QWidget, look: Look, name: str, items: Callable[[QPoint | None], MenuItems], point: QPoint | None
) -> QMenu | None:
    return make_menu(widget, look, name, items(point))


def fill_menu(menu: QMenu, look: Look, items: MenuItems) -> None:
    """Add lines to a menu."""
    for item in items:
        if item is None:
            menu.addSeparator()
            continue
        words = menu_text(item.text, item.key)
        if item.below:
            below = menu.addMenu(words)
            below.setObjectName(f"menu-{item.name}")
            fill_menu(below, look, item.below)
            action = below.menuAction()
        else:
            action = QAction(words, menu)
            menu.addAction(action)
            action.triggered.connect(partial(_run, item))
        action.setObjectName(f"menu-{item.name}")
        action.setEnabled(item.enabled)
        if item.icon:
            action.setIcon(look.icon(item.icon, "dim"))


def _run(item: MenuItem, _checked: bool = False) -> None:
    if item.run is not None:
        item.run()
