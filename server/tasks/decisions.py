"""Whether something is a photo that may be kept. Pure: no database, no web, no clock."""

from typing import Final

PHOTO_BYTES_MAX: Final = 500_000
PHOTO_PIXELS_MAX: Final = 4_096
"""Along either edge; handhelds make photos smaller before they send them."""
BEGIN: Final = b"\xff\xd8"
END: Final = b"\xff\xd9"
SCAN: Final = 0xDA
FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers that say how large the picture is (ITU-T T.81, table B.1)."""
NOTES: Final = frozenset(range(0xE1, 0xF0)) | {0xFE}
"""What a camera writes beside the picture: where and when it was taken, with which device."""


def bare_photo(content: bytes) -> bytes | None:
    """The picture alone, without what the camera has written beside it; None for no such picture.

    Only JPEG (ITU-T T.81) is taken: segments of a marker and a length, up to the picture itself.
    """
    if len(content) > PHOTO_BYTES_MAX or content[:2] != BEGIN or content[-2:] != END:
        return None
    kept, at, has_frame = [BEGIN], 2, False
    while at + 4 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 - begins every marker
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        segment = content[at : at + 2 + length]
        if length < 2 or len(segment) < 2 + length:  # noqa: PLR2004 - the length counts itself
            return None
        if marker in FRAMES:
            has_frame = True
            height, width = (int.from_bytes(segment[nth : nth + 2], "big") for nth in (5, 7))
            if not (0 < height <= PHOTO_PIXELS_MAX and 0 < width <= PHOTO_PIXELS_MAX):
                return None
        if marker == SCAN:
            return b"".join([*kept, content[at:]]) if has_frame else None
        if marker not in NOTES:
            kept.append(segment)
        at += 2 + length
    return None
