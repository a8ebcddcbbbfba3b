"""Pairs of the project's pictures that look alike by features which a training has left in its cache."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from desktop_app.project.folder import ProjectFolder
from desktop_app.project.query import ImageRow
from ml_engine.training.alike_features import LEAST, pairs_of
from ml_engine.training.kept_embeddings import kept_embeddings

Key = tuple[str, int, int]
# The last answer: every look at the split asks again, and the pictures are mostly the same.
_LAST: dict[Key, tuple[tuple[int, int], ...]] = {}
_LOCK = threading.Lock()


def look_alike_pairs(folder: ProjectFolder, rows: Sequence[ImageRow]) -> tuple[tuple[int, int], ...]:
    """Pairs of image ids; () where no features are kept."""
    hashes = [row.image.content_hash or "" for row in rows]
    known = {content for content in hashes if content}
    if len(known) < LEAST or not folder.runs.is_dir():
        return ()
    try:
        newest = max((path.stat().st_mtime_ns for path in folder.runs.iterdir()), default=0)
    except OSError:
        return ()
    key = (str(folder.path), newest, hash((tuple(hashes), tuple(row.image.id for row in rows))))
    with _LOCK:
        if key not in _LAST:
            vectors = kept_embeddings(folder.runs, folder.cache / "features", known)
            pairs = tuple((rows[i].image.id, rows[j].image.id) for i, j in pairs_of(vectors, hashes))
            _LAST.clear()
            _LAST[key] = pairs
        return _LAST[key]
