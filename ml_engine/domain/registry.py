"""One registry class for every plug point: backbones, tasks, formats, exporters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from ml_engine.domain.errors import UserError

T = TypeVar("T")


class Registry(Generic[T]):
    """Names to entries, in order of registration.

    noun: what an entry is, for messages ('backbone').
    """

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self._entries: dict[str, T] = {}

    def add(self, name: str, entry: T) -> T:
        """Register an entry and return it. Raises ValueError if the name is taken."""
        if name in self._entries:
            raise ValueError(f"{self.noun} {name!r} is registered twice")
        self._entries[name] = entry
        return entry

    def get(self, name: str) -> T:
        """The entry. Raises UserError that lists the names there are."""
        try:
            return self._entries[name]
        except KeyError:
            raise UserError(
                f"unknown-{self.noun}",
                f"There is no {self.noun} called {name!r}.",
                f"Choose one of: {', '.join(self._entries)}.",
            ) from None

    def names(self) -> list[str]:
        return list(self._entries)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[T]:
        return iter(self._entries.values())
