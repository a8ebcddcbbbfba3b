"""What kind of disk a folder lies on."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.project.places import type_in_mountinfo, why_shared

MOUNTS = rb"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /home/ann rw shared:2 - nfs4 server:/home rw
31 22 0:41 / /mnt/two\040words rw - cifs //nas/photos rw
32 22 8:2 / /home/ann/local rw - xfs /dev/sdb1 rw
33 22 8:2 / /twice rw - ext4 /dev/sdb1 rw
34 22 8:2 / /twice rw - fuse.sshfs host: rw
""".splitlines()


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        (b"/data", "ext4"),
        (b"/home/ann/project", "nfs4"),
        (b"/home/anna/project", "ext4"),
        (b"/home/ann/local/project", "xfs"),
        (b"/mnt/two words/x", "cifs"),
        (b"/twice/x", "fuse.sshfs"),
    ],
)
def test_the_innermost_latest_mount_tells_the_type(folder: bytes, kind: str) -> None:
    assert type_in_mountinfo(MOUNTS, folder) == kind


@pytest.mark.parametrize("name", ["Dropbox", "OneDrive - Firm", "Google Drive", "Nextcloud"])
def test_a_folder_of_a_cloud_service_is_shared(tmp_path: Path, name: str) -> None:
    (tmp_path / name / "project").mkdir(parents=True)
    assert name in why_shared(tmp_path / name / "project")


def test_a_plain_folder_is_not(tmp_path: Path) -> None:
    (tmp_path / "Dropboxes").mkdir()
    assert why_shared(tmp_path / "Dropboxes") == ""
