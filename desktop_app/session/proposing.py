"""What the chosen run proposes: asking for it, the threshold, accepting and rejecting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.project.edits import make_edit
from desktop_app.project.ids import new_id
from desktop_app.project.proposing import submit_proposals
from desktop_app.project.run_places import cache_of_run
from desktop_app.session.background import Token
from desktop_app.session.edit_names import ACCEPT, REJECT
from desktop_app.session.run_thresholds import DEFAULT_THRESHOLD, RunThresholds
from desktop_app.session.weights_dirs import weights_dirs
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import (
    Event,
    JobCancelled,
    JobDone,
    JobFailed,
    PictureFailed,
    PicturePrediction,
    Progress,
)
from ml_engine.domain.values import Annotation, AnnotationKind, Proposal, ProposalStatus, Record
from ml_engine.jobs.handle import JobHandle
from ml_engine.jobs.specs import PredictJob

if TYPE_CHECKING:
    from desktop_app.session.session import Session

LEAST_SCORE = 0.05
MOST_A_PICTURE = 100
STORE_EVERY = 32


@dataclass(frozen=True, slots=True)
class ProposingProgress:
    """done, total: pictures.   failed: that could not be read.   found: proposals.   eta_s: None if unknown."""

    done: int
    total: int
    failed: int = 0
    found: int = 0
    eta_s: float | None = None


class Proposing(QObject):
    """Proposals of the chosen run.

    progress: None when nothing is asked for.   threshold: 0..1, below which proposals are hidden and not accepted; each
    run has its own, and the project keeps it.
    Signals: changed(): progress.   threshold_changed().   ended(object): the last ProposingProgress.
    """

    changed = Signal()
    threshold_changed = Signal()
    ended = Signal(object)
    _stored = Signal(object, object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._handle: JobHandle | None = None
        self._run = ""
        self._images: dict[str, int] = {}
        self._waiting: dict[int, tuple[Proposal, ...]] = {}
        self._storing = 0
        self._is_answered = False
        self.progress: ProposingProgress | None = None
        self.threshold = DEFAULT_THRESHOLD
        self._thresholds = RunThresholds(session.project, session.background, self)
        self._thresholds.changed.connect(self._on_threshold_is_another)
        self._stored.connect(self._on_stored)
        session.runs.chosen_changed.connect(self._on_threshold_is_another)

    def start(self) -> None:
        """Read the thresholds that the project keeps."""
        self._thresholds.read()

    def release(self) -> None:
        """The project is about to be closed: give it what it should keep."""
        self._thresholds.release()
        if not self._session.read_only:
            self._store()

    @property
    def can_propose(self) -> bool:
        """Whether there is a run to ask, and nothing is being asked."""
        return (
            bool(self._session.runs.chosen)
            and self.progress is None
            and not self._session.read_only
            and not self._session.engine.is_closed
        )

    def set_threshold(self, threshold: float) -> None:
        """Show proposals of the chosen run from this score on."""
        if threshold != self.threshold:
            self._thresholds.set(self._session.runs.chosen, threshold)
            self._show_threshold(threshold)

    def shown(self, proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
        """Those that reach the threshold."""
        return tuple(item for item in proposals if item.score >= self.threshold)

    def propose(self, image_ids: Sequence[int]) -> None:
        """Ask the chosen run for these pictures. What it says comes as `Documents.changed`, batch by batch."""
        if not self.can_propose or not image_ids:
            return
        self._run = self._session.runs.chosen
        self.progress = ProposingProgress(0, len(image_ids))
        self.changed.emit()
        self._session.background.run(
            partial(_paths, self._session, tuple(image_ids)), self._on_background_paths, self._on_background_failed
        )

    def cancel(self) -> None:
        """Stop asking; what was found so far stays."""
        if self._handle is not None:
            self._handle.cancel()

    def accept(self, image_id: int, ids: Iterable[UUID] | None = None) -> None:
        """Turn proposals into annotations, undoably. ids: None for all that are shown."""
        document = self._session.documents.get(image_id)
        if document is None:
            return
        chosen = _of(self.shown(document.proposals) if ids is None else document.proposals, ids)
        removed: list[Record] = list(chosen)
        added: list[Record] = [item.annotation for item in chosen]
        added += [replace(item, status=ProposalStatus.ACCEPTED) for item in chosen]
        if any(item.annotation.kind is AnnotationKind.TAG for item in chosen):
            removed += self._replaced_tags(document.tags, chosen)
        if chosen:
            self._session.apply(make_edit(ACCEPT, removed, added))

    def reject(self, image_id: int, ids: Iterable[UUID] | None = None) -> None:
        """Turn proposals down, undoably. They do not come back."""
        document = self._session.documents.get(image_id)
        if document is None:
            return
        chosen = _of(self.shown(document.proposals) if ids is None else document.proposals, ids)
        if chosen:
            turned_down = [replace(item, status=ProposalStatus.REJECTED) for item in chosen]
            self._session.apply(make_edit(REJECT, chosen, turned_down))

    def _replaced_tags(self, tags: Sequence[Annotation], chosen: Sequence[Proposal]) -> list[Annotation]:
        if not self._session.labels.several_per_picture:
            return list(tags)
        labels = {item.annotation.label_id for item in chosen}
        return [tag for tag in tags if tag.label_id in labels]

    def _show_threshold(self, threshold: float) -> None:
        if threshold != self.threshold:
            self.threshold = threshold
            self.threshold_changed.emit()

    def _on_threshold_is_another(self) -> None:
        self._show_threshold(self._thresholds.get(self._session.runs.chosen))

    def _on_background_paths(self, images: dict[str, int]) -> None:
        self._images = images
        folder = self._session.runs.folder(self._run)
        settings = self._session.settings.value
        job = PredictJob(
            str(folder),
            tuple(images),
            min_score=LEAST_SCORE,
            cache_dir=str(cache_of_run(folder)),
            device=settings.device,
            threads=settings.threads,
            weights_dirs=weights_dirs(self._session.project.folder, settings),
        )
        self._handle = self._session.engine.submit(job, self._on_job_event)

    def _on_background_failed(self, error: UserError) -> None:
        self._end()
        self._session.say_error(error)

    def _on_job_event(self, event: Event) -> None:
        progress = self.progress
        if progress is None:
            return
        match event:
            case PicturePrediction():
                self._take(event)
            case PictureFailed():
                self.progress = replace(progress, failed=progress.failed + 1)
            case Progress():
                self.progress = replace(progress, done=event.done, total=event.total, eta_s=event.eta_s)
                self.changed.emit()
            case JobDone() | JobCancelled():
                self._finish()
            case JobFailed():
                self._finish()
                self._session.say_error(UserError(event.code, event.message, event.hint))
            case _:
                pass

    def _take(self, prediction: PicturePrediction) -> None:
        image_id = self._images.get(prediction.image)
        if image_id is None:
            return
        found = _proposals(self._session, image_id, prediction, self._run)
        self._waiting[image_id] = found
        if self.progress is not None:
            self.progress = replace(self.progress, found=self.progress.found + len(found))
        if len(self._waiting) >= STORE_EVERY or image_id == self._session.current:
            self._store()

    def _store(self) -> None:
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, {}
        self._storing += 1
        future = submit_proposals(self._session.project, waiting)
        future.add_done_callback(partial(self._hand_over, tuple(waiting)))

    def _hand_over(self, image_ids: tuple[int, ...], future: Future[int]) -> None:
        # On the store thread.
        self._stored.emit(image_ids, future.exception())

    @Slot(object, object)
    def _on_stored(self, image_ids: tuple[int, ...], error: BaseException | None) -> None:
        self._storing -= 1
        self._session.documents.refresh(image_ids)
        if error is not None:
            self.cancel()
        if isinstance(error, UserError):
            self._session.say_error(error)
        if self._is_answered and self._storing == 0:
            self._end()
        if error is not None and not isinstance(error, UserError):
            raise error

    def _finish(self) -> None:
        """All is answered; it has ended when all is on disk."""
        self._store()
        self._is_answered = True
        if self._storing == 0:
            self._end()

    def _end(self) -> None:
        last, self.progress, self._handle, self._is_answered = self.progress, None, None, False
        self.changed.emit()
        if last is not None:
            self.ended.emit(last)


def _of(proposals: tuple[Proposal, ...], ids: Iterable[UUID] | None) -> tuple[Proposal, ...]:
    if ids is None:
        return proposals
    wanted = set(ids)
    return tuple(item for item in proposals if item.annotation.id in wanted)


def _paths(session: Session, image_ids: tuple[int, ...], _: Token) -> dict[str, int]:
    return {str(row.image.path): row.image.id for row in session.query.image_rows(image_ids) if not row.missing}


def _proposals(session: Session, image_id: int, answer: PicturePrediction, run: str) -> tuple[Proposal, ...]:
    """What a prediction proposes; labels that the project no longer has are left out."""
    found = []
    for box in (answer.boxes or ())[:MOST_A_PICTURE]:
        label = session.labels.by_name(box.label)
        if label is not None:
            x0, y0, x1, y1 = box.xyxy
            annotation = Annotation(new_id(), image_id, label.id, AnnotationKind.BOX, ((x0, y0), (x1, y1)))
            found.append(Proposal(annotation, box.score, run))
    if answer.boxes is None and answer.label is not None:
        several = session.labels.several_per_picture
        names = answer.top if several and answer.top else ((answer.label, answer.score or 0.0),)
        for name, score in names:
            label = session.labels.by_name(name)
            if label is not None and score >= LEAST_SCORE:
                found.append(Proposal(Annotation(new_id(), image_id, label.id, AnnotationKind.TAG), score, run))
    return tuple(found)
