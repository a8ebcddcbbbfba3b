"""Export a set of pictures and annotations into a new folder, in one of the registered formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from pathlib import Path

from desktop_app.formats.export_folder import ExportFolder
from desktop_app.formats.export_tally import ExportTally
from desktop_app.formats.label_list import clean_name
from desktop_app.formats.paths import RefusedPathError, relative_path
from desktop_app.formats.registry import FORMATS
from desktop_app.formats.values import ExportPicture, ExportReport, ExportSet
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Progress
from ml_engine.domain.progress import ProgressMeter
from ml_engine.domain.values import Label

MANIFEST_VERSION = 1


def export_dataset(
    labels: Sequence[Label],
    pictures: Iterable[ExportPicture],
    destination: Path,
    format_name: str,
    copy_images: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
    label_numbers: Sequence[int] = (),
) -> ExportReport:
    """Write a new folder and say what it holds and what the format could not take.

    labels: all of the project, archived ones too, in order: a label's rank is its number in the files.
    pictures: may be a generator; those without annotations are written as pictures with nothing on them.
    destination: must not exist.   label_numbers: COCO category ids to keep.
    Raises UserError, and Cancelled when should_stop() turns true; the destination does not exist then.
    """
    form = FORMATS.get(format_name)
    _check_labels(labels, label_numbers)
    tally = ExportTally()
    total = len(pictures) if isinstance(pictures, Sized) else 0
    with ExportFolder(destination) as folder, ProgressMeter(progress, "export", total) as meter:
        walked = _walk(pictures, meter, should_stop, tally)
        dataset = ExportSet(tuple(labels), walked, tuple(label_numbers))
        form.dump(dataset, folder, tally, copy_images=copy_images)
        if not tally.pictures:
            raise _nothing_written(form.title, tally)
        folder.finish(
            {
                "vistazo_export": MANIFEST_VERSION,
                "format": form.name,
                "labels": [label.name for label in labels],
                "pictures": tally.pictures,
                "annotations": tally.annotations,
                "left_out": tally.left_out,
            }
        )
    return ExportReport(
        folder.destination, form.name, tally.pictures, tally.annotations, tally.left_out, tally.copied_pictures,
        tuple(tally.problems),
    )  # fmt: skip


def _walk(
    pictures: Iterable[ExportPicture], meter: ProgressMeter, should_stop: Callable[[], bool], tally: ExportTally
) -> Iterator[ExportPicture]:
    for picture in pictures:
        if should_stop():
            raise Cancelled
        meter.advance()
        if reason := _unwritable(picture.path):
            tally.leave_out(picture.path, reason, len(picture.annotations))
        else:
            yield picture


def _nothing_written(title: str, tally: ExportTally) -> UserError:
    if not tally.problems:
        return UserError("nothing-to-export", "There are no pictures to export.", "Label or verify some first.")
    first = tally.problems[0]
    return UserError(
        "nothing-to-export",
        f"{title} can hold none of the pictures. The first, {first.file!r}: {first.reason}.",
        "Rename the pictures, or choose another format.",
    )


def _unwritable(path: str) -> str:
    """Why no format can hold this path so that it is read back; '' if it can."""
    try:
        if relative_path(path) != path:
            return "its path is not in its simplest form"
        path.encode("utf-8")
    except RefusedPathError as error:
        return str(error)
    except UnicodeEncodeError:
        return "its name is not text in this system's encoding: rename the picture"
    return ""


def _check_labels(labels: Sequence[Label], numbers: Sequence[int]) -> None:
    seen: set[str] = set()
    for label in labels:
        if not label.name or clean_name(label.name) != label.name:
            raise UserError(
                "label-not-exportable", f"The label {label.name!r} is not one line of text.", "Rename it, then export."
            )
        if label.name in seen:
            raise UserError("label-twice", f"Two labels are called {label.name!r}.", "Rename one of them, then export.")
        seen.add(label.name)
    if numbers and (len(numbers) != len(labels) or len(set(numbers)) != len(numbers)):
        raise ValueError(f"label_numbers must be distinct, one a label: got {len(numbers)} for {len(labels)} labels")
