"""A snapshot holds what a person said, and says what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.project.edits import make_edit
from desktop_app.project.new_labels import new_labels
from desktop_app.project.new_project import new_project
from desktop_app.project.scan import scan
from desktop_app.project.snapshot import build_snapshot
from desktop_app.project.store import Project, open_project
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import Progress
from ml_engine.domain.snapshot import read_snapshot, write_snapshot
from ml_engine.domain.values import ImageState, ImageStatus, Label, Proposal, Split, SplitPlace
from tests.unit.project.conftest import box, draw_picture


@pytest.fixture
def many(tmp_path: Path) -> Project:
    """Twenty pictures, all with a box of one label."""
    for index in range(20):
        draw_picture(tmp_path / "pictures" / f"{index:02}.png", seed=index)
    project = new_project(tmp_path / "project", [tmp_path / "pictures"]).project
    (label,) = new_labels((), ["cat"])
    project.apply(make_edit("Label", added=[label, *(box(image_id, label) for image_id in project.query.image_ids())]))
    return project


def places(project: Project) -> dict[str, Split | None]:
    return {row.name: row.split for row in project.query.image_rows(project.query.image_ids())}


def test_only_labelled_and_verified_pictures_are_taken(project: Project, cat: Label) -> None:
    labelled, true_negative, skipped, proposed, *_ = project.query.image_ids()
    drawn = box(labelled, cat)
    project.apply(
        make_edit(
            "Work",
            added=[
                drawn,
                ImageState(true_negative, ImageStatus.VERIFIED),
                box(skipped, cat),
                ImageState(skipped, ImageStatus.SKIPPED),
                Proposal(box(proposed, cat), 0.9, "run"),
            ],
        )
    )
    snapshot = build_snapshot(project).snapshot
    taken = [(item.image.id, item.verified, item.annotations) for item in snapshot.images]
    assert taken == [(labelled, False, (drawn,)), (true_negative, True, ())]
    assert dict(snapshot.left_out) == {"new pictures": 3, "skipped pictures": 1, "waiting proposals": 1}
    assert snapshot.labels == (cat,)


def test_pictures_come_with_size_and_hash_and_only_they_are_hashed(project: Project, cat: Label) -> None:
    image_id = project.query.image_ids()[2]
    project.apply(make_edit("Draw", added=[box(image_id, cat)]))
    heard: list[Progress] = []
    (item,) = build_snapshot(project, progress=heard.append).snapshot.images
    assert (item.image.width, item.image.height) == (40, 30)
    rows = project.query.image_rows(project.query.image_ids())
    assert [row.image.content_hash for row in rows if row.image.content_hash] == [item.image.content_hash]
    assert (heard[-1].phase, heard[-1].done, heard[-1].total) == ("hash", 1, 1)


def test_the_split_is_kept_in_the_project_and_stays(many: Project) -> None:
    with many:
        first = build_snapshot(many, seed=1).snapshot
        assert places(many) == {item.image.path.name: item.split for item in first.images}
        assert [len(first.part(split)) for split in Split] == [16, 4, 0]
        assert build_snapshot(many, seed=2).snapshot == first
        many.undo()
        assert set(places(many).values()) == {None}


def test_beside_an_open_window_the_snapshot_is_the_same_and_nothing_is_kept(many: Project) -> None:
    with many, open_project(many.folder.path) as second:
        assert second.read_only
        built = build_snapshot(second)
        assert [notice.code for notice in built.notices] == ["split-not-kept"]
        assert set(places(many).values()) == {None}
        assert build_snapshot(many).snapshot == built.snapshot


def test_a_near_duplicate_joins_its_twins_split(many: Project, tmp_path: Path) -> None:
    with many:
        build_snapshot(many)
        before = places(many)
        for index in range(20):
            draw_picture(tmp_path / "pictures" / f"twin {index:02}.png", seed=index, size=(80, 60))
        scan(many)
        (label,) = many.query.labels()
        twins = [row.image.id for row in many.query.image_rows(many.query.image_ids()) if row.split is None]
        many.apply(make_edit("Draw", added=[box(image_id, label) for image_id in twins]))
        build_snapshot(many)
        after = places(many)
        assert {name: after[f"twin {name}"] for name in before} == before


def test_unreadable_and_lost_pictures_are_left_out_with_their_reason(many: Project, tmp_path: Path) -> None:
    with many:
        (tmp_path / "pictures" / "00.png").write_bytes(b"no picture")
        (tmp_path / "pictures" / "01.png").unlink()
        snapshot = build_snapshot(many).snapshot
        assert len(snapshot.images) == 18
        assert dict(snapshot.left_out) == {"file is gone": 1, "file cannot be read": 1}
        (problem,) = many.query.problems()
        assert problem.path.name == "00.png"
        assert problem.image_id == many.query.image_ids()[0]
        draw_picture(tmp_path / "pictures" / "00.png")
        assert len(build_snapshot(many).snapshot.images) == 19
        assert many.query.problems() == []


def test_annotations_of_archived_labels_stay_out(many: Project) -> None:
    with many:
        (cat,) = many.query.labels()
        dog = new_labels([cat], ["dog"])[0]
        first = many.query.image_ids()[0]
        many.apply(make_edit("Dog", added=[dog, box(first, dog)]))
        many.apply(make_edit("Archive", removed=[cat], added=[replace(cat, archived=True)]))
        snapshot = build_snapshot(many).snapshot
        assert [item.image.id for item in snapshot.images] == [first]
        assert snapshot.labels == (dog,)
        assert dict(snapshot.left_out) == {"annotations of archived labels": 20, "only archived labels": 19}


def test_nothing_labelled_says_what_to_do(project: Project) -> None:
    with pytest.raises(UserError, match="6 × new pictures") as caught:
        build_snapshot(project)
    assert caught.value.code == "nothing-labelled"
    assert caught.value.hint


def test_stopping_ends_it(many: Project) -> None:
    with many, pytest.raises(Cancelled):
        build_snapshot(many, should_stop=lambda: True)


def test_a_snapshot_of_an_undecodable_name_can_be_written_and_read(tmp_path: Path) -> None:
    picture = tmp_path / "pictures" / "caf\udce9 \n.png"
    try:
        draw_picture(picture)
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    with new_project(tmp_path / "project", [tmp_path / "pictures"]).project as project:
        image_id = project.query.image_ids()[0]
        project.apply(make_edit("Verify", added=[ImageState(image_id, ImageStatus.VERIFIED)]))
        snapshot = build_snapshot(project).snapshot
    write_snapshot(tmp_path / "snapshot.jsonl", snapshot)
    assert read_snapshot(tmp_path / "snapshot.jsonl") == snapshot
    assert snapshot.images[0].image.path == picture


def test_lists_move_pictures_and_leave_out_what_they_do_not_name(many: Project, tmp_path: Path) -> None:
    with many:
        build_snapshot(many)
        (tmp_path / "train.txt").write_text("".join(f"{index:02}\n" for index in range(10)))
        (tmp_path / "test.txt").write_text("12.png\n13.png\nnowhere.png\n")
        built = build_snapshot(many, split_from="train.txt,,test.txt", split_base=tmp_path)
        assert {item.image.path.name for item in built.snapshot.part(Split.TEST)} == {"12.png", "13.png"}
        assert [len(built.snapshot.part(split)) for split in Split] == [8, 2, 2]
        assert dict(built.snapshot.left_out) == {"in no list": 8}
        assert [notice.code for notice in built.notices] == ["validation-cut", "split-unknown"]
        assert "nowhere.png" in built.notices[1].message
        again = build_snapshot(many, split_from="train.txt,,test.txt", split_base=tmp_path, seed=3)
        assert again.snapshot.images == built.snapshot.images


def test_a_validation_split_that_came_with_the_data_is_no_cut_of_ours(many: Project, tmp_path: Path) -> None:
    with many:
        ids = many.query.image_ids()
        many.apply(make_edit("Import", added=[SplitPlace(image_id, Split.VALIDATION) for image_id in ids[:10]]))
        (tmp_path / "all.txt").write_text("".join(f"{index:02}\n" for index in range(20)))
        built = build_snapshot(many, split_from="all.txt,", split_base=tmp_path)
        assert [len(built.snapshot.part(split)) for split in Split] == [17, 3, 0]


def test_a_project_of_training_pictures_only_gets_a_validation_split(many: Project) -> None:
    with many:
        many.apply(make_edit("Import", added=[SplitPlace(id_, Split.TRAIN) for id_ in many.query.image_ids()]))
        built = build_snapshot(many)
        assert [len(built.snapshot.part(split)) for split in Split] == [17, 3, 0]
        assert [notice.code for notice in built.notices] == ["validation-cut"]


def test_twins_in_different_lists_are_said(tmp_path: Path) -> None:
    for index in range(8):
        draw_picture(tmp_path / "pictures" / f"{index}.png", index)
    draw_picture(tmp_path / "pictures" / "twin.png", 0)
    with new_project(tmp_path / "project", [tmp_path / "pictures"]).project as project:
        ids = project.query.image_ids()
        project.apply(make_edit("Verify", added=[ImageState(id_, ImageStatus.VERIFIED) for id_ in ids]))
        (tmp_path / "train.csv").write_text("filename,class\n" + "".join(f"{index}.png,cat\n" for index in range(8)))
        (tmp_path / "val.csv").write_text("filename,class\ntwin.png,cat\n")
        built = build_snapshot(project, split_from="train.csv,val.csv", split_base=tmp_path)
        assert [notice.code for notice in built.notices] == ["split-leaks"]


@pytest.mark.parametrize(("word", "several"), [(None, False), ("0", False), ("1", True)])
def test_a_snapshot_says_whether_a_picture_may_have_several_labels(
    many: Project, tmp_path: Path, word: str | None, several: bool
) -> None:
    if word is not None:
        many.submit_fact("several_per_picture", word).result()
    snapshot = build_snapshot(many).snapshot
    write_snapshot(tmp_path / "snapshot.jsonl", snapshot)
    assert snapshot.several_per_picture is several
    assert read_snapshot(tmp_path / "snapshot.jsonl") == snapshot
    many.close()
