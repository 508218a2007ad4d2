"""The committed figures a run must not fall below, by set and kind."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.summary import Row
from index.errors import BadInput


@dataclass(frozen=True, slots=True)
class Floor:
    """What one kind of one set reached when the baseline was written: counts of right, and of right and cited."""

    set: str
    kind: str
    n: int
    right: int
    cited: int


def baseline_path() -> Path:
    """Where the committed baseline lies."""
    return Path(__file__).resolve().parent / "results" / "baseline.json"


def load_baseline(path: Path) -> tuple[Floor, ...]:
    """The floors of a baseline file, none when there is no file. A damaged file is `BadInput`."""
    if not path.is_file():
        return ()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return tuple(Floor(name, kind, **counts) for name, kinds in data.items() for kind, counts in kinds.items())
    except (ValueError, TypeError, AttributeError) as error:
        raise BadInput(f"{path} is no baseline ({error}): write it anew with --update-baseline") from error


def save_baseline(path: Path, rows: Sequence[Row]) -> None:
    """Write the rows as floors; sets that were not run keep theirs."""
    data: dict[str, dict[str, dict[str, int]]] = {}
    ran = {row.set for row in rows}
    for floor in load_baseline(path):
        if floor.set not in ran:
            data.setdefault(floor.set, {})[floor.kind] = _counts(floor)
    for row in rows:
        data.setdefault(row.set, {})[row.kind] = _counts(Floor(row.set, row.kind, row.n, row.right, row.cited))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _counts(floor: Floor) -> dict[str, int]:
    return {"n": floor.n, "right": floor.right, "cited": floor.cited}


def fallen(floors: Sequence[Floor], rows: Sequence[Row]) -> tuple[str, ...]:
    """One line for each kind of the sets that were run whose share of right, or right and cited, answers is lower.

    Shares are compared as fractions (a/b < c/d ⇔ a·d < c·b), so sets may grow. A kind that is gone has
    fallen.
    """
    now = {(row.set, row.kind): row for row in rows}
    ran = {row.set for row in rows}
    lines: list[str] = []
    for floor in floors:
        if floor.set not in ran:
            continue
        row = now.get((floor.set, floor.kind))
        if row is None:
            lines.append(f"{floor.set} {floor.kind}: no questions any more, baseline has {floor.n}")
            continue
        for label, had, has in (("right", floor.right, row.right), ("cited", floor.cited, row.cited)):
            if has * floor.n < had * row.n:
                lines.append(f"{floor.set} {floor.kind}: {label} {has}/{row.n}, baseline {had}/{floor.n}")
    return tuple(lines)
