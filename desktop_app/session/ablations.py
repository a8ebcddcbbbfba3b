"""The ablation of the project: at most one runs, the newest one on disk is shown, and one that was stopped goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from desktop_app.project.run_places import cache_of_run
from desktop_app.project.run_start import StartedRun, discard_empty_ablation, start_run
from desktop_app.project.store import Project
from desktop_app.session.background import Background, Token
from desktop_app.session.engine_bridge import EngineBridge
from desktop_app.session.long_study import LongStudy, StudyWork, unsaid
from desktop_app.session.settings import SettingsStore
from desktop_app.session.training_state import TrainOptions
from desktop_app.session.weights_dirs import weights_dirs
from ml_engine.domain.events import Ablation, Event, Notice, Progress
from ml_engine.jobs.specs import AblateJob
from ml_engine.reports.ablation_table import find_ablations, read_table
from ml_engine.training.recipe_text import recipe_for


@dataclass(frozen=True, slots=True)
class AblationWork(StudyWork):
    """An ablation that runs. done, total: of its trainings."""

    done: int = 0
    total: int = 0


class Ablations(LongStudy[AblationWork]):
    """table: of the one that runs, else of the newest on disk, None for none."""

    def __init__(
        self,
        project: Project,
        background: Background,
        engine: EngineBridge,
        settings: SettingsStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(project, background, engine, settings, discard_empty_ablation, parent)
        self.table: Ablation | None = None

    @property
    def can_go_on(self) -> bool:
        """Whether the one that is shown was stopped before its end."""
        return self.work is None and self.table is not None and self.table.done < self.table.total

    def refresh(self) -> None:
        """Look for the newest one on disk."""
        if self.work is None:
            work = partial(_newest, self._project.folder.runs)
            self._background.run(work, self._on_background_found)

    def start(self, options: TrainOptions, only: tuple[str, ...], seeds: tuple[int, ...]) -> None:
        """Gather the labels, then train row by row. Nothing happens while another one runs."""
        if self.work is not None or self._engine.is_closed:
            return
        self.table = None
        self._begin(AblationWork())
        self._preparing = self._background.run(
            partial(_prepare, self._project, options, self.history_written.emit),
            partial(self._on_background_prepared, options, only, seeds),
            self._on_background_failed,
        )

    def go_on(self) -> None:
        """With the one that was stopped."""
        if self.can_go_on and self.table is not None and not self._engine.is_closed:
            folder = Path(self.table.run)
            self._begin(AblationWork(folder))
            self._submit(self._job(folder, "", TrainOptions(), (), (), resume=True))

    def _job(
        self, folder: Path, task: str, options: TrainOptions, only: tuple[str, ...], seeds: tuple[int, ...],
        *, resume: bool = False,
    ) -> AblateJob:  # fmt: skip
        settings = self._settings.value
        return AblateJob(
            run_dir=str(folder), cache_dir=str(cache_of_run(folder)), task=task, backbone=options.backbone,
            weights=options.weights, weights_dirs=weights_dirs(self._project.folder, settings),
            recipe=recipe_for(options.recipe, task),
            seeds=seeds, only=only, epochs=options.epochs, input_size=options.input_size, device=settings.device,
            threads=settings.threads, resume=resume, cache_budget_bytes=int(settings.cache_gb * 1e9),
        )  # fmt: skip

    def _on_background_prepared(
        self, options: TrainOptions, only: tuple[str, ...], seeds: tuple[int, ...], run: StartedRun
    ) -> None:
        self._preparing = None
        if self.work is None or self._engine.is_closed:
            return
        self.work = replace(self.work, folder=run.folder)
        self._submit(self._job(run.folder, run.task, options, only, seeds))

    def _hear(self, event: Event, work: AblationWork) -> AblationWork:
        match event:
            case Ablation():
                self.table = event
            case Progress():
                return replace(work, done=event.done, total=event.total, eta_s=event.eta_s)
            case Notice():
                return replace(work, said=event.message)
        return work

    def _on_background_found(self, table: Ablation | None) -> None:
        if self.work is None and table != self.table:
            self.table = table
            self.changed.emit()


def _prepare(project: Project, options: TrainOptions, written: Callable[[], None], token: Token) -> StartedRun:
    try:
        started = start_run(
            project, options.task, options.split_from, seed=options.seed, emit=unsaid,
            should_stop=token.is_cancelled, stem="ablation",
        )  # fmt: skip
    finally:
        written()  # the split's places are an edit, also where the ablation comes to nothing
    if token.cancelled:
        discard_empty_ablation(started.folder)
    return started


def _newest(runs: Path, _: Token) -> Ablation | None:
    return next((table for folder in find_ablations(runs) if (table := read_table(folder)) is not None), None)
