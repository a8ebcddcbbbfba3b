"""What a command says: rich bars and short sentences for people, one JSON object a line for programs."""

from __future__ import annotations

import json
import os
from dataclasses import fields, is_dataclass
from typing import Protocol, TextIO

from rich.console import Console as RichConsole
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from ml_engine.domain import events
from ml_engine.domain.errors import UserError

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]


class Console(Protocol):
    """Where a command reports to."""

    def event(self, event: events.Event) -> None: ...

    def result(self, row: dict[str, JsonValue], sentence: str) -> None:
        """The last word of a command that is no job."""
        ...

    def failure(self, error: UserError) -> None: ...

    def table(self, title: str, columns: list[str], rows: list[list[str]]) -> None: ...

    def say(self, sentence: str) -> None: ...

    def close(self) -> None: ...


def json_row(event: events.Event) -> dict[str, JsonValue]:
    """An event as the command line prints it: {"event": "EpochEnd", …}; a picture's answer without that key."""
    if isinstance(event, events.PicturePrediction):
        return _prediction_row(event)
    return {"event": type(event).__name__, **{f.name: _plain(getattr(event, f.name)) for f in fields(event)}}


def _prediction_row(event: events.PicturePrediction) -> dict[str, JsonValue]:
    row: dict[str, JsonValue] = {"image": event.image}
    if event.boxes is not None:
        row["boxes"] = [_plain(box) for box in event.boxes]
    else:
        row |= {"label": event.label, "score": event.score, "top": _plain(event.top)}
    if event.labels is not None:
        row["labels"] = _plain(event.labels)
    if event.drawn:
        row["drawn"] = event.drawn
    return row


def _plain(value: object) -> JsonValue:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise TypeError(f"{type(value).__name__} has no place in a line of JSON")


class SilentConsole:
    """Of a process that works along with another one, which speaks for all."""

    def event(self, event: events.Event) -> None:
        """Said by the other one too."""

    def result(self, row: dict[str, JsonValue], sentence: str) -> None:
        """As event."""

    def failure(self, error: UserError) -> None:
        """As event."""

    def table(self, title: str, columns: list[str], rows: list[list[str]]) -> None:
        """As event."""

    def say(self, sentence: str) -> None:
        """As event."""

    def close(self) -> None:
        """There is nothing to close."""


class JsonConsole:
    """One JSON object a line on stdout, flushed; nothing else is printed."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def event(self, event: events.Event) -> None:
        self._write(json_row(event))

    def result(self, row: dict[str, JsonValue], sentence: str) -> None:  # noqa: ARG002  (people's words)
        self._write(row)

    def failure(self, error: UserError) -> None:
        self._write({"event": "JobFailed", "code": error.code, "message": error.message, "hint": error.hint})

    def table(self, title: str, columns: list[str], rows: list[list[str]]) -> None:  # noqa: ARG002
        for row in rows:
            self._write(dict(zip(columns, row, strict=True)))

    def say(self, sentence: str) -> None:
        self._write({"event": "Notice", "code": "said", "message": sentence})

    def close(self) -> None:
        self._stream.flush()

    def _write(self, row: dict[str, JsonValue]) -> None:
        # ensure_ascii: undecodable bytes in file names are lone surrogates, which UTF-8 cannot write.
        self._stream.write(json.dumps(row, ensure_ascii=True) + os.linesep)
        self._stream.flush()


class PeopleConsole:
    """Bars with the time left, one line an epoch, and the result in words."""

    def __init__(self) -> None:
        self._out = RichConsole(highlight=False)
        self._err = RichConsole(stderr=True, highlight=False)
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def event(self, event: events.Event) -> None:
        match event:
            case events.JobStarted(device, reason):
                self.say(f"Runs on {device}: {reason}" if reason else f"Runs on {device}.")
            case events.Notice(message=message):
                self.say(message)
            case events.Progress(phase, done, total):
                self._advance(phase, done, total)
            case events.StepEnd():
                pass
            case events.RateCurve():
                self._rate_curve(event)
            case events.EpochEnd():
                self._epoch(event)
            case events.FoldEnd(fold, folds, metrics, metric):
                kept = " (done before)" if event.kept else ""
                self._print(f"fold {fold}/{folds}  {escape(metric)} {metrics.get(metric, 0.0):.4f}{kept}")
            case events.TrialState():
                self._trial(event)
            case events.PicturePrediction():
                self._prediction(event)
            case events.PictureFailed(image, reason):
                self._print(f"[yellow]![/] {escape(printable(image))}: {escape(printable(reason))}")
            case events.JobDone():
                self._done(event)
            case events.JobCancelled(run=run):
                self._stop_bars()
                kept = f" What was learnt so far is kept in {escape(printable(run))}." if run else ""
                self._print(f"Stopped.{kept}")
            case events.JobFailed(_, message, hint):
                self._failed(message, hint)
            case _:
                self._other(event)

    def result(self, row: dict[str, JsonValue], sentence: str) -> None:  # noqa: ARG002  (programs' words)
        self._stop_bars()
        self.say(sentence)

    def failure(self, error: UserError) -> None:
        self._failed(error.message, error.hint)

    def table(self, title: str, columns: list[str], rows: list[list[str]]) -> None:
        self._stop_bars()
        table = Table(title=title or None, title_justify="left", box=None, header_style="bold")
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*(escape(printable(cell)) for cell in row))
        self._out.print(table)

    def say(self, sentence: str) -> None:
        self._print(escape(printable(sentence)))

    def close(self) -> None:
        self._stop_bars()

    def _print(self, text: str) -> None:
        (self._bars.console if self._bars else self._out).print(text, soft_wrap=True)

    def _advance(self, phase: str, done: int, total: int) -> None:
        if self._bars is None:
            self._bars = Progress(
                TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                console=self._out, transient=True,
            )  # fmt: skip
            self._bars.start()
        if phase not in self._tasks:
            self._tasks[phase] = self._bars.add_task(escape(phase), total=total or None)
        self._bars.update(self._tasks[phase], completed=done, total=total or None)

    def _stop_bars(self) -> None:
        if self._bars is not None:
            self._bars.stop()
            self._bars, self._tasks = None, {}

    def _epoch(self, event: events.EpochEnd) -> None:
        metrics = "  ".join(f"{name} {value:.3f}" for name, value in event.metrics.items())
        star = " [green]best[/]" if event.best else ""
        place = f"epoch {event.epoch}/{event.epochs}" if event.epoch else "first look"
        self._print(f"{place}  train loss {event.train_loss:.4f}  {escape(metrics)}{star}")

    def _trial(self, event: events.TrialState) -> None:
        if event.result == "running":
            return
        values = ", ".join(f"{name} {value}" for name, value in event.values.items())
        said = {"pruned": "fell behind", "failed": f"failed: {event.message}"}.get(event.result, "")
        if event.value is not None and not event.message:
            said = f"{event.value:.4f}{f' ({said})' if said else ''}"
        star = " [green]best[/]" if event.best else ""
        self._print(f"trial {event.number}/{event.wanted}  {escape(printable(f'{values}  {said}'))}{star}")

    def _rate_curve(self, event: events.RateCurve) -> None:
        self._stop_bars()
        # A line per factor of about three, so that the curve can be read.
        rows = list(zip(event.rates, event.smoothed, strict=True))[::7]
        self.table("", ["rate", "loss"], [[f"{rate:.1e}", f"{loss:.4f}"] for rate, loss in rows])
        self.say(event.reason)
        self.say(f"Suggested: rate = {event.rate:g}")

    def _prediction(self, event: events.PicturePrediction) -> None:
        image = escape(printable(event.image))
        if event.labels is not None:
            said = ", ".join(f"{escape(printable(label))} {score:.1%}" for label, score in event.labels)
            self._print(f"{image}: {said or 'no label'}")
            return
        if event.boxes is None:
            self._print(f"{image}: {escape(printable(event.label or ''))} {event.score or 0:.1%}")
            return
        found = ", ".join(f"{escape(printable(box.label))} {box.score:.2f}" for box in event.boxes)
        self._print(f"{image}: {found or 'nothing found'}")

    def _done(self, event: events.JobDone) -> None:
        self._stop_bars()
        if event.metrics:
            self.table(
                f"On the {event.split} pictures", list(event.metrics), [[f"{v:.4f}" for v in event.metrics.values()]]
            )
        if event.output:
            self.say(f"Written: {event.output}")
        if event.run:
            self.say(f"Run: {event.run}")
        self.say(f"Done in {event.seconds:.1f} s.")

    def _failed(self, message: str, hint: str) -> None:
        self._stop_bars()
        self._err.print(f"[red]{escape(printable(message))}[/]", soft_wrap=True)
        if hint:
            self._err.print(escape(printable(hint)), soft_wrap=True)

    def _other(self, event: events.Event) -> None:
        """Events that only the window draws."""


def printable(text: str) -> str:
    """Text from outside with control characters, line breaks and undecodable bytes shown as escapes."""
    shown = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in shown)
