"""A real SFTP server on this machine, on a folder of a real disk: the library's own server side."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import paramiko
from paramiko import SFTPAttributes, SFTPHandle, SFTPServer, SFTPServerInterface

OPENS = "s3cret"


class Doorkeeper(paramiko.ServerInterface):
    """Lets in who knows the password, or has the key."""

    def __init__(self, server: "SftpServer") -> None:
        self.server = server

    def get_allowed_auths(self, username: str) -> str:
        assert username
        return "password,publickey"

    def check_auth_password(self, username: str, password: str) -> int:
        self.server.passwords.append(password)
        is_right = (username, password) == ("tanaban", OPENS)
        return paramiko.AUTH_SUCCESSFUL if is_right else paramiko.AUTH_FAILED

    def check_auth_publickey(self, username: str, key: Any) -> int:
        is_right = username == "tanaban" and key == self.server.client_key
        return paramiko.AUTH_SUCCESSFUL if is_right else paramiko.AUTH_FAILED

    def check_channel_request(self, kind: str, chanid: int) -> int:
        assert chanid >= 0
        is_session = kind == "session"
        return paramiko.OPEN_SUCCEEDED if is_session else paramiko.OPEN_FAILED_UNKNOWN_CHANNEL_TYPE


class Handle(SFTPHandle):
    """An open file; a full disk takes no byte more."""

    def __init__(self, server: "SftpServer", file: Any, flags: int) -> None:
        super().__init__(flags)
        self.server = server
        self.readfile = self.writefile = file

    def stat(self) -> Any:
        return SFTPAttributes.from_stat(os.fstat(self.readfile.fileno()))

    def read(self, offset: int, length: int) -> Any:
        self.server.stalled_reads.wait()
        return super().read(offset, length)

    def write(self, offset: int, data: bytes) -> int:
        return paramiko.SFTP_FAILURE if self.server.is_full else super().write(offset, data)


class Files(SFTPServerInterface):
    """The files of a folder."""

    def __init__(self, door: Doorkeeper, *more: Any, **others: Any) -> None:
        super().__init__(door, *more, **others)
        self.kept = door.server

    def at(self, path: str) -> Path:
        return self.kept.root / self.canonicalize(path).lstrip("/")

    def list_folder(self, path: str) -> Any:
        try:
            found = list(self.at(path).iterdir())
        except OSError as error:
            return SFTPServer.convert_errno(error.errno or 0)
        return [SFTPAttributes.from_stat(one.lstat(), one.name) for one in found]

    def stat(self, path: str) -> Any:
        try:
            return SFTPAttributes.from_stat(self.at(path).stat())
        except OSError as error:
            return SFTPServer.convert_errno(error.errno or 0)

    def lstat(self, path: str) -> Any:
        return self.stat(path)

    def open(self, path: str, flags: int, attr: Any) -> Any:
        assert attr is not None
        try:
            file = os.open(self.at(path), flags, 0o640)
        except OSError as error:
            return SFTPServer.convert_errno(error.errno or 0)
        mode = {os.O_RDONLY: "rb", os.O_WRONLY: "wb"}.get(flags & os.O_ACCMODE, "r+b")
        return Handle(self.kept, os.fdopen(file, mode), flags)

    def remove(self, path: str) -> int:
        self.at(path).unlink()
        return paramiko.SFTP_OK

    def mkdir(self, path: str, attr: Any) -> int:
        assert attr is not None
        self.at(path).mkdir()
        return paramiko.SFTP_OK

    def rename(self, oldpath: str, newpath: str) -> int:
        if self.at(newpath).exists():
            return paramiko.SFTP_FAILURE
        self.at(oldpath).rename(self.at(newpath))
        self.kept.renamed.append(newpath)
        if self.kept.drops_after_rename:
            self.kept.hang_up()
        return paramiko.SFTP_OK


@dataclass
class SftpServer:
    """What runs, and how it behaves."""

    root: Path
    port: int = 0
    key: Any = field(default_factory=paramiko.ECDSAKey.generate)
    client_key: Any = None
    is_full: bool = False
    is_silent: bool = False
    """Takes the line, and never says a word."""
    drops_after_rename: bool = False
    passwords: list[str] = field(default_factory=list)
    """As they were tried."""
    renamed: list[str] = field(default_factory=list)
    lines: list[Any] = field(default_factory=list)
    stalled_reads: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def fingerprint(self) -> str:
        return str(self.key.fingerprint)

    def hang_up(self) -> None:
        for line in self.lines:
            line.close()

    def take(self, line: socket.socket) -> None:
        """Serve one line."""
        self.lines.append(line)
        if self.is_silent:
            return
        transport = paramiko.Transport(line)
        self.lines.append(transport)
        transport.add_server_key(self.key)
        transport.set_subsystem_handler("sftp", SFTPServer, Files)
        try:
            transport.start_server(server=Doorkeeper(self))
        except (paramiko.SSHException, EOFError, OSError):
            transport.close()


@contextmanager
def running(root: Path, port: int = 0) -> Iterator[SftpServer]:
    """A server that runs."""
    listener = socket.create_server(("127.0.0.1", port))
    server = SftpServer(root, listener.getsockname()[1])
    server.stalled_reads.set()

    def serve() -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=server.take, args=[line], daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield server
    finally:
        server.stalled_reads.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        server.hang_up()
