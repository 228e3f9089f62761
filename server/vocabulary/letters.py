"""The codes that single flyers and letters bear. Mirrored by pwa/src/packing/letters.ts.

A code says `<prefix>-<letters><check>`, as in `SPRING-7K3M9QXW2HD`: it is no label of ours, because
customers type it, and it names one parcel's flyer and no product.
"""

import re

from server.vocabulary.labels import check_character

_LETTER_CODE = re.compile("[0-9A-Z]{2,8}-[0-9A-Z]{11}")


def is_letter_code(code: str) -> bool:
    """Whether a text is the code of a flyer, whosesoever."""
    return _LETTER_CODE.fullmatch(code) is not None and check_character(code[:-1]) == code[-1]
