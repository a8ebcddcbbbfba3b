"""The head of the browser: title, how to show and sort, and the chips that answer what is left to do."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop_app.browser.words import number, order_word
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import Chip, FlowLayout, IconButton, PlainLabel
from desktop_app.look.widgets.own_keys import OwnKeys
from desktop_app.project.query import ImageFilter, Order
from desktop_app.session.session import Session
from ml_engine.domain.values import ImageStatus

DOT = 7
ORDERS: tuple[Order, ...] = ("id", "path", "newest", "most", "fewest")


class FilterButton(IconButton):
    """Opens the row of filters; a dot tells that one holds, also while the row is closed."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(look, "funnel", text, checkable=True)
        self.setObjectName("browser-filter")
        self._is_marked = False

    def mark(self, marked: bool) -> None:
        """Whether a filter holds."""
        self._is_marked = marked
        self.setAccessibleDescription(self.tr("A filter holds") if marked else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._is_marked:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().highlight())
            painter.drawEllipse(self.width() - DOT - SPACE_XS, SPACE_XS, DOT, DOT)


class Header(OwnKeys):
    """Signals: filter_toggled(bool): the row of filters shall be seen or not.   grid_toggled(bool): grid, else list."""

    filter_toggled = Signal(bool)
    grid_toggled = Signal(bool)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("browser-header")
        self._session = session
        self._look = look
        self._title = PlainLabel(self.tr("Pictures"), role="heading", elide=True)
        self._sort = self._button("arrow-up-narrow-wide", self.tr("Sort"), "browser-sort")
        self._filter = FilterButton(look, self.tr("Filter"))
        self._grid = self._button("layout-grid", self.tr("Show as a list"), "browser-grid")
        self._is_grid = session.settings.value.view_grid
        self._sort_menu = self._make_sort_menu()
        self._all = self._chip("browser-all")
        self._to_do = self._chip("browser-to-do")
        self._verified = self._chip("browser-verified")
        self._lay_out()
        self._connect()
        self.show_grid(self._is_grid)
        self.refresh()

    def refresh(self) -> None:
        """Say what holds now."""
        pictures = self._session.pictures
        counts, which = pictures.counts, pictures.filter
        texts = (
            (self._all, self.tr("All {count}"), counts.all, _is_all(which) and not pictures.is_fixed),
            (self._to_do, self.tr("To do {count}"), counts.to_do, which.to_do),
            (self._verified, self.tr("Verified {count}"), counts.verified, which.status is ImageStatus.VERIFIED),
        )
        for chip, text, count, checked in texts:
            chip.setText(text.format(count=number(count)))
            chip.setAccessibleName(chip.text())
            chip.setChecked(checked)
        narrowed = replace(which, to_do=False, status=None) != ImageFilter() or which.status in _BY_FILTER
        self._filter.mark(narrowed)
        self._title.setText(pictures.title or self.tr("Pictures"))
        for action in self._sort_menu.actions():
            action.setChecked(action.data() == pictures.order)

    def show_grid(self, is_grid: bool) -> None:
        """The button offers the other way."""
        self._is_grid = is_grid
        self._grid.set_icon("list" if is_grid else "layout-grid")
        words = self.tr("Show as a list") if is_grid else self.tr("Show as a grid")
        self._grid.setToolTip(words)
        self._grid.setAccessibleName(words)

    def set_filter_open(self, is_open: bool) -> None:
        """The row of filters is seen, or not."""
        self._filter.setChecked(is_open)

    def _button(self, icon: str, text: str, name: str) -> IconButton:
        button = IconButton(self._look, icon, text)
        button.setObjectName(name)
        return button

    def _chip(self, name: str) -> Chip:
        chip = Chip("", checkable=True)
        chip.setObjectName(name)
        return chip

    def _make_sort_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("browser-sort-menu")
        group = QActionGroup(menu)
        for order in ORDERS:
            action = menu.addAction(order_word(order))
            action.setCheckable(True)
            action.setData(order)
            action.triggered.connect(partial(self._on_order_triggered, order))
            group.addAction(action)
        return menu

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_XS)
        head.addWidget(self._title, 1)
        for button in (self._sort, self._filter, self._grid):
            head.addWidget(button)
        chips = FlowLayout(spacing=SPACE_XS)
        for chip in (self._all, self._to_do, self._verified):
            chips.addWidget(chip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_S, SPACE_XS)
        layout.setSpacing(SPACE_S)
        layout.addLayout(head)
        layout.addLayout(chips)

    def _connect(self) -> None:
        self._sort.clicked.connect(self._on_sort_clicked)
        self._filter.toggled.connect(self._on_filter_toggled)
        self._grid.clicked.connect(self._on_grid_clicked)
        self._all.clicked.connect(self._on_all_clicked)
        self._to_do.clicked.connect(self._on_to_do_clicked)
        self._verified.clicked.connect(self._on_verified_clicked)
        self._session.pictures.changed.connect(self.refresh)
        self._session.pictures.counts_changed.connect(self.refresh)

    def _set_state(self, status: ImageStatus | None, *, to_do: bool = False) -> None:
        pictures = self._session.pictures
        pictures.set_filter(replace(pictures.filter, status=status, to_do=to_do))
        self.refresh()

    def _on_all_clicked(self) -> None:
        self._set_state(None)

    def _on_to_do_clicked(self) -> None:
        self._set_state(None, to_do=True)

    def _on_verified_clicked(self) -> None:
        self._set_state(ImageStatus.VERIFIED)

    def _on_sort_clicked(self) -> None:
        self._sort_menu.popup(self._sort.mapToGlobal(self._sort.rect().bottomLeft()))

    def _on_order_triggered(self, order: Order, _: bool = False) -> None:
        self._session.pictures.set_order(order)
        self.refresh()

    def _on_filter_toggled(self, is_open: bool) -> None:
        self.filter_toggled.emit(is_open)
        self.refresh()

    def _on_grid_clicked(self) -> None:
        self.grid_toggled.emit(not self._is_grid)


_BY_FILTER = (ImageStatus.NEW, ImageStatus.LABELLED, ImageStatus.SKIPPED)


def _is_all(which: ImageFilter) -> bool:
    return which.status is None and not which.to_do
