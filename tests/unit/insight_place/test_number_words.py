"""Numbers of Inside are written out, as the place writes them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from desktop_app.insight.number_words import exact_number, with_local_numbers


@pytest.fixture(params=["en_US", "es_ES"])
def place(request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def test_small_numbers_are_no_powers_of_ten(place: str) -> None:
    sign = {"en_US": ".", "es_ES": ","}[place]
    written = [exact_number(value).replace(sign, ".") for value in (1e-5, -1.5e-5, 0.0001, 1.74096, 0.0)]
    assert written == ["0.00001", "-0.000015", "0.0001", "1.74096", "0"]


def test_a_list_of_decimals_stays_a_list(place: str) -> None:
    said = with_local_numbers("less (0.485, 0.456, 0.406), at 224 × 224 pixels")
    expected = {"en_US": "less (0.485, 0.456, 0.406)", "es_ES": "less (0,485; 0,456; 0,406)"}[place]
    assert said == f"{expected}, at 224 × 224 pixels"
