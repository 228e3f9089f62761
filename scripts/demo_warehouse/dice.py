"""Chance that can be repeated."""

import random


def dice(seed: int, subject: str) -> random.Random:
    """Chance for one subject: the same seed throws the same, whatever other subjects throw."""
    return random.Random(f"{seed}/{subject}")  # noqa: S311 - for looks, never for secrets
