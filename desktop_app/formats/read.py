"""The one door for reading: a file or folder of any registered format becomes pictures with annotations."""

from __future__ import annotations

import os
from pathlib import Path

from desktop_app.formats.assemble import Assembler, ReadHeader
from desktop_app.formats.file_input import ShouldStop, never, unreadable
from desktop_app.formats.pictures import PictureIndex
from desktop_app.formats.registry import FORMATS
from desktop_app.formats.report import ImportReport
from desktop_app.formats.values import ParsedDataset
from ml_engine.domain.errors import UserError
from ml_engine.images.reader import read_header

AUTO = "auto"
_SURE_BY = 0.25
# Folders that hold annotations only; their pictures lie beside them.
_ANNOTATION_FOLDERS = frozenset({"annotations", "annotation", "labels", "xml", "xmls", "gts"})


def read_annotations(
    source: Path,
    images_root: Path | None = None,
    format_name: str = AUTO,
    *,
    keep_missing: bool = False,
    read_size: ReadHeader = read_header,
    should_stop: ShouldStop = never,
) -> ParsedDataset:
    """Open annotations. Labels are known at once, pictures are read while they are walked.

    source: a file, or a folder with files.   images_root: where pictures are looked for, and no file outside of it is
    opened; None for the source's folder, or the folder above if it is called annotations or labels.
    keep_missing: give pictures that are not on disk too (file None), as far as their boxes can be placed without them.
    read_size: header of a picture; a caller that knows sizes already may answer from memory.
    Raises UserError: 'format-unknown', 'format-ambiguous', 'no-annotations', and what the files themselves cause. A
    damaged file among many is a problem in the report instead. Raises Cancelled soon after should_stop turns true, as
    far as parsers let themselves be interrupted (see read_json); who walks the pictures asks for himself.
    """
    source = Path(os.path.realpath(source))
    if not source.exists():
        raise UserError("source-missing", f"{source} does not exist.", "Check the path of the annotations.")
    root = Path(os.path.realpath(images_root)) if images_root else default_images_root(source)
    if not root.is_dir():
        raise UserError("images-missing", f"{root} is not a folder of pictures.", "Check the path given as images.")
    try:
        form = FORMATS.get(detect_format(source) if format_name == AUTO else format_name)
        report = ImportReport()
        raw = form.parse(source, root, report, should_stop)
    except OSError as error:
        raise unreadable(source, error) from error
    assembler = Assembler(PictureIndex(root), report, read_size, keep_missing)
    return ParsedDataset(form.name, raw.labels, assembler.walk(raw.pictures), report)


def detect_format(source: Path) -> str:
    """The name of the format that a source is in. Raises UserError 'format-unknown' or 'format-ambiguous'."""
    scores = sorted(((form.detect(source), form.name) for form in FORMATS), reverse=True)
    titles = ", ".join(FORMATS.names())
    (best, name), (second, other) = scores[0], scores[1]
    if best <= 0:
        raise UserError(
            "format-unknown", f"{source} holds no annotations in a known format.", f"Known formats: {titles}."
        )
    if best - second < _SURE_BY:
        raise UserError(
            "format-ambiguous",
            f"{source} holds annotations in more than one format ({name}, {other}).",
            f"Choose one with --format, or a folder inside. Known formats: {titles}.",
        )
    return name


def default_images_root(source: Path) -> Path:
    """The folder that a source belongs to: annotations/ and labels/ lie beside the pictures, not above them."""
    folder = source if source.is_dir() else source.parent
    return folder.parent if folder.name.casefold() in _ANNOTATION_FOLDERS else folder
