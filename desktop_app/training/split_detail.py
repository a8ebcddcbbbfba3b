"""The split: how many pictures each part has, how they came there, and their pictures."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import PlainLabel, QuietButton, ThinProgress, set_role
from desktop_app.look.widgets.segmented import Segmented
from desktop_app.project.query import ImageFilter, Query
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session
from desktop_app.training import words
from desktop_app.training.detail import Detail
from desktop_app.training.fold_panel import FoldPanel
from desktop_app.training.planner import Plan, Planner
from desktop_app.training.problems import split_again
from desktop_app.training.split_choices import SplitChoices
from desktop_app.training.split_findings import SplitFindings
from desktop_app.training.split_table import SplitTable
from ml_engine.domain.values import Split

BAR_WIDTH = 220


class SplitDetail(Detail):
    """Three parts and how they were made."""

    def __init__(self, session: Session, look: Look, planner: Planner) -> None:
        super().__init__(session, look, planner)
        self._tokens = Tokens()
        self._ids: tuple[int, ...] = ()
        explain = self.tr(
            "The model learns from train, the best epoch is chosen on validation, and test, where there is one, is "
            "only for the final score. A picture never changes its part by itself, and what belongs together stays "
            "together, so scores do not flatter."
        )
        self.column.addWidget(PlainLabel(explain, role="dim", wrap=True))
        self._findings = SplitFindings(session, look)
        self.column.addWidget(self._findings)
        self._counts: dict[Split, tuple[PlainLabel, ThinProgress, QuietButton]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_M)
        grid.setVerticalSpacing(SPACE_S)
        for row, split in enumerate(Split):
            self._add_row(grid, row, split)
        grid.setColumnStretch(4, 1)
        self.column.addLayout(grid)
        self._made = PlainLabel("", role="small", wrap=True)
        self.column.addWidget(self._made)
        self._choices = SplitChoices()
        self._choices.setEnabled(not session.read_only)
        self._choices.chosen.connect(session.split.choose)
        self.column.addWidget(self._choices)
        self._table = SplitTable()
        self.column.addWidget(self._table)
        self.column.addLayout(self._foot())
        self._folds = FoldPanel(session, look)
        self.column.addWidget(self._folds)
        session.split.changed.connect(self._on_split_changed)
        self._on_split_changed()
        self.destroyed.connect(partial(self.session.split.forget, id(self)))
        self.destroyed.connect(self._tokens.cancel_all)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.session.split.watch(id(self), True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self.session.split.watch(id(self), False)

    def title(self) -> str:
        return self.tr("Split")

    def show_plan(self, plan: Plan) -> None:
        split, self._ids = plan.data.split, plan.data.ids
        total = max(1, len(self._ids))
        for part, (label, bar, button) in self._counts.items():
            number = split.parts[part]
            label.setText(words.count(number))
            bar.set_fraction(number / total)
            button.setEnabled(number > 0)
        sentences = [words.split_origin(split, len(self._ids))]
        if not split.is_exact:
            sentences.append(self.tr("about: so many pictures are split at the start"))
        self._made.setText(" ".join(f"{sentence[:1].upper()}{sentence[1:]}." for sentence in sentences))
        self._again.setEnabled(split.placed > 0 and not self.session.read_only)
        self._source.set_chosen(self.session.runs.options.split_from)

    def _add_row(self, grid: QGridLayout, row: int, split: Split) -> None:
        name = words.split_name(split)
        count, bar = PlainLabel("", role="strong"), ThinProgress()
        bar.setFixedWidth(BAR_WIDTH)
        bar.setAccessibleName(name)
        show = QuietButton(self.tr("Show"), self.look)
        show.setObjectName(f"train-show-{split.value}")
        show.setAccessibleName(self.tr("Show the {split} pictures").format(split=name))
        set_role(show, "small-quiet")
        show.clicked.connect(partial(self._show, split))
        for column, widget in enumerate((PlainLabel(name), bar, count, show)):
            grid.addWidget(widget, row, column)
        self._counts[split] = (count, bar, show)

    def _foot(self) -> QHBoxLayout:
        choices = (("", self.tr("Made by Vistazo")), ("folders", self.tr("From train/val/test folders")))
        self._source = Segmented("train-split-from", choices)
        self._source.chosen.connect(self._on_source_chosen)
        self._again = QuietButton(self.tr("Split again"), self.look, icon="shuffle")
        self._again.setObjectName("train-split-again")
        self._again.setToolTip(
            self.tr("The pictures lose their places and get new ones at the next start. Scores before and after it "
                    "cannot be compared. Can be undone.")
        )  # fmt: skip
        self._again.setAccessibleName(self._again.text())
        self._again.clicked.connect(self._on_again_clicked)
        row = QHBoxLayout()
        row.addWidget(self._source)
        row.addStretch(1)
        row.addWidget(self._again)
        return row

    def _show(self, split: Split, _checked: bool = False) -> None:
        work = partial(_pictures_of, self.session.query, split, self._ids)
        done = partial(self._on_background_ids, words.split_name(split))
        self._tokens.add(self.session.background.run(work, done, urgent=True))

    def _on_background_ids(self, title: str, ids: list[int]) -> None:
        if ids:
            self.session.show_pictures(ids, title)
        else:
            self._made.setText(self.tr("The pictures get their places when the training starts."))

    @Slot()
    def _on_split_changed(self) -> None:
        health = self.session.split.value
        for widget in (self._findings, self._choices, self._table):
            widget.setVisible(health is not None)
        if health is not None:
            self._findings.show_health(health)
            self._choices.show_settings(health.settings)
            self._table.show_health(health)

    @Slot(str)
    def _on_source_chosen(self, source: str) -> None:
        self.session.runs.set_options(replace(self.session.runs.options, split_from=source))

    @Slot()
    def _on_again_clicked(self) -> None:
        split_again(self.session, self._ids)


def _pictures_of(query: Query, split: Split, ids: tuple[int, ...], _: Token) -> list[int]:
    wanted = set(ids)
    return [image_id for image_id in query.image_ids(ImageFilter(split=split)) if image_id in wanted]
