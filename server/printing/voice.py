"""Two digits for the voice: what a picker says or types where a label cannot be scanned."""


def voice_digits(code: str) -> str:
    """The check digits of a code by ISO/IEC 7064 MOD 97-10; hyphens do not count.

    Two places that differ in one digit, or in one letter, never have the same.

    Args:
        code: such as `L-A-01-03`, of 0-9, A-Z and hyphens.
    """
    number = int("".join(str(int(letter, 36)) for letter in code if letter != "-"))
    return f"{98 - number * 100 % 97:02d}"
