"""Fit `qa.trust.Trust` on the open questions of the evaluation, and show how well it tells right from wrong.

    .venv/bin/python training/calibrate.py

The best sentence of evidence for each question is one example: right when it holds the words that the case names as
evidence, wrong when it does not or when the documents do not answer. Logistic regression by Newton's method with a
small ridge; the reliability table at the end is over the frozen questions, which are not fitted.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.matching import contains
from eval.records import Case, CaseSet, known_sets, load_cases
from eval.run import opened
from qa.records import Evidence
from qa.trust import sureness

RIDGE = 0.1
STEPS = 50
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """The signals of a question's best evidence, and whether it is the right sentence."""

    case: Case
    signals: tuple[float, ...]
    right: bool


def examples(case_set: CaseSet) -> Iterator[Example]:
    """One example per question of a set; questions with a filter or about comments are left out."""
    with opened(case_set) as assistant:
        for case in load_cases(case_set.path):
            if any(case.filters.arguments().values()) or case.reason == "outside_filter" or case.kind == "comment":
                continue
            chat = assistant.chat()
            for earlier in case.history:
                chat.ask(earlier)
            evidence = assistant.evidence(case.question, chat.turns)
            if evidence:
                best = evidence[0]
                yield Example(
                    case, (best.coverage, best.similarity, sureness(best.reading), best.suits), _right(best, case)
                )


def _right(evidence: Evidence, case: Case) -> bool:
    return any(
        contains(evidence.text, named.words) and Path(evidence.hit.document.path).name == named.document
        for named in case.evidence
    )


def fit(found: Sequence[Example]) -> Array:
    """Coefficients (bias, coverage, similarity, reading, suits) of the logistic model, shape (5,)."""
    x = np.array([(1.0, *e.signals) for e in found])
    y = np.array([e.right for e in found], dtype=float)
    w = np.zeros(x.shape[1])
    ridge = RIDGE * np.diag([0.0] + [1.0] * (x.shape[1] - 1))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (y - p) - ridge @ w
        curvature = (x * (p * (1 - p))[:, None]).T @ x + ridge
        w = w + np.linalg.solve(curvature, gradient)
    return w


def reliability(found: Sequence[Example], w: Array) -> Iterator[str]:
    """Rows of a table: trust from, to, examples, share right."""
    x = np.array([(1.0, *e.signals) for e in found])
    trust = 1 / (1 + np.exp(-x @ w))
    right = np.array([e.right for e in found], dtype=float)
    for low, high in pairwise(BINS):
        inside = (trust >= low) & (trust < high)
        if inside.any():
            yield f"| {low:.1f}–{high:.1f} | {inside.sum()} | {trust[inside].mean():.2f} | {right[inside].mean():.2f} |"


def main() -> None:
    """Print the coefficients and the reliability table."""
    os.environ["DATELINE_PRECISION"] = "float32"  # as the evaluation runs
    found = [e for s in known_sets().values() if not s.missing() for e in examples(s)]
    fitted = [e for e in found if e.case.split == "open"]
    kept = [e for e in found if e.case.split == "frozen"]
    w = fit(fitted)
    print("bias, coverage, similarity, reading, suits =", ", ".join(f"{value:.2f}" for value in w))
    print(f"fitted on {len(fitted)} questions, shown on {len(kept)}\n")
    print("| trust | questions | mean | right |\n|---|---|---|---|")
    print("\n".join(reliability(kept, w)))


if __name__ == "__main__":
    main()
