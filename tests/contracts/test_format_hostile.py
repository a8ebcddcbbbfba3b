"""Files from strangers, for every registered format: damaged ones are explained, trapped ones open nothing outside."""

from __future__ import annotations

import contextlib
import json
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop_app.formats.export import export_dataset
from desktop_app.formats.export_folder import MANIFEST
from desktop_app.formats.read import read_annotations
from desktop_app.formats.registry import FORMATS
from ml_engine.domain.errors import UserError
from tests.contracts import format_samples as make

EVERY = pytest.mark.parametrize("name", FORMATS.names())


@EVERY
@given(seed=st.integers(0, 2**32))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@example(seed=0)
def test_damaged_files_give_problems_or_a_sentence(
    name: str, seed: int, fuzz_ground: dict[str, dict[str, bytes]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "data"
        chance = random.Random(seed)
        damaged = chance.choice([path for path in fuzz_ground[name] if not path.startswith(("images/", "JPEGImages/"))])
        for path, content in fuzz_ground[name].items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(_mutate(content, chance) if path == damaged else content)
        with contextlib.suppress(UserError):  # anything else that is raised fails the test
            make.walk(read_annotations(root, format_name=name))


@pytest.fixture(scope="module")
def fuzz_ground(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The files of one valid export of each format."""
    ground = {}
    for name in FORMATS.names():
        folder = tmp_path_factory.mktemp(name)
        sample = make.plain_sample(folder / "p")
        out = export_dataset(sample.labels, sample.pictures, folder / "out", name, True).folder
        files = [path for path in sorted(out.rglob("*")) if path.is_file() and path.name != MANIFEST]
        ground[name] = {path.relative_to(out).as_posix(): path.read_bytes() for path in files}
    return ground


_GRAINS = [
    b"",
    b"\0",
    b"\xff\xfe",
    b"NaN",
    b"-1",
    b"1e999",
    b"9" * 5000,
    b"[" * 300,
    b"{",
    b"}",
    b'"',
    b"<",
    b"<x>",
    b"../",
]
_GRAINS += [
    b"&amp;",
    b"&#0;",
    b"\n",
    b"\r",
    b"null",
    b"true",
    b"[]",
    b"\\u0000",
    b"\\ud800",
    b"-0.0",
    b"inf",
    b":",
    b"- ",
    b"'",
]


def _mutate(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice([0, 1, 2, 8, 64]))
        match chance.randrange(5):
            case 0:
                del data[start:]
            case 1:
                data[start:end] = chance.choice(_GRAINS)
            case 2:
                data[start:end] = chance.randbytes(end - start)
            case 3:
                data[start:start] = data[end : end + 200]
            case _:
                numbers = [place for place, byte in enumerate(data) if 48 <= byte <= 57]
                if numbers:
                    data[chance.choice(numbers)] = chance.choice(b"0123456789-.e ")
    return bytes(data)


_opened: list[str] = []
_is_recording = False


def _record(event: str, details: tuple[object, ...]) -> None:
    if _is_recording and event in {"open", "os.listdir", "os.scandir"} and isinstance(details[0], str | bytes):
        _opened.append(os.fsdecode(details[0]))


sys.addaudithook(_record)  # cannot be taken away again, so it stays quiet but in this test


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """Every file and folder that is opened while the test runs."""
    global _is_recording
    _opened.clear()
    _is_recording = True
    yield _opened
    _is_recording = False


def _hostile_paths(secret: Path) -> list[str]:
    up = os.path.relpath(secret, secret.parent.parent / "data")
    windows = [up.replace("/", "\\"), f"\\\\server\\s\\{secret.name}", f"C:{secret}", f"C:\\{secret.name}"]
    addresses = [f"file://{secret}", f"//server{secret}", f"http://127.0.0.1/{secret.name}"]
    links = ["link.png", "linked/secret.png"]
    others = ["~/secret.png", "", ".", "..", "\0", "a" * 5000 + ".png", "/dev/zero", "/proc/self/environ"]
    return [str(secret), up, f"x/../{up}", *windows, *addresses, *links, *others]


def _hostile_coco(folder: Path, path: str) -> int:
    row = {"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 1, 5, 5]}
    document = {
        "images": [{"id": 1, "file_name": path, "width": 32, "height": 24}],
        "annotations": [row],
        "categories": [{"id": 1, "name": "cat"}],
    }
    (folder / "instances.json").write_text(json.dumps(document))
    return 1


def _hostile_voc(folder: Path, path: str) -> int:
    text = path.replace("\0", "").replace("&", "&amp;")
    bounds = "<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>5</xmax><ymax>5</ymax></bndbox>"
    (folder / "0.xml").write_text(
        f"<annotation><folder>{text}</folder><path>{text}</path><filename>{text}</filename>"
        f"<object><name>cat</name>{bounds}</object></annotation>"
    )
    return 1


def _hostile_yolo(folder: Path, path: str) -> int:
    """Names, lists and folders of every declaration point to the path; the rows themselves name no file."""
    one_line = path.replace("\n", " ").replace("\0", "")
    (folder / "obj.data").write_text(f"names = {one_line}\ntrain = {one_line}\nvalid = {one_line}.txt\n")
    (folder / "train.txt").write_text(f"{one_line}\n")
    (folder / "labels").mkdir()
    (folder / "labels" / "data.yaml").write_text(
        f"path: {one_line}\ntrain: {json.dumps(one_line + '.txt')}\nnames: [cat]\n"
    )
    (folder / "labels" / "link.txt").write_text("0 0.5 0.5 0.1 0.1\n")
    return 1


@EVERY
@pytest.mark.parametrize("number", range(20))
def test_no_path_leads_out_of_the_root(name: str, number: int, tmp_path: Path, opened: list[str]) -> None:
    secret = make.make_picture(tmp_path / "secret" / "secret.png")
    (tmp_path / "secret" / "secret.png.txt").write_text("0 0.5 0.5 0.1 0.1")
    data = tmp_path / "data"
    data.mkdir()
    (data / "link.png").symlink_to(secret)
    (data / "linked").symlink_to(secret.parent)
    make.make_picture(data / "innocent.png")
    path = _hostile_paths(secret)[number]
    count = {"coco": _hostile_coco, "voc": _hostile_voc, "yolo": _hostile_yolo}[name](data, path)
    opened.clear()
    dataset = read_annotations(data, format_name=name)
    pictures = make.walk(dataset)
    assert [one.file for one in pictures] == []
    assert dataset.report.skipped == count
    assert [one for one in opened if "secret" in Path(one).parts or one.startswith(("/dev", "/proc"))] == []


def test_the_recorder_of_opened_files_sees_them(tmp_path: Path, opened: list[str]) -> None:
    (tmp_path / "seen").write_text("x")
    assert str(tmp_path / "seen") in opened
