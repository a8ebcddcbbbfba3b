"""Scanning: everything that is a picture by its name is found once, odd or not, and nothing is forgotten."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.project.edits import make_edit
from desktop_app.project.fingerprints import fingerprint, fingerprint_pending
from desktop_app.project.new_project import new_project
from desktop_app.project.query import ImageFilter
from desktop_app.project.roots import add_root
from desktop_app.project.scan import ScanReport, scan
from desktop_app.project.store import Project, create_project, open_project
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Label
from tests.unit.project.conftest import box, draw_picture

posix = pytest.mark.skipif(sys.platform == "win32", reason="such names are POSIX")


def names(project: Project, missing: bool | None = False) -> list[str]:
    ids = project.query.image_ids(ImageFilter(missing=missing))
    return [row.name for row in project.query.image_rows(ids)]


def hash_all(project: Project) -> None:
    fingerprint(project, project.query.image_rows(project.query.image_ids()))


def state_of(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    return {
        os.fspath(path): (path.stat().st_mtime_ns, path.stat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in (folder, *folder.rglob("*"))
    }


ODD_NAMES = [
    "new\nline.jpg", "tab\t.jpg", "-rf.jpg", " .jpg", "'\"; DROP TABLE.jpg", "CON.jpg", "\u202egnp.jpg", "é.jpg",
    "e\u0301.jpg", "😀.jpg", "\U0010f000\U0010f800.jpg", "%41.jpg", "a?mode=rw.jpg", "back\\slash.jpg",
    "x" * 251 + ".jpg",
]  # fmt: skip


@posix
def test_three_thousand_odd_files_are_all_found_and_come_back_by_their_names(tmp_path: Path) -> None:
    root = tmp_path / "pictures"
    root.mkdir()
    wanted = set()
    for index in range(200):
        folder = root / f"folder {index}\n"
        folder.mkdir()
        for name in ODD_NAMES[:-1]:
            (folder / name).write_bytes(b"x")
            wanted.add(f"{folder.name}/{name}")
        undecodable = os.fsdecode(b"\xff\xfe%d.jpg" % index)
        (folder / undecodable).write_bytes(b"x")
        wanted.add(f"{folder.name}/{undecodable}")
    (root / ODD_NAMES[-1]).write_bytes(b"x")
    wanted.add(ODD_NAMES[-1])
    with new_project(tmp_path / "project", [root]).project as project:
        rows = project.query.image_rows(project.query.image_ids())
        assert {row.name for row in rows} == wanted
        assert len(rows) == len(wanted) == 3_001
        assert all(row.image.path.is_file() for row in rows)
        assert scan(project).new == 0


@posix
def test_scanning_writes_nothing_among_the_pictures(tmp_path: Path, pictures: Path) -> None:
    before = state_of(pictures)
    with new_project(tmp_path / "project", [pictures]).project as project:
        hash_all(project)
        scan(project)
    assert state_of(pictures) == before


@posix
def test_what_cannot_be_read_is_listed_with_its_reason(tmp_path: Path, pictures: Path) -> None:
    (pictures / "empty.jpg").touch()
    (pictures / "broken.jpg").symlink_to(pictures / "nowhere.jpg")
    os.mkfifo(pictures / "pipe.jpg")
    (pictures / "notes.txt").write_text("no picture")
    with new_project(tmp_path / "project", [pictures]).project as project:
        reasons = {problem.path.name: problem.reason for problem in project.query.problems()}
        assert reasons == {
            "empty.jpg": "the file is empty",
            "broken.jpg": "it is a link that points to nothing",
            "pipe.jpg": "it is a pipe or device, not a file",
        }
        (pictures / "pipe.jpg").unlink()
        draw_picture(pictures / "empty.jpg")
        scan(project)
        assert [problem.path.name for problem in project.query.problems()] == ["broken.jpg"]
        assert "empty.jpg" in names(project)


@posix
def test_loops_of_links_end_and_a_folder_is_walked_once(tmp_path: Path, pictures: Path) -> None:
    draw_picture(pictures / "b" / "deep.png")
    (pictures / "b" / "up").symlink_to(pictures, target_is_directory=True)
    (pictures / "a-link").symlink_to(pictures / "b", target_is_directory=True)
    draw_picture(tmp_path / "elsewhere" / "far.png")
    (pictures / "linked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with new_project(tmp_path / "project", [pictures]).project as project:
        assert sorted(name for name in names(project) if "/" in name) == ["b/deep.png", "linked/far.png"]


def test_a_root_inside_another_lists_no_picture_twice(tmp_path: Path, pictures: Path) -> None:
    draw_picture(pictures / "inner" / "x.png")
    with new_project(tmp_path / "inner first", [pictures / "inner", pictures]).project as project:
        assert len(names(project)) == 7
        assert len(project.query.roots()) == 2
    with new_project(tmp_path / "outer first", [pictures, pictures / "inner"]).project as project:
        assert len(names(project)) == 7
        assert len(project.query.roots()) == 1


def test_the_project_inside_its_root_does_not_find_its_own_cache(tmp_path: Path, pictures: Path) -> None:
    with new_project(pictures / "project", [pictures]).project as project:
        draw_picture(project.folder.cache / "thumbnail.jpg")
        assert scan(project).found == 6


def test_project_and_pictures_can_move_together(tmp_path: Path) -> None:
    draw_picture(tmp_path / "here" / "pictures" / "a.png")
    new_project(tmp_path / "here" / "project", [tmp_path / "here" / "pictures"]).project.close()
    (tmp_path / "here").rename(tmp_path / "there")
    with open_project(tmp_path / "there" / "project") as project:
        (row,) = project.query.image_rows(project.query.image_ids())
        assert row.image.path == tmp_path / "there" / "pictures" / "a.png"
        assert scan(project).missing == 0


def test_a_cancelled_scan_keeps_what_it_found_and_marks_nothing_gone(tmp_path: Path) -> None:
    root = tmp_path / "pictures"
    for folder in range(30):
        (root / f"{folder:02}").mkdir(parents=True)
        for index in range(50):
            (root / f"{folder:02}" / f"{index}.jpg").write_bytes(b"x")
    stopped = [False]

    def stop(report: ScanReport) -> None:
        stopped[0] = True

    with create_project(tmp_path / "project") as project:
        project.transact(lambda connection: add_root(connection, project.folder, root))
        report = scan(project, stop, lambda: stopped[0])
        assert report.stopped
        assert 0 < len(names(project)) == report.found < 1_500
        assert scan(project).found == 1_500
        stopped[0] = False
        shutil.rmtree(root / "29")
        assert scan(project, stop, lambda: stopped[0]).missing == 0
        assert len(names(project)) == 1_500


def test_a_picture_whose_file_is_gone_keeps_its_boxes_and_comes_back(
    project: Project, cat: Label, pictures: Path
) -> None:
    image_id = project.query.image_ids()[0]
    drawn = box(image_id, cat)
    project.apply(make_edit("Draw", added=[drawn]))
    (pictures / "0.png").rename(pictures.parent / "kept.png")
    assert scan(project).missing == 1
    assert image_id not in project.query.image_ids()
    assert project.query.image_ids(ImageFilter(missing=True)) == [image_id]
    (pictures.parent / "kept.png").rename(pictures / "0.png")
    assert scan(project).missing == 0
    assert project.query.annotations([image_id])[image_id] == (drawn,)


def test_moved_pictures_are_found_by_their_bytes(project: Project, cat: Label, pictures: Path) -> None:
    ids = project.query.image_ids()
    project.apply(make_edit("Draw", added=[box(image_id, cat) for image_id in ids]))
    hash_all(project)
    boxes = project.query.annotations(ids)
    (pictures / "deep").mkdir()
    for index in range(6):
        (pictures / f"{index}.png").rename(pictures / "deep" / f"renamed {5 - index}.png")
    report = scan(project)
    assert (report.moved, report.new, report.missing) == (6, 0, 0)
    assert project.query.image_ids() == ids
    assert names(project) == [f"deep/renamed {5 - index}.png" for index in range(6)]
    assert project.query.annotations(ids) == boxes


def test_a_file_of_the_same_name_and_size_with_other_bytes_is_no_moved_picture(
    project: Project, pictures: Path
) -> None:
    picture = pictures / "0.bmp"
    Image.new("RGB", (9, 9), "red").save(picture)
    scan(project)
    hash_all(project)
    stamp = picture.stat()
    picture.unlink()
    (pictures / "deep").mkdir()
    Image.new("RGB", (9, 9), "blue").save(pictures / "deep" / "0.bmp")
    os.utime(pictures / "deep" / "0.bmp", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    report = scan(project)
    assert (report.moved, report.new, report.missing) == (0, 1, 1)


def test_of_two_lost_twins_the_one_of_that_name_is_found(tmp_path: Path) -> None:
    root = tmp_path / "pictures"
    for folder in ("a", "b"):
        draw_picture(root / folder / f"{folder}.png", seed=1)
    with new_project(tmp_path / "project", [root]).project as project:
        hash_all(project)
        (root / "c").mkdir()
        (root / "b" / "b.png").rename(root / "c" / "b.png")
        (root / "a" / "a.png").unlink()
        assert scan(project).moved == 1
        assert names(project, missing=True) == ["a/a.png"]
        assert names(project) == ["c/b.png"]


def test_a_changed_file_forgets_what_was_computed_from_the_old_one(project: Project, pictures: Path) -> None:
    hash_all(project)
    draw_picture(pictures / "0.png", seed=99, size=(200, 100))
    assert scan(project).changed == 1
    row = project.query.image_rows(project.query.image_ids())[0]
    assert (row.image.content_hash, row.perceptual_hash, row.image.width) == (None, None, None)


def test_a_root_that_is_not_there_leaves_its_pictures_alone(project: Project, pictures: Path) -> None:
    pictures.rename(pictures.parent / "unplugged")
    report = scan(project)
    assert report.absent == [str(pictures)]
    assert len(names(project)) == 6


def test_idle_hashing_takes_annotated_pictures_first_and_each_once(project: Project, cat: Label) -> None:
    ids = project.query.image_ids()
    project.apply(make_edit("Draw", added=[box(ids[4], cat)]))
    assert fingerprint_pending(project, 1) == 1
    hashed = [row.image.id for row in project.query.image_rows(ids) if row.image.content_hash]
    assert hashed == [ids[4]]
    assert fingerprint_pending(project, 100) == 5
    assert fingerprint_pending(project, 100) == 0


def test_a_root_must_be_a_folder(project: Project, pictures: Path) -> None:
    with pytest.raises(UserError, match="is a file"):
        project.transact(lambda connection: add_root(connection, project.folder, pictures / "0.png"))
