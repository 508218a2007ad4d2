"""What was said, by whom and when, over all documents: attributed statements in order of date."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.facts import FactsCache
from index.ports import PassageStore
from index.records import Document, Passage
from qa.about import Candidate, on_subject
from qa.attribute import actor_named
from qa.people import role_at
from qa.records import Attributed, Citation, Filters, Hit
from qa.register import Register
from qa.retrieve import Retriever
from qa.said import earliest, said_when, sentences_of
from qa.vectors import VectorCache
from qa.words import Rarity, content_words, keys

DOCUMENTS = 300  # read at most; a larger index is searched for those that name the actor or the subject
SAME_WORDS = 5  # a quotation of so many words that two outlets have alike is one statement


class Timeline:
    """Finds statements over an index."""

    def __init__(self, store: PassageStore, retriever: Retriever, vectors: VectorCache, facts: FactsCache) -> None:
        self._store = store
        self._retriever = retriever
        self._vectors = vectors
        self._facts = facts

    def entries(
        self, actor: str | None, about: str | None, rarity: Rarity, is_word: Callable[[str], bool]
    ) -> tuple[Attributed, ...]:
        """The statements of an actor, about a subject, or both, in order of date; what is undated comes last."""
        found = self._candidates(self.documents(actor, about), actor)
        if about:
            found = on_subject(found, about, rarity, is_word, self._vectors)
        entries = [_entry(candidate) for candidate in found]
        return tuple(sorted(_once(entries), key=in_order))

    def documents(self, actor: str | None, about: str | None) -> list[Document]:
        """The documents that are read for a timeline."""
        documents = list(self._store.documents())
        if len(documents) <= DOCUMENTS:
            return documents
        hits: list[Hit] = []
        for text in filter(None, (actor, about)):
            hits += self._retriever.search(text, content_words(text), Filters(), ("article",), DOCUMENTS)
        best = dict.fromkeys(hit.document.id for hit in sorted(hits, key=lambda hit: -hit.score))
        chosen = set(list(best)[:DOCUMENTS])
        return [document for document in documents if document.id in chosen]

    def _candidates(self, documents: Sequence[Document], actor: str | None) -> list[Candidate]:
        read = [(document, self._facts.of(document)) for document in documents]
        register = Register(read)
        meant = register.meant(actor) if actor else ()
        found = []
        for document, facts in read:
            passages: Sequence[Passage] = ()
            for statement in facts.statements:
                own = statement.speaker.lower() in {"i", "we"}  # the author of a text that speaks of itself
                speaker = document.author if own else statement.speaker
                if speaker is None:
                    continue
                person = register.of(document.id, speaker)
                if actor and not _is_meant(speaker, person, meant, actor):
                    continue
                passages = passages or self._store.passages(document.id)
                start, end = sentences_of(facts, statement)
                passage = next((p for p in passages if p.start <= start < p.end), None)
                if passage is None:
                    continue
                known = actor_named(facts, speaker)
                role = role_at(known, statement.speaker_start) if known else None
                role = role or (person.role_on(document.published) if person else None)
                name = person.name if person else speaker
                found.append(Candidate(document, facts, statement, name, role, start, end, passage))
        return found


def _is_meant(speaker: str, person: object, meant: Sequence[object], asked: str) -> bool:
    if person is not None:
        return any(person is one for one in meant)
    wanted = keys(" ".join(content_words(asked)))
    return bool(wanted) and wanted <= keys(speaker)


def _entry(one: Candidate) -> Attributed:
    statement, text = one.statement, one.document.text
    when = said_when(one.document, one.facts, statement)
    low, high = min(one.passage.start, one.start), max(one.passage.end, one.end)
    citation = Citation(1, text[one.start : one.end], one.start, one.end, text[low:high], one.document)
    words = " ".join(text[statement.start : statement.end].split())
    return Attributed(when.value, when.note, one.name, one.role, words, statement.quoted, statement.cue, citation)


def in_order(entry: Attributed) -> tuple[tuple[str, str], str, int]:
    """What entries are put in order by: their date, what is undated last, then where they stand."""
    return earliest(entry.date), entry.citation.document.path, entry.citation.start


def _once(entries: Sequence[Attributed]) -> list[Attributed]:
    """The same quotation told by several outlets once, with the earliest date and all outlets; of a statement and one
    inside it by the same speaker, the whole."""
    kept: list[Attributed] = []
    by_words: dict[tuple[str, str], int] = {}
    for entry in sorted(entries, key=lambda e: (in_order(e)[0], e.citation.document.id, -len(e.words))):
        where = entry.citation.document.id
        own = (one.words for one in kept if (one.actor, one.citation.document.id) == (entry.actor, where))
        if any(entry.words in words for words in own):
            continue
        plain = " ".join(re.findall(r"\w+", entry.words.lower()))
        key = (entry.actor, plain)
        if entry.quoted and len(plain.split()) >= SAME_WORDS and key in by_words:
            first = kept[by_words[key]]
            kept[by_words[key]] = first.told_also_by(entry)
            continue
        by_words.setdefault(key, len(kept))
        kept.append(entry)
    return kept
