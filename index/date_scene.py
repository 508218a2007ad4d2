"""What the meaning of a date depends on: the day of the report, dates mentioned before, and the tense around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from index.date_tokens import Tokens
from index.years import WEEKDAY_NAMES, plain_date

_FUTURE = frozenset(
    "will shall would wo should could might can may must expected scheduled due slated planned plan plans tentatively"
    " upcoming begins starts opens meets ends expires takes arrives leaves returns faces ahead until till".split()
)
_LEADS_TO_INTENT = frozenset(
    "is are was were be been due plan plans planned planning expected expects expect agreed agrees agree promised"
    " promises vowed vows pledged pledges decided decides scheduled set wants want hopes hope hoped intends intend"
    " intended ready likely about aims threatened threatens slated supposed invited urged asked called going need needs"
    " prepares preparing prepared seeks meant proposed proposes proposal decision bid deadline".split()
)
_PAST = frozenset(
    "said told was were had did has been came went met took gave made held left got saw began won lost sent spoke wrote"
    " fell rose struck shot hit cut put led ran drew flew drove broke found heard kept knew paid read sold sank shut"
    " stood taught thought threw became brought built bought caught chose grew hung laid lay meant rang sat sought"
    " shook showed slept spent swore swept swam withdrew overthrew fled fought forgot froze hid quit rained snowed".split()
)
_NO_PAST = frozenset("united need indeed speed feed seed bed red exceed proceed succeed breed hundred".split())
_LEFT, _RIGHT = 24, 14  # tokens searched on each side of an expression


class Meaning(NamedTuple):
    """What an expression means: a value (None when nothing fixes it), its granularity, and how it is known."""

    value: str | None
    granularity: str
    note: str


class Found(NamedTuple):
    """An expression as a rule found it: tokens `first` up to but not including `last`, and what they mean."""

    first: int
    last: int
    meaning: Meaning


@dataclass(slots=True)
class Scene:
    """A text while its dates are read in order.

    `reference` is the day of publication, or the text's own dateline; `origin` says which (“in a report of …”).
    `last` is the last value resolved, `last_day` the last one that is a day,
    `last_token` where that mention ends; `day_first` the order of numeric
    dates, `order_note` how it is known; `years` are the years the text states.
    """

    tokens: Tokens
    reference: date | None
    origin: str
    years: tuple[int, ...]
    day_first: bool
    order_note: str
    last: str | None = None
    last_day: date | None = None
    last_token: int = 0

    def unknown(self, granularity: str, why: str = "the day of publication is unknown") -> Meaning:
        """The meaning of an expression that nothing fixes."""
        return Meaning(None, granularity, f"not fixed: {why}")

    def words(self, first: int, last: int) -> str:
        """The text from token `first` to before token `last`, in one line."""
        tokens = self.tokens
        return " ".join(tokens.text[tokens.starts[first] : tokens.ends[last - 1]].split())

    def said(self, first: int, last: int, meaning: str) -> str:
        """A note: “last week” in a report of 18 May 2023 is …"""
        return f"“{self.words(first, last)}” {self.origin} is {meaning}"


def origin_of(day: date, *, inferred: bool) -> str:
    """How notes name the day that relative expressions count from."""
    return f"in a text dated {plain_date(day)}" if inferred else f"in a report of {plain_date(day)}"


def weekday_name(day: date) -> str:
    """Monday to Sunday."""
    return WEEKDAY_NAMES[day.weekday()]


def _ends_sentence(tokens: Tokens, i: int) -> bool:
    if tokens.is_a(i, "BREAK"):
        return True
    if not tokens.is_a(i, "STOP"):
        return False
    if tokens.word(i) != "." or i == 0:
        return tokens.word(i) != ":"
    before = tokens.word(i - 1)  # an abbreviation or an initial (Mr. Gen. U.S.) ends no sentence
    return not (len(before) <= 3 and before[:1].isupper())


def _leaning(tokens: Tokens, i: int) -> int:
    """1 when token i speaks of the future, -1 of the past, 0 of neither."""
    word = tokens.word(i)
    if tokens.is_a(i, "WILL"):
        return 1
    low = word.lower()
    if low == "to":
        intends = tokens.word(i - 1).lower() in _LEADS_TO_INTENT
        return 1 if intends and tokens.word(i + 1)[:1].islower() else 0
    if low in _FUTURE and not (low == "may" and word[0] == "M"):
        return 1
    if tokens.word(i - 1).lower() in ("be", "being"):
        return 0  # the participle of “will be shut” says nothing; the verb before it does
    if low in _PAST or (low.endswith("ed") and len(low) > 4 and word[0].islower() and low not in _NO_PAST):
        return -1
    return 0


def direction(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """Whether tokens `first` to `last` speak of what is to come (1), what is past (-1) or cannot be told (0).

    The nearest verb cue of the sentence decides, those to the left before those to the right, as English puts
    its adverbials after the verb. Also returns how many tokens away the cue is (0 without one).
    """
    if first and tokens.word(first - 1).lower() in ("by", "until", "till"):
        return 1, 1
    for i in range(first - 1, max(-1, first - 1 - _LEFT), -1):
        if _ends_sentence(tokens, i):
            break
        if lean := _leaning(tokens, i):
            return lean, first - i
    for i in range(last, min(len(tokens.codes), last + _RIGHT)):
        if _ends_sentence(tokens, i):
            break
        if lean := _leaning(tokens, i):
            return lean, i - last + 1
    return 0, 0
