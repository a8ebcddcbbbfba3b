"""Folders as labels and splits."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.project.new_project import new_project
from desktop_app.project.query import ImageFilter
from ml_engine.domain.values import AnnotationKind, ImageStatus, Split
from tests.unit.project.conftest import draw_picture


def labelled(tmp_path: Path, files: list[str], *roots: str) -> tuple[dict[str, str | None], dict[str, Split | None]]:
    """Label and split of each file, by its path."""
    for seed, file in enumerate(files):
        draw_picture(tmp_path / file, seed=seed)
    with new_project(
        tmp_path / "project", [tmp_path / root for root in roots], labels_from_folders=True
    ).project as project:
        labels = {label.id: label.name for label in project.query.labels()}
        rows = project.query.image_rows(project.query.image_ids())
        items = project.query.annotations([row.image.id for row in rows])
        assert all(item.kind is AnnotationKind.TAG for found in items.values() for item in found)
        paths = {row.image.id: row.image.path.relative_to(tmp_path).as_posix() for row in rows}
        names = {paths[id_]: labels[found[0].label_id] if found else None for id_, found in items.items()}
        assert list(labels.values()) == sorted(labels.values())
        return names, {paths[row.image.id]: row.split for row in rows}


def test_the_own_folder_is_the_label_and_a_folder_above_the_split(tmp_path: Path) -> None:
    files = ["train/cat/1.png", "Valid/cat/2.png", "validation/dog/3.png", "val/x/dog/4.png", "test/dog/5.png"]
    names, splits = labelled(tmp_path, [f"set/{file}" for file in files], "set")
    assert list(names.values()).count("cat") == 2
    assert list(names.values()).count("dog") == 3
    assert [splits[path].value for path in sorted(splits)] == [
        "validation",
        "test",
        "train",
        "validation",
        "validation",
    ]


@pytest.mark.parametrize("name", ["train", "val", "valid", "validation", "test", "TEST"])
def test_a_split_is_never_a_label(tmp_path: Path, name: str) -> None:
    names, splits = labelled(tmp_path, [f"set/{name}/1.png", "set/cat/2.png"], "set")
    assert names == {f"set/{name}/1.png": None, "set/cat/2.png": "cat"}
    assert splits[f"set/{name}/1.png"] is not None


def test_roots_that_are_splits_or_labels_themselves_count(tmp_path: Path) -> None:
    names, splits = labelled(
        tmp_path, ["a/train/cat/1.png", "a/test/cat/2.png", "b/dog/3.png"], "a/train", "a/test", "b/dog"
    )
    assert names == {"a/train/cat/1.png": "cat", "a/test/cat/2.png": "cat", "b/dog/3.png": "dog"}
    assert list(splits.values()) == [Split.TRAIN, Split.TEST, None]


def test_loose_pictures_beside_folders_get_no_label(tmp_path: Path) -> None:
    names, _ = labelled(tmp_path, ["set/loose.png", "set/cat/1.png"], "set")
    assert names == {"set/loose.png": None, "set/cat/1.png": "cat"}


def test_labels_from_folders_are_one_edit_and_do_not_verify(tmp_path: Path) -> None:
    draw_picture(tmp_path / "set" / "cat" / "1.png")
    with new_project(tmp_path / "project", [tmp_path / "set"], labels_from_folders=True).project as project:
        assert len(project.query.image_ids(ImageFilter(status=ImageStatus.LABELLED))) == 1
        project.undo()
        assert project.query.labels(archived=True) == ()
        assert project.query.image_ids(ImageFilter(status=ImageStatus.NEW)) != []
