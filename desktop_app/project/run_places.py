"""Where a run, its project and its caches lie, seen from a path that the user typed."""

from __future__ import annotations

from pathlib import Path

import platformdirs

from desktop_app.project.folder import FILE_NAME, project_folder
from ml_engine.domain.errors import UserError


def existing_run(path: Path) -> Path:
    """The absolute folder of a run. Raises UserError if it is none."""
    folder = path.absolute()
    if not (folder / "snapshot.jsonl").is_file():
        raise UserError(
            "no-such-run",
            f"{path} is not the folder of a run.",
            "Runs lie in the project's folder runs/; train prints their name.",
        )
    return folder


def project_of_run(run: Path) -> Path | None:
    """The project that a run belongs to, None for a run that was moved elsewhere."""
    project = run.parent.parent
    return project if (project / FILE_NAME).is_file() else None


def cache_of_run(run: Path) -> Path:
    """The folder for frozen features: the project's, else the user's own."""
    project = project_of_run(run)
    return project / "cache" if project else Path(platformdirs.user_cache_dir("vistazo", appauthor=False))


def weights_folders(run: Path) -> tuple[str, ...]:
    """Folders of weights that come with the run's project."""
    project = project_of_run(run)
    return tuple(str(place) for place in project_folder(project).weights) if project else ()
