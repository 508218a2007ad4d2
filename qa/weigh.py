"""Retrieved passages become ranked sentences of evidence.

Three signals are added, each from 0 to about 1: how much of the question's weight in words the sentence and its
surroundings carry, how near the two lie as vectors, and how sure the reader is that the answer stands there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from index.facts import Facts, FactsCache
from qa.reading import SpanReader
from qa.records import Evidence, Hit, Question, Reading
from qa.words import Rarity, keys


class TextEmbedder(Protocol):
    """What weighing needs of an embedding model; llama-index's `BaseEmbedding` has it."""

    def get_query_embedding(self, query: str) -> list[float]:
        """The vector of a question."""

    def get_text_embedding_batch(self, texts: list[str]) -> list[list[float]]:
        """The vectors of several texts, in order."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts. `beside`, `titled` and `elsewhere` are what a question's word is worth that
    stands not in the sentence but in the one before or after, in the document's title, or elsewhere in it."""

    coverage: float = 0.45
    similarity: float = 0.35
    reading: float = 0.35
    spoken_of: float = 0.85
    beside: float = 0.5
    titled: float = 0.45
    elsewhere: float = 0.2


class Weigher:
    """Ranks the sentences of retrieved passages. `passages` is how many of the best passages are read."""

    def __init__(
        self,
        embedder: TextEmbedder,
        reader: SpanReader,
        facts: FactsCache,
        *,
        passages: int = 16,
        weights: Weights | None = None,
    ) -> None:
        self._embedder = embedder
        self._reader = reader
        self._facts = facts
        self._passages = passages
        self._weights = weights or Weights()

    def weigh(self, question: Question, hits: Sequence[Hit], rarity: Rarity) -> list[Evidence]:
        """All sentences of the best passages, best first, each sentence once."""
        read = list(hits[: self._passages])
        readings = self._readings(question, read)
        found: dict[tuple[str, int], Evidence] = {}
        for hit in read:
            facts = self._facts.of(hit.document)
            for place, sentence in enumerate(facts.sentences):
                if sentence.end <= hit.passage.start or sentence.start >= hit.passage.end:
                    continue
                key = (hit.document.id, sentence.start)
                if key in found:
                    continue
                coverage = self._coverage(question, hit, facts, place, rarity)
                reading, span = _at(readings[hit.document.id], sentence.start, sentence.end)
                found[key] = Evidence(hit, sentence.start, sentence.end, 0.0, coverage, 0.0, reading, span)
        return self._ranked(question, list(found.values()))

    def _readings(self, question: Question, hits: Sequence[Hit]) -> Mapping[str, list[Reading]]:
        """What the reader found, by document, with offsets in the document."""
        by_document: dict[str, list[Reading]] = {hit.document.id: [] for hit in hits}
        candidates = self._reader.candidates(question.text, [hit.passage.text for hit in hits], 4)
        for hit, found in zip(hits, candidates, strict=True):
            offset = hit.passage.start
            by_document[hit.document.id] += [
                Reading(r.start + offset, r.end + offset, r.text, r.score) for r in found if r.text
            ]
        return by_document

    def _coverage(self, question: Question, hit: Hit, facts: Facts, place: int, rarity: Rarity) -> float:
        """Share (0 to 1) of the question's words, by rarity, that stand in or around a sentence."""
        asked = question.keys
        if not asked:
            return 0.0
        text = hit.document.text
        around = facts.sentences[max(place - 1, 0) : place + 2]
        sentence = facts.sentences[place]
        worth: dict[str, float] = dict.fromkeys(asked, 0.0)
        weights = self._weights
        layers = (
            (text[sentence.start : sentence.end], 1.0),
            (_people_in(facts, sentence.start, sentence.end), weights.spoken_of),
            (" ".join(text[s.start : s.end] for s in around if s.kind == sentence.kind), weights.beside),
            (f"{hit.document.title} {hit.document.source or ''}", weights.titled),
            (hit.passage.text, weights.elsewhere),
        )
        for layer, value in layers:
            for key in asked & keys(layer):
                worth[key] = max(worth[key], value)
        return sum(worth[key] * rarity.weight(key) for key in asked) / rarity.total(asked)

    def _ranked(self, question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
        if not evidence:
            return []
        vectors = np.asarray(self._embedder.get_text_embedding_batch([e.text for e in evidence]))
        nearness = vectors @ np.asarray(self._embedder.get_query_embedding(question.text))
        weights = self._weights
        ranked = [
            Evidence(
                e.hit,
                e.start,
                e.end,
                weights.coverage * e.coverage + weights.similarity * float(near) + weights.reading * _squash(e.reading),
                e.coverage,
                float(near),
                e.reading,
                e.span,
            )
            for e, near in zip(evidence, nearness, strict=True)
        ]
        return sorted(ranked, key=lambda e: (-e.score, e.hit.document.path, e.start))


def _squash(margin: float) -> float:
    """A margin as a number from 0 to 1 (logistic); −inf gives 0."""
    return 0.0 if margin < -50 else 1.0 / (1.0 + math.exp(-margin))


def _at(readings: Sequence[Reading], start: int, end: int) -> tuple[float, tuple[int, int] | None]:
    """The best reading whose middle lies in a sentence: its score and its span cut to the sentence."""
    inside = [r for r in readings if start <= (r.start + r.end) // 2 < end]
    if not inside:
        return -math.inf, None
    best = max(inside, key=lambda r: r.score)
    return best.score, (max(best.start, start), min(best.end, end))


def _people_in(facts: Facts, start: int, end: int) -> str:
    """Full names and roles of those whom a sentence speaks of under any of their names."""
    spoken = []
    for actor in facts.actors:
        if any(start <= low < end for low, _ in actor.mentions):
            spoken += [actor.name, *(role.text for role in actor.roles)]
    return " ".join(spoken)
