"""From folders of pictures to a project: roots, scan, and labels from the folders' names where asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop_app.project.folder_labels import FolderLabels, label_from_folders
from desktop_app.project.roots import add_root
from desktop_app.project.scan import ScanReport, scan
from desktop_app.project.store import Project, create_project
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.images.reader import shown_path


@dataclass(frozen=True, slots=True)
class NewProject:
    """A project that was just made. labels: None if they were not taken from folders."""

    project: Project
    scan: ScanReport
    labels: FolderLabels | None


def new_project(
    folder: Path,
    image_roots: Sequence[Path],
    labels_from_folders: bool = False,
    on_batch: Callable[[ScanReport], None] | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> NewProject:
    """Make a project on folders of pictures. If it fails or is stopped, nothing of it stays.

    Raises UserError: 'project-exists', 'folder-not-empty', 'folder-not-writable', 'no-folder', 'no-pictures';
    Cancelled.
    """
    was_there = folder.exists()
    for root in image_roots:
        if not root.is_dir():
            what = "is a file, not a folder" if root.exists() else "does not exist"
            raise UserError("no-folder", f"{shown_path(root)} {what}.", "Name the folders that hold the pictures.")
    project = create_project(folder)
    try:
        for root in image_roots:
            project.transact(partial(add_root, folder=project.folder, root=root))
        report = scan(project, on_batch, should_stop)
        if report.stopped:  # half of the pictures, and none of the folders' labels: nothing to go on with
            raise Cancelled
        if image_roots and report.found == 0:
            raise UserError(
                "no-pictures",
                f"There are no pictures that can be read in {', '.join(map(shown_path, image_roots))}.",
                "Pictures end in .jpg, .png, .bmp, .tif, .webp or .gif; name a folder that holds some.",
            )
        labelled = label_from_folders(project) if labels_from_folders else None
    except BaseException:
        project.close()
        project.folder.unmake(keep_folder=was_there)
        raise
    return NewProject(project, report, labelled)
