"""How far an answer can be trusted: a probability from the signals of its evidence.

Logistic models as `training/calibrate.py` fits them. Both were fitted on 250 open questions of the evaluation, 960
about real news and 800 of which most have no answer and look as if they had; `Trust` counts the first two and a half
times and the last half. Of 520 questions about news that were not fitted, trust from 0.4 to 0.6 was right in 51 %, from
0.6 to 0.8 in 69 %, above in 92 %.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from qa.records import Evidence

SOFTNESS = 4.0
"""Margin of the reader at which it counts as 73 % sure, and by which it is brought to 0 … 1."""


@dataclass(frozen=True, slots=True)
class Trust:
    """Coefficients of the logistic model, as `training/calibrate.py` prints them."""

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

    It holds for questions in words that the document does not use.
    """
    return _NEAR * evidence.similarity + _READ * sureness(evidence.reading) > _EVEN


def sureness(margin: float) -> float:
    """A reader's margin over not answering as a number from 0 to 1 (logistic); −inf gives 0."""
    return 0.0 if margin < -50 else 1.0 / (1.0 + math.exp(-margin / SOFTNESS))
