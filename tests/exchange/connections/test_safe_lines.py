"""Shops are told over https only, and only whoever has the right certificate hears anything."""

import ssl
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.exchange.connections.desk import Desk
from tests.exchange.connections.shop import Shop, running_shop
from tests.makers import World

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")


@dataclass(frozen=True)
class Authority:
    """A certificate authority of our own."""

    folder: Path

    @property
    def root(self) -> Path:
        return self.folder / "ca.pem"

    def found(self) -> "Authority":
        """Make its own certificate."""
        self.openssl("req", "-x509", *KEY, "-keyout", "ca.key", "-out", "ca.pem", "-days", "9",
                     "-subj", "/CN=Authority of the tests")  # fmt: skip
        return self

    def certificate(self, name: str, *, days: int = 9) -> ssl.SSLContext:
        """A certificate for a name, as a server shows it."""
        (self.folder / "names").write_text(f"subjectAltName=DNS:{name}")
        self.openssl("req", *KEY, "-keyout", "key.pem", "-out", "wish", "-subj", f"/CN={name}")
        self.openssl("x509", "-req", "-in", "wish", "-CA", "ca.pem", "-CAkey", "ca.key",
                     "-CAcreateserial", "-days", str(days), "-extfile", "names",
                     "-out", "cert.pem")  # fmt: skip
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / "cert.pem", self.folder / "key.pem")
        return context

    def openssl(self, *words: str) -> None:
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """The one that this machine knows, for the time of a test."""
    known = Authority(tmp_path).found()
    monkeypatch.setenv("SSL_CERT_FILE", str(known.root))
    return known


def told_at(world: World, shop: Shop) -> dict[str, object]:
    """Connect a shop by the name of this machine and tell it something; what it came to."""
    settings = world.app.extensions["settings"]
    allowed = (f"localhost:{shop.port}",)
    world.app.extensions["settings"] = replace(settings, webhook_addresses_allowed=allowed)
    assert world.shop_id
    desk = Desk(world, world.office("supervisor"), shop)
    made = desk.connect(address=f"https://localhost:{shop.port}/hooks")
    sending = desk.test(made.id)
    desk.tell()
    world.app.extensions["settings"] = settings
    (attempt,) = desk.sending(made.id, sending)["attempts"]
    return dict(attempt)


def test_a_right_certificate_is_told(world: World, authority: Authority) -> None:
    with running_shop(safely=authority.certificate("localhost")) as shop:
        assert told_at(world, shop)["status"] == 200
        assert shop.kinds() == ["connection.test"]


def test_a_wrong_certificate_hears_nothing_and_is_named(
    world: World, authority: Authority, tmp_path: Path
) -> None:
    (tmp_path / "stranger").mkdir()
    stranger = Authority(tmp_path / "stranger").found()
    for shown, fault in (
        (authority.certificate("shop.example"), "certificate_of_another_name"),
        (authority.certificate("localhost", days=-1), "certificate_not_of_today"),
        (stranger.certificate("localhost"), "certificate_of_nobody_known"),
        (None, "no_safe_line"),
    ):
        with running_shop(safely=shown) as shop:
            attempt = told_at(world, shop)
        assert (attempt["status"], attempt["fault"]) == (None, fault)
        assert shop.heard == []
