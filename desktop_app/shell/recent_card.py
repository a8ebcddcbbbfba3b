"""A project that was open before, as a card: its picture, its name, where it lies and how far the work is."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S, SPACE_XS
from desktop_app.look.widgets import ClickableCard, PlainLabel, QuietButton, ThinProgress, set_role
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_menu
from desktop_app.shell.picture_tile import PictureTile
from desktop_app.shell.recent import RecentProject

TILE = QSize(104, 78)


class RecentCard(ClickableCard):
    """Signals: open_wanted(object): RecentProject.   locate_wanted(object), remove_wanted(object): the same."""

    open_wanted = Signal(object)
    locate_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, recent: RecentProject, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recent = recent
        self._look = look
        self._tile = PictureTile(look, TILE)
        self._name = PlainLabel(recent.name, role="strong", elide=True)
        self._place = PlainLabel(recent.place, role="small", elide=True)
        self._words = PlainLabel("", role="small")
        self._progress = ThinProgress()
        self._locate = QuietButton(self.tr("Locate…"), look)
        self._remove = QuietButton(self.tr("Remove"), look)
        self._lay_out()
        add_menu(self, look, "recent-menu", self._menu_items)
        self.clicked.connect(self._on_clicked)
        self._locate.clicked.connect(self._on_locate_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._show_reading()

    def show_read(self, recent: RecentProject, picture: QImage) -> None:
        """What was found in the project's folder."""
        self.recent = recent
        is_ready = recent.state == "ready"
        self._tile.set_picture(picture, "image" if is_ready else "image-off")
        self._tile.set_faded(not is_ready)
        for widget in (self._locate, self._remove):
            widget.setVisible(not is_ready)
        self._progress.setVisible(is_ready and recent.pictures > 0)
        set_role(self._name, "strong" if is_ready else "dim")
        if is_ready:
            self._words.setText(self._progress_words(recent))
            self._progress.set_fraction(recent.verified / recent.pictures if recent.pictures else 0)
        else:
            missing = self.tr("Not there any more")
            self._words.setText(missing if recent.state == "missing" else self.tr("Cannot be read"))
        self._words.setToolTip(in_words(recent.reason))
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_ready else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(f"{recent.name}, {self._words.text()}")

    def _progress_words(self, recent: RecentProject) -> str:
        if not recent.pictures:
            return self.tr("No pictures yet")
        locale = QLocale()
        return self.tr("{done} of {total} verified").format(
            done=locale.toString(recent.verified), total=locale.toString(recent.pictures)
        )

    def _show_reading(self) -> None:
        self._locate.hide()
        self._remove.hide()
        self._progress.setVisible(True)
        self._progress.set_fraction(0)
        self.setAccessibleName(self.recent.name)

    def _lay_out(self) -> None:
        self._place.setToolTip(str(self.recent.folder))
        self._name.setObjectName("recent-name")
        for button in (self._locate, self._remove):
            button.setProperty("role", "small-quiet")
        self._locate.setObjectName("recent-locate")
        self._locate.setAccessibleName(self.tr("Locate {project}").format(project=self.recent.name))
        self._remove.setObjectName("recent-remove")
        self._remove.setAccessibleName(self.tr("Remove {project} from this list").format(project=self.recent.name))
        self._progress.setAccessibleName(self.tr("Verified pictures"))
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._place)
        words.addSpacing(SPACE_XS)
        words.addWidget(self._words)
        words.addWidget(self._progress)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self._locate)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        words.addLayout(buttons)
        words.addStretch(1)
        self.setMinimumHeight(TILE.height() + 2 * SPACE_M)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_S, SPACE_S, SPACE_M, SPACE_S)
        layout.setSpacing(SPACE_M)
        layout.addWidget(self._tile)
        layout.addLayout(words, 1)

    def _on_clicked(self) -> None:
        if self.recent.state == "ready":
            self.open_wanted.emit(self.recent)

    def _on_locate_clicked(self) -> None:
        self.locate_wanted.emit(self.recent)

    def _on_remove_clicked(self) -> None:
        self.remove_wanted.emit(self.recent)

    def _menu_items(self, _: QPoint | None) -> MenuItems:
        first = MenuItem("open", self.tr("Open"), self._on_clicked)
        if self.recent.state != "ready":
            first = MenuItem("locate", self.tr("Locate…"), self._on_locate_clicked)
        return (first, MenuItem("remove", self.tr("Remove from this list"), self._on_remove_clicked))
