"""How far a person has come in each lesson: one file of theirs, so that a lesson goes on where it was left. No Qt."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from desktop_app.lessons.format import Fact
from ml_engine.domain.atomic_file import write_atomic

_LOG = logging.getLogger(__name__)
FILE_NAME = "lessons.json"


class Passed(msgspec.Struct, frozen=True):
    """Of one lesson. step: id of the one that is shown.   done: ids of steps whose check held once.

    before: values when the shown step began.   since: when the lesson began, UTC, as folders of runs are named.
    project: the folder that `before` is of.   finished: it was gone through to its end.
    """

    step: str = ""
    done: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    before: dict[str, Fact] = {}
    since: str = ""
    project: str = ""
    finished: bool = False


class Progress(msgspec.Struct, frozen=True):
    """lessons: by id.   active: id of the lesson that runs, '' for none.   is_hidden: its panel was put away."""

    lessons: dict[str, Passed] = {}
    active: str = ""
    is_hidden: bool = False

    def of(self, lesson_id: str) -> Passed:
        """How far a lesson is."""
        return self.lessons.get(lesson_id, Passed())

    def with_passed(self, lesson_id: str, passed: Passed) -> Progress:
        """The same with another state of one lesson."""
        return msgspec.structs.replace(self, lessons={**self.lessons, lesson_id: passed})


class ProgressFile:
    """value: what was read last, or written. A damaged file is set aside; where none can be written, memory has it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self.value = self._read()

    def keep(self, value: Progress) -> None:
        """Take another value and write it."""
        if value == self.value:
            return
        self.value = value
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(self.path, msgspec.json.format(msgspec.json.encode(value), indent=1))
        except OSError:
            _LOG.warning("the progress of lessons could not be written to %s", self.path)

    def _read(self) -> Progress:
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=Progress)
        except OSError:
            return Progress()
        except msgspec.MsgspecError as error:
            _LOG.warning("%s cannot be read (%s): it is set aside", self.path, error)
            try:
                self.path.replace(self.path.with_suffix(".damaged.json"))
            except OSError:
                _LOG.warning("%s could not be set aside", self.path)
            return Progress()
