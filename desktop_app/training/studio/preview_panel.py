"""The studio's pictures: which one, which views of it, and the nine of them, made in the background."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_S
from desktop_app.look.widgets import IconButton, PlainLabel, QuietButton
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session
from desktop_app.training.studio.preview import SIZE, PreviewTile, Wanted, make_preview
from desktop_app.training.studio.preview_grid import PreviewGrid
from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.domain.errors import UserError
from ml_engine.training.recipe import Recipe


class PreviewPanel(QWidget):
    """bar: which picture and which views; placed by the owner.

    Signals: shown(): the tiles are those of what was asked for last.
    """

    shown = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ids: tuple[int, ...] = ()
        self._place, self._shuffle = 0, 0
        self._recipe, self._augment, self._seed = Recipe(), AugmentRecipe(), 0
        self._tokens = Tokens()
        self.grid = PreviewGrid(look)
        self._name = PlainLabel("", role="dim", elide=True)
        self._before = IconButton(look, "chevron-left", self.tr("Another picture: the one before"))
        self._before.setObjectName("augment-picture-before")
        self._after = IconButton(look, "chevron-right", self.tr("Another picture: the next one"))
        self._after.setObjectName("augment-picture-after")
        self._mix = QuietButton(self.tr("Shuffle"), look, icon="shuffle")
        self._mix.setObjectName("augment-shuffle")
        self._mix.setAccessibleName(self._mix.text())
        self._mix.setToolTip(self.tr("Eight other views of the same picture"))
        self.bar = QWidget()
        bar = QHBoxLayout(self.bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(SPACE_S)
        for widget in (self._before, self._after):
            bar.addWidget(widget)
        bar.addWidget(self._name, 1)
        bar.addWidget(self._mix)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.grid, 1)
        self._before.clicked.connect(partial(self._go, -1))
        self._after.clicked.connect(partial(self._go, 1))
        self._mix.clicked.connect(self._on_mix_clicked)
        session.documents.changed.connect(self._on_documents_changed)
        self.destroyed.connect(self._tokens.cancel_all)

    def set_pictures(self, ids: Sequence[int]) -> None:
        """Pictures to choose from; the one that is labelled now comes first, where it is among them."""
        current = self._session.current
        self._ids, self._shuffle = tuple(ids), 0
        self._place = self._ids.index(current) if current in self._ids else 0
        for button in (self._before, self._after):
            button.setEnabled(len(self._ids) > 1)
        self._mix.setEnabled(bool(self._ids))

    def show_recipe(self, recipe: Recipe, augment: AugmentRecipe, seed: int) -> None:
        """How the views are made. recipe: fit and input size of it count.   seed: of the training."""
        self._recipe, self._augment, self._seed = recipe, augment, seed
        self._ask()

    def _ask(self) -> None:
        self._tokens.cancel_all()
        if not self._ids:
            self.grid.show_problem(self.tr("Label a few pictures first: then their views are shown here."))
            return
        document = self._session.documents.get(self._ids[self._place])
        if document is None:
            return  # it is being read; `changed` tells
        self._name.setText(document.row.name)
        labels = {label.id: label for label in self._session.labels.all}
        boxes = tuple((item.xyxy, labels[item.label_id].color) for item in document.boxes if item.label_id in labels)
        wanted = Wanted(
            document.row.image, boxes, self._augment, self._recipe.fit, self._recipe.input_size or SIZE, self._seed,
            self._shuffle,
        )  # fmt: skip
        work = partial(make_preview, wanted)
        self._tokens.add(self._session.background.run(work, self._on_made, self._on_failed, urgent=True))

    def _go(self, step: int) -> None:
        self._place = (self._place + step) % len(self._ids)
        self._ask()

    @Slot()
    def _on_mix_clicked(self) -> None:
        self._shuffle += 1
        self._ask()

    def _on_documents_changed(self, ids: frozenset[int]) -> None:
        if self.isVisible() and self._ids and self._ids[self._place] in ids:
            self._ask()

    def _on_made(self, tiles: tuple[PreviewTile, ...]) -> None:
        self.grid.show_tiles(tiles)
        self.shown.emit()

    def _on_failed(self, error: UserError) -> None:
        self.grid.show_problem(f"{in_words(error.message)} {in_words(error.hint)}".strip())
