"""Thoughts told by `be`: `X is confident that …`, `X was critical of …`, `X is an opponent of …`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from index.clauses import Item, phrase_start, without_marks
from index.objects import object_end
from index.subject_phrases import thinker
from index.subjects import skip_back
from index.vocabulary import BE_FORMS, is_adverb

_ADJECTIVES = """
that: confident sure certain optimistic hopeful concerned worried afraid aware convinced adamant doubtful sceptical
that: skeptical glad happy pleased proud sorry surprised disappointed unaware grateful upset angry alarmed
to: willing unwilling ready eager reluctant determined keen prepared hesitant anxious happy glad pleased loath opposed
to: committed sympathetic open hostile receptive
about: concerned worried optimistic confident sceptical skeptical passionate enthusiastic pessimistic excited angry
about: upset serious nervous anxious unhappy coy
of: critical supportive skeptical sceptical wary fearful dismissive proud ashamed tired confident convinced mindful
of: disdainful aware unaware
with: angry frustrated unhappy disappointed impressed happy pleased satisfied
by: alarmed disappointed surprised impressed
"""
_SIDES = frozenset(
    "supporter supporters opponent opponents advocate advocates critic critics champion champions proponent proponents "
    "defender defenders backer backers admirer admirers foe foes".split()
)


@cache
def _openers() -> Mapping[str, frozenset[str]]:
    """Adjective of mind → the words that may open what it is about."""
    found: dict[str, set[str]] = {}
    for line in _ADJECTIVES.strip().splitlines():
        opener, words = line.split(": ")
        for word in words.split():
            found.setdefault(word, set()).add(opener)
    return MappingProxyType({word: frozenset(openers) for word, openers in found.items()})


def mind_at(items: Sequence[Item], k: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The content and the one who thinks so, as ranges of `items`, of an adjective or a noun of taking sides at `k`."""
    if k + 2 >= len(items) or items[k + 1].name is not None or items[k + 1].quote is not None:
        return None
    opener, first = items[k + 1].lower, k
    if items[k].lower in _SIDES and opener == "of":
        first = phrase_start(items, k)
    elif opener not in _openers().get(items[k].lower, ()):
        return None
    by = _who_is(items, first)
    if by is None:
        return None
    lo = k + 1 if opener == "to" else k + 2
    hi = _end(items, lo, opener)
    return ((lo, hi), by) if hi > lo else None


def mind_words() -> frozenset[str]:
    """The words that can say behind `be` what somebody thinks."""
    return frozenset(_openers()) | _SIDES


def _who_is(items: Sequence[Item], k: int) -> tuple[int, int] | None:
    """The subject of the form of `be` before `k`."""
    be = k - 1
    while be > 0 and items[be].word and (is_adverb(items[be].lower) or items[be].lower in {"so", "very", "more"}):
        be -= 1
    if be < 1 or items[be].name is not None or items[be].lower not in BE_FORMS:
        return None
    return thinker(items, skip_back(items, be)[0])


def _end(items: Sequence[Item], lo: int, opener: str) -> int:
    """One past the clause behind `that`, else past the object of the preposition."""
    _, hi = without_marks(items, lo, len(items))
    if opener == "that":
        return next((k for k in range(lo + 2, hi) if items[k].text in {";", "—"}), hi)
    return object_end(items, lo, hi)
