"""Runs are found by looking into runs/."""

from __future__ import annotations

import os
from pathlib import Path

from desktop_app.project.run_index import find_runs, new_run_folder, refresh_runs
from desktop_app.project.schema import runs
from desktop_app.project.store import Project


def make_run(project: Project, name: str, **files: str) -> Path:
    folder = project.folder.runs / name
    folder.mkdir()
    for stem, text in files.items():
        (folder / stem.replace("__", ".")).write_text(text)
    return folder


JOB = '{"run_dir": "x", "task": "detect", "backbone": "mobilenet_v2"}'
CARD = '{"card_version": 1, "card": {"task": "detect", "metrics": {"ap50": 0.75, "loss": null}, "more": []}}'


def test_each_folder_with_a_job_is_a_run(project: Project) -> None:
    make_run(project, "done", job__json=JOB, model_card__json=CARD, best__safetensors="x")
    make_run(project, "cut off", job__json=JOB, last__ckpt="x")
    make_run(project, "just begun", job__json=JOB)
    make_run(project, "damaged", job__json="{", model_card__json="[]")
    make_run(project, "broken", job__json=JOB, state__json='{"state": "failed", "message": "No room."}')
    make_run(project, "no run", notes__txt="hello")
    (project.folder.runs / "file").write_text("x")
    found = {run.name: (run.task, run.backbone, run.state, run.metrics) for run in find_runs(project.folder)}
    assert found == {
        "done": ("detect", "mobilenet_v2", "finished", {"ap50": 0.75}),
        "cut off": ("detect", "mobilenet_v2", "stopped", {}),
        "just begun": ("detect", "mobilenet_v2", "empty", {}),
        "broken": ("detect", "mobilenet_v2", "failed", {}),
        "damaged": ("", "", "finished", {}),
    }
    assert {run.name: run.message for run in find_runs(project.folder)}["broken"] == "No room."


def test_a_network_of_one_s_own_layers_has_the_name_that_it_was_given(project: Project) -> None:
    toml = '{"task": "classify", "backbone": "composed", "network": "name = \\"Mine\\"\\ninput = [32, 32, 3]\\n"}'
    written = '{"task": "classify", "backbone": "composed", "network": "{\\"name\\": \\"Other\\"}"}'
    make_run(project, "toml", job__json=toml)
    make_run(project, "json", job__json=written)
    make_run(project, "damaged", job__json='{"task": "classify", "backbone": "composed", "network": "[["}')
    make_run(project, "listed", job__json=JOB)
    found = {run.name: run.network_name for run in find_runs(project.folder)}
    assert found == {"toml": "Mine", "json": "Other", "damaged": "composed", "listed": "mobilenet_v2"}


def test_the_newest_run_comes_first(project: Project) -> None:
    for age, name in ((20, "old"), (10, "new")):
        os.utime(make_run(project, name, job__json=JOB) / "job.json", (1e9 - age, 1e9 - age))
    assert [run.name for run in find_runs(project.folder)] == ["new", "old"]


def test_the_index_follows_the_folders(project: Project) -> None:
    run = make_run(project, "one", job__json=JOB)
    refresh_runs(project)
    with project.query.reading() as connection:
        assert [row.name for row in connection.execute(runs.select())] == ["one"]
    (run / "job.json").unlink()
    refresh_runs(project)
    with project.query.reading() as connection:
        assert connection.execute(runs.select()).all() == []


def test_two_runs_of_one_second_get_two_folders(project: Project) -> None:
    folders = {new_run_folder(project.folder, "detect") for _ in range(20)}
    assert len(folders) == 20
    assert all(folder.is_dir() for folder in folders)
