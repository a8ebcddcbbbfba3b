"""The search's page: set one up, watch it, and take what was best into the next training."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.charts.saving import png_bytes
from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.message import Message
from desktop_app.look.tokens import SPACE_L, SPACE_M
from desktop_app.look.widgets import EmptyState, PlainLabel, QuietButton
from desktop_app.look.widgets.choice import Choice
from desktop_app.look.widgets.file_dialogs import ask_new_file
from desktop_app.session.file_manager import copy_text
from desktop_app.session.following import Tokens
from desktop_app.session.searches import SearchPlan
from desktop_app.session.session import Session
from desktop_app.session.text_file import save_bytes, save_text, say_failure
from desktop_app.training.form.draft import draft_of
from desktop_app.training.planner import Plan, Planner
from desktop_app.training.search.choices import (
    Wanted,
    options_of_trial,
    ranges_text,
    read_ranges,
    table_csv,
)
from desktop_app.training.search.effort_card import EffortCard
from desktop_app.training.search.outcome_view import OutcomeView
from desktop_app.training.search.range_list import RangeList
from desktop_app.training.search.words import search_time
from desktop_app.training.sub_page import SubPage
from ml_engine.domain.errors import UserError
from ml_engine.tasks.defaults import primary_metric

NEEDS_EXTRA, COMMAND = "search-extra", "pip install 'vistazo[search]'"
MORE = 10
SAID_S = 6
NEW_PROPERTY = "search_page_is_new"  # on the session: places are rebuilt, what was looked at stays


class SearchPage(SubPage):
    """Shows session.searches; a search goes on while other pages are looked at. open('new'): set one up."""

    NAME = "search"

    def __init__(self, session: Session, look: Look, planner: Planner) -> None:
        super().__init__(session, look, planner, "")
        self.title.setText(self.tr("Search for better settings"))
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        self._earlier: Choice[Path] = Choice("search-earlier", self.tr("Searches of this project"))
        self._earlier.setMinimumWidth(190)
        self._earlier.setToolTip(self.tr("Searches of this project, the newest first"))
        self._stop = self._button("search-stop", self.tr("Pause"), "circle-pause")
        self._stop.setToolTip(self.tr("It stops after this step and can go on later, also after closing the program."))
        self._go_on = self._button("search-go-on", self.tr("Go on"), "circle-play")
        self._more = self._button("search-more", self.tr("{n} more").format(n=MORE), "plus")
        self._more.setToolTip(self.tr("So many trainings more, with what was learnt from those that are done"))
        self._new = self._button("search-new", self.tr("New search"), "plus")
        self._see = self._button("search-see", self.tr("Earlier searches"), "history")
        for widget in (self._earlier, self._stop, self._go_on, self._more, self._see, self._new):
            self.tools.addWidget(widget)
        self._wrong = PlainLabel("", role="bad", wrap=True)
        self._wrong.setObjectName("search-wrong")
        self._copy = self._button("search-copy", self.tr("Copy the command"), "copy")
        self._idea = PlainLabel(
            self.tr("Trains again and again with other choices, learns from what came of it, and keeps what is best "
                    "on the validation pictures. The test pictures are not looked at."),
            role="dim", wrap=True,
        )  # fmt: skip
        self._nothing = EmptyState(
            look, "text-search", self.tr("Label some pictures first"),
            self.tr("A search trains on your labels: without them there is nothing to search for."),
            self.tr("Back to the training"),
        )  # fmt: skip
        self._nothing.button.setObjectName("search-nothing-back")
        self.ranges = RangeList()
        self.effort = EffortCard(look)
        self.outcome = OutcomeView(session, look)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.session.searches.refresh()
        self._show()

    def open(self, detail: str) -> None:
        """detail: 'new' to set one up, else as it was."""
        if detail == "new":
            self._set_new(True)
        self.session.searches.refresh()
        self._show()

    def focus_first(self) -> None:
        if self._stack.currentWidget() is self.outcome:
            self.outcome.focus_first()
        else:
            self.ranges.focus_first()

    @property
    def wanted(self) -> Wanted:
        """What is set up now."""
        trials, minutes, seed, metric = self.effort.numbers
        return Wanted(self.ranges.ranges, self.ranges.problems, trials, minutes, seed, metric)

    @property
    def is_new(self) -> bool:
        """Whether one is set up, not looked at."""
        searches = self.session.searches
        if searches.is_running:
            return False
        return bool(self.session.property(NEW_PROPERTY)) or (searches.file is None and searches.problem is None)

    def _button(self, name: str, words: str, icon: str) -> QuietButton:
        made = QuietButton(words, self.look, icon=icon)
        made.setObjectName(name)
        made.setAccessibleName(words)
        return made

    def _lay_out(self) -> None:
        setup = QWidget()
        column = QVBoxLayout(setup)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(self._idea)
        both = QHBoxLayout()
        both.setSpacing(SPACE_L)
        both.addWidget(self.ranges, 1)
        both.addWidget(self.effort, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(both, 1)
        for page in (self._nothing, setup, self.outcome):
            self._stack.addWidget(page)
        self._setup = setup
        wrong = QHBoxLayout()
        wrong.setSpacing(SPACE_M)
        wrong.addWidget(self._wrong, 1)
        wrong.addWidget(self._copy)
        self.column.addLayout(wrong)
        self.column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        session = self.session
        self._stop.clicked.connect(session.searches.stop)
        self._go_on.clicked.connect(partial(self._on_go_on_clicked, 0))
        self._more.clicked.connect(partial(self._on_go_on_clicked, MORE))
        self._new.clicked.connect(self._on_new_clicked)
        self._see.clicked.connect(self._on_see_clicked)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._nothing.button.clicked.connect(self.closed)
        self._earlier.currentIndexChanged.connect(self._on_earlier_current_index_changed)
        self.ranges.changed.connect(self._show_effort)
        self.effort.changed.connect(self._show_effort)
        self.effort.start_wanted.connect(self._on_effort_start_wanted)
        self.outcome.use_wanted.connect(self._on_outcome_use_wanted)
        self.outcome.open_wanted.connect(self._on_outcome_open_wanted)
        self.outcome.csv_wanted.connect(self._on_outcome_csv_wanted)
        self.outcome.plots.save_wanted.connect(self._on_plots_save_wanted)
        session.searches.changed.connect(self._show)
        session.ablations.changed.connect(self._show)
        session.runs.training_changed.connect(self._show)
        session.runs.options_changed.connect(self._show_setup)
        self.planner.changed.connect(self._show)

    @Slot()
    def _show(self) -> None:
        searches = self.session.searches
        runs, is_new = searches.is_running, self.is_new
        busy, read_only = self._busy(), self.session.read_only
        # What has the focus may be about to go: then the focus goes to what comes instead, not to the window's corner.
        goes_on = any(button.hasFocus() for button in (self.effort.start, self._stop, self._go_on, self._more))
        self._stop.setVisible(runs)
        self._stop.setEnabled(searches.work is not None and not searches.work.is_stopping)
        looks = not runs and not is_new
        self._go_on.setVisible(looks and searches.can_go_on)
        self._more.setVisible(looks and searches.file is not None and not searches.can_go_on)
        for button in (self._go_on, self._more):
            button.setEnabled(not busy and not read_only)
        self._go_on.setToolTip(busy or self._read_only_words())
        self._new.setVisible(looks)
        self._see.setVisible(is_new and searches.file is not None)
        self._show_earlier(looks)
        problem = searches.problem
        self._wrong.setVisible(problem is not None)
        self._copy.setVisible(problem is not None and problem.code == NEEDS_EXTRA)
        if problem is not None:
            self._wrong.setText(f"{in_words(problem.message)} {in_words(problem.hint)}".strip())
        if looks or runs:
            self.outcome.bring_in_step()
            self._stack.setCurrentWidget(self.outcome)
        else:
            self._show_setup()
        if goes_on and not is_new:
            (self._stop if runs and self._stop.isEnabled() else self.outcome.table).setFocus()
        self._put_facts()

    @Slot()
    def _show_setup(self) -> None:
        plan = self.planner.plan
        if not self.is_new:
            return
        if plan is None or not plan.data.task:
            self._stack.setCurrentWidget(self._nothing if plan is not None else self._setup)
            self.effort.start.setEnabled(False)
            return
        task = plan.data.task
        self.ranges.show_task(task, draft_of(self.session.runs.options, task).values)
        self.effort.show_task(task, primary_metric(task, several_per_picture=plan.data.several))
        self._stack.setCurrentWidget(self._setup)
        self._show_effort()

    @Slot()
    def _show_effort(self) -> None:
        plan = self.planner.plan
        if plan is None:
            return
        self.effort.show_wanted(self.wanted, plan.machine.seconds, self._why_not(plan, self.wanted))

    def _why_not(self, plan: Plan, wanted: Wanted) -> str:
        if self.session.read_only:
            return self._read_only_words()
        if busy := self._busy():
            return busy
        if not plan.can_train:
            return self.tr("Something is missing: the page before says what")
        if wanted.problems:
            return self.tr("Correct what is marked first.")
        return "" if wanted.ranges else self.tr("Switch on what shall be varied.")

    def _busy(self) -> str:
        session = self.session
        others = (
            session.runs.training is not None, session.ablations.is_running, session.rate_search.is_running,
            session.folds.state.is_running,
        )  # fmt: skip
        return self.tr("Something else trains: wait for its end.") if any(others) else ""

    def _read_only_words(self) -> str:
        return self.tr("This project is open for reading only.") if self.session.read_only else ""

    def _show_earlier(self, looks: bool) -> None:
        searches = self.session.searches
        self._earlier.setVisible(looks and len(searches.folders) > 1)
        if looks and searches.folder is not None:
            self._earlier.set_choices((folder, search_time(folder)) for folder in searches.folders)
            self._earlier.show_value(searches.folder, search_time(searches.folder))

    def _put_facts(self) -> None:
        file = self.session.searches.file
        self.session.facts.put("search.is-running", self.session.searches.is_running)
        self.session.facts.put("search.trials", len(file.ended) if file is not None else 0)

    def _set_new(self, is_new: bool) -> None:
        self.session.setProperty(NEW_PROPERTY, is_new)

    def _on_effort_start_wanted(self) -> None:
        plan, options = self.planner.plan, self.session.runs.options
        wanted = self.wanted
        if plan is None or not wanted.can_start or self._why_not(plan, wanted):
            return
        task = plan.data.task
        text = ranges_text(wanted, options, task)
        asked = replace(options, task=task)
        self._set_new(False)
        self.outcome.choose(0)
        self.session.searches.start(
            SearchPlan(asked, text, wanted.trials, wanted.minutes, wanted.seed, self.effort.keeps_all)
        )

    def _on_go_on_clicked(self, more: int, _: bool = False) -> None:
        self.session.searches.go_on(more)

    def _on_new_clicked(self) -> None:
        self._set_new(True)
        self._show()
        file = self.session.searches.file
        ranges = read_ranges(file) if file is not None else None
        if file is not None and ranges is not None and set(ranges.ranges) <= set(self.ranges.row_names):
            self.ranges.take_ranges(ranges.ranges)
            self.effort.take_numbers(file.wanted, file.minutes, file.seed, file.metric)
            self._show_effort()
        self.ranges.focus_first()

    def _on_see_clicked(self) -> None:
        self._set_new(False)
        self._show()
        self.outcome.focus_first()

    def _on_copy_clicked(self) -> None:
        copy_text(COMMAND)
        self.session.say(Message("ok", self.tr("The command is in the clipboard."), timeout_s=SAID_S))

    def _on_earlier_current_index_changed(self, _: int) -> None:
        self.outcome.choose(0)
        self.session.searches.show(self._earlier.value)

    def _on_outcome_use_wanted(self, number: int) -> None:
        file = self.session.searches.file
        trial = next((one for one in file.trials if one.number == number), None) if file is not None else None
        if file is None or trial is None:
            return
        try:
            options = options_of_trial(file, trial, self.session.runs.options)
        except UserError as error:
            say_failure(self.session, error)
            return
        self.session.runs.set_options(options)
        text = self.tr("The next training uses the settings of trial {number}.").format(number=number)
        see = partial(self.page_wanted.emit, "recipe", "")
        self.session.say(Message("ok", text, action_text=self.tr("See the recipe"), action=see, timeout_s=SAID_S))

    def _on_outcome_open_wanted(self, number: int) -> None:
        file = self.session.searches.file
        trial = next((one for one in file.trials if one.number == number), None) if file is not None else None
        if trial is None:
            return
        if self.session.runs.get(trial.run) is None:
            self.session.runs.refresh()
            self.session.say(Message("info", self.tr("This training has no results yet."), timeout_s=SAID_S))
            return
        self.session.go_to("results", trial.run)

    def _on_outcome_csv_wanted(self) -> None:
        file = self.session.searches.file
        if file is not None:
            words = self.tr("The table is in {file}.")
            save = partial(save_text, self.session, self._tokens, table_csv(file), words)
            ask_new_file(self, self.tr("Save the table"), save, "search", ".csv")

    def _on_plots_save_wanted(self) -> None:
        plots = self.outcome.plots
        image = plots.dots.picture() if plots.shown is plots.dots else plots.bars.grab().toImage()
        words = self.tr("The plot is in {file}.")
        save = partial(save_bytes, self.session, self._tokens, png_bytes(image), words)
        ask_new_file(self, self.tr("Save the plot"), save, f"search-{plots.kind}", ".png")
