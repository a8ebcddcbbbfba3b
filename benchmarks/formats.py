"""How long and in how much memory a COCO file of COCO's own size is read: 118,000 pictures, 860,000 boxes, outlines.

    python benchmarks/formats.py [--boxes N] [--json]

The file is written into a temporary folder first and its pictures are not on disk, so that reading is all that counts.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from desktop_app.formats.read import read_annotations

LABELS = 80
BOXES_PER_PICTURE = 7.3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--boxes", type=int, default=860_000)
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "instances_train.json"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(_document(arguments.boxes))
        started = time.perf_counter()
        dataset = read_annotations(path, keep_missing=True)
        opened = time.perf_counter()
        boxes = sum(len(picture.annotations) for picture in dataset.pictures)
        done = time.perf_counter()
        figures = {
            "file_mb": round(path.stat().st_size / 1e6),
            "boxes": boxes,
            "open_s": round(opened - started, 1),
            "read_s": round(done - started, 1),
            "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }
    if boxes != arguments.boxes or dataset.report.input != boxes:
        raise SystemExit(f"{boxes} of {arguments.boxes} boxes were read")
    print(json.dumps(figures) if arguments.json else "\n".join(f"{name}: {value}" for name, value in figures.items()))


def _document(boxes: int) -> Iterator[str]:
    chance = random.Random(0)
    pictures = max(1, int(boxes / BOXES_PER_PICTURE))
    yield '{"images": ['
    for number in range(pictures):
        row = {"id": number, "file_name": f"{number:012d}.jpg", "width": 640, "height": 480, "license": 1}
        yield ("," if number else "") + json.dumps(row)
    yield '], "annotations": ['
    for number in range(boxes):
        x, y = chance.randrange(500), chance.randrange(400)
        outline = [round(chance.random() * 400, 2) for _ in range(chance.choice([20, 40, 60, 80]))]
        row = {
            "id": number, "image_id": chance.randrange(pictures), "category_id": chance.randrange(LABELS),
            "bbox": [x, y, 50.5, 40.25], "segmentation": [outline], "area": 1.0, "iscrowd": 0,
        }  # fmt: skip
        yield ("," if number else "") + json.dumps(row)
    yield '], "categories": ' + json.dumps([{"id": n, "name": f"label {n}"} for n in range(LABELS)]) + "}"


if __name__ == "__main__":
    main()
