"""The recipe as a form, made from the table of its fields: sections, help, what was changed, what is wrong."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.i18n.messages import in_words
from desktop_app.look.look import Look
from desktop_app.look.tokens import SPACE_L, SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, PlainLabel, QuietButton
from desktop_app.look.widgets.file_dialogs import ask_file, ask_new_file
from desktop_app.look.widgets.segmented import Segmented
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from desktop_app.session.session import Session
from desktop_app.session.text_file import save_text, say_failure
from desktop_app.training.form.draft import (
    Draft,
    draft_from_toml,
    draft_of,
    options_of,
    problems_of,
    whole_toml,
)
from desktop_app.training.form.section_list import SectionList
from desktop_app.training.form.sections import Sections
from desktop_app.training.form.text_view import TextView
from desktop_app.training.planner import Planner
from desktop_app.training.sub_page import SubPage
from ml_engine.domain.errors import UserError
from ml_engine.training.recipe_fields import FIRST_FIELDS, NO_NUMBER, Value

SEARCH_AFTER_MS = 120
DEPTH_PROPERTY = "recipe_form_depth"  # on the session: places are rebuilt, what was looked at stays


class RecipePage(SubPage):
    """What is right is taken at once, for the next training; what is wrong is marked and waits."""

    NAME = "recipe"

    def __init__(self, session: Session, look: Look, planner: Planner) -> None:
        super().__init__(session, look, planner, "")
        self.title.setText(self.tr("Recipe"))
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        self._task = ""
        self._draft: Draft = draft_of(session.runs.options, "")
        self._wrong: dict[str, str] = {}  # fields whose text is no value at all
        self._is_filling = False
        self._search = QLineEdit()
        self._search.setObjectName("recipe-search")
        self._search.setAccessibleName(self.tr("Find a choice"))
        self._search.setPlaceholderText(self.tr("Find a choice"))
        self._search.setClearButtonEnabled(True)
        self._search.setFixedWidth(200)
        self._depth = Segmented("recipe-depth", (("first", self.tr("Simple")), ("all", self.tr("All"))))
        self._form_or_text = Segmented("recipe-view", (("form", self.tr("Form")), ("text", self.tr("TOML"))))
        self._says = PlainLabel("", role="dim", wrap=True)
        self._says.setObjectName("recipe-says")
        self._general = PlainLabel("", role="bad", wrap=True)
        self._general.setObjectName("recipe-wrong")
        self._general.hide()
        self._sections = Sections(look)
        self._list = SectionList(self._sections.titles)
        self._text = TextView()
        self._stack = QStackedWidget()
        self._typed = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._lay_out(look)
        self._connect()
        self._depth.set_chosen(str(session.property(DEPTH_PROPERTY) or "first"))
        self._form_or_text.set_chosen("form")
        self._filter()
        self._on_planner_changed()

    def open(self, detail: str) -> None:
        """detail: a field's name, or words to look for."""
        if detail:
            self._search.setText(detail)
            self._filter()
        self._on_planner_changed()

    def focus_first(self) -> None:
        self._search.setFocus()

    def _lay_out(self, look: Look) -> None:
        self._open = QuietButton(self.tr("Open…"), look, icon="folder-open")
        self._save = QuietButton(self.tr("Save…"), look, icon="save")
        self._reset = QuietButton(self.tr("Back to the usual"), look, icon="rotate-ccw")
        self._rate = QuietButton(self.tr("Find the rate"), look, icon="chart-line")
        buttons = ((self._rate, "rate"), (self._open, "open"), (self._save, "save"), (self._reset, "reset"))
        for button, name in buttons:
            button.setObjectName(f"recipe-{name}")
            button.setAccessibleName(button.text())
            self.tools.addWidget(button)
        self._rate.setToolTip(self.tr("A short search that shows which learning rates learn and which explode"))
        self._open.setToolTip(self.tr("Take the choices of a recipe's file (TOML)"))
        self._save.setToolTip(self.tr("Write all choices into a file, for vistazo train --recipe or another project"))
        self._reset.setToolTip(self.tr("Take every change back"))
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(self._says, 1)
        row.addWidget(self._search)
        row.addWidget(self._depth)
        row.addWidget(self._form_or_text)
        form = QWidget()
        across = QHBoxLayout(form)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE_L)
        side = Card()
        side_column = QVBoxLayout(side)
        side_column.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        side_column.addWidget(self._list)
        across.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._sections, 1)
        self._stack.addWidget(form)
        self._stack.addWidget(self._text)
        under = QVBoxLayout()
        under.setSpacing(SPACE_S)
        under.addLayout(row)
        under.addWidget(self._general)
        self.column.addLayout(under)
        self.column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._typed.start)
        self._typed.timeout.connect(self._filter)
        self._depth.chosen.connect(self._on_depth_chosen)
        self._form_or_text.chosen.connect(self._on_form_or_text_chosen)
        self._list.chosen.connect(self._sections.show_section)
        self._sections.section_seen.connect(self._list.set_current)
        self._sections.edited.connect(self._on_sections_edited)
        self._sections.reset_wanted.connect(self._on_sections_reset_wanted)
        self._sections.all_wanted.connect(partial(self._on_depth_chosen, "all"))
        self._text.edited.connect(self._on_text_edited)
        self._open.clicked.connect(self._on_open_clicked)
        self._save.clicked.connect(self._on_save_clicked)
        self._reset.clicked.connect(self._on_reset_clicked)
        self._rate.clicked.connect(partial(self.page_wanted.emit, "rate", ""))
        self.planner.changed.connect(self._on_planner_changed)
        self.session.runs.options_changed.connect(self._on_runs_options_changed)

    @Slot()
    def _on_planner_changed(self) -> None:
        plan = self.planner.plan
        self._task = plan.data.task if plan is not None else self.session.runs.options.task
        self._on_runs_options_changed()

    @Slot()
    def _on_runs_options_changed(self) -> None:
        if not self._is_filling and not self._wrong:
            self._show(draft_of(self.session.runs.options, self._task))

    def _show(self, draft: Draft) -> None:
        """Bring the form in step with a draft, also one with faults."""
        self._draft = draft
        problems = problems_of(draft, self._task) | self._wrong
        self._sections.show_draft(draft, problems)
        self._list.show_counts(self._sections.changes(draft), self._sections.faults(problems))
        general = problems.get("", "")
        self._general.setText(in_words(general))
        self._general.setVisible(bool(general))
        changed = len(draft.changed)
        if problems:
            text = self.tr("%n choice(s) cannot be used: the training keeps what it had before.", "", len(problems))
        elif changed:
            text = self.tr("%n choice(s) differ from the usual. The next training uses them.", "", changed)
        else:
            text = self.tr("Everything is as usual. What you change is used by the next training.")
        self._says.setText(text)
        self._reset.setEnabled(bool(changed or problems))
        self._save.setEnabled(not problems)
        if not problems:
            self._text.show_text(whole_toml(draft))

    def _take(self, draft: Draft) -> None:
        """Show it, and give it to the next training if nothing is wrong with it."""
        self._show(draft)
        if not problems_of(draft, self._task) and not self._wrong:
            self._is_filling = True
            self.session.runs.set_options(options_of(draft, self.session.runs.options))
            self._is_filling = False

    def _on_sections_edited(self, name: str, value: Value | None) -> None:
        if value is None:
            self._wrong[name] = NO_NUMBER
            self._show(self._draft)
            return
        self._wrong.pop(name, None)
        self._take(self._draft.with_value(name, value))

    def _on_sections_reset_wanted(self, name: str) -> None:
        self._wrong.pop(name, None)
        self._take(self._draft.with_value(name, self._draft.usual[name]))

    def _on_text_edited(self, text: str) -> None:
        try:
            draft = draft_from_toml(text, self._task)
        except UserError as error:
            self._text.say_wrong(f"{in_words(error.message)} {in_words(error.hint)}".strip())
            return
        self._text.say_wrong("")
        self._wrong = {}
        self._take(draft)

    def _on_depth_chosen(self, depth: str) -> None:
        self._depth.set_chosen(depth)
        self.session.setProperty(DEPTH_PROPERTY, depth)
        self._filter()

    @Slot()
    def _filter(self) -> None:
        words = self._search.text().casefold().split()
        shows_all = str(self.session.property(DEPTH_PROPERTY) or "first") == "all"
        # Who looks for something looks for it everywhere.
        self._sections.show_only(words, None if shows_all or words else frozenset(FIRST_FIELDS))
        self._list.show_titles(self._sections.shown_titles())

    def _on_form_or_text_chosen(self, view: str) -> None:
        self._stack.setCurrentIndex(1 if view == "text" else 0)
        self._search.setEnabled(view == "form")
        self._depth.setEnabled(view == "form")

    def _on_reset_clicked(self) -> None:
        self._wrong = {}
        self._take(Draft(self._draft.usual, self._draft.usual))

    def _on_open_clicked(self) -> None:
        kinds = self.tr("Recipes") + " (*.toml)"
        ask_file(self, self.tr("Open a recipe"), self._open_file, str(Path.home()), "recipes", kinds)

    def _open_file(self, path: Path) -> None:
        work = partial(_read, path, self._task)
        self._tokens.add(
            self.session.background.run(work, self._on_background_read, partial(say_failure, self.session))
        )

    def _on_background_read(self, draft: Draft) -> None:
        self._wrong = {}
        self._take(draft)

    def _on_save_clicked(self) -> None:
        words = self.tr("The recipe is in {file}.")
        save = partial(save_text, self.session, self._tokens, whole_toml(self._draft), words)
        ask_new_file(self, self.tr("Save the recipe"), save, "recipe", ".toml")


def _read(path: Path, task: str, _: Token) -> Draft:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("recipe", f"The recipe {path} cannot be read: {error}.", "Name a TOML text file.") from error
    return draft_from_toml(text, task)
