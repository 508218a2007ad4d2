"""What happened, and when: dated sentences of reports that nobody in them is speaking, in order of date.

They stand beside the statements of a timeline. A sentence is one when its day, week or month is known, when it is the
report's own and no part of what somebody said, and when it names the actor, or most of the subject, or means it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.dates import DateExpression
from index.facts import Facts, FactsCache, Sentence
from index.ports import PassageStore
from index.records import Document
from qa.coverage import spoken_of
from qa.days import is_dateline
from qa.records import Attributed, Citation
from qa.timeline import in_order
from qa.vectors import VectorCache
from qa.words import content_words, keys

ABOUT = 0.6  # share of the subject's words that a sentence must name
NEAR = 0.42  # or the cosine of sentence and subject
TITLED, NEAR_TITLED = 0.5, 0.34  # the same where sentence and headline together name so much of the subject
MOST = 60  # events told at most: those that name most of what was asked
ALIKE = 0.6  # share of the fewer words that two reports of one day have in common when they tell of one event
_EXACT = frozenset({"day", "time", "week", "month"})


def events(
    documents: Sequence[Document],
    actor: str | None,
    about: str | None,
    *,
    store: PassageStore,
    facts_cache: FactsCache,
    vectors: VectorCache,
) -> tuple[Attributed, ...]:
    """The events that concern an actor, a subject, or both, in order of date; `actor` of each is empty.

    The same event told by several outlets is told once, with the other outlets beside it.
    """
    found = [
        _Dated(document, sentence, date)
        for document in documents
        for facts in (facts_cache.of(document),)
        for sentence, date in _dated(document, facts)
        if not actor or _names(facts, sentence, actor)
    ]
    shares = _on_subject(found, about, vectors) if about else [1.0] * len(found)
    best = sorted((n for n, share in enumerate(shares) if share), key=lambda n: -shares[n])[:MOST]
    told = [entry for n in best if (entry := _told(found[n], store)) is not None]
    return tuple(_once(sorted(told, key=in_order)))


@dataclass(frozen=True, slots=True)
class _Dated:
    """A sentence of a report with the date it tells."""

    document: Document
    sentence: Sentence
    date: DateExpression

    @property
    def text(self) -> str:
        return self.document.text[self.sentence.start : self.sentence.end]


def _on_subject(found: Sequence[_Dated], about: str, vectors: VectorCache) -> list[float]:
    """How far each sentence is about a subject, from 0 to 1, by the words it names or by its meaning."""
    wanted = keys(" ".join(content_words(about)))
    if not wanted:
        return [0.0] * len(found)
    own = [len(wanted & keys(one.text)) / len(wanted) for one in found]
    titled = [len(wanted & (keys(one.text) | keys(one.document.title))) / len(wanted) for one in found]
    # Meaning is only asked for where a word of the subject stands near: it takes time for each sentence.
    near = [n for n, share in enumerate(titled) if share and own[n] < ABOUT]
    shares = [share if share >= ABOUT else 0.0 for share in own]
    if near:
        cosines = vectors.texts([found[n].text for n in near]) @ vectors.question(about)
        for n, cosine in zip(near, cosines, strict=True):
            named = own[n] and titled[n] >= ABOUT  # the headline may name what the sentence leaves out
            if named or cosine >= (NEAR_TITLED if titled[n] >= TITLED else NEAR):
                shares[n] = max(float(cosine), 0.9 * titled[n])
    return shares


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
        if sentence.kind == "article" and not spoken and not is_dateline(document.text, date.start, date.end):
            seen.add(place)
            yield sentence, date


def _names(facts: Facts, sentence: Sentence, actor: str) -> bool:
    """Whether a sentence names somebody, by a name, a pronoun or a role."""
    wanted, spoken = keys(" ".join(content_words(actor))), spoken_of(facts, sentence.start, sentence.end)
    return bool(wanted) and any(wanted <= keys(" ".join([o.name, *(r.text for r in o.roles)])) for o in spoken)


def _told(one: _Dated, store: PassageStore) -> Attributed | None:
    """The entry of a sentence; None where no passage holds it."""
    document, sentence = one.document, one.sentence
    passage = next((p for p in store.passages(document.id) if p.start <= sentence.start < p.end), None)
    if passage is None:
        return None
    low, high = min(passage.start, sentence.start), max(passage.end, sentence.end)
    cited = Citation(1, one.text, sentence.start, sentence.end, document.text[low:high], document)
    return Attributed(one.date.value, _note(one.date), "", None, " ".join(one.text.split()), False, "", cited)


def _note(date: DateExpression) -> str:
    return f"“{date.text}”" if date.note in {"", "stated"} else date.note


def _once(entries: Sequence[Attributed]) -> list[Attributed]:
    """Events of one day that two reports tell in much the same words once, with both outlets."""
    kept: list[Attributed] = []
    for entry in entries:
        own = keys(entry.words)
        days = ((n, keys(other.words)) for n, other in enumerate(kept) if other.date == entry.date)
        same = next((n for n, its in days if len(own & its) >= ALIKE * min(len(own), len(its))), None)
        if same is None:
            kept.append(entry)
        else:
            kept[same] = kept[same].told_also_by(entry)
    return kept
