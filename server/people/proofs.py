"""PINs and passwords: hashed slowly, compared at the same pace whether or not the person exists."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.people.decisions import LETTERS_WITHOUT_TWINS

# OWASP's second choice for argon2id: 19 MiB, 2 passes; some 30 ms on a small server.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_nobody = _hasher.hash(secrets.token_hex(16))


def hash_secret(secret: str) -> str:
    """What the database keeps of a PIN or a password."""
    return _hasher.hash(secret)


def secret_fits(kept: str | None, secret: str) -> bool:
    """Whether a secret is the kept one; takes as long when nothing was kept."""
    try:
        _hasher.verify(kept or _nobody, secret)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def new_badge() -> str:
    """A badge code that no two people get, as in `B-7K3M9Q`."""
    return "B-" + "".join(secrets.choice(LETTERS_WITHOUT_TWINS) for _ in range(6))
