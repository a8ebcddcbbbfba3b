"""One open project: the place where every change goes in, and where every view asks and listens."""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.look.message import Message
from desktop_app.project.edits import Step
from desktop_app.project.query import ImageFilter, Query
from desktop_app.project.store import Project
from desktop_app.session.ablations import Ablations
from desktop_app.session.background import Background, Token
from desktop_app.session.bulk_edits import BulkEdits
from desktop_app.session.cross_validating import CrossValidating
from desktop_app.session.documents import Document, Documents, touched_pictures
from desktop_app.session.engine_bridge import EngineBridge
from desktop_app.session.facts import Facts
from desktop_app.session.folders import Folders
from desktop_app.session.history import History
from desktop_app.session.label_set import LabelSet
from desktop_app.session.object_selection import ObjectSelection
from desktop_app.session.picture_list import PictureList
from desktop_app.session.proposing import Proposing
from desktop_app.session.rate_search import RateSearch
from desktop_app.session.runs import Runs
from desktop_app.session.searches import Searches
from desktop_app.session.settings import SettingsStore
from desktop_app.session.split_health import SplitHealth
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Edit

CURRENT = "current_picture"
NEIGHBOURS = (1, -1, 2)
PREPARE_AFTER_MS = 10
END_PATIENCE_S = 10.0


class Session(QObject):
    """The open project and all that is known about the work on it.

    Signals: current_changed(): another picture, or none.   saved(object): datetime of the last commit.
    said(object): a Message for the bar.   place_wanted(str, str): a place of the window, and a detail in it.
    project_wanted(object): Path of another project that the window shall open in place of this one.
    """

    current_changed = Signal()
    saved = Signal(object)
    said = Signal(object)
    place_wanted = Signal(str, str)
    project_wanted = Signal(object)
    _committed = Signal(object, int, object)
    _stepped = Signal(object, object)

    def __init__(
        self,
        project: Project,
        background: Background,
        engine: EngineBridge,
        settings: SettingsStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.project = project
        self.query = project.query
        self.background = background
        self.engine = engine
        self.settings = settings
        self.current: int | None = None
        self.last_saved: datetime | None = None
        self.documents = Documents(project.query, background, self)
        self.pictures = PictureList(project.query, background, self)
        self.labels = LabelSet(project, background, self)
        self.objects = ObjectSelection(self)
        self.history = History(project, self)
        self.runs = Runs(project, background, engine, settings, self)
        self.ablations = Ablations(project, background, engine, settings, self)
        self.rate_search = RateSearch(project, background, engine, self.runs, self)
        self.searches = Searches(project, background, engine, settings, self.runs, self)
        self.proposing = Proposing(self)
        self.facts = Facts(self)
        self.folders = Folders(self)
        self.bulk = BulkEdits(self)
        self.split = SplitHealth(self)
        self.folds = CrossValidating(self)
        # What comes next is read after the picture that was asked for has been painted.
        self._prepare = QTimer(self, singleShot=True, interval=PREPARE_AFTER_MS)
        self._prepare.timeout.connect(self._on_prepare_timeout)
        self._wanted: int | None = None
        self._wanted_file: Path | None = None
        self._is_current_read = False
        self._is_retired = False
        self._connect()

    @property
    def read_only(self) -> bool:
        return self.project.read_only

    @property
    def name(self) -> str:
        """What the project is called."""
        return self.project.folder.name

    @property
    def document(self) -> Document | None:
        """The current picture, None if there is none or it is being loaded."""
        return None if self.current is None else self.documents.get(self.current)

    def start(self) -> None:
        """Read the project for the first time, and look at its folders."""
        self.background.run(self._read_current, self._on_background_current, urgent=True)
        self.pictures.refresh()
        self.runs.refresh()
        self.runs.recall_augment()
        self.proposing.start()
        self.folders.rescan()

    def show(self, image_id: int | None) -> None:
        """Make a picture the current one."""
        if image_id == self.current:
            return
        self.current = image_id
        self.objects.clear()
        if image_id is not None:
            self.documents.get(image_id)
            self._prepare.start()
        self.current_changed.emit()

    def next(self) -> None:
        """The next picture of the list; at its end: nothing."""
        self._step(1)

    def previous(self) -> None:
        """The picture before; at the start: nothing."""
        self._step(-1)

    def show_file(self, path: Path) -> None:
        """Show the picture of a file, as soon as the project knows it."""
        self._wanted_file = path
        self._find_wanted_file()

    def show_pictures(self, ids: Sequence[int], title: str) -> None:
        """Go to the Label place with a list of just these pictures, under a title that says what they are."""
        self.pictures.set_ids(ids, title)
        if ids and self.current not in set(ids):
            self.show(ids[0])
        self.go_to("label")

    def apply(self, edit: Edit, *, merge_repeats: bool = False) -> None:
        """Do an edit: seen at once, soon on disk; if the disk refuses, it is taken back with a message."""
        if self._is_retired:
            return
        try:
            future = self.project.submit(edit, merge_repeats=merge_repeats)
        except UserError as error:
            self.say_error(error)
            return
        self._show_edit(edit)
        number = self.documents.apply(edit, pending=True)
        self.history.push(edit, merge_repeats=merge_repeats)
        future.add_done_callback(partial(self._hand_over_commit, edit, number))

    def undo(self) -> None:
        """Take the last edit back, whatever picture it was in."""
        if not self._is_retired and self.history.step_back():
            self._submit_step(self.project.submit_undo())

    def redo(self) -> None:
        """Do again what was undone last."""
        if not self._is_retired and self.history.step_forward():
            self._submit_step(self.project.submit_redo(), is_redo=True)

    def say(self, message: Message) -> None:
        """A sentence in the message bar."""
        self.said.emit(message)

    def say_error(self, error: UserError) -> None:
        """A failure in the message bar."""
        self.say(Message("bad", error.message, error.hint))

    def go_to(self, place: str, detail: str = "") -> None:
        """Ask the window for a place: 'label', 'train', 'results', 'inside', 'export', 'lab', 'lessons'."""
        self.place_wanted.emit(place, detail)

    def open_project(self, path: Path) -> None:
        """Ask the window for another project, which takes the place of this one."""
        self.project_wanted.emit(path)

    def reread(self) -> None:
        """Something else than an edit of this window changed the project: ask for everything again."""
        self.labels.reload()
        self.documents.reload()
        self.pictures.refresh()
        self.history.resync()
        self.documents.touched.emit(frozenset())

    def tell_saved(self) -> None:
        """What was done last is on disk now."""
        self.last_saved = datetime.now().astimezone()
        self.saved.emit(self.last_saved)

    def retire(self) -> None:
        """Take no more and give the store all that waits; end() follows. Nothing here waits."""
        if self._is_retired:
            return
        self._is_retired = True
        self.engine.retire()
        self.folders.cancel()
        self.proposing.release()
        self.history.release()
        if not self.read_only and self.current is not None:
            self.project.submit_fact(CURRENT, str(self.current))
        self.background.retire()

    def end(self, patience_s: float = END_PATIENCE_S, work_patience_s: float = math.inf) -> bool:
        """After retire(), on whatever thread may wait: jobs and work end, what waits is written, the project is let go.

        patience_s: how long a training may take to save itself.   work_patience_s: how long work in the background may
        take to end. Returns whether it has: else a thread still runs, which finds the project closed.
        """
        self.engine.close(patience_s)
        has_ended = self.background.wait(work_patience_s)
        self.project.close()
        return has_ended

    def close(self) -> None:
        """retire() and end()."""
        self.retire()
        self.end()

    def _connect(self) -> None:
        self.documents.touched.connect(self.pictures.recount_soon)
        self.documents.touched.connect(self.labels.recount_soon)
        self.documents.changed.connect(self._on_documents_changed)
        self.pictures.changed.connect(self._on_pictures_changed)
        self.runs.history_written.connect(self._on_runs_history_written)
        self.ablations.history_written.connect(self._on_runs_history_written)
        self.searches.history_written.connect(self._on_runs_history_written)
        self._committed.connect(self._on_committed)
        self._stepped.connect(self._on_stepped)

    def _step(self, step: int) -> None:
        wanted = self.pictures.neighbour(self.current, step)
        if wanted is not None:
            self.show(wanted)

    def _show_edit(self, edit: Edit) -> None:
        self.labels.apply(edit)

    def _on_prepare_timeout(self) -> None:
        neighbours = (self.pictures.neighbour(self.current, step) for step in NEIGHBOURS)
        self.documents.load(item for item in neighbours if item is not None)

    def _read_current(self, _: Token) -> str | None:
        return self.query.fact(CURRENT)

    def _on_background_current(self, value: str | None) -> None:
        self._wanted = int(value) if value is not None and value.isdigit() else None
        self._is_current_read = True
        self._on_pictures_changed()

    def _find_wanted_file(self) -> None:
        if self._wanted_file is not None:
            work = partial(_picture_of, self.query, self._wanted_file)
            self.background.run(work, self._on_background_wanted_file, urgent=True)

    def _on_background_wanted_file(self, image_id: int | None) -> None:
        if image_id is not None and self._wanted_file is not None:
            self._wanted_file = None
            self.show(image_id)

    def _on_pictures_changed(self) -> None:
        self._find_wanted_file()
        if self._wanted is not None and self.pictures.index_of(self._wanted) is not None:
            wanted, self._wanted = self._wanted, None
            self.show(wanted)
        elif self.pictures.ids and not self.pictures.is_loading and self._is_current_read:
            self._wanted = None
            if self.current is None:
                self.show(self.pictures.ids[0])

    def _on_documents_changed(self, ids: frozenset[int]) -> None:
        if self.current in ids and (document := self.document) is not None:
            there = [item.id for item in document.annotations]
            self.objects.keep([*there, *(item.annotation.id for item in document.proposals)])

    # A future's callback runs on the store thread: signals carry it to the window's.
    def _hand_over_commit(self, edit: Edit, number: int, future: Future[None]) -> None:
        self._committed.emit(edit, number, future.exception())

    @Slot(object, int, object)
    def _on_committed(self, edit: Edit, number: int, error: BaseException | None) -> None:
        if error is None:
            self.documents.settled(number)
            self.tell_saved()
            return
        back = edit.inverse()
        self._show_edit(back)
        self.documents.apply(back)
        self.documents.settled(number)
        self.documents.refresh(touched_pictures(edit))
        self.labels.reload()
        self.history.resync()
        self._say_failure(error)

    def _submit_step(self, future: Future[Step | None], *, is_redo: bool = False) -> None:
        future.add_done_callback(partial(self._hand_over_step, is_redo))

    def _hand_over_step(self, is_redo: bool, future: Future[Step | None]) -> None:
        error = future.exception()
        if is_redo and isinstance(error, UserError) and error.code == "edit-conflict":
            # It never will fit again: left there, it would stand before all that could be done again after it.
            self.project.submit_forget_undone()
        self._stepped.emit(None if error else future.result(), error)

    @Slot(object, object)
    def _on_stepped(self, step: Step | None, error: BaseException | None) -> None:
        if error is not None or step is None:
            self.history.resync()
            if error is not None:
                self._say_failure(error)
            return
        self.tell_saved()
        if step.edit is None:
            self.reread()
            return
        self._show_edit(step.edit)
        self.documents.apply(step.edit)
        touched = touched_pictures(step.edit)
        if touched and self.current not in touched:
            self.show(min(touched, key=self._place_in_list))

    def _place_in_list(self, image_id: int) -> tuple[bool, int]:
        place = self.pictures.index_of(image_id)
        return place is None, image_id if place is None else place

    def _on_runs_history_written(self) -> None:
        self.history.resync()
        self.documents.reload()

    def _say_failure(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.say_error(error)
            return
        raise error


def _picture_of(query: Query, file: Path, _: Token) -> int | None:
    """The picture that a file is, None if the project does not know it (yet)."""
    rows = query.image_rows(query.image_ids(ImageFilter(text=file.name)))
    return next((row.image.id for row in rows if row.image.path == file), None)
