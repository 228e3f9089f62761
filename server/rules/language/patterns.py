"""Texts as rules compare them, and regular expressions whose cost only grows with the text.

A backtracking engine can need minutes for one note. So a pattern is made of the parts that people
use (letters, `.`, `[…]`, digits, blanks, `( )`, `|`, `?`, `*`, `+`, `{2,5}`, `^`, `$`) and is run
by an automaton: each letter of the text is looked at once, whatever the pattern is.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from unicodedata import normalize

PATTERN_CHARACTERS_MAX = 200
STATES_MAX = 500
"""What a pattern may grow to when its repetitions are written out."""
REPETITIONS_MAX = 50
REMEMBERED_MAX = 1_000
"""Sets of states an automaton remembers; a pattern that needs more begins to remember anew."""

Accepts = Callable[[str], bool]
Begin, End = object(), object()


def fold(text: str) -> str:
    """A text as it is compared: full and half width, capital and small letters are one."""
    return normalize("NFKC", normalize("NFKC", text).lower())


class PatternError(ValueError):
    """A pattern that cannot be used.

    Attributes:
        code: what is wrong, for programs.
        at: at which letter of the pattern, from 0.
    """

    def __init__(self, code: str, at: int) -> None:
        """Say what and where."""
        super().__init__(f"{code} at {at}")
        self.code, self.at = code, at


@dataclass(eq=False, slots=True)
class State:
    """One point of an automaton: where a letter leads, or where one may go without a letter."""

    accepts: Accepts | None = None
    needs: object = None
    """`Begin` or `End`, where only the edge of the text lets through."""
    ways: list["State"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an automaton with its entrance and its exit."""

    entrance: State
    exit: State


class Reader:
    """Reads a pattern, letter by letter, into an automaton."""

    def __init__(self, pattern: str) -> None:
        """Take a pattern; its letters are compared like the text's."""
        self.pattern = normalize("NFKC", pattern)
        self.at = 0
        self.states = 0
        if len(self.pattern) > PATTERN_CHARACTERS_MAX:
            raise PatternError("pattern_too_long", PATTERN_CHARACTERS_MAX)

    @property
    def next(self) -> str:
        """The letter in turn; empty at the end."""
        return self.pattern[self.at : self.at + 1]

    def read(self) -> Piece:
        """The whole pattern."""
        piece = self.choice()
        if self.next:
            raise PatternError("pattern_bracket", self.at)
        return piece

    def state(self) -> State:
        """One more state, as long as there may be more."""
        self.states += 1
        if self.states > STATES_MAX:
            raise PatternError("pattern_too_large", self.at)
        return State()

    def choice(self) -> Piece:
        """One or the other: `a|b`."""
        pieces = [self.row()]
        while self.next == "|":
            self.at += 1
            pieces.append(self.row())
        if len(pieces) == 1:
            return pieces[0]
        entrance, leave = self.state(), self.state()
        for piece in pieces:
            entrance.ways.append(piece.entrance)
            piece.exit.ways.append(leave)
        return Piece(entrance, leave)

    def row(self) -> Piece:
        """One after the other."""
        entrance = last = self.state()
        while self.next and self.next not in "|)":
            piece = self.repeated()
            last.ways.append(piece.entrance)
            last = piece.exit
        return Piece(entrance, last)

    def repeated(self) -> Piece:
        """An atom, and how often: `?`, `*`, `+`, `{2,5}`."""
        start = self.at
        piece = self.atom()
        least, most = self.repetitions()
        if (least, most) == (1, 1):
            return piece
        after = self.at
        copies = max(least, 1) if most is None else most
        pieces = [piece]
        for _ in range(copies - 1):
            self.at = start
            pieces.append(self.atom())
        self.at = after
        if self.next and self.next in "*+?{":
            raise PatternError("pattern_repeats_nothing", self.at)
        return self.chain(pieces, least, is_endless=most is None)

    def chain(self, pieces: list[Piece], least: int, *, is_endless: bool) -> Piece:
        """Copies of one piece in a row; those beyond the least may be passed over."""
        entrance, leave = self.state(), self.state()
        last = entrance
        for nth, piece in enumerate(pieces):
            if nth >= least:
                last.ways.append(leave)
            last.ways.append(piece.entrance)
            last = piece.exit
        last.ways.append(leave)
        if is_endless and pieces:
            last.ways.append(pieces[-1].entrance)
        return Piece(entrance, leave)

    def repetitions(self) -> tuple[int, int | None]:
        """How often at least and at most; None is without end."""
        sign = self.next
        if sign and sign in "?*+":
            self.at += 1
            return {"?": (0, 1), "*": (0, None), "+": (1, None)}[sign]
        if sign != "{":
            return 1, 1
        begun, end = self.at, self.pattern.find("}", self.at)
        least, comma, most = self.pattern[self.at + 1 : max(end, self.at + 1)].partition(",")
        numbers = [least] + ([most] if most else [])
        if end < 0 or not all(one.isascii() and one.isdigit() for one in numbers):
            raise PatternError("pattern_repetition", begun)
        self.at = end + 1
        low = int(least)
        high = (int(most) if most else None) if comma else low
        if max(low, high or 0) > REPETITIONS_MAX or (high is not None and high < max(low, 1)):
            raise PatternError("pattern_repetition", begun)
        return low, high

    def atom(self) -> Piece:
        """One letter, one class of letters, an edge, or something in brackets."""
        sign, begun = self.next, self.at
        self.at += 1
        if sign == "(":
            if self.pattern.startswith("?:", self.at):
                self.at += 2
            piece = self.choice()
            if self.next != ")":
                raise PatternError("pattern_bracket", begun)
            self.at += 1
            return piece
        if sign in "*+?{":
            raise PatternError("pattern_repeats_nothing", begun)
        entrance, leave = self.state(), self.state()
        entrance.ways.append(leave)
        if sign in "^$":
            entrance.needs = Begin if sign == "^" else End
        else:
            entrance.accepts = self.accepting(sign, begun)
        return Piece(entrance, leave)

    def accepting(self, sign: str, begun: int) -> Accepts:
        """Which letters an atom accepts."""
        if sign == ".":
            return lambda _letter: True
        if sign == "[":
            return self.letters(begun)
        if sign == "\\":
            return self.escaped(begun)
        return fold(sign).__eq__ if len(fold(sign)) == 1 else sign.__eq__

    def escaped(self, begun: int) -> Accepts:
        """What stands behind a backslash: a class of letters, or a sign that means itself."""
        sign = self.next
        self.at += 1
        classes: dict[str, Accepts] = {
            "d": "0123456789".__contains__,
            "D": lambda letter: letter not in "0123456789",
            "s": str.isspace,
            "S": lambda letter: not letter.isspace(),
        }
        if sign in classes:
            return classes[sign]
        if not sign or sign.isalnum():
            raise PatternError("pattern_escape", begun)
        return sign.__eq__

    def letters(self, begun: int) -> Accepts:
        """A class of letters in brackets: `[a-z0-9]`, `[^0-9]`."""
        is_other = self.next == "^"
        self.at += is_other
        ones: list[Accepts] = []
        while self.next != "]" or not ones:
            if not self.next:
                raise PatternError("pattern_bracket", begun)
            ones.append(self.one_of_letters())
        self.at += 1
        return lambda letter: any(one(letter) for one in ones) != is_other

    def one_of_letters(self) -> Accepts:
        """A letter or a range of them inside brackets."""
        begun, sign = self.at, self.next
        self.at += 1
        if sign == "\\":
            return self.escaped(begun)
        last = self.pattern[self.at + 1 : self.at + 2]
        if self.next != "-" or last in {"", "]"}:
            return fold(sign).__eq__
        self.at += 2
        low, high = fold(sign), fold(last)
        if low > high or len(low) != 1 or len(high) != 1:
            raise PatternError("pattern_range", begun)
        return lambda letter: low <= letter <= high


@dataclass(eq=False, slots=True)
class Spot:
    """All points an automaton may stand at after some letters."""

    states: frozenset[State]
    is_found: bool
    is_found_at_end: bool
    next: dict[str, "Spot"] = field(default_factory=dict)


class Pattern:
    """A pattern, ready: found anywhere in a text, as `re.search` would."""

    def __init__(self, pattern: str) -> None:
        """Read it.

        Raises:
            PatternError: it cannot be used.
        """
        piece = Reader(pattern).read()
        self.entrance, self.exit = piece.entrance, piece.exit
        self.spots: dict[frozenset[State], Spot] = {}
        self.first = self.spot({self.entrance}, is_begin=True)

    def is_in(self, text: str) -> bool:
        """Whether a folded text has it somewhere."""
        spot = self.first
        if spot.is_found:
            return True
        for letter in text:
            spot = spot.next.get(letter) or self.step(spot, letter)
            if spot.is_found:
                return True
        return spot.is_found_at_end

    def step(self, spot: Spot, letter: str) -> Spot:
        """Where a letter leads, looked for once and remembered."""
        reached = {
            way
            for state in spot.states
            if state.accepts is not None and state.accepts(letter)
            for way in state.ways
        }
        # It may begin at every letter.
        reached.add(self.entrance)
        found = self.spot(reached, is_begin=False)
        spot.next[letter] = found
        return found

    def spot(self, states: set[State], *, is_begin: bool) -> Spot:
        """The spot of these states and all that are reached from them without a letter."""
        inside = frozenset(reach(states, {Begin} if is_begin else set()))
        known = None if is_begin else self.spots.get(inside)
        if known is not None:
            return known
        at_end = reach(states, {Begin, End} if is_begin else {End})
        spot = Spot(inside, self.exit in inside, self.exit in at_end)
        if is_begin:
            return spot
        if len(self.spots) >= REMEMBERED_MAX:
            for old in self.spots.values():
                old.next.clear()
            self.spots.clear()
            self.first.next.clear()
        self.spots[inside] = spot
        return spot


def reach(states: set[State], edges: set[object]) -> set[State]:
    """All states that are reached without a letter, where these edges of the text are."""
    reached, todo = set(states), list(states)
    while todo:
        state = todo.pop()
        if state.accepts is not None or (state.needs is not None and state.needs not in edges):
            continue
        for way in state.ways:
            if way not in reached:
                reached.add(way)
                todo.append(way)
    return reached
