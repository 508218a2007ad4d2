"""What was said: where the content of a reporting verb begins and ends in its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.clauses import POSSESSIVES, Item, has_finite, noun_like, phrase_end, phrase_start, skip_adverbials
from index.cues import Cue
from index.objects import object_end
from index.openings import Opening, opening, speech_like
from index.subjects import Subject
from index.vocabulary import (
    AUXILIARIES,
    COORDINATORS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    is_finite,
)

_EDGE_MARKS = frozenset({".", ";", ",", ":", "!", "—", "–", ")"})
_FRONTING = frozenset({"while", "although", "though", "if", "when", "whereas"})
_OPENING_CLAUSE = frozenset({"after", "before", "because", "since", "once", "until", "as"})  # only at the very start
_LONGEST_INSERTION = 5  # words between a quotation and its speaker
_MARKS_BEFORE_QUOTE = frozenset({",", ":", "—", "–", "-", "."})


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting verb at `items[at]` with its subject."""

    at: int
    cue: Cue
    subject: Subject

    @property
    def start(self) -> int:
        """Index of the first item of the reporting clause."""
        return self.subject.lo if self.subject.place == "before" else self.at

    @property
    def stop(self) -> int | None:
        """Index of the comma that ends what a participle at the head of the sentence reports."""
        return self.subject.lo - 1 if self.subject.place == "ahead" else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Content as `items[lo:hi]`."""

    lo: int
    hi: int


def contents(items: Sequence[Item], report: Report, others: Sequence[Report]) -> list[Stretch]:
    """The stretches a report is about: usually one, two when a quotation is split around the attribution."""
    if report.stop is not None:
        ahead = _right(items, report, ())
        return [] if ahead is None else [ahead]
    after = report.subject.hi if report.subject.place == "after" else report.at + 1
    left = _left(items, report, others)
    if left is not None and (_is_quotation(items, left) or report.subject.place == "after"):
        return [left, *_split_quotation(items, after, others, report)]
    right = None if report.subject.place == "after" else _right(items, report, others)
    if right is None and left is None:
        right = _rest(items, report, others)
    if right is not None:
        return [right]
    return [] if left is None else [left, *_split_quotation(items, after, others, report)]


def _rest(items: Sequence[Item], report: Report, others: Sequence[Report]) -> Stretch | None:
    """`Until then, X said, the road …`: an attribution put in after an opening that is no clause."""
    at = report.at
    if report.cue.takes("A"):  # `Nothing, X told me, would change`
        at = phrase_end(items, at + 1) - 1 if at + 1 < len(items) else at
    start = report.start
    inserted = start and items[start - 1].text == "," and at + 1 < len(items) and items[at + 1].text == ","
    if not inserted or not report.cue.takes("Q") or report.subject.place != "before":
        return None
    hi = _closing(items, at + 2, report, others) if at + 2 < len(items) else at
    while hi > at + 2 and items[hi - 1].text in _EDGE_MARKS:
        hi -= 1
    return Stretch(at + 2, hi) if hi > at + 3 and has_finite(items, at + 2, hi) else None


def _is_quotation(items: Sequence[Item], stretch: Stretch) -> bool:
    return speech_like(items[stretch.hi - 1]) or speech_like(items[stretch.lo])


def _left(  # noqa: PLR0911 - a list of cases, the first that fits wins
    items: Sequence[Item], report: Report, others: Sequence[Report]
) -> Stretch | None:
    """Content before `…, X said` or `…, said X`; an introductory phrase is no content."""
    if not report.cue.takes("Q") or report.subject.place == "shared":
        return None
    hi = _left_end(items, report.start)
    if hi is None:
        return None
    lo = 0
    for other in others:
        if other.at < report.start:
            lo = max(lo, (other.subject.hi if other.subject.place == "after" else other.at) + 1)
    if lo and hi and speech_like(items[hi - 1]):
        lo = hi - 1
    elif lo and not (items[hi].text == "," and _parenthetical(items, report)):
        return None
    else:
        lo = 0  # `The council rejected the bid, X said`: what others said or want is told with the rest
    lo = _past_dateline(items, hi) if lo == 0 else lo
    while lo < hi and items[lo].mark:
        lo += 1
    if lo >= hi or _titled(items, lo, hi):
        return None
    if speech_like(items[hi - 1]) or (items[hi - 1].quote is not None and items[hi - 1].text.count(" ") >= 2):
        return Stretch(_quote_clause_start(items, lo, hi), hi)
    if items[lo].plain in COORDINATORS and hi - lo > 1:
        lo += 1
    opens = speech_like(items[lo])  # `“I know I keep the town’s” rules, X said`
    if not (opens or (hi - lo >= 3 and has_finite(items, lo, hi))) or _only_introduces(items, lo, hi):
        return None
    return Stretch(lo, hi)


_LONGEST_DATELINE = 8  # items


def _past_dateline(items: Sequence[Item], hi: int) -> int:
    """Index behind the `SELBY, March 3 (Wire) —` that opens a report; 0 where nothing does."""
    if not items[0].text.isupper() or items[0].quote is not None:
        return 0
    for k in range(1, min(_LONGEST_DATELINE, hi - 1)):
        spaced = items[k - 1].end < items[k].start
        if items[k].text in {"—", "–", "--", "―"} or (items[k].text == "-" and spaced):
            return k + 1
        if items[k].word and not (items[k].capital or items[k].text[0].isdigit()):
            return 0
    return 0


def _titled(items: Sequence[Item], lo: int, hi: int) -> bool:
    """`On “Harbour News Sunday,” X said`: what stands in the marks is the title of a programme, a book or a paper."""
    item, before = items[hi - 1], items[max(hi - 2, lo)]
    words = item.text.strip("\"'“”‘’«»`.,").split()
    named = bool(words) and all(w[0].isupper() or w in _SMALL for w in words)
    placed = before.name is None and (before.lower in _PLACING or before.text in POSSESSIVES)
    return item.quote is not None and named and len(words) <= 7 and placed and not has_finite(items, lo, hi - 1)


_SMALL = frozenset("of the and in to & with on".split())
_PLACING = frozenset("on in of at to from with during for called programme program show podcast book".split())


def _left_end(items: Sequence[Item], start: int) -> int | None:
    """One past the content that stands before a reporting clause: behind its comma, or a quotation."""
    if start and items[start - 1].text in {",", "—", "–"}:
        described = start - 1 if start > 1 and speech_like(items[start - 2]) else _before_insertion(items, start - 1)
        return described or start - 1  # `“…,” a neighbour, X, said`
    if start and speech_like(items[start - 1]):
        return start
    return _before_insertion(items, start) or None


def _before_insertion(items: Sequence[Item], hi: int) -> int:
    """One past the utterance that ends a few words before the speaker: `“…,” | a weary X said`, `“…,” | on Monday X
    said`. 0 when there is none."""
    for k in range(hi - 1, max(hi - 1 - _LONGEST_INSERTION, -1), -1):
        item = items[k]
        if speech_like(item) and item.text.rstrip("\"'”’»“`")[-1:] in set(",!?"):
            return k + 1
        if not item.word or is_finite(item.lower) or item.lower in SUBORDINATORS | SUBJECT_PRONOUNS:
            return 0
    return 0


def _quote_clause_start(items: Sequence[Item], lo: int, hi: int) -> int:
    """Where the content ending in a quotation begins: with its own sentence when only the tail of it is quoted."""
    quotation = items[hi - 1]
    whole = quotation.text.lstrip("\"'“‘«`")[:1].isupper()
    previous = hi - 2
    if whole and previous >= lo and not (items[previous].text[0].isalnum() or items[previous].quote is not None):
        alone = items[previous].text in {":", ".", "!", "?", "…"} or not has_finite(items, lo, previous)
        return hi - 1 if alone else lo
    if whole and previous >= lo and not has_finite(items, lo, hi - 1):
        return hi - 1
    return lo


def _only_introduces(items: Sequence[Item], lo: int, hi: int) -> bool:
    """Whether the stretch is an opening phrase without the main clause that would follow its comma."""
    if not _introduces(items, lo):
        return False
    comma = next((k for k in range(lo, hi) if items[k].text == ","), hi)
    if items[lo].lower.endswith("ing"):
        verb = next((k for k in range(lo + 2, comma) if items[k].word and items[k].lower in AUXILIARIES), lo + 1)
        led = any(x.lower in SUBORDINATORS | {"to", "what"} for x in items[lo:verb])
        if verb > lo + 1 and not led and noun_like(items[verb - 1]):
            return False  # `Rising tides could flood the pier, X said`
    return not has_finite(items, comma + 1, hi)


_INTRODUCING = (PREPOSITIONS | SUBORDINATORS) - {"that", "whether"} | {"asked"}


def _introduces(items: Sequence[Item], lo: int) -> bool:
    return items[lo].plain in _INTRODUCING or items[lo].plain.endswith("ing")


def _split_quotation(items: Sequence[Item], after: int, others: Sequence[Report], report: Report) -> list[Stretch]:
    """The second part of `“…,” X said, “…”`."""
    later = [o.start for o in others if o.start > report.at and o.subject is not report.subject]
    limit = min(later, default=len(items))
    for k in range(after, min(limit, after + 30)):
        spoken = items[k - 1].text == "," and items[k].text[-2:-1] in {".", "!", "?"}
        if items[k].quote is not None and (spoken or items[k].end - items[k].start > 12):
            joined = items[k - 1].text in _MARKS_BEFORE_QUOTE or skip_adverbials(items, after, k) == k
            return [Stretch(k, k + 1)] if joined else []
    return []


def _right(items: Sequence[Item], report: Report, others: Sequence[Report]) -> Stretch | None:
    stop = len(items) if report.stop is None else report.stop
    begins = _relative(items, report) or opening(items, report.at, report.cue, stop)
    if begins is None:
        return None
    lo = begins.at
    hi = _closing(items, lo, report, others)
    if not begins.clause and report.cue.lemma != "accuse":  # an accusation has its own times and reasons
        hi = object_end(items, lo, hi)
    while hi > lo and (items[hi - 1].text in _EDGE_MARKS or items[hi - 1].lower in COORDINATORS):
        hi -= 1
    while lo < hi and items[lo].text in _EDGE_MARKS:
        lo += 1
    return Stretch(lo, hi) if hi > lo and any(x.text[0].isalnum() or x.quote for x in items[lo:hi]) else None


def _relative(items: Sequence[Item], report: Report) -> Opening | None:
    """`the tax, which she said | would fall`: the rest of a relative clause that a report is put into."""
    lo, k = report.subject.lo, report.at + 1
    if report.subject.place != "before" or not lo or not report.cue.takes("T") or k + 1 >= len(items):
        return None
    inserted = items[lo - 1].plain in {"which", "that", "who", "what"}
    goes_on = items[k].word and items[k].lower in AUXILIARIES and items[k].lower not in {"being", "been", "having"}
    return Opening(k, clause=True) if inserted and goes_on else None


def _closing(items: Sequence[Item], lo: int, report: Report, others: Sequence[Report]) -> int:
    """One past the last item of content that begins at `lo`: the end of the sentence unless another report begins."""
    if items[lo].quote is not None and _whole_quotation(items[lo]):
        return lo + 1
    hi = len(items) if report.stop is None else report.stop
    for other in others:
        if other.at <= lo or other.at == report.at:
            continue
        cut = _cut_before(items, other, lo)
        if cut is not None:
            hi = min(hi, cut)
    if report.stop is not None:
        return hi
    subject = report.subject
    behind = items[subject.hi : subject.hi + 2]
    fronted = (
        (subject.lo > 0 and items[subject.lo - 1].lower in _FRONTING and subject.place == "before")
        or (report.start == 1 and items[0].plain in _OPENING_CLAUSE)
        or (len(behind) == 2 and behind[0].text == "," and behind[1].lower in {"who", "which"})
    )
    for k in range(lo + 1, hi):
        if fronted and items[k].text == "," and k > lo + 1:
            return k
        if items[k].text == "," and k + 2 < hi and items[k + 1].lower == "according" and items[k + 2].lower == "to":
            return k
    return hi


def _whole_quotation(item: Item) -> bool:
    inner = item.text.strip("\"'“”‘’«»`")
    return (inner[:1].isupper() and inner[-1:] in set(",.!?…")) or len(inner) > 160


def _cut_before(items: Sequence[Item], other: Report, lo: int) -> int | None:
    """Where content is cut off by a later report that is not itself part of the content."""
    if other.subject.place == "shared":
        if other.subject.lo >= lo:
            return None
        k = other.at
        while k > max(lo, other.at - 6) and items[k].lower not in COORDINATORS and items[k - 1].text != ",":
            k -= 1
        if k - 1 > lo and items[k - 1].text == ",":
            return k - 1
        return k if k > lo and items[k].lower in COORDINATORS else None
    start = other.start
    if start <= lo:
        return None
    k = start
    if other.subject.place == "before" and k - 2 > lo and items[k - 1].text == "," and noun_like(items[k - 2]):
        described = phrase_start(items, k - 2, lo)  # what stands before a name in apposition
        if items[described - 1].plain in COORDINATORS | _FRONTING:
            start = k = described
    while k > lo and items[k - 1].plain in COORDINATORS | {"while", "as", "although", "though", "whereas"}:
        k -= 1
    if (
        k > lo
        and items[k - 1].text in {",", ";", "—"}
        and (k < start or items[k - 1].text == ";" or _parenthetical(items, other))
    ):
        return k - 1
    return None


def _parenthetical(items: Sequence[Item], other: Report) -> bool:
    """`…, X said.` at the end, or `…, X said, …`."""
    after = other.subject.hi if other.subject.place == "after" else other.at + 1
    if other.cue.takes("A") and after < len(items):  # `…, X told the paper on Monday.`
        after = skip_adverbials(items, max(phrase_end(items, after), after), len(items))
    return after >= len(items) or items[after].mark
