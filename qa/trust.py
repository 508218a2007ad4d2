"""How far an answer can be trusted: a probability from the signals of its evidence.

Logistic models, fitted by `training/calibrate.py`: `Trust` on the open questions of the evaluation (of answers with a
trust of 0.7, about seven in ten rest on the right sentence), `likely` on questions by other people.
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


_NEAR, _READ, _EVEN = 4.70, 3.06, 4.53


def likely(evidence: Evidence) -> bool:
    """Whether it is likelier than not that a sentence answers, by its nearness to the question and the reader alone.

    Fitted by `training/calibrate.py --data …` on questions of which half have no answer, and are made to look as if
    they had: it holds for questions in words that the document does not use, of which `Trust` knows little.
    """
    return _NEAR * evidence.similarity + _READ * sureness(evidence.reading) > _EVEN


def sureness(margin: float) -> float:
    """A reader's margin over not answering as a number from 0 to 1 (logistic); −inf gives 0."""
    return 0.0 if margin < -50 else 1.0 / (1.0 + math.exp(-margin / SOFTNESS))
