"""What can be counted in one line of a capture: the features that the cleaning rules weigh."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from index.phrases import FUNCTION_WORDS, INTERFACE_WORDS, is_strong

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TERMINAL = re.compile(r"[.!?…]['\"”’»]?\s\([^()]{2,60}\)\.?$|[.!?…]['\"”’»)\]]*$|[\"”»]$")
_COUNT = re.compile(r"\d[\d.,]*")
_HASHTAG = re.compile(r"(?<!\w)#\w+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+(?:\s+\d{1,3}/\d{1,3})?|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
_CAMEL = re.compile(r"\b(?:icon|btn|nav|svg|logo)|(?:icon|btn|arrow|chevron)\b", re.I)
_SEPARATOR = re.compile(r"\s[|•·»›/>]\s|\s[|•»›]|[|•»›]\s|(?<=\S) {2,}(?=\S)|\t")


@dataclass(frozen=True, slots=True)
class Features:
    """Counts of one line. Shares are 0 to 1 of its words (of its characters for `digits`)."""

    words: int
    terminal: bool  # ends as a sentence does: . ! ? … or a closing quotation mark
    interface: float  # words of menus, buttons and section names, among those that are not function words
    function: float  # articles, prepositions, auxiliaries: prose has them, menus and names do not
    capitalised: float
    digits: float
    strong: bool  # a set phrase of pages talking about themselves
    mechanical: bool  # a counter, an address, a row of tags, one token over and over: nobody wrote this as prose
    separators: int  # | • » and the like between words


@lru_cache(maxsize=16_384)  # more than a page has lines: each is asked about many times
def features(text: str) -> Features:
    """Count one line (without white space at its ends). Linear in its length."""
    words = _WORD.findall(text)
    lower = [w.lower() for w in words]
    n = max(len(words), 1)
    telling = [w for w in lower if w not in FUNCTION_WORDS] or lower
    return Features(
        words=len(words),
        terminal=bool(_TERMINAL.search(text[-70:])),
        interface=sum(w in INTERFACE_WORDS for w in telling) / max(len(telling), 1),
        function=sum(w in FUNCTION_WORDS for w in lower) / n,
        capitalised=sum(w[0].isupper() for w in words) / n,
        digits=sum(map(str.isdigit, text)) / max(len(text), 1),
        strong=is_strong(text[:600]),
        mechanical=_mechanical(text, lower),
        separators=len(_SEPARATOR.findall(text[:2000])),
    )


def _mechanical(text: str, words: list[str]) -> bool:
    counts = set(words) <= {"k", "m"} and len(_COUNT.findall(text[:300])) > 1  # “👍 41 👁 2.1K”
    if not words or counts or (len(text) <= 300 and _ADDRESS.fullmatch(text)):
        return True
    if len(_HASHTAG.findall(text)) >= max(2, 0.6 * len(text.split())):
        return True
    if len(words) >= 8:
        glued = len(_CAMEL.findall(text))
        most = Counter(words).most_common(1)[0][1]
        return glued > 0.3 * len(words) or most > 0.35 * len(words)
    return False


def is_prose(f: Features) -> bool:
    """A line somebody wrote as a sentence: long enough, ended, with function words, not the page's own phrases."""
    ended = f.terminal or (f.words >= 30 and f.function >= 0.25)
    return f.words >= 8 and ended and f.function >= 0.12 and not f.strong and not f.mechanical


@lru_cache(maxsize=1024)  # the lines of a page, each asked about many times
def content_words(text: str) -> frozenset[str]:
    """Words of four letters and more that are not function words, cut to six letters: enough to tell a topic."""
    words = (word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text.lower()))
    return frozenset(w[:6] for w in words if len(w) >= 4 and w not in FUNCTION_WORDS)


def topic_of(sentences: Iterable[str]) -> frozenset[str]:
    """The content words of an article's first hundred sentences."""
    return frozenset[str]().union(*map(content_words, islice(sentences, 100)))
