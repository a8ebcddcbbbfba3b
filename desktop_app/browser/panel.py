"""The browser: all pictures of the project, at the left of the Label place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.browser.browser_actions import Doing, browser_actions
from desktop_app.browser.filter_row import FilterRow
from desktop_app.browser.foot import Foot
from desktop_app.browser.header import Header
from desktop_app.browser.list_states import ListStates
from desktop_app.browser.picture_commands import PictureCommands
from desktop_app.browser.picture_menu import PictureMenus
from desktop_app.browser.pictures_view import PicturesView
from desktop_app.browser.thumbnails import Thumbnails
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import QuietButton
from desktop_app.look.widgets.own_keys import OwnKeys
from desktop_app.project.query import ImageFilter, Query
from desktop_app.session.actions import ActionSpec
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session


class BrowserPanel(QWidget):
    """Built from the session; can be thrown away and built again."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("browser-panel")
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Pictures"))
        self._session = session
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        self._commands = PictureCommands(session)
        self._header = Header(session, look)
        self._filters = FilterRow(session, look)
        self._pictures = PicturesView(session, look, self)
        self._menus = PictureMenus(session, look, self._commands, self)
        self._states = ListStates(session, look)
        self._foot = Foot(session, look)
        self._back = self._make_back(look)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._filters.setVisible(False)
        self.setFocusProxy(self._pictures.view)
        self._refresh()

    def actions(self) -> list[ActionSpec]:  # type: ignore[override]  # QWidget's own list is not used here
        """All that can be done here."""
        doing = Doing(
            self.open_picture, self._verify_empty, self.show_filters, self.toggle_view, self._pictures.select_all
        )
        return browser_actions(self._session, self._commands, doing)

    @property
    def thumbnails(self) -> Thumbnails:
        """What can be painted by now."""
        return self._pictures.thumbnails

    def tell_selection(self) -> None:
        """Tell the session what is selected in the view."""
        self._pictures.tell_selection()

    def open_picture(self) -> None:
        """Show the current picture and go on in the canvas."""
        if self._session.current is not None:
            self._session.go_to("label", "canvas")

    def show_filters(self) -> None:
        """Open the row of filters, with the hand on the words."""
        self._header.set_filter_open(True)
        self._filters.text.setFocus()

    def toggle_view(self) -> None:
        """Grid or list, the other one."""
        self._on_header_grid_toggled(not self._pictures.is_grid)

    def _make_back(self, look: Look) -> QWidget:
        """The way back from a list that was given, to all pictures."""
        row = OwnKeys()
        row.setObjectName("browser-back")
        button = QuietButton(self.tr("Show all pictures"), look, "arrow-left")
        button.setObjectName("browser-show-all")
        button.setAccessibleName(self.tr("Show all pictures"))
        button.clicked.connect(self._on_back_clicked)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, 0)
        layout.addWidget(button)
        layout.addStretch(1)
        return row

    def _lay_out(self) -> None:
        self._stack.addWidget(self._pictures.view)
        self._stack.addWidget(self._states)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._header, self._filters, self._back):
            layout.addWidget(widget)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._foot)

    def _connect(self) -> None:
        session = self._session
        self._header.filter_toggled.connect(self._on_header_filter_toggled)
        self._header.grid_toggled.connect(self._on_header_grid_toggled)
        self._pictures.opened.connect(self.open_picture)
        self._pictures.menu_wanted.connect(self._on_pictures_menu_wanted)
        self._foot.verify_empty_wanted.connect(self._verify_empty)
        self._foot.new_pictures_wanted.connect(self._on_foot_new_pictures_wanted)
        session.pictures.changed.connect(self._refresh)
        session.pictures.counts_changed.connect(self._refresh)
        session.folders.changed.connect(self._refresh)

    def _refresh(self) -> None:
        is_empty = self._states.refresh()
        self._stack.setCurrentWidget(self._states if is_empty else self._pictures.view)
        self._back.setVisible(self._session.pictures.is_fixed)

    def _verify_empty(self) -> None:
        self._commands.verify_empty(self._session.pictures.filter)

    def _on_back_clicked(self) -> None:
        self._session.pictures.set_filter(ImageFilter())

    def _on_header_filter_toggled(self, is_open: bool) -> None:
        self._filters.setVisible(is_open)
        if is_open:
            self._filters.text.setFocus()

    def _on_header_grid_toggled(self, is_grid: bool) -> None:
        self._pictures.set_grid(is_grid)
        self._header.show_grid(is_grid)

    def _on_pictures_menu_wanted(self, place: QPoint) -> None:
        current = self._session.current
        tile = None if current is None else self._pictures.tile_of(current)
        menu = self._menus.make(tile, open_picture=self.open_picture)
        menu.popup(self._pictures.view.viewport().mapToGlobal(place))

    def _on_foot_new_pictures_wanted(self) -> None:
        work = partial(_newest, self._session.query, self._session.folders.new_pictures)
        self._tokens.add(self._session.background.run(work, self._on_background_newest, urgent=True))

    def _on_background_newest(self, ids: Sequence[int]) -> None:
        self._session.folders.seen_new_pictures()
        self._session.show_pictures(ids, self.tr("New pictures"))


def _newest(query: Query, count: int, _: Token) -> Sequence[int]:
    return query.image_ids()[-count:] if count else ()
