"""The search for better settings: at most one runs, those on disk are shown, and one that was stopped goes on.

The file of a search is its truth; between two readings the trial that runs is known from what the worker says of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.project.run_places import cache_of_run
from desktop_app.project.run_start import discard_empty_search, start_search
from desktop_app.project.store import Project
from desktop_app.session.background import Background, Token
from desktop_app.session.engine_bridge import EngineBridge
from desktop_app.session.runs import Runs
from desktop_app.session.settings import SettingsStore
from desktop_app.session.training_state import TrainOptions
from desktop_app.session.weights_dirs import weights_dirs
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed, Notice, Progress, TrialState
from ml_engine.jobs.handle import JobHandle
from ml_engine.jobs.specs import SearchJob
from ml_engine.reports.search_file import SearchFile, Trial, find_searches, read_search, write_search

TELL_EVERY_MS = 50


@dataclass(frozen=True, slots=True)
class SearchPlan:
    """What is searched. options: of the trainings.   ranges: TOML as training/search_ranges.py takes it.

    trials, minutes, seed, keep_all: as in SearchFile.
    """

    options: TrainOptions
    ranges: str
    trials: int
    minutes: float = 0.0
    seed: int = 0
    keep_all: bool = False


@dataclass(frozen=True, slots=True)
class SearchWork:
    """A search that runs. folder: None while the labels are gathered.   eta_s: of all its trials."""

    folder: Path | None = None
    eta_s: float | None = None
    epochs: int = 0
    said: str = ""
    is_stopping: bool = False


class Searches(QObject):
    """work: None while none runs.   folder, file: of the search that is looked at, None for none.

    folders: of all on disk, newest first.   problem: why the last one ended, None if it came to its end or was stopped.
    Signals: changed(): any of them (20 times a second at most).   history_written(): the split's places are an edit.
    """

    changed = Signal()
    history_written = Signal()

    def __init__(
        self,
        project: Project,
        background: Background,
        engine: EngineBridge,
        settings: SettingsStore,
        runs: Runs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._project, self._background, self._engine = project, background, engine
        self._settings, self._runs = settings, runs
        self.work: SearchWork | None = None
        self.folder: Path | None = None
        self.folders: tuple[Path, ...] = ()
        self.problem: UserError | None = None
        self._read: SearchFile | None = None
        self._live: Trial | None = None
        self._handle: JobHandle | None = None
        self._preparing: Token | None = None
        self._tell = QTimer(self, singleShot=True, interval=TELL_EVERY_MS)
        self._tell.timeout.connect(self.changed)

    @property
    def is_running(self) -> bool:
        return self.work is not None

    @property
    def file(self) -> SearchFile | None:
        """As read last, with the trial that runs as it is now. Not to be changed."""
        if self._read is None or self._live is None:
            return self._read
        live = self._live
        trials = [live if trial.number == live.number else trial for trial in self._read.trials]
        if all(trial.number != live.number for trial in trials):
            trials.append(live)
        return msgspec.structs.replace(self._read, trials=trials)

    @property
    def can_go_on(self) -> bool:
        """Whether the one that is looked at was stopped, or cut off, before its end."""
        file = self._read
        if self.work is not None or file is None:
            return False
        return len(file.ended) < file.wanted and not (file.minutes and file.seconds > 60 * file.minutes)

    def refresh(self) -> None:
        """Look what is on disk; the newest is shown where none was chosen."""
        if self.work is None:
            self._background.run(partial(_find, self._project.folder.runs, self.folder), self._on_background_found)

    def show(self, folder: Path | None) -> None:
        """Look at another one; None for none of them."""
        if self.work is None and folder != self.folder:
            self.folder, self._read, self._live, self.problem = folder, None, None, None
            self._reread()
            self.changed.emit()

    def start(self, plan: SearchPlan) -> None:
        """Gather the labels, then try. Nothing happens while another one runs."""
        if self.work is not None or self._engine.is_closed or self._project.read_only:
            return
        self.folder, self._read = None, None
        self._begin(SearchWork())
        self._preparing = self._background.run(
            partial(_prepare, self._project, self._file_of(plan), plan.options.split_from, self.history_written.emit),
            self._on_background_prepared,
            self._on_background_failed,
        )

    def go_on(self, more: int = 0) -> None:
        """With the one that is looked at. more: trials beyond those that were wanted; any limit of time is then off."""
        if self.work is not None or self.folder is None or self._engine.is_closed or self._project.read_only:
            return
        self._begin(SearchWork(self.folder))
        self._preparing = self._background.run(
            partial(_extend, self.folder, more), self._on_background_prepared, self._on_background_failed
        )

    def stop(self) -> None:
        """At the next step; every trial that is done is kept, and the one that runs goes on from there."""
        if self.work is None or self.work.is_stopping:
            return
        if self._preparing is not None:
            self._preparing.cancel()
            self._preparing = None
            self._end(JobCancelled(False))
            return
        if self._handle is not None:
            self._handle.cancel()
        self.work = replace(self.work, is_stopping=True)
        self.changed.emit()

    def _file_of(self, plan: SearchPlan) -> SearchFile:
        job = replace(self._runs.job(Path(), plan.options.task, plan.options), run_dir="", cache_dir="", recipe="")
        job = replace(job, epochs=0, unfreeze=0, input_size=0, weights_dirs=())
        return SearchFile(job, plan.ranges, plan.trials, plan.minutes, plan.seed, plan.keep_all)

    def _begin(self, work: SearchWork) -> None:
        self.work, self.problem, self._live = work, None, None
        self.changed.emit()

    def _on_background_prepared(self, found: tuple[Path, SearchFile]) -> None:
        self._preparing = None
        if self.work is None or self._engine.is_closed:
            return
        self.folder, self._read = found
        self.work = replace(self.work, folder=self.folder)
        settings = self._settings.value
        job = SearchJob(
            str(self.folder), str(cache_of_run(self.folder)), weights_dirs(self._project.folder, settings),
            settings.device, settings.threads, int(settings.cache_gb * 1e9),
        )  # fmt: skip
        self._handle = self._engine.submit(job, self._on_job_event)
        self.changed.emit()

    def _on_background_failed(self, error: UserError) -> None:
        self._preparing = None
        self._end(JobFailed(error.code, error.message, error.hint))

    def _on_job_event(self, event: Event) -> None:
        if self.work is None:
            return
        match event:
            case JobDone() | JobCancelled() | JobFailed():
                self._end(event)
                return
            case TrialState():
                self._hear(event)
                self.work = replace(self.work, epochs=event.epochs)
            case Progress(phase="search"):
                self.work = replace(self.work, eta_s=event.eta_s)
                self._reread()
                self._runs.refresh()
            case Notice():
                self.work = replace(self.work, said=event.message)
        if not self._tell.isActive():
            self._tell.start()

    def _hear(self, event: TrialState) -> None:
        before = self._live if self._live is not None and self._live.number == event.number else None
        epochs = list(before.epochs) if before is not None else []
        if event.epoch and event.value is not None and event.result == "running":
            epochs = [pair for pair in epochs if pair[0] < event.epoch] + [(event.epoch, event.value)]
        self._live = msgspec.convert(
            {
                "number": event.number, "run": event.run, "values": event.values, "result": event.result,
                "value": event.value, "epochs": epochs, "seconds": event.seconds, "message": event.message,
            },
            Trial,
        )  # fmt: skip

    def _end(self, terminal: JobDone | JobCancelled | JobFailed) -> None:
        folder = self.work.folder if self.work is not None else None
        self.work, self._handle, self._live = None, None, None
        if isinstance(terminal, JobFailed):
            self.problem = UserError(terminal.code, terminal.message, terminal.hint)
        if folder is not None:
            self._background.run(partial(_tidy, folder), self._on_background_tidied)
            self._runs.refresh()
        self._tell.stop()
        self.changed.emit()

    def _reread(self) -> None:
        if self.folder is not None:
            work = partial(_read_one, self.folder)
            self._background.run(work, partial(self._on_background_read, self.folder), self._on_background_unread)

    def _on_background_read(self, folder: Path, file: SearchFile) -> None:
        if folder == self.folder:
            self._read = file
            if self._live is not None and any(trial.number == self._live.number for trial in file.ended):
                self._live = None  # the file knows more of it
            self.changed.emit()

    def _on_background_unread(self, error: UserError) -> None:
        self.problem = error
        self.changed.emit()

    def _on_background_tidied(self, _: None) -> None:
        self.refresh()

    def _on_background_found(self, found: tuple[tuple[Path, ...], Path | None, SearchFile | None]) -> None:
        if self.work is None and found != (self.folders, self.folder, self._read):
            self.folders, self.folder, self._read = found
            self.changed.emit()


def _prepare(
    project: Project, wanted: SearchFile, split_from: str, written: Callable[[], None], token: Token
) -> tuple[Path, SearchFile]:
    try:
        folder = start_search(project, wanted, split_from, emit=_unsaid, should_stop=token.is_cancelled)
    finally:
        written()  # the split's places are an edit, also where the search comes to nothing
    if token.cancelled:
        discard_empty_search(folder)
    return folder, wanted


def _extend(folder: Path, more: int, _: Token) -> tuple[Path, SearchFile]:
    file = read_search(folder)
    if more:
        file.wanted, file.minutes = max(file.wanted, len(file.trials)) + more, 0.0
        write_search(folder, file)
    return folder, file


def _unsaid(_: Notice | Progress) -> None:
    """How many pictures take part stands in the Train place already."""


def _read_one(folder: Path, _: Token) -> SearchFile:
    return read_search(folder)


def _find(
    runs: Path, wanted: Path | None, _: Token
) -> tuple[tuple[Path, ...], Path | None, SearchFile | None]:  # fmt: skip
    """All searches that can be read; the wanted one of them, else the newest, and what is in it."""
    files: Mapping[Path, SearchFile] = {
        folder: file for folder in find_searches(runs) if (file := _readable(folder)) is not None
    }
    folder = wanted if wanted in files else next(iter(files), None)
    return tuple(files), folder, files[folder] if folder is not None else None


def _readable(folder: Path) -> SearchFile | None:
    try:
        return read_search(folder)
    except UserError:
        return None


def _tidy(folder: Path, _: Token) -> None:
    discard_empty_search(folder)
