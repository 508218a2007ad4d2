"""The port of the reading step, and the reader that needs no training.

A reader takes a question and passages and gives, for each passage, the words that answer and how sure it is that
they do. The rule reader is the reference adapter: it looks for the sentence with most of the question's words and,
in it, for words of the kind that is asked for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from index.sentences import sentences
from qa.records import Reading
from qa.words import content_words, stem, stems

NOTHING = Reading(0, 0, "", -math.inf)


class SpanReader(Protocol):
    """Picks the words of a passage that answer a question."""

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """One reading per passage, in order: the best span even when its score is not above 0."""

    def candidates(self, question: str, passages: Sequence[str], k: int) -> list[list[Reading]]:
        """Up to k readings per passage, best first, none overlapping another."""


class RuleReader:
    """Reads by shared words: a sentence's score is the share of the question's words it holds, less `threshold`."""

    def __init__(self, threshold: float = 0.5) -> None:
        self._threshold = threshold

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """The best sentence of each passage."""
        return [found[0] if found else NOTHING for found in self.candidates(question, passages, 1)]

    def candidates(self, question: str, passages: Sequence[str], k: int) -> list[list[Reading]]:
        """The k best sentences of each passage."""
        asked = {stem(word) for word in content_words(question)}
        return [self._ranked(asked, passage)[:k] for passage in passages]

    def _ranked(self, asked: set[str], passage: str) -> list[Reading]:
        readings = []
        for start, end in sentences(passage):
            text = passage[start:end]
            share = len(asked & stems(text)) / len(asked) if asked else 0.0
            readings.append(Reading(start, end, text, share - self._threshold))
        return sorted(readings, key=lambda reading: (-reading.score, reading.start))
