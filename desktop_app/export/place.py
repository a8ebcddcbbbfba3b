"""The Export place: a page for models and one for annotations."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.export.annotation_panel import AnnotationPanel, taken_pictures
from desktop_app.export.model_panel import ModelPanel
from desktop_app.export.side_by_side import BOTH
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S, SPACE_XL, SPACE_XS
from desktop_app.look.widgets import Chip, EmptyState, PlainLabel
from desktop_app.look.widgets.scrolled import scrolled
from desktop_app.session.actions import ActionSpec
from desktop_app.session.run_uses import can_export
from desktop_app.session.session import Session

PAGES = ("model", "annotations")


class ExportPlace(QWidget):
    """What can be taken out of the project. A page without anything to export says what to do first."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export-place")
        self.setAccessibleName(self.tr("Export"))
        self._session = session
        self.models = ModelPanel(session, look)
        self.annotations = AnnotationPanel(session, look)
        self._no_model = EmptyState(
            look, "package", self.tr("No model yet"),
            self.tr("A trained run becomes a file here that other programs can use."), self.tr("Go to Train"),
        )  # fmt: skip
        self._no_labels = EmptyState(
            look, "square-dashed", self.tr("Nothing labelled yet"),
            self.tr("Boxes and labels become files here that other programs can read."), self.tr("Go to Label"),
        )  # fmt: skip
        self._chips = QButtonGroup(self)
        self._page = "model"
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._no_model.button.clicked.connect(self._on_no_model_clicked)
        self._no_labels.button.clicked.connect(self._on_no_labels_clicked)
        self._chips.idClicked.connect(self._on_chips_id_clicked)
        session.runs.changed.connect(self._on_session_changed)
        session.pictures.counts_changed.connect(self._on_session_changed)
        self._show()

    def actions(self) -> list[ActionSpec]:  # type: ignore[override]  # QWidget's own are of no use to a place
        """What can be done here, for keys and the palette."""
        model, annotations = (partial(self._session.go_to, "export", page) for page in PAGES)
        return [
            ActionSpec("export-model", self.tr("Export a model…"), model, icon="package-check"),
            ActionSpec("export-annotations", self.tr("Export annotations…"), annotations, icon="package"),
        ]

    def show_detail(self, detail: str) -> None:
        """Go to a page: 'model', 'annotations'."""
        if detail in PAGES:
            self._page = detail
            self._show()

    def _lay_out(self) -> None:
        title = PlainLabel(self.tr("Export"), role="title")
        words = self.tr("Into a new folder each time; nothing is ever written over.")
        chips = QHBoxLayout()
        chips.setSpacing(SPACE_S)
        for number, (name, text) in enumerate(zip(PAGES, (self.tr("Model"), self.tr("Annotations")), strict=True)):
            chip = Chip(text, checkable=True)
            chip.setObjectName(f"export-page-{name}")
            chip.setAccessibleName(text)
            self._chips.addButton(chip, number)
            chips.addWidget(chip)
        chips.addStretch(1)
        said = QVBoxLayout()
        said.setSpacing(SPACE_XS)
        said.addWidget(title)
        said.addWidget(PlainLabel(words, role="dim", wrap=True))
        for page in (self.models, self.annotations):
            column = QVBoxLayout()
            column.setContentsMargins(SPACE_XL, 0, SPACE_XL, SPACE_XL)
            column.addWidget(page)
            self._stack.addWidget(scrolled(column, BOTH + 2 * SPACE_XL, centred=False))
        self._stack.addWidget(self._no_model)
        self._stack.addWidget(self._no_labels)
        above = QVBoxLayout()
        above.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, 0)
        above.setSpacing(SPACE_M)
        above.addLayout(said)
        above.addLayout(chips)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_M)
        layout.addLayout(above)
        layout.addWidget(self._stack, 1)

    def _show(self) -> None:
        has_model = any(can_export(run) for run in self._session.runs.rows)
        counts = self._session.pictures.counts
        has_labels = taken_pictures(counts.all, counts.empty, counts.skipped) > 0
        numbers = {"model": 0 if has_model else 2, "annotations": 1 if has_labels else 3}
        self._stack.setCurrentIndex(numbers[self._page])
        self._chips.button(PAGES.index(self._page)).setChecked(True)

    def _on_session_changed(self) -> None:
        self._show()

    def _on_chips_id_clicked(self, number: int) -> None:
        self._page = PAGES[number]
        self._show()

    def _on_no_model_clicked(self, _: bool = False) -> None:
        self._session.go_to("train")

    def _on_no_labels_clicked(self, _: bool = False) -> None:
        self._session.go_to("label")
