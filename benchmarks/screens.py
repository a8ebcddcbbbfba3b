"""A PNG of every place and state of the window, from the running program on pictures of our own drawing.

Run:  python -m benchmarks.screens DIR [--language en es] [--theme light dark] [--size 1280x720 1440x900]
                                       [--scene NAME…] [--scale 1|2] [--project DIR]

The sample is drawn, labelled and trained on once (about three minutes); then the window is led from state to state in
each language, and photographed in both themes and at each size: DIR/LANGUAGE-THEME-SIZE/NN-scene.png. To be looked at.
--scene: only these; a name that ends in '*' stands for all that begin so.   --scale: of the screen, 2 for 200 %.
--project: a folder that keeps the trained sample for the next time.
A scene that cannot be reached is not photographed: it is named at the end, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

# Wider than any window that is asked for: the offscreen platform's own screen would push menus back into 800 pixels.
SCREEN = {"name": "wide", "x": 0, "y": 0, "width": 4096, "height": 2304, "logicalDpi": 96, "dpr": 1}


def main() -> int:
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="vistazo-screens-") as name:
        folder = Path(name)
        _isolate(folder, options.scale)
        from benchmarks.scenes import SCENES
        from benchmarks.scenes.photographs import photograph
        from benchmarks.scenes.stage import Stage, trained_sample

        chosen = [(number, scene) for number, scene in enumerate(SCENES) if is_wanted(scene.name, options.scene)]
        if not chosen:
            sys.stderr.write(f"no scene is called {' '.join(options.scene)}\n")
            return 2
        kept = options.project or folder / "kept"
        if not kept.is_dir():
            trained_sample(kept)
        failures = []
        for language in options.language:
            desk = folder / language / ("Escritorio" if language == "es" else "Desk")
            shutil.copytree(kept, desk)
            shutil.copytree(kept, folder / language / "untouched")
            stage = Stage(desk, language)
            sizes = [_size(size) for size in options.size]
            failures += photograph(stage, chosen, options.dir, options.theme, sizes)
            stage.leave()
    sys.stdout.write(f"{sum(1 for _ in options.dir.rglob('*.png'))} pictures in {options.dir}\n")
    for failure in failures:
        sys.stderr.write(f"not reached: {failure}\n")
    return 1 if failures else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dir", type=Path, help="where the pictures go")
    _several(parser, "--language", ("en", "es"))
    _several(parser, "--theme", ("light", "dark"))
    _several(parser, "--size", ("1280x720", "1440x900"))
    parser.add_argument("--scene", nargs="*", default=[], help="only these")
    parser.add_argument("--scale", type=float, default=1, help="of the screen: 2 for twice the pixels")
    parser.add_argument("--project", type=Path, help="a folder that keeps the trained sample")
    return parser.parse_args()


def is_wanted(name: str, patterns: Sequence[str]) -> bool:
    """Whether a scene was asked for; without patterns all are."""
    return not patterns or any(fnmatchcase(name, pattern) for pattern in patterns)


def _isolate(folder: Path, scale: float) -> None:
    """A home of its own, and a screen that is wide enough. Before Qt is imported."""
    home = folder / "home"
    home.mkdir()
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(home)
    if scale != 1:
        os.environ["QT_SCALE_FACTOR"] = str(scale)
    if os.environ.setdefault("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        screens = folder / "screens.json"
        screens.write_text(json.dumps({"synchronousWindowSystemEvents": False, "screens": [SCREEN]}))
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"


def _several(parser: argparse.ArgumentParser, name: str, values: Sequence[str]) -> None:
    parser.add_argument(name, nargs="*", default=list(values), help=f"default: {' '.join(values)}")


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


if __name__ == "__main__":
    raise SystemExit(main())
