"""`vistazo move`: turn and shift a picture in front of a network, once or all along a curve."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import click

from desktop_app.cli.app import Session, finish, vistazo
from desktop_app.cli.console import JsonConsole, JsonValue
from desktop_app.cli.explain_command import network_place
from desktop_app.cli.explain_files import file_name, make_folder
from desktop_app.cli.jobs import JobRunner
from desktop_app.cli.model_commands import DEVICES
from ml_engine.domain.arrays import unpack_array
from ml_engine.domain.events import Event, JobFailed, Moved, Notice, Progress
from ml_engine.images.draw import save_png
from ml_engine.images.heat_picture import side_by_side
from ml_engine.images.lab_pictures import save_bytes
from ml_engine.jobs.insight_specs import MOVE_AXES, MOVE_STOPS, Move, MoveAxis, MoveJob, move_at

SHOWN = 7  # pictures of a curve that are shown side by side


@vistazo.command("move")
@click.argument("network")
@click.argument("image", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--turn", type=click.FloatRange(-360, 360), default=0.0, help="Degrees clockwise.")
@click.option("--across", type=click.FloatRange(-100, 100), default=0.0, help="Percent of the input, to the right.")
@click.option("--down", type=click.FloatRange(-100, 100), default=0.0, help="Percent of the input, downwards.")
@click.option("--along", type=click.Choice(MOVE_AXES), help="The whole curve along this move, the others as given.")
@click.option("--label", default="", help="Whose probability is followed. Default: the answer to the unmoved picture.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="A folder for pictures and numbers.")
@click.option("--device", type=DEVICES, default="auto", show_default=True)
@click.option("--threads", type=click.IntRange(min=0), default=0, help="0: all cores.")
@click.option("--json", "as_json", is_flag=True, help="The same as vistazo --json move.")
@click.pass_obj
def move_picture(
    session: Session, /, network: str, image: Path, turn: float, across: float, down: float, along: MoveAxis | None,
    label: str, out: Path | None, device: str, threads: int, as_json: bool,
) -> None:  # fmt: skip
    """What NETWORK answers when IMAGE is turned and shifted.

    NETWORK is the folder of a run, or a pretrained network of vistazo backbones with its own ImageNet answers.
    """
    if as_json and not session.as_json:
        session = Session(JsonConsole(sys.stdout), True, session.in_process, session.show_window)
    move = Move(turn, across / 100, down / 100)
    moves = (move,) if along is None else tuple(move_at(move, along, stop) for stop in MOVE_STOPS[along])
    place = network_place(network, None, 0, 0)
    found: list[Moved] = []

    def keep(event: Event) -> None:
        if isinstance(event, Moved):
            found.append(event)

    job = MoveJob(
        str(image.absolute()), place, moves, label, with_pixels=out is not None, device=device, threads=threads
    )
    with JobRunner(session) as runner:
        finish(runner.run(job, keep, shown=_shown))
    folder = make_folder(out) if out is not None else None
    name = file_name(image.stem, "moved")
    if along is None:
        row = _row(found[0])
        row["files"] = _picture_file(folder, name, found)
        session.console.result(row, f"{_words(found[0])}: {_answer(found[0])}")
        return
    points: list[JsonValue] = [{"at": stop, **_row(one)} for stop, one in zip(MOVE_STOPS[along], found, strict=True)]
    curve: dict[str, JsonValue] = {"event": "MovedCurve", "along": along, "label": found[0].label, "points": points}
    curve["files"] = _curve_files(folder, name, along, found)
    lines = [f"{stop:>6g}  {_answer(one)}" for stop, one in zip(MOVE_STOPS[along], found, strict=True)]
    session.console.result(curve, "\n".join(lines))


def _row(found: Moved) -> dict[str, JsonValue]:
    return {
        "event": "Moved", "degrees": found.degrees, "across": found.across, "down": found.down, "label": found.label,
        "score": found.score, "answer": found.answers[0].label if found.answers else "",
        "answers": [{"label": one.label, "score": one.score} for one in found.answers],
        "boxes": [{"label": box.label, "score": box.score, "xyxy": list(box.xyxy)} for box in found.boxes],
    }  # fmt: skip


def _answer(found: Moved) -> str:
    best = found.answers[0]
    if best.label == found.label or found.kind not in ("classify", "localize"):
        return f"{found.label} {found.score:.1%}"
    return f"takes {found.label} ({found.score:.1%}) for {best.label} ({best.score:.1%})"


def _words(found: Moved) -> str:
    return f"turned by {found.degrees:g}°, shifted by {found.across:.0%} and {found.down:.0%}"


def _picture_file(folder: Path | None, name: str, found: list[Moved]) -> list[JsonValue]:
    pictures = [(one, unpack_array(one.pixels)) for one in found if one.pixels is not None]
    if folder is None or not pictures:
        return []
    path = folder / f"{name}.png"
    save_png(path, side_by_side([pixels for _, pixels in pictures], [_answer(one) for one, _ in pictures]))
    return [str(path)]


def _curve_files(folder: Path | None, name: str, along: MoveAxis, found: list[Moved]) -> list[JsonValue]:
    """A few of the pictures side by side, and every number."""
    if folder is None:
        return []
    some = [found[round(place * (len(found) - 1) / (SHOWN - 1))] for place in range(SHOWN)]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([along, "label", "score", "answer", "answer_score"])
    for stop, one in zip(MOVE_STOPS[along], found, strict=True):
        writer.writerow([stop, one.label, one.score, one.answers[0].label, one.answers[0].score])
    path = folder / f"{name}-{along}.csv"
    save_bytes(path, text.getvalue().encode("utf-8"))
    return [*_picture_file(folder, f"{name}-{along}", some), str(path)]


def _shown(event: Event) -> Event | None:
    return event if isinstance(event, Notice | Progress | JobFailed) else None
