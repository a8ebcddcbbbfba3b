"""`vistazo inspect`: what a network comes to, before anything is trained."""

from __future__ import annotations

import re
import sys
from dataclasses import asdict
from pathlib import Path

import click

from desktop_app.cli.app import Session, finish, vistazo
from desktop_app.cli.console import JsonConsole, JsonValue
from desktop_app.cli.jobs import JobRunner
from ml_engine.domain.errors import UserError
from ml_engine.domain.events import Event, InspectedLayer, JobFailed, NetworkInspected
from ml_engine.jobs.specs import InspectJob
from ml_engine.networks.backbones import BACKBONES
from ml_engine.networks.course_networks import TUTORIAL
from ml_engine.networks.layer_recipe import layers_toml, read_layers

_SIZE = re.compile(r"(\d{1,6})[x×](\d{1,6})(?:[x×](\d{1,6}))?")


@vistazo.command()
@click.argument("network", required=False)
@click.option("--input", "input_size", metavar="HxWxC", default="", help="For example 224x224x3. Default: its own.")
@click.option("--labels", type=click.IntRange(min=0), default=0, help="A new classifier; 0: the network's own.")
@click.option("--batch", type=click.IntRange(min=1), default=32, show_default=True, help="Pictures of a training step.")
@click.option(
    "--auxiliary/--no-auxiliary", default=None, help="Count the classifiers in its middle. Default: as published."
)
@click.option("--example", is_flag=True, help="Print a file of layers to start one's own from.")
@click.option("--json", "as_json", is_flag=True, help="The same as vistazo --json inspect.")
@click.pass_obj
def inspect(
    session: Session, network: str | None, input_size: str, labels: int, batch: int, auxiliary: bool | None,
    example: bool, as_json: bool,
) -> None:  # fmt: skip
    """Layers, output shapes, parameters and memory of NETWORK: a name of the list, or a TOML or JSON file of layers."""
    if example:
        click.echo(layers_toml(TUTORIAL), nl=False)
        return
    if not network:
        raise click.UsageError("Name a network (see vistazo backbones) or a file of layers.")
    if as_json and not session.as_json:
        session = Session(JsonConsole(sys.stdout), True, session.in_process, session.show_window)
    named = network in BACKBONES
    job = InspectJob(
        backbone=network if named else "",
        network="" if named else layers_toml(read_layers(_file(network))),
        input=_size(input_size),
        labels=labels,
        batch=batch,
        auxiliary=auxiliary,
    )
    found: list[NetworkInspected] = []

    def keep(event: Event) -> None:
        if isinstance(event, NetworkInspected):
            found.append(event)

    console = session.console
    with JobRunner(session) as runner:
        ended = runner.run(job, keep, shown=lambda event: event if isinstance(event, JobFailed) else None)
    done = finish(ended)
    for facts in found:
        if not session.as_json:
            console.table(
                f"{facts.title}, input {_shape(facts.input)}",
                ["layer", "kind", "output", "parameters", "trainable", "memory"],
                [_row(layer) for layer in facts.layers],
            )
        row: dict[str, JsonValue] = {"event": "JobDone", "seconds": done.seconds, **asdict(facts)}
        console.result(row, _sentence(facts))


def _file(network: str) -> Path:
    path = Path(network)
    if not path.suffix and not path.exists():
        BACKBONES.get(network)  # says which names there are
    return path


def _size(text: str) -> tuple[int, ...]:
    if not text:
        return ()
    match = _SIZE.fullmatch(text.lower())
    if match is None:
        raise UserError("input-size", f"{text} is no height × width × channels.", "Write it as 224x224x3.")
    return tuple(int(side) for side in (match[1], match[2], match[3] or "3"))


def _row(layer: InspectedLayer) -> list[str]:
    memory = f"{layer.bytes:,}" if layer.bytes else ""
    return [layer.name, layer.kind, _shape(layer.shape), f"{layer.parameters:,}", f"{layer.trainable:,}", memory]


def _shape(shape: tuple[int, ...]) -> str:
    """Height × width × channels, as the course writes it."""
    return "×".join(str(side) for side in (*shape[1:], shape[0]))


def _sentence(facts: NetworkInspected) -> str:
    frozen = facts.parameters - facts.trainable
    return (
        f"{facts.parameters:,} parameters, {facts.trainable:,} of them trainable and {frozen:,} frozen. "
        f"Memory in float32: {facts.bytes_predict:,} bytes for one prediction, {facts.bytes_train:,} to train with a "
        f"batch of {facts.batch} (maps, input and parameters; gradients come on top)."
    )
