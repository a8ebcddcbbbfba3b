"""The box in the top bar: type to find anything that can be done, and any picture."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QLocale, QModelIndex, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import CONTROL, ICON_M, SPACE_L, SPACE_S, SPACE_XS
from desktop_app.look.widgets import KeyCap
from desktop_app.project.query import Query
from desktop_app.session.action_keys import FIND, shown_key
from desktop_app.session.background import Token
from desktop_app.session.session import Session
from desktop_app.shell.action_registry import ActionRegistry
from desktop_app.shell.palette_list import PaletteList
from desktop_app.shell.palette_rows import FoundPictures, PaletteRow, action_rows, find_pictures, picture_rows

ASK_AFTER_MS = 120
LEAST_WIDTH, MOST_WIDTH = 240, 520
DROP_LEAST_WIDTH = 480


class CommandPalette(QWidget):
    """A line edit with a list that drops over the window while it has the focus."""

    def __init__(self, session: Session, look: Look, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._session = session
        self._look = look
        self._registry = registry
        self._found = FoundPictures()
        self._token = Token()
        self._back_to: QWidget | None = None
        self._drop: PaletteList | None = None
        self.box = QLineEdit(self)
        self._icon = QLabel(self.box)
        self._ask = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._lay_out()
        self._ask.timeout.connect(self._on_ask_timeout)
        self.box.textChanged.connect(self._on_box_text_changed)
        self.box.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_app_focus_changed)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    @property
    def drop_down(self) -> PaletteList | None:
        """The list while it is open."""
        return self._drop if self._drop is not None and self._drop.isVisible() else None

    def open(self) -> None:
        """Take the focus, ready to be typed into; what can be done drops down."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()
        self._show_rows()

    def close_drop_down(self) -> None:
        """Away with the list."""
        self._ask.stop()
        self._token.cancel()
        if self._drop is not None:
            self._drop.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is not self.box:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        if event.type() == QEvent.Type.MouseButtonPress:
            self._show_rows()
        # Esc is ours, whatever else in the window hears it.
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            if self.drop_down is None:
                self._show_rows()
            elif self._drop is not None:
                self._drop.move(steps[Qt.Key(event.key())])
                self._say_current()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.drop_down is not None and (row := self.drop_down.current) is not None:
                self._do(row)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return True
        return False

    def _lay_out(self) -> None:
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMaximumWidth(MOST_WIDTH)
        self.box.setObjectName("palette-box")
        self.box.setAccessibleName(self.tr("Find pictures or actions"))
        self.box.setPlaceholderText(self.tr("Find pictures or actions…"))
        self.box.setFixedHeight(CONTROL)
        self.box.setTextMargins(ICON_M, 0, 0, 0)
        self._key = KeyCap("", self.box)
        inside = QHBoxLayout(self.box)
        inside.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
        inside.addWidget(self._icon)
        inside.addStretch(1)
        inside.addWidget(self._key)
        self._session.settings.changed.connect(self._on_settings_changed)
        self._on_settings_changed()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)

    def _on_settings_changed(self) -> None:
        self._key.setText(shown_key(FIND, self._session.settings.value.keys))
        self._key.setVisible(not self.box.text() and bool(self._key.text()))

    def _on_box_text_changed(self, text: str) -> None:
        self._key.setVisible(not text and bool(self._key.text()))
        self._token.cancel()
        self._found = FoundPictures()
        if self.box.hasFocus():
            self._ask.start()
            self._show_rows()

    def _on_ask_timeout(self) -> None:
        text = self.box.text().strip()
        if text:
            work = partial(_find, self._session.query, text)
            self._token = self._session.background.run(work, self._on_background_found, urgent=True)

    def _on_background_found(self, found: FoundPictures) -> None:
        self._found = found
        if self.drop_down is not None:
            self._show_rows()

    def _on_app_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is self.box:
            self._back_to = old
        elif old is self.box:
            self.close_drop_down()

    def _on_view_clicked(self, _: QModelIndex) -> None:
        if self._drop is not None and (row := self._drop.current) is not None:
            self._do(row)

    def _on_look_changed(self) -> None:
        self._icon.setPixmap(self._look.pixmap("search", "dim", ICON_M))

    def _show_rows(self) -> None:
        drop = self._make_drop()
        kept = drop.current if drop.isVisible() else None
        drop.show_rows(self._rows())
        if kept is not None and kept.kind == "action":
            drop.keep_current(kept)
        self._place(drop)
        drop.show()
        drop.raise_()
        self._say_current()

    def _make_drop(self) -> PaletteList:
        window = self.window()
        if self._drop is None or self._drop.parentWidget() is not window:
            self._drop = PaletteList(self._look, window)
            self._drop.view.clicked.connect(self._on_view_clicked)
            self.destroyed.connect(self._drop.deleteLater)
        return self._drop

    def _place(self, drop: PaletteList) -> None:
        window = self.window()
        below = self.box.mapTo(window, QPoint(0, self.box.height() + SPACE_XS))
        width = max(self.box.width(), DROP_LEAST_WIDTH)
        left = below.x() - (width - self.box.width()) // 2
        room = window.height() - below.y() - SPACE_L
        drop.setGeometry(QRect(left, below.y(), width, min(drop.wanted_height(), room)))

    def _rows(self) -> list[PaletteRow]:
        typed = self.box.text().strip()
        uses = self._session.settings.value.palette_uses
        actions = action_rows(typed, self._registry.specs, self._registry.keys_of, uses)
        pictures = picture_rows(self._found)
        rows = [PaletteRow("title", self.tr("Actions") if typed else self.tr("What can be done now")), *actions]
        if not actions:
            rows = []
        if pictures:
            rows += [PaletteRow("title", self.tr("Pictures")), *pictures]
        if len(self._found.ids) > len(pictures):
            total = QLocale().toString(len(self._found.ids))
            words = self.tr("Show all {total} pictures with “{text}”").format(total=total, text=self._found.text)
            rows.append(PaletteRow("all-pictures", words, (), "", "images", "", self._found.ids))
        return rows or [
            PaletteRow("nothing", self.tr("No action or picture is called that. A part of a name is enough."))
        ]

    def _say_current(self) -> None:
        """Screen readers follow the box: it says which line Enter would do."""
        row = self._drop.current if self._drop is not None else None
        self.box.setAccessibleDescription(row.text if row is not None else "")

    def _do(self, row: PaletteRow) -> None:
        typed = self._found.text
        self._leave()
        if row.kind == "action":
            uses = self._session.settings.value.palette_uses
            self._session.settings.change(palette_uses={**uses, row.id: uses.get(row.id, 0) + 1})
            self._registry.run(row.id)
        elif row.kind == "picture":
            self._session.go_to("label")
            self._session.show(row.image_ids[0])
        elif row.kind == "all-pictures":
            title = self.tr("Pictures with “{text}”").format(text=typed)
            self._session.show_pictures(row.image_ids, title)

    def _leave(self) -> None:
        """Close, empty the box, and give the focus back."""
        back_to = self._back_to
        self.close_drop_down()
        self.box.clear()
        if back_to is not None and back_to.isVisible():
            back_to.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.box.clearFocus()


def _find(query: Query, text: str, _: Token) -> FoundPictures:
    return find_pictures(query, text)
