"""Which format a source is in, and what is said where it is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.formats.read import default_images_root, detect_format, read_annotations
from ml_engine.domain.errors import UserError


def test_a_source_of_no_format_names_those_there_are(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("hello")
    (tmp_path / "package.json").write_text("{}")
    (tmp_path / "page.xml").write_text("<annotations/>")
    with pytest.raises(UserError) as caught:
        detect_format(tmp_path)
    assert caught.value.code == "format-unknown"
    assert "coco, voc, yolo" in caught.value.hint


def test_two_formats_in_one_folder_are_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"images": [], "annotations": []}')
    (tmp_path / "x.xml").write_text("<annotation/>")
    with pytest.raises(UserError) as caught:
        detect_format(tmp_path)
    assert caught.value.code == "format-ambiguous"
    assert detect_format(tmp_path / "x.xml") == "voc"
    assert detect_format(tmp_path / "x.json") == "coco"


@pytest.mark.parametrize(
    ("source", "images", "name", "code"),
    [
        ("gone", ".", "auto", "source-missing"),
        (".", "gone", "coco", "images-missing"),
        (".", ".", "cvat", "unknown-format"),
        (".", ".", "coco", "no-annotations"),
        (".", ".", "voc", "no-annotations"),
        (".", ".", "yolo", "no-annotations"),
    ],
)
def test_wrong_use_is_a_sentence(source: str, images: str, name: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        read_annotations(tmp_path / source, tmp_path / images, name)
    assert (caught.value.code, bool(caught.value.hint)) == (code, True)


def test_pictures_are_looked_for_above_a_folder_of_annotations(tmp_path: Path) -> None:
    (tmp_path / "Annotations").mkdir()
    (tmp_path / "pack").mkdir()
    assert default_images_root(tmp_path / "Annotations") == tmp_path
    assert default_images_root(tmp_path / "Annotations" / "x.json") == tmp_path
    assert default_images_root(tmp_path / "pack") == tmp_path / "pack"
