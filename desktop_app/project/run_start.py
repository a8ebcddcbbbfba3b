"""Starting a run: the task that the labels suggest, a frozen copy of them, and a new folder that holds it."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.project.run_index import new_run_folder
from desktop_app.project.snapshot import build_snapshot
from desktop_app.project.store import Project
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Notice, Progress
from ml_engine.domain.snapshot import Snapshot, count_by_split, write_snapshot
from ml_engine.domain.values import AnnotationKind
from ml_engine.reports.ablation_table import read_table
from ml_engine.reports.search_file import SearchFile, read_search, write_search
from ml_engine.tasks.defaults import primary_metric
from ml_engine.training.search_ranges import parse_ranges


@dataclass(frozen=True, slots=True)
class StartedRun:
    """folder: absolute, with snapshot.jsonl in it.   task: 'classify' or 'detect'."""

    folder: Path
    task: str
    snapshot: Snapshot


def start_run(
    project: Project,
    task: str,
    split_from: str,
    *,
    seed: int,
    emit: Callable[[Notice | Progress], None],
    should_stop: Callable[[], bool],
    stem: str = "",
) -> StartedRun:
    """Snapshot the project into a new run folder and say what takes part. task: '' to infer it.

    stem: of the folder's name, '' for the task's.
    split_from: as in split_lists; its relative files are looked for from the current folder.
    Raises UserError as build_snapshot does, or if the folder cannot be written; Cancelled. Then no folder stays.
    """
    built = build_snapshot(
        project, split_from=split_from, split_base=Path.cwd(), seed=seed, progress=emit, should_stop=should_stop
    )
    for notice in built.notices:
        emit(notice)
    chosen = task or inferred_task(built.snapshot)
    emit(Notice("counts", counts_sentence(built.snapshot)))
    try:
        folder = new_run_folder(project.folder, stem or chosen)
        write_snapshot(folder / "snapshot.jsonl", built.snapshot)
    except OSError as error:
        raise UserError(
            "folder-not-writable",
            f"A run cannot be written into {project.folder.runs}: {error.strerror or error}.",
            "Free some space, or make the folder writable, then train again.",
        ) from error
    return StartedRun(folder, chosen, built.snapshot)


def start_search(
    project: Project,
    wanted: SearchFile,
    split_from: str,
    *,
    emit: Callable[[Notice | Progress], None],
    should_stop: Callable[[], bool],
) -> Path:
    """A new folder in runs/ with the pictures of all trials and what is wanted of them. wanted.job.task: '' to infer.

    Raises UserError as start_run does, or if the ranges cannot be; Cancelled. Then no folder stays.
    """
    run = start_run(project, wanted.job.task, split_from, seed=wanted.job.seed, emit=emit, should_stop=should_stop)
    folder = run.folder.with_name(f"{run.folder.name}-search")
    try:
        wanted.job = replace(wanted.job, task=run.task)
        primary = primary_metric(run.task, several_per_picture=run.snapshot.several_per_picture)
        ranges = parse_ranges(wanted.ranges, run.task, primary)
        wanted.metric, wanted.rises = ranges.metric, ranges.rises
        run.folder.rename(folder)
        write_search(folder, wanted)
    except BaseException:
        shutil.rmtree(run.folder, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def discard_unstarted(folder: Path) -> None:
    """Remove the folder of a run that ended before it had learnt anything; one with weights or a checkpoint stays."""
    if not any((folder / name).exists() for name in ("best.safetensors", "last.ckpt")):
        shutil.rmtree(folder, ignore_errors=True)


def discard_empty_ablation(folder: Path) -> None:
    """Remove the folder of an ablation in which no training came to its end."""
    table = read_table(folder)
    if table is None or not table.done:
        shutil.rmtree(folder, ignore_errors=True)


def discard_empty_search(folder: Path) -> None:
    """Remove the folder of a search in which no training ever began."""
    try:
        is_empty = not read_search(folder).trials
    except UserError:
        return  # what is damaged, a person may still want to read
    if is_empty:
        shutil.rmtree(folder, ignore_errors=True)


def inferred_task(snapshot: Snapshot) -> str:
    """'detect' where more pictures have boxes than labels of their own, else 'classify'."""
    kinds = Counter(kind for image in snapshot.images for kind in {item.kind for item in image.annotations})
    return "detect" if kinds[AnnotationKind.BOX] >= max(1, kinds[AnnotationKind.TAG]) else "classify"


def counts_sentence(snapshot: Snapshot) -> str:
    """How many pictures take part, by split and label, and how many do not and why."""
    splits = ", ".join(f"{count} {split}" for split, count in count_by_split(snapshot.images).items() if count)
    names = {label.id: label.name for label in snapshot.labels}
    used = Counter(names[item.label_id] for image in snapshot.images for item in image.annotations)
    labels = ", ".join(f"{name} {count}" for name, count in used.most_common(12))
    more = f" and {len(used) - 12} labels more" if len(used) > 12 else ""
    left_out = ", ".join(f"{count} × {reason}" for reason, count in snapshot.left_out)
    sentence = f"{len(snapshot.images)} pictures take part ({splits}); annotations: {labels or 'none'}{more}."
    return f"{sentence} Left out: {left_out}." if left_out else sentence
