"""A PNG of every place and state of the window, from the running program on pictures of our own drawing.

Run:  python -m benchmarks.screens DIR [--language en es] [--theme light dark] [--size 1280x720 1440x900]
                                       [--scene NAME…] [--scale 1|2] [--project DIR]

The sample is drawn, labelled and trained on once (about a minute); then the window is led from state to state in each
language, and photographed in both themes and at each size: DIR/LANGUAGE-THEME-SIZE/NN-scene.png. To be looked at.
--project: a folder that keeps the trained sample for the next time.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path


def main() -> None:
    options = arguments()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if options.scale != 1:
        os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    from benchmarks.screen_scenes import photograph, trained_sample

    with tempfile.TemporaryDirectory(prefix="vistazo-screens-") as name:
        folder = Path(name)
        os.environ["HOME"] = os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_CACHE_HOME"] = str(folder / "home")
        (folder / "home").mkdir()
        kept = options.project or folder / "kept"
        if not kept.is_dir():
            trained_sample(kept)
        for language in options.language:
            desk = folder / language
            shutil.copytree(kept, desk)
            sizes = [_size(size) for size in options.size]
            photograph(desk, options.dir, language, options.theme, sizes, options.scene)
    sys.stdout.write(f"{sum(1 for _ in options.dir.rglob('*.png'))} pictures in {options.dir}\n")


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


def _several(parser: argparse.ArgumentParser, name: str, values: Sequence[str]) -> None:
    parser.add_argument(name, nargs="*", default=list(values), help=f"default: {' '.join(values)}")


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


if __name__ == "__main__":
    main()
