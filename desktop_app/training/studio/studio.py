"""The studio as a page over the Train place: it works on a draft, and only "Use it" lets the next training have it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL
from desktop_app.look.widgets import PlainLabel, PrimaryButton, QuietButton
from desktop_app.look.widgets.scrolled import scrolled
from desktop_app.look.widgets.segmented import Segmented
from desktop_app.session.session import Session
from desktop_app.session.training_state import TrainOptions
from desktop_app.training.plan import DataPlan
from desktop_app.training.studio.ablation_panel import AblationPanel
from desktop_app.training.studio.preview_panel import PreviewPanel
from desktop_app.training.studio.settings_column import SettingsColumn
from ml_engine.augment.recipe import AugmentRecipe
from ml_engine.augment.transforms import TRANSFORMS
from ml_engine.tasks.defaults import default_recipe
from ml_engine.training.recipe import Recipe, parse_recipe
from ml_engine.training.recipe_text import with_augment

PREVIEW, ABLATION = "preview", "ablation"
WIDEST = 1100  # pixels of the table: numbers far from their names are hard to follow


class Studio(QWidget):
    """Signals: closed(): used or not.

    Escape leaves without a change.
    """

    closed = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("augment-studio")
        self._session = session
        self._task, self._defaults, self._recipe = "", Recipe(), Recipe()
        self.draft = AugmentRecipe()
        self.settings = SettingsColumn()
        self.preview = PreviewPanel(session, look)
        self.ablation = AblationPanel(session, look)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.preview)
        self._ablation_area = scrolled(_column_of(self.ablation), WIDEST, centred=False)
        self._stack.addWidget(self._ablation_area)
        self._tabs = Segmented(
            "augment-tab", ((PREVIEW, self.tr("Preview")), (ABLATION, self.tr("Which of it helps?")))
        )
        self._use = PrimaryButton(self.tr("Use for training"), look, icon="check")
        self._use.setObjectName("augment-use")
        self._cancel = QuietButton(self.tr("Cancel"), look, icon="x")
        self._cancel.setObjectName("augment-cancel")
        self._undo = QuietButton(self.tr("Undo changes"), look, icon="undo-2")
        self._undo.setObjectName("augment-undo")
        for button in (self._cancel, self._undo):
            button.setAccessibleName(button.text())
        self._undo.setToolTip(self.tr("Back to what it was when this page was opened"))
        self._lay_out()
        self._tabs.chosen.connect(self._on_tabs_chosen)
        self._use.clicked.connect(self.use)
        self._cancel.clicked.connect(self.closed)
        self._undo.clicked.connect(self._on_undo_clicked)
        self.settings.recipe_changed.connect(self._on_settings_recipe_changed)
        self.ablation.run_wanted.connect(self._on_ablation_run_wanted)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)

    def begin(self, plan: DataPlan) -> None:
        """A draft of what the next training would do. Raises UserError if its recipe is none."""
        options = self._session.runs.options
        self._task = plan.task or "classify"
        self._defaults = default_recipe(self._task)
        self._recipe = parse_recipe(options.recipe, self._defaults)
        self.settings.set_task(self._defaults.augment, [row.label.name for row in plan.labels if row.pictures])
        self.preview.set_pictures(plan.ids)
        self._on_tabs_chosen(PREVIEW)
        self._session.ablations.refresh()
        self._set_draft(self._recipe.augment)
        self._use.setFocus()

    @Slot()
    def use(self) -> None:
        """The next training does as the draft says."""
        if self.draft != self._recipe.augment:
            self._session.runs.set_options(self._options())
            self._session.runs.keep_augment(with_augment("", self.draft, self._defaults))
        self.closed.emit()

    def _options(self) -> TrainOptions:
        """What the next training is asked for, with the draft in its recipe."""
        options = self._session.runs.options
        return replace(options, recipe=with_augment(options.recipe, self.draft, self._defaults))

    def _set_draft(self, draft: AugmentRecipe) -> None:
        self.draft = draft
        self.settings.show_recipe(draft)
        self.preview.show_recipe(self._recipe, draft, self._session.runs.options.seed)
        self._undo.setEnabled(draft != self._recipe.augment)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(PlainLabel(self.tr("How training pictures are varied"), role="title"))
        head.addStretch(1)
        for button in (self._undo, self._cancel, self._use):
            head.addWidget(button)
        right = QVBoxLayout()
        right.setSpacing(SPACE_M)
        above = QHBoxLayout()
        above.setSpacing(SPACE_L)
        above.addWidget(self._tabs, 0, Qt.AlignmentFlag.AlignLeft)
        above.addWidget(self.preview.bar, 1)
        right.addLayout(above)
        right.addWidget(self._stack, 1)
        body = QHBoxLayout()
        body.setSpacing(SPACE_L)
        body.addWidget(self.settings)
        body.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_S)
        column.addLayout(head)
        column.addWidget(
            PlainLabel(
                self.tr("Only what the network learns from changes; it is judged by the pictures as they are."),
                role="dim", wrap=True,
            )
        )  # fmt: skip
        column.addSpacing(SPACE_S)
        column.addLayout(body, 1)

    @Slot(str)
    def _on_tabs_chosen(self, tab: str) -> None:
        self._tabs.set_chosen(tab)
        self.preview.bar.setVisible(tab == PREVIEW)
        self._stack.setCurrentWidget(self.preview if tab == PREVIEW else self._ablation_area)

    @Slot(object)
    def _on_settings_recipe_changed(self, recipe: AugmentRecipe) -> None:
        self._set_draft(recipe)

    @Slot()
    def _on_undo_clicked(self) -> None:
        self._set_draft(self._recipe.augment)

    @Slot(object, bool)
    def _on_ablation_run_wanted(self, seeds: tuple[int, ...], only: bool) -> None:
        names = tuple(item.name for item in TRANSFORMS if item.is_on(self.draft)) if only else ()
        self._session.ablations.start(replace(self._options(), task=self._task), names, seeds)


def _column_of(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, SPACE_M, 0)
    column.addWidget(widget)
    return column
