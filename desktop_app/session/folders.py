"""The folders of the project's pictures: looked at again in the background, with what they bring along offered once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.project.built_edits import placing_by_folders
from desktop_app.project.edits import Step
from desktop_app.project.folder_labels import FolderLabels
from desktop_app.project.offers import Offer
from desktop_app.project.query import Root
from desktop_app.project.scan import ScanReport
from desktop_app.project.store import Project
from desktop_app.session.background import Token
from desktop_app.session.folder_work import (
    OFFERS_ANSWERED,
    FolderWork,
    Imported,
    Scanned,
    add_folder,
    import_annotations,
    label_by_folders,
    look,
    read_roots,
    relink_folder,
    remove_folder,
    stoppable,
)
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Progress

if TYPE_CHECKING:
    from desktop_app.session.session import Session

T = TypeVar("T")


class Folders(QObject):
    """Roots, scans, imports.

    work: what is being done, None for nothing.   new_pictures: how many the last look at known folders found.
    absent: folders that were not there at the last look.
    Signals: changed(): roots, work, offer or new_pictures.   scanned(object): ScanReport.   imported(object): Imported.
    labelled(object): FolderLabels taken from folder names.   placed(int, object): pictures put
    into their folders' splits, and by which edit.
    """

    changed = Signal()
    scanned = Signal(object)
    imported = Signal(object)
    labelled = Signal(object)
    placed = Signal(int, object)
    _progressed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._project: Project = session.project
        self._stop = Token()
        self._was_looked_at = False
        self._imports: deque[Path] = deque()
        self._roots_on_their_way = 0
        self._again = False
        self._answered: frozenset[str] = frozenset()
        self._taking: Offer | None = None
        self.roots: tuple[Root, ...] = ()
        self.work: FolderWork | None = None
        self.offer: Offer | None = None
        self.new_pictures = 0
        self.absent: tuple[str, ...] = ()
        self._progressed.connect(self._on_progressed)

    def add(self, path: Path) -> None:
        """Add a folder of pictures and look into it."""
        self._change_roots(partial(add_folder, self._project, path))

    def remove(self, root: Root) -> None:
        """Take a folder out. Nothing is deleted; adding it again brings all back."""
        self._change_roots(partial(remove_folder, self._project, root.id))

    def relink(self, root: Root, path: Path) -> None:
        """The folder lies elsewhere now."""
        self._change_roots(partial(relink_folder, self._project, root.id, path))

    def rescan(self) -> None:
        """Look at all folders again. While something is done already: nothing."""
        if self.work is not None:
            return
        if self._project.read_only:
            self._read_roots()
            return
        self._start(FolderWork("scan"), partial(look, self._project, self._progressed.emit), self._on_background_scan)

    def cancel(self) -> None:
        """Ask what is done to stop, and forget the imports that wait. `changed` tells when.

        A scan keeps what it found, an import leaves nothing.
        """
        self._imports.clear()
        self._stop.cancel()

    def seen_new_pictures(self) -> None:
        """The chip was clicked: the new pictures are known."""
        self.new_pictures = 0
        self.changed.emit()

    def take_offer(self) -> None:
        """Do what was offered. It counts as answered when it is done."""
        offer, self.offer = self.offer, None
        if offer is None:
            return
        self.changed.emit()
        if offer.kind == "split":
            done = partial(self._on_bulk_placed, offer)
            self._session.bulk.apply(placing_by_folders(self._project.folder), done)
        elif offer.kind == "folders":
            self._start(FolderWork("labels"), partial(label_by_folders, self._project), self._on_background_labelled)
            self._taking = offer
        elif offer.source is not None and self.import_file(offer.source):
            self._taking = offer

    def dismiss_offer(self) -> None:
        """Not now: it comes back when what is offered is another thing."""
        offer, self.offer = self.offer, None
        if offer is not None:
            self._answer(offer)
            self.changed.emit()

    def import_file(self, source: Path) -> bool:
        """Take annotations in, from a file or a folder, as one edit that can be undone. Whether it begins."""
        if self.work is not None:
            self._session.say_error(
                UserError(
                    "busy",
                    self.tr("Something else is being read."),
                    self.tr("Wait until it has ended, then try again."),
                )
            )
            return False
        self._start(
            FolderWork("import"),
            partial(import_annotations, self._project, source, self._progressed.emit),
            self._on_background_imported,
        )
        return True

    def import_when_ready(self, source: Path) -> None:
        """import_file, after what is being done now and the imports that wait already."""
        self._imports.append(source)
        self._go_on()

    def _change_roots(self, work: Callable[[Token], None]) -> None:
        self._roots_on_their_way += 1
        self._session.background.run(
            work, self._on_background_roots_changed, self._on_background_roots_failed, urgent=True
        )

    def _on_background_roots_changed(self, _: None) -> None:
        self._roots_on_their_way -= 1
        self._was_looked_at = False
        self._again = True
        self._go_on()

    def _on_background_roots_failed(self, error: UserError) -> None:
        self._roots_on_their_way -= 1
        self._session.say_error(error)
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        """What waits begins when nothing is being done: a look into changed folders first, then imports."""
        if self.work is not None or self._roots_on_their_way:
            return
        if self._again:
            self._again = False
            self.rescan()
        elif self._imports:
            self.import_file(self._imports.popleft())

    def _start(self, work: FolderWork, run: Callable[[Token], T], done: Callable[[T], None]) -> None:
        self.work = work
        self._stop = Token()
        # Stopped or not, the work comes to an end that is heard: what it wrote until then must be read.
        self._session.background.run(
            partial(stoppable, run, self._stop), partial(self._on_background_done, done), self._on_background_failed
        )
        self.changed.emit()

    def _on_background_done(self, done: Callable[[T], None], result: T | None) -> None:
        if result is None:
            self._end()
            self._session.reread()
        else:
            done(result)

    def _end(self) -> None:
        self.work = self._taking = None
        self._read_roots()
        self.changed.emit()
        # Not at once: who hears of the end must find nothing being done.
        QTimer.singleShot(0, self, self._go_on)

    def _answer(self, offer: Offer) -> None:
        self._answered |= {offer.key}
        if not self._project.read_only:
            self._project.submit_fact(OFFERS_ANSWERED, " ".join(sorted(self._answered)))

    @Slot(object)
    def _on_progressed(self, report: ScanReport | Progress) -> None:
        if self.work is None:
            return
        if isinstance(report, Progress):
            self.work = replace(self.work, done=report.done, total=report.total)
        else:
            first = self.work.done == 0
            self.work = replace(self.work, done=report.found)
            if first and report.new:
                self._session.pictures.refresh()
        self.changed.emit()

    def _on_background_scan(self, result: Scanned) -> None:
        self._end()
        if self._was_looked_at:
            self.new_pictures += result.report.new
        self._was_looked_at = True
        self.absent = tuple(result.report.absent)
        self._session.pictures.refresh()
        if result.report.changed or result.report.moved or result.report.missing:
            self._session.documents.reload()
        self._answered |= result.answered
        self.offer = None if self._imports else result.offer
        self.scanned.emit(result.report)
        if self.offer is not None and self.offer.kind == "folders":
            self.take_offer()  # nothing is asked: it can be undone
        self.changed.emit()

    def _on_background_imported(self, result: Imported) -> None:
        if self._taking is not None:
            self._answer(self._taking)
        self._end()
        self._session.reread()
        self.imported.emit(result)

    def _on_background_labelled(self, result: FolderLabels) -> None:
        if self._taking is not None:
            self._answer(self._taking)
        self._end()
        self._session.reread()
        self.labelled.emit(result)

    def _on_bulk_placed(self, offer: Offer, step: Step | None) -> None:
        self._answer(offer)
        if step is not None:
            self.placed.emit(offer.pictures, step.head.id)

    def _on_background_failed(self, error: UserError) -> None:
        self._end()
        self._session.say_error(error)

    def _read_roots(self) -> None:
        self._session.background.run(partial(read_roots, self._project), self._on_background_roots)

    def _on_background_roots(self, roots: tuple[Root, ...]) -> None:
        if roots != self.roots:
            self.roots = roots
            self.changed.emit()
