"""`vistazo` and `python -m desktop_app`. Worker processes import this file again: nothing heavy stands at its top."""

from __future__ import annotations

import sys
from multiprocessing import freeze_support


def main() -> None:
    """Run the command line; a word that is no command is a path to open."""
    freeze_support()
    try:
        from desktop_app.cli.main import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # before or after run, which answers for all that it does
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()
