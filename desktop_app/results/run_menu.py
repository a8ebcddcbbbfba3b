"""The menu of a run in the list: look at it, compare it, use it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, QObject

from desktop_app.look.look import Look
from desktop_app.look.widgets.context_menu import MenuItem, MenuItems, add_row_menu
from desktop_app.project.query import ImageFilter, Query
from desktop_app.project.run_index import RunRow
from desktop_app.results.run_list import RUN_ROLE, RunItem, RunList
from desktop_app.session.background import Token
from desktop_app.session.file_manager import show_folder
from desktop_app.session.following import Tokens
from desktop_app.session.run_uses import can_export, has_model
from desktop_app.session.run_words import run_name
from desktop_app.session.session import Session
from ml_engine.domain.values import ImageStatus


@dataclass(frozen=True, slots=True)
class Doing:
    """What the place does with the run that is looked at. can_score: whether none is being scored."""

    show_card: Callable[[], None]
    score: Callable[[], None]
    can_score: Callable[[], bool]


class RunMenu(QObject):
    """Of a RunList. What it does to a run it does after choosing it."""

    def __init__(self, session: Session, look: Look, runs: RunList, doing: Doing) -> None:
        super().__init__(runs)
        self._session, self._runs, self._doing = session, runs, doing
        self._tokens = Tokens()
        self.destroyed.connect(self._tokens.cancel_all)
        add_row_menu(runs, look, "run-menu", self._items)

    def _items(self, index: QModelIndex) -> MenuItems:
        item = index.data(RUN_ROLE)
        row = self._session.runs.get(item.name) if isinstance(item, RunItem) else None
        if row is None or not isinstance(item, RunItem):
            return ()
        session, name = self._session, row.name
        can_propose = has_model(row) and session.proposing.progress is None and not session.read_only
        can_score = has_model(row) and item.can_compare and self._doing.can_score()
        others = self._others(row) if item.can_compare else ()
        return (
            MenuItem("run-card", self.tr("Show its card"), partial(self._with, name, self._doing.show_card),
                     "file-text"),
            MenuItem("run-compare", self.tr("Compare with"), icon="columns-2", enabled=bool(others), below=others),
            MenuItem("run-score", self.tr("Score again"), partial(self._with, name, self._doing.score), "refresh-cw",
                     can_score),
            None,
            MenuItem("run-propose", self.tr("Propose with it on pictures to do"), partial(self._propose, name),
                     "sparkles", can_propose),
            MenuItem("run-export", self.tr("Export its model…"), partial(self._export, name), "package-check",
                     can_export(row)),
            None,
            MenuItem("run-folder", self.tr("Open its folder"), partial(show_folder, session.runs.folder(name)),
                     "folder-open"),
        )  # fmt: skip

    def _others(self, row: RunRow) -> tuple[MenuItem, ...]:
        number = self._session.runs.number
        return tuple(
            MenuItem(f"run-compare-{other}", run_name(number(other)), partial(self._runs.compare, row.name, other))
            for other in self._runs.comparable
            if other != row.name
        )

    def _with(self, name: str, do: Callable[[], None]) -> None:
        self._session.runs.choose(name)
        do()

    def _export(self, name: str) -> None:
        self._session.runs.choose(name)
        self._session.go_to("export", "model")

    def _propose(self, name: str) -> None:
        self._session.runs.choose(name)
        work = partial(_to_do, self._session.query)
        self._tokens.add(self._session.background.run(work, self._on_background_to_do, urgent=True))

    def _on_background_to_do(self, ids: list[int]) -> None:
        self._session.proposing.propose(ids)
        if ids:
            self._session.show_pictures(ids, self.tr("Proposals"))


def _to_do(query: Query, _: Token) -> list[int]:
    return query.image_ids(ImageFilter(status=ImageStatus.NEW))
