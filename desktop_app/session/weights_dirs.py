"""Where a job of the window looks for pretrained weights, before the user's own caches."""

from __future__ import annotations

from desktop_app.project.folder import ProjectFolder
from desktop_app.session.settings import Settings


def weights_dirs(folder: ProjectFolder, settings: Settings) -> tuple[str, ...]:
    """The project's folders of weights, then the one of the settings."""
    own = (settings.weights_dir,) if settings.weights_dir else ()
    return (*(str(place) for place in folder.weights), *own)
