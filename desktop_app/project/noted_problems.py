"""Why the file of a picture cannot be read, as a look at it has shown: noted, so that it can be asked for."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from functools import partial

from sqlalchemy import Connection, select

from desktop_app.project.scan import put_problem
from desktop_app.project.schema import images
from desktop_app.project.store import Project
from ml_engine.domain.errors import UserError


def submit_problems(project: Project, failures: Mapping[int, UserError]) -> Future[None]:
    """Queue: these pictures cannot be read, and why. A file that changes is forgiven by the next scan."""
    return project.submit_work(partial(_note, failures=dict(failures)))


def _note(connection: Connection, failures: Mapping[int, UserError]) -> None:
    for image_id, error in failures.items():
        row = connection.execute(select(images.c.root_id, images.c.path).where(images.c.id == image_id)).first()
        if row is not None:
            put_problem(connection, row.root_id, row.path, image_id, error.code, error.message)
