"""Numbers are typed in the Lab as the window's language writes them; a plane is called by its place in the input."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QLocale

from desktop_app.lab.convolve.walk import Walk
from desktop_app.lab.grid.content import local, unlocal
from ml_engine.lab.convolution import prepare
from ml_engine.lab.matrices import parse_matrix


@pytest.fixture
def spanish() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("es_ES"))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("-0,5 2 1,25", [[-0.5, 2, 1.25]]),
        ("−0,5;3", [[-0.5], [3]]),
        ("1,0,1;0,1,0", [[1, 0, 1], [0, 1, 0]]),
        ("[[1,0],[0,1]]", [[1, 0], [0, 1]]),
        ("1, 0, 1", [[1, 0, 1]]),
        ("0.5 1", [[0.5, 1]]),
    ],
)
def test_a_comma_in_a_number_is_decimal_in_spanish_and_one_between_numbers_is_not(typed, numbers) -> None:
    assert parse_matrix(unlocal(typed)).tolist() == numbers


@pytest.mark.usefixtures("spanish")
def test_what_is_shown_in_spanish_is_read_back_as_the_same_numbers() -> None:
    shown = local("-3 -0.5 0 0.25 3")
    assert shown == "−3 −0,5 0 0,25 3"
    assert parse_matrix(unlocal(shown)).tolist() == [[-3, -0.5, 0, 0.25, 3]]


def test_in_english_a_comma_stands_between_numbers() -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    try:
        assert parse_matrix(unlocal("1,0 1,1")).tolist() == [[1, 0, 1, 1]]
    finally:
        QLocale.setDefault(before)


def test_the_slices_that_a_place_of_a_volume_reads_are_called_as_in_the_input() -> None:
    walk = Walk(prepare(np.ones((1, 3, 3, 3)), np.ones((1, 1, 2, 2, 2)), dimensions=3))
    assert walk.plane_numbers(0) == [1, 2]
    assert walk.plane_numbers(1) == [2, 3]
