"""How quick the window is, as a person's hand feels it.

Run:  python benchmarks/window.py [--json] [--only SCENE…] [--peers PYTHON]

Every scene is a process of its own with a real window (offscreen unless QT_QPA_PLATFORM says otherwise):
  start_s                 from starting the process to a window that takes input, without torch in it        <= 0.8
  first_picture_10k_s     from opening a new folder of 10,000 pictures to the first on the canvas            <= 1
  first_picture_100k_s    the same with 100,000                                                              <= 1
  next_100k_ms            from the key D to the frame with the next of 100,000 small pictures, the median of its start,
                          its middle and its end (next_100k_start_ms …), beside the peers' as they are asked the same
  scroll_gap_max_ms       longest time the GUI thread was deaf while 100,000 pictures scroll by              <= 50
  next_cold_ms            to a picture of 12 megapixels that was not prepared, until it is painted           <= 150
  next_prefetched_ms      to the next one, which was                                                         <= 16
  gap_p99_training_ms     99 of 100 turns of the event loop while a detector trains and boxes are drawn      <= 16
  gap_max_training_ms     the longest of them                                                                <= 50
  drag_fps_5000           repaints a second while one of 5,000 boxes is dragged                              >= 60
All but the gaps run to the end of a painted frame, without the platform's own pause before it (benchmarks/frames.py).
Medians over --repeat runs. --peers: a Python that has labelme and labelImg installed; they open the same 100,000
pictures and go to the next one, measured in the same run. With --json the last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.packs import REPOSITORY

TARGETS = {
    "start_s": 0.8,
    "first_picture_10k_s": 1.0,
    "first_picture_100k_s": 1.0,
    "scroll_gap_max_ms": 50.0,
    "next_cold_ms": 150.0,
    "next_prefetched_ms": 16.0,
    "gap_p99_training_ms": 16.0,
    "gap_max_training_ms": 50.0,
    "drag_fps_5000": 60.0,
}
SCENES = ("start", "first_10k", "first_100k", "next_100k", "next", "training", "drag")
AT_LEAST = {"drag_fps_5000"}
DIFFERENT = 64
PER_FOLDER = 1_000


def main() -> None:
    options = arguments()
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="vistazo-window-", dir=options.dir) as name:
        folder = Path(name)
        for scene in options.only or SCENES:
            runs = [run_scene(scene, folder, number) for number in range(options.repeat)]
            figures |= {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        if options.peers:
            figures |= peers(options.peers, make_small_pictures(folder / "small-100000", 100_000))
    for key, value in figures.items():
        print(f"{key:26} {value:10.3f}{verdict(key, value)}")
    if options.json:
        print(json.dumps(figures))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="last line: one JSON object of the figures")
    parser.add_argument("--only", nargs="*", choices=SCENES, help="these scenes only")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--peers", type=Path, help="a Python with labelme and labelImg")
    parser.add_argument("--dir", type=Path, default=None, help="where to work (default: the temporary folder)")
    return parser.parse_args()


def verdict(key: str, value: float) -> str:
    if key not in TARGETS:
        return ""
    target = TARGETS[key]
    good = value >= target if key in AT_LEAST else value <= target
    return f"   target {'>=' if key in AT_LEAST else '<='} {target:g}   {'ok' if good else 'MISSED'}"


def run_scene(scene: str, folder: Path, number: int) -> dict[str, float]:
    """Run one scene in a process of its own, with a home of its own; returns what it measured."""
    home = folder / f"home-{scene}-{number}"
    home.mkdir()
    env = {
        **os.environ,
        **dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"), str(home)),
        "PYTHONPATH": str(REPOSITORY),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "QT_QPA_UPDATE_IDLE_TIME": "0",
        "STARTED_AT": repr(time.time()),
    }
    command = [sys.executable, "-m", "benchmarks.window_scenes", scene, str(folder), str(number)]
    done = subprocess.run(command, env=env, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{scene} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    figures: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures


def make_small_pictures(folder: Path, count: int) -> Path:
    """Pictures of 320 x 240: a few dozen different ones, the others hard links to them. Returns the folder."""
    if folder.is_dir():
        return folder
    rng = np.random.default_rng(0)
    originals = folder.with_name(f"{folder.name}-originals")
    originals.mkdir(parents=True)
    for index in range(DIFFERENT):
        blocks = rng.integers(0, 255, (6, 8, 3), dtype=np.uint8)
        Image.fromarray(blocks).resize((320, 240), Image.Resampling.BICUBIC).save(
            originals / f"{index}.jpg", quality=80
        )
    for index in range(count):
        place = folder / f"{index // PER_FOLDER:03d}"
        if index % PER_FOLDER == 0:
            place.mkdir(parents=True)
        os.link(originals / f"{index % DIFFERENT}.jpg", place / f"{index:06d}.jpg")
    return folder


def make_large_pictures(folder: Path, count: int) -> Path:
    """Pictures of 12 megapixels with detail, as a camera writes them. Returns the folder."""
    if folder.is_dir():
        return folder
    folder.mkdir(parents=True)
    rng = np.random.default_rng(1)
    for index in range(count):
        coarse = rng.integers(0, 255, (75, 100, 3), dtype=np.uint8)
        image = Image.fromarray(coarse).resize((4000, 3000), Image.Resampling.BICUBIC)
        image.save(folder / f"{index:02d}.jpg", quality=88)
    return folder


def peers(python: Path, pictures: Path) -> dict[str, float]:
    """Opening and going on in labelme and labelImg, with the same pictures."""
    script = Path(__file__).with_name("window_peers.py")
    figures: dict[str, float] = {}
    for name in ("labelme", "labelimg"):
        surroundings = {"QT_QPA_PLATFORM": "offscreen", "QT_QPA_UPDATE_IDLE_TIME": "0", "PYTHONPATH": str(REPOSITORY)}
        env = {**os.environ, **surroundings}
        done = subprocess.run(
            [str(python), str(script), name, str(pictures)], env=env, capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            figures |= json.loads(done.stdout.strip().splitlines()[-1])
        else:
            print(f"{name} could not be measured: {done.stderr.strip().splitlines()[-1:]}")
    return figures


if __name__ == "__main__":
    main()
