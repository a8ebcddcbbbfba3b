"""A folder that appears whole or not at all: `.partial` first, a manifest with SHA-256 last, then one rename.

Pictures are opened for reading only; nothing that exists is written over (every file is created, never opened to
change).
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from ml_engine.domain.atomic_file import sync_folder
from ml_engine.domain.errors import UserError

MANIFEST = "manifest.json"
_MARK = ".vistazo-partial"
_CHUNK = 1 << 20


class ExportFolder:
    """Use as a context manager: an exception removes the partial folder, `finish` makes the real one.

    Raises UserError 'export-exists', 'export-in-the-way', 'disk-full' or 'export-not-written'.
    """

    def __init__(self, destination: Path) -> None:
        self.destination = Path(os.path.abspath(destination))  # noqa: PTH100  (links in the user's path stay)
        self.partial = self.destination.with_name(self.destination.name + ".partial")
        self._files: dict[str, dict[str, str | int]] = {}
        self._taken: set[str] = set()

    def __enter__(self) -> ExportFolder:
        if os.path.lexists(self.destination):
            raise UserError(
                "export-exists", f"{self.destination} exists already.", "Choose a new folder; nothing is written over."
            )
        try:
            self._remove_leftover()
            self.partial.mkdir(parents=True)
            (self.partial / _MARK).touch(exist_ok=False)
        except OSError as error:
            raise self._failure(error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            shutil.rmtree(self.partial, ignore_errors=True)
        if isinstance(error, OSError):
            raise self._failure(error) from error

    def free_path(self, wanted: str, but_for_ending: bool = False) -> str:
        """The path, or one with -2, -3 … before its ending if it is taken; taken then.

        Compared as the most forgetful file systems do, without case and Unicode form. but_for_ending: a path that
        differs in its ending only is taken too.
        """
        path = Path(wanted)
        number = 1
        while True:
            candidate = wanted if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}").as_posix()
            key = unicodedata.normalize("NFC", candidate).casefold()
            key = key.removesuffix(Path(key).suffix) if but_for_ending else key
            if key not in self._taken:
                self._taken.add(key)
                return candidate
            number += 1

    def write(self, path: str, chunks: Iterable[bytes]) -> None:
        """Create a file of bytes, synced. path: relative, '/' between the parts."""
        target = self._target(path)
        digest, size = hashlib.sha256(), 0
        with target.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
            file.flush()
            os.fsync(file.fileno())
        self._files[path] = {"sha256": digest.hexdigest(), "bytes": size}

    def write_text(self, path: str, text: str) -> None:
        """Create a UTF-8 text file with the line ends as they are."""
        self.write(path, [text.encode("utf-8")])

    def copy(self, source: Path, path: str) -> None:
        """Copy a picture's bytes. Raises UserError 'picture-unreadable' if the picture cannot be read."""
        try:
            file = source.open("rb")
        except OSError as error:
            raise UserError(
                "picture-unreadable",
                f"{source} cannot be copied: {error.strerror or error}.",
                "Scan the pictures again, or export without copies.",
            ) from error
        with file:
            self.write(path, iter(lambda: file.read(_CHUNK), b""))

    def finish(self, facts: dict[str, object]) -> None:
        """Write the manifest (facts and all files with their hashes) and give the folder its name."""
        try:
            manifest = {**facts, "files": dict(sorted(self._files.items()))}
            self.write_text(MANIFEST, json.dumps(manifest, indent=1))
            (self.partial / _MARK).unlink()
            for folder, _, _ in os.walk(self.partial):
                sync_folder(Path(folder))
            if os.path.lexists(self.destination):  # made by someone else meanwhile
                raise FileExistsError(errno.EEXIST, "the folder was made meanwhile", os.fspath(self.destination))
            self.partial.rename(self.destination)
            sync_folder(self.destination.parent)
        except OSError as error:
            raise self._failure(error) from error

    def _target(self, path: str) -> Path:
        target = self.partial / path
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def _remove_leftover(self) -> None:
        """A partial folder with our mark is an export that was killed; any other is not ours to remove."""
        if not os.path.lexists(self.partial):
            return
        if not (self.partial / _MARK).is_file():
            raise UserError(
                "export-in-the-way", f"{self.partial} is in the way.", "Move it away or choose another destination."
            )
        shutil.rmtree(self.partial)

    def _failure(self, error: OSError) -> UserError:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return UserError("disk-full", f"The disk of {self.destination} is full.", "Make room and export again.")
        reason = error.strerror or str(error)
        # Of the folder that people asked for: they do not know the other name that it has while it is written.
        unfinished, wanted = os.fspath(self.partial), os.fspath(self.destination)
        where = error.filename.replace(unfinished, wanted) if isinstance(error.filename, str) else wanted
        return UserError(
            "export-not-written", f"{where} cannot be written: {reason}.", "Choose a folder that you may write to."
        )
