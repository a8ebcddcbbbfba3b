"""What is wrong with the split of the open project, computed in the background while somebody looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.project.split_settings import SplitSettings, keep_split_settings, read_split_settings
from desktop_app.project.split_work import SplitState, mend_edit, planned, read_splittable
from desktop_app.session.background import Token
from desktop_app.session.following import Tokens
from ml_engine.domain.errors import UserError
from ml_engine.domain.split_check import SplitCheck
from ml_engine.domain.values import Edit

if TYPE_CHECKING:
    from desktop_app.session.session import Session

WAIT_MS = 400
# More take seconds of a core that the window needs too: those are checked when a person asks.
CHECKED_BY_ITSELF = 20_000


@dataclass(frozen=True, slots=True)
class Health:
    """settings: of the project.   state: the split as the next training would find it, None for a large project that

    was not checked.   anew: as it would be if all pictures were placed anew, None where that is the same.
    """

    settings: SplitSettings
    pictures: int
    state: SplitState | None = None
    anew: SplitState | None = None

    @property
    def check(self) -> SplitCheck:
        return self.state.check if self.state is not None else SplitCheck()


class SplitHealth(QObject):
    """Owner of the project's split settings in the window.

    Signals: changed(): `value`, or is_fresh.   settings_changed(): another way to split was chosen.
    """

    changed = Signal()
    settings_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._tokens = Tokens()
        self._watchers: set[int] = set()
        self._chosen: SplitSettings | None = None  # on its way into the project
        self.value: Health | None = None
        self.is_fresh = False
        self.is_working = False
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self.refresh)
        for changed in (session.documents.touched, session.labels.changed, session.pictures.counts_changed):
            changed.connect(self._on_session_changed)
        self.destroyed.connect(self._tokens.cancel_all)

    def watch(self, who: int, watched: bool) -> None:
        """Whether this view (by its id()) looks: only then is it computed by itself."""
        (self._watchers.add if watched else self._watchers.discard)(who)
        if watched and not self.is_fresh:
            self._timer.start()

    def forget(self, who: int, _: object = None) -> None:
        """This view is gone. For `destroyed`."""
        self._watchers.discard(who)

    @Slot()
    def refresh(self) -> None:
        """Compute it now; `changed` tells."""
        self._compute(most=CHECKED_BY_ITSELF)

    def check_now(self) -> None:
        """However large the project is."""
        self._compute(most=0)

    def choose(self, settings: SplitSettings) -> None:
        """Split this way from now on; pictures that have a place keep it."""
        if self._session.read_only:
            return
        # What is being computed is of another choice; what is written must not be cancelled with it.
        self._tokens.cancel_all()
        self._chosen = settings
        kept = keep_split_settings(self._session.project, settings)
        done, failed = partial(self._on_background_kept, settings), partial(self._on_background_not_kept, settings)
        self._session.background.run(lambda _: kept.result(), done, failed)

    def mend(self, image_ids: tuple[int, ...] = (), done: Callable[[], None] | None = None) -> None:
        """Move the groups of these pictures, or all, into one part each; can be undone."""
        work = partial(_mend, self._session, image_ids)
        self._session.background.run(work, partial(self._on_background_edit, done), self._session.say_error)

    def _compute(self, most: int) -> None:
        self._timer.stop()
        self._tokens.cancel_all()
        self.is_working = True
        work = partial(_look, self._session, most, self._chosen)
        self._tokens.add(self._session.background.run(work, self._on_background_looked, self._on_background_failed))

    @Slot()
    def _on_session_changed(self, *_: object) -> None:
        self._tokens.cancel_all()
        self.is_fresh = False
        if self._watchers:
            self._timer.start()

    def _on_background_looked(self, health: Health) -> None:
        self.value, self.is_fresh, self.is_working = health, True, False
        self.changed.emit()

    def _on_background_failed(self, error: UserError) -> None:
        self.is_fresh, self.is_working = True, False
        self._session.say_error(error)
        self.changed.emit()

    def _on_background_kept(self, settings: SplitSettings, _: None) -> None:
        if self._chosen == settings:
            self._chosen = None
        self.settings_changed.emit()
        self.refresh()

    def _on_background_not_kept(self, settings: SplitSettings, error: UserError) -> None:
        self._session.say_error(error)
        self._on_background_kept(settings, None)

    def _on_background_edit(self, done: Callable[[], None] | None, edit: Edit | None) -> None:
        if edit is not None:
            self._session.apply(edit)
        if done is not None:
            done()


def _look(session: Session, most: int, chosen: SplitSettings | None, token: Token) -> Health:
    settings = chosen or read_split_settings(session.query)
    found = read_splittable(session.query, token.is_cancelled, session.project.folder)
    count = len(found.rows)
    if most and count > most:
        return Health(settings, count)
    seed = session.runs.options.seed
    state = planned(found, settings, seed=seed)
    anew = planned(found, settings, anew=True, seed=seed) if state.was else None
    return Health(settings, count, state, anew)


def _mend(session: Session, image_ids: tuple[int, ...], token: Token) -> Edit | None:
    found = read_splittable(session.query, token.is_cancelled, session.project.folder)
    return mend_edit(found, read_split_settings(session.query), image_ids)
