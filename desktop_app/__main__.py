"""`vistazo` and `python -m desktop_app`. Worker processes import this file again: nothing heavy stands at its top."""

from __future__ import annotations

import sys
from multiprocessing import freeze_support
from pathlib import Path

from ml_engine.domain.errors import UserError


def show_window(path: Path | None) -> int:
    """Open the window. Qt is imported here and nowhere before: commands and workers do without."""
    try:
        from desktop_app.app import run_window
    except ImportError as error:
        if "PySide6" not in str(error) and not str(error).startswith("lib"):
            raise
        raise UserError(
            "no-qt-libraries",
            f"The window cannot open: a library that Qt needs is missing ({error}).",
            "On Debian or Ubuntu: apt install libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0. "
            "Every main job also works from the command line: see vistazo --help.",
        ) from error
    return run_window(path)


def main() -> None:
    """Run the command line; a word that is no command is a path to open."""
    freeze_support()
    try:
        from desktop_app.cli.main import run

        status = run(sys.argv[1:], show_window)
    except KeyboardInterrupt:  # before or after run, which answers for all that it does
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()
