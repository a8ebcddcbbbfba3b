"""Pictures, labels and annotations for the format suites, made on the spot."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from hypothesis import strategies as st
from PIL import Image

from desktop_app.formats.label_list import clean_name
from desktop_app.formats.values import ExportPicture, ParsedDataset, ParsedPicture
from ml_engine.domain.values import Annotation, AnnotationKind, Label, Split

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sample:
    """A small set. boxes: of each picture, with the rank of their label."""

    labels: tuple[Label, ...]
    pictures: tuple[ExportPicture, ...]


def make_labels(*names: str) -> tuple[Label, ...]:
    return tuple(Label(uuid4(), name, "#336699", "", position) for position, name in enumerate(names))


def make_picture(path: Path, width: int = 32, height: int = 24) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:  # the ending does not tell the content: PNG inside .jpg happens in the wild
        Image.new("1", (width, height)).save(file, format="PNG")
    return path


def box(label: Label, *corners: float) -> Annotation:
    x0, y0, x1, y1 = corners
    return Annotation(uuid4(), 0, label.id, AnnotationKind.BOX, ((x0, y0), (x1, y1)))


def tag(label: Label) -> Annotation:
    return Annotation(uuid4(), 0, label.id, AnnotationKind.TAG)


def polygon(label: Label, *points: tuple[float, float]) -> Annotation:
    return Annotation(uuid4(), 0, label.id, AnnotationKind.POLYGON, points)


def plain_sample(folder: Path) -> Sample:
    """Three splits and none, the same file name in two folders, an unused label, a picture with nothing on it."""
    labels = make_labels("cat", "unused", "hot dog", "żółw 🐢")
    rows = [
        ("a/1.png", Split.TRAIN, [box(labels[0], 1.5, 2, 10.25, 12), box(labels[3], 0, 0, 32, 24)]),
        ("b/1.png", Split.VALIDATION, [box(labels[2], 3, 3, 4, 4)]),
        ("nothing.jpg", Split.TRAIN, []),
        ("Straße und Meer.png", Split.TEST, [box(labels[3], 0.1, 0.2, 31.9, 23.7)]),
        ("loose.png", None, [box(labels[0], 5, 6, 7, 8)]),
    ]
    pictures = tuple(
        ExportPicture(path, make_picture(folder / path), 32, 24, tuple(annotations), split)
        for path, split, annotations in rows
    )
    return Sample(labels, pictures)


# fmt: off
_ODD = st.sampled_from([
    "CON", "-rf", " lead", "trail ", "a.b.c", "classes", "train", "labels", "images", "all", "val", "e\u0301té",
    "\u202egpj", "a\nb", "tab\there", "50% & <b>", '"quoted"', "it's", "#hash", "日本", "🦝", "data.yaml", "x" * 120,
    "$(id)", "a;b", "{0}",
])
# fmt: on
_WORD = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"], exclude_characters="/\\:"), min_size=1, max_size=12
).filter(lambda text: text.strip(" .") == text.strip() != "")
PATHS = st.builds(
    lambda parts, ending: "/".join(parts) + ending,
    st.lists(_ODD | _WORD, min_size=1, max_size=3),
    st.sampled_from([".png", ".jpg", ".PNG"]),
)
LABEL_NAMES = st.lists(
    (_ODD | _WORD).filter(lambda name: clean_name(name) == name), min_size=1, max_size=5, unique=True
)
SPLITS = st.none() | st.sampled_from(list(Split))


@st.composite
def boxes_inside(draw: st.DrawFn, width: int, height: int) -> Box:
    """At least a hundredth of a pixel wide; with all the digits that floats have."""
    x0 = draw(st.floats(0, width - 0.01))
    y0 = draw(st.floats(0, height - 0.01))
    return x0, y0, draw(st.floats(min(x0 + 0.01, width), width)), draw(st.floats(min(y0 + 0.01, height), height))


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    """Pictures are not on disk yet: `place` puts them there. Paths differ before the ending, also without case."""
    labels = make_labels(*draw(LABEL_NAMES))
    pictures = []
    for path in draw(st.lists(PATHS, min_size=1, max_size=4, unique_by=_stem_key)):
        width, height = draw(st.integers(1, 60)), draw(st.integers(1, 60))
        corners = draw(st.lists(boxes_inside(width, height), max_size=3))
        annotations = tuple(box(draw(st.sampled_from(labels)), *one) for one in corners)
        pictures.append(ExportPicture(path, Path(), width, height, annotations, draw(SPLITS)))
    return Sample(labels, tuple(pictures))


def place(sample: Sample, folder: Path) -> Sample:
    """The same sample with its pictures on disk below a folder."""
    placed = [replace(one, file=make_picture(folder / one.path, one.width, one.height)) for one in sample.pictures]
    return Sample(sample.labels, tuple(placed))


def _stem_key(path: str) -> str:
    return unicodedata.normalize("NFC", path.rpartition(".")[0]).casefold()


def expected_boxes(sample: Sample) -> dict[str, list[tuple[str, Box]]]:
    """Picture path → labels and boxes, without tags."""
    names = {label.id: label.name for label in sample.labels}
    return {
        one.path: [(names[a.label_id], a.xyxy) for a in one.annotations if a.kind is not AnnotationKind.TAG]
        for one in sample.pictures
    }


def parsed_boxes(pictures: list[ParsedPicture]) -> dict[str, list[tuple[str, Box]]]:
    return {
        one.path: [(a.label, (*a.points[0], *a.points[1])) for a in one.annotations if a.kind is AnnotationKind.BOX]
        for one in pictures
    }


def walk(dataset: ParsedDataset) -> list[ParsedPicture]:
    """All pictures; the report must agree with what was given."""
    pictures = list(dataset.pictures)
    report = dataset.report
    given = sum(len(one.annotations) for one in pictures)
    assert (report.pictures, report.imported) == (len(pictures), given)
    assert report.input == report.imported + report.skipped
    skipped = sum(count for (severity, _), count in report.reasons.items() if severity == "skipped")
    no_annotation = sum(1 for one in report.problems if one.severity == "skipped" and one.annotations == 0)
    assert skipped - no_annotation == report.skipped
    assert report.adjusted <= report.imported
    return pictures


def folder_state(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file below with size and time of change."""
    state = {}
    for current, _, names in os.walk(folder):
        for name in names:
            status = os.lstat(Path(current) / name)
            state[str(Path(current) / name)] = (status.st_size, status.st_mtime_ns)
    return state
