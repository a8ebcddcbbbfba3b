"""The first layer's filters as pictures: the network's own edge and colour finders."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from desktop_app.insight.answer_stack import AnswerStack
from desktop_app.insight.asking import Asking
from desktop_app.insight.filters.tile_wall import Tile, TileWall
from desktop_app.insight.map_files import MapFiles, enlarged
from desktop_app.insight.network_place import place_of
from desktop_app.insight.networks import Network, surroundings
from desktop_app.insight.panels import found_card
from desktop_app.insight.still import Still
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M
from desktop_app.look.widgets import PlainLabel, QuietButton, ThinProgress
from desktop_app.session.read_picture import to_qimage
from desktop_app.session.session import Session
from ml_engine.domain.arrays import unpack_array
from ml_engine.domain.events import FilterPictures
from ml_engine.jobs.insight_specs import FiltersJob

TILE = 64


class FirstPart(QWidget):
    """asking: the question."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._network: Network | None = None
        self._files = MapFiles(session, self)
        self.asking = Asking(session, self)
        self.wall = TileWall(look, "first-filters", TILE, sharp=True)
        self.wall.setAccessibleName(self.tr("Filters of the first layer"))
        self._title = PlainLabel("", role="strong", wrap=True)
        self._says = PlainLabel("", role="dim", wrap=True)
        self._progress = ThinProgress()
        self._progress.set_fraction(None)
        self.large = Still(look, "first-filter-large", sharp=True)
        self._large_says = PlainLabel("", role="dim", wrap=True)
        self.save = QuietButton(self.tr("Save as PNG…"), look, icon="image-down")
        self.save.setObjectName("first-filter-save")
        self._stack = AnswerStack(look, self._scrolled(), "first-filters-again", self.tr("Try again"))
        self._build()
        self.asking.changed.connect(self._show)
        self.wall.chosen.connect(self._show_large)
        self.save.clicked.connect(self._on_save_clicked)
        self._stack.again.clicked.connect(self._ask)

    def follow(self, network: Network) -> None:
        """Show this network's filters."""
        if network != self._network:
            self._network = network
            self._ask()

    def _scrolled(self) -> QScrollArea:
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.wall)
        for ground in (area.viewport(), self.wall):
            ground.setAutoFillBackground(False)
        return area

    def _build(self) -> None:
        left = found_card(self._title, self._says, self._progress, self._stack, growing=self._stack)
        left_end = Qt.AlignmentFlag.AlignLeft
        right = found_card(self.large, self._large_says, self.save, growing=self.large, last=left_end)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        row.setSpacing(SPACE_M)
        row.addWidget(left, 3)
        row.addWidget(right, 2)

    def _ask(self) -> None:
        if self._network is not None:
            around = surroundings(self._session)
            self.asking.start(FiltersJob(place_of(self._network, around), around.threads))

    def _show(self) -> None:
        asking = self.asking
        found = asking.found if isinstance(asking.found, FilterPictures) else None
        self._progress.setVisible(asking.is_busy)
        self._stack.show_asking(asking)
        self.wall.set_tiles(
            _tiles(found, self.tr("Filter {number}: its blackest and whitest weights are {most} from 0."))
            if found
            else (),
            0,
        )
        if found is None:
            self._title.setText("")
            self._says.setText(self.tr("Opening the network…") if asking.is_busy else "")
            self._show_large(-1)
            return
        count, height, width, _ = found.pixels.shape
        self._title.setText(
            self.tr("{count} filters of {height} × {width} · {layer}").format(
                count=count, height=height, width=width, layer=found.layer
            )
        )
        self._says.setText(
            self.tr(
                "Each is laid on every place of the picture. Middle grey is 0; light adds, dark takes away; colours "
                "do so for one colour. Stripes find edges, blots find colours."
            )
        )
        self._show_large(self.wall.place)

    def _show_large(self, place: int) -> None:
        found = self.asking.found
        tiles = self.wall.tiles
        is_there = isinstance(found, FilterPictures) and 0 <= place < len(tiles)
        self.save.setEnabled(is_there)
        self.large.set_image(tiles[place].image if is_there else None)
        self._large_says.setText(tiles[place].tip if is_there else "")
        if is_there:
            self._session.facts.put("inside.filters.unit", place)

    def _on_save_clicked(self) -> None:
        image = self.large.image
        if image is not None:
            self._files.save(enlarged(image), f"filter {self.wall.place}")


def _tiles(found: FilterPictures, word: str) -> list[Tile]:
    locale = QLocale()
    return [
        Tile(
            to_qimage(pixels),
            str(number),
            word.format(number=number, most=locale.toString(most, "g", 3)),
        )
        for number, (pixels, most) in enumerate(zip(unpack_array(found.pixels), found.largest, strict=True))
    ]
