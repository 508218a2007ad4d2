"""How far an answer can be trusted: a probability from the signals of its evidence.

Logistic models of the form that `training/calibrate.py` fits, whose data are only a part of these: 250 open questions
of the evaluation, 960 about news that is not ours to ship, and 800 many of which only look as if they had an answer.
`Trust` counts the first two and a half times and the last half. The model card of the reader has its reliability.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from qa.records import Evidence

SOFTNESS = 4.0
"""Margin of the reader at which it counts as 73 % sure, and by which it is brought to 0 … 1."""


@dataclass(frozen=True, slots=True)
class Trust:
    """Coefficients of the logistic model."""

    bias: float = -4.14
    coverage: float = 2.17
    similarity: float = 0.48
    reading: float = 4.64
    suits: float = 1.2

    def of(self, evidence: Evidence) -> float:
        """Probability (0 to 1) that a sentence answers its question."""
        z = (
            self.bias
            + self.coverage * evidence.coverage
            + self.similarity * evidence.similarity
            + self.reading * sureness(evidence.reading)
            + self.suits * evidence.suits
        )
        return 1.0 / (1.0 + math.exp(-z))


_NEAR, _READ, _EVEN = 2.34, 4.66, 3.03


def likely(evidence: Evidence) -> bool:
    """Whether it is likelier than not that a sentence answers, by its nearness to the question and the reader alone.

    For questions in words that the document does not use, of which coverage tells little.
    """
    return _NEAR * evidence.similarity + _READ * sureness(evidence.reading) > _EVEN


def sureness(margin: float) -> float:
    """A reader's margin over not answering as a number from 0 to 1 (logistic); −inf gives 0."""
    return 0.0 if margin < -50 else 1.0 / (1.0 + math.exp(-margin / SOFTNESS))
