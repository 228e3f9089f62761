"""What an operator may set, and what the server refuses to start with."""

import stat
from pathlib import Path

import pytest

from server.settings import Settings, UnsafeSettings

GOOD = {"SECRET_KEY": "0123456789abcdef0123456789abcdef"}


def settings(tmp_path: Path, **environment: str) -> Settings:
    """Settings as an operator's environment gives them."""
    return Settings.from_environment({"TANABAN_VAR": str(tmp_path), **environment})


def test_a_bare_checkout_needs_no_setting_at_all(tmp_path: Path) -> None:
    found = settings(tmp_path)
    assert found.database_url == f"sqlite:///{tmp_path}/tanaban.sqlite3"
    assert found.redis_url is None
    assert found.public_origin == "http://localhost:8080"


def test_the_secret_is_made_once_kept_and_shown_to_nobody(tmp_path: Path) -> None:
    first = settings(tmp_path)
    assert len(first.secret_key) == 64
    assert settings(tmp_path).secret_key == first.secret_key
    kept = tmp_path / "secret.key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert first.secret_key not in repr(first)


@pytest.mark.parametrize("secret", ["changeme", "x" * 64, "secret" * 6])
def test_a_secret_that_can_be_guessed_is_refused(tmp_path: Path, secret: str) -> None:
    with pytest.raises(UnsafeSettings, match="SECRET_KEY"):
        settings(tmp_path, SECRET_KEY=secret)


@pytest.mark.parametrize(
    "origin",
    [
        "*",
        "https://*",
        "https://*.example.com",
        "tanaban.example",
        "https://tanaban.example/app",
        "ftp://tanaban.example",
        "https://user@tanaban.example",
        "https://a.example,*",
    ],
)
def test_an_origin_is_one_address_and_never_a_pattern(tmp_path: Path, origin: str) -> None:
    with pytest.raises(UnsafeSettings, match="PUBLIC_ORIGIN"):
        settings(tmp_path, PUBLIC_ORIGIN=origin)


@pytest.mark.parametrize("origin", ["http://192.168.1.10:8080", "http://tanaban.example"])
def test_badges_and_pins_do_not_travel_in_the_clear(tmp_path: Path, origin: str) -> None:
    with pytest.raises(UnsafeSettings, match="https"):
        settings(tmp_path, PUBLIC_ORIGIN=origin)


def test_this_machine_answers_to_all_its_names(tmp_path: Path) -> None:
    found = settings(tmp_path, PUBLIC_ORIGIN="http://127.0.0.1:8080")
    assert "http://localhost:8080" in found.accepted_origins
    assert set(found.trusted_hosts) == {"127.0.0.1", "localhost", "[::1]"}


def test_a_server_in_the_world_answers_to_the_names_it_was_given_only(tmp_path: Path) -> None:
    found = settings(tmp_path, PUBLIC_ORIGIN="https://a.example, https://b.example:8443/")
    assert found.accepted_origins == {"https://a.example", "https://b.example:8443"}
    assert found.trusted_hosts == ("a.example", "b.example")
    assert found.is_https


def test_passwords_of_databases_are_not_shown(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        DATABASE_URL="postgresql://tanaban:hidden@db/tanaban",
        REDIS_URL="redis://:hidden@redis/0",
    )
    assert "hidden" not in repr(found)
