"""Reading annotations ends when nobody wants it any more, also before the first picture."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.formats import file_input
from desktop_app.formats.file_input import read_capped
from desktop_app.formats.json_input import read_json
from desktop_app.formats.read import read_annotations
from desktop_app.formats.registry import FORMATS
from ml_engine.domain.errors import Cancelled

XML = "<annotation><filename>{n}.png</filename><object><name>cat</name></object></annotation>"


def write_coco(folder: Path) -> None:
    images = [{"id": n, "file_name": f"{n}.png"} for n in range(9)]
    boxes = [{"id": n, "image_id": n, "category_id": 1, "bbox": [1, 1, 5, 5]} for n in range(9)]
    content = {"images": images, "annotations": boxes, "categories": [{"id": 1, "name": "cat"}]}
    (folder / "all.json").write_text(json.dumps(content))


def write_voc(folder: Path) -> None:
    for n in range(9):
        (folder / f"{n}.xml").write_text(XML.format(n=n))


def write_yolo(folder: Path) -> None:
    (folder / "labels").mkdir()
    for n in range(9):
        (folder / "labels" / f"{n}.txt").write_text("0 0.5 0.5 0.1 0.1\n")


WRITE: dict[str, Callable[[Path], None]] = {"coco": write_coco, "voc": write_voc, "yolo": write_yolo}


def after(count: int) -> Callable[[], bool]:
    """A should_stop that turns true when it has been asked so often."""
    calls = itertools.count(1)
    return lambda: next(calls) > count


@pytest.mark.parametrize("count", [0, 3])
@pytest.mark.parametrize("name", FORMATS.names())
def test_reading_stops_before_the_first_picture(name: str, count: int, tmp_path: Path) -> None:
    WRITE[name](tmp_path)
    with pytest.raises(Cancelled):
        read_annotations(tmp_path, format_name=name, should_stop=after(count))


@pytest.mark.parametrize("count", [0, 3, 12, 20, 30])
def test_every_pass_over_a_large_json_file_can_be_stopped(count: int, tmp_path: Path) -> None:
    """19 objects in the strict pass, then one question, then 9 pictures and 9 boxes."""
    write_coco(tmp_path)
    with pytest.raises(Cancelled):
        read_annotations(tmp_path, format_name="coco", should_stop=after(count))


def test_a_large_file_is_read_whole_and_stops_between_its_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_input, "_CHUNK_BYTES", 10)
    file = tmp_path / "large.json"
    file.write_bytes(b"[" + b"1," * 20 + b"1]")
    assert read_capped(file) == file.read_bytes()
    assert read_json(file, list[int]) == [1] * 21
    with pytest.raises(Cancelled):
        read_capped(file, should_stop=after(2))
