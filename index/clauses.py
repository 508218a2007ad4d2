"""Clauses without a parser: noun phrases and finite verbs found by walking over words, names and quotations.

A clause is a list of items; a whole name is one item, and so is a whole quotation, so that nothing inside them is
mistaken for the grammar of the sentence around them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from index.cues import cue_verbs
from index.lexer import Token
from index.names import NameMention
from index.quotes import Quote
from index.vocabulary import (
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    INNER_PREPOSITIONS,
    NEGATIONS,
    PREPOSITIONS,
    ROLE_MODIFIERS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIME_MODIFIERS,
    TIME_WORDS,
    TITLES,
    is_adverb,
    is_finite,
    is_role,
)

_DATE_LIKE = re.compile(r"\d{4}|\d+[-:/]\d+(?:[-:/]\d+)?")
_ING_NOUNS = frozenset("warning posting reading ruling reporting feeling briefing cutting".split())
POSSESSIVES = frozenset({"'s", "’s"})
_OBJECT_PRONOUNS = frozenset("him her them us me it you himself herself themselves".split())
_PRONOUNS = SUBJECT_PRONOUNS | _OBJECT_PRONOUNS
_NOT_NOUNS = (
    DETERMINERS
    | PREPOSITIONS
    | AUXILIARIES
    | COORDINATORS
    | SUBORDINATORS
    | SUBJECT_PRONOUNS
    | NEGATIONS
    | _OBJECT_PRONOUNS
) - {"one", "more", "following", "round", "like"}


_STANDING = frozenset("retired elected appointed unnamed convicted disgraced embattled renowned acclaimed".split())
"""Participles that stand before an office as adjectives do."""


class Item(NamedTuple):
    """One word, mark, name or quotation of a clause, with offsets into the text."""

    start: int
    end: int
    text: str
    lower: str
    name: NameMention | None = None
    quote: Quote | None = None
    calendar: bool = False

    @property
    def word(self) -> bool:
        """A plain word, not a mark, name or quotation."""
        return self.name is None and self.quote is None and self.text[0].isalnum()

    @property
    def plain(self) -> str:
        """The word in lower case, "" where it is a name: nobody called Will is an auxiliary."""
        return self.lower if self.name is None else ""

    @property
    def mark(self) -> bool:
        """A punctuation mark."""
        return self.quote is None and not self.text[0].isalnum()

    @property
    def timed(self) -> bool:
        """A day, a month, or a word that tells a time."""
        return self.calendar or self.lower in TIME_WORDS

    @property
    def capital(self) -> bool:
        """Written with a capital."""
        return self.text[0].isupper()


class Material:
    """The words, names and quotations of one text, cut into the items of any stretch of it."""

    def __init__(
        self, text: str, words: Sequence[Token], names: Sequence[NameMention], quotes: Sequence[Quote]
    ) -> None:
        self.text = text
        self._words = words
        self._word_starts = [w.start for w in words]
        self._names = {n.start: n for n in names}
        self._quotes: dict[tuple[int, int], Quote] = {(q.start, q.depth): q for q in quotes}

    def items(self, start: int, end: int, depth: int) -> list[Item]:
        """Items of `text[start:end]`, quotations of this depth closed into one item each."""
        found: list[Item] = []
        words, quotes, names = self._words, self._quotes, self._names
        k, count = bisect_left(self._word_starts, start), len(words)
        while k < count and words[k].start < end:
            word = words[k]
            quote = quotes.get((word.start, depth))
            name = names.get(word.start)
            if word.text == "." and found and found[-1].calendar and k + 1 < count and words[k + 1].text[0].isdigit():
                k += 1  # of `Sept. 15`, which is read as `Sept 15`
                continue
            if quote is not None:
                item = Item(quote.start, quote.end, self.text[quote.start : quote.end], "“”", quote=quote)
            elif name is not None and name.end <= end:
                item = Item(name.start, name.end, name.text, name.text.lower(), name=name)
            else:
                item = Item(word.start, word.end, word.text, word.lower, calendar=word.calendar)
            found.append(item)
            k = bisect_left(self._word_starts, max(item.end, word.end), k)
        return found


def noun_like(item: Item) -> bool:
    """Whether the item can be part of a noun phrase between its determiner and its head."""
    if item.name is not None:
        return True
    if item.quote is not None:
        return item.end - item.start <= 60
    if item.text in POSSESSIVES or item.text in {"&", "-", "’", "'", "%"}:
        return True
    if item.timed or item.mark or item.lower in _NOT_NOUNS or _DATE_LIKE.fullmatch(item.text):
        return False
    if item.capital or item.lower in _STANDING:
        return not is_adverb(item.lower) or is_role(item.lower)
    return not is_adverb(item.lower) and not is_finite(item.lower) and not _only_verb(item.lower)


def _only_verb(lower: str) -> bool:
    cues = cue_verbs().get(lower)
    return cues is not None and all(c.form == "past" or (c.form == "ing" and lower not in _ING_NOUNS) for c in cues)


def without_marks(items: Sequence[Item], lo: int, hi: int) -> tuple[int, int]:
    """`items[lo:hi]` without the punctuation at either end."""
    while hi > lo and items[hi - 1].mark:
        hi -= 1
    while lo < hi and items[lo].mark:
        lo += 1
    return lo, hi


def phrase_start(items: Sequence[Item], last: int, bound: int = 0) -> int:
    """Index of the first item of the noun phrase that ends at `last`, looking left as far as `bound`."""
    lo = last
    while lo > bound:
        before, here = items[lo - 1], items[lo]
        if before.plain in DETERMINERS:
            lo -= 1
            if not (_hangs_on(items, lo, bound) or _coordinates(items, lo, last, bound)):
                break
            lo -= 1
        elif _year_of(items, lo - 1):
            lo -= 1
        elif noun_like(before) and not _ends_utterance(before) and not _dash(items, lo - 1):
            named = here.name is not None and here.name.kind in {"person", "other"}
            if named and not (_leads_to_name(before) or _bare_trade(items, lo - 1)):
                break
            if here.lower in DETERMINERS or (items[lo].lower in INNER_PREPOSITIONS and before.text in POSSESSIVES):
                break
            lo -= 1
        elif _hangs_on(items, lo, bound) or _coordinates(items, lo, last, bound):
            lo -= 1
        else:
            break
    while lo < last and (items[lo].lower in INNER_PREPOSITIONS or items[lo].lower in COORDINATORS or items[lo].mark):
        lo += 1
    return lo


def _dash(items: Sequence[Item], k: int) -> bool:
    """Whether a hyphen with spaces around it stands for a dash: `SELBY - | Farmers`."""
    return items[k].text == "-" and 0 < k < len(items) - 1 and items[k - 1].end < items[k].start


SHARES = frozenset(
    "one two three four five six seven eight nine ten some many most several all both each none few half dozens "
    "hundreds thousands".split()
)  # `one of | the doctors`


def is_person(item: Item) -> bool:
    """Whether an item is a person's name."""
    return item.name is not None and item.name.kind == "person"


def _ends_utterance(item: Item) -> bool:
    """A quotation whose last mark inside is a comma or an end mark belongs to the clause before."""
    return item.quote is not None and item.text.rstrip("\"'”’»“`")[-1:] in set(",.!?…—–")


def _leads_to_name(item: Item) -> bool:
    """Whether a word before a person's name belongs to it: a title, an office, a nationality, an organisation."""
    return item.name is not None or item.capital or is_role(item.lower) or item.lower in ROLE_MODIFIERS | TITLES


def _bare_trade(items: Sequence[Item], k: int) -> bool:
    """`…, dog | walker | Ada Lund`: what somebody does, between a mark and the full name; behind an article it may be
    what a clause is about (`the letter Ada Lund wrote`)."""
    trade = items[k].lower.endswith(("er", "or", "ist", "ian")) and len(items[k].lower) > _SHORT
    first = k - 1 if k > 1 and noun_like(items[k - 1]) and items[k - 1].plain else k
    opens = first > 0 and (items[first - 1].text == "," or items[first - 1].quote is not None)
    return trade and opens and not items[k].capital and " " in items[k + 1].text


_SHORT = 5  # letters of “river”, “paper”, “water”, which are none


def _year_of(items: Sequence[Item], k: int) -> bool:
    """`a | 2014 | study`: a year between an article or an owner and its noun."""
    if not 0 < k < len(items) - 1 or len(items[k].text) != 4 or not items[k].text.isdigit():
        return False
    return (items[k - 1].lower in DETERMINERS or items[k - 1].text in POSSESSIVES) and noun_like(items[k + 1])


def _hangs_on(items: Sequence[Item], lo: int, bound: int) -> bool:
    """Whether a preposition before `lo` ties the phrase to a noun further left (`mayor of | York`)."""
    if lo - 2 >= bound and items[lo - 1].lower == "of" and items[lo - 2].plain in SHARES:
        return True
    return (
        lo - 2 >= bound
        and items[lo - 1].plain in INNER_PREPOSITIONS
        and noun_like(items[lo - 2])
        and items[lo - 2].text not in POSSESSIVES
    )


def _coordinates(items: Sequence[Item], lo: int, last: int, bound: int) -> bool:
    """`Lund and Okafor`, `riders and their friends`: two of a kind joined by `and`."""
    if lo - 1 <= bound or items[lo - 1].lower != "and":
        return False
    left, right = items[lo - 2], items[lo]
    if right.name is not None or (right.lower in TITLES and items[lo + 1].name is not None):
        return left.name is not None
    right = items[last] if right.lower in {"their", "its"} else right
    return left.word and noun_like(left) and left.lower.endswith("s") and right.lower.endswith("s")


def phrase_end(items: Sequence[Item], first: int, bound: int | None = None) -> int:
    """One past the last item of the noun phrase that begins at `first`; equals `first` when none begins there."""
    stop = len(items) if bound is None else bound
    k = first
    while k < stop and items[k].plain in DETERMINERS:
        k += 1
    if k < stop and items[k].plain in _PRONOUNS:
        return k + 1
    head = k
    described = k + 1 < stop and items[k].word and items[k].lower.endswith("ed") and not items[k].capital
    if described and noun_like(items[k + 1]):
        k += 1  # by an adjective such as “unidentified”
    if k < stop and _year_of(items, k):
        k += 1
    while k < stop and noun_like(items[k]) and not (k > head and _ends_utterance(items[k])):
        office = items[k].text in POSSESSIVES or any(is_role(x.lower) for x in items[k : k + 2])
        if k > head and is_person(items[k - 1]) and not office:
            break  # but `Lund campaign | spokesman Bo Roth`
        k += 1
    if k == head:
        return first if k == first else k
    while k + 1 < stop and items[k].plain in {"of", "for", "to", "from"} | (
        {"at", "in"} if is_role(items[k - 1].lower) else set()
    ):
        tail = phrase_end(items, k + 1, bound)
        if tail == k + 1 or items[k + 1].lower in SUBJECT_PRONOUNS:
            break
        k = tail
    return k


def has_finite(items: Sequence[Item], lo: int, hi: int) -> bool:
    """Whether `items[lo:hi]` holds a finite verb outside quotations; a long quotation counts as a clause of its own."""
    for item in items[lo:hi]:
        if item.quote is not None and (item.end - item.start > 40 or item.text[1:2].islower()):
            return True
        if item.calendar or (item.text in POSSESSIVES and item is not items[lo]):
            continue  # “May” is no “may”
        if item.word and not (item.capital and item is not items[lo]):
            cues = cue_verbs().get(item.lower)
            if is_finite(item.lower) or (cues is not None and any(c.form in {"past", "s"} for c in cues)):
                return True
    return False


def skip_adverbials(items: Sequence[Item], k: int, stop: int) -> int:
    """Index after adverbs, times and places that stand between a reporting verb and what is reported."""
    while k < stop:
        item = items[k]
        if item.name is not None or item.quote is not None:
            break
        dated = item.text[0].isdigit() and k and items[k - 1].calendar
        if item.timed or dated or is_adverb(item.lower) or _is_time_modifier(items, k, stop):
            k += 1
        elif _counted_time(items, k, stop):
            k += 3
        elif item.lower in _ADVERBIAL_PREPOSITIONS and k + 1 < stop:
            owned = items[k + 1].calendar and k + 3 < stop and items[k + 2].text in POSSESSIVES
            if owned:
                k += 2  # `at | Friday’s meeting`
            elif items[k + 1].timed or items[k + 1].text[0].isdigit():
                k += 2
                continue
            after = day = phrase_end(items, k + 1, stop)
            while k + 1 < day < stop and (items[day].calendar or items[day].text[0].isdigit()):
                day += 1  # `in an | Aug 11 | post on X`
            if after == k + 1 or items[k + 1].lower in SUBJECT_PRONOUNS:
                break
            k = after if day == after else phrase_end(items, day, stop)
        else:
            break
    return k


_ADVERBIAL_PREPOSITIONS = frozenset(
    "on in at during after before to with from via through by of ahead following outside inside near for over under "
    "amid despite".split()
)


def _counted_time(items: Sequence[Item], k: int, stop: int) -> bool:
    """`answered | a day later | that …`."""
    if k + 2 >= stop or items[k + 1].lower not in TIME_WORDS:
        return False
    return items[k + 2].lower in {"later", "earlier", "ago", "before", "after"}


def _is_time_modifier(items: Sequence[Item], k: int, stop: int) -> bool:
    if items[k].lower not in TIME_MODIFIERS:
        return False
    after = items[k + 1 : min(k + 3, stop)]
    return any(a.timed or a.lower in TIME_MODIFIERS - {"that", "same"} for a in after)
