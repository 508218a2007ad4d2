"""Groups of people that “they” may mean: `the two unions`, `villagers`, `Ada Cole and Ben Cole`."""

from __future__ import annotations

from collections.abc import Sequence

from index.lexer import Token
from index.speakers import is_people
from index.vocabulary import AUXILIARIES, COORDINATORS, DETERMINERS, PREPOSITIONS, SUBJECT_PRONOUNS, is_finite, singular

_REACH = 14  # words from the start of a sentence within which its subject stands
_LONGEST = 5  # words of a group
_ALWAYS_PLURAL = frozenset("people police men women children families residents".split())


def group_in(words: Sequence[Token], lo: int, hi: int) -> tuple[int, int] | None:
    """The plural noun phrase that opens the sentence `words[lo:hi]`, after an adverbial with its comma if there is one:
    `On Monday, | the two unions | met`. As a range of words."""
    k = lo
    while k < min(hi, lo + _REACH):
        found = _group_at(words, k, hi)
        if found is not None:
            return found
        comma = next((c for c in range(k, min(hi, lo + _REACH)) if words[c].text == ","), None)
        if comma is None or not (words[k].lower in PREPOSITIONS or words[k].lower.endswith("ly")):
            return None
        k = comma + 1
    return None


def _group_at(words: Sequence[Token], k: int, hi: int) -> tuple[int, int] | None:
    for end in range(k + 1, min(k + 1 + _LONGEST, hi + 1)):
        word = words[end - 1]
        if end == k + 1 and word.lower in DETERMINERS - {"no", "neither"}:
            continue
        closed = PREPOSITIONS | COORDINATORS | AUXILIARIES | SUBJECT_PRONOUNS
        if not word.word or word.lower in closed or word.calendar:
            return None
        if _plural(word.lower) and (end == hi or not _continues(words[end])):
            return k, end
        if is_finite(word.lower) and word.lower not in DETERMINERS:
            return None
    return None


def _plural(lower: str) -> bool:
    return lower in _ALWAYS_PLURAL or (singular(lower) != lower and is_people(lower))


def _continues(word: Token) -> bool:
    """Whether a noun phrase goes on: `the unions | chairman`, `the ministers | 's`."""
    return word.text in {"'s", "’s", "'", "’"} or (word.word and not is_finite(word.lower) and is_people(word.lower))
