"""What excites a unit: the parts of the user's own pictures that it answers most, and the picture it would have."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.insight.asking import Asking
from desktop_app.insight.filters.layer_choice import LayerChoice
from desktop_app.insight.filters.tile_wall import Tile, TileWall
from desktop_app.insight.map_files import MapFiles
from desktop_app.insight.network_place import place_of
from desktop_app.insight.networks import Network, surroundings
from desktop_app.insight.panels import asking_panel, found_card, lay_beside
from desktop_app.insight.still import Still
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M
from desktop_app.look.widgets import PlainLabel, PrimaryButton, QuietButton, ThinProgress
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.read_picture import to_qimage
from desktop_app.session.session import Session
from ml_engine.domain.arrays import unpack_array
from ml_engine.domain.events import Dreamed, ExcitingPatches
from ml_engine.jobs.insight_specs import DreamJob, PatchesJob

TILE, COLUMNS = 112, 3
MOST_PASSES = 500  # pictures that go through the network; those that a training has kept are all read
EARLY = 0.35  # of the way up: units there see parts of things, not the whole picture
DREAM_SIDE, DREAM_STEPS = 192, 24


class UnitsPart(QWidget):
    """patches, picture: the two questions."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._network: Network | None = None
        self._tokens = Tokens()
        self._files = MapFiles(session, self)
        self.choice = LayerChoice(session, "unit", share=EARLY)
        self.patches, self.picture = Asking(session, self), Asking(session, self)
        self.search = PrimaryButton(self.tr("Search my pictures"), look, icon="search")
        self.search.setObjectName("unit-search")
        self.draw = QuietButton(self.tr("Draw what it looks for"), look, icon="wand-sparkles")
        self.draw.setObjectName("unit-draw")
        self.stop = QuietButton(self.tr("Stop"), look, icon="circle-stop")
        self.stop.setObjectName("unit-stop")
        self.save = QuietButton(self.tr("Save as PNG…"), look, icon="image-down")
        self.save.setObjectName("unit-save")
        self.wall = TileWall(look, "unit-patches", TILE, columns=COLUMNS)
        self.wall.setAccessibleName(self.tr("Parts that excite the unit most"))
        self.drawn = Still(look, "unit-drawn")
        self._patches_says = PlainLabel("", role="dim", wrap=True)
        self._drawn_says = PlainLabel("", role="dim", wrap=True)
        self._bars = (ThinProgress(), ThinProgress())
        self._build()
        self._connect()

    def follow(self, network: Network) -> None:
        """Look into this network."""
        if network != self._network:
            self._network = network
            self.patches.clear()
            self.picture.clear()
        self.choice.follow(network)

    def _build(self) -> None:
        about = self.tr(
            "A unit is one map of a layer. Early units look for edges and colours, deep ones for parts of things. See "
            "which parts of your own pictures it answers most."
        )
        titles = (self.tr("In your pictures"), self.tr("As the unit would have it"))
        left, right = (PlainLabel(title, role="strong") for title in titles)
        cards = QHBoxLayout()
        cards.setSpacing(SPACE_M)
        cards.addWidget(found_card(left, self._bars[0], self._patches_says, self.wall))
        cards.addWidget(
            found_card(right, self._bars[1], self._drawn_says, self.drawn, self.save, growing=self.drawn), 1
        )
        lay_beside(self, asking_panel(about, self.choice, self.search, self.draw, self.stop), cards)

    def _connect(self) -> None:
        self.destroyed.connect(self._tokens.cancel_all)
        self.choice.changed.connect(self._on_choice_changed)
        self.search.clicked.connect(self._on_find_clicked)
        self.draw.clicked.connect(self._on_draw_clicked)
        self.stop.clicked.connect(self._on_stop_clicked)
        self.save.clicked.connect(self._on_save_clicked)
        self.patches.changed.connect(self._show)
        self.picture.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        for bar, asking in zip(self._bars, (self.patches, self.picture), strict=True):
            bar.setVisible(asking.is_busy)
            bar.set_fraction(asking.fraction)
        is_busy = self.patches.is_busy or self.picture.is_busy
        self.stop.setEnabled(is_busy)
        has_layer = bool(self.choice.layer)
        self.search.setEnabled(has_layer and not self.patches.is_busy)
        self.draw.setEnabled(has_layer and not self.picture.is_busy)
        found = self.patches.found if isinstance(self.patches.found, ExcitingPatches) else None
        self.wall.set_tiles(_tiles(found) if found else ())
        self.wall.setVisible(found is not None)
        self._patches_says.setText(self._patches_words(found))
        drawn = self.picture.found if isinstance(self.picture.found, Dreamed) else None
        self.drawn.set_image(to_qimage(unpack_array(drawn.pixels)) if drawn else None)
        self.save.setVisible(drawn is not None)
        self._drawn_says.setText(self._drawn_words(drawn))
        facts = self._session.facts
        if found is not None and not self.patches.is_busy:
            facts.put("inside.unit.patches", len(found.patches))
            facts.put("inside.unit.layer", found.layer)
            facts.put("inside.unit.unit", found.unit)
        if drawn is not None and not self.picture.is_busy:
            facts.put("inside.unit.drawn", drawn.unit)

    def _patches_words(self, found: ExcitingPatches | None) -> str:
        asking = self.patches
        if asking.failure is not None:
            return asking.failure_words
        if found is None:
            if asking.is_busy:
                return self.tr("Looking through your pictures…")
            return self.tr("Nothing searched yet.") if not asking.was_stopped else self.tr("Stopped.")
        locale = QLocale()
        height, width = (locale.toString(side) for side in found.field)
        text = self.tr("Unit {unit} of {layer}.").format(unit=found.unit, layer=found.layer)
        if found.sees_all:
            words = self.tr("It sees the whole picture; here is its window, {width} × {height} pixels.")
        else:
            words = self.tr("It sees {width} × {height} pixels at a time.")
        return " ".join((text, words.format(width=width, height=height), self._source_words(found)))

    def _source_words(self, found: ExcitingPatches) -> str:
        """Where the answers come from, and of how many pictures."""
        looked, kept, asked = found.looked, found.kept, max(found.asked, found.looked)
        if kept == looked:
            words = self.tr("Read from what a training has kept of {count} pictures: none went through the network.")
        elif kept:
            words = self.tr(
                "Of {asked} pictures {kept} are read from what a training has kept; {rest} went through the network."
            )
        elif looked == asked:
            words = self.tr("All {count} pictures went through the network.")
        else:
            words = self.tr("Of {asked} pictures {count} went through the network, evenly chosen.")
        numbers = {"count": looked, "asked": asked, "kept": kept, "rest": looked - kept}
        return words.format(**{name: QLocale().toString(number) for name, number in numbers.items()})

    def _drawn_words(self, drawn: Dreamed | None) -> str:
        asking = self.picture
        if asking.failure is not None:
            return asking.failure_words
        if drawn is None:
            if asking.is_busy:
                return self.tr("Begun with noise; every step changes it so that the unit answers more…")
            return self.tr("Nothing drawn yet.") if not asking.was_stopped else self.tr("Stopped.")
        locale = QLocale()
        text = self.tr("Changed from noise until the unit answered {after} instead of {before}.")
        return text.format(
            after=locale.toString(drawn.answer_after, "g", 3), before=locale.toString(drawn.answer_before, "g", 3)
        )

    def _on_choice_changed(self) -> None:
        self.patches.clear()
        self.picture.clear()

    def _on_find_clicked(self) -> None:
        work = partial(_pictures, self._session, list(self._session.pictures.ids))
        self._tokens.add(self._session.background.run(work, self._on_background_pictures))

    def _on_background_pictures(self, pictures: tuple[tuple[str, str], ...]) -> None:
        if self._network is None or not self.choice.layer:
            return
        around = surroundings(self._session)
        place = place_of(self._network, around)
        job = PatchesJob(
            place, self.choice.layer, self.choice.unit, tuple(path for path, _ in pictures), device=around.device,
            threads=around.threads, cache_dir=str(self._session.project.folder.cache),
            hashes=tuple(known for _, known in pictures), passes=MOST_PASSES,
        )  # fmt: skip
        self.patches.start(job)

    def _on_draw_clicked(self) -> None:
        if self._network is None or not self.choice.layer:
            return
        around = surroundings(self._session)
        job = DreamJob(
            place_of(self._network, around), self.choice.layer, "", self.choice.unit, side=DREAM_SIDE,
            steps=DREAM_STEPS, octaves=3, device=around.device, threads=around.threads,
        )  # fmt: skip
        self.picture.start(job)

    def _on_stop_clicked(self) -> None:
        self._tokens.cancel_all()
        self.patches.cancel()
        self.picture.cancel()

    def _on_save_clicked(self) -> None:
        drawn = self.picture.found
        if isinstance(drawn, Dreamed):
            self._files.save(to_qimage(unpack_array(drawn.pixels)), f"{drawn.layer} {drawn.unit}")


def _pictures(session: Session, ids: list[int], _: Token) -> tuple[tuple[str, str], ...]:
    """Path and content hash of each."""
    images = (row.image for row in session.query.image_rows(ids))
    return tuple((str(image.path), image.content_hash or "") for image in images)


def _tiles(found: ExcitingPatches) -> list[Tile]:
    locale = QLocale()
    return [
        Tile(
            to_qimage(unpack_array(patch.pixels)),
            Path(patch.image).name,
            f"{Path(patch.image).name}: {locale.toString(patch.answer, 'g', 3)}",
        )
        for patch in found.patches
        if 0 not in patch.pixels.shape
    ]
