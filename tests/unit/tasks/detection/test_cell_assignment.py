"""Who answers for whom, on grids small enough to see."""

from __future__ import annotations

import torch
from torch import Tensor

from ml_engine.tasks.detection.assign import Assignment, PaddedTruths, assign
from ml_engine.tasks.detection.grid import Grid, make_grid

CPU = torch.device("cpu")


def grid_4x4() -> Grid:
    """Sixteen cells of 8 pixels: a 32 × 32 input."""
    return make_grid([(4, 4)], (8,), CPU)


def truths(*objects: tuple[int, tuple[float, float, float, float]]) -> PaddedTruths:
    labels = torch.tensor([[label for label, _ in objects]], dtype=torch.int64)
    boxes = torch.tensor([[box for _, box in objects]]).reshape(1, len(objects), 4)
    return PaddedTruths(labels, boxes, torch.ones(1, len(objects), dtype=torch.bool))


def guesses(grid: Grid, side: float = 8.0) -> Tensor:
    """A square of this side around every cell's centre: (1, A, 4)."""
    return torch.cat([grid.centers - side / 2, grid.centers + side / 2], dim=1)[None]


def even_scores(grid: Grid, labels: int = 1, score: float = 0.5) -> Tensor:
    return torch.full((1, len(grid.centers), labels), score)


def cells(found: Assignment) -> list[int]:
    return found.chosen[0].nonzero().flatten().tolist()


def test_only_cells_inside_an_object_answer_for_it() -> None:
    grid = grid_4x4()

    found = assign(even_scores(grid), guesses(grid), truths((0, (0.0, 0.0, 16.0, 16.0))), grid)

    assert cells(found) == [0, 1, 4, 5]


def test_of_many_cells_the_best_answering_are_taken() -> None:
    grid = grid_4x4()
    scores = even_scores(grid)
    scores[0, [5, 6, 9], 0] = 0.9

    found = assign(scores, guesses(grid, 24.0), truths((0, (0.0, 0.0, 32.0, 32.0))), grid, top=3)

    assert cells(found) == [5, 6, 9]


def test_overlap_weighs_more_than_score() -> None:
    grid = grid_4x4()
    boxes, scores = guesses(grid), even_scores(grid)
    whole = (0.0, 0.0, 32.0, 32.0)
    boxes[0, 3] = torch.tensor(whole)
    scores[0, 3, 0], scores[0, 0, 0] = 0.1, 0.9

    found = assign(scores, boxes, truths((0, whole)), grid, top=1)

    assert cells(found) == [3]


def test_the_best_cell_of_an_object_is_wished_its_overlap_as_score() -> None:
    grid = grid_4x4()
    half = (0.0, 0.0, 8.0, 16.0)

    found = assign(even_scores(grid, 2), guesses(grid), truths((1, half)), grid, top=1)

    assert found.quality.max().item() == 0.5
    assert found.quality[0, :, 0].sum().item() == 0, "the other label is wished nothing"


def test_a_cell_wanted_by_two_goes_to_the_one_it_overlaps_more() -> None:
    grid = grid_4x4()
    small, large = (0.0, 0.0, 8.0, 8.0), (0.0, 0.0, 32.0, 32.0)

    found = assign(even_scores(grid, 2), guesses(grid), truths((0, large), (1, small)), grid, top=16)

    assert found.boxes[0, 0].tolist() == list(small)
    assert found.boxes[0, 5].tolist() == list(large)
    assert found.quality[0, 0, 1] > 0
    assert found.quality[0, 0, 0] == 0


def test_an_object_between_all_centres_still_finds_a_cell() -> None:
    grid = grid_4x4()

    found = assign(even_scores(grid), guesses(grid), truths((0, (7.0, 7.0, 9.0, 9.0))), grid)

    assert cells(found) == [0, 1, 4, 5]


def test_an_object_far_from_every_answer_still_gets_its_own_cells() -> None:
    grid = grid_4x4()
    elsewhere = torch.full((1, 16, 4), 100.0)

    found = assign(even_scores(grid), elsewhere, truths((0, (0.0, 0.0, 16.0, 16.0))), grid)

    assert cells(found) == [0, 1, 4, 5]


def test_padding_rows_get_no_cell() -> None:
    grid = grid_4x4()
    padded = truths((0, (0.0, 0.0, 8.0, 8.0)), (0, (0.0, 0.0, 32.0, 32.0)))
    padded.real[0, 1] = False

    found = assign(even_scores(grid), guesses(grid), padded, grid)

    assert cells(found) == [0]


def test_a_picture_without_objects_wishes_zero_everywhere() -> None:
    grid = grid_4x4()

    found = assign(even_scores(grid), guesses(grid), truths(), grid)

    assert not found.chosen.any()
    assert found.quality.sum().item() == 0
