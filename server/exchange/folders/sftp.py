"""A folder on a server far away, by SFTP (SSH file transfer, version 3).

The host's key is known before anything is said: a person has compared its fingerprint, and another
key is refused. Every answer has its time, a file has its own, and whoever hangs is cut off. SFTP 3
tells of a full disk with the same `failure` as of everything else, so both are one fault
(draft-ietf-secsh-filexfer-02, section 7).
"""

import io
import logging
import socket
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import paramiko
from paramiko import PKey, SFTPAttributes, SFTPClient, Transport
from paramiko.ssh_exception import AuthenticationException, SSHException

from server.exchange.connections.targets import number_of
from server.exchange.folders.door import (
    NAME_CHARACTERS_MAX,
    PROBE,
    PUT_AWAY,
    Entry,
    FolderClosedError,
    NameTakenError,
)

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 20.0
"""For each answer, and for each piece of a file."""
LISTING_SECONDS = 60.0
FILE_SECONDS = 300.0
ENTRIES_MAX = 10_000
"""A folder of more files tells that something is wrong with it."""
PIECES_AT_ONCE = 64
"""Asked for ahead; some servers drop a line that asks for more."""
PROBED = b"0" * 4_096
"""An empty file needs no room on a full disk."""
NS = 1_000_000_000
# Whatever fails is told on the page; the library would write a trace of each into the log.
logging.getLogger("paramiko").setLevel(logging.CRITICAL)
KEYS = (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey)


@dataclass(frozen=True, slots=True)
class Account:
    """Who we are on a server, and by what key it is known."""

    host: str
    port: int
    user: str
    password: str
    private_key: str
    """As OpenSSH or PEM has it; empty: the password opens."""
    host_key: str
    """SHA256:…, as a person has compared it; empty: nobody has yet."""


def fingerprint_of(account: Account, *, allowed: frozenset[str]) -> str:
    """By what key a server is known now; nothing is said to it but the key exchange.

    Raises:
        FolderClosedError: nobody is there, or it is no such server.
    """
    with line_to(account, allowed) as transport:
        return str(transport.get_remote_server_key().fingerprint)


@contextmanager
def opened_there(account: Account, path: str, *, allowed: frozenset[str]) -> Iterator["SftpDoor"]:
    """A folder on a server.

    Raises:
        FolderClosedError: it cannot be reached or opened; the code says at which step.
    """
    if account.host_key == "":
        raise FolderClosedError("host_key_not_known")
    with line_to(account, allowed) as transport:
        if transport.get_remote_server_key().fingerprint != account.host_key:
            raise FolderClosedError("host_key_changed")
        log_in(transport, account)
        with cut_after(transport, LISTING_SECONDS), told_as("server_failed"):
            client = SFTPClient.from_transport(transport)
            client.get_channel().settimeout(ANSWER_SECONDS)
        yield SftpDoor(transport, client, path)


@contextmanager
def line_to(account: Account, allowed: frozenset[str]) -> Iterator[Transport]:
    """A line over which the key exchange is done."""
    number = number_of(account.host, account.port, allowed)
    if number is None:
        raise FolderClosedError("server_address_refused")
    try:
        line = socket.create_connection((number, account.port), timeout=CONNECT_SECONDS)
    except TimeoutError as error:
        raise FolderClosedError("server_too_slow") from error
    except OSError as error:
        raise FolderClosedError("server_unreachable") from error
    transport = Transport(line)
    transport.banner_timeout = transport.auth_timeout = 2 * ANSWER_SECONDS
    try:
        with cut_after(transport, ANSWER_SECONDS), told_as("server_is_no_sftp"):
            transport.start_client(timeout=2 * ANSWER_SECONDS)
        yield transport
    finally:
        transport.close()


def log_in(transport: Transport, account: Account) -> None:
    """Say who we are."""
    try:
        with cut_after(transport, ANSWER_SECONDS), told_as("server_failed"):
            if account.private_key:
                transport.auth_publickey(account.user, read_key(account.private_key))
            else:
                transport.auth_password(account.user, account.password)
    except AuthenticationException as error:
        raise FolderClosedError("login_refused") from error


def read_key(text: str) -> PKey:
    """A private key.

    Raises:
        FolderClosedError: it is none, or asks for a word of its own.
    """
    for kind in KEYS:
        try:
            return kind.from_private_key(io.StringIO(text))
        except paramiko.PasswordRequiredException as error:
            raise FolderClosedError("private_key_locked") from error
        except (SSHException, ValueError, IndexError, UnicodeError):
            continue
    raise FolderClosedError("private_key_unreadable")


@contextmanager
def cut_after(transport: Transport, seconds: float) -> Iterator[None]:
    """End a line that takes longer, whatever goes on there: a drip never ends by itself.

    Raises:
        FolderClosedError: it took longer.
    """
    is_late = threading.Event()

    def cut() -> None:
        is_late.set()
        transport.close()

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except Exception as error:
        if is_late.is_set():
            raise FolderClosedError("server_too_slow") from error
        raise
    finally:
        timer.cancel()


@contextmanager
def told_as(otherwise: str) -> Iterator[None]:
    """Tell failures by codes; only that we are not known is told by whoever says who we are."""
    try:
        yield
    except FileNotFoundError as error:
        raise FolderClosedError("folder_missing") from error
    except PermissionError as error:
        raise FolderClosedError("folder_denied") from error
    except TimeoutError as error:
        raise FolderClosedError("server_too_slow") from error
    except UnicodeDecodeError as error:
        raise FolderClosedError("names_unreadable") from error
    except (FolderClosedError, AuthenticationException):
        raise
    except Exception as error:
        # The library hands on whatever its own thread stumbled over in the other side's bytes.
        raise FolderClosedError(otherwise) from error


class SftpDoor:
    """A folder on a server, open."""

    def __init__(self, transport: Transport, client: SFTPClient, path: str) -> None:
        """Take a line over which we are known."""
        self._transport = transport
        self._client = client
        self._path = path

    def entries(self) -> list[Entry]:
        """The plain files, by name; links and everything else are passed over."""
        found = []
        with cut_after(self._transport, LISTING_SECONDS), told_as("server_failed"):
            for told in self._client.listdir_iter(self._path):
                if is_plain(told):
                    found.append(entry_of(told.filename, told))
                if len(found) > ENTRIES_MAX:
                    raise FolderClosedError("folder_too_full")
        return sorted(found, key=lambda entry: entry.name)

    def read_whole(self, entry: Entry) -> bytes | None:
        """What a file holds; None when it is not what was seen, or changes while it is read."""
        with cut_after(self._transport, FILE_SECONDS), told_as("server_failed"):
            try:
                file = self._client.open(self._at(entry.name), "rb")
            except FileNotFoundError:
                return None
            with file:
                if entry_of(entry.name, file.stat()) != entry:
                    return None
                file.prefetch(entry.size_bytes, PIECES_AT_ONCE)
                content: bytes = file.read(entry.size_bytes)
                is_same = entry_of(entry.name, file.stat()) == entry
        return content if is_same and len(content) == entry.size_bytes else None

    def ready_to_put_away(self) -> None:
        """See that files can be put away, before one is taken in: by writing one there.

        Raises:
            FolderClosedError: they cannot; taken in they would lie there as if they were new.
        """
        with self._writing():
            for inner in PUT_AWAY:
                try:
                    self._client.stat(self._at(inner))
                except FileNotFoundError:
                    self._client.mkdir(self._at(inner), 0o750)
                self._try(f"{inner}/{PROBE}")

    def put_away(self, name: str, *, into: str, under: str, report: bytes) -> None:
        """Move a file and lay its report beside it, each whole or not at all."""
        with self._writing():
            self._write(f"{into}/.{under}.report.json.part", report)
            self._client.rename(
                self._at(f"{into}/.{under}.report.json.part"),
                self._at(f"{into}/{under}.report.json"),
            )
            self._client.rename(self._at(name), self._at(f"{into}/{under}"))

    def size_of(self, name: str) -> int | None:
        """How large a file is; None: there is none."""
        with cut_after(self._transport, LISTING_SECONDS), told_as("server_failed"):
            try:
                return int(self._client.lstat(self._at(name)).st_size or 0)
            except FileNotFoundError:
                return None

    def try_writing(self) -> None:
        """See that files can be written; what is written for it is taken away again."""
        with self._writing():
            self._try(PROBE)

    def write_part(self, name: str, content: bytes) -> None:
        """Write a file under a temporary name; one that was left there is written anew."""
        with self._writing():
            self._write(name, content)

    def give_name(self, part: str, name: str) -> None:
        """Give a temporary file its own name. Not every server refuses a name that is taken.

        Raises:
            NameTakenError: something has that name; it stays as it is.
        """
        if self.size_of(name) is not None:
            raise NameTakenError(name)
        with self._writing():
            self._client.rename(self._at(part), self._at(name))

    def _try(self, name: str) -> None:
        self._write(name, PROBED)
        self._client.remove(self._at(name))

    def _write(self, name: str, content: bytes) -> None:
        """Write, and see how much of it lies there."""
        with self._client.open(self._at(name), "wb") as file:
            file.set_pipelined(True)
            file.write(content)
        with suppress(FileNotFoundError):
            if self._client.stat(self._at(name)).st_size == len(content):
                return
        raise FolderClosedError("server_does_not_write")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """While something is written there."""
        try:
            with cut_after(self._transport, FILE_SECONDS), told_as("server_does_not_write"):
                yield
        except FolderClosedError as closed:
            if str(closed) == "folder_denied":
                raise FolderClosedError("folder_not_writable") from closed
            raise

    def _at(self, name: str) -> str:
        return f"{self._path}/{name}"


def is_plain(told: SFTPAttributes) -> bool:
    """Whether it is a file whose name can be kept."""
    name = told.filename
    return (
        stat.S_ISREG(told.st_mode or 0)
        and 0 < len(name) <= NAME_CHARACTERS_MAX
        and "/" not in name
        and min(name) >= " "
    )


def entry_of(name: str, told: SFTPAttributes) -> Entry:
    """A file as the server tells of it; SFTP 3 counts its changes in seconds."""
    return Entry(name, int(told.st_size or 0), int(told.st_mtime or 0) * NS)
