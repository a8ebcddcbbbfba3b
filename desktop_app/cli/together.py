"""`train` under torchrun: the first process opens the project and makes the job, the others are handed it.

Only one process can write into a project, and there is one run, not one a process.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

from ml_engine.jobs.outcome import leads
from ml_engine.jobs.specs import TrainJob

# By name: this package never imports torch by itself.
_SHARE = "ml_engine.training.together:share_job"


def follows() -> bool:
    """Whether this process trains along with another one that has the job."""
    return not leads()


def followed_job(device: str) -> TrainJob | None:
    """The first process's job, waited for; None if it has none. device: as the command says."""
    return _share(None, device)


@contextmanager
def handing_over(device: str) -> Iterator[Callable[[TrainJob], None]]:
    """In the first process: call what is given with the job; leaving without it sends the others home.

    Where there are no others nothing happens.
    """
    handed = "RANK" not in os.environ

    def hand_over(job: TrainJob) -> None:
        nonlocal handed
        if not handed:
            handed = True
            _share(job, device)

    try:
        yield hand_over
    finally:
        if not handed:
            _share(None, device)


def _share(job: TrainJob | None, device: str) -> TrainJob | None:
    module, function = _SHARE.split(":")
    share = cast(Callable[[TrainJob | None, str], TrainJob | None], getattr(importlib.import_module(module), function))
    return share(job, device)
