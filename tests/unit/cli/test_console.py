"""The two voices of the command line."""

from __future__ import annotations

import io
import json

import pytest

from desktop_app.cli.console import JsonConsole, PeopleConsole, json_row, printable
from ml_engine.domain import events
from ml_engine.domain.errors import UserError


def spoken(*said: events.Event) -> list[dict]:
    stream = io.StringIO()
    console = JsonConsole(stream)
    for event in said:
        console.event(event)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_every_line_of_json_is_an_object_that_names_its_event() -> None:
    rows = spoken(events.Progress("features", 3, 10, 2.5), events.JobDone(1.5, "runs/a", "test", {"ap50": 0.9}))
    assert [row["event"] for row in rows] == ["Progress", "JobDone"]
    assert rows[1]["metrics"] == {"ap50": 0.9}
    assert rows[1]["split"] == "test"


@pytest.mark.parametrize(
    ("event", "row"),
    [
        (
            events.PicturePrediction("a.jpg", "cat", 0.75, (("cat", 0.75), ("dog", 0.25))),
            {"image": "a.jpg", "label": "cat", "score": 0.75, "top": [["cat", 0.75], ["dog", 0.25]]},
        ),
        (
            events.PicturePrediction("b.jpg", boxes=(events.PredictedBox("key", 0.5, (1.0, 2.0, 3.0, 4.0)),)),
            {"image": "b.jpg", "boxes": [{"label": "key", "score": 0.5, "xyxy": [1.0, 2.0, 3.0, 4.0]}]},
        ),
        (events.PicturePrediction("c.jpg", boxes=()), {"image": "c.jpg", "boxes": []}),
        (
            events.PicturePrediction("d.jpg", top=(("cat", 0.2),), labels=()),
            {"image": "d.jpg", "label": None, "score": None, "top": [["cat", 0.2]], "labels": []},
        ),
    ],
)
def test_an_answer_is_printed_as_the_design_says(event: events.PicturePrediction, row: dict) -> None:
    assert json_row(event) == row


def test_undecodable_file_names_survive_json() -> None:
    (row,) = spoken(events.PictureFailed("caf\udce9.jpg", "no"))
    assert row["image"] == "caf\udce9.jpg"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb", "a\\nb"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("niño 名", "niño 名"),
        ("caf\udce9", "caf\\udce9"),
        ("a\u202eb", "a\\u202eb"),
    ],
)
def test_control_characters_from_outside_are_shown_not_obeyed(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_markup_in_names_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    console = PeopleConsole()
    console.event(events.PictureFailed("[bold]a[/bold].jpg", "[red]no[/red]"))
    console.failure(UserError("x", "[blink]what[/blink]", "next"))
    out = capsys.readouterr()
    assert "[bold]a[/bold].jpg: [red]no[/red]" in out.out
    assert "[blink]what[/blink]" in out.err
    assert "next" in out.err
