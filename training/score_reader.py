"""Score a reader on what its training did not see, and find its threshold.

    python training/score_reader.py --data ../shared/training [--model FOLDER] [--tune] [--limit 1500] [--precision P]

Runs in the project's own environment, with the reader as it is at run time. Exact match and F1 as SQuAD defines them
(Rajpurkar et al., 2016): lower case, no punctuation, no articles; F1 over tokens, the best over all given answers; an
unanswerable question scores 1 when nothing is answered and else 0 (Rajpurkar et al., 2018). `--tune` prints the
threshold with the highest F1 on the held-out part of `squad2-tune`, and what two halves of its articles score with
each other's threshold, which is the honest figure.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from mixes import HELD_SHIFTS, HELD_SQUAD2
from reader_data import Example, held_out, load

from eval.public.asked import evenly
from eval.public.figures import overlap_f1, squad_tokens
from qa.reader import FOLDER, Reader


@dataclass(frozen=True, slots=True)
class Scored:
    """One question: the reading's score, and what it earns when its span is given."""

    example: Example
    score: float
    exact: float
    f1: float


def score(reader: Reader, examples: Sequence[Example]) -> list[Scored]:
    """Ask every question of its passage."""
    by_question = [reader.read(example.question, [example.context])[0] for example in examples]
    scored = []
    for example, reading in zip(examples, by_question, strict=True):
        told = [text for _, text in example.answers]
        exact = max((float(squad_tokens(reading.text) == squad_tokens(text)) for text in told), default=0.0)
        best = max((overlap_f1(squad_tokens(reading.text), squad_tokens(text)) for text in told), default=0.0)
        scored.append(Scored(example, reading.score, exact, best))
    return scored


def with_switch(scored: Sequence[Scored], threshold: float) -> tuple[float, float]:
    """Mean exact match and F1 in per cent when only scores above the threshold are answered."""
    exact, best = [], []
    for one in scored:
        answered = one.score > threshold
        exact.append(one.exact if answered else float(not one.example.answerable))
        best.append(one.f1 if answered else float(not one.example.answerable))
    return 100 * float(np.mean(exact)), 100 * float(np.mean(best))


def tuned(scored: Sequence[Scored]) -> float:
    """The threshold with the highest F1; of equals the middle one."""
    tries = np.linspace(-12, 12, 241)
    values = np.array([with_switch(scored, threshold)[1] for threshold in tries])
    return float(np.median(tries[values >= values.max() - 0.05]))


def report_answerable(name: str, scored: Sequence[Scored]) -> None:
    """Exact match and F1 over answerable questions, without a switch."""
    ones = [one for one in scored if one.example.answerable]
    if ones:
        exact, best = (100 * float(np.mean([getattr(one, key) for one in ones])) for key in ("exact", "f1"))
        print(f"{name:36}{len(ones):6} questions   EM {exact:5.1f}   F1 {best:5.1f}")


def report_switch(scored: Sequence[Scored], tune: bool) -> None:
    """Exact match and F1 over all questions, abstaining below the threshold."""
    nothing = 100 * float(np.mean([not one.example.answerable for one in scored]))
    exact, best = with_switch(scored, 0.0)
    print(f"{'squad2-tune held out, score > 0':36}{len(scored):6} questions   EM {exact:5.1f}   F1 {best:5.1f}")
    print(f"{'  always abstaining':36}{'':6}             F1 {nothing:5.1f}")
    if not tune:
        return
    groups = sorted({one.example.group for one in scored})
    halves = [[one for one in scored if one.example.group in groups[at::2]] for at in (0, 1)]
    crossed = [with_switch(half, tuned(other))[1] for half, other in (halves, halves[::-1])]
    weighted = float(np.average(crossed, weights=[len(half) for half in halves]))
    print(f"  each half with the other's threshold: F1 {weighted:.1f}")
    threshold = tuned(scored)
    print(
        f"  threshold with the highest F1: {threshold:+.2f} over the stored, F1 {with_switch(scored, threshold)[1]:.1f}"
    )


def report_reliability(scored: Sequence[Scored]) -> None:
    """How often a span of a given score is right (F1 of at least a half), unanswerable questions counted as wrong."""
    print("  score            spans   right")
    for low, high in pairwise((-np.inf, -6, -4, -2, 0, 2, 4, 6, np.inf)):
        inside = [one.f1 >= 0.5 for one in scored if low < one.score <= high]
        if inside:
            print(f"  {low:+5.0f} to {high:+5.0f}   {len(inside):6}   {np.mean(inside):5.0%}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=FOLDER)
    parser.add_argument("--tune", action="store_true")
    parser.add_argument("--limit", type=int, default=10_000, help="questions of each file, spread evenly")
    parser.add_argument("--precision", choices=("float32", "auto"), default="float32", help="auto: as people run it")
    options = parser.parse_args()
    reader = Reader.load(precision=options.precision, folder=options.model)
    sets: dict[str, list[Example]] = defaultdict(list)
    for example in load(options.data / "squadshifts.jsonl.gz"):
        if held_out(example.group, HELD_SHIFTS):
            sets[example.kind].append(example)
    for name, examples in sorted(sets.items()):
        report_answerable(name, score(reader, evenly(examples, options.limit // len(sets))))
    held = [one for one in load(options.data / "squad2-tune.jsonl.gz") if held_out(one.group, HELD_SQUAD2)]
    scored = score(reader, evenly(held, options.limit))
    report_answerable("squad2-tune held out, answerable", scored)
    report_switch(scored, options.tune)
    report_reliability(scored)


if __name__ == "__main__":
    main()
