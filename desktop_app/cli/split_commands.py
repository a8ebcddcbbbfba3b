"""`vistazo split`: how the pictures are shared out, what leaks, and changing it; `vistazo crossvalidate`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from desktop_app.cli.app import Session, finish, vistazo
from desktop_app.cli.console import JsonValue
from desktop_app.cli.interrupt import stop_flag
from desktop_app.cli.jobs import run_job
from desktop_app.cli.model_commands import DEVICES
from desktop_app.cli.project_commands import say_notices
from desktop_app.cli.training_commands import TASKS, read_text
from desktop_app.project.crossvalidation import existing_folds, start_crossvalidation
from desktop_app.project.run_places import cache_of_run, weights_folders
from desktop_app.project.split_settings import SplitSettings, keep_split_settings, read_split_settings
from desktop_app.project.split_work import (
    MEND_NAME,
    SplitState,
    hashed,
    mend_edit,
    planned,
    read_splittable,
    split_edit,
    today,
)
from desktop_app.project.store import open_project
from ml_engine.domain.events import JobCancelled
from ml_engine.domain.split_check import SplitCheck, check_sentences, finding_sentence
from ml_engine.domain.values import Split, SplitPlace
from ml_engine.jobs.specs import CrossValidateJob, TrainJob
from ml_engine.networks.available import RANDOM
from ml_engine.reports.folds import read_crossvalidation, read_job, result_sentence
from ml_engine.training.grouping import BY, Grouping
from ml_engine.training.splits import Fractions

SEVERITIES = {"ok": "nothing found", "warn": "worth knowing", "bad": "scores cannot be trusted"}


class FractionsType(click.ParamType[Fractions]):
    """75,15,10 or 75/25."""

    name = "T,V[,T]"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Fractions:
        try:
            return value if isinstance(value, Fractions) else Fractions.parse(str(value))
        except ValueError as error:
            self.fail(f"{error}.", param, ctx)


class GroupingType(click.ParamType[Grouping]):
    """duplicates,bursts,folders: any of them, or none."""

    name = "LIST"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Grouping:
        try:
            return value if isinstance(value, Grouping) else Grouping.parse(str(value))
        except ValueError as error:
            self.fail(f"{error}.", param, ctx)


BY_HELP = f"What stays together: any of {', '.join(BY)}; none for nothing. Default: the project's, at first duplicates."


@vistazo.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--by", "grouping", type=GroupingType(), help=BY_HELP)
@click.option("--fractions", type=FractionsType(), help="Percent to train, validate and test: 75,15,10 or 80,20.")
@click.option("--seed", type=click.IntRange(min=0), help="Of the order in which pictures are dealt.")
@click.option("--anew", is_flag=True, help="Also pictures that have their place get a new one.")
@click.option("--mend", is_flag=True, help="Move each group that lies apart into one part; nothing else is moved.")
@click.option("--dry-run", is_flag=True, help="Show what it would be and change nothing.")
@click.pass_obj
def split(
    session: Session,
    project: Path,
    grouping: Grouping | None,
    fractions: Fractions | None,
    seed: int | None,
    anew: bool,
    mend: bool,
    dry_run: bool,
) -> None:
    """Share out the labelled pictures of PROJECT, show the parts and what leaks between them.

    Pictures that have a place keep it, and the choices are kept for the pictures to come. It can be undone.
    """
    if anew and mend:
        raise click.UsageError("--anew and --mend are two ways: choose one.")
    console = session.console
    with open_project(project, write=not dry_run) as opened, stop_flag(console) as stopped:
        if not dry_run:
            opened.require_writer()
        say_notices(console, opened)
        kept = read_split_settings(opened.query)
        settings = SplitSettings(
            fractions or kept.fractions, grouping or kept.grouping, kept.seed if seed is None else seed
        )
        found = hashed(opened, read_splittable(opened.query, stopped), console.event, stopped)
        before = today(found, settings)
        if mend:
            edit = mend_edit(found, settings)
            moved = (
                {}
                if edit is None
                else {item.image_id: item.split for item in edit.added if isinstance(item, SplitPlace)}
            )
            after = today(found.moved(moved), settings)
        else:
            after = planned(found, settings, anew=anew)
            edit = split_edit(after)
        if not dry_run:
            keep_split_settings(opened, settings).result()
            if edit is not None:
                opened.apply(edit)
    row = {
        "event": "SplitMade",
        "name": MEND_NAME if mend else "",
        "saved": not dry_run and edit is not None,
        "moved": 0 if edit is None else len(edit.added),
        "by": str(settings.grouping),
        "fractions": "" if settings.fractions is None else str(settings.fractions),
        "seed": settings.seed,
        **state_row(after),
        "before": check_row(before.check),
    }
    if not session.as_json:
        _show(session, before, after)
    console.result(row, _sentence(after, 0 if edit is None else len(edit.added), dry_run))


@vistazo.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--folds", type=click.IntRange(min=2, max=100), default=5, show_default=True)
@click.option("--by", "grouping", type=GroupingType(), help=BY_HELP)
@click.option("--with-test", is_flag=True, help="Also pictures of the test split, which otherwise stay out.")
@click.option("--task", type=TASKS, help="Default: detect where there are boxes, else classify.")
@click.option("--backbone", default="", help="See vistazo backbones. Default: the best whose weights are here.")
@click.option("--weights", default="", metavar="FILE|random", help="A weights file; random: train each fold whole.")
@click.option("--recipe", type=click.Path(path_type=Path, dir_okay=False), help="A TOML file as for train.")
@click.option("--epochs", type=click.IntRange(min=0), default=0, help="0: the recipe's.")
@click.option("--unfreeze", type=click.IntRange(min=0), default=0, help="Blocks that learn in a second phase.")
@click.option("--input-size", type=click.IntRange(min=0), default=0, help="Pixels, a multiple of 32. 0: chosen.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True)
@click.option("--device", type=DEVICES, default="auto", show_default=True)
@click.option("--threads", type=click.IntRange(min=0), default=0, help="0: all cores.")
@click.option("--resume", "resumed", type=click.Path(path_type=Path), help="Go on with this one; finished folds stay.")
@click.pass_obj
def crossvalidate(
    session: Session, project: Path, folds: int, grouping: Grouping | None, with_test: bool, task: str | None,
    backbone: str, weights: str, recipe: Path | None, epochs: int, unfreeze: int, input_size: int, seed: int,
    device: str, threads: int, resumed: Path | None,
) -> None:  # fmt: skip
    """Train one model a fold of PROJECT and score each on the pictures that it has not seen: mean and spread."""
    console = session.console
    if resumed is not None:
        folder = existing_folds(resumed)
        before = read_job(folder).train
        again = replace(before, cache_dir=str(cache_of_run(folder)), device=device, threads=threads)
        _finish_folds(session, CrossValidateJob(str(folder), again))
        return
    recipe_text = read_text(recipe) if recipe else ""
    with open_project(project) as opened, stop_flag(console) as stopped:
        say_notices(console, opened)
        begun = start_crossvalidation(
            opened, task or "", folds, grouping=grouping, seed=seed, with_test=with_test, emit=console.event,
            should_stop=stopped,
        )  # fmt: skip
    train = TrainJob(
        run_dir="", cache_dir=str(cache_of_run(begun.folder)), task=begun.task, backbone=backbone,
        weights=str(Path(weights).absolute()) if weights not in ("", RANDOM) else weights,
        weights_dirs=weights_folders(begun.folder), recipe=recipe_text, epochs=epochs, unfreeze=unfreeze,
        input_size=input_size, seed=seed, device=device, threads=threads,
    )  # fmt: skip
    _finish_folds(session, CrossValidateJob(str(begun.folder), train))


def _finish_folds(session: Session, job: CrossValidateJob) -> None:
    ended = run_job(session, job)
    if isinstance(ended, JobCancelled):
        session.console.say(f"Go on with: vistazo crossvalidate PROJECT --resume {job.folder}")
    finish(ended)
    found = read_crossvalidation(Path(job.folder))
    if not session.as_json:
        rows = [
            [str(result.fold), f"{result.metrics.get(found.primary, 0.0):.4f}", str(result.learnt), str(result.scored)]
            for result in found.results
        ]
        session.console.table("", ["fold", found.primary, "learnt from", "scored on"], rows)
        session.console.say(result_sentence(found))


def state_row(state: SplitState) -> dict[str, JsonValue]:
    """A split as the command prints it."""
    return {
        "parts": {split.value: count for split, count in state.parts.items()},
        "labels": [
            {"label": row.label.name, **{split.value: row.parts[split] for split in Split}} for row in state.labels
        ],
        "groups": state.plan.groups,
        "too_alike": state.plan.too_alike,
        "check": check_row(state.check),
    }


def check_row(check: SplitCheck) -> dict[str, JsonValue]:
    """What is wrong, as the command prints it."""
    findings: list[JsonValue] = [
        {
            "code": finding.code,
            "severity": finding.severity,
            "parts": [part.value for part in finding.parts],
            "names": list(finding.names),
            "label": finding.label,
            "count": finding.count,
            "value": finding.value,
            "message": finding_sentence(finding),
        }
        for finding in check.findings
    ]
    return {"severity": check.severity, "findings": findings}


def _show(session: Session, before: SplitState, after: SplitState) -> None:
    used = [row for row in after.labels if any(row.parts.values())]
    rows = [[row.label.name, *(str(row.parts[split]) for split in Split)] for row in used]
    rows.append(["all pictures", *(str(after.parts[split]) for split in Split)])
    session.console.table("", ["label", *(split.value for split in Split)], rows)
    if before.places and before.check != after.check:
        session.console.say(f"Today ({SEVERITIES[before.check.severity]}):")
        for sentence in check_sentences(before.check):
            session.console.say(f"  {sentence}")
    if after.check.findings:
        session.console.say(f"This split ({SEVERITIES[after.check.severity]}):")
        for sentence in check_sentences(after.check):
            session.console.say(f"  {sentence}")


def _sentence(state: SplitState, moved: int, dry_run: bool) -> str:
    parts = ", ".join(f"{count} {split}" for split, count in state.parts.items() if count)
    groups = f" {state.plan.groups} groups stay together." if state.plan.groups else ""
    done = "would get" if dry_run else "got"
    change = f"{moved} pictures {done} another place." if moved else "No picture changes its place."
    return f"{parts}.{groups} {change}"
