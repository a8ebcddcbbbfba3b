"""The order of regions that a detector with two looks chose: the last digit of a score may change it.

Two regions with almost the same score swap places between one runtime and another, and the last of the hundred may be
another one. What is said of each region must still be the same, so rows are compared with those of the same region.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

SAME_REGION = 0.05  # pixels
MOST_EXCHANGED = 0.1  # of a picture's regions

Outputs = Sequence[npt.NDArray[np.float32]]


def in_the_order_of(wanted: Outputs, found: Outputs) -> Outputs:
    """found, each picture's rows where wanted has the same region.

    Both begin with the regions, (B, K, 4) in pixels; the other outputs have K rows a picture, or a multiple of them.
    A region of wanted that found has not gets wanted's own rows, unless there are more than MOST_EXCHANGED of them:
    then found stays as it is, and differs. Whether the answers are the same is another question, asked elsewhere.
    """
    if [output.shape for output in wanted] != [output.shape for output in found]:
        return found
    ordered = [np.array(output) for output in found]
    count = wanted[0].shape[1]
    for picture, (ours, theirs) in enumerate(zip(wanted[0], found[0], strict=True)):
        far = np.abs(ours[:, None] - theirs[None]).max(axis=2)
        place, is_there = far.argmin(axis=1), far.min(axis=1) <= SAME_REGION
        if (~is_there).mean() > MOST_EXCHANGED:
            continue
        for output, own in zip(ordered, wanted, strict=True):
            rows = output[picture].reshape(count, -1)[place]
            rows[~is_there] = own[picture].reshape(count, -1)[~is_there]
            output[picture] = rows.reshape(output[picture].shape)
    return ordered
