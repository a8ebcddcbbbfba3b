"""How long the engine waits for what. One value, so that a test can be impatient."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds.

    beat_s: between two heartbeats of a worker that runs a job.   silence_s: without one, it is killed.
    quiet_s: a job that says nothing for so long is told of, with its stack in the log; it is not killed.
    patience_s: from a cancel to the kill, at least; three times the longest step if that is more.
    start_s: the same until its first event: for the process to start and to load its libraries.
    idle_s: an unused looker ends after.
    """

    beat_s: float = 1.0
    silence_s: float = 30.0
    quiet_s: float = 30.0
    patience_s: float = 5.0
    start_s: float = 120.0
    idle_s: float = 300.0
