"""What a public set yields: figures as its paper defines them, ours beside them, and what others published."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from eval.report import aligned

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = frozenset(string.punctuation)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure: a share (0 to 1) over `n` items, and in a few words how it is defined."""

    name: str
    value: float
    n: int
    meaning: str

    @classmethod
    def mean(cls, name: str, values: Iterable[float | None], meaning: str) -> Figure:
        """The mean over the items that have a value; 0 for none."""
        counted = [value for value in values if value is not None]
        return cls(name, share(counted), len(counted), meaning)


@dataclass(frozen=True, slots=True)
class Published:
    """A figure of somebody else's: `value` is a share (0 to 1) under the same name, `source` where it is printed."""

    system: str
    name: str
    value: float
    source: str


@dataclass(frozen=True, slots=True)
class PublicResult:
    """A public set measured: by the measures of its paper, by our stricter ones, beside what others reached.

    `notes` tell in what the conditions differ, `asked` holds a record of each question where questions were asked.
    """

    set: str
    paper: tuple[Figure, ...]
    ours: tuple[Figure, ...]
    published: tuple[Published, ...]
    notes: tuple[str, ...] = ()
    asked: tuple[Any, ...] = ()


def share(reached: Sequence[float]) -> float:
    """The mean of values of 0 to 1; 0 for none."""
    return sum(reached) / len(reached) if reached else 0.0


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of precision and recall; 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def squad_tokens(text: str) -> list[str]:
    """The words of an answer as SQuAD compares them (Rajpurkar et al. 2016): lower case, no punctuation or articles."""
    bare = "".join(mark for mark in text.lower() if mark not in _PUNCTUATION)
    return _ARTICLES.sub(" ", bare).split()


def plain_tokens(text: str) -> list[str]:
    """As `squad_tokens`, articles kept (Kasai et al. 2023)."""
    return "".join(mark for mark in text.lower() if mark not in _PUNCTUATION).split()


def overlap_f1(predicted: Sequence[str], gold: Sequence[str]) -> float:
    """F1 over words counted as often as they occur; with no words on one side, 1 if both have none, else 0."""
    if not predicted or not gold:
        return float(list(predicted) == list(gold))
    common = sum((Counter(predicted) & Counter(gold)).values())
    return f1(common / len(predicted), common / len(gold))


def table(result: PublicResult) -> str:
    """The figures as a person reads them, in per cent, those of others beside them under the number of their source."""
    others: dict[tuple[str, str], dict[str, str]] = {}
    for one in result.published:
        others.setdefault((one.system, one.source), {})[one.name] = _percent(one.value)

    def beside(name: str) -> list[str]:
        return [values.get(name, "") for values in others.values()]

    rows = [
        *(("paper", f.name, _percent(f.value), *beside(f.name), str(f.n), f.meaning) for f in result.paper),
        *(("ours", f.name, _percent(f.value), *[""] * len(others), str(f.n), f.meaning) for f in result.ours),
    ]
    unmeasured = {one.name: None for one in result.published if one.name not in {f.name for f in result.paper}}
    rows += [("paper", name, "", *beside(name), "", "") for name in unmeasured]
    numbers = [f"[{number}]" for number in range(1, len(others) + 1)]
    notes = [
        *(f"{number} {system}: {source}" for number, (system, source) in zip(numbers, others, strict=True)),
        *(f"Note: {note}" for note in result.notes),
    ]
    return aligned((result.set, "measure", "here", *numbers, "n", "meaning"), rows) + "\n\n" + "\n".join(notes)


def _percent(value: float) -> str:
    return f"{100 * value:.1f}"
