"""What is typed into the palette finds what a person means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.shell.find_match import find_match, fold

LINES = [
    "Draw a box", "Delete the box", "Open a folder of pictures…", "Open a project…", "Go to Train", "Train", "Undo",
    "Redo", "Verified", "Settings", "Año nuevo", "Exportar el modelo", "IMG_0143.jpg",
]  # fmt: skip


def best(typed: str) -> str:
    found = [(match.score, line) for line in LINES if (match := find_match(typed, line))]
    return max(found)[1] if found else ""


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("train", "Train"), ("tra", "Train"), ("opfo", "Open a folder of pictures…"), ("box draw", "Draw a box"),
        ("ANO", "Año nuevo"), ("año", "Año nuevo"), ("0143", "IMG_0143.jpg"), ("modelo", "Exportar el modelo"),
        ("del", "Delete the box"), ("tn", "Train"), ("zzz", ""), ("train zzz", ""),
    ],
)  # fmt: skip
def test_the_best_line_for_what_is_typed(typed: str, line: str) -> None:
    assert best(typed) == line


def test_the_letters_that_were_found_are_told() -> None:
    match = find_match("opfo", "Open a folder")
    assert match is not None
    assert "".join("Open a folder"[place] for place in match.places) == "Opfo"


def test_nothing_typed_matches_everything_and_marks_nothing() -> None:
    match = find_match("  ", "Train")
    assert match is not None
    assert match.places == ()


@given(st.text(max_size=30), st.text(max_size=30))
def test_places_are_always_letters_of_the_text(typed: str, text: str) -> None:
    match = find_match(typed, text)
    assert len(fold(text)) == len(text)
    if match is not None:
        assert all(0 <= place < len(text) for place in match.places)
        assert list(match.places) == sorted(set(match.places))


@given(st.text(min_size=1, max_size=20))
def test_every_text_is_found_by_itself(text: str) -> None:
    assert find_match(text, text) is not None
