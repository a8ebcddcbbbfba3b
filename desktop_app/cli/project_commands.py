"""Commands over a project: new, import, export, and the path that opens a window."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.app import Session, vistazo
from desktop_app.cli.console import Console, JsonValue
from desktop_app.cli.interrupt import stop_flag
from desktop_app.formats.export import export_dataset
from desktop_app.formats.read import AUTO, read_annotations
from desktop_app.formats.registry import FORMATS
from desktop_app.formats.report import ImportReport
from desktop_app.formats.values import ParsedDataset
from desktop_app.project.export_pictures import pictures_to_export
from desktop_app.project.importing import images_root_of, import_dataset
from desktop_app.project.new_project import new_project
from desktop_app.project.scan import ScanReport
from desktop_app.project.store import Project, open_project
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Notice, Progress

LISTED_PROBLEMS = 20


@vistazo.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("images", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--labels-from-folders",
    is_flag=True,
    help="A picture's label is its folder; a folder train, val or test above is its split.",
)
@click.pass_obj
def new(session: Session, project: Path, images: tuple[Path, ...], labels_from_folders: bool) -> None:
    """Make PROJECT, a new folder, over the folders IMAGES. Nothing is written among the pictures."""
    console = session.console

    def found(report: ScanReport) -> None:
        console.event(Progress("scan", report.found, 0))

    with stop_flag(console) as stopped:
        made = new_project(project, images, labels_from_folders, on_batch=found, should_stop=stopped)
    with made.project as opened:
        say_notices(console, opened)
        labels = made.labels.labels if made.labels else 0
        labelled = made.labels.labelled if made.labels else 0
        row: dict[str, JsonValue] = {
            "event": "ProjectMade",
            "project": str(opened.folder.path),
            "images": made.scan.found,
            "labels": labels,
            "labelled": labelled,
            "problems": _unusable(opened),
        }
    sentence = f"{made.scan.found} pictures in the new project {opened.folder.path}."
    if made.labels:
        sentence += f" {labelled} of them got one of {labels} labels from their folders."
    if made.scan.problems:
        sentence += f" {made.scan.problems} files or folders could not be looked at."
    console.result(row, sentence)


def _unusable(project: Project) -> list[JsonValue]:
    return [{"file": str(p.path), "place": "", "reason": p.reason} for p in project.query.problems()]


@vistazo.command("import")
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--format", "format_name", type=click.Choice([AUTO, *FORMATS.names()]), default=AUTO, show_default=True)
@click.option(
    "--images",
    "images_root",
    type=click.Path(path_type=Path),
    help="Where the pictures of SOURCE lie, if not beside it.",
)
@click.pass_obj
def import_annotations(
    session: Session, project: Path, source: Path, format_name: str, images_root: Path | None
) -> None:
    """Take annotations from SOURCE, a file or folder, into PROJECT, as one change that can be undone."""
    console = session.console
    with open_for_writing(project) as opened, stop_flag(console) as stopped:
        say_notices(console, opened)
        root = images_root or images_root_of(opened, source)
        dataset = read_annotations(source, root, format_name, should_stop=stopped)
        edit = import_dataset(opened, dataset, progress=console.event, should_stop=stopped)
        console.result(import_row(dataset), import_sentence(dataset, changed=edit is not None))
        if not session.as_json:
            _list_problems(console, dataset.report)


def import_row(dataset: ParsedDataset) -> dict[str, JsonValue]:
    """The result of an import as the design gives it."""
    report = dataset.report
    return {
        "images": report.pictures,
        "annotations": report.imported,
        "labels": len(dataset.labels.names),
        "adjusted": report.adjusted,
        "skipped": report.skipped,
        "format": dataset.format_name,
        "problems": [{"file": p.file, "place": p.place, "reason": p.reason} for p in report.problems],
    }


def import_sentence(dataset: ParsedDataset, *, changed: bool) -> str:
    report = dataset.report
    counts = (
        f"{FORMATS.get(dataset.format_name).title}: {report.imported} of {report.input} annotations on "
        f"{report.pictures} pictures, {len(dataset.labels.names)} labels; "
        f"{report.adjusted} adjusted, {report.skipped} left out."
    )
    return counts if changed else f"{counts} The project had all of it already."


def _list_problems(console: Console, report: ImportReport) -> None:
    for (severity, reason), count in report.reasons.most_common(LISTED_PROBLEMS):
        console.say(f"  {count} {severity}: {reason}")


@vistazo.command("export")
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("dest", type=click.Path(path_type=Path))
@click.option("--format", "format_name", type=click.Choice(FORMATS.names()), required=True)
@click.option("--copy-images", is_flag=True, help="Copy the pictures too, into a folder a split.")
@click.pass_obj
def export_annotations(session: Session, project: Path, dest: Path, format_name: str, copy_images: bool) -> None:
    """Write the annotations of PROJECT into the new folder DEST."""
    console = session.console
    with open_project(project, write=False) as opened, stop_flag(console) as stopped:
        say_notices(console, opened)
        pictures, unreadable = pictures_to_export(opened)
        for error in unreadable:
            console.event(Notice(error.code, f"Left out: {error.message}"))
        if not pictures:
            raise UserError(
                "nothing-to-export",
                f"No picture of {opened.folder.path} is labelled or verified yet.",
                "Import annotations, or label some pictures.",
            )
        labels = opened.query.labels(archived=True)
        report = export_dataset(
            labels, pictures, dest, format_name, copy_images, progress=console.event, should_stop=stopped
        )
    console.result(
        {
            "output": str(report.folder),
            "images": report.pictures,
            "annotations": report.annotations,
            "labels": len(labels),
            "skipped": report.left_out,
            "copied": report.copied_pictures,
            "problems": [{"file": p.file, "place": p.place, "reason": p.reason} for p in report.problems],
        },
        f"Written: {report.folder}, {report.annotations} annotations on {report.pictures} pictures; "
        f"{report.left_out} left out.",
    )
    if not session.as_json:
        for limit in FORMATS.get(format_name).limits:
            console.say(f"  {limit}")


@vistazo.command("open", hidden=True)
@click.argument("path", type=click.Path(path_type=Path))
@click.pass_obj
def open_path(session: Session, path: Path) -> None:
    """Open a project or a folder of pictures in the window."""
    if not path.exists():
        raise click.UsageError(f"{path} is neither a command nor a path. See vistazo --help.")
    raise click.exceptions.Exit(session.show_window(path))


def open_for_writing(path: Path) -> Project:
    """Open a project to change it. Raises UserError with the reason if it can only be read."""
    project = open_project(path)
    try:
        project.require_writer()
    except UserError:
        project.close()
        raise
    return project


def say_notices(console: Console, project: Project) -> None:
    for notice in project.notices:
        console.event(notice)
