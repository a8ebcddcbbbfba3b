"""The engine among processes: whoever starts it, interrupts it or is killed with it, and what it never imports."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
sys.path.insert(0, str(HERE))
from engine_harness import LifeLine  # noqa: E402

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
TIMEOUT_S = 120

ONE_JOB = """
import json, sys
from ml_engine.jobs.engine import Engine
from ml_engine.jobs.specs import TrainJob

def main():
    with Engine(runner="engine_runners:run") as engine:
        end = engine.submit(TrainJob("", "", "done")).wait(60)
    print(json.dumps({"end": type(end).__name__, "torch": "torch" in sys.modules}))
"""


@pytest.fixture
def line():
    line = LifeLine()
    yield line
    line.close()


@pytest.fixture
def environment():
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(REPOSITORY), str(HERE)])}


def start(environment, *arguments: str, **options: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", *arguments]
    return subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hear_ctrl_c if os.name == "posix" else None,
        **options,
    )


def hear_ctrl_c() -> None:
    """A shell's background job starts with SIGINT ignored, and so would its children, these tests too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def finish(process: subprocess.Popen[str]) -> str:
    """What it printed last. Fails if it failed or complained."""
    out, err = process.communicate(timeout=TIMEOUT_S)
    assert (process.returncode, err) == (0, "")
    return out.strip().splitlines()[-1]


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    return path


def test_a_job_through_the_engine_brings_no_torch_into_the_callers_process(environment):
    """The doctor's job imports torch, ONNX Runtime and all: in the worker."""
    script = """
        import json, sys
        from ml_engine.jobs.engine import Engine
        from ml_engine.jobs.specs import DoctorJob

        with Engine() as engine:
            events = list(engine.submit(DoctorJob()).events())
        facts = {event.code: event.message for event in events if type(event).__name__ == "Notice"}
        heavy = {"torch", "torchvision", "onnxruntime", "cv2"} & set(sys.modules)
        print(json.dumps({"end": type(events[-1]).__name__, "facts": facts, "heavy": sorted(heavy)}))
    """
    report = json.loads(finish(start(environment, "-c", textwrap.dedent(script))))
    assert (report["end"], report["heavy"]) == ("JobDone", [])
    assert report["facts"]["torch"].startswith("2.")
    assert {"torchvision", "operators", "onnxruntime", "device", "threads"} <= set(report["facts"])


@pytest.mark.parametrize(
    "way", ["plain script", "console script", "python -m package", "python -m module", "python -c"]
)
def test_a_worker_starts_however_python_was_started(environment, tmp_path, way):
    body = ONE_JOB + '\nif __name__ == "__main__":\n    main()\n'
    write(tmp_path / "app" / "__init__.py", "")
    write(tmp_path / "app" / "__main__.py", body)
    write(tmp_path / "app" / "module.py", body)
    script = write(tmp_path / "script.py", body)
    # What pip writes for an entry point: no ending, and the package's main is imported, not run.
    console = write(
        tmp_path / "vistazo",
        'import sys\nfrom app.__main__ import main\nif __name__ == "__main__":\n    sys.exit(main())\n',
    )
    arguments = {
        "plain script": [str(script)],
        "console script": [str(console)],
        "python -m package": ["-m", "app"],
        "python -m module": ["-m", "app.module"],
        "python -c": ["-c", body],
    }[way]
    report = json.loads(finish(start(environment, *arguments, cwd=tmp_path)))
    assert report["end"] == "JobDone"


@pytest.mark.parametrize("task", ["waits", "deaf"])
def test_a_forgotten_engine_does_not_keep_python_from_ending(environment, line, task):
    script = f"""
        import sys
        from ml_engine.jobs.engine import Engine
        from ml_engine.jobs.limits import Limits
        from ml_engine.jobs.specs import TrainJob

        engine = Engine(runner="engine_runners:run")
        engine.submit(TrainJob("", {line.address!r}, {task!r}))
        sys.stdin.readline()
        print("end of main")
    """
    process = start(environment, "-c", textwrap.dedent(script), stdin=subprocess.PIPE)
    assert line.hear() == "started"
    out, err = process.communicate("\n", timeout=TIMEOUT_S)
    assert (out, err, process.returncode) == ("end of main\n", "", 0)
    assert line.is_dead(5)


@posix_only
@pytest.mark.parametrize(
    "task",
    ["waits", "deaf", pytest.param("hangs", marks=pytest.mark.skipif(sys.platform != "linux", reason="Linux only"))],
)
def test_when_the_parent_is_killed_its_worker_is_gone_within_five_seconds(environment, line, task):
    script = f"""
        from ml_engine.jobs.engine import Engine
        from ml_engine.jobs.specs import TrainJob

        engine = Engine(runner="engine_runners:run")
        engine.submit(TrainJob("", {line.address!r}, {task!r})).wait()
    """
    process = start(environment, "-c", textwrap.dedent(script))
    assert line.hear() == "started"
    process.kill()
    assert line.is_dead(5)
    process.communicate(timeout=TIMEOUT_S)


@posix_only
def test_ctrl_c_in_a_terminal_reaches_the_job_through_the_engine_only(environment, line):
    """The whole process group gets the signal, the worker too; it must end as a cancel, not as a death."""
    script = f"""
        from ml_engine.jobs.engine import Engine
        from ml_engine.jobs.specs import TrainJob

        with Engine(runner="engine_runners:run") as engine:
            handle = engine.submit(TrainJob("the run", {line.address!r}, "waits"))
            try:
                handle.wait()
            except KeyboardInterrupt:
                handle.cancel()
            print(handle.wait())
    """
    process = start(environment, "-c", textwrap.dedent(script), start_new_session=True)
    assert line.hear() == "started"
    os.killpg(process.pid, signal.SIGINT)
    assert finish(process) == "JobCancelled(forced=False, run='the run')"


@posix_only
def test_ctrl_c_while_the_worker_starts_is_a_cancel_too(environment):
    script = """
        import os, signal
        from ml_engine.jobs.engine import Engine
        from ml_engine.jobs.specs import TrainJob

        with Engine(runner="engine_runners:run") as engine:
            handle = engine.submit(TrainJob("the run", "", "flood"))
            try:
                while handle.worker_pid is None:
                    pass
                os.killpg(0, signal.SIGINT)
                handle.wait()
            except KeyboardInterrupt:
                handle.cancel()
            print(handle.wait().forced)
    """
    process = start(environment, "-c", textwrap.dedent(script), start_new_session=True)
    assert finish(process) == "False"
