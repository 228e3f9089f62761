"""Where a webhook may go: out into the public network by https, and nowhere inside."""

import pytest

from server.exchange.connections.decisions import BadAddress, Target, is_public, target_of
from server.exchange.connections.targets import find

NOTHING: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.10",
        "169.254.169.254",  # AWS, Google, Azure: metadata of the machine
        "100.64.0.1",
        "100.100.100.200",  # Alibaba's metadata
        "168.63.129.16",  # Azure's inside
        "192.0.0.192",  # Oracle's metadata
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",  # AWS's metadata
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "2002:7f00:1::",  # 6to4 around 127.0.0.1
        "2002:a9fe:a9fe::1",
        "64:ff9b::7f00:1",  # NAT64 around 127.0.0.1
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a00:1",
    ],
)
def test_a_number_that_leads_inside_is_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize(
    "number", ["8.8.8.8", "203.104.209.7", "2606:4700::1111", "64:ff9b::808:808"]
)
def test_a_number_out_there_is_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://shop.example/hooks", "address_not_https"),
        ("ftp://shop.example/hooks", "address_unreadable"),
        ("file:///etc/passwd", "address_unreadable"),
        ("gopher://127.0.0.1:70/_x", "address_unreadable"),
        ("shop.example/hooks", "address_unreadable"),
        ("https:///hooks", "address_unreadable"),
        ("https://shop.example:99999/", "address_unreadable"),
        ("https://shop.example:0/", "address_unreadable"),
        ("https://shop.example/a b", "address_unreadable"),
        ("https://shop.example/\r\nX-Evil: 1", "address_unreadable"),
        ("https://ショップ.example/", "address_unreadable"),
        ("https://[::1/", "address_unreadable"),
        ("https://[fe80::1%25eth0]/", "address_unreadable"),
        ("https://user:secret@shop.example/", "address_has_password"),
        ("https://public.example@127.0.0.1/", "address_has_password"),
    ],
)
def test_an_address_that_cannot_be_used_says_why(address: str, code: str) -> None:
    assert target_of(address, allowed=NOTHING) == BadAddress(code)


def test_an_address_is_taken_apart() -> None:
    assert target_of("https://Shop.Example.:8443/hooks?a=1#top", allowed=NOTHING) == Target(
        "https", "shop.example", 8443, "/hooks?a=1"
    )
    plain = target_of("https://[2606:4700::1111]", allowed=NOTHING)
    assert isinstance(plain, Target)
    assert (plain.path, plain.port, plain.host_header) == ("/", 443, "[2606:4700::1111]")


@pytest.mark.parametrize(
    "address",
    [
        "https://localhost/hooks",
        "https://localhost.:443/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://017700000001/",
        "https://0/",
        "https://[::1]/",
        "https://[::ffff:7f00:1]/",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.8/",
        "https://192.168.1.1/",
    ],
)
def test_however_the_inside_is_spelled_it_is_not_public(address: str) -> None:
    assert find(address, NOTHING) == BadAddress("address_not_public")


def test_a_name_that_nobody_knows_is_no_address() -> None:
    assert find("https://no-such-shop.invalid/", NOTHING) == BadAddress("address_unknown")


def test_only_the_very_address_that_is_allowed_is_allowed() -> None:
    allowed = frozenset({"127.0.0.1:9000"})
    assert not isinstance(find("http://127.0.0.1:9000/hooks", allowed), BadAddress)
    assert find("http://127.0.0.1:9001/hooks", allowed) == BadAddress("address_not_https")
    assert find("https://127.0.0.1:9001/hooks", allowed) == BadAddress("address_not_public")
    assert find("http://localhost:9000/hooks", allowed) == BadAddress("address_not_https")
