"""One window a project: a second start tells the first to show itself, and ends.

The listening socket is the truth. It is made behind a lock file, so that of many starts at once exactly one listens;
what a killed window left behind answers nobody and is taken over.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import sys
import tempfile
from pathlib import Path

import platformdirs
from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

# A start that cannot get a word in within this time opens its window: the project's own lock still guards the data.
PATIENCE_MS = 3_000
BACKLOG = 256
LONGEST_PATH = 32_768
# The address of a socket may have 104 bytes on some systems; its name takes 32.
LONGEST_FOLDER = 70


class SingleInstance(QObject):
    """The claim of this process on a project's folder, whether the project is there yet or not.

    Signals: asked(str): another start asked for this path.
    """

    asked = Signal(str)

    def __init__(self, project_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = project_folder
        self._server: QLocalServer | None = None
        self._heard: dict[QLocalSocket, bytes] = {}

    def claim(self, path: str = "") -> bool:
        """Whether the project is ours now. If not, its window was told to show itself, and the path."""
        if self._server is not None:
            return True
        name = server_name(self._folder)
        if _tell(name, path):
            return False
        with _Door(name):
            # Somebody may have come to listen between the question and the lock.
            if _tell(name, path):
                return False
            self._listen(name)
        return True

    def release(self) -> None:
        """Let go: the next start is the first."""
        for socket in list(self._heard):
            self._forget(socket)
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _listen(self, name: str) -> None:
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.setListenBacklogSize(BACKLOG)
        server.setMaxPendingConnections(BACKLOG)
        server.newConnection.connect(self._on_server_new_connection)
        QLocalServer.removeServer(name)
        server.listen(name)  # where it cannot, this window has no ear; the project's lock still keeps others out
        self._server = server

    def _on_server_new_connection(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            self._heard[socket] = b""
            socket.readyRead.connect(self._on_socket_ready_read)
            socket.disconnected.connect(self._on_socket_disconnected)
            self._hear(socket)

    def _on_socket_ready_read(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._hear(socket)

    def _on_socket_disconnected(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._hear(socket)
            self._forget(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if socket not in self._heard:
            return
        self._heard[socket] += bytes(socket.readAll().data())
        line, found, _ = self._heard[socket].partition(b"\n")
        if found:
            self._forget(socket)
            self.asked.emit(os.fsdecode(bytes.fromhex(line.decode("ascii")) if _is_hex(line) else b""))
        elif len(self._heard[socket]) > LONGEST_PATH:
            self._forget(socket)

    def _forget(self, socket: QLocalSocket) -> None:
        if self._heard.pop(socket, None) is not None:
            socket.readyRead.disconnect(self._on_socket_ready_read)
            socket.disconnected.disconnect(self._on_socket_disconnected)
            socket.abort()
            socket.deleteLater()


class _Door:
    """One start at a time. QLockFile takes over what a process left that is no longer there."""

    def __init__(self, name: str) -> None:
        self._lock = QLockFile(f"{name}.lock" if os.sep in name else str(_folder() / f"{name}.lock"))
        self._lock.setStaleLockTime(PATIENCE_MS)

    def __enter__(self) -> None:
        self._lock.tryLock(PATIENCE_MS)

    def __exit__(self, *_: object) -> None:
        self._lock.unlock()


def server_name(project_folder: Path) -> str:
    """The address of a project's window: the same for every way to write its path, another for every user."""
    real = os.path.normcase(os.path.realpath(project_folder))
    digest = hashlib.sha256(f"{getpass.getuser()}\0{real}".encode("utf-8", "surrogateescape")).hexdigest()[:24]
    if sys.platform == "win32":
        return f"vistazo-{digest}"
    return str(_folder() / f"{digest}.socket")


def _folder() -> Path:
    """A folder of the user alone, short enough: anybody could take an address that lies in /tmp itself."""
    user = f"vistazo-{os.getuid()}" if sys.platform != "win32" else "vistazo"
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    places = [Path(runtime) / "vistazo"] if runtime else []
    places += [platformdirs.user_cache_path("vistazo", appauthor=False) / "run", Path(tempfile.gettempdir()) / user]
    return next((place for place in places if _is_usable(place)), Path(tempfile.gettempdir()))


def _is_usable(folder: Path) -> bool:
    if len(os.fsencode(folder)) > LONGEST_FOLDER:
        return False
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = folder.stat()
    except OSError:
        return False
    return sys.platform == "win32" or (about.st_uid == os.getuid() and not about.st_mode & 0o022)


def _tell(name: str, path: str) -> bool:
    """Whether a window listens; it knows the path then."""
    socket = QLocalSocket()
    socket.connectToServer(name, QLocalSocket.OpenModeFlag.WriteOnly)
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    # In hexadecimal: a path may hold anything, a line break too.
    socket.write(os.fsencode(path).hex().encode("ascii") + b"\n")
    socket.waitForBytesWritten(PATIENCE_MS)
    socket.disconnectFromServer()
    return True


def _is_hex(line: bytes) -> bool:
    return len(line) % 2 == 0 and all(letter in b"0123456789abcdef" for letter in line)
