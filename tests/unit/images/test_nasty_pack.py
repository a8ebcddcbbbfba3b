"""A thousand broken, odd and hostile files: each is a picture or a refusal with a reason, and nothing crashes.

The reading happens in a process of its own, with a memory limit, so that a crash is a failure and not the end.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.shared

REPOSITORY = Path(__file__).resolve().parents[3]
ON_THE_LIST = {"JPEG", "MPO", "PNG", "BMP", "TIFF", "WEBP", "GIF"}
READ_ALL = """
import json, os, sys, threading
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
except ImportError:
    pass
from pathlib import Path
from ml_engine.domain.errors import UserError
from ml_engine.images import reader

decoded = []
real = reader.decode
reader.decode = lambda *arguments: decoded.append(1) or real(*arguments)
root = os.fsencode(sys.argv[1])
for folder, _, names in os.walk(root):
    for name in names:
        path = Path(os.fsdecode(os.path.join(folder, name)))
        print(json.dumps({"start": str(path)}), flush=True)
        decoded.clear()
        row = {"file": os.path.relpath(path, sys.argv[1])}
        try:
            image = reader.read_image(path)
            header = reader.read_header(path)
            row |= {"code": "ok", "size": [header.width, header.height], "shape": image.shape, "type": str(image.dtype)}
        except UserError as error:
            row |= {"code": error.code, "message": error.message, "hint": error.hint}
        print(json.dumps(row | {"decoded": bool(decoded)}), flush=True)
"""


@pytest.fixture(scope="module")
def rows(shared):
    command = [sys.executable, "-X", "faulthandler", "-W", "error", "-c", READ_ALL, str(shared.pack("nasty_images"))]
    done = subprocess.run(command, capture_output=True, cwd=REPOSITORY, timeout=240)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, (lines[-1:], done.stderr[-2000:])
    return {row["file"]: row for row in lines if "file" in row}


@pytest.fixture(scope="module")
def manifest(shared):
    return json.loads((shared.pack("nasty_images") / "manifest.json").read_text("utf-8"))


def test_every_file_is_a_picture_or_a_refusal_with_a_reason(rows, manifest):
    assert len(rows) >= len(manifest)
    for row in rows.values():
        if row["code"] == "ok":
            assert row["shape"] == [row["size"][1], row["size"][0], 3]
            assert row["type"] == "uint8"
        else:
            assert row["code"] in ("picture-unreadable", "picture-format", "picture-too-large")
            assert row["message"].isprintable()
            assert row["hint"]


def test_nearly_all_pictures_of_our_formats_that_pillow_loads_are_read(rows, manifest):
    loadable = [name for name, seen in manifest.items() if seen.get("load") == "ok" and seen["format"] in ON_THE_LIST]
    refused = sorted(name for name in loadable if rows[name]["code"] != "ok")

    # Three have a pixel checksum that is wrong, one is cut off inside its pixels.
    assert refused == [
        "made/bitflip_crc_error.png",
        "pillow/broken_data_stream.png",
        "pillow/truncated_end_chunk.png",
        "pngsuite/xcsn0g01.png",
    ]
    assert len(loadable) == 671


def test_sizes_agree_with_pillow_s(rows, manifest):
    differ = []
    for name, seen in manifest.items():
        if seen.get("load") == "ok" and rows[name]["code"] == "ok":
            # Of a TIFF Pillow says the upright size at once.
            turned = seen["format"] != "TIFF" and (seen.get("orientation") or 1) in (5, 6, 7, 8)
            expected = seen["size"][::-1] if turned else seen["size"]
            if rows[name]["size"] != expected:
                differ.append(name)

    assert differ == []


def test_pictures_above_the_limit_are_refused_without_a_decoder(rows):
    large = [row for row in rows.values() if row["code"] == "picture-too-large"]

    assert len(large) >= 5
    assert not any(row["decoded"] for row in large)


def test_odd_names_are_read(rows):
    odd = [row for name, row in rows.items() if name.startswith("made_names/")]

    assert len(odd) > 10
    assert {row["code"] for row in odd} <= {"ok", "picture-unreadable"}
    assert all(row["code"] == "ok" for row in odd if "dir.jpg" not in row["file"])


def test_reading_wrote_nothing_into_the_pack(rows, shared):
    # 'rows' has read everything by now: no file appeared beside the pictures.
    folder = shared.pack("nasty_images")
    assert not [path for path in folder.rglob("*") if path.name.startswith(".partial-")]
