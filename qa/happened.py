"""What happened, and when: dated sentences of reports that nobody in them is speaking, in order of date.

They stand beside the statements of a timeline. A sentence is one when its day, week or month is known, when it is the
report's own and no part of what somebody said, and when it names the actor, or most of the subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.dates import DateExpression
from index.facts import Facts, FactsCache, Sentence
from index.ports import PassageStore
from index.records import Document
from qa.records import Attributed, Citation
from qa.said import earliest
from qa.words import content_words, keys

ABOUT = 0.6  # share of the subject's words that a sentence or its headline must name
MOST = 60  # events told at most: those that name most of what was asked
ALIKE = 0.6  # share of the fewer words that two reports of one day have in common when they tell of one event
_EXACT = frozenset({"day", "time", "week", "month"})
# “LINDMOUTH, May 3 (Sealine) —” dates the report and not what it tells
_DATELINE = re.compile(r"^\W*[A-Z][A-Z .'’-]+,\s*$")
_BEHIND_DATELINE = re.compile(r"^[\s\d,./]*(?:\([^)]*\)|/[^/]*/)?\s*[—–.-]")


def events(
    documents: Sequence[Document], actor: str | None, about: str | None, store: PassageStore, facts_cache: FactsCache
) -> tuple[Attributed, ...]:
    """The events that concern an actor, a subject, or both, in order of date; `actor` of each is empty.

    The same event told by several outlets is told once, with the other outlets beside it.
    """
    found: list[tuple[float, Attributed]] = []
    for document in documents:
        facts = facts_cache.of(document)
        for sentence, date in _dated(document, facts):
            share = _concerns(document, facts, sentence, actor, about)
            cited = _cited(document, sentence, store) if share else None
            if cited is not None:
                words = " ".join(cited.quote.split())
                found.append((share, Attributed(date.value, _note(date), "", None, words, False, "", cited)))
    best = sorted(found, key=lambda one: -one[0])[:MOST]
    return tuple(_once(sorted((entry for _, entry in best), key=_order)))


def _dated(document: Document, facts: Facts) -> Iterator[tuple[Sentence, DateExpression]]:
    """The sentences that are the report's own words, each with the first of its dates that is known closely."""
    said = [(statement.start, statement.end) for statement in facts.statements]
    seen: set[int] = set()
    for date in facts.dates:
        place = facts.sentence_at(date.start)
        if place is None or place in seen or not date.value or date.granularity not in _EXACT:
            continue
        sentence = facts.sentences[place]
        spoken = any(low < sentence.end and sentence.start < high for low, high in said)
        if sentence.kind == "article" and not spoken and not _is_dateline(document.text, sentence, date):
            seen.add(place)
            yield sentence, date


def _is_dateline(text: str, sentence: Sentence, date: DateExpression) -> bool:
    before, behind = text[sentence.start : date.start], text[date.end : date.end + 40]
    return bool(_DATELINE.match(before) and _BEHIND_DATELINE.match(behind))


def _concerns(document: Document, facts: Facts, sentence: Sentence, actor: str | None, about: str | None) -> float:
    """How much of what was asked for a sentence names, from 0 to 1; 0 where that is too little."""
    if actor and not _names(facts, sentence, actor):
        return 0.0
    wanted = keys(" ".join(content_words(about))) if about else frozenset()
    if not wanted:
        return 1.0 if actor else 0.0
    own = keys(document.text[sentence.start : sentence.end])
    share = len(wanted & own) / len(wanted)
    # What the headline names the sentence may leave out, but it has to name something itself.
    titled = len(wanted & (own | keys(document.title))) / len(wanted)
    return share if share >= ABOUT else 0.9 * titled if share and titled >= ABOUT else 0.0


def _names(facts: Facts, sentence: Sentence, actor: str) -> bool:
    """Whether a sentence names somebody, by a name, a pronoun or a role."""
    wanted = keys(" ".join(content_words(actor)))
    for one in facts.actors:
        known = keys(" ".join([one.name, *(role.text for role in one.roles)]))
        if not wanted or not wanted <= known:
            continue
        called = [start for start, name in facts.references if name == one.name]
        if any(sentence.start <= at < sentence.end for at in (*called, *(low for low, _ in one.mentions))):
            return True
    return False


def _cited(document: Document, sentence: Sentence, store: PassageStore) -> Citation | None:
    passages = store.passages(document.id)
    passage = next((p for p in passages if p.start <= sentence.start < p.end), None)
    if passage is None:
        return None
    text, low, high = document.text, min(passage.start, sentence.start), max(passage.end, sentence.end)
    return Citation(1, text[sentence.start : sentence.end], sentence.start, sentence.end, text[low:high], document)


def _note(date: DateExpression) -> str:
    return f"“{date.text}”" if date.note in {"", "stated"} else date.note


def _order(entry: Attributed) -> tuple[tuple[str, str], str, int]:
    return earliest(entry.date), entry.citation.document.path, entry.citation.start


def _once(entries: Sequence[Attributed]) -> list[Attributed]:
    """Events of one day that two reports tell in much the same words once, with both outlets."""
    kept: list[Attributed] = []
    for entry in entries:
        own = keys(entry.words)
        same = next((n for n, other in enumerate(kept) if other.date == entry.date and _alike(own, other.words)), None)
        if same is None:
            kept.append(entry)
        else:
            kept[same] = kept[same].told_also_by(entry)
    return kept


def _alike(own: frozenset[str], words: str) -> bool:
    other = keys(words)
    return len(own & other) >= ALIKE * min(len(own), len(other))
