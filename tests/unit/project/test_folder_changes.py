"""Folders are taken out, put back and moved: no picture and no box is forgotten."""

from __future__ import annotations

from functools import partial

import pytest

from desktop_app.project.edits import make_edit
from desktop_app.project.new_project import new_project
from desktop_app.project.offers import find_offer
from desktop_app.project.query import ImageFilter
from desktop_app.project.roots import add_root, relink_root, remove_root
from desktop_app.project.scan import scan
from ml_engine.domain.errors import UserError
from ml_engine.domain.values import Label
from tests.unit.project.conftest import box, draw_picture


@pytest.fixture
def two_folders(tmp_path):
    for name in ("first", "second"):
        for index in range(2):
            draw_picture(tmp_path / name / f"{index}.png")
    made = new_project(tmp_path / "project", [tmp_path / "first", tmp_path / "second"])
    with made.project as project:
        yield project


def shown(project):
    return [row.image.path for row in project.query.image_rows(project.query.image_ids())]


def test_a_folder_that_is_taken_out_hides_its_pictures_and_keeps_their_boxes(two_folders, tmp_path, cat):
    project = two_folders
    first, _ = project.query.roots()
    image_id = project.query.image_ids(ImageFilter(root_id=first.id))[0]
    project.apply(make_edit("Draw box", added=[cat, box(image_id, cat)]))
    project.transact(partial(remove_root, root_id=first.id))
    scan(project)
    assert [root.path.name for root in project.query.roots()] == ["second"]
    assert {path.parent.name for path in shown(project)} == {"second"}
    assert len(project.query.annotations([image_id])[image_id]) == 1


def test_a_folder_that_is_put_back_has_its_boxes_again(two_folders, tmp_path, cat):
    project = two_folders
    first, _ = project.query.roots()
    image_id = project.query.image_ids(ImageFilter(root_id=first.id))[0]
    project.apply(make_edit("Draw box", added=[cat, box(image_id, cat)]))
    project.transact(partial(remove_root, root_id=first.id))
    again = project.transact(partial(add_root, folder=project.folder, root=tmp_path / "first"))
    scan(project)
    assert again == first.id
    assert image_id in project.query.image_ids()
    assert project.query.image_rows([image_id])[0].annotation_count == 1


def test_a_folder_that_moved_is_found_at_its_new_place(two_folders, tmp_path):
    project = two_folders
    first, _ = project.query.roots()
    ids = project.query.image_ids(ImageFilter(root_id=first.id))
    (tmp_path / "first").rename(tmp_path / "elsewhere")
    scan(project)
    project.transact(partial(relink_root, folder=project.folder, root_id=first.id, place=tmp_path / "elsewhere"))
    scan(project)
    assert project.query.image_ids(ImageFilter(root_id=first.id)) == ids
    assert {row.image.path.parent.name for row in project.query.image_rows(ids)} == {"elsewhere"}


def test_a_folder_cannot_be_said_to_lie_where_another_one_lies(two_folders, tmp_path):
    project = two_folders
    first, _ = project.query.roots()
    with pytest.raises(UserError, match="folder of this project already"):
        project.transact(partial(relink_root, folder=project.folder, root_id=first.id, place=tmp_path / "second"))


def test_class_folders_are_offered_as_labels(tmp_path):
    for name in ("cat", "dog"):
        for index in range(3):
            draw_picture(tmp_path / "pets" / "train" / name / f"{index}.png")
    with new_project(tmp_path / "project", [tmp_path / "pets"]).project as project:
        offer = find_offer(project)
    assert offer is not None
    assert (offer.kind, set(offer.names), offer.pictures) == ("folders", {"cat", "dog"}, 6)


def test_annotation_files_are_offered_before_folders(tmp_path):
    draw_picture(tmp_path / "pets" / "cat" / "0.png")
    draw_picture(tmp_path / "pets" / "dog" / "0.png")
    xml = "<annotation><filename>0.png</filename><size><width>9</width><height>9</height></size></annotation>"
    (tmp_path / "pets" / "cat" / "0.xml").write_text(xml)
    with new_project(tmp_path / "project", [tmp_path / "pets"]).project as project:
        offer = find_offer(project)
    assert offer is not None
    assert offer.kind == "annotations"
    assert offer.source == tmp_path / "pets"


def test_a_flat_folder_offers_nothing(tmp_path):
    draw_picture(tmp_path / "flat" / "0.png")
    with new_project(tmp_path / "project", [tmp_path / "flat"]).project as project:
        assert find_offer(project) is None


def test_a_project_with_labels_is_offered_nothing(tmp_path):
    for name in ("cat", "dog"):
        draw_picture(tmp_path / "pets" / name / "0.png")
    with new_project(tmp_path / "project", [tmp_path / "pets"], labels_from_folders=True).project as project:
        assert find_offer(project) is None


@pytest.fixture
def cat():
    from desktop_app.project.new_labels import new_labels

    made: Label = new_labels((), ["cat"])[0]
    return made
