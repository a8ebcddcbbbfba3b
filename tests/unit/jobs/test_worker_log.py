"""The file that takes what a worker prints."""

from ml_engine.jobs import worker_surroundings
from ml_engine.jobs.worker_surroundings import WorkerLog, all_stacks


def test_a_log_that_grew_too_long_is_cut_and_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(worker_surroundings, "LOG_LIMIT_BYTES", 1000)
    log = WorkerLog(str(tmp_path / "worker.log"))
    log.file.write(b"x" * 1001)
    log.keep_small()
    log.file.write(b"after")
    log.file.close()
    assert (tmp_path / "worker.log").read_bytes() == b"after"


def test_a_log_within_its_limit_is_left_alone(tmp_path):
    log = WorkerLog(str(tmp_path / "worker.log"))
    log.file.write(b"before")
    log.keep_small()
    log.file.close()
    assert (tmp_path / "worker.log").read_bytes() == b"before"


def test_the_stacks_of_all_threads_name_this_function():
    assert "test_the_stacks_of_all_threads_name_this_function" in all_stacks()
