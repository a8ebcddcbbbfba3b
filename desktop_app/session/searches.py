"""The search for better settings: at most one runs, those on disk are shown, and one that was stopped goes on.

The file of a search is its truth; between two readings the trial that runs is known from what the worker says of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject

from desktop_app.project.run_places import cache_of_run
from desktop_app.project.run_start import discard_empty_search, start_search
from desktop_app.project.store import Project
from desktop_app.session.background import Background, Token
from desktop_app.session.engine_bridge import EngineBridge
from desktop_app.session.long_study import LongStudy, StudyWork, unsaid
from desktop_app.session.runs import Runs
from desktop_app.session.settings import SettingsStore
from desktop_app.session.training_state import TrainOptions
from desktop_app.session.weights_dirs import weights_dirs
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed, Notice, Progress, TrialState
from ml_engine.jobs.specs import SearchJob
from ml_engine.reports.search_file import SearchFile, Trial, find_searches, read_search, write_search


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
class SearchWork(StudyWork):
    """A search that runs. epochs: that the trial that runs will have."""

    epochs: int = 0


class Searches(LongStudy[SearchWork]):
    """folder, file: of the search that is looked at, None for none.   folders: of all on disk, newest first."""

    def __init__(
        self,
        project: Project,
        background: Background,
        engine: EngineBridge,
        settings: SettingsStore,
        runs: Runs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(project, background, engine, settings, discard_empty_search, parent)
        self._runs = runs
        self.folder: Path | None = None
        self.folders: tuple[Path, ...] = ()
        self._read: SearchFile | None = None
        self._live: Trial | None = None

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

    def _file_of(self, plan: SearchPlan) -> SearchFile:
        job = replace(self._runs.job(Path(), plan.options.task, plan.options), run_dir="", cache_dir="", recipe="")
        job = replace(job, epochs=0, unfreeze=0, input_size=0, weights_dirs=())
        return SearchFile(job, plan.ranges, plan.trials, plan.minutes, plan.seed, plan.keep_all)

    def _begin(self, work: SearchWork) -> None:
        self._live = None
        super()._begin(work)

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
        self._submit(job)
        self.changed.emit()

    def _hear(self, event: Event, work: SearchWork) -> SearchWork:
        match event:
            case TrialState():
                self._hear_trial(event)
                return replace(work, epochs=event.epochs)
            case Progress(phase="search"):
                self._reread()
                self._runs.refresh()
                return replace(work, eta_s=event.eta_s)
            case Notice():
                return replace(work, said=event.message)
        return work

    def _hear_trial(self, event: TrialState) -> None:
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
        has_run = self.work is not None and self.work.folder is not None
        self._live = None
        super()._end(terminal)
        if has_run:
            self._runs.refresh()

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

    def _on_background_found(self, found: tuple[tuple[Path, ...], Path | None, SearchFile | None]) -> None:
        if self.work is None and found != (self.folders, self.folder, self._read):
            self.folders, self.folder, self._read = found
            self.changed.emit()


def _prepare(
    project: Project, wanted: SearchFile, split_from: str, written: Callable[[], None], token: Token
) -> tuple[Path, SearchFile]:
    try:
        folder = start_search(project, wanted, split_from, emit=unsaid, should_stop=token.is_cancelled)
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
