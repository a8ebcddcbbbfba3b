"""`vistazo explain`: which part of a picture decided, and what else can be seen inside a network."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from desktop_app.cli.app import Session, finish, vistazo
from desktop_app.cli.console import JsonConsole, JsonValue
from desktop_app.cli.explain_files import (
    Row,
    dream_files,
    file_name,
    filter_files,
    heat_files,
    make_folder,
    map_files,
    nudge_files,
    patch_files,
    save_row,
    top_files,
)
from desktop_app.cli.jobs import JobRunner
from desktop_app.cli.model_commands import DEVICES
from desktop_app.project.run_places import cache_of_run, existing_run, weights_folders
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import (
    Dreamed,
    Event,
    ExcitingPatches,
    FeatureMaps,
    FilterPictures,
    HeatMap,
    JobFailed,
    Layers,
    Notice,
    Nudged,
    PictureFailed,
    Progress,
    TopAnswers,
)
from ml_engine.images.draw import save_png
from ml_engine.images.heat_picture import side_by_side
from ml_engine.images.upright import ByteImage
from ml_engine.inference.pictures import iterate_pictures
from ml_engine.jobs.insight_specs import (
    HEAT_METHODS,
    DreamJob,
    FiltersJob,
    HeatMapJob,
    NetworkPlace,
    NudgeJob,
    PatchesJob,
    TopAnswersJob,
)
from ml_engine.jobs.specs import FeatureMapJob, Job, LayersJob
from ml_engine.networks.backbones import BACKBONES

METHODS = (*HEAT_METHODS, "nudge", "top", "layers", "feature-maps", "filters", "patches", "dream")
WITHOUT_PICTURE = ("filters", "layers", "dream")
OF_NO_PICTURE = ("filters", "layers", "patches")
MOST_PASSES = 2000
WITH_LAYER = ("feature-maps", "patches", "dream")


@dataclass(frozen=True, slots=True)
class Choices:
    """What was asked for on the command line, beside the network and the pictures."""

    method: str
    labels: tuple[str, ...]
    box: int
    layer: str
    signed: bool
    window: int
    steps: int
    check: int
    strength: float
    towards: str
    unit: int
    count: int
    side: int
    octaves: int
    opacity: float
    seed: int
    device: str
    threads: int


@vistazo.command()
@click.argument("network")
@click.argument("images", nargs=-1, type=click.Path(path_type=Path))
@click.option("--method", type=click.Choice(METHODS), help="What to show. Default: the map that suits the network.")
@click.option("--label", "labels", multiple=True, help="Explain this label; again: side by side. Default: the answer.")
@click.option(
    "--box", type=click.IntRange(min=1), help="Of a detector: its n-th surest box of the label. Default: all."
)
@click.option("--layer", default="", help="A name that --method layers lists. Default of the two cams: the last maps.")
@click.option("--signed", is_flag=True, help="Show in cold colours what spoke against the label.")
@click.option("--check", type=click.IntRange(0, 50), default=0, help="Shuffle the weights in so many steps; compare.")
@click.option(
    "--window", type=click.IntRange(min=0), default=0, help="Of occlusion: pixels hidden at a time. 0: an eighth."
)
@click.option("--steps", type=click.IntRange(min=0), default=0, help="Of gradients, nudge or dream. 0: the usual.")
@click.option(
    "--strength",
    type=click.FloatRange(0, 64, min_open=True),
    default=4.0,
    show_default=True,
    help="Of a nudge: grey levels of 255.",
)
@click.option("--towards", default="", help="Of a nudge: the label to be answered instead.")
@click.option("--unit", type=click.IntRange(min=0), help="Channel of the layer, for patches and dream.")
@click.option("--count", type=click.IntRange(0, 1000), default=0, help="Answers, patches or maps. Default: 10, 9, 64.")
@click.option("--side", type=click.IntRange(32, 2048), default=448, show_default=True, help="Of a dream: pixels.")
@click.option("--octaves", type=click.IntRange(1, 10), default=4, show_default=True, help="Of a dream: sizes.")
@click.option(
    "--epoch", "epochs", multiple=True, type=click.IntRange(min=1), help="Of a run, a kept one; again: side by side."
)
@click.option("--against", multiple=True, metavar="NETWORK", help="Another run or network, side by side.")
@click.option("--weights", type=click.Path(path_type=Path, dir_okay=False), help="A weights file for the network.")
@click.option("--input-size", type=click.IntRange(min=0), default=0, help="Pixels; 0: the network's own.")
@click.option("--opacity", type=click.FloatRange(0, 1), default=0.75, show_default=True, help="Of the heat.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="A folder for pictures and numbers.")
@click.option("--seed", type=int, default=0)
@click.option("--device", type=DEVICES, default="auto", show_default=True)
@click.option("--threads", type=click.IntRange(min=0), default=0, help="0: all cores.")
@click.option("--json", "as_json", is_flag=True, help="The same as vistazo --json explain.")
@click.pass_obj
def explain(
    session: Session, /, network: str, images: tuple[Path, ...], epochs: tuple[int, ...], against: tuple[str, ...],
    weights: Path | None, input_size: int, out: Path | None, as_json: bool, box: int | None, unit: int | None,
    **choices: object,
) -> None:  # fmt: skip
    """Show why NETWORK answers as it does for IMAGES, or what it has learnt.

    NETWORK is the folder of a run, or a pretrained network of vistazo backbones with its own ImageNet answers.

    \b
    grad-cam, hires-cam, occlusion, integrated-gradients   which part of the picture decided
    nudge          a change too small to see, and the answer after it
    top            the surest answers with their percentages
    layers         the layers' names and shapes
    feature-maps   what a layer makes of the picture
    filters        the first layer's filters as pictures
    patches        the parts of IMAGES that excite a unit of a layer most
    dream          the picture as a layer would have it; without IMAGES, what a unit looks for
    """
    choices["method"] = choices["method"] or ""
    asked = Choices(box=-1 if box is None else box - 1, unit=-1 if unit is None else unit, **choices)  # type: ignore[arg-type]
    if as_json and not session.as_json:
        session = Session(JsonConsole(sys.stdout), True, session.in_process, session.show_window)
    pictures = [path.absolute() for path in iterate_pictures(images)]
    _check(asked, pictures, out)
    places = [
        (words, network_place(name, weights if place == 0 else None, input_size, epoch))
        for place, name in enumerate((network, *against))
        for epoch, words in _epochs(name, epochs, several=bool(against))
    ]
    folder = make_folder(out) if out is not None else None
    with JobRunner(session) as runner:
        report = _Report(session, runner, folder, asked)
        for picture in _one_by_one(asked.method, pictures):
            for words, place in places:
                for label in asked.labels or ("",):
                    report.run(job_of(asked, place, picture, pictures, label), picture, (words, label))
            report.end_picture(picture)
    report.end()


def job_of(asked: Choices, place: NetworkPlace, picture: Path | None, pictures: list[Path], label: str) -> Job:
    """The job for one answer."""
    image, device, threads = str(picture or ""), asked.device, asked.threads
    match asked.method:
        case "" | "grad-cam" | "hires-cam" | "occlusion" | "integrated-gradients" as method:
            return HeatMapJob(
                image, place, method, label, asked.box, asked.layer, asked.signed, asked.window, 0,
                asked.steps or 50, asked.check, device, threads,
            )  # fmt: skip
        case "nudge":
            return NudgeJob(image, place, asked.strength, asked.steps or 1, label, asked.towards, device, threads)
        case "top":
            return TopAnswersJob(image, place, asked.count or 10, device, threads)
        case "filters":
            return FiltersJob(place, threads)
        case "layers":
            return LayersJob(
                place.model, place.backbone, place.weights, place.weights_dirs, place.input_size, threads=threads
            )
        case "patches":
            paths = tuple(map(str, pictures))
            cache = str(cache_of_run(Path(place.model)))
            return PatchesJob(
                place, asked.layer, max(asked.unit, 0), paths, asked.count or 9, device, threads, cache,
                passes=MOST_PASSES,
            )  # fmt: skip
        case "dream":
            usual = DreamJob(place, asked.layer, image, asked.unit)
            return dataclasses.replace(
                usual, side=asked.side, octaves=asked.octaves, steps=asked.steps or usual.steps, seed=asked.seed,
                device=device, threads=threads,
            )  # fmt: skip
        case _:
            return FeatureMapJob(
                image=image, layer=asked.layer, model=place.model, backbone=place.backbone, weights=place.weights,
                weights_dirs=place.weights_dirs, input_size=place.input_size, tiles=asked.count or 64, device=device,
                threads=threads,
            )  # fmt: skip


class _Report:
    """Runs the jobs, writes their files and prints their rows; pictures of one image come side by side."""

    def __init__(self, session: Session, runner: JobRunner, folder: Path | None, asked: Choices) -> None:
        self._session, self._runner, self._folder, self._asked = session, runner, folder, asked
        self._rows: list[Row] = []
        self._shown: list[tuple[str, ByteImage]] = []

    def run(self, job: Job, picture: Path | None, words: tuple[str, str]) -> None:
        kept: list[Event] = []
        keep: Callable[[Event], None] = kept.append
        finish(self._runner.run(job, keep, shown=_shown))
        name = file_name(picture.stem if picture else "", self._asked.method or "why", *words)
        for event in kept if not isinstance(job, DreamJob) else [e for e in kept if isinstance(e, Dreamed)][-1:]:
            row = self._row(event, name, words)
            if row is not None:
                self._rows.append(row)
                self._session.console.result(row, _sentence(row))

    def end_picture(self, picture: Path | None) -> None:
        """Two labels, epochs or runs of one picture: one picture of them all."""
        if self._folder is not None and len(self._shown) > 1 and picture is not None:
            path = self._folder / f"{file_name(picture.stem, self._asked.method or 'why')}-side-by-side.png"
            save_png(path, side_by_side([shown for _, shown in self._shown], [words for words, _ in self._shown]))
            self._session.console.result({"event": "SideBySide", "files": [str(path)]}, f"Side by side: {path}")
        self._shown = []

    def end(self) -> None:
        if self._folder is not None:
            save_row(self._folder / "explain.json", self._rows)

    def _row(self, event: Event, name: str, words: tuple[str, str]) -> Row | None:
        folder = self._folder
        match event:
            case TopAnswers():
                return top_files(event, folder, name)
            case Layers():
                return self._layers(event)
            case HeatMap() if folder is not None:
                row, shown, _ = heat_files(event, folder, name, self._asked.opacity)
                caption = " · ".join(part for part in (words[0], f"{event.label} {event.score:.0%}") if part)
                self._shown.append((caption, shown))
                return row
            case Nudged() if folder is not None:
                return nudge_files(event, folder, name)[0]
            case Dreamed() if folder is not None:
                return dream_files(event, folder, name)
            case FilterPictures() if folder is not None:
                return filter_files(event, folder, name)
            case ExcitingPatches() if folder is not None:
                return patch_files(event, folder, name)
            case FeatureMaps() if folder is not None:
                return map_files(event, folder, name)
            case _:
                return None

    def _layers(self, event: Layers) -> Row:
        if not self._session.as_json:
            rows = [[row.name, row.kind, "×".join(map(str, row.shape)), f"{row.parameters:,}"] for row in event.rows]
            self._session.console.table(event.title, ["layer", "kind", "output", "parameters"], rows)
        layers: list[JsonValue] = [
            {"name": row.name, "kind": row.kind, "shape": list(row.shape), "parameters": row.parameters}
            for row in event.rows
        ]
        return {"event": "Layers", "network": event.title, "input_size": event.input_size, "layers": layers}


def _shown(event: Event) -> Event | None:
    return event if isinstance(event, Notice | Progress | PictureFailed | JobFailed) else None


def _check(asked: Choices, pictures: list[Path], out: Path | None) -> None:
    if out is None and asked.method not in ("top", "layers"):
        raise click.UsageError("Name a folder for the pictures and numbers: --out DIR.")
    if not pictures and asked.method not in WITHOUT_PICTURE:
        raise click.UsageError("Name a picture.")
    if not asked.layer and asked.method in WITH_LAYER:
        raise click.UsageError(f"Name a layer: {asked.method} is of one (--layer backbone.body.3).")
    if asked.method == "dream" and not pictures and asked.unit < 0:
        raise click.UsageError("Name a picture to dream on, or a --unit to see what it looks for.")
    if asked.method == "patches" and asked.unit < 0:
        raise click.UsageError("Name a channel of the layer: --unit 0.")


def _one_by_one(method: str, pictures: list[Path]) -> Sequence[Path | None]:
    """The pictures that are answered for; None where the answer is of the network, or of all pictures at once."""
    if method in OF_NO_PICTURE:
        return [None]
    return pictures or [None]


def _epochs(name: str, epochs: tuple[int, ...], *, several: bool) -> Iterator[tuple[int, str]]:
    """Each epoch that was asked for of a network, 0 for its best, and words for it."""
    first = Path(name).name if several else ""
    if not epochs or name in BACKBONES:
        yield 0, first
    else:
        for epoch in epochs:
            yield epoch, f"{first} epoch {epoch}".strip()


def network_place(name: str, weights: Path | None, input_size: int, epoch: int) -> NetworkPlace:
    """Raises UserError if the name is no network and the path no run."""
    path = Path(name)
    if name in BACKBONES and not path.is_dir():
        return NetworkPlace("", name, str(weights.absolute()) if weights else "", (), input_size)
    if not path.exists() and path.name == name:
        BACKBONES.get(name)  # says which names there are
    if weights is not None:
        raise UserError("weights-not-wanted", f"{name} is a run: it has its own weights.", "Leave --weights out.")
    folder = existing_run(path)
    return NetworkPlace(str(folder), "", "", weights_folders(folder), input_size, epoch)


def _sentence(row: Row) -> str:
    files = row.get("files")
    written = f" → {files[0]}" if isinstance(files, list) and files else ""
    match row["event"]:
        case "HeatMap":
            where = f" at {row['layer']}" if row["layer"] else ""
            return f"{row['label']} {_percent(row['score'])} by {row['method']}{where}{written}"
        case "Nudged":
            said = "answers otherwise now" if row["fooled"] else "still answers the same"
            return f"{row['label']}, changed by at most {row['largest_change']} of 255: {said}{written}"
        case "TopAnswers":
            answers = row["answers"]
            lines = [
                f"{_percent(one['score']):>6}  {one['label']}  {one.get('wordnet', '')}".rstrip()
                for one in (answers if isinstance(answers, list) else [])
                if isinstance(one, dict)
            ]
            return "\n".join([f"{row['network']}: {row['preparation']}", *lines])
        case "Layers":
            layers = row["layers"]
            return f"{len(layers) if isinstance(layers, list) else 0} layers."
        case "ExcitingPatches":
            kept = f", {row['kept']} of them read from what a training has kept" if row["kept"] else ""
            return (
                f"Unit {row['unit']} of {row['layer']}, over {row['looked']} of {row['asked']} pictures{kept}{written}"
            )
        case _:
            return f"{row.get('layer', row['event'])}{written}"


def _percent(value: JsonValue) -> str:
    return f"{value:.1%}" if isinstance(value, float) else ""
