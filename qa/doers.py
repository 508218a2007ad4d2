"""Whom a sentence tells to have done something: the subject of a verb, found by walking over names and words.

“*The Farmers' League and the mayor of Oxmere, Ada Roth*, called for …”, “among those who signed were *two wardens*”,
“it was backed by *Norway and Chile*”, “so did *the union*”.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.clauses import POSSESSIVES, Item, Material, noun_like, phrase_start
from index.facts import Facts
from index.lexer import lex
from index.quotes import find_quotes
from index.subject_phrases import main_subject
from index.subjects import antecedent, skip_back
from index.vocabulary import (
    AUXILIARIES,
    BE_FORMS,
    COORDINATORS,
    DETERMINERS,
    INNER_PREPOSITIONS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    is_adverb,
    is_finite,
)
from qa.thesaurus import is_past

_WHO = frozenset({"who", "which", "that"})
_ENDS = frozenset({".", ";", ":", "!", "?", "—", "–"})
_SAME = frozenset({"so", "the", "likewise"})  # “did so”, “did the same”
_DO = frozenset("do does did done".split())
_NOUNS_TOO = frozenset(
    "vote attack support protest call demand offer pledge promise arrest charge release award".split()
)
Span = tuple[int, int]
"""A stretch of a sentence, as a range of its items."""


def items_of(text: str, start: int, end: int, facts: Facts) -> list[Item]:
    """The words, names and quotations of the sentence `text[start:end]`; offsets count from its start."""
    sentence = text[start:end]
    low, high = (bisect_left(facts.names, at, key=lambda name: name.start) for at in (start, end))
    names = [replace(name, start=name.start - start, end=name.end - start) for name in facts.names[low:high]]
    return Material(sentence, lex(sentence), names, find_quotes(sentence)).items(0, len(sentence), 0)


def is_verb_at(items: Sequence[Item], k: int) -> bool:
    """Whether the word at `k` can be a verb: no owner, article or preposition but “to” stands right before it."""
    if not items[k].word or not k:
        return False
    before = items[k - 1]
    if items[k].lower in _NOUNS_TOO and (before.name is not None or noun_like(before)):
        # “the House vote”, but “the unions vote” and “Norway and Chile vote”
        return before.lower.endswith("s") or any(one.lower == "and" for one in items[max(k - 4, 0) : k])
    if before.name is not None or before.quote is not None:
        return True
    nominal = before.lower in DETERMINERS - {"that"} or before.text in POSSESSIVES
    return not nominal and (before.lower not in PREPOSITIONS - {"to"} or before.lower in COORDINATORS)


def doers(items: Sequence[Item], k: int) -> Iterator[Span]:
    """Those who do what the verb at `k` tells, and those of whom the same sentence says that they do it too."""
    j, passive = skip_back(items, k - 1)
    close = items[k + 1].lower if k + 1 < len(items) else ""
    reduced = close in {"by", "into"} and any(one.lower == "by" for one in items[k + 1 : k + 4])  # “signed into law by”
    if (passive or reduced) and is_past(items[k].lower):  # “they are against it” is no passive
        by = next((n for n in range(k + 1, min(k + 8, len(items))) if items[n].lower == "by"), None)
        found = None if by is None else _ahead(items, by + 1)
    elif j >= 2 and items[j].lower in _WHO and items[0].lower == "among" and j <= 3:
        found = _behind_be(items, k)
    else:
        found = _subject(items, j)
    if found is not None:
        yield found
    yield from those_who_too(items, k + 1)


THOSE = frozenset({"those", "people"})
_NO_OBJECT = frozenset("as to over with for after".split())  # “Lund picked as envoy”, as headlines say it


def undergoers(items: Sequence[Item], k: int) -> Iterator[Span]:
    """Those to whom is done what the verb at `k` tells: “*Roth* was held”, “police held *Roth and Vik* in Selby”,
    “*Roth* was among those held”, “among those held was *Roth*”."""
    j, passive = skip_back(items, k - 1)
    by, no_object = _subject(items, j), k + 1 < len(items) and items[k + 1].lower in _NO_OBJECT
    whom = by[0] - 1 if by is not None else -1
    if j == k - 1 and j > 0 and items[j].lower in THOSE and items[j - 1].lower == "among":
        found = _behind_be(items, k) if j == 1 else _subject(items, skip_back(items, j - 2)[0])
    elif not passive and whom > 0 and items[whom].lower in {"who", "whom", "that"}:  # “Roth, whom police held”
        found = _meant_by(items, whom)
    elif passive or no_object:
        found = by
    else:
        found = _ahead(items, k + 1) if is_past(items[k].lower) else None
    if found is not None:
        ends = (n for n in range(*found) if items[n].name is None and items[n].lower in INNER_PREPOSITIONS - {"of"})
        lo, hi = found[0], next(ends, found[1])
        yield from [(lo, hi)] if lo < hi else []
    yield from those_who_too(items, k + 1)


def those_who_too(items: Sequence[Item], k: int) -> Iterator[Span]:
    """Those of whom a sentence says from `k` on that they do the same: “as did *Roth*”, “*Roth* did so too”; from its
    beginning on, where it says no more than that."""
    for n in range(k, len(items) - 1):
        behind = items[n + 1].lower
        if items[n].lower in {"so", "as"} and items[n].name is None and behind in AUXILIARIES and n + 2 < len(items):
            opens = n == 0 or (k > 0 and (not items[n - 1].word or items[n - 1].lower in COORDINATORS))
            found = _ahead(items, n + 2) if opens and items[n + 2].lower not in SUBJECT_PRONOUNS else None
        elif items[n].lower in _DO and behind in _SAME and (n == 0 or items[n - 1].lower != "to"):
            same = behind != "the" or (n + 2 < len(items) and items[n + 2].lower == "same")
            found = _subject(items, skip_back(items, n - 1)[0]) if same else None
            found = found if found is None or k or found[0] <= 1 else None
        else:
            continue
        if found is not None:
            yield found


def _behind_be(items: Sequence[Item], k: int) -> Span | None:
    """Those whom a sentence names behind its “were”: “among those who had signed were *two wardens*”."""
    be = next((n for n in range(k, len(items)) if items[n].lower in BE_FORMS), None)
    return None if be is None else _ahead(items, be + 1)


def _ahead(items: Sequence[Item], lo: int) -> Span | None:
    """The noun phrases that begin at `lo`, up to the end of the clause."""
    hi = lo
    while hi < len(items) and (_in_phrase(items[hi]) or items[hi].text in {"(", ")"}):
        hi += 1
    while hi > lo and (items[hi - 1].lower in COORDINATORS | PREPOSITIONS or not items[hi - 1].text[0].isalnum()):
        hi -= 1
    return (lo, hi) if hi > lo else None


def _subject(items: Sequence[Item], j: int) -> Span | None:
    """The subject of a verb whose auxiliaries and adverbs begin behind `items[j]`."""
    if j < 0:
        return None
    j = _before_apposition(items, j)
    here = items[j]
    if here.name is None and (here.lower == "to" or here.lower in COORDINATORS):
        # “became the third partner to leave”, “read it and condemned it”: whose verb is the one before
        verb = _verb_before(items, j)
        return main_subject(items, j) if verb is None else _subject(items, skip_back(items, verb - 1)[0])
    if here.name is None and here.lower in _WHO:
        return _meant_by(items, j)
    if here.name is None and here.lower in SUBJECT_PRONOUNS:
        return j, j + 1
    if here.text == "," and (who := _relative_before(items, j)) is not None:
        return _meant_by(items, who)
    lo = j
    while lo >= 0 and _in_phrase(items[lo]):
        lo -= 1
    lo += 1
    inside = lo > 0 and items[lo - 1].text not in _ENDS and items[lo - 1].lower not in COORDINATORS
    if inside and noun_like(here):
        # a verb or a conjunction ends the walk: what stands before a comma is another clause's
        lo = max(lo, phrase_start(items, j))
    return _without_opening(items, lo, j + 1)


def _in_phrase(item: Item) -> bool:
    if item.quote is not None and item.end - item.start > 40:
        return False
    loose = item.lower in DETERMINERS - {"that"} | INNER_PREPOSITIONS | {"and", "as", "well"} or item.text == ","
    return item.name is not None or loose or noun_like(item) or item.text in POSSESSIVES


def _without_opening(items: Sequence[Item], lo: int, hi: int) -> Span | None:
    """A noun phrase without the adverbial that opens its sentence: “In Selby, | the union”."""
    while lo < hi:
        here = items[lo]
        plain = here.name is None and here.quote is None
        if plain and here.lower in PREPOSITIONS | {"as"}:
            comma = next((n for n in range(lo, hi) if items[n].text == ","), None)
            if comma is None:
                return None
            lo = comma + 1
        elif plain and (not here.text[0].isalnum() or here.lower in COORDINATORS or is_adverb(here.lower)):
            lo += 1
        else:
            break
    while hi > lo and items[hi - 1].name is None and not items[hi - 1].text[0].isalnum():
        hi -= 1
    return (lo, hi) if hi > lo else None


def _verb_before(items: Sequence[Item], j: int) -> int | None:
    """The last finite verb before `j`."""
    found = (n for n in range(j - 1, 0, -1) if items[n].word and is_finite(items[n].lower) and is_verb_at(items, n))
    return next(found, None)


def _relative_before(items: Sequence[Item], comma: int) -> int | None:
    """The “who” of the relative clause that ends at a comma: “Roth, | who leads the union, | said”."""
    for n in range(comma - 1, 0, -1):
        if items[n].text == ",":
            return None
        if items[n].name is None and items[n].lower in {"who", "which"} and items[n - 1].text == ",":
            return n
    return None


def _before_apposition(items: Sequence[Item], j: int) -> int:
    """Where a name ends behind which commas enclose what it is: “the *Union*, a group that sued the port, said”."""
    opens = next((n for n in range(j - 1, 0, -1) if items[n].text == ","), 0) if items[j].text == "," else 0
    return opens - 1 if opens and items[opens - 1].name is not None and items[opens + 1].lower in {"a", "an"} else j


def _meant_by(items: Sequence[Item], who: int) -> Span | None:
    """Whom a “who” stands for: of “Chile joined the countries that …” Chile, of “Roth, 46, who …” Roth."""
    aged = who > 3 and items[who - 1].text == items[who - 3].text == "," and items[who - 2].text.isdigit()
    found = antecedent(items, who - 2 if aged else who)
    return None if found is None else (found.lo, found.hi)


def several_in(items: Sequence[Item], span: Span) -> bool:
    """Whether a noun phrase joins several: an “and” stands outside its names."""
    return any(item.name is None and item.lower == "and" for item in items[slice(*span)])
