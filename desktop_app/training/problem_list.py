"""What is missing: a line each, with the button that helps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.look.look import Look
from desktop_app.look.tokens import ICON_M, SPACE_M, SPACE_S
from desktop_app.look.widgets import Card, PlainLabel, QuietButton
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_menu
from desktop_app.session.file_manager import copy_text
from desktop_app.session.session import Session
from desktop_app.training.plan import Problem
from desktop_app.training.problems import Remedy, remedy


class ProblemLine(Card):
    """One sentence and its button."""

    def __init__(self, look: Look, problem: Problem, words: Remedy) -> None:
        super().__init__()
        self.setObjectName(f"train-problem-{problem.code}")
        self._look, self._words = look, words
        self._is_bad = problem.severity == "bad"
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(ICON_M, ICON_M))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_S, SPACE_S)
        layout.setSpacing(SPACE_S)
        layout.addWidget(self._icon)
        layout.addWidget(PlainLabel(words.text, wrap=True), 1)
        if words.act is not None:
            button = QuietButton(words.button, look)
            button.setObjectName(f"train-fix-{problem.code}")
            button.setAccessibleName(words.button)
            button.setAccessibleDescription(words.text)
            button.clicked.connect(partial(_call, words.act))
            layout.addWidget(button)
        add_menu(self, look, "train-problem-menu", self._menu_items)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _menu_items(self, _: QPoint | None) -> MenuItems:
        words = self._words
        fix = (MenuItem("fix-problem", words.button, words.act), None) if words.act is not None else ()
        return (*fix, MenuItem("copy-sentence", self.tr("Copy the sentence"), partial(copy_text, words.text), "copy"))

    def _on_look_changed(self) -> None:
        name, color = ("circle-alert", "bad") if self._is_bad else ("triangle-alert", "warn")
        self._icon.setPixmap(self._look.pixmap(name, color, ICON_M))


class ProblemList(QWidget):
    """Hidden while nothing is missing."""

    def __init__(
        self,
        session: Session,
        look: Look,
        set_task: Callable[[str], None],
        open_backbones: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("train-problems")
        self._session, self._look = session, look
        self._set_task, self._open_backbones = set_task, open_backbones
        self._shown: tuple[Problem, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE_S)
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """These and no others."""
        if tuple(problems) == self._shown:
            return
        self._shown = tuple(problems)
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for problem in problems:
            words = remedy(problem, self._session, self._set_task, self._open_backbones)
            self._layout.addWidget(ProblemLine(self._look, problem, words))
        self.setVisible(bool(problems))


def _call(act: Callable[[], None], _checked: bool = False) -> None:
    act()
