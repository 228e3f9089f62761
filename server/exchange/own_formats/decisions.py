"""How a format of one's own is named where files name what they were read by."""

import re

OWN = re.compile(r"own-([1-9][0-9]{0,17})\.([1-9][0-9]{0,8})")


def profile_id(format_id: int, version: int) -> str:
    """The name of one version, as in `own-12.3`."""
    return f"own-{format_id}.{version}"


def format_named(profile: str) -> tuple[int, int] | None:
    """Which format and version a name means; None for a layout of the house."""
    found = OWN.fullmatch(profile)
    return None if found is None else (int(found[1]), int(found[2]))


def channel_of(profile: str) -> str:
    """The channel that orders of a file came by: another version of a format is the same one."""
    return profile.partition(".")[0]
