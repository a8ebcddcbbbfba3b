"""One number worked out: what it sees, patch times kernel, map by map, and what is done with the sum."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.insight.color_ramp import RampName
from desktop_app.insight.map_shares import MapShares
from desktop_app.insight.maps import MapSet
from desktop_app.insight.number_words import exact_number
from desktop_app.insight.sums import Sums
from desktop_app.insight.walk_images import WalkImages
from desktop_app.insight.walk_lines import WalkLines
from desktop_app.insight.walk_tables import WalkTables
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, IconButton, PlainLabel, ThinProgress
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_menu
from desktop_app.look.widgets.speed_choice import SpeedChoice
from desktop_app.session.read_picture import ReadPicture
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import LayerRow
from ml_engine.domain.walk_events import UnitWalk

PLAY_MS = 700
SHARES_WIDTH = 210


class WalkPanel(Card):
    """sums: of the walk that is shown.

    Signals: closed().   unit_wanted(int, int, int): channel, row, column.   save_wanted(str): '.png' or '.csv'.
    speed_chosen(float): by a person.
    """

    closed = Signal()
    unit_wanted = Signal(int, int, int)
    save_wanted = Signal(str)
    speed_chosen = Signal(float)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("walk-panel")
        self.setAccessibleName(self.tr("How a number came about"))
        self.sums: Sums | None = None
        self._maps: MapSet | None = None
        self._ramp: RampName = "sea"
        self.images = WalkImages(look)
        self.tables = WalkTables(look)
        self.lines = WalkLines(look)
        self.shares = MapShares(look)
        self.back = IconButton(look, "arrow-left", self.tr("Back to the maps (Esc)"))
        self.back.setObjectName("walk-back")
        self.play = IconButton(look, "play", self.tr("Play: from number to number (Space)"), checkable=True)
        self.play.setObjectName("walk-play")
        self.speed = SpeedChoice("walk-speed")
        self.save = IconButton(look, "image-down", self.tr("Save as PNG…"))
        self.save.setObjectName("walk-save-png")
        self.save_numbers = IconButton(look, "file-text", self.tr("Save the numbers as CSV…"))
        self.save_numbers.setObjectName("walk-save-csv")
        self._title = PlainLabel("", role="strong", elide=True)
        self._says = PlainLabel("", role="small", elide=True)
        self._shares_title = PlainLabel("", role="small", wrap=True)
        self._side = QWidget()
        self._progress = ThinProgress()
        self._progress.set_fraction(None)
        self._next = QTimer(self, singleShot=True, interval=PLAY_MS)
        self._build()
        self._next.timeout.connect(self._on_next_timeout)
        self.back.clicked.connect(self.closed)
        self.play.toggled.connect(self._on_play_toggled)
        self.speed.currentIndexChanged.connect(self._on_speed_changed)
        self.save.clicked.connect(self._on_save_clicked)
        self.save_numbers.clicked.connect(self._on_save_numbers_clicked)
        self.shares.chosen.connect(self._on_shares_chosen)
        self.images.output.stepped.connect(self.step)
        self.images.output.clicked.connect(self._on_output_clicked)
        add_menu(self, look, "walk-menu", self._menu_items)
        self.set_state(is_busy=False, failure=None)

    def set_picture(self, picture: ReadPicture | None) -> None:
        """The picture that is looked at."""
        self.images.set_picture(picture)

    def show_walk(self, walk: UnitWalk, maps: MapSet | None, follower: LayerRow | None, ramp: RampName) -> None:
        """Show a walk. maps: of its layer.   follower: the layer that reads the last number."""
        self.sums, self._maps, self._ramp = Sums(walk), maps, ramp
        self._title.setText(self._title_words(walk))
        self._says.setText(f"{walk.layer}  ·  {walk.operation}" if walk.operation else walk.layer)
        self.images.show_field(self.sums)
        self.images.show_output(self.sums, maps, ramp)
        self.shares.set_sums(self.sums if walk.kind == "weighted" else None)
        self._side.setVisible(walk.kind == "weighted" and len(self.sums.order) > 1)
        self.lines.set_sums(self.sums, follower)
        self._show_map()
        if self.play.isChecked():
            self._next.start()

    def set_state(self, *, is_busy: bool, failure: UserError | None) -> None:
        """Whether a walk is being worked out, or why there is none."""
        self._progress.setVisible(is_busy and self.sums is None)
        if failure is not None:
            self.play.setChecked(False)
            self._says.setText(in_words(failure.message))

    def clear(self) -> None:
        """Nothing is walked to any more."""
        self.sums = None
        self.shares.forget()
        self.play.setChecked(False)

    def step(self, rows: int, columns: int) -> None:
        """To a neighbouring number; at the border nothing."""
        place = self._neighbour(rows, columns)
        if place is not None and self.sums is not None:
            self.unit_wanted.emit(self.sums.walk.channel, *place)

    def focus_map(self) -> None:
        """The arrow keys step from now on."""
        self.images.output.setFocus(Qt.FocusReason.OtherFocusReason)

    def rendered(self) -> QImage:
        """As it is seen."""
        return self.grab().toImage()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        match event.key():
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case Qt.Key.Key_Space:
                self.play.toggle()
            case Qt.Key.Key_PageDown:
                self.shares.step(1)
            case Qt.Key.Key_PageUp:
                self.shares.step(-1)
            case _:
                super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self.play.setChecked(False)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._says)
        head.addWidget(self.back)
        head.addLayout(words, 1)
        for button in (self.play, self.speed, self.save, self.save_numbers):
            head.addWidget(button)
        work = QWidget()
        work.setObjectName("walk-work")
        middle = QVBoxLayout(work)
        middle.setContentsMargins(0, 0, SPACE_S, 0)
        middle.setSpacing(SPACE_M)
        middle.addWidget(self.tables)
        middle.addWidget(self.lines)
        middle.addStretch(1)
        keys = self.tr("Arrow keys: the next number · Page keys: the next map · Space: play · Esc: back to the maps")
        middle.addWidget(PlainLabel(keys, role="small", wrap=True))
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(work)
        scroll.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget#walk-work { background: transparent; }")
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(SPACE_S)
        side.addWidget(self._shares_title)
        side.addWidget(self.shares, 1)
        self._side.setFixedWidth(SHARES_WIDTH)
        body = QHBoxLayout()
        body.setSpacing(SPACE_M)
        body.addWidget(self.images)
        body.addWidget(scroll, 1)
        body.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_M)
        column.addLayout(head)
        column.addWidget(self._progress)
        column.addLayout(body, 1)

    def _title_words(self, walk: UnitWalk) -> str:
        value = exact_number(walk.value)
        if self._maps is not None and self._maps.is_flat:
            return self.tr("How number {channel} came to be {value}").format(channel=walk.channel, value=value)
        text = self.tr("How row {row}, column {column} of map {channel} came to be {value}")
        return text.format(row=walk.row, column=walk.column, channel=walk.channel, value=value)

    def _show_map(self) -> None:
        sums = self.sums
        if sums is None:
            return
        place = self.shares.place if sums.walk.kind == "weighted" else 0
        self.tables.set_sums(sums if sums.patch.ndim == 3 else None, place)
        self.images.show_input(sums, place, self._ramp)
        count, rest = len(sums.order), len(sums.order) - self.shares.row - 1
        text = self.tr("What each of the {count} maps gives, the largest first. {rest} more below the chosen one.")
        self._shares_title.setText(text.format(count=count, rest=rest))

    def _neighbour(self, rows: int, columns: int) -> tuple[int, int] | None:
        if self.sums is None or self._maps is None or self._maps.is_flat:
            return None
        walk = self.sums.walk
        height, width = self._maps.maps.shape[1:]
        row, column = walk.row + rows, walk.column + columns
        return (row, column) if 0 <= row < height and 0 <= column < width else None

    def _menu_items(self, _: QPoint | None) -> MenuItems:
        return (
            MenuItem("save-png", self.tr("Save as PNG…"), self._on_save_clicked, "image-down", self.sums is not None),
            MenuItem(
                "save-csv", self.tr("Save the numbers as CSV…"), self._on_save_numbers_clicked, "file-text",
                self.sums is not None,
            ),
        )  # fmt: skip

    def _on_next_timeout(self) -> None:
        """The number to the right; behind the last of a row the first of the next; behind the last of all the first."""
        place = self._neighbour(0, 1)
        if self.sums is None or self._maps is None or self._maps.is_flat:
            return
        if place is None:
            row = self.sums.walk.row + 1
            place = (row if row < self._maps.maps.shape[1] else 0, 0)
        self.unit_wanted.emit(self.sums.walk.channel, *place)

    def _on_play_toggled(self, is_on: bool) -> None:
        self.play.set_icon("pause" if is_on else "play")
        if is_on:
            self._on_next_timeout()
        else:
            self._next.stop()

    def set_speed(self, speed: float) -> None:
        """How fast it plays: one of SPEEDS."""
        self.speed.show_value(speed)
        self._next.setInterval(round(PLAY_MS / speed))

    def _on_speed_changed(self, _: int) -> None:
        self._next.setInterval(round(PLAY_MS / self.speed.value))
        self.speed_chosen.emit(self.speed.value)

    def _on_output_clicked(self, x: float, y: float) -> None:
        if self.sums is not None and self._maps is not None and not self._maps.is_flat:
            height, width = self._maps.maps.shape[1:]
            self.unit_wanted.emit(
                self.sums.walk.channel, min(int(y * height), height - 1), min(int(x * width), width - 1)
            )

    def _on_shares_chosen(self, _: int) -> None:
        self._show_map()

    def _on_save_clicked(self) -> None:
        self.save_wanted.emit(".png")

    def _on_save_numbers_clicked(self) -> None:
        self.save_wanted.emit(".csv")
