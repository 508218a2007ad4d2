"""Noun phrases that can be subjects: the first of a sentence, one in apposition, one that a participle describes."""

from __future__ import annotations

from collections.abc import Sequence

from index.clauses import POSSESSIVES, SHARES, Item, is_person, noun_like, phrase_end, phrase_start, without_marks
from index.speakers import can_speak, head_of, pronoun_of
from index.vocabulary import COORDINATORS, PREPOSITIONS, SUBJECT_PRONOUNS, SUBORDINATORS, is_adverb, is_finite


def main_subject(items: Sequence[Item], before: int) -> tuple[int, int] | None:
    """The first noun phrase of the sentence that a finite verb follows, after any opening adverbial."""
    k, _ = without_marks(items, 0, before)
    for _ in range(4):
        if k >= before:
            return None
        hi = phrase_end(items, k, before)
        opens = items[k].name is None and (
            items[k].lower in (PREPOSITIONS | SUBORDINATORS)
            or is_adverb(items[k].lower)
            or items[k].lower in COORDINATORS
            or items[k].lower.endswith("ing")
            or is_finite(items[k].lower)
        )
        if hi > k and not opens and items[k].quote is None:
            end = next((c for c in range(hi + 1, min(hi + 8, before)) if items[c].text == ","), None)
            if items[hi].text == "," and end is not None and (name := name_in_apposition(items, hi + 1, end)):
                return name, end
            return (k, _with_second(items, hi, before)) if can_speak(items, k, hi) else None
        comma = next((c for c in range(k, before) if items[c].text == ","), None)
        adverb = items[k].lower in COORDINATORS or is_adverb(items[k].lower)
        k = k + 1 if adverb else (comma + 1 if comma is not None else before)
    return None


def _with_second(items: Sequence[Item], hi: int, before: int) -> int:
    """Take in the second of two coordinated names: `Lund | and Okafor`."""
    joined = hi + 1 < before and items[hi].lower == "and"
    return hi + 2 if joined and items[hi - 1].name is not None and items[hi + 1].name is not None else hi


def series_start(items: Sequence[Item], lo: int, hi: int) -> int:
    """Where the people begin of whom `items[lo:hi]` names the last: `Ada Lund, the mayor Bo Roth and | Cy Marsh`."""
    if not is_person(items[hi - 1]):
        return lo
    if lo > 1 and items[lo - 1].lower == "and" and is_person(items[lo - 2]):
        lo = phrase_start(items, lo - 2)
    joined = any(items[k].plain == "and" for k in range(lo, hi))
    while joined and lo > 1 and items[lo - 1].text == "," and is_person(items[lo - 2]):
        lo = phrase_start(items, lo - 2)
    return lo


def described(items: Sequence[Item], k: int) -> tuple[int, int] | None:
    """The noun phrase that a participle that ends at `k`, with prepositions, describes: `emails | combed through by`,
    `a lawyer | representing`."""
    first = k
    while k > 0 and items[k].word and (items[k].lower in PREPOSITIONS or items[k].lower.endswith(("ed", "ing"))):
        k -= 1
    if not any(x.lower.endswith(("ed", "ing")) for x in items[k + 1 : first + 1]) or not noun_like(items[k]):
        return None
    lo = phrase_start(items, k)
    return (lo, k + 1) if can_speak(items, lo, k + 1) and items[k].quote is None else None


def is_plural(items: Sequence[Item], lo: int, hi: int) -> bool:
    """Whether a phrase takes the plain form of a verb: `voters say`, `Lund and Okafor say`, `eight of ten say`."""
    head = items[head_of(items, lo, hi)].lower
    several = head.endswith("s") or head in _PLURALS or (head in SHARES and head != "one")
    return several or any(x.plain == "and" for x in items[lo:hi])


_PLURALS = frozenset(
    "people men women children police they data media staff percent cent % republicans majority youth clergy".split()
)


def name_in_apposition(items: Sequence[Item], lo: int, hi: int) -> int | None:
    """Index of the person's name that alone, or with an office before it, fills `items[lo:hi]`."""
    name = items[hi - 1].name
    if hi <= lo or hi - lo > 6 or name is None or name.kind != "person":
        return None
    return hi - 1 if all(noun_like(x) and x.text not in POSSESSIVES for x in items[lo:hi]) else None


def thinker(items: Sequence[Item], j: int) -> tuple[int, int] | None:
    """The phrase that ends at `j` where it can be the subject of a thought: not one that a preposition governs."""
    if j < 0 or items[j].quote is not None:
        return None
    if pronoun_of(items[j]) in SUBJECT_PRONOUNS - {"it", "you", "who"}:
        return j, j + 1
    lo = phrase_start(items, j)
    governing = PREPOSITIONS - {"while", "as", "because"}
    governed = lo > 0 and items[lo - 1].plain in governing
    return (lo, j + 1) if noun_like(items[j]) and not governed and can_speak(items, lo, j + 1) else None


def opens_clause(items: Sequence[Item], lo: int) -> bool:
    before = items[lo - 1] if lo else None
    if before is None or not before.text[0].isalnum() or before.quote is not None:
        return True
    return before.lower in COORDINATORS or before.plain in SUBORDINATORS
