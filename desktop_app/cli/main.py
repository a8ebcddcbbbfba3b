"""The whole command line put together, and the one place where failures become words and an exit status."""

from __future__ import annotations

import os
import sys

import click

# Each module adds its commands to the group when it is imported.
from desktop_app.cli import (
    ablation_command,
    anchors_command,
    code_command,
    demo_command,
    explain_command,
    inspect_command,
    lab_box_commands,
    lab_layer_commands,
    lab_number_commands,
    lab_window_commands,
    lesson_commands,
    machine_commands,
    model_commands,
    move_command,
    project_commands,
    queue_command,
    recipe_commands,
    search_command,
    split_commands,
    training_commands,
)
from desktop_app.cli.app import (
    EXIT_DONE,
    EXIT_FAILED,
    EXIT_INTERRUPTED,
    EXIT_USAGE,
    ShowWindow,
    console_for,
    no_window,
    vistazo,
)
from ml_engine.domain.errors import Cancelled, UserError

COMMAND_MODULES = (
    project_commands, training_commands, recipe_commands, model_commands, machine_commands, demo_command,
    explain_command, inspect_command, split_commands, anchors_command, ablation_command, queue_command, search_command,
    code_command, lab_window_commands, lab_box_commands, lab_number_commands, lab_layer_commands, lesson_commands,
    move_command,
)  # fmt: skip


def run(words: list[str], show_window: ShowWindow = no_window) -> int:
    """Run a command line; returns the exit status. show_window: what opens the window, where one is asked for.

    A UserError is said calmly, a bug comes with its traceback."""
    console = console_for("--json" in words)
    try:
        status = vistazo.main(words, prog_name="vistazo", standalone_mode=False, obj=show_window)
    except UserError as error:
        console.failure(error)
        return EXIT_FAILED
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except (click.Abort, Cancelled, KeyboardInterrupt):
        console.failure(UserError("interrupted", "Stopped.", "What was finished before is kept."))
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader went away (`| head`): nothing more can be said, and Python must not try to at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILED
    return status if isinstance(status, int) else EXIT_DONE
