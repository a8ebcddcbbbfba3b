"""What a person opens becomes a project beside the pictures, and nothing among them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from desktop_app.shell.opening import open_all, open_path, project_place, sort_paths
from ml_engine.domain.errors import UserError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_opens_in_a_project_beside_it(desk, tmp_path):
    shutil.rmtree(desk.project)
    before = names(desk.pictures)
    opened = open_path(desk.pictures)
    with opened.project as project:
        assert opened.is_new
        assert project.folder.path == tmp_path / "desk-vistazo"
        assert [root.path for root in project.query.roots()] == [desk.pictures]
    assert names(desk.pictures) == before


def test_the_same_folder_opens_its_project_again(desk):
    with open_path(desk.pictures).project as project:
        assert len(project.query.image_ids()) == 8
        assert project.folder.path == desk.project


def test_a_picture_opens_its_folder_and_is_shown_first(desk):
    picture = sorted(desk.pictures.iterdir())[3]
    opened = open_path(picture)
    with opened.project as project:
        assert opened.picture == picture
        assert project.folder.path == desk.project


def test_annotations_open_their_folder_and_are_imported(desk):
    file = desk.pictures / "boxes.json"
    file.write_text("{}")
    opened = open_path(file)
    with opened.project:
        assert opened.annotations == (file,)


def test_a_folder_of_annotations_opens_the_pictures_beside_it(desk, tmp_path):
    labels = tmp_path / "labels"
    labels.mkdir()
    (labels / "0.txt").write_text("0 0.5 0.5 0.2 0.2\n")
    shutil.move(desk.pictures, tmp_path / "images")
    opened = open_path(labels)
    with opened.project as project:
        assert opened.annotations == (labels,)
        assert [root.path for root in project.query.roots()] == [tmp_path]


def test_pictures_and_their_annotations_together_are_one_project(desk, tmp_path):
    labels = tmp_path / "labels"
    labels.mkdir()
    (labels / "0.txt").write_text("0 0.5 0.5 0.2 0.2\n")
    opened = open_all(sort_paths([labels, desk.pictures]))
    with opened.project as project:
        assert project.folder.path == desk.project
        assert opened.annotations == (labels,)


def test_a_project_of_that_name_for_another_folder_is_left_alone(desk, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    shutil.move(desk.pictures, elsewhere)
    other = tmp_path / "desk"
    shutil.copytree(elsewhere, other)
    with open_path(desk.project).project as project:
        project.transact(lambda connection: relink(connection, project, elsewhere))
    with open_path(other).project as project:
        assert project.folder.path == tmp_path / "desk-vistazo-2"


def relink(connection, project, place):
    from desktop_app.project.roots import relink_root

    relink_root(connection, project.folder, 1, place)


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write anywhere")
def test_beside_a_write_protected_parent_the_project_goes_to_documents(desk, tmp_path):
    shutil.rmtree(desk.project)
    tmp_path.chmod(0o555)
    try:
        assert project_place(desk.pictures).parent.name == "Vistazo"
    finally:
        tmp_path.chmod(0o755)


def test_a_folder_that_is_not_there_is_named_in_the_failure(tmp_path):
    with pytest.raises(UserError, match="nowhere"):
        open_path(tmp_path / "nowhere")


def test_a_file_that_is_no_picture_is_refused(tmp_path):
    file = tmp_path / "notes.doc"
    file.write_text("x")
    with pytest.raises(UserError, match="neither a picture nor annotations"):
        open_path(file)


def test_a_folder_that_is_not_there_is_named_as_a_person_wrote_it(tmp_path):
    with pytest.raises(UserError, match="Jardín de la peña does not exist"):
        open_path(tmp_path / "Jardín de la peña")
