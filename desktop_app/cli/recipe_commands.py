"""Commands about recipes: what can be chosen, what is chosen unasked, and what two runs did differently."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.app import Session, vistazo
from desktop_app.cli.console import JsonValue
from desktop_app.project.run_places import existing_run
from ml_engine.tasks.defaults import TASK_DEFAULTS, default_recipe
from ml_engine.tasks.detection.methods import METHODS
from ml_engine.training.recipe import recipe_toml
from ml_engine.training.recipe_diff import compare_runs
from ml_engine.training.recipe_fields import RECIPE_FIELDS, RecipeField, Value, field_values

TASKS = click.Choice(list(TASK_DEFAULTS))


@vistazo.command()
@click.option("--defaults", "task", type=TASKS, help="Print what a training of this task does unasked, as TOML.")
@click.option("--method", type=click.Choice(METHODS.names()), help="Of detection: its own defaults.")
@click.pass_obj
def recipe(session: Session, task: str | None, method: str | None) -> None:
    """Explain every field of a recipe, the TOML file for train --recipe."""
    if method is not None and task != "detect":
        raise click.UsageError("--method belongs to --defaults detect.")
    if task is not None:
        text = recipe_toml(default_recipe(task, method or ""))
        # As it is, so that it can be written into a file and changed there.
        session.console.result({"task": task, "recipe": text}, "") if session.as_json else click.echo(text, nl=False)
    elif session.as_json:
        _list_for_programs(session)
    else:
        _list_for_people(session)


def _list_for_programs(session: Session) -> None:
    defaults = {task: field_values(chosen) for task, chosen in TASK_DEFAULTS.items()}
    for field in RECIPE_FIELDS:
        values: dict[str, JsonValue] = {task: plain(chosen[field.name]) for task, chosen in defaults.items()}
        choices: list[JsonValue] = [{"value": choice.value, "help": choice.help} for choice in field.choices]
        row: dict[str, JsonValue] = {
            "field": field.name, "group": field.group, "kind": field.kind, "title": field.title, "help": field.help,
            "lowest": field.lowest, "highest": field.highest, "choices": choices, "tasks": list(field.tasks),
            "applies": field.applies, "defaults": values,
        }  # fmt: skip
        session.console.result(row, "")


def _list_for_people(session: Session) -> None:
    defaults = {task: field_values(chosen) for task, chosen in TASK_DEFAULTS.items()}
    group = ""
    for field in RECIPE_FIELDS:
        if field.group != group:
            group = field.group
            session.console.say("")
            session.console.say(group)
        values = {task: shown(chosen[field.name]) for task, chosen in defaults.items() if task in field.tasks}
        one = len(set(values.values())) == 1
        usual = next(iter(values.values())) if one else ", ".join(f"{task} {value}" for task, value in values.items())
        session.console.say(f"  {field.name} ({_range(field)}; unasked: {usual})")
        session.console.say(f"    {_help(field)}")


@vistazo.command()
@click.pass_obj
def methods(session: Session) -> None:
    """List the ways a detector can find its boxes: train --method NAME."""
    for row in METHODS:
        if session.as_json:
            plain_row: dict[str, JsonValue] = {
                "method": row.name, "title": row.title, "idea": row.idea, "year": row.year, "paper": row.paper,
            }  # fmt: skip
            session.console.result(plain_row, "")
        else:
            session.console.say(f"{row.name}: {row.title}, {row.year}")
            session.console.say(f"  {row.idea}")
            session.console.say(f"  {row.paper}")


@vistazo.command()
@click.argument("run_a", metavar="RUN", type=click.Path(path_type=Path))
@click.argument("run_b", metavar="RUN", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Also what is the same in both.")
@click.pass_obj
def compare(session: Session, run_a: Path, run_b: Path, everything: bool) -> None:
    """Show what two runs did differently and what came of it."""
    names = [existing_run(path) for path in (run_a, run_b)]
    rows = [row for row in compare_runs(*names) if everything or row.differs]
    if session.as_json:
        for row in rows:
            values: dict[str, JsonValue] = {"part": row.part, "field": row.field, "a": plain(row.a), "b": plain(row.b)}
            session.console.result(values | {"differs": row.differs}, "")
        session.console.result({"a": str(names[0]), "b": str(names[1]), "differences": len(rows)}, "")
        return
    columns = ["", *(name.name for name in names)]
    if columns[1] == columns[2]:
        columns = ["", *(str(name) for name in names)]
    session.console.table("", columns, [[row.field, shown(row.a), shown(row.b)] for row in rows])


def shown(value: Value | None) -> str:
    """A value as TOML has it; – for none."""
    match value:
        case None:
            return "–"
        case bool():
            return str(value).lower()
        case float():
            return f"{value:.6g}"
        case tuple():
            return f"[{value[0]:g}, {value[1]:g}]"
        case _:
            return str(value)


def plain(value: Value | None) -> JsonValue:
    return list(value) if isinstance(value, tuple) else value


def _range(field: RecipeField) -> str:
    if field.choices:
        return ", ".join(choice.value for choice in field.choices)
    if field.kind == "switch":
        return "true, false"
    return f"{field.lowest:g} … {field.highest:g}" if field.lowest is not None and field.highest is not None else ""


def _help(field: RecipeField) -> str:
    only = "" if len(field.tasks) > 1 else f" Only for {', '.join(field.tasks)}."
    when = f" Matters {field.applies}." if field.applies else ""
    choices = "".join(f" {choice.value}: {choice.help}" for choice in field.choices)
    return f"{field.help}{choices}{only}{when}"
