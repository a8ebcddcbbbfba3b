"""Every way a job can end, as its one terminal event."""

import errno
import subprocess
import sys

import pytest

from ml_engine.domain.errors import Cancelled, UserError
from ml_engine.domain.events import JobCancelled, JobDone, JobFailed
from ml_engine.jobs.outcome import run_to_end
from ml_engine.jobs.specs import DoctorJob, TrainJob


def ending(error, job=None):
    def runner(job, emit, should_stop):
        raise error

    return run_to_end(runner, job or DoctorJob(), print, lambda: False)


def test_what_the_job_returns_is_its_end():
    assert run_to_end(lambda *_: JobDone(1.5), DoctorJob(), print, lambda: False) == JobDone(1.5)


def test_a_job_that_returns_something_else_is_a_bug():
    assert run_to_end(lambda *_: None, DoctorJob(), print, lambda: False).code == "bug"


@pytest.mark.parametrize(("error", "forced"), [(Cancelled(), False), (KeyboardInterrupt(), True)])
def test_a_cancelled_job_names_its_run(error, forced):
    assert ending(error, TrainJob("runs/7", "", "detect")) == JobCancelled(forced, "runs/7")


def test_a_user_error_keeps_its_words():
    assert ending(UserError("code", "It is empty.", "Fill it.")) == JobFailed("code", "It is empty.", "Fill it.")


class OrtError(Exception):
    __module__ = "onnxruntime.capi.onnxruntime_pybind11_state"


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"),
        RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: not enough memory: you tried to allocate 9"),
        RuntimeError("MPS backend out of memory (MPS allocated: 9 GB)"),
        RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling cublasCreate"),
        OrtError("Failed to allocate memory for requested buffer of size 9"),
    ],
    ids=lambda error: f"{type(error).__name__} {str(error)[:20]}",
)
def test_a_lack_of_memory_is_said_as_such(error):
    end = ending(error)
    assert (end.code, end.traceback, bool(end.hint)) == ("out-of-memory", "", True)


def test_torchs_own_out_of_memory_is_one():
    torch = pytest.importorskip("torch")
    assert ending(torch.cuda.OutOfMemoryError("CUDA out of memory")).code == "out-of-memory"


def test_other_errors_that_speak_of_memory_are_bugs():
    assert ending(ValueError("out of memory cards")).code == "bug"


def test_a_full_disk_is_said_with_the_file():
    end = ending(OSError(errno.ENOSPC, "No space left on device", "/data/cache/x.bin"))
    assert (end.code, "/data/cache/x.bin" in end.message) == ("disk-full", True)


def test_a_bug_carries_its_cause_too():
    def runner(job, emit, should_stop):
        try:
            raise KeyError("inner")
        except KeyError as error:
            raise ValueError("outer") from error

    end = run_to_end(runner, DoctorJob(), print, lambda: False)
    assert ("inner" in end.traceback, end.message) == (True, "ValueError: outer")


def test_judging_an_error_imports_no_torch():
    code = (
        "import sys; from ml_engine.jobs.outcome import failure; failure(RuntimeError('x')); "
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
