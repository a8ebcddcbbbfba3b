"""What kind of disk a folder lies on.

WAL needs shared memory between processes of one machine, and a program that syncs a folder copies the database and its
log at different moments: both get the slower, single-file journal instead.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_REMOTE_TYPES = {
    "9p", "afs", "beegfs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.gcsfuse", "fuse.glusterfs", "fuse.rclone",
    "fuse.s3fs", "fuse.sshfs", "fuse.vmhgfs-fuse", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs",
    "vboxsf", "virtiofs",
}  # fmt: skip
_SYNCED_NAMES = (
    "box sync", "cloudstorage", "dropbox", "google drive", "googledrive", "icloud drive", "megasync",
    "mobile documents", "my drive", "nextcloud", "onedrive", "owncloud", "pclouddrive", "syncthing",
)  # fmt: skip
_DRIVE_REMOTE = 4


def is_allowed(path: Path | str, mode: int) -> bool:
    """Whether this process may do it now. mode: os.R_OK, os.W_OK."""
    # Without effective_ids the answer is about who started the program, not about whom it acts for.
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def why_shared(folder: Path) -> str:
    """Why a folder is not simply on a disk of this machine ('on a network drive (nfs4)'), '' if it is."""
    resolved = folder.resolve()
    kind = _file_system(resolved)
    if kind in _REMOTE_TYPES:
        return f"on a network drive ({kind})"
    for part in resolved.parts:
        name = part.casefold()
        if any(name == synced or name.startswith((f"{synced} ", f"{synced}-")) for synced in _SYNCED_NAMES):
            return f"kept in step by a cloud service ({part})"
    return ""


def _file_system(folder: Path) -> str:
    """The type of the file system, '' where it cannot be told."""
    if sys.platform == "win32":
        import ctypes

        drive = ctypes.windll.kernel32.GetDriveTypeW(folder.anchor)
        return "smbfs" if drive == _DRIVE_REMOTE or folder.anchor.startswith("\\\\") else ""
    try:
        lines = Path("/proc/self/mountinfo").read_bytes().splitlines()
    except OSError:
        return ""
    return type_in_mountinfo(lines, os.fsencode(folder))


def type_in_mountinfo(lines: list[bytes], folder: bytes) -> str:
    """The type of the mount that a folder lies in. lines: of /proc/self/mountinfo; see proc(5)."""
    best, found = -1, ""
    for line in lines:
        fields = line.split()
        if b"-" not in fields:
            continue
        point = fields[4].decode("unicode_escape").encode("latin-1")
        inside = folder == point or folder.startswith(point.rstrip(b"/") + b"/")
        if inside and len(point) >= best:  # of two mounts on one point the later one hides the other
            best, found = len(point), fields[fields.index(b"-") + 1].decode("ascii", "replace")
    return found
