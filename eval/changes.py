"""From two runs to what changed: by set and kind with its bootstrap interval, case by case, and whether it is a fall.

The one rule of the gate, `falls`, is explained in eval/README.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

from eval.summary import bootstrap, grouped
from eval.verdicts import LEVELS, Judged

MOST_LOST = 0.02
"""Share of all compared cases that may do worse than before."""
ALWAYS_SPARED = 3
"""So many lost cases are never a fall, however small the run: another CPU rounds otherwise."""
FEWEST = 10
"""A kind with fewer cases is only counted among all of them."""


@dataclass(frozen=True, slots=True)
class Change:
    """A case that both runs asked, judged by each; `weight` is 1, or the case's share of its template."""

    before: Judged
    after: Judged
    weight: float = 1.0

    @property
    def worse(self) -> bool:
        """Whether the case did better before."""
        return self.after.level < self.before.level


@dataclass(frozen=True, slots=True)
class KindChange:
    """One kind of one set in both runs, over the cases both asked; `kind` is `all` for the whole set.

    `right` and `cited` are counts (before, after), `gained` and `lost` cases that changed either way. `low` and `high`
    bound the mean change of the level of a case (−1 to 1, 0.5 a step), 95 % by resampling; templates count once.
    """

    set: str
    kind: str
    n: int
    right: tuple[int, int]
    cited: tuple[int, int]
    gained: int
    lost: int
    units: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side: `pairs` in order of the later run, `gone` and `new` asked by one of them alone.

    Only sets that both runs have are compared.
    """

    kinds: tuple[KindChange, ...]
    pairs: tuple[Change, ...]
    gone: tuple[Judged, ...]
    new: tuple[Judged, ...]

    @property
    def changed(self) -> tuple[Change, ...]:
        """The cases judged otherwise than before."""
        return tuple(pair for pair in self.pairs if pair.before.level != pair.after.level)

    @property
    def reworded(self) -> tuple[Change, ...]:
        """The cases judged as before, but answered or cited otherwise, where both runs kept their answers."""
        same = (pair for pair in self.pairs if pair.before.level == pair.after.level)
        return tuple(pair for pair in same if differing(pair.before.record, pair.after.record))

    @property
    def lost(self) -> tuple[Change, ...]:
        """What got worse."""
        return tuple(change for change in self.changed if change.worse)

    @property
    def gained(self) -> tuple[Change, ...]:
        """What got better."""
        return tuple(change for change in self.changed if not change.worse)


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two records of a case tell other answers, or other words cited for them."""
    told = ([r["answer"], [c["quote"] for c in r["citations"]]] for r in (one, other) if r)
    first = next(told, None)
    return any(answer != first for answer in told)


def compare(before: Sequence[Judged], after: Sequence[Judged]) -> Comparison:
    """What changed from one run to another, case by case, over the sets that both have."""
    shared = {case.set for case in before} & {case.set for case in after}
    then = {(case.set, case.id): case for case in before if case.set in shared}
    now = {(case.set, case.id): case for case in after if case.set in shared}
    both = [case for key, case in now.items() if key in then]
    size = Counter((case.set, case.unit) for case in both)
    pairs = tuple(Change(then[case.set, case.id], case, 1 / size[case.set, case.unit]) for case in both)
    return Comparison(
        kinds=_kinds(pairs),
        pairs=pairs,
        gone=tuple(case for key, case in then.items() if key not in now),
        new=tuple(case for key, case in now.items() if key not in then),
    )


def _kinds(pairs: Sequence[Change]) -> tuple[KindChange, ...]:
    made = []
    for name, of_set in grouped(pairs, lambda pair: pair.after.set).items():
        kinds = grouped(of_set, lambda pair: pair.after.kind) | {"all": of_set}
        made += [_kind(name, kind, of_kind) for kind, of_kind in kinds.items()]
    return tuple(made)


def _kind(name: str, kind: str, pairs: Sequence[Change]) -> KindChange:
    steps = _steps(pairs)
    low, high = bootstrap(steps)
    return KindChange(
        set=name,
        kind=kind,
        n=len(pairs),
        right=(sum(p.before.right for p in pairs), sum(p.after.right for p in pairs)),
        cited=(sum(p.before.cited for p in pairs), sum(p.after.cited for p in pairs)),
        gained=sum(p.after.level > p.before.level for p in pairs),
        lost=sum(p.worse for p in pairs),
        units=len(steps),
        low=low,
        high=high,
    )


def _steps(pairs: Sequence[Change]) -> list[float]:
    """How far each unit moved, −1 to 1: the mean over its cases of the change in level."""
    units = grouped(pairs, lambda pair: pair.after.unit).values()
    return [mean(pair.after.level - pair.before.level for pair in unit) / (len(LEVELS) - 1) for unit in units]


def falls(comparison: Comparison) -> tuple[str, ...]:
    """Why the later run is worse than chance explains, one line a reason; none when it is not.

    A kind has fallen when the whole interval of its change lies below nothing. The run has fallen when more than
    MOST_LOST of its cases did worse, ALWAYS_SPARED excepted; questions that were right and are asked no more count
    as lost. Gains make up for losses in the first, not in the second. Templates count once.
    """
    lines = [
        f"{kind.set} {kind.kind}: {kind.lost} worse and {kind.gained} better of {kind.n}, "
        f"right and cited {kind.cited[1]}, before {kind.cited[0]}"
        for kind in comparison.kinds
        if kind.kind != "all" and kind.units >= FEWEST and kind.high < 0
    ]
    gone = sum(case.right for case in comparison.gone)
    lost = sum(change.weight for change in comparison.lost) + gone
    compared = sum(pair.weight for pair in comparison.pairs) + len(comparison.gone)
    if lost > max(ALWAYS_SPARED, MOST_LOST * compared):
        told = f", {gone} of them asked no more" if gone else ""
        lines.append(f"{lost:.3g} of {compared:.0f} cases do worse than before{told}; {MOST_LOST:.0%} may")
    return tuple(lines)
