"""The port of the reading step.

A reader takes a question and passages and gives, for each passage, the words that answer and how sure it is that
they do. `qa.reader.Reader` is the trained one; the tests have one that goes by shared words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from qa.records import Reading


class SpanReader(Protocol):
    """Picks the words of a passage that answer a question."""

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """One reading per passage, in order: the best span even when its score is not above 0."""

    def candidates(self, question: str, passages: Sequence[str], k: int) -> list[list[Reading]]:
        """Up to k readings per passage, best first, none overlapping another."""
