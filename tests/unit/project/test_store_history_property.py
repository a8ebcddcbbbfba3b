"""Any edits, all undone, leave the file as it was; all redone, as it had become."""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.project.edits import make_edit
from desktop_app.project.ids import new_id
from desktop_app.project.new_labels import new_labels
from desktop_app.project.new_project import new_project
from desktop_app.project.store import Project, open_project
from ml_engine.domain.values import (
    Annotation,
    AnnotationKind,
    ImageState,
    ImageStatus,
    Label,
    Proposal,
    ProposalStatus,
    Record,
    Split,
    SplitPlace,
)
from tests.unit.project.conftest import draw_picture

CONTENT = ("image_roots", "images", "labels", "annotations", "proposals")
NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)
ACTIONS = (
    "draw", "polygon", "tag", "move", "delete", "wipe", "label", "rename", "state", "place", "propose", "accept",
)  # fmt: skip
TEXT = st.text(min_size=1, max_size=8, alphabet=st.characters(exclude_categories=["Cs", "Zs", "Zl", "Zp", "Cc"]))
CHOICES = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.integers(0, 1_000), NUMBERS, NUMBERS, TEXT), min_size=1, max_size=25
)


def content(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the tables that edits change, as they lie in the file."""
    connection = sqlite3.connect(f"file:{project.folder.file}?mode=ro", uri=True)
    try:
        return {table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in CONTENT}  # noqa: S608
    finally:
        connection.close()


class Script:
    """Turns random choices into edits that fit what is there."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.ids = project.query.image_ids()

    def step(self, action: str, pick: int, x: float, y: float, text: str) -> tuple[list[Record], list[Record]] | None:
        query = self.project.query
        image_id = self.ids[pick % len(self.ids)]
        labels = query.labels(archived=True)
        boxes = [item for items in query.annotations(self.ids).values() for item in items]
        waiting = [item for items in query.proposals(self.ids).values() for item in items]
        there = boxes[pick % len(boxes)] if boxes else None
        match action:
            case "label":
                return [], self.new_label(labels, text)
            case "rename" if labels and text not in {label.name for label in labels}:
                old = labels[pick % len(labels)]
                return [old], [replace(old, name=text, archived=pick % 3 == 0)]
            case "draw" | "polygon" | "tag" | "propose" if labels:
                item = self.shape(action, image_id, labels[pick % len(labels)], x, y)
                return [], [Proposal(item, abs(x) / 1e6, text) if action == "propose" else item]
            case "move" if there is not None and there.points:
                return [there], [replace(there, points=tuple((px + x, py - y) for px, py in there.points))]
            case "delete" if there is not None:
                return [there], []
            case "wipe" if boxes:
                return list(boxes), []
            case "accept" if waiting:
                chosen = waiting[pick % len(waiting)]
                return [chosen], [replace(chosen, status=ProposalStatus.ACCEPTED), chosen.annotation]
            case "state" | "place":
                return self.column(action, image_id, pick)
        return None

    def new_label(self, labels: tuple[Label, ...], text: str) -> list[Record]:
        return [] if text in {label.name for label in labels} else list(new_labels(labels, [text]))

    def shape(self, action: str, image_id: int, label: Label, x: float, y: float) -> Annotation:
        points = {"tag": (), "polygon": ((x, y), (y, x), (x + 1, y / 3))}.get(action, ((x, y), (x + 5.1, y + 7.7)))
        kind = {"tag": AnnotationKind.TAG, "polygon": AnnotationKind.POLYGON}.get(action, AnnotationKind.BOX)
        return Annotation(new_id(), image_id, label.id, kind, points)

    def column(self, action: str, image_id: int, pick: int) -> tuple[list[Record], list[Record]]:
        (row,) = self.project.query.image_rows([image_id])
        if action == "state":
            removed: list[Record] = [] if row.state is None else [row.state]
            status = [ImageStatus.NEW, ImageStatus.VERIFIED, ImageStatus.SKIPPED][pick % 3]
            return removed, [] if status is ImageStatus.NEW else [ImageState(image_id, status)]
        removed = [] if row.split is None else [SplitPlace(image_id, row.split)]
        return removed, [] if pick % 4 == 0 else [SplitPlace(image_id, list(Split)[pick % 3])]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(choices=CHOICES, stop=st.integers(0, 25))
def test_undo_of_all_edits_and_redo_of_all_restore_the_file_exactly(
    choices: list[tuple[str, int, float, float, str]], stop: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        draw_picture(Path(folder) / "pictures" / "a.png", 1)
        draw_picture(Path(folder) / "pictures" / "b.png", 2)
        project = new_project(Path(folder) / "project", [Path(folder) / "pictures"]).project
        try:
            states = [content(project)]
            script = Script(project)
            for choice in choices:
                records = script.step(*choice)
                if records is not None and any(records):
                    project.apply(make_edit(choice[0], *records))
                    states.append(content(project))
            if stop % 2:
                project.close()
                project = open_project(Path(folder) / "project")
            for state in reversed(states[:-1]):
                assert project.undo() is not None
                assert content(project) == state
            assert project.undo() is None
            for state in states[1:]:
                assert project.redo() is not None
                assert content(project) == state
            assert project.redo() is None
        finally:
            project.close()
