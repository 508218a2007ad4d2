"""How far an answer can be trusted: a probability from the signals of its evidence.

A logistic model, fitted by `training/calibrate.py` on the open questions of the evaluation: of answers with a trust of
0.7, about seven in ten rest on the right sentence.
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

    bias: float = -3.79
    coverage: float = 1.92
    similarity: float = 1.51
    reading: float = 2.14
    suits: float = 2.15

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


def sureness(margin: float) -> float:
    """A reader's margin over not answering as a number from 0 to 1 (logistic); −inf gives 0."""
    return 0.0 if margin < -50 else 1.0 / (1.0 + math.exp(-margin / SOFTNESS))
