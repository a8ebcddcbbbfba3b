"""How the model answers for a few validation pictures, the same ones after every scoring."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QPoint
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S, label_color
from desktop_app.look.widgets import PlainLabel
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_menu
from desktop_app.pinned.sample_tile import SampleTile
from desktop_app.session.background import Token
from desktop_app.session.file_manager import copy_text, file_items
from desktop_app.session.following import Tokens
from desktop_app.session.read_picture import ReadPicture, read_small
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import SamplePredictions

SIDE = 448
TILES = 6


class SampleStrip(QWidget):
    """Hidden until the first answers come."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train-samples")
        self._session = session
        self._tokens = Tokens()
        self._shown: SamplePredictions | None = None
        self._ids: tuple[int, ...] = ()
        self._title = PlainLabel("", role="dim")
        self._tiles = [SampleTile(look, self._color_of) for _ in range(TILES)]
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        for number, tile in enumerate(self._tiles, start=1):
            tile.setObjectName(f"train-sample-{number}")
            tile.clicked.connect(self._on_tile_clicked)
            add_menu(tile, look, "sample-menu", partial(self._menu_items, tile))
            row.addWidget(tile, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._title)
        layout.addLayout(row)
        self.destroyed.connect(self._tokens.cancel_all)
        self.hide()

    def show_samples(self, samples: SamplePredictions | None) -> None:
        """These answers; None: none have come."""
        if samples is self._shown:
            return
        self._shown = samples
        self.setVisible(samples is not None)
        if samples is None:
            return
        if samples.epoch:
            title = self.tr("How it answers after epoch {epoch}").format(epoch=QLocale().toString(samples.epoch))
        else:
            title = self.tr("How it answers within the first epoch")
        self._title.setText(title)
        shown = samples.samples[:TILES]
        for index, tile in enumerate(self._tiles):
            tile.setVisible(index < len(shown))
            if index < len(shown):
                tile.show_sample(shown[index])
        ids = tuple(sample.image_id for sample in shown)
        if ids != self._ids:
            self._ids = ids
            self._load()

    def _load(self) -> None:
        self._tokens.cancel_all()
        for image_id in self._ids:
            self._tile(image_id).show_picture(None)
            self._tokens.add(
                self._session.background.run(
                    partial(_read, self._session, image_id),
                    partial(self._on_background_read, image_id),
                    partial(self._on_background_failed, image_id),
                )
            )

    def _tile(self, image_id: int) -> SampleTile:
        return self._tiles[self._ids.index(image_id)]

    def _on_background_read(self, image_id: int, picture: ReadPicture) -> None:
        self._tile(image_id).show_picture(picture)

    def _on_background_failed(self, image_id: int, error: UserError) -> None:
        self._tile(image_id).show_picture(None, in_words(error.message))

    def _on_tile_clicked(self, image_id: int) -> None:
        self._session.show(image_id)
        self._session.go_to("label", "canvas")

    def _menu_items(self, tile: SampleTile, _: QPoint | None) -> MenuItems:
        if tile.sample is None:
            return ()
        opened = partial(self._on_tile_clicked, tile.sample.image_id)
        said = partial(copy_text, tile.accessibleName())
        return (
            MenuItem("open-picture", self.tr("Open in Label"), opened, "square-dashed"),
            None,
            *file_items(Path(tile.sample.prediction.image)),
            MenuItem("copy-sentence", self.tr("Copy as a sentence"), said, "copy"),
        )

    def _color_of(self, label: str) -> str:
        found = self._session.labels.by_name(label)
        return found.color if found is not None else label_color(4)


def _read(session: Session, image_id: int, token: Token) -> ReadPicture:
    rows = session.query.image_rows((image_id,))
    if not rows:
        raise UserError("picture-gone", "The picture is no longer in the project.")
    return read_small(rows[0].image.path, SIDE, token)
