"""A search that runs, was stopped or is done: its trials, its plots, and what is done with the one that is chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QLocale, QModelIndex, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, PlainLabel, PrimaryButton, QuietButton, ThinProgress
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_row_menu
from desktop_app.session.run_words import metric_name, time_left
from desktop_app.session.session import Session
from desktop_app.training import words
from desktop_app.training.search.choices import is_in_use
from desktop_app.training.search.plots import SearchPlots
from desktop_app.training.search.trial_table import NUMBER_ROLE, TrialTable
from desktop_app.training.search.words import settings_words, trial_sentence, value_number
from ml_engine.reports.search_file import SearchFile, Trial

TABLE_SHARE, PLOT_SHARE = 11, 10


class OutcomeView(QWidget):
    """Shows session.searches. Signals: use_wanted(int), open_wanted(int): of a trial.   csv_wanted()."""

    use_wanted = Signal(int)
    open_wanted = Signal(int)
    csv_wanted = Signal()

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._chosen = 0  # 0: the best, whichever that is
        self._says = PlainLabel("", role="dim", wrap=True)
        self._says.setObjectName("search-says")
        self._bar = ThinProgress()
        self._bar.setObjectName("search-progress")
        self._bar.setAccessibleName(self.tr("How far the search is"))
        self.table = TrialTable()
        self.plots = SearchPlots(look)
        self._csv = QuietButton(self.tr("Save as CSV…"), look, icon="table")
        self._csv.setObjectName("search-csv")
        self._csv.setAccessibleName(self._csv.text())
        self._csv.setToolTip(self.tr("All trials with their settings, for a spreadsheet"))
        self._title = PlainLabel("", role="strong")
        self._title.setObjectName("search-trial-title")
        self._what = PlainLabel("", wrap=True)
        self._what.setObjectName("search-trial-settings")
        self._use = PrimaryButton(self.tr("Use these settings"), look, icon="check")
        self._use.setObjectName("search-use")
        self._open = QuietButton(self.tr("See its results"), look, icon="arrow-up-right")
        self._open.setObjectName("search-open")
        self._open.setAccessibleName(self._open.text())
        self._open.setToolTip(self.tr("Every trial is a run of its own, with curves and mistakes"))
        self._lay_out()
        self.table.chosen.connect(self.choose)
        self.table.opened.connect(self.open_wanted)
        self.plots.chosen.connect(self.choose)
        self.plots.opened.connect(self.open_wanted)
        self._use.clicked.connect(self._on_use_clicked)
        self._open.clicked.connect(self._on_open_clicked)
        self._csv.clicked.connect(self.csv_wanted)
        add_row_menu(self.table, look, "search-trial-menu", self._row_menu)
        session.runs.options_changed.connect(self._show_chosen)

    @property
    def trial(self) -> Trial | None:
        """The one that is chosen, else the best."""
        file = self._session.searches.file
        if file is None:
            return None
        found = next((trial for trial in file.trials if trial.number == self._chosen), None)
        return found or file.best

    @Slot(int)
    def choose(self, number: int) -> None:
        """Look at a trial, 0: at the best."""
        self._chosen = number
        self._show_chosen()

    def focus_first(self) -> None:
        self.table.setFocus()

    def bring_in_step(self) -> None:
        """With the session."""
        searches = self._session.searches
        file, work = searches.file, searches.work
        self._bar.setVisible(work is not None)
        if work is not None:
            self._bar.set_fraction(_part(file, work.epochs) if file is not None and file.trials else None)
        self._says.setText(self._state())
        self._csv.setEnabled(file is not None and bool(file.trials))
        if file is not None:
            self.table.show_file(file)
            self.plots.show_file(file)
        self._show_chosen()

    def _state(self) -> str:
        searches = self._session.searches
        file, work = searches.file, searches.work
        if file is None:
            return self.tr("Gathering the labels…") if work is not None else ""
        if work is not None and work.is_stopping:
            return self.tr("It pauses after this step; what is done is kept.")
        done, wanted = len(file.ended), file.wanted
        numbers = {"done": words.count(done), "total": words.count(wanted)}
        parts = []
        if work is not None:
            parts = [self.tr("{done} of {total} trainings").format(**numbers), time_left(work.eta_s)]
        elif searches.can_go_on:
            parts = [self.tr("Paused after {done} of {total} trainings; it can go on").format(**numbers)]
        else:
            parts = [self.tr("%n training(s) done", "", done)]
            if file.minutes and done < wanted:
                parts.append(self.tr("the time limit was reached"))
        early = sum(trial.result == "pruned" for trial in file.trials)
        if early:
            parts.append(self.tr("%n training(s) ended early", "", early))
        best = file.best
        if best is not None:
            text = self.tr("best: {metric} {value} in trial {number}")
            parts.append(
                text.format(
                    metric=metric_name(file.metric), value=value_number(file.metric, best.value),
                    number=QLocale().toString(best.number),
                )
            )  # fmt: skip
        return " · ".join(part for part in parts if part)

    @Slot()
    def _show_chosen(self) -> None:
        file, trial = self._session.searches.file, self.trial
        self._card.setVisible(trial is not None)
        self.table.choose(trial.number if trial is not None else 0)
        self.plots.dots.mark(str(trial.number) if trial is not None else "")
        if file is None or trial is None:
            return
        best, number = file.best, QLocale().toString(trial.number)
        is_best = best is not None and best.number == trial.number
        title = self.tr("Trial {number}, the best so far") if is_best else self.tr("Trial {number}")
        value = value_number(file.metric, trial.value)
        self._title.setText(f"{title.format(number=number)} · {metric_name(file.metric)} {value}")
        self._what.setText(settings_words(trial.values))
        self._what.setToolTip(trial_sentence(file, trial))
        used = is_in_use(file, trial, self._session.runs.options)
        self._use.setEnabled(not used and trial.result != "failed")
        self._use.setToolTip(
            self.tr("The next training has them already") if used else self.tr("The next training is made with them")
        )
        self._open.setEnabled(bool(trial.epochs))

    def _row_menu(self, index: QModelIndex) -> MenuItems:
        number = int(index.data(NUMBER_ROLE) or 0)
        see, use = partial(self.open_wanted.emit, number), partial(self.use_wanted.emit, number)
        return (
            MenuItem("trial-open", self.tr("See its results"), see, "arrow-up-right"),
            MenuItem("trial-use", self.tr("Use these settings"), use, "check"),
        )

    def _lay_out(self) -> None:
        self._card = Card()
        self._card.setObjectName("search-trial")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_M)
        inside.setSpacing(SPACE_S)
        inside.addWidget(self._title)
        inside.addWidget(self._what)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self._use)
        buttons.addWidget(self._open)
        buttons.addStretch(1)
        buttons.addWidget(self._csv)
        inside.addLayout(buttons)
        left = QVBoxLayout()
        left.setSpacing(SPACE_M)
        left.addWidget(self.table, 1)
        left.addWidget(self._card)
        both = QHBoxLayout()
        both.setSpacing(SPACE_M)
        both.addLayout(left, TABLE_SHARE)
        both.addWidget(self.plots, PLOT_SHARE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._says)
        layout.addWidget(self._bar)
        layout.addLayout(both, 1)

    def _on_use_clicked(self) -> None:
        if self.trial is not None:
            self.use_wanted.emit(self.trial.number)

    def _on_open_clicked(self) -> None:
        if self.trial is not None:
            self.open_wanted.emit(self.trial.number)


def _part(file: SearchFile, epochs: int) -> float:
    """How far it is, the trial that runs in parts."""
    done = float(len(file.ended))
    if file.trials and file.trials[-1].result == "running" and file.trials[-1].epochs and epochs:
        done += min(file.trials[-1].epochs[-1][0] / epochs, 1.0)
    return done / max(1, file.wanted)
