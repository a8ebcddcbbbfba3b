"""The folders of the project's pictures: looked at again in the background, with what they bring along offered once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.formats.read import read_annotations
from desktop_app.formats.report import ImportReport
from desktop_app.project.folder_labels import FolderLabels, label_from_folders
from desktop_app.project.importing import images_root_of, import_dataset
from desktop_app.project.offers import Offer, find_offer
from desktop_app.project.query import Root
from desktop_app.project.roots import add_root, relink_root, remove_root
from desktop_app.project.scan import ScanReport, scan
from desktop_app.project.store import Project
from desktop_app.session.background import Token
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Progress

if TYPE_CHECKING:
    from desktop_app.session.session import Session

OFFER_ANSWERED = "offer_answered"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FolderWork:
    """What is being done. kind: 'scan', 'import', 'labels'.   done: pictures so far, total: 0 if unknown."""

    kind: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """How an import ended. changed: False if the project had all of it already."""

    report: ImportReport
    source: Path
    changed: bool


class Folders(QObject):
    """Roots, scans, imports.

    work: what is being done, None for nothing.   new_pictures: how many the last look at known folders found.
    Signals: changed(): roots, work, offer or new_pictures.   scanned(object): ScanReport.   imported(object): Imported.
    labelled(object): FolderLabels taken from folder names.
    """

    changed = Signal()
    scanned = Signal(object)
    imported = Signal(object)
    labelled = Signal(object)
    _progressed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._project: Project = session.project
        self._stop = Token()
        self._was_looked_at = False
        self._import_next: Path | None = None
        self._again = False
        self.roots: tuple[Root, ...] = ()
        self.work: FolderWork | None = None
        self.offer: Offer | None = None
        self.new_pictures = 0
        self._progressed.connect(self._on_progressed)

    def add(self, path: Path) -> None:
        """Add a folder of pictures and look into it."""
        self._change_roots(partial(_add, self._project, path))

    def remove(self, root: Root) -> None:
        """Take a folder out. Nothing is deleted; adding it again brings all back."""
        self._change_roots(partial(_remove, self._project, root.id))

    def relink(self, root: Root, path: Path) -> None:
        """The folder lies elsewhere now."""
        self._change_roots(partial(_relink, self._project, root.id, path))

    def rescan(self) -> None:
        """Look at all folders again. While something is done already: nothing."""
        if self.work is not None:
            return
        if self._project.read_only:
            self._read_roots()
            return
        self._start(FolderWork("scan"), partial(_scan, self._project, self._progressed.emit), self._on_background_scan)

    def cancel(self) -> None:
        """Ask what is done to stop; a scan keeps what it found, an import leaves nothing. `changed` tells when."""
        self._stop.cancel()

    def seen_new_pictures(self) -> None:
        """The chip was clicked: the new pictures are known."""
        self.new_pictures = 0
        self.changed.emit()

    def take_offer(self) -> None:
        """Do what was offered."""
        offer = self.offer
        if offer is None:
            return
        self.dismiss_offer()
        if offer.kind == "folders":
            self._start(FolderWork("labels"), partial(_label, self._project), self._on_background_labelled)
        elif offer.source is not None:
            self.import_file(offer.source)

    def dismiss_offer(self) -> None:
        """Never offer it again in this project."""
        self.offer = None
        if not self._project.read_only:
            self._project.submit_fact(OFFER_ANSWERED, "1")
        self.changed.emit()

    def import_file(self, source: Path) -> None:
        """Take annotations in, as one edit that can be undone."""
        if self.work is not None:
            self._session.say_error(
                UserError(
                    "busy",
                    self.tr("Something else is being read."),
                    self.tr("Wait until it has ended, then try again."),
                )
            )
            return
        self._start(
            FolderWork("import"),
            partial(_import, self._project, source, self._progressed.emit),
            self._on_background_imported,
        )

    def import_when_ready(self, source: Path) -> None:
        """import_file, after the look into the folders that runs now."""
        if self.work is None:
            self.import_file(source)
        else:
            self._import_next = source

    def _change_roots(self, work: Callable[[Token], None]) -> None:
        self._session.background.run(work, self._on_background_roots_changed, self._session.say_error)

    def _on_background_roots_changed(self, _: None) -> None:
        self._was_looked_at = False
        if self.work is None:
            self.rescan()
        else:
            self._again = True

    def _start(self, work: FolderWork, run: Callable[[Token], T], done: Callable[[T], None]) -> None:
        self.work = work
        self._stop = Token()
        # Stopped or not, the work comes to an end that is heard: what it wrote until then must be read.
        self._session.background.run(
            partial(_stoppable, run, self._stop), partial(self._on_background_done, done), self._on_background_failed
        )
        self.changed.emit()

    def _on_background_done(self, done: Callable[[T], None], result: T | None) -> None:
        if result is None:
            self._end()
            self._session.reread()
        else:
            done(result)

    def _end(self) -> None:
        self.work = None
        self._read_roots()
        self.changed.emit()
        if self._again:
            self._again = False
            QTimer.singleShot(0, self, self.rescan)

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

    def _on_background_scan(self, result: _Scanned) -> None:
        self._end()
        if self._was_looked_at:
            self.new_pictures += result.report.new
        self._was_looked_at = True
        self._session.pictures.refresh()
        if result.report.changed or result.report.moved or result.report.missing:
            self._session.documents.reload()
        self.offer = result.offer
        self.scanned.emit(result.report)
        source, self._import_next = self._import_next, None
        if source is not None:
            self.offer = None
            self.import_file(source)
        elif self.offer is not None and self.offer.kind == "folders":
            self.take_offer()  # nothing is asked: it can be undone
        self.changed.emit()

    def _on_background_imported(self, result: Imported) -> None:
        self._end()
        self._session.reread()
        self.imported.emit(result)

    def _on_background_labelled(self, result: FolderLabels) -> None:
        self._end()
        self._session.reread()
        self.labelled.emit(result)

    def _on_background_failed(self, error: UserError) -> None:
        self._end()
        self._session.say_error(error)

    def _read_roots(self) -> None:
        self._session.background.run(partial(_roots, self._project), self._on_background_roots)

    def _on_background_roots(self, roots: tuple[Root, ...]) -> None:
        if roots != self.roots:
            self.roots = roots
            self.changed.emit()


def _stoppable(run: Callable[[Token], T], stop: Token, _: Token) -> T | None:
    """What the work brings, None if it was stopped before it had something to bring."""
    try:
        return run(stop)
    except Cancelled:
        return None


@dataclass(frozen=True, slots=True)
class _Scanned:
    report: ScanReport
    offer: Offer | None


def _scan(project: Project, tell: Callable[[ScanReport], None], token: Token) -> _Scanned:
    report = scan(project, tell, token.is_cancelled)
    answered = project.query.fact(OFFER_ANSWERED) == "1"
    return _Scanned(report, None if answered or token.cancelled else find_offer(project))


def _import(project: Project, source: Path, tell: Callable[[Progress], None], token: Token) -> Imported:
    dataset = read_annotations(source, images_root_of(project, source))
    edit = import_dataset(project, dataset, progress=tell, should_stop=token.is_cancelled)
    return Imported(dataset.report, source, edit is not None)


def _label(project: Project, _: Token) -> FolderLabels:
    return label_from_folders(project)


def _roots(project: Project, _: Token) -> tuple[Root, ...]:
    return tuple(project.query.roots())


def _add(project: Project, path: Path, _: Token) -> None:
    project.transact(partial(add_root, folder=project.folder, root=path))


def _remove(project: Project, root_id: int, _: Token) -> None:
    project.transact(partial(remove_root, root_id=root_id))


def _relink(project: Project, root_id: int, path: Path, _: Token) -> None:
    project.transact(partial(relink_root, folder=project.folder, root_id=root_id, place=path))
