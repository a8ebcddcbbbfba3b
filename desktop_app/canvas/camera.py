"""Which part of the picture is seen, and how large: a scale and the picture's point in the window's corner.

Of its own and exact, so that zooming twenty times in and out at one point comes back to the very same view.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.canvas.rects import Size
from ml_engine.domain.values import Point

MOST_SCALE = 64.0
STEP = 1.25  # for a notch of the wheel
MARGIN = 24.0  # screen pixels around a picture that fits
KEPT_IN_VIEW = 48.0  # screen pixels of the picture that cannot be pushed out


@dataclass(frozen=True, slots=True)
class Camera:
    """scale: screen pixels for a pixel of the picture.   left, top: picture pixels at the view's corner.

    view: screen pixels (width, height).   picture: its pixels.   is_fit: follows the view's size.
    foot: screen pixels at the bottom that something covers; a picture that fits stays above.
    """

    view: Size = (1, 1)
    picture: Size = (1, 1)
    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0
    is_fit: bool = True
    foot: int = 0

    @property
    def fit_scale(self) -> float:
        """The scale at which the whole picture is seen; a small picture is not blown up beyond eightfold."""
        wide = max(self.view[0] - 2 * MARGIN, 1) / self.picture[0]
        high = max(self.view[1] - self.foot - 2 * MARGIN, 1) / self.picture[1]
        return min(wide, high, 8.0)

    def fitted(self) -> Camera:
        """The whole picture, in the middle."""
        return replace(self, scale=self.fit_scale, is_fit=True)._centred()

    def with_picture(self, picture: Size) -> Camera:
        """Another picture: of the same size it is seen as the last one, else fitted."""
        same = picture == self.picture
        camera = replace(self, picture=picture)
        return camera if same and not self.is_fit else camera.fitted()

    def with_view(self, view: Size) -> Camera:
        """Another size of the window: what was in its middle stays there."""
        if self.is_fit:
            return replace(self, view=view).fitted()
        dx, dy = (self.view[0] - view[0]) / 2, (self.view[1] - view[1]) / 2
        moved = replace(self, view=view, left=self.left + dx / self.scale, top=self.top + dy / self.scale)
        return moved._held()

    def with_foot(self, foot: int) -> Camera:
        """Something covers the bottom."""
        camera = replace(self, foot=foot)
        return camera.fitted() if self.is_fit else camera

    def zoomed(self, factor: float, at: Point) -> Camera:
        """Larger by a factor; the picture's point under `at` (screen pixels) stays under it."""
        least = min(self.fit_scale, 1.0) / 4
        scale = min(max(self.scale * factor, least), MOST_SCALE)
        x, y = self.to_picture(at)
        return replace(self, scale=scale, left=x - at[0] / scale, top=y - at[1] / scale, is_fit=False)._held()

    def panned(self, dx: float, dy: float) -> Camera:
        """The picture follows the hand by so many screen pixels; a strip of it always stays in view."""
        return replace(self, left=self.left - dx / self.scale, top=self.top - dy / self.scale, is_fit=False)._held()

    def to_picture(self, at: Point) -> Point:
        """Screen pixels → picture pixels."""
        return self.left + at[0] / self.scale, self.top + at[1] / self.scale

    def to_view(self, at: Point) -> Point:
        """Picture pixels → screen pixels."""
        return (at[0] - self.left) * self.scale, (at[1] - self.top) * self.scale

    def _centred(self) -> Camera:
        left = (self.picture[0] - self.view[0] / self.scale) / 2
        top = (self.picture[1] - (self.view[1] - self.foot) / self.scale) / 2
        return replace(self, left=left, top=top)

    def _held(self) -> Camera:
        keep = KEPT_IN_VIEW / self.scale
        least_x, most_x = keep - self.view[0] / self.scale, self.picture[0] - keep
        least_y, most_y = keep - self.view[1] / self.scale, self.picture[1] - keep
        left = min(max(self.left, min(least_x, most_x)), max(least_x, most_x))
        top = min(max(self.top, min(least_y, most_y)), max(least_y, most_y))
        return replace(self, left=left, top=top)
