"""From single outcomes to figures: shares by set and kind with bootstrap intervals, and the abstention figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import mean, median
from typing import Any, TypeVar

import numpy as np

from eval.metrics import Verdict
from eval.records import Case
from eval.verdicts import Judged
from qa.records import Answer

RESAMPLES = 2000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case, its answer and verdict. `seconds` is the time of the last question alone; `error` is set on a crash."""

    set: str
    case: Case
    answer: Answer | None
    verdict: Verdict
    seconds: float
    error: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of one kind in one set; `kind` is `open`, `frozen` or `all` for halves and the whole.

    Shares are 0 to 1, None where nothing counts.

    `low` and `high` bound the share of right answers at 95 %; cases of one template are drawn together.
    """

    set: str
    kind: str
    n: int
    right: int
    low: float
    high: float
    cited: int
    recall: float | None


@dataclass(frozen=True, slots=True)
class SetFigures:
    """Figures that only a whole set has; shares are 0 to 1, None where nothing counts, `seconds` is the median."""

    set: str
    n: int
    abstention_precision: float | None
    abstention_recall: float | None
    reason_right: float | None
    valid: float
    supported: float
    numbers_stand: float
    words: float
    citations: float
    seconds: float
    errors: int


def bootstrap(values: Sequence[float]) -> tuple[float, float]:
    """95 % percentile interval of the mean by resampling with replacement (Efron 1979), the same every time."""
    if not values:
        return 0.0, 1.0
    drawn = np.random.default_rng(0).choice(np.asarray(values, dtype=float), (RESAMPLES, len(values)))
    low, high = np.percentile(drawn.mean(axis=1), (2.5, 97.5))
    return float(low), float(high)


def abstention_precision(outcomes: Sequence[Outcome]) -> float | None:
    """Refusals that were due / refusals; None when nothing was refused."""
    return _share([o.case.kind == "abstain" for o in outcomes if o.answer and o.answer.abstained])


def abstention_recall(outcomes: Sequence[Outcome]) -> float | None:
    """Refusals that were due / cases to refuse; None when there is none to refuse."""
    return _share([bool(o.answer and o.answer.abstained) for o in outcomes if o.case.kind == "abstain"])


def rows(judged: Sequence[Judged]) -> tuple[Row, ...]:
    """One row for each kind of each set in order of appearance, one for each half of a split set, last the whole."""
    made: list[Row] = []
    for name, of_set in grouped(judged, lambda case: case.set).items():
        groups = grouped(of_set, lambda case: case.kind)
        halves = grouped(of_set, lambda case: "frozen" if case.frozen else "open")
        if len(halves) > 1:
            groups |= {split: halves[split] for split in ("open", "frozen")}
        made += [_row(name, kind, cases) for kind, cases in (groups | {"all": of_set}).items()]
    return tuple(made)


def grouped(items: Iterable[T], by: Callable[[T], str]) -> dict[str, list[T]]:
    """Items by what `by` tells of them, in order of appearance."""
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(by(item), []).append(item)
    return groups


def _row(name: str, kind: str, cases: Sequence[Judged]) -> Row:
    units = grouped(cases, lambda case: case.unit).values()
    low, high = bootstrap([mean(case.right for case in unit) for unit in units])
    recalls = [case.recall for case in cases if case.recall is not None]
    return Row(
        set=name,
        kind=kind,
        n=len(cases),
        right=sum(case.right for case in cases),
        low=low,
        high=high,
        cited=sum(case.cited for case in cases),
        recall=mean(recalls) if recalls else None,
    )


def set_figures(outcomes: Sequence[Outcome]) -> tuple[SetFigures, ...]:
    """The figures of each set in order of appearance; words and citations are medians over answers not refused."""
    return tuple(_figures(name, of_set) for name, of_set in grouped(outcomes, lambda o: o.set).items())


def _figures(name: str, outcomes: Sequence[Outcome]) -> SetFigures:
    answered = [o.verdict for o in outcomes if o.answer and not o.answer.abstained]

    def among_answered(metric: Callable[[Verdict], bool]) -> float:
        return mean(map(metric, answered)) if answered else 0.0

    return SetFigures(
        set=name,
        n=len(outcomes),
        abstention_precision=abstention_precision(outcomes),
        abstention_recall=abstention_recall(outcomes),
        reason_right=_share([o.verdict.reason_right for o in outcomes if o.verdict.reason_right is not None]),
        valid=mean(o.verdict.valid for o in outcomes),
        supported=among_answered(lambda v: v.supported),
        numbers_stand=among_answered(lambda v: v.numbers_stand),
        words=median([v.words for v in answered] or [0]),
        citations=median([v.citations for v in answered] or [0]),
        seconds=median(o.seconds for o in outcomes),
        errors=sum(bool(o.error) for o in outcomes),
    )


def as_record(outcome: Outcome) -> dict[str, Any]:
    """One outcome as plain JSON data: the case, what was answered and cited, the verdict and why."""
    answer = outcome.answer
    return {
        "set": outcome.set,
        "case": outcome.case.model_dump(mode="json", exclude_defaults=True),
        "answer": answer.text if answer else "",
        "abstained": bool(answer and answer.abstained),
        "reason": answer.reason if answer else None,
        "understood": {"text": answer.question.text, "kind": answer.question.kind} if answer else None,
        "confidence": round(answer.confidence, 6) if answer else 0.0,
        "citations": [
            {"marker": c.marker, "document": c.document.path, "start": c.start, "end": c.end, "quote": c.quote}
            for c in (answer.citations if answer else ())
        ],
        "verdict": asdict(outcome.verdict),
        "seconds": round(outcome.seconds, 4),
        "error": outcome.error,
    }


def _share(values: Sequence[bool]) -> float | None:
    return mean(values) if values else None
