"""A page that walks a window over what goes in: its output can be written to files."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.lab.page import SaveAs
from desktop_app.lab.walk.source import FloatArray
from desktop_app.lab.walk.sourced_page import SourcedPage
from ml_engine.domain.errors import UserError
from ml_engine.images.lab_pictures import map_picture, matrix_picture
from ml_engine.images.upright import ByteImage


class WalkPage(SourcedPage):
    """FILE_NAME: of its output, without an ending."""

    FILE_NAME = ""

    @property
    def has_output(self) -> bool:
        """Whether what goes in can be used as it is set."""
        raise NotImplementedError

    def output_values(self) -> FloatArray:
        """(channels, rows, columns): the exact numbers. Called on any thread. Raises UserError without an output."""
        raise NotImplementedError

    def output_picture(self) -> ByteImage:
        """(H, W, 3) uint8: as it is seen, a map or a table of numbers. As output_values()."""
        values = self.output_values()[0]
        return map_picture(values, "clip") if self.source.source.is_picture else matrix_picture(values)

    def savings(self) -> Sequence[SaveAs]:
        return (
            SaveAs("png", self.tr("Output as PNG…"), self.save_png),
            SaveAs("csv", self.tr("Output as CSV…"), self.save_csv),
            *self.more_savings(),
            *super().savings(),
        )

    def more_savings(self) -> Sequence[SaveAs]:
        """What else of the walk can be written to a file."""
        return ()

    def save_png(self) -> None:
        """The output as it is seen."""
        if self._can_save():
            self.files.save_png(self.FILE_NAME, self.output_picture)

    def save_csv(self) -> None:
        """The exact numbers of all maps."""
        if self._can_save():
            self.files.save_csv(self.FILE_NAME, self.output_values)

    def _can_save(self) -> bool:
        if not self.has_output:
            self.session.say_error(nothing_to_write())
        return self.has_output


def nothing_to_write() -> UserError:
    """Why there is no output."""
    return UserError("no-input", "There is no input.", "Type numbers or choose a picture.")
