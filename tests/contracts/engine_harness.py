"""What the engine's contract tests stand on: an engine that is listened to, and a line into its workers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from multiprocessing.connection import Listener
from pathlib import Path

from ml_engine.domain.events import Event, JobCancelled, JobDone, JobFailed
from ml_engine.jobs.engine import Engine
from ml_engine.jobs.handle import JobHandle
from ml_engine.jobs.limits import Limits
from ml_engine.jobs.specs import Job, PredictJob, TrainJob

RUNNER = "engine_runners:run"
TIMEOUT_S = 60.0
FAST = {"beat_s": 0.1, "patience_s": 0.5}


class LifeLine:
    """A socket that a worker holds as long as it lives."""

    def __init__(self) -> None:
        self._listener = Listener()
        self._accepted: list[object] = []
        self.address: str = self._listener.address
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def hear(self, timeout_s: float = TIMEOUT_S) -> object:
        """The next word of the worker. Raises EOFError when its process is gone, TimeoutError."""
        self._thread.join(timeout_s)
        if not self._accepted or not self._accepted[0].poll(timeout_s):
            raise TimeoutError(f"the worker said nothing for {timeout_s} s")
        return self._accepted[0].recv()

    def is_dead(self, within_s: float) -> bool:
        try:
            while True:
                self.hear(within_s)
        except (EOFError, ConnectionResetError):
            return True
        except TimeoutError:
            return False

    def say(self, word: str) -> None:
        self._accepted[0].send(word)

    def close(self) -> None:
        for connection in self._accepted:
            connection.close()
        self._listener.close()

    def _accept(self) -> None:
        self._accepted.append(self._listener.accept())


class Harness:
    """An engine whose every event is written down."""

    def __init__(self, log_dir: Path, **limits: float) -> None:
        self.heard: list[tuple[str, Event]] = []
        self.handles: list[JobHandle] = []
        self.gate = threading.Event()
        self.gate.set()
        self._changed = threading.Condition()
        self._lines: list[LifeLine] = []
        self.engine = Engine(self._hear, runner=RUNNER, limits=Limits(**(FAST | limits)), log_dir=log_dir)

    def _hear(self, job_id: str, event: Event) -> None:
        self.gate.wait()
        with self._changed:
            self.heard.append((job_id, event))
            self._changed.notify_all()

    def submit(self, task: str, line: LifeLine | None = None) -> JobHandle:
        return self.submit_job(TrainJob("the run", line.address if line else "", task))

    def predict(self, task: str, line: LifeLine | None = None) -> JobHandle:
        return self.submit_job(PredictJob(task, (), cache_dir=line.address if line else ""))

    def submit_job(self, job: Job) -> JobHandle:
        handle = self.engine.submit(job)
        self.handles.append(handle)
        return handle

    def line(self) -> LifeLine:
        self._lines.append(LifeLine())
        return self._lines[-1]

    def started(self, task: str, *, predict: bool = False) -> tuple[JobHandle, LifeLine]:
        """Submit a job and wait until its code runs."""
        line = self.line()
        handle = (self.predict if predict else self.submit)(task, line)
        assert line.hear() == "started"
        return handle, line

    def end_of(self, handle: JobHandle) -> Event:
        """The job's terminal event, as heard by on_event."""
        self.wait_until(lambda: any(isinstance(event, TERMINAL) for event in self.events_of(handle)))
        return self.events_of(handle)[-1]

    def events_of(self, handle: JobHandle) -> list[Event]:
        with self._changed:
            return [event for job_id, event in self.heard if job_id == handle.id]

    def wait_until(self, claim: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(claim, TIMEOUT_S), [type(event).__name__ for _, event in self.heard[-20:]]

    def close(self) -> None:
        """End everything; then every job must have been heard to end exactly once, as its last word."""
        self.gate.set()
        self.engine.close()
        for line in self._lines:
            line.close()
        for handle in self.handles:
            events = self.events_of(handle)
            ends = [event for event in events if isinstance(event, TERMINAL)]
            assert ends == events[-1:], handle.job
            assert handle.result == ends[0]


TERMINAL = (JobDone, JobCancelled, JobFailed)
