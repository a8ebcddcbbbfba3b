"""Batches of views: which pictures, cut how, mixed how — all of it a pure function of seed and step, so runs resume."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from ml_engine.augment.dice import named_dice
from ml_engine.augment.view import render_view, view_geometry
from ml_engine.pretraining.pictures import ByteImage, Source
from ml_engine.pretraining.recipe import VIEWS, PretrainRecipe

ByteBatch = npt.NDArray[np.uint8]
LOOK_AHEAD = 6


class Views:
    """Endless batches from sources. sources: their shares are weighed against each other."""

    def __init__(self, sources: Sequence[Source], recipe: PretrainRecipe) -> None:
        self._sources = [source for source in sources if source.images]
        shares = np.array([source.share for source in self._sources])
        self._shares = shares / shares.sum()
        self._recipe = recipe

    def batch(self, step: int) -> ByteBatch:
        """The views of a step: (B, S, S, 3) uint8 RGB; S is drawn from the recipe's sizes."""
        recipe = self._recipe
        dice = named_dice(recipe.seed, step, "", "batch")
        size = int(dice.choice(recipe.sizes))
        chosen = dice.choice(len(self._sources), recipe.batch, p=self._shares)
        views = np.empty((recipe.batch, size, size, 3), np.uint8)
        for row, place in enumerate(chosen):
            source = self._sources[place]
            picture = int(dice.integers(len(source.images)))
            view = step * recipe.batch + row + 1
            views[row] = one_view(source.images[picture], size, recipe.seed, view, source.keys[picture])
        return mix(views, recipe.mixed, dice)

    def batches(self, first: int, end: int) -> Iterator[ByteBatch]:
        """batch(first) … batch(end − 1), made ahead by another thread."""
        with ThreadPoolExecutor(1, thread_name_prefix="views") as thread:
            waiting: list[Future[ByteBatch]] = []
            try:
                for step in range(first, end):
                    while len(waiting) < LOOK_AHEAD and step + len(waiting) < end:
                        waiting.append(thread.submit(self.batch, step + len(waiting)))
                    yield waiting.pop(0).result()
            finally:
                for future in waiting:
                    future.cancel()


def one_view(image: ByteImage, size: int, seed: int, view: int, key: str) -> ByteImage:
    """(size, size, 3) uint8: a crop of the picture, turned, lit and coloured anew. view 0: its centre as it is."""
    height, width = image.shape[:2]
    geometry = view_geometry(width, height, input_size=size, fit="crop", recipe=VIEWS, seed=seed, view=view, key=key)
    return render_view(image, geometry, recipe=VIEWS, seed=seed, view=view, key=key)


def mix(views: ByteBatch, share: float, dice: np.random.Generator) -> ByteBatch:
    """Some views blended with another (Zhang et al., mixup, 2018), as many with a rectangle of another cut in (Yun et
    al., CutMix, 2019). The teacher answers for what the mixture looks like, so no label has to be mixed."""
    count, size = len(views), views.shape[1]
    partners = dice.permutation(count)
    lots, amounts = dice.random(count), dice.beta(1.0, 1.0, count)
    corners = dice.random((count, 2))
    mixed = views.copy()
    for row in range(count):
        other = views[partners[row]]
        if lots[row] < share / 2:
            weight = amounts[row] / 2  # at most half of the other, so that one picture stays in front
            mixed[row] = (views[row] * (1 - weight) + other * weight).astype(np.uint8)
        elif lots[row] < share:
            side = round(size * float(np.sqrt(amounts[row] / 2)))
            top, left = (int(corner * (size - side + 1)) for corner in corners[row])
            mixed[row, top : top + side, left : left + side] = other[top : top + side, left : left + side]
    return mixed
