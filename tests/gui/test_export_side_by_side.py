"""Export's form keeps its width; a result stands below it, or beside it where there is room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from desktop_app.export.side_by_side import BOTH, MOST, SideBySide
from desktop_app.look.tokens import SPACE_M


@pytest.mark.parametrize(
    ("width", "is_beside", "form_width"),
    [(1100, False, 1100), (1500, False, MOST), (1900, True, MOST), (BOTH + 400, True, MOST)],
)
def test_a_result_takes_its_place_and_the_form_stays_as_wide_as_it_was(qtbot, width, is_beside, form_width):
    form, result = QWidget(), QWidget()
    for widget in (form, result):
        widget.setMinimumSize(300, 200)
        widget.setMaximumHeight(200)
    both = SideBySide((form,), result)
    qtbot.addWidget(both)
    result.hide()
    both.resize(width, 900)
    both.show()
    assert form.width() == form_width

    result.show()
    both.layout().activate()

    assert both.is_beside is is_beside
    assert form.width() == form_width
    at = result.mapTo(both, result.rect().topLeft())
    assert (at.x(), at.y()) == ((form_width + SPACE_M, 0) if is_beside else (0, form.height() + SPACE_M))
