"""By what a customer is known again, without anybody knowing who it is. Pure."""

import hmac
import unicodedata


def folded(text: str) -> str:
    """A text in one spelling: NFKC, no spaces, no capitals."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def customer_key(
    secret: bytes, *, mail: str, phone: str, name: str = "", postal_code: str = ""
) -> str:
    """A keyed hash of mail, else phone, else name and code.

    Args:
        secret: of this installation; without it nobody can try out addresses.
        mail: as the order has it; empty for none.
        phone: likewise.
        name: likewise.
        postal_code: likewise.
    """
    digits = "".join(filter(str.isdigit, folded(phone)))
    if folded(mail):
        said = f"mail:{folded(mail)}"
    elif digits:
        said = f"phone:{digits}"
    else:
        said = f"name:{folded(name)}:{folded(postal_code)}"
    return hmac.digest(secret, f"customer:{said}".encode(), "sha256").hex()
