"""A scanner at a page: it types as scanners type, and never waits for the page to keep up."""

import asyncio
import time
from typing import Any

from playwright.sync_api import CDPSession, Page

KEY_SECONDS = 0.005
SHIFT = 8
SIGNS = {"-": ("Minus", 189), ".": ("Period", 190), "/": ("Slash", 191), " ": ("Space", 32)}
"""The signs of our labels: their physical key and Windows' number for it."""
INPUT_METHOD = 229
"""What a key says of itself while an input method (IME) has taken it."""
Event = dict[str, Any]


class Scanner:
    """A hardware scanner that is a keyboard to the page it is held at."""

    def __init__(self, page: Page) -> None:
        """Plug it in."""
        self._session: CDPSession = page.context.new_cdp_session(page)

    def type(
        self,
        text: str,
        *,
        end: bool = True,
        hidden_by_input_method: bool = False,
        key_seconds: float = KEY_SECONDS,
    ) -> None:
        """Type a code, and Enter; nobody waits for what the page makes of a key."""
        events = [event for letter in text for event in key_events(letter)]
        if hidden_by_input_method:
            events = [as_input_method_shows(event) for event in events]
        if end:
            events += enter_events()
        self._send([("Input.dispatchKeyEvent", event) for event in at_pace(events, key_seconds)])

    def burst(self, text: str) -> None:
        """Type a code and Enter as fast as the page takes keys, each at its own moment."""
        events = [event for letter in text for event in key_events(letter)] + enter_events()
        self._send([("Input.dispatchKeyEvent", event) for event in events])

    def inject(self, *texts: str) -> None:
        """Put text into the focused field as Android's scanner services do: no key, no Enter."""
        self._send([("Input.insertText", {"text": text}) for text in texts])

    def _send(self, messages: list[tuple[str, Event]]) -> None:
        session = self._session

        async def send_without_waiting() -> None:
            sent = [
                asyncio.ensure_future(session._impl_obj.send(method, words, None))
                for method, words in messages
            ]
            await asyncio.gather(*sent)

        session._sync(send_without_waiting())


def at_pace(events: list[Event], key_seconds: float) -> list[Event]:
    """Each key so long after the one before, by the clock that the page sees; the last one is now.

    The pace is written on the keys rather than waited for: on a busy machine our own waiting would
    stutter as no scanner does.
    """
    begin = time.time() - key_seconds * len(events)
    return [
        event | {"timestamp": begin + key_seconds * nth}
        for nth, event in enumerate(events, start=1)
    ]


def key_events(letter: str) -> list[Event]:
    """Press and release one key; capital letters with Shift, as on every keyboard."""
    code, number = key_of(letter)
    shift = SHIFT if letter.isalpha() and letter.isupper() else 0
    event = {
        "key": letter,
        "code": code,
        "windowsVirtualKeyCode": number,
        "modifiers": shift,
    }
    pressed = [
        {"type": "keyDown", "text": letter, "unmodifiedText": letter, **event},
        {"type": "keyUp", **event},
    ]
    if not shift:
        return pressed
    held = {"key": "Shift", "code": "ShiftLeft", "windowsVirtualKeyCode": 16}
    return [
        {"type": "rawKeyDown", "modifiers": SHIFT, **held},
        *pressed,
        {"type": "keyUp", **held},
    ]


def key_of(letter: str) -> tuple[str, int]:
    """The physical key that a letter is on, and its number; nothing for what no label contains."""
    if letter in SIGNS:
        return SIGNS[letter]
    if letter.isascii() and letter.isdigit():
        return f"Digit{letter}", ord(letter)
    if letter.isascii() and letter.isalpha():
        return f"Key{letter.upper()}", ord(letter.upper())
    return "", 0


def enter_events() -> list[Event]:
    """Enter with its character, so that it would press a focused button if nobody took it."""
    event = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}
    return [{"type": "keyDown", "text": "\r", **event}, {"type": "keyUp", **event}]


def as_input_method_shows(event: Event) -> Event:
    """The same key while Japanese input is on: what it says is hidden, where it lies is not."""
    hidden = {name: said for name, said in event.items() if not name.endswith(("ext", "Text"))}
    if event["type"] == "keyUp" or event["key"] == "Shift":
        return hidden
    return hidden | {
        "type": "rawKeyDown",
        "key": "Process",
        "windowsVirtualKeyCode": INPUT_METHOD,
    }
