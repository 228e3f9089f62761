"""Two digits for the voice: what a picker says or types where a label cannot be scanned."""

_VALUE = {letter: value for value, letter in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_MODULUS = 97
_WEIGHT = 43
"""Of all weights the one that lets the same digits come again latest on a walk. With 10, as in
ISO/IEC 7064 MOD 97-10, `A-01-04` and its neighbour `A-02-01` would have the same."""


def voice_digits(code: str) -> str:
    """Two digits that tell a place from those beside it; hyphens do not count.

    Two places that differ in one character, or in two neighbours that change places, never have
    the same.

    Args:
        code: such as `L-A-01-03`, of 0-9, A-Z and hyphens.
    """
    total = 0
    for letter in code.replace("-", ""):
        total = (total * _WEIGHT + _VALUE[letter]) % _MODULUS
    return f"{total:02d}"
