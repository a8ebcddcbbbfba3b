"""Builds the program folder: dist/vistazo with everything in it, for machines without Python.

    python packaging/build.py                 dist/vistazo
    python packaging/build.py --demo          … and trains the demo from it, in a folder that is thrown away
    python packaging/build.py --archive       … and packs it: dist/vistazo-VERSION-SYSTEM.tar.gz

Needs an environment with Vistazo, a CPU build of torch, and `pip install pyinstaller`.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGING = REPOSITORY / "packaging"
LINUX = REPOSITORY / "packaging" / "linux"
MENU_FILES = (
    LINUX / "vistazo.desktop",
    LINUX / "vistazo-mime.xml",
    LINUX / "install.sh",
    REPOSITORY / "resources" / "app" / "vistazo.svg",
)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--dist", type=Path, default=REPOSITORY / "dist", help="where the folder vistazo/ goes")
    words.add_argument("--work", type=Path, default=REPOSITORY / "build", help="what PyInstaller keeps between builds")
    words.add_argument("--demo", action="store_true", help="train the demo from what was built")
    words.add_argument("--archive", action="store_true", help="pack what was built")
    given = words.parse_args()
    refuse_what_cannot_work()
    started = time.monotonic()
    bundle = build(given.dist, given.work)
    say(f"{bundle}: {size_of(bundle) >> 20} MB in {time.monotonic() - started:.0f} s")
    check_that_it_starts(bundle)
    if given.demo:
        run_demo(bundle)
    if given.archive:
        say(f"{(archive := pack(bundle))}: {archive.stat().st_size >> 20} MB")


def refuse_what_cannot_work() -> None:
    """Ends the program with a sentence where the environment is not fit for it."""
    if find_spec("PyInstaller") is None:
        sys.exit("PyInstaller is not installed here: python -m pip install pyinstaller")
    try:
        version("vistazo")
    except PackageNotFoundError:
        sys.exit("Vistazo is not installed here: python -m pip install -e .")
    if "+cu" in version("torch") or find_spec("nvidia") is not None:
        sys.exit("This torch brings CUDA, gigabytes of it. Use an environment with a CPU build: see the README.")


def build(dist: Path, work: Path) -> Path:
    """Run PyInstaller; returns the folder of the program."""
    command = [sys.executable, "-m", "PyInstaller", str(PACKAGING / "vistazo.spec"), "--noconfirm", "--log-level=WARN"]
    subprocess.run([*command, "--distpath", str(dist), "--workpath", str(work)], check=True, cwd=REPOSITORY)
    bundle = dist / "vistazo"
    if sys.platform.startswith("linux"):
        for file in MENU_FILES:
            shutil.copy2(file, bundle / file.name)
    return bundle


def program_of(bundle: Path) -> Path:
    return bundle / ("vistazo.exe" if sys.platform == "win32" else "vistazo")


def check_that_it_starts(bundle: Path) -> None:
    """The command line answers, and the worker process starts from the bundle and has torch."""
    with tempfile.TemporaryDirectory() as home:
        for words in (["--version"], ["doctor"]):
            run(bundle, words, Path(home))


def run_demo(bundle: Path) -> None:
    """Draw, train, export and predict from the bundle alone."""
    with tempfile.TemporaryDirectory() as home:
        started = time.monotonic()
        run(bundle, ["demo", str(Path(home) / "demo")], Path(home))
        say(f"the demo took {time.monotonic() - started:.0f} s")


def run(bundle: Path, words: list[str], home: Path) -> None:
    """A command of the bundle, away from this environment's Python and from this user's files."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment |= {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "XDG_DATA_HOME": str(home / "data")}
    subprocess.run([str(program_of(bundle)), *words], check=True, cwd=home, env=environment)


def pack(bundle: Path) -> Path:
    goal = bundle.parent / f"vistazo-{version('vistazo')}-{platform.system().lower()}-{platform.machine()}.tar.gz"
    with tarfile.open(goal, "w:gz", compresslevel=6) as archive:
        archive.add(bundle, arcname="vistazo")
    return goal


def size_of(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
