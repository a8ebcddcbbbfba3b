"""Moving the picture under the window, and telling a tap of the same key from a hold."""

from __future__ import annotations

from ml_engine.domain.values import Point

TAP_S = 0.4  # a key that was held longer was held to pan


class PanTool:
    """Works on screen pixels: the picture itself moves meanwhile. A drag by the middle button or with Space held."""

    def __init__(self) -> None:
        self._last: Point | None = None
        self._key_since: float | None = None
        self._has_panned = False

    @property
    def is_dragging(self) -> bool:
        return self._last is not None

    @property
    def is_ready(self) -> bool:
        """Whether the key is held: the next press pans."""
        return self._key_since is not None

    def press(self, at: Point) -> None:
        """Take hold of the picture."""
        self._last = at
        self._has_panned = True

    def move(self, at: Point) -> Point:
        """How far the picture goes since the last call, in screen pixels."""
        if self._last is None:
            return 0.0, 0.0
        shift = at[0] - self._last[0], at[1] - self._last[1]
        self._last = at
        return shift

    def release(self) -> None:
        """Let go of the picture."""
        self._last = None

    def key_down(self, now_s: float) -> None:
        """The key goes down; its repeats are to be left out."""
        self._key_since = now_s
        self._has_panned = self.is_dragging

    def key_up(self, now_s: float) -> bool:
        """The key comes up. Returns whether that was a tap: short, and nothing was moved."""
        since, self._key_since = self._key_since, None
        return since is not None and not self._has_panned and now_s - since <= TAP_S

    def forget_key(self) -> None:
        """The window lost the keyboard: the key's end will not be seen."""
        self._key_since = None
