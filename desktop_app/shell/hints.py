"""First-run hints: one small bubble at a time, each once, gone when the thing was done."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.look.look import Look
from desktop_app.session.action_keys import shown_key
from desktop_app.session.session import Session
from desktop_app.shell.hint_bubble import HintBubble
from desktop_app.shell.hint_list import HINTS, Done, Hint, focused_name
from desktop_app.shell.workspace import Workspace

# The window comes to rest first; a bubble that comes with it would not be read.
FIRST_AFTER_MS = 1_200
# Many signals of one gesture are one look.
LOOK_AFTER_MS = 60


class Hints(QObject):
    """Watches the session and shows what helps now. release() before the workspace goes.

    hints: in the order of their turn.
    """

    def __init__(
        self, workspace: Workspace, session: Session, look: Look, hints: tuple[Hint, ...] = HINTS,
        first_after_ms: int = FIRST_AFTER_MS,
    ) -> None:  # fmt: skip
        super().__init__(workspace)
        self._workspace = workspace
        self._session = session
        self._look = look
        self._hints = hints
        self._since = datetime.now(UTC)
        self._done = Done()
        self._shown: Hint | None = None
        self.bubble: HintBubble | None = None
        self._rest = QTimer(self, singleShot=True, interval=first_after_ms)
        self._look_soon = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._rest.timeout.connect(self._on_timeout)
        self._look_soon.timeout.connect(self._on_timeout)
        self._connect()
        self._rest.start()

    def release(self) -> None:
        """No more hints; the bubble goes."""
        self._rest.stop()
        self._look_soon.stop()
        session = self._session
        for signal in (
            session.current_changed, session.history.changed, session.runs.training_changed, session.runs.changed,
            session.pictures.counts_changed, session.labels.counts_changed, session.settings.changed,
        ):  # fmt: skip
            signal.disconnect(self._on_session_changed)
        session.documents.changed.disconnect(self._on_documents_changed)
        self._take_away()

    def _connect(self) -> None:
        session = self._session
        for signal in (
            session.current_changed, session.history.changed, session.runs.training_changed, session.runs.changed,
            session.pictures.counts_changed, session.labels.counts_changed, session.settings.changed,
        ):  # fmt: skip
            signal.connect(self._on_session_changed)
        session.documents.changed.connect(self._on_documents_changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_app_focus_changed)

    def _on_session_changed(self) -> None:
        self._watch()
        if not self._rest.isActive():
            self._look_soon.start()

    def _on_documents_changed(self, _: object) -> None:
        self._on_session_changed()

    def _on_app_focus_changed(self, _: QWidget | None, __: QWidget | None) -> None:
        if self._shown is not None:
            self._on_session_changed()

    def _watch(self) -> None:
        """Keep what was just done."""
        done = self._session.history.done
        edits = self._done.edits
        if done and done[-1].time >= self._since:
            edits = edits | {done[-1].name}
        trained = self._done.trained or self._session.runs.training is not None
        self._done = Done(edits, trained, focused_name())

    def _on_timeout(self) -> None:
        self._watch()
        if self._shown is not None and self._shown.done(self._session, self._done):
            self._remember(self._shown)
        if self._shown is not None and not self._shown.helps(self._session):
            self._take_away()
        if self._shown is None:
            self._show_next()

    def _show_next(self) -> None:
        seen = self._session.settings.value.hints_seen
        for hint in self._hints:
            if hint.id in seen or hint.done(self._session, self._done) or not hint.helps(self._session):
                continue
            anchor = self._workspace.findChild(QWidget, hint.anchor)
            if anchor is not None and anchor.isVisible():
                self._show(hint, anchor)
                return

    def _show(self, hint: Hint, anchor: QWidget) -> None:
        self._shown = hint
        self.bubble = HintBubble(hint.words, self._key(hint), self._look, anchor, self._workspace, hint.inside)
        self.bubble.closed.connect(self._on_bubble_closed)

    def _key(self, hint: Hint) -> str:
        registry = self._workspace.actions_registry
        spec = next((spec for spec in registry.specs if spec.id == hint.action), None)
        return "" if spec is None else shown_key(spec, self._session.settings.value.keys)

    def _on_bubble_closed(self) -> None:
        if self._shown is not None:
            self._remember(self._shown)

    def _remember(self, hint: Hint) -> None:
        """It was seen: not again."""
        self._take_away()
        settings = self._session.settings
        if hint.id not in settings.value.hints_seen:
            settings.change(hints_seen=(*settings.value.hints_seen, hint.id))

    def _take_away(self) -> None:
        self._shown = None
        if self.bubble is not None:
            self.bubble.hide()
            self.bubble.deleteLater()
            self.bubble = None
