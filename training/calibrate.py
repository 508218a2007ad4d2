"""Fit `qa.trust`: `Trust` on the open questions of the evaluation, and with `--data` what `likely` weighs.

    .venv/bin/python training/calibrate.py
    .venv/bin/python training/calibrate.py --data ../shared/training

The best sentence of evidence for each question is one example: right when it holds the words that the case names as
evidence, wrong when it does not or when the documents do not answer. Logistic regression by Newton's method with a
small ridge; the reliability table at the end is over the frozen questions, which are not fitted.

`--data` takes the SQuAD 2.0 articles that the reader was not trained on instead, all of them in one index: the best
sentence is right when it holds an annotated answer. Each article is judged by what the others fit.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from mixes import HELD_SQUAD2
from numpy.typing import NDArray
from reader_data import Example as RawExample
from reader_data import held_out, load

from eval.matching import contains
from eval.records import Case, CaseSet, known_sets, load_cases
from eval.run import opened
from qa import Assistant
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


def fit(signals: Sequence[tuple[float, ...]], right: Sequence[bool]) -> Array:
    """Coefficients of the logistic model, the bias first, of shape (1 + signals,)."""
    x, y = _matrix(signals), np.array(right, dtype=float)
    w = np.zeros(x.shape[1])
    ridge = RIDGE * np.diag([0.0] + [1.0] * (x.shape[1] - 1))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (y - p) - ridge @ w
        curvature = (x * (p * (1 - p))[:, None]).T @ x + ridge
        w = w + np.linalg.solve(curvature, gradient)
    return w


def _matrix(signals: Sequence[tuple[float, ...]]) -> Array:
    return np.array([(1.0, *one) for one in signals])


def of(w: Array, signals: Sequence[tuple[float, ...]]) -> Array:
    """Probability (0 to 1) of each example."""
    return np.asarray(1 / (1 + np.exp(-_matrix(signals) @ w)))


def reliability(trust: Array, right: Array) -> Iterator[str]:
    """Rows of a table: trust from, to, examples, share right."""
    for low, high in pairwise(BINS):
        inside = (trust >= low) & (trust < high)
        if inside.any():
            yield f"| {low:.1f}–{high:.1f} | {inside.sum()} | {trust[inside].mean():.2f} | {right[inside].mean():.2f} |"


def read_apart(folder: Path) -> dict[str, list[tuple[tuple[float, ...], bool]]]:
    """By article: nearness and reading of the best sentence for each question, and whether it answers."""
    rows = load(folder / "squad2-tune.jsonl.gz")
    held: dict[str, list[RawExample]] = {}
    for row in rows:
        if held_out(row.group, HELD_SQUAD2):
            held.setdefault(row.group, []).append(row)
    found: dict[str, list[tuple[tuple[float, ...], bool]]] = {}
    with TemporaryDirectory() as work, Assistant.open(Path(work, "index"), alone=True) as assistant:
        texts = Path(work, "articles")
        texts.mkdir()
        for number, asked in enumerate(held.values()):
            paragraphs = dict.fromkeys(row.context for row in asked)
            (texts / f"{number}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
        assistant.index(texts)
        for group, asked in held.items():
            for row in asked:
                for best in assistant.evidence(row.question)[:1]:
                    right = any(contains(best.text, answer) for _, answer in row.answers)
                    found.setdefault(group, []).append(((best.similarity, sureness(best.reading)), right))
    return found


def fit_likely(folder: Path) -> None:
    """Print what `likely` weighs and its reliability, each article by the fit to the others."""
    found = read_apart(folder)
    everything = [one for examples in found.values() for one in examples]
    w = fit(*zip(*everything, strict=True))
    print("even, near, read =", ", ".join(f"{value:.2f}" for value in (-w[0], *w[1:])))
    told: list[Array] = []
    for group, examples in found.items():
        others = [one for name, kept in found.items() if name != group for one in kept]
        told.append(of(fit(*zip(*others, strict=True)), [signals for signals, _ in examples]))
    right = np.array([right for _, right in everything], dtype=float)
    print_table(reliability(np.concatenate(told), right))


def print_table(rows: Iterator[str]) -> None:
    """A Markdown table of reliability."""
    print("| trust | questions | mean | right |\n|---|---|---|---|")
    print("\n".join(rows))


def main() -> None:
    """Print the coefficients and the reliability table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    data: Path | None = parser.parse_args().data
    os.environ["DATELINE_PRECISION"] = "float32"  # as the evaluation runs
    if data is not None:
        fit_likely(data)
        return
    found = [e for s in known_sets().values() if not s.missing() for e in examples(s)]
    fitted = [e for e in found if e.case.split == "open"]
    kept = [e for e in found if e.case.split == "frozen"]
    w = fit([e.signals for e in fitted], [e.right for e in fitted])
    print("bias, coverage, similarity, reading, suits =", ", ".join(f"{value:.2f}" for value in w))
    print(f"fitted on {len(fitted)} questions, shown on {len(kept)}\n")
    print_table(reliability(of(w, [e.signals for e in kept]), np.array([e.right for e in kept], dtype=float)))


if __name__ == "__main__":
    main()
