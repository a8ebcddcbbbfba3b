"""From what a person opens or drops to a project: nothing is asked, and nothing is written among the pictures."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import platformdirs

from desktop_app.formats.read import default_images_root, detect_format
from desktop_app.project.file_walk import PICTURE_ENDINGS, has_picture_ending
from desktop_app.project.folder import ENDING, FILE_NAME, project_folder
from desktop_app.project.places import is_allowed
from desktop_app.project.roots import add_root
from desktop_app.project.store import Project, create_project, open_project
from ml_engine.domain.errors import UserError
from ml_engine.images.reader import shown_path

ANNOTATION_ENDINGS = frozenset((".json", ".xml", ".yaml", ".yml", ".txt", ".data", ".csv"))


@dataclass(frozen=True, slots=True)
class Opened:
    """project: open.   picture: the file to show first, None for where the work was left.

    annotations: files and folders to import.   is_new: the project was just made.   added: further folders of pictures
    that are in it now.   refused: why others are not.
    """

    project: Project
    picture: Path | None = None
    annotations: tuple[Path, ...] = ()
    is_new: bool = False
    added: tuple[Path, ...] = ()
    refused: tuple[UserError, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """Several paths by what they mean. first: what is opened.   folders: of pictures.   annotations: to import."""

    first: Path
    folders: tuple[Path, ...] = ()
    annotations: tuple[Path, ...] = ()


def sort_paths(paths: Sequence[Path]) -> Dropped:
    """What several paths mean together: all folders are one project, that of the first, and annotations go into it."""
    annotations = tuple(path for path in paths if is_annotation_file(path) or is_annotation_folder(path))
    folders = tuple(path for path in paths if path.is_dir() and not is_project(path) and path not in annotations)
    names_project = bool(folders) and (len(folders) > 1 or paths[0] in annotations)
    return Dropped(folders[0] if names_project else paths[0], folders, annotations)


def is_project(path: Path) -> bool:
    """Whether a path is a project's folder, or the file in it."""
    return (path.name == FILE_NAME and path.is_file()) or (path / FILE_NAME).is_file()


def is_picture(path: Path) -> bool:
    """Whether a path is a file that may be a picture, by its ending."""
    return path.suffix.lower() in PICTURE_ENDINGS and path.is_file()


def is_annotation_file(path: Path) -> bool:
    """Whether a path is a file that may hold annotations, by its ending."""
    return path.suffix.lower() in ANNOTATION_ENDINGS and path.is_file() and path.name != FILE_NAME


def is_annotation_folder(path: Path) -> bool:
    """Whether a folder holds annotations and no picture: its pictures lie beside it."""
    if not path.is_dir() or is_project(path) or default_images_root(path) == path:
        return False
    if any(has_picture_ending(name) for _, _, names in os.walk(path) for name in names):
        return False
    try:
        return bool(detect_format(path))
    except (UserError, OSError):
        return False


def pictures_of(path: Path) -> Path:
    """The folder whose project a path means: itself, that of a picture, the one that annotations belong to."""
    if is_annotation_file(path) or is_annotation_folder(path):
        return default_images_root(path)
    return path if path.is_dir() else path.parent


def open_all(dropped: Dropped) -> Opened:
    """Open the first, and take the others into its project. Raises UserError as open_path does."""
    opened = open_path(dropped.first)
    others = tuple(path for path in dropped.annotations if path not in opened.annotations)
    opened = replace(opened, annotations=(*opened.annotations, *others))
    if dropped.first not in dropped.folders or opened.project.read_only:
        return opened
    added, refused = [], []
    for folder in dropped.folders[1:]:
        try:
            opened.project.transact(partial(add_root, folder=opened.project.folder, root=folder))
            added.append(folder)
        except UserError as error:
            refused.append(error)
    return replace(opened, added=tuple(added), refused=tuple(refused))


def open_path(path: Path) -> Opened:
    """Open what a path means: a project; a folder of pictures, or a picture in it, in the project beside the folder.

    Raises UserError if there is nothing to open, or nothing can be opened or made.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100  (resolve() would follow a link that the user chose)
    if is_project(path):
        return Opened(open_project(path))
    if is_annotation_file(path) or is_annotation_folder(path):
        return replace(_open_folder(pictures_of(path)), annotations=(path,))
    if path.is_dir():
        return _open_folder(path)
    if is_picture(path):
        return replace(_open_folder(path.parent), picture=path)
    if not path.exists():
        raise UserError("no-folder", f"{shown_path(path)} does not exist.", "Open a folder of pictures or a project.")
    raise UserError(
        "not-a-picture",
        f"{shown_path(Path(path.name))} is neither a picture nor annotations.",
        "Open a folder of pictures or a project.",
    )


def project_place(pictures: Path) -> Path:
    """Where the project of a folder of pictures lies: beside it; where that cannot be written, in Documents/Vistazo."""
    beside = pictures.with_name(f"{pictures.name}{ENDING}")
    if is_project(beside) or (pictures.parent != pictures and is_allowed(pictures.parent, os.W_OK)):
        return beside
    name = pictures.name or pictures.anchor.strip("\\/:") or "pictures"
    return Path(platformdirs.user_documents_dir()) / "Vistazo" / f"{name}{ENDING}"


def _open_folder(pictures: Path) -> Opened:
    place = project_place(pictures)
    for attempt in range(1, 100):
        candidate = place if attempt == 1 else place.with_name(f"{place.name}-{attempt}")
        if is_project(candidate):
            project = open_project(candidate)
            if any(root.path == pictures or _is_same(root.path, pictures) for root in project.query.roots()):
                return Opened(project)
            project.close()  # the project of another folder of that name
        elif not candidate.exists() or (candidate.is_dir() and not any(candidate.iterdir())):
            return Opened(_make(candidate, pictures), is_new=True)
    raise UserError("folder-not-empty", f"There are a hundred folders called {place.name}.", "Move some of them away.")


def _make(place: Path, pictures: Path) -> Project:
    project = create_project(place)
    try:
        project.transact(partial(add_root, folder=project_folder(place), root=pictures))
    except BaseException:
        project.close()
        project.folder.unmake(keep_folder=False)
        raise
    return project


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
