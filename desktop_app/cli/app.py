"""The `vistazo` command group: its options, its exit status, and the rule that a word which is no command is a path."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from desktop_app.cli.console import Console, JsonConsole, PeopleConsole, SilentConsole
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import JobCancelled, JobDone, TerminalEvent
from ml_engine.jobs.outcome import leads

EXIT_DONE, EXIT_FAILED, EXIT_USAGE, EXIT_INTERRUPTED = 0, 1, 2, 130


ShowWindow = Callable[[Path | None], int]


def no_window(_: Path | None) -> int:
    """For callers without a window. Raises UserError."""
    raise UserError(
        "no-window", "There is no window here.", "Every main job works from the command line: see vistazo --help."
    )


@dataclass(frozen=True, slots=True)
class Session:
    """What every command gets. in_process: run jobs here instead of in a worker (unit tests, torchrun).

    show_window: opens the window on a path or on none and stays until it is closed; returns the exit status.
    """

    console: Console
    as_json: bool
    in_process: bool
    show_window: ShowWindow


class CommandOrPath(click.Group):
    """A group whose unknown first word is a project or folder to open."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            return "open", self.get_command(ctx, "open"), args
        return super().resolve_command(ctx, args)


@click.group(cls=CommandOrPath, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, the result last.")
@click.option("--in-process", is_flag=True, help="Run jobs in this process instead of a worker.")
@click.version_option(package_name="vistazo", message="%(prog)s %(version)s")
@click.pass_context
def vistazo(ctx: click.Context, as_json: bool, in_process: bool) -> None:
    """Draw boxes on your pictures; a detector or classifier trains on your own machine.

    Without a command the window opens; a first word that is no command is a project or a folder to open in it.
    """
    console = console_for(as_json)
    # Under torchrun every process is one of many already: each runs the job itself.
    show_window = ctx.obj or no_window
    ctx.obj = Session(console, as_json, in_process or "RANK" in os.environ, show_window)
    ctx.call_on_close(console.close)
    if ctx.invoked_subcommand is None:
        if as_json:
            click.echo(ctx.get_help())
            return
        raise click.exceptions.Exit(show_window(None))


def console_for(as_json: bool) -> Console:
    """Under torchrun the first process speaks for all."""
    if not leads():
        return SilentConsole()
    return JsonConsole(sys.stdout) if as_json else PeopleConsole()


def finish(terminal: TerminalEvent) -> JobDone:
    """The end of a job that is done; any other leaves the command with its exit status."""
    if isinstance(terminal, JobDone):
        return terminal
    raise click.exceptions.Exit(EXIT_INTERRUPTED if isinstance(terminal, JobCancelled) else EXIT_FAILED)
