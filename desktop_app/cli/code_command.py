"""`vistazo code`: a run as a plain script that a student reads, runs and changes."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.app import Session, vistazo
from desktop_app.cli.console import JsonValue
from desktop_app.project.run_places import existing_run
from ml_engine.domain.atomic_file import write_atomic
from ml_engine.domain.errors import UserError
from ml_engine.reports.script import run_script


@vistazo.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A file to write, instead of the screen.")
@click.pass_obj
def code(session: Session, run: Path, out: Path | None) -> None:
    """Show RUN as a plain script: torch, torchvision, numpy and cv2 only.

    It reads the run's folder, trains again and prints the metric: python FILE RUN.
    """
    script = run_script(existing_run(run))
    if out is None:
        result: dict[str, JsonValue] = {"run": str(run), "lines": script.lines, "code": script.text}
        session.console.result(result, "") if session.as_json else click.echo(script.text, nl=False)
        return
    try:
        write_atomic(out, script.text.encode())
    except OSError as error:
        raise UserError(
            "disk-write", f"{out} cannot be written: {error.strerror or error}.", "Name a file in another folder."
        ) from error
    session.console.result(
        {"run": str(run), "lines": script.lines, "output": str(out)},
        f"{script.lines} lines in {out}. Run it: python {out} {run}",
    )
