"""Splitting a project: what stays together on real files, what is kept, mended and taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from desktop_app.project import migrate
from desktop_app.project.edits import make_edit
from desktop_app.project.new_labels import new_labels
from desktop_app.project.new_project import new_project
from desktop_app.project.scan import scan
from desktop_app.project.snapshot import build_snapshot
from desktop_app.project.split_settings import SplitSettings, keep_split_settings, read_split_settings
from desktop_app.project.split_work import hashed, mend_edit, planned, read_splittable, split_edit, today
from desktop_app.project.store import Project, open_project
from ml_engine.domain.snapshot import read_snapshot, write_snapshot
from ml_engine.domain.values import Split, SplitPlace
from ml_engine.samples.desk import write_desk_pictures
from ml_engine.training.grouping import Grouping
from ml_engine.training.splits import Fractions
from tests.unit.project.conftest import box

BURSTS = SplitSettings(grouping=Grouping(duplicates=True, bursts=True))


def shoot(path: Path, seed: int, taken: str, camera: str = "Acme 1") -> None:
    exif = Image.Exif()
    exif[272] = camera
    exif.get_ifd(0x8769)[36867] = taken
    pixels = np.random.default_rng(seed).integers(0, 255, (8, 8, 3), dtype=np.uint8)
    Image.fromarray(pixels).resize((64, 48), Image.Resampling.NEAREST).save(path, quality=95, exif=exif)


@pytest.fixture
def shots(tmp_path: Path) -> Iterator[Project]:
    """Twelve bursts of three shots two seconds apart, each picture with a box, of 36 that do not look alike."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    for burst in range(12):
        for shot in range(3):
            shoot(folder / f"{burst:02}-{shot}.jpg", 10 * burst + shot, f"2026:05:01 12:{burst:02}:{2 * shot:02}")
    project = new_project(tmp_path / "project", [folder]).project
    (label,) = new_labels((), ["cat"])
    project.apply(make_edit("Label", added=[label, *(box(image_id, label) for image_id in project.query.image_ids())]))
    with project:
        yield project


def places(project: Project) -> dict[str, Split | None]:
    return {row.name: row.split for row in project.query.image_rows(project.query.image_ids())}


def bursts_of(project: Project) -> list[set[Split | None]]:
    found: dict[str, set[Split | None]] = {}
    for name, split in places(project).items():
        found.setdefault(name[:2], set()).add(split)
    return list(found.values())


def test_bursts_stay_together_and_it_is_one_edit(shots: Project) -> None:
    found = hashed(shots, read_splittable(shots.query))
    assert any(leak.code == "burst" for leak in planned(found, SplitSettings()).check.findings)
    state = planned(found, BURSTS)
    edit = split_edit(state)
    assert edit is not None
    shots.apply(edit)
    assert all(len(parts) == 1 for parts in bursts_of(shots))
    assert not [leak for leak in state.check.leaks if leak.code == "burst"]
    assert split_edit(planned(hashed(shots, read_splittable(shots.query)), BURSTS)) is None
    shots.undo()
    assert set(places(shots).values()) == {None}


def test_what_was_chosen_is_kept_and_trainings_follow_it(shots: Project) -> None:
    chosen = SplitSettings(Fractions(0.5, 0.25, 0.25), Grouping(True, True, False), 7)
    keep_split_settings(shots, chosen).result()
    assert read_split_settings(shots.query) == chosen
    snapshot = build_snapshot(shots, seed=3).snapshot
    assert [len(snapshot.part(split)) for split in Split] == [18, 9, 9]
    assert all(len(parts) == 1 for parts in bursts_of(shots))
    assert not snapshot.split_check.leaks


def test_a_new_shot_joins_its_bursts_part(shots: Project, tmp_path: Path) -> None:
    keep_split_settings(shots, BURSTS).result()
    build_snapshot(shots)
    before = places(shots)
    for burst in range(12):
        shoot(tmp_path / "pictures" / f"{burst:02}-9.jpg", 500 + burst, f"2026:05:01 12:{burst:02}:06")
    scan(shots)
    (label,) = shots.query.labels()
    new = [row.image.id for row in shots.query.image_rows(shots.query.image_ids()) if row.split is None]
    shots.apply(make_edit("Draw", added=[box(image_id, label) for image_id in new]))
    build_snapshot(shots)
    after = places(shots)
    assert {name: after[name] for name in before} == before
    assert all(after[f"{burst:02}-9.jpg"] is before[f"{burst:02}-0.jpg"] for burst in range(12))


def test_copies_that_lie_apart_are_found_mended_and_taken_back(shots: Project, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    ((original, _),) = write_desk_pictures(folder, 1, seed=5)
    original = original.rename(folder / "big.png")
    with Image.open(original) as opened:
        opened.resize((320, 240)).save(folder / "smaller.jpg", quality=60)
        opened.save(folder / "again.webp", quality=50)
    scan(shots)
    (label,) = shots.query.labels()
    ids = {row.name: row.image.id for row in shots.query.image_rows(shots.query.image_ids())}
    copies = {ids["big.png"]: Split.TEST, ids["smaller.jpg"]: Split.TRAIN, ids["again.webp"]: Split.TRAIN}
    added = [box(image_id, label) for image_id in copies]
    shots.apply(make_edit("Draw", added=[*added, *(SplitPlace(*place) for place in copies.items())]))
    found = hashed(shots, read_splittable(shots.query))
    (leak,) = today(found, SplitSettings()).check.leaks
    assert (leak.code, set(leak.image_ids), leak.parts) == ("near-duplicates", set(copies), (Split.TRAIN, Split.TEST))
    assert "big.png" in leak.names

    edit = mend_edit(found, SplitSettings())
    assert edit is not None
    shots.apply(edit)
    after = hashed(shots, read_splittable(shots.query))
    assert not today(after, SplitSettings()).check.leaks
    assert places(shots)["big.png"] is Split.TRAIN
    assert mend_edit(after, SplitSettings()) is None
    shots.undo()
    assert places(shots)["big.png"] is Split.TEST
    assert today(hashed(shots, read_splittable(shots.query)), SplitSettings()).check.leaks


def test_the_snapshot_carries_what_is_wrong(shots: Project, tmp_path: Path) -> None:
    built = build_snapshot(shots).snapshot
    assert {finding.code for finding in built.split_check.findings} >= {"burst", "part-small"}
    write_snapshot(tmp_path / "snapshot.jsonl", built)
    assert read_snapshot(tmp_path / "snapshot.jsonl") == built


def test_a_project_of_the_first_version_learns_the_times_without_reading_pictures_anew(
    shots: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed(shots, read_splittable(shots.query))
    shots.close()
    with closing(sqlite3.connect(shots.folder.file)) as file, file:
        file.execute("ALTER TABLE images DROP COLUMN taken_us")
        file.execute("ALTER TABLE images DROP COLUMN camera")
        file.execute("UPDATE alembic_version SET version_num = '0001'")
        file.execute("PRAGMA user_version = 1")
    monkeypatch.setattr("desktop_app.project.fingerprints.hash_and_fingerprint", None)
    with open_project(shots.folder.path) as again:
        assert [notice.code for notice in again.notices] == ["upgraded"]
        assert migrate.SCHEMA_VERSION >= 2
        assert {row.camera for row in again.query.image_rows(again.query.image_ids())} == {None}
        found = hashed(again, read_splittable(again.query))
        assert {row.camera for row in found.rows} == {"Acme 1"}
        assert all(row.taken_us for row in again.query.image_rows(again.query.image_ids()))
