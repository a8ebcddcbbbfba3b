"""The export of annotations that runs or has ended. It belongs to the session, as ModelExport does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.formats.export import export_dataset
from desktop_app.formats.values import ExportPicture, ExportReport
from desktop_app.project.export_pictures import pictures_to_export
from desktop_app.project.snapshot import build_snapshot
from desktop_app.project.store import Project
from desktop_app.session.background import Token
from desktop_app.session.session import Session
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Notice, Progress
from ml_engine.domain.values import Split

Phase = Literal["idle", "splitting", "reading", "writing", "stopping", "done", "failed", "stopped"]


@dataclass(frozen=True, slots=True)
class AnnotationOptions:
    """copies: of the pictures too.   splits: a folder for each split; pictures without a place get one first."""

    format: str
    folder: Path
    copies: bool = True
    splits: bool = True


@dataclass(frozen=True, slots=True)
class AnnotationResult:
    """report: of the writer.   unreadable: pictures that could not be read for their size.

    splits: how many pictures each split got.
    """

    report: ExportReport
    unreadable: tuple[str, ...] = ()
    splits: tuple[tuple[Split, int], ...] = ()


@dataclass(frozen=True, slots=True)
class AnnotationExportState:
    phase: Phase = "idle"
    options: AnnotationOptions | None = None
    done: int = 0
    total: int = 0
    result: AnnotationResult | None = None
    error: UserError | None = None

    @property
    def is_running(self) -> bool:
        return self.phase in ("splitting", "reading", "writing", "stopping")


class AnnotationExport(QObject):
    """At most one at a time. Signals: changed(): the state is another one."""

    changed = Signal()
    _progressed = Signal(object, object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("annotation-export")
        self._session = session
        self._token: Token | None = None
        self.state = AnnotationExportState()
        self._progressed.connect(self._on_progressed)

    @classmethod
    def of(cls, session: Session) -> AnnotationExport:
        """The one of a session, made when it is first asked for."""
        return session.findChild(cls, "annotation-export") or cls(session)

    def start(self, options: AnnotationOptions) -> None:
        """Write what a person labelled or verified. Nothing happens while another export runs."""
        if self.state.is_running:
            return
        self._set(AnnotationExportState("reading", options))
        work = partial(_export, self._session.project, options, self._progressed.emit)
        self._token = self._session.background.run(work, self._on_background_done, self._on_background_failed)

    def cancel(self) -> None:
        """Stop at the next picture; nothing stays behind."""
        if self._token is not None and self.state.is_running:
            self._token.cancel()
            self._end(replace(self.state, phase="stopped"))

    @Slot(object, object)
    def _on_progressed(self, token: Token, progress: Progress) -> None:
        if token is self._token and self.state.is_running:
            phases: dict[str, Phase] = {"export": "writing", "read": "reading"}
            phase = phases.get(progress.phase, "splitting")
            self._set(replace(self.state, phase=phase, done=progress.done, total=progress.total))

    def _on_background_done(self, found: tuple[AnnotationResult, bool]) -> None:
        result, was_split = found
        self._end(replace(self.state, phase="done", result=result))
        if was_split:
            self._session.reread()

    def _on_background_failed(self, error: UserError) -> None:
        self._end(replace(self.state, phase="failed", error=error))

    def _end(self, state: AnnotationExportState) -> None:
        self._token = None
        self._set(state)

    def _set(self, state: AnnotationExportState) -> None:
        self.state = state
        self.changed.emit()


def _export(
    project: Project, options: AnnotationOptions, tell: Callable[[Token, Progress], None], token: Token
) -> tuple[AnnotationResult, bool]:
    """The result, and whether pictures were given places in the split for it."""
    pictures, unreadable = pictures_to_export(project)
    was_split = False
    if options.splits and any(picture.split is None for picture in pictures) and not project.read_only:
        _split(project, partial(tell, token), token)
        pictures, unreadable = pictures_to_export(project)
        was_split = True
    if not options.splits:
        pictures = [_unsplit(picture) for picture in pictures]
    report = export_dataset(
        project.query.labels(archived=True),
        pictures,
        options.folder,
        options.format,
        options.copies,
        partial(tell, token),
        token.is_cancelled,
    )
    splits = Counter(picture.split for picture in pictures if picture.split is not None)
    counted = tuple((split, splits[split]) for split in Split if splits[split])
    return AnnotationResult(report, tuple(error.message for error in unreadable), counted), was_split


def _split(project: Project, tell: Callable[[Progress], None], token: Token) -> None:
    """Give every labelled picture its place, as a training would; an edit that can be undone."""

    def hear(event: Notice | Progress) -> None:
        if isinstance(event, Progress):
            tell(event)

    build_snapshot(project, progress=hear, should_stop=token.is_cancelled)


def _unsplit(picture: ExportPicture) -> ExportPicture:
    return replace(picture, split=None)
