"""Unanswerable questions made from answerable ones, in ways in which people make them.

A small reader goes by shared words; what it must learn is that one exchanged word can take the answer away. The ways:

- `other`: the passage of the same article that shares the most words with the question and lacks the answer;
- `swap`: a name, number or year of the question exchanged for another of the article that the passage lacks;
- `turn`: a word turned into its opposite, or, rarely, a negation put in;
- `cut`: the passage without the sentence that held the answer.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from reader_data import Example, words

Way = Literal["other", "swap", "turn", "cut"]

_PAIRS = (
    "first last|before after|most least|largest smallest|biggest smallest|highest lowest|oldest newest|early late|"
    "north south|northern southern|east west|eastern western|increase decrease|increased decreased|rise fall|"
    "rose fell|won lost|win lose|accept reject|accepted rejected|support oppose|supported opposed|begin end|"
    "began ended|start stop|started stopped|opened closed|open close|buy sell|bought sold|allowed banned|"
    "positive negative|public private|major minor|strong weak|success failure|male female|men women|more fewer|"
    "always never|maximum minimum|internal external|ancient modern|good bad|love hate|liked disliked|"
    "arrived left|founded dissolved|joined left|agreed refused|agree refuse|richest poorest|rich poor|old young|"
    "best worst|better worse|high low|import export|attack defend|create destroy|created destroyed|hot cold|"
    "inside outside|above below|upper lower|majority minority|gained lost|added removed|approved rejected|"
    "during after|under over|with without|longest shortest|shorter longer|long short|easy difficult|easier harder|"
    "greater smaller|higher lower|larger smaller|older younger|oldest youngest|faster slower|fastest slowest|"
    "married divorced|born buried|birth death|son daughter|father mother|brother sister|husband wife|king queen|"
    "teacher student|teachers students|winner loser|winners losers|employer employee|predecessor successor|"
    "built demolished|constructed demolished|raised lowered|rising falling|growing shrinking|grew shrank|"
    "expanded contracted|gain lose|gains losses|advantage disadvantage|advantages disadvantages|benefit harm|"
    "cause prevent|caused prevented|helped hindered|encouraged discouraged|permitted forbidden|legal illegal|"
    "natural artificial|similar different|common rare|known unknown|popular unpopular|important unimportant|"
    "visible hidden|urban rural|domestic foreign|national local|military civilian|religious secular|formal informal|"
    "summer winter|spring autumn|day night|morning evening|left right|front back|top bottom|near far|"
    "earliest latest|earlier later|beginning end|original final|previous next|former current|dead alive|"
    "died lived|killed saved|destroyed rebuilt|hired fired|appointed dismissed|elected defeated|promoted demoted|"
    "victory defeat|ally enemy|allies enemies|friend enemy|peace war|invaded defended|conquered surrendered|"
    "praised criticized|praise criticize|confirmed denied|confirm deny|admitted denied|included excluded|"
    "include exclude|contains lacks|has lacks|approve reject|borrow lend|borrowed lent|sent received|send receive|"
    "give take|gave took|given taken|arrive depart|entering leaving|enter leave|entered left|income expense|"
    "profit loss|heavy light|wet dry|warmer colder|wide narrow|thick thin|deep shallow|clean dirty|full empty|"
    "safe dangerous|cheap expensive|cheaper expensive|simple complex|active inactive|direct indirect|"
    "voluntary forced|temporary permanent|primary secondary|partial complete|physical mental|theory practice|"
    "supply demand|question answer|proved disproved|prove disprove|remember forget|found lost|friendly hostile"
)
OPPOSITES = {word: other for pair in _PAIRS.split("|") for word, other in (pair.split(), pair.split()[::-1])}
_AUXILIARY = re.compile(r"\b(did|does|do|was|were|is|are|has|have|had|can|could|would|will)\b", re.I)
_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][\w’'-]+(?: (?:of (?:the )?)?[A-Z][\w’'-]+)*")
_BEFORE_NAME = re.compile(r"(\w+)\W+$")
_PLACE_WORDS = frozenset({"in", "at", "near", "from", "to"})
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,.]*(?<![.,])(?!\w)")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+")
_CLOSEST = 3  # passages among which the one with the most words in common is drawn

_Slot = tuple[str, str]  # use and words


class Negatives:
    """Makes unanswerable examples out of answerable ones of the same articles."""

    def __init__(self, examples: Iterable[Example]) -> None:
        self._contexts: dict[str, dict[str, set[str]]] = defaultdict(dict)
        for example in examples:
            if example.context not in self._contexts[example.group]:
                self._contexts[example.group][example.context] = words(example.context)
        self._pools: dict[str, list[_Slot]] = {}

    def make(self, example: Example, way: Way, rng: random.Random) -> Example | None:
        """One unanswerable example made in the given way, or None where that way does not apply."""
        made = {"other": self._other, "swap": self._swap, "turn": _turn, "cut": _cut}[way](example, rng)
        return made and replace(made, start=0, end=0, kind=f"{example.kind}/{way}", answers=())

    def _other(self, example: Example, rng: random.Random) -> Example | None:
        asked = words(example.question)
        told = {text.lower() for _, text in example.answers}
        ranked = []
        for context, held in self._contexts[example.group].items():
            common = len(asked & held)
            if common and context != example.context and not any(text in context.lower() for text in told):
                ranked.append((common, context))
        ranked.sort(key=lambda pair: (-pair[0], pair[1]))
        return replace(example, context=rng.choice(ranked[:_CLOSEST])[1]) if ranked else None

    def _swap(self, example: Example, rng: random.Random) -> Example | None:
        if example.group not in self._pools:
            self._pools[example.group] = _slots("\n".join(sorted(self._contexts[example.group])))
        lowered = f"{example.context} {example.question}".lower()
        pool = [one for one in self._pools[example.group] if one[1].lower() not in lowered]
        spots = [match for pattern in (_NAME, _NUMBER) for match in pattern.finditer(example.question)]
        rng.shuffle(spots)
        for match in spots:
            use, blanks = _use(example.question, match), match.group().count(" ")
            fitting = [other for kind, other in pool if kind == use and abs(other.count(" ") - blanks) <= 1]
            if fitting:
                return _put(example, match, rng.choice(fitting))
        return None


def _slots(text: str) -> list[_Slot]:
    """The names and numbers of a text, each with what it stands for."""
    found = {(_use(text, match), match.group()) for pattern in (_NAME, _NUMBER) for match in pattern.finditer(text)}
    return sorted(found)


def _use(text: str, match: re.Match[str]) -> str:
    """What kind of word may stand there: a year, another number, a name with "the", one of a place, or any other."""
    if match.group()[0].isdigit():
        return "year" if len(match.group()) == 4 else "number"
    before = _BEFORE_NAME.search(text, max(0, match.start() - 20), match.start())
    word = before.group(1) if before else ""
    return "the" if word == "the" else "place" if word in _PLACE_WORDS else "name"


def _put(example: Example, match: re.Match[str], other: str) -> Example:
    return replace(example, question=example.question[: match.start()] + other + example.question[match.end() :])


def _turn(example: Example, rng: random.Random) -> Example | None:
    spots = [match for match in re.finditer(r"\w+", example.question) if match.group().lower() in OPPOSITES]
    if spots:
        match = rng.choice(spots)
        return _put(example, match, OPPOSITES[match.group().lower()])
    auxiliary = _AUXILIARY.search(example.question)
    if not auxiliary or rng.random() < 0.7:  # negated questions are easy to tell; a few are enough
        return None
    never = rng.choice(["not", "never"])
    at = auxiliary.end()
    return replace(example, question=f"{example.question[:at]} {never}{example.question[at:]}")


def _cut(example: Example, rng: random.Random) -> Example | None:  # noqa: ARG001 - one signature for all ways
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(example.context)), len(example.context)]
    spans = [(start, start + len(text)) for start, text in example.answers]
    left = "".join(
        example.context[start:end]
        for start, end in pairwise(cuts)
        if not any(start < there and here < end for here, there in spans)
    )
    if len(left) < 60 or any(text.lower() in left.lower() for _, text in example.answers):
        return None
    return replace(example, context=left)
