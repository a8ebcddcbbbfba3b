"""The Lab place: its pages at the left, one of them shown. A page is made when it is first looked at."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from desktop_app.lab.page import LabPage
from desktop_app.lab.pages import PageName, page_groups
from desktop_app.look.look import Look
from desktop_app.look.tokens import ICON_M, SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import PlainLabel
from desktop_app.look.widgets.scrolled import scrolled
from desktop_app.session.actions import ActionSpec
from desktop_app.session.session import Session

WIDTH, ICONS_WIDTH = 172, 56
NARROW = 1000  # with a lesson beside it in a small window: the pages' names make room for what is looked at
SHOWN = "lab-shown-page"


class PageButton(QToolButton):
    """Signals: stepped(int): an arrow was pressed, 1 down, −1 up."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class LabPlace(QWidget):
    """Pages are named as in go_to("lab", NAME)."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lab-place")
        self._session, self._look = session, look
        self._made: dict[str, LabPage] = {}
        self._buttons: dict[str, PageButton] = {}
        self._icons: dict[str, str] = {}
        self._titles: list[QWidget] = []
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._pages = self._side()
        row.addWidget(self._pages)
        row.addWidget(self._stack, 1)
        look.changed.connect(self._on_look_changed)
        kept = session.property(SHOWN)
        self.show_page(kept if isinstance(kept, str) and kept in self._buttons else "convolve")

    @property
    def page(self) -> LabPage:
        """The page that is shown."""
        shown = self._stack.currentWidget()
        if not isinstance(shown, LabPage):
            raise TypeError("the Lab shows a page at any time")
        return shown

    def actions(self) -> list[ActionSpec]:  # type: ignore[override]  # QWidget's own are of no use to a place
        """What can be done here: each page, for the palette."""
        return [
            ActionSpec(
                f"lab-{page.name}", self.tr("Lab: {page}").format(page=page.title),
                partial(self._session.go_to, "lab", page.name), icon=page.icon,
            )
            for _, pages in page_groups() for page in pages
        ]  # fmt: skip

    def show_page(self, name: str) -> LabPage:
        """Open a page."""
        if name not in self._made:
            page = next(page for _, pages in page_groups() for page in pages if page.name == name)
            self._made[name] = page.make(self._session, self._look)
            self._stack.addWidget(self._made[name])
        self._stack.setCurrentWidget(self._made[name])
        self._buttons[name].setChecked(True)
        self._take_focus(name)
        self._session.setProperty(SHOWN, name)
        self._on_look_changed()
        return self._made[name]

    def show_detail(self, detail: str) -> None:
        """'PAGE', 'PAGE EXAMPLE'; a name that is no page is an example of the page that has it."""
        name, _, rest = detail.partition(" ")
        name, before = ALIASES.get(name, (name, ""))
        if name not in self._buttons:
            return
        page = self.show_page(name)
        rest = " ".join(word for word in (before, rest) if word)
        if rest:
            page.show_detail(rest)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  (Qt's name)
        super().resizeEvent(event)
        self._name_pages(in_words=self.width() >= NARROW)

    def _name_pages(self, *, in_words: bool) -> None:
        """By icon and word, or by the icon alone: the word is in the tooltip then."""
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if in_words else Qt.ToolButtonStyle.ToolButtonIconOnly
        width = WIDTH if in_words else ICONS_WIDTH
        self._pages.setFixedWidth(width)
        for title in self._titles:
            title.setVisible(in_words)
        for button in self._buttons.values():
            button.setToolButtonStyle(style)
            button.setFixedWidth(width - SPACE_L)

    def _side(self) -> QFrame:
        side = QFrame()
        side.setProperty("role", "panel-left")
        side.setFixedWidth(WIDTH)
        column = QVBoxLayout()
        column.setContentsMargins(SPACE_S, SPACE_M, SPACE_S, SPACE_M)
        column.setSpacing(SPACE_XS // 2)
        for title, pages in page_groups():
            label = PlainLabel(title, role="small")
            label.setContentsMargins(SPACE_S, SPACE_S, 0, SPACE_XS)
            self._titles.append(label)
            column.addWidget(label)
            for page in pages:
                column.addWidget(self._button(page))
        column.addStretch(1)
        outer = QVBoxLayout(side)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(column, WIDTH))  # at most: it follows its frame
        return side

    def _button(self, page: PageName) -> PageButton:
        button = PageButton()
        button.setObjectName(f"lab-{page.name}")
        button.setProperty("role", "icon")
        button.setText(page.title)
        button.setAccessibleName(page.title)
        button.setToolTip(f"{page.title}\n{page.tip}")
        button.setCheckable(True)
        button.setIconSize(QSize(ICON_M, ICON_M))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFixedWidth(WIDTH - SPACE_L)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self._on_button_clicked, page.name))
        button.stepped.connect(partial(self._on_button_stepped, page.name))
        self._group.addButton(button)
        self._buttons[page.name] = button
        self._icons[page.name] = page.icon
        return button

    def _take_focus(self, name: str) -> None:
        """Tab comes to the button of the page that is shown; from there the arrows go on."""
        had_focus = self.window().focusWidget() in self._buttons.values()
        for other, button in self._buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if other == name else Qt.FocusPolicy.NoFocus)
        if had_focus:
            self._buttons[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_button_clicked(self, name: str, _: bool = False) -> None:
        self.show_page(name)

    def _on_button_stepped(self, name: str, step: int) -> None:
        names = list(self._buttons)
        self.show_page(names[min(max(names.index(name) + step, 0), len(names) - 1)])

    def _on_look_changed(self) -> None:
        for name, button in self._buttons.items():
            button.setIcon(self._look.icon(self._icons[name], "accent" if button.isChecked() else "dim"))


# Other words for a part of a page, as lessons and the course name them.
ALIASES = {
    "transposed": ("transpose", ""),
    "pooling": ("pool", ""),
    "convolution": ("convolve", ""),
    "optimize": ("optimise", ""),
    "map": ("ap", ""),
}
