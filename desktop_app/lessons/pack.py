"""A teacher's lesson in one file: a zip with lesson.toml, recipes/ and pictures/. What comes out is checked first.

A file from outside is never trusted: names that lead out of the folder, links, other kinds of files and more bytes than
it says are refused before anything lies where a person would find it.
"""

from __future__ import annotations

import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from desktop_app.lessons.format import Lesson
from desktop_app.lessons.library import LESSON_FILE, PICTURES, FoundLesson, find_in
from desktop_app.lessons.reading import RECIPES, read_lesson, recipe_names
from ml_engine.domain.atomic_file import atomic_file
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.images.reader import shown_path

ENDING = ".vistazo-lesson"
MOST_FILES, MOST_BYTES, MOST_PICTURE_BYTES, MOST_TEXT_BYTES = 5_000, 500_000_000, 50_000_000, 1_000_000
PICTURE_ENDINGS = frozenset((".jpg", ".jpeg", ".png", ".bmp", ".webp", ".gif", ".tif", ".tiff"))
MOST_NAME = 400
_CHUNK = 1 << 16
ShouldStop = Callable[[], bool]


def write_pack(lesson: Path, pictures: Path | None, recipes: tuple[Path, ...], out: Path) -> int:
    """Put a lesson, a folder of pictures and recipes into one file. Returns how many pictures went in.

    recipes: beside those that lie in recipes/ beside the lesson.   Raises UserError: what a learner could not open is
    not written.
    """
    if out.suffix != ENDING:
        raise UserError("lesson-ending", f"{shown_path(out)} does not end in {ENDING}.", f"Call it {out.stem}{ENDING}.")
    files = dict(_lesson_files(lesson, recipes))
    found = list(_pictures(pictures)) if pictures is not None else []
    try:
        _write(files, found, out)
        check_pack(out)
    except OSError as error:
        raise UserError(
            "disk-write", f"{shown_path(out)} cannot be written: {error.strerror}.", "Choose another folder."
        ) from error
    except UserError:
        out.unlink(missing_ok=True)
        raise
    return len(found)


def check_pack(path: Path) -> FoundLesson:
    """Read a pack as a learner would, in a folder that goes again. Raises UserError."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as place:
        return extract_pack(path, Path(place) / "lesson")


def extract_pack(path: Path, folder: Path, should_stop: ShouldStop = lambda: False) -> FoundLesson:
    """Take a pack apart into a new folder, and read its lesson there. If it fails, nothing stays. Raises UserError."""
    beside = folder.with_name(f"{folder.name}.partial")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        with zipfile.ZipFile(path) as pack:
            for item in _checked(pack, path):
                if should_stop():
                    raise Cancelled
                _take(pack, item, beside / item.filename, path)
        find_in(beside)
        if folder.exists():
            shutil.rmtree(folder)
        beside.rename(folder)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise _damaged(path) from error
    except OSError as error:
        raise UserError(
            "lesson-unreadable", f"{shown_path(path)} cannot be opened: {error.strerror or error}.",
            "Look whether it is there and the disk has room.",
        ) from error  # fmt: skip
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return find_in(folder)


def _lesson_files(lesson: Path, recipes: tuple[Path, ...]) -> Iterator[tuple[str, Path]]:
    """Names in the pack → files. A recipe that the lesson names must be among those given, or beside it."""
    yield LESSON_FILE, lesson
    by_name = {path.stem: path for path in (*sorted((lesson.parent / RECIPES).glob("*.toml")), *recipes)}
    given = {path.stem for path in recipes}
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as place:  # as it will lie in the pack: recipes given by hand are beside it there
        copy = Path(place) / lesson.name
        (copy.parent / RECIPES).mkdir()
        _copy(lesson, copy)
        for name, path in by_name.items():
            _copy(path, copy.parent / RECIPES / f"{name}.toml")
        wanted = recipe_names(_read_as(copy, lesson))
    for name in sorted({*wanted, *given}):
        yield f"{RECIPES}/{name}.toml", by_name[name]


def _read_as(copy: Path, lesson: Path) -> Lesson:
    """Read the copy; what is wrong is said of the teacher's own file."""
    try:
        return read_lesson(copy)
    except UserError as error:
        message = error.message.replace(shown_path(copy), shown_path(lesson))
        raise UserError(error.code, message, error.hint) from error


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise UserError(
            "lesson-unreadable", f"{shown_path(source)} cannot be read: {error.strerror}.", "Name a file that is there."
        ) from error


def _pictures(folder: Path) -> Iterator[tuple[str, Path]]:
    if not folder.is_dir():
        raise UserError(
            "no-folder", f"{shown_path(folder)} is no folder.", "Name the folder with the lesson's pictures."
        )
    found = False
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.suffix.lower() in PICTURE_ENDINGS:
            found = True
            yield f"{PICTURES}/{path.relative_to(folder).as_posix()}", path
    if not found:
        raise UserError(
            "no-pictures", f"There are no pictures in {shown_path(folder)}.", "Pictures end in .jpg or .png."
        )


def _write(files: dict[str, Path], pictures: list[tuple[str, Path]], out: Path) -> None:
    with atomic_file(out) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, path in files.items():
            pack.write(path, name)
        for name, path in pictures:
            pack.write(path, name, zipfile.ZIP_STORED)  # pictures are compressed already


def _checked(pack: zipfile.ZipFile, path: Path) -> list[zipfile.ZipInfo]:
    """The files of a pack, all of them of a kind that belongs there. Raises UserError."""
    items = [item for item in pack.infolist() if not item.is_dir()]
    if len(items) > MOST_FILES or sum(item.file_size for item in items) > MOST_BYTES:
        raise UserError(
            "lesson-too-large",
            f"{shown_path(path)} is larger than a lesson may be: {MOST_FILES} files and {MOST_BYTES // 1_000_000} MB.",
            "Ask the teacher for fewer or smaller pictures.",
        )
    for item in items:
        if not _belongs(item):
            raise UserError(
                "lesson-unsafe",
                f"{shown_path(path)} holds a file that does not belong into a lesson: {item.filename[:120]}.",
                "Nothing was taken from it. Ask the teacher for a new one, made with vistazo lesson pack.",
            )
    if LESSON_FILE not in {item.filename for item in items}:
        raise _damaged(path)
    return items


def _belongs(item: zipfile.ZipInfo) -> bool:
    """A lesson, a recipe or a picture, by its name and its size; no link, no name that leads elsewhere."""
    name = item.filename
    parts = PurePosixPath(name).parts
    if (
        not name
        or name.startswith("/")
        or "\\" in name
        or ":" in name
        or "\0" in name
        or ".." in parts
        or len(name) > 400
    ):
        return False
    if stat.S_ISLNK(item.external_attr >> 16) or item.flag_bits & 1:
        return False
    ending = PurePosixPath(name).suffix.lower()
    if parts == (LESSON_FILE,) or (len(parts) == 2 and parts[0] == RECIPES and ending == ".toml"):
        return item.file_size <= MOST_TEXT_BYTES
    return (
        len(parts) >= 2 and parts[0] == PICTURES and ending in PICTURE_ENDINGS and item.file_size <= MOST_PICTURE_BYTES
    )


def _take(pack: zipfile.ZipFile, item: zipfile.ZipInfo, target: Path, path: Path) -> None:
    """Write one file, and no more bytes than it says it has."""
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with pack.open(item) as source, target.open("xb") as file:
        while chunk := source.read(_CHUNK):
            written += len(chunk)
            if written > item.file_size:
                raise _damaged(path)
            file.write(chunk)


def _damaged(path: Path) -> UserError:
    return UserError(
        "lesson-damaged", f"{shown_path(path)} is no lesson file, or it is damaged.",
        "Ask the teacher for a new one, made with vistazo lesson pack.",
    )  # fmt: skip
