"""What the meaning of a date depends on: the day of the report, dates mentioned before, and the tense around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from index.date_tokens import Tokens
from index.timex import format_value
from index.years import WEEKDAY_NAMES, plain_date

_FUTURE = frozenset(
    "will shall would wo should may must upcoming coming "
    "begins starts opens meets ends expires takes arrives leaves returns"
    " faces ahead until till effective".split()
)
_ARRANGED = frozenset(
    "expected scheduled due slated planned planning plan plans set tentatively payable postponed".split()
)  # lead to a date to come when they stand before it: “scheduled for Friday”, not “On Friday they planned”
_LEADS_TO_INTENT = frozenset(
    "is are was were be been due plan plans planned planning expected expects expect agreed agrees agree promised"
    " promises vowed vows pledged pledges decided decides scheduled set wants want hopes hope hoped intends intend"
    " intended ready likely about aims threatened threatens slated supposed invited urged asked called going need needs"
    " prepares preparing prepared seeks meant proposed proposes proposal decision bid deadline"
    " prepare aim seek intend vow pledge promise decide".split()
)
_PAST = frozenset(
    "said told was were had did has been came went met took gave made held left got saw began won lost sent spoke wrote"
    " fell rose struck shot hit cut put led ran drew flew drove broke found heard kept knew paid read sold sank shut"
    " stood taught thought threw became brought built bought caught chose grew hung laid lay meant rang sat sought"
    " shook showed slept spent swore swept swam withdrew overthrew fled fought forgot froze hid quit rained"
    " snowed".split()
)
_NO_PAST = frozenset(
    "united need indeed speed feed seed bed red exceed proceed succeed breed hundred preferred proposed combined"
    " estimated limited related based required armed advanced detailed sacred naked wicked rugged alleged"
    " supposed".split()
)  # words in -ed that are rarely a verb in the past
_OCCASIONS = frozenset("day holiday festival final vote election elections polls anniversary deadline".split())
# “with Harbour Day on Monday”: what is named as still to come
_BEFORE_STATE = frozenset("be being is are am stay stays remain remains keep keeps".split())
_LEFT, _RIGHT = 24, 14  # tokens searched on each side of an expression
_END = 9


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
    `day_first` is the order of numeric dates, `order_note` how it is known; `years` are the years the text states.
    `last` is the last value resolved, `last_day` the last one that is a day, `last_quarter` the last quarter, each
    with the token after its mention. `leanings` is what `direction` has read, by token.
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
    last_quarter: str | None = None
    quarter_token: int = 0
    leanings: dict[int, int] = field(default_factory=dict)

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


def whole(match: re.Match[str], meaning: Meaning) -> list[Found]:
    """All that a rule has matched, as one expression."""
    return [Found(match.start(), match.end(), meaning)]


def group(scene: Scene, match: re.Match[str], *names: str) -> str | None:
    """The words, lower case, of the first of these groups that the rule has and that took part."""
    for name in names:
        if match.groupdict().get(name):
            return scene.words(match.start(name), match.end(name)).lower()
    return None


def told(scene: Scene, match: re.Match[str], value: str | None, granularity: str) -> Meaning:
    """A meaning that was counted from the day of publication; unknown without that day, or beyond the calendar."""
    if value is None:
        return scene.unknown(granularity, *(["beyond the calendar"] if scene.reference else []))
    return Meaning(value, granularity, scene.said(match.start(), match.end(), format_value(value)))


def weekday_name(day: date) -> str:
    """Monday to Sunday."""
    return WEEKDAY_NAMES[day.weekday()]


_OWNED = frozenset("a an the his her its their our my your this that no any new s 's ’s".split())


def _ends_sentence(tokens: Tokens, i: int) -> bool:
    if tokens.is_a(i, "BREAK"):
        return True
    if not tokens.is_a(i, "STOP"):
        return False
    if tokens.word(i) != "." or i == 0:
        return tokens.word(i) != ":"
    before = tokens.word(i - 1)  # an abbreviation or an initial (Mr. Gen. U.S.) ends no sentence
    return not (len(before) <= 3 and before[:1].isupper())


def _leaning(tokens: Tokens, i: int) -> int:  # noqa: PLR0911 - a list of cues, each with its answer
    """1 when token i speaks of the future (2: only of a date after it), -1 of the past, 0 of neither."""
    word = tokens.word(i)
    if tokens.is_a(i, "WILL"):
        return 1
    low, before = word.lower(), tokens.word(i - 1).lower()
    if low == "to":
        return 1 if before in _LEADS_TO_INTENT and tokens.word(i + 1)[:1].islower() else 0
    if low == "set" and tokens.word(i + 1) == "up":
        return 0 if before in _BEFORE_STATE or before == "to" else -1
    if low in _ARRANGED:
        return 2
    if low in _FUTURE and word != "May":
        return 1
    if before in _BEFORE_STATE or (before == "not" and tokens.word(i - 2).lower() in _BEFORE_STATE):
        return 0  # the participle of “will be shut”, “are closed” says nothing; a verb before it does
    owner = tokens.word(i - 2).lower() if before.endswith("ly") else before
    if low.endswith("ed") and owner in _OWNED - {"that", "this"}:
        return 0  # “their highly anticipated tour”, not “the tour that ended”
    if low in _PAST or (low.endswith("ed") and len(low) > 4 and word[0].islower() and not _adjective(low)):
        return -1
    return 0


def _adjective(word: str) -> bool:
    return word in _NO_PAST or (word.startswith("un") and word not in ("united", "undergone"))


def _noun_of_intent(tokens: Tokens, i: int) -> bool:
    """Whether the cue at token i is a noun, or a “to” that hangs on one: his plan to …, the government's promise."""
    noun = i - 1 if tokens.word(i).lower() == "to" else i
    return tokens.word(noun - 1).lower() in _OWNED


def _lean(scene: Scene, i: int) -> int:
    """As `_leaning`, or `_END` where a sentence ends; each token is looked at once."""
    known = scene.leanings.get(i)
    if known is None:
        known = _END if _ends_sentence(scene.tokens, i) else _leaning(scene.tokens, i)
        scene.leanings[i] = known
    return known


def _opens_range(tokens: Tokens, first: int) -> bool:
    """Whether “from” stands shortly before: “from March to May” looks back as well as ahead."""
    return any(tokens.word(i).lower() in ("from", "between") for i in range(first - 8, first - 1))


def _had_near(tokens: Tokens, first: int) -> bool:
    """Whether the verb of a sentence before or behind is in the past perfect."""
    for step in (-1, 1):
        for i in range(first, first + step * _LEFT // 2, step):
            if _ends_sentence(tokens, i) or not 0 <= i < len(tokens.codes):
                break
            if tokens.word(i).lower() in ("had", "hadn't", "hadn’t"):
                return True
    return False


def _points_ahead(tokens: Tokens, first: int) -> bool:
    """Whether the words right before say that a date lies ahead: by, until, as soon as, (extended) to, (is) on."""
    before, second = tokens.word(first - 1), tokens.word(first - 2)
    if before == "to":  # “the three months to December” are over
        return not (_opens_range(tokens, first) or tokens.is_a(first - 2, "UNITS", "UYEAR", "UQUARTER", "UHALF"))
    if before in ("on", "in"):
        occasion = second.lower() in _OCCASIONS and "with" in (
            tokens.word(i).lower() for i in range(first - 9, first - 2)
        )
        return second in ("is", "are") or occasion
    if before == "by" and _had_near(tokens, first):
        return False  # “by Tuesday the weir had burst”
    return before in ("by", "until", "till") or (before == "as" and second in ("soon", "early", "late"))


_DECLARES = frozenset("declared declares proclaimed proclaims designated designates named names".split())


def direction(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """Whether tokens `first` to `last` speak of what is to come (1), what is past (-1) or cannot be told (0).

    The nearest verb cue of the sentence decides, those to the left before those to the right, as English puts
    its adverbials after the verb; a verb right behind (“the office on Friday issued”) comes before both. Also
    returns how many tokens away the cue is (0 without one).
    """
    tokens = scene.tokens
    declared = tokens.word(first - 1).lower() in _DECLARES and tokens.word(last).lower() in {"as", "a", "an"}
    if declared or _points_ahead(tokens, first):  # “proclaimed Friday a day of mourning”
        return 1, 1
    if last < len(tokens.codes) and _lean(scene, last) in (1, -1):
        return _lean(scene, last), 1
    planned = 0  # where a noun of intent stands: “defended his plan to ban … on Thursday” goes by “defended”
    for i in range(first - 1, -1, -1):
        if first - i > (_LEFT if not planned else planned + _LEFT):
            break
        if lean := _lean(scene, i):
            if lean == _END:
                break
            if lean > 0 and _noun_of_intent(tokens, i):
                planned = planned or first - i
                continue
            return (1 if lean > 0 else -1), first - i
    if planned:
        return 1, planned
    for i in range(last, min(len(tokens.codes), last + _RIGHT)):
        lean = _lean(scene, i)
        if lean == _END:
            break
        if lean in (1, -1):
            return lean, i - last + 1
    return 0, 0
