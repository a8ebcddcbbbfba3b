"""From what a file writes to what the project takes: pictures found, sizes known, boxes checked, everything counted.

One place for all formats, so that the sum of the report cannot depend on the format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.formats.box_check import RefusedBoxError, check_box, turn_box
from desktop_app.formats.paths import RefusedPathError
from desktop_app.formats.pictures import MissingPictureError, PictureHit, PictureIndex
from desktop_app.formats.raw import Corners, RawAnnotation, RawPicture
from desktop_app.formats.report import ImportReport
from desktop_app.formats.values import ParsedAnnotation, ParsedPicture
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import AnnotationKind
from ml_engine.images.reader import Header

ReadHeader = Callable[[Path], Header]


@dataclass(frozen=True, slots=True)
class _Frame:
    """How the written corners of one picture become pixels of the upright picture."""

    size: tuple[float, float] | None
    scale: tuple[float, float]
    orientation: int = 1

    def place(self, corners: Corners) -> Corners:
        x, y = self.scale
        box = corners[0] * x, corners[1] * y, corners[2] * x, corners[3] * y
        if self.orientation == 1 or self.size is None:
            return box
        return turn_box(box, self.orientation, self.size[1], self.size[0])


@dataclass(frozen=True, slots=True)
class Assembler:
    """Makes ParsedPictures of RawPictures. keep_missing: give pictures that are not on disk, with file None."""

    pictures: PictureIndex
    report: ImportReport
    read_header: ReadHeader
    keep_missing: bool = False

    def walk(self, raw_pictures: Iterable[RawPicture]) -> Iterator[ParsedPicture]:
        """The pictures that can be used, in the file's order; the others are counted in the report."""
        for raw in raw_pictures:
            try:
                hit = self._find(raw)
            except RefusedPathError as error:
                self._leave_out(raw, str(error))
                continue
            except MissingPictureError as error:
                if not self.keep_missing or (raw.is_relative and raw.annotations and not _written_size(raw)):
                    self._leave_out(raw, str(error))
                    continue
                yield self._parsed(raw, None, _frame_of_file(raw))
                continue
            try:
                header = self.read_header(hit.file)
            except UserError as error:
                self._leave_out(raw, "its picture cannot be read", f": {error.message}")
                continue
            if hit.searched and _is_other_picture(raw, header):
                self._leave_out(raw, "its picture is not in the folder of pictures")
                continue
            yield self._parsed(raw, hit, self._frame(raw, header))

    def _find(self, raw: RawPicture) -> PictureHit:
        first_error: RefusedPathError | MissingPictureError | None = None
        for number, name in enumerate((*raw.names, *raw.stems)):
            find = self.pictures.find if number < len(raw.names) else self.pictures.find_stem
            try:
                hit = find(name, raw.folders, raw.split)
            except (RefusedPathError, MissingPictureError) as error:
                # A refusal says more than "not found" of the names that are tried after it.
                if not isinstance(first_error, RefusedPathError):
                    first_error = error
                continue
            if isinstance(first_error, RefusedPathError):
                reason = f"{first_error}; the picture with the annotation file's own name is taken"
                self.report.adjust(raw.file, f"picture {raw.path!r}", reason, annotations=0)
            return hit
        raise first_error or MissingPictureError("its picture has no name")

    def _frame(self, raw: RawPicture, header: Header) -> _Frame:
        size = float(header.width), float(header.height)
        if raw.is_relative:
            return _Frame(size, size)
        written = _written_size(raw)
        if written in (None, size):
            return _Frame(size, (1.0, 1.0))
        if header.orientation >= 5 and written == (size[1], size[0]):
            # The file was made by a tool that showed the stored pixels without turning them: its frame is that one.
            self._note_size(
                raw, header, "the file speaks of the picture before it is turned upright: its boxes were turned"
            )
            return _Frame(size, (1.0, 1.0), header.orientation)
        self._note_size(raw, header, "the file gives another size than the picture has")
        return _Frame(size, (1.0, 1.0))

    def _note_size(self, raw: RawPicture, header: Header, reason: str) -> None:
        place = f"picture {raw.path!r}: {raw.width:g}×{raw.height:g}, not {header.width}×{header.height}"
        self.report.adjust(raw.file, place, reason, annotations=0)

    def _parsed(self, raw: RawPicture, hit: PictureHit | None, frame: _Frame) -> ParsedPicture:
        taken: list[ParsedAnnotation] = []
        adjusted = 0
        for annotation in raw.annotations:
            if annotation.corners is None:
                taken.append(ParsedAnnotation(annotation.label, AnnotationKind.TAG))
                continue
            try:
                box, notes = check_box(frame.place(annotation.corners), frame.size)
            except RefusedBoxError as error:
                self.report.skip(raw.file, _place(raw, annotation), str(error))
                continue
            for note in notes:
                self.report.adjust(raw.file, _place(raw, annotation), note)
            adjusted += bool(notes or annotation.is_changed or frame.orientation != 1)
            x0, y0, x1, y1 = box
            taken.append(ParsedAnnotation(annotation.label, AnnotationKind.BOX, ((x0, y0), (x1, y1))))
        self.report.took(len(taken), adjusted)
        width, height = (int(frame.size[0]), int(frame.size[1])) if frame.size else (None, None)
        ending = Path(hit.path).suffix if hit and not raw.names else ""  # the file gives a stem only
        return ParsedPicture(raw.path + ending, width, height, tuple(taken), raw.split, hit.file if hit else None)

    def _leave_out(self, raw: RawPicture, reason: str, detail: str = "") -> None:
        self.report.skipped_pictures += 1
        self.report.skip(raw.file, f"picture {raw.path!r}{detail}", reason, len(raw.annotations))


def _written_size(raw: RawPicture) -> tuple[float, float] | None:
    return (float(raw.width), float(raw.height)) if raw.width > 0 and raw.height > 0 else None


def _frame_of_file(raw: RawPicture) -> _Frame:
    size = _written_size(raw)
    return _Frame(size, size if raw.is_relative and size else (1.0, 1.0))


def _is_other_picture(raw: RawPicture, header: Header) -> bool:
    return _written_size(raw) not in (None, (header.width, header.height), (header.height, header.width))


def _place(raw: RawPicture, annotation: RawAnnotation) -> str:
    corners = "" if annotation.corners is None else f" [{', '.join(f'{n:g}' for n in annotation.corners)}]"
    return f"picture {raw.path!r}, {raw.noun} {annotation.place}{corners}"
