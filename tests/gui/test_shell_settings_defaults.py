"""The keys that the program comes with: no two actions that meet share one, in the whole window."""

from __future__ import annotations

from desktop_app.shell.key_map import taken_by
from tests.gui.fake_jobs import RUNNER
from tests.gui.window_harness import allow_no_hints, open_in, shown_desktop


def test_no_key_starts_two_actions_where_both_are_heard(qtbot, settings, desk) -> None:
    settings.change(language="en", theme="light")
    allow_no_hints(settings)
    with shown_desktop(qtbot, settings, RUNNER) as desktop:
        open_in(qtbot, desktop, desk.project)
        workspace = desktop.window.workspace
        for place in ("train", "results", "inside", "export"):
            workspace.make_place(place)
        specs = workspace.actions_registry.specs
        assert len(specs) > 100
        shared = {
            (key, spec.id, other.id)
            for spec in specs
            for key in spec.keys
            if (other := taken_by(key, spec, specs, {})) is not None
        }
        assert shared == set()
