"""The sample project: pictures of our own, as many labelled as asked."""

from __future__ import annotations

import pytest

from desktop_app.project.sample import make_sample, sample_places
from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.values import ImageStatus


def test_a_sample_has_its_boxes_on_the_first_pictures_only(tmp_path):
    with make_sample(tmp_path / "sample", pictures=5, labelled=3) as project:
        counts = project.query.status_counts()
    assert counts[ImageStatus.VERIFIED] == 3
    assert counts[ImageStatus.NEW] == 2


def test_a_sample_is_not_drawn_into_a_folder_with_files(tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(UserError, match="not empty"):
        make_sample(tmp_path, pictures=2)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_drawing_the_sample_can_be_stopped(tmp_path):
    with pytest.raises(Cancelled):
        make_sample(tmp_path / "sample", pictures=3, should_stop=lambda: True)
    assert not sample_places(tmp_path / "sample").project.exists()
