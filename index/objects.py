"""Where the object of a reporting verb ends: before what only tells when, where or why it was said, or goes on."""

from __future__ import annotations

from collections.abc import Sequence

from index.clauses import Item, has_finite, phrase_end
from index.cues import cue_verbs
from index.vocabulary import DETERMINERS, SUBJECT_PRONOUNS, is_adverb, is_finite

_TELLING_WHEN = frozenset("when while although though whereas during".split())
_TIMES = frozenset({"after", "before", "since", "until", "once"})  # before a clause or a time; `profit before safety`
_SPOKEN_IN = frozenset(
    "interview interviews statement speech tweet tweets post letter email e-mail ruling remarks article column memo "
    "briefing conference report message book address editorial debate rally".split()
)
_BREAKS = frozenset({"—", "–", "―", "-", "--", ";", ":"})
_RELATIVES = frozenset({"who", "which", "whose", "whom", "where"})


def object_end(items: Sequence[Item], lo: int, hi: int) -> int:
    """One past the last item of the object or infinitive `items[lo:hi]` begins with."""
    for k in range(lo + 1, hi):
        if items[k].quote is not None or items[k].name is not None:
            continue
        if _ends_at(items, lo, k, hi):
            return k
    return hi


def _ends_at(  # noqa: PLR0911 - a list of cases, the first that fits wins
    items: Sequence[Item], lo: int, k: int, hi: int
) -> bool:
    """Whether the object that begins at `lo` ends before the item at `k`."""
    item, following = items[k], items[k + 1] if k + 1 < hi else None
    if item.text in _BREAKS:
        return item.text != ":" or following is None or following.quote is None  # `… as follows: “…”`
    if following is None:
        return False
    if item.text == ",":
        return not _enumerates(items, k, hi)
    if item.lower in {"and", "but"}:
        return item.lower == "but" or _verb_at(items, k + 1, hi)
    if items[lo].lower == "to" and item.lower != "while":
        return False  # what is to be done may have its own time and place
    if item.lower in _TELLING_WHEN:
        return True
    if item.lower in _TIMES:
        timed = any(x.timed for x in items[k + 1 : min(k + 4, hi)])
        return timed or _clause_behind(items, k + 1, hi)
    if item.lower == "as":
        return following.lower in SUBJECT_PRONOUNS or _clause_behind(items, k + 1, hi)
    if item.lower in {"in", "on", "at"}:
        return _tells_where(items, k, hi)
    return False


def _enumerates(items: Sequence[Item], comma: int, hi: int) -> bool:
    """`tax, rent and pay`: whether a comma stands in a list that a conjunction ends."""
    for k in range(comma + 1, min(comma + 12, hi)):
        item = items[k]
        if item.plain in {"and", "or"}:
            return k > comma + 1 and not _verb_at(items, k + 1, hi)
        if item.plain in _RELATIVES or is_finite(item.plain):
            return False
    return False


def _verb_at(items: Sequence[Item], k: int, hi: int) -> bool:
    while k < hi and items[k].word and is_adverb(items[k].lower):
        k += 1
    if k >= hi or not items[k].word or items[k].capital:
        return False
    cues = cue_verbs().get(items[k].lower, ())
    return is_finite(items[k].lower) or any(c.form in {"past", "s"} for c in cues)


def _clause_behind(items: Sequence[Item], k: int, hi: int) -> bool:
    """Whether a noun phrase with its verb begins at `k`."""
    end = phrase_end(items, k, hi)
    return end > k and end < hi and items[end].word and has_finite(items, end, min(hi, end + 2))


def _tells_where(items: Sequence[Item], k: int, hi: int) -> bool:
    """`on Thursday`, `in a ruling`, `in July`: when or in what something was said."""
    following = items[k + 1]
    if following.timed:
        behind = k + 1  # `accused the firm on Tuesday | of theft`
        while behind < hi and items[behind].timed:
            behind += 1
        return behind >= hi or items[behind].lower not in {"of", "for", "as", "to", "that"}
    end = phrase_end(items, k + 1, hi)
    return following.lower in DETERMINERS and end > k + 1 and any(x.plain in _SPOKEN_IN for x in items[k + 1 : end])
