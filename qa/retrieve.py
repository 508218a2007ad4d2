"""A question becomes ranked passages: dense and lexical search, fused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from index.ports import PassageStore
from index.records import Document, PassageFilter, ScoredPassage, SpanKind
from qa.question_filters import same_outlet
from qa.records import Filters, Hit, Question
from qa.vectors import VectorCache
from qa.words import Rarity, keys

DEPTH = 40
"""How many passages each list gives before fusion, and more where more are wanted."""
CARRIED = 0.005
"""What a passage gains that has every word of the question, in units of the fused score: about ten ranks. Between 0.005
and 0.02 the right passage was among the first eight for 252 of 254 open questions of the evaluation, as it is among all
forty; by the fused score alone for 251, and among the first two for 241 and 234."""
SURELY, ENOUGH = 4, 0.5
"""How many hits are read in any case, and the share of the best one's words from which another is. That reads 4.8
passages a question instead of eight; of 276 open answers of the evaluation none changed by it."""
_TITLED = 0.45
"""Of a word that only the title or the outlet has."""


def foremost(
    question: Question, hits: Sequence[Hit], rarity: Rarity, *, most: int, all_alike: bool = False
) -> list[Hit]:
    """At most `most` hits that are to be read, those first that have more of the question's words.

    Only words are looked at, each by its weight: reading a passage costs far more. A hit after the first four that has
    little of what the best has is left out, unless all are to be taken alike or it has all whom the question names:
    “who is Lund's lawyer” is answered by “Lund's attorney, Ada Roth”.
    """
    asked = {key: rarity.weight(key) for key in question.keys}
    whole = sum(asked.values()) or 1.0

    def carried(hit: Hit) -> float:
        text, title = keys(hit.passage.text), keys(f"{hit.document.title} {hit.document.source or ''}")
        return sum(weight * (1.0 if key in text else _TITLED if key in title else 0.0) for key, weight in asked.items())

    shares = [carried(hit) / whole for hit in hits]
    order = sorted(range(len(hits)), key=lambda place: -hits[place].score - CARRIED * shares[place])[:most]
    least = 0.0 if all_alike else ENOUGH * max((shares[place] for place in order), default=0.0)
    named = [keys(name) for name in question.names]

    def read(rank: int, place: int) -> bool:
        there = keys(hits[place].passage.text) if named and rank >= SURELY else frozenset()
        return rank < SURELY or shares[place] >= least or (bool(named) and all(name & there for name in named))

    return [hits[place] for rank, place in enumerate(order) if read(rank, place)]


CONSTANT = 60  # the paper's k: how much the first ranks stand out


def reciprocal_rank(ranks: Sequence[Mapping[str, int]]) -> list[tuple[str, float]]:
    """Fuse ranked lists (Cormack, Clarke and Büttcher, SIGIR 2009): an item's score is Σ 1 / (60 + rank) over the lists
    that hold it, ranks from 1. Returns (item, score), best first; ties go by item."""
    scores: dict[str, float] = {}
    for ranking in ranks:
        for item, rank in ranking.items():
            scores[item] = scores.get(item, 0.0) + 1.0 / (CONSTANT + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


class Retriever:
    """Hybrid retrieval over a store."""

    def __init__(self, store: PassageStore, vectors: VectorCache) -> None:
        self._store = store
        self._vectors = vectors

    def retrieve(self, question: Question, k: int) -> list[Hit]:
        """The k best passages within the question's filters on publication and outlet, best first.

        Comments are left out unless the question is about them, and then they are all there is.
        """
        kinds: tuple[SpanKind, ...] = ("comment",) if question.about_comments else ("article",)
        about = " ".join((question.text, *question.context))
        return self.search(about, question.terms, question.filters, kinds, k)

    def search(
        self,
        text: str,
        terms: Sequence[str],
        filters: Filters,
        kinds: tuple[SpanKind, ...],
        k: int,
    ) -> list[Hit]:
        """Passages of the given kinds for a text (dense) and its terms (lexical), best first."""
        where = PassageFilter(
            after=filters.after, before=filters.before, sources=self._outlets(filters.sources), kinds=kinds
        )
        if filters.sources and not where.sources:
            return []  # an outlet that the index does not have
        depth = max(DEPTH, k)
        dense = self._store.dense(self._vectors.question(text).tolist(), depth, where)
        lexical = self._store.lexical(terms, depth, where) if terms else []
        return self._fused(dense, lexical)[:k]

    def _outlets(self, named: Sequence[str]) -> tuple[str, ...]:
        if not named:
            return ()
        known = self._store.outlets()
        return tuple(sorted(s for s in known if any(same_outlet(name, s) for name in named)))

    def _fused(self, dense: Sequence[ScoredPassage], lexical: Sequence[ScoredPassage]) -> list[Hit]:
        ranks = [{hit.passage.id: rank for rank, hit in enumerate(hits, 1)} for hits in (dense, lexical)]
        passages = {hit.passage.id: hit.passage for hit in (*dense, *lexical)}
        documents: dict[str, Document] = {}
        hits = []
        for passage_id, score in reciprocal_rank(ranks):
            passage = passages[passage_id]
            if passage.document_id not in documents:
                document = self._store.document(passage.document_id)
                if document is None:
                    continue  # removed by another process since the search
                documents[passage.document_id] = document
            hits.append(
                Hit(
                    passage,
                    documents[passage.document_id],
                    score,
                    ranks[0].get(passage_id),
                    ranks[1].get(passage_id),
                )
            )
        return _once(hits)


def _once(hits: Sequence[Hit]) -> list[Hit]:
    """The hits, but of a passage that copies share word for word only the one that was published first."""
    kept: list[Hit] = []
    places: dict[str, list[int]] = {}
    for hit in hits:
        alike = places.setdefault(" ".join(hit.passage.text.split()), [])
        place = next((n for n in alike if kept[n].document.one_source_with(hit.document)), None)
        if place is None:
            alike.append(len(kept))
            kept.append(hit)
        elif _age(hit.document) < _age(kept[place].document):
            kept[place] = replace(hit, score=kept[place].score)
    return kept


def _age(document: Document) -> tuple[date, str]:
    return document.published or date.max, document.path
