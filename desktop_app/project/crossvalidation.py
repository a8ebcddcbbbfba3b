"""Starting a cross-validation: the folds, a frozen copy of the labels, and a new folder that holds both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.project.run_index import new_run_folder
from desktop_app.project.run_start import counts_sentence, inferred_task
from desktop_app.project.snapshot import build_snapshot
from desktop_app.project.split_settings import read_split_settings
from desktop_app.project.split_work import hashed, read_splittable, split_items
from desktop_app.project.store import Project
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Notice, Progress
from ml_engine.domain.snapshot import write_snapshot
from ml_engine.domain.values import Split
from ml_engine.reports.folds import FOLDS_FILE, JSON_FILE, CrossValidation, Folds, read_crossvalidation, write_folds
from ml_engine.training.grouping import Grouping, look_alikes
from ml_engine.training.splits import assign_folds

STEM = "crossvalidate"
TEST_STAYS_OUT = "{count} pictures of the test split stay out of the folds: they are for the final score."


@dataclass(frozen=True, slots=True)
class StartedFolds:
    """folder: absolute, with snapshot.jsonl and folds.json.   task: 'classify' or 'detect'."""

    folder: Path
    task: str
    folds: Folds


def start_crossvalidation(
    project: Project,
    task: str,
    folds: int,
    *,
    grouping: Grouping | None = None,
    seed: int = 0,
    with_test: bool = False,
    emit: Callable[[Notice | Progress], None],
    should_stop: Callable[[], bool],
) -> StartedFolds:
    """Deal the labelled pictures into folds. task: '' to infer it.   grouping: None for the project's.

    with_test: the pictures of the test split too. Raises UserError as build_snapshot does, 'too-few' where the
    pictures do not make so many folds, or if the folder cannot be written; Cancelled. Then no folder stays.
    """
    built = build_snapshot(project, seed=seed, progress=emit, should_stop=should_stop)
    settings = read_split_settings(project.query)
    by = grouping or settings.grouping
    found = hashed(project, read_splittable(project.query, should_stop), should_stop=should_stop)
    splits = {image.image.id: image.split for image in built.snapshot.images}
    rows = [row for row in found.rows if with_test or splits.get(row.image.id) is not Split.TEST]
    items = split_items(rows, found.boxes, {})
    chosen = settings.seed if settings.seed is not None else seed
    try:
        of = assign_folds(items, folds, seed=chosen, grouping=by, alike=found.alike)
    except ValueError as error:
        raise UserError(
            "too-few",
            f"{len(items)} pictures do not make {folds} folds: {error}.",
            "Choose fewer folds, or label more.",
        ) from error
    torn = sum(len({of[items[index].image_id] for index in group}) > 1 for group in look_alikes(items, found.alike))
    left = len(found.rows) - len(rows)
    if left:
        emit(Notice("test-stays-out", TEST_STAYS_OUT.format(count=left)))
    if torn:
        sentence = f"{torn} groups of pictures that look the same lie in different folds: scores may flatter."
        emit(Notice("folds-leak", sentence))
    emit(Notice("counts", counts_sentence(built.snapshot)))
    made = Folds(folds, of, str(by), chosen, torn)
    try:
        folder = new_run_folder(project.folder, STEM)
        write_snapshot(folder / "snapshot.jsonl", built.snapshot)
        write_folds(folder, made)
    except OSError as error:
        raise UserError(
            "folder-not-writable",
            f"A cross-validation cannot be written into {project.folder.runs}: {error.strerror or error}.",
            "Free some space, or make the folder writable, then try again.",
        ) from error
    return StartedFolds(folder, task or inferred_task(built.snapshot), made)


def existing_folds(path: Path) -> Path:
    """The absolute folder of a cross-validation that was begun. Raises UserError if it is none."""
    folder = path.absolute()
    if not (folder / FOLDS_FILE).is_file():
        raise UserError(
            "no-crossvalidation",
            f"{path} is not the folder of a cross-validation.",
            "They lie in the project's folder runs/; vistazo crossvalidate prints their name.",
        )
    return folder


def latest_crossvalidation(project: Project) -> tuple[Path, CrossValidation | None] | None:
    """The newest one: its folder, and its figures if it is done. None if there is none."""
    folders = sorted(project.folder.runs.glob(f"*-{STEM}*"), reverse=True)
    for folder in folders:
        if (folder / JSON_FILE).is_file():
            try:
                return folder, read_crossvalidation(folder)
            except UserError:
                continue
        if (folder / FOLDS_FILE).is_file():
            return folder, None
    return None
