"""`vistazo` and `python -m desktop_app`. Worker processes import this file again: nothing heavy stands at its top."""

from __future__ import annotations

import sys
from multiprocessing import freeze_support
from pathlib import Path


def show_window(path: Path | None) -> int:
    """Open the window. Qt is imported here and nowhere before: commands and workers do without.

    Raises UserError that names the packages to install where the system lacks libraries of Qt.
    """
    from desktop_app.shell.qt_libraries import no_qt, require_x11_libraries

    try:
        from desktop_app.app import run_window
    except ImportError as error:
        if "PySide6" not in str(error) and not str(error).startswith(("lib", "/")):
            raise
        raise no_qt(error) from error
    require_x11_libraries()
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
