"""Commands over a finished run or an exported model: evaluate, predict, export-model."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.app import Session, finish, vistazo
from desktop_app.cli.console import JsonValue
from desktop_app.cli.jobs import run_job
from desktop_app.i18n.report_words import LANGUAGES, report_words
from desktop_app.project.run_places import cache_of_run, existing_run, weights_folders
from ml_engine.jobs.specs import EvaluateJob, ExportJob, PredictJob
from ml_engine.reports.answers import read_scores
from ml_engine.reports.kept_epochs import kept_epochs
from ml_engine.reports.model_card import read_model_card
from ml_engine.reports.report_files import write_report
from ml_engine.reports.run_reader import read_curves

EPOCH = click.option(
    "--epoch", type=click.IntRange(min=0), default=0, help="As the run was after that epoch (see vistazo epochs)."
)
DEVICES = click.Choice(["auto", "cpu", "cuda", "mps"])


@vistazo.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.option(
    "--split",
    type=click.Choice(["train", "validation", "test"]),
    help="Default: test where there is one, else validation.",
)
@click.option("--device", type=DEVICES, default="auto", show_default=True)
@click.option("--threads", type=click.IntRange(min=0), default=0, help="0: all cores.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write report.html and report.pdf into this folder.",
)
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of the report.")
@EPOCH
@click.pass_obj
def evaluate(
    session: Session, run: Path, split: str | None, device: str, threads: int, report: Path | None, language: str,
    epoch: int,
) -> None:  # fmt: skip
    """Score RUN again on a split of its own snapshot."""
    folder = existing_run(run)
    job = EvaluateJob(
        str(folder), str(cache_of_run(folder)), split or "", device, threads, weights_folders(folder),
        str(report.absolute()) if report else "", epoch,
    )  # fmt: skip
    done = finish(run_job(session, job))
    if report and language != "en":
        # The worker knows English only; the scores that it has just noted are said again.
        counted = read_scores(folder, done.split)
        write_report(report.absolute(), read_model_card(folder), counted, report_words(language), language)


@vistazo.command()
@click.argument("model", type=click.Path(path_type=Path))
@click.argument("images", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    help="Show answers from this score on. Default: the model's own threshold.",
)
@click.option(
    "--draw", type=click.Path(path_type=Path), help="Write a PNG with the answers for each picture into this folder."
)
@click.option("--device", type=DEVICES, default="auto", show_default=True)
@click.option("--threads", type=click.IntRange(min=0), default=0, help="0: all cores.")
@EPOCH
@click.pass_obj
def predict(
    session: Session, model: Path, images: tuple[Path, ...], min_score: float | None, draw: Path | None,
    device: str, threads: int, epoch: int,
) -> None:  # fmt: skip
    """Answer for IMAGES (files or folders) with MODEL, a run or an exported model."""
    place = model.absolute()
    job = PredictJob(
        model=str(place),
        images=tuple(str(path.absolute()) for path in images),
        min_score=min_score,
        draw_dir=str(draw.absolute()) if draw else "",
        cache_dir=str(cache_of_run(place)),
        device=device,
        threads=threads,
        weights_dirs=weights_folders(place),
        epoch=epoch,
    )
    finish(run_job(session, job))


@vistazo.command("export-model")
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("dest", type=click.Path(path_type=Path))
@click.option("--format", "format_name", type=click.Choice(["onnx", "pt2", "safetensors"]), required=True)
@click.option("--threads", type=click.IntRange(min=0), default=0, help="0: all cores.")
@click.pass_obj
def export_model(session: Session, run: Path, dest: Path, format_name: str, threads: int) -> None:
    """Write RUN's model into the new folder DEST, reload it, and prove that it answers the same."""
    folder = existing_run(run)
    job = ExportJob(str(folder), str(dest.absolute()), format_name, threads, weights_folders(folder))
    finish(run_job(session, job))


@vistazo.command()
@click.argument("run", type=click.Path(path_type=Path))
@click.pass_obj
def epochs(session: Session, run: Path) -> None:
    """List the epochs of RUN that are kept, for evaluate and predict --epoch."""
    folder = existing_run(run)
    kept, rows = kept_epochs(folder), {row.epoch: row for row in read_curves(folder)}
    best = max((row.epoch for row in rows.values() if row.best), default=0)
    total = sum(one.size_bytes for one in kept)
    if session.as_json:
        for one in kept:
            metrics: dict[str, JsonValue] = dict(rows[one.epoch].metrics) if one.epoch in rows else {}
            session.console.result(
                {"epoch": one.epoch, "phase": one.phase, "bytes": one.size_bytes, "best": one.epoch == best,
                 "metrics": metrics}, "",
            )  # fmt: skip
        session.console.result({"run": str(folder), "kept": len(kept), "epochs": len(rows), "bytes": total}, "")
        return
    names = list(dict.fromkeys(name for one in kept if one.epoch in rows for name in rows[one.epoch].metrics))
    lines = []
    for one in kept:
        metrics_of = rows[one.epoch].metrics if one.epoch in rows else {}
        shown = [f"{metrics_of[name]:.4f}" if name in metrics_of else "" for name in names]
        lines.append([f"{one.epoch}{' *' if one.epoch == best else ''}", one.phase, *shown, f"{one.size_bytes:,}"])
    session.console.table("", ["epoch", "phase", *names, "bytes"], lines)
    session.console.say(f"{len(kept)} of {len(rows)} epochs are kept ({total / 1e6:.1f} MB); * is the best.")
