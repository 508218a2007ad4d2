"""Results as one HTML page that stands alone: bars by kind and by version, each open case to unfold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from eval.changes import Comparison, differing, falls
from eval.history import Share, Shares, shares
from eval.report import expected
from eval.summary import Row, grouped, rows
from eval.verdicts import LEVELS, Judged


def rendered(template: str, **values: object) -> str:
    """A template of this folder with its values, each escaped; a value that is missing is an error."""
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - only when a page is written

    surroundings = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    text = Path(__file__).with_name(template).read_text(encoding="utf-8")
    return surroundings.from_string(text).render(**values)


def page(
    judged: Sequence[Judged],
    comparison: Comparison | None = None,
    *,
    made_of: str = "",
    past: Mapping[str, Shares] | None = None,
) -> str:
    """The whole page as text; it loads nothing. Everything from documents and questions is escaped.

    With a comparison it shows the earlier run's bars beside today's and what changed; with `past`, version → shares,
    how each kind went from version to version. Frozen cases are counted only.
    """
    before = {(change.after.set, change.after.id): change.before for change in comparison.pairs} if comparison else {}
    earlier = {(row.set, row.kind): row for row in rows(list(before.values()))}
    sets = grouped(judged, lambda case: case.set)
    return rendered(
        "page.html",
        sets=[_set(name, of_set, earlier, before, past or {}) for name, of_set in sets.items()],
        falls=falls(comparison) if comparison else (),
        compared=comparison is not None,
        better=len(comparison.gained) if comparison else 0,
        worse=len(comparison.lost) if comparison else 0,
        reworded=len(comparison.reworded) if comparison else 0,
        pairs=len(comparison.pairs) if comparison else 0,
        made_of=made_of,
    )


def _set(
    name: str,
    judged: Sequence[Judged],
    earlier: Mapping[tuple[str, str], Row],
    before: Mapping[tuple[str, str], Judged],
    past: Mapping[str, Shares],
) -> dict[str, Any]:
    """What the page shows of one set."""
    frozen = [case for case in judged if case.frozen]
    cases = [_case(case, before.get((name, case.id))) for case in judged if not case.frozen]
    table = rows(judged)
    return {
        "name": name,
        "bars": [_row(row, earlier.get((name, row.kind))) for row in table],
        "kinds": _versions(name, shares(table)[name], past),
        "cases": sorted(cases, key=lambda case: (case["order"], case["id"])),
        "frozen": len(frozen),
        "frozen_right": sum(case.right for case in frozen),
        "frozen_cited": sum(case.cited for case in frozen),
    }


def _versions(name: str, now: Mapping[str, Share], past: Mapping[str, Shares]) -> list[dict[str, Any]]:
    """The kinds of a set with their bar in each version that has it, and in this run; none without a version."""
    versions = {version: of[name] for version, of in past.items() if name in of} | {"this run": now}
    return [
        {"kind": kind, "bars": [_bar(of[kind]) | {"version": at} for at, of in versions.items() if kind in of]}
        for kind in (now if len(versions) > 1 else ())
    ]


def _bar(counted: Row | Share) -> dict[str, Any]:
    """Counts, and the lengths of their bars in percent of the whole width."""
    return {
        "n": counted.n,
        "right": counted.right,
        "cited": counted.cited,
        "right_share": 100 * counted.right / counted.n,
        "cited_share": 100 * counted.cited / counted.n,
    }


def _row(row: Row, before: Row | None) -> dict[str, Any]:
    """A line of the chart: a kind with its 95 % interval, and the earlier run."""
    return _bar(row) | {
        "kind": row.kind,
        "low": 100 * row.low,
        "high": 100 * row.high,
        "before": None if before is None else _bar(before),
    }


def _case(case: Judged, before: Judged | None) -> dict[str, Any]:
    """One question with its answer, its evidence and what is wrong, in `order`: worse, better, answered in other words
    than before, then the rest, the wrong first. What was answered before is told where it differs."""
    asked, then = case.record.get("case", {}), before.record if before else {}
    moved = case.level - before.level if before else 0
    differs = bool(moved) or differing(then, case.record)
    return {
        "id": case.id,
        "kind": case.kind,
        "level": LEVELS[case.level],
        "was": LEVELS[before.level] if before and moved else "reworded" if differs else "",
        "order": 0 if moved < 0 else 1 if moved else 2 if differs else 3 + case.level,
        "history": asked.get("history", []),
        "question": asked.get("question", ""),
        "expected": expected(asked) if asked else "",
        "wanted": asked.get("evidence", []),
        "runs": [
            {
                "answer": record.get("answer") or record.get("error", ""),
                "citations": [c | {"document": PurePath(c["document"]).name} for c in record.get("citations", [])],
                "wrong": record.get("verdict", {}).get("explanation", ""),
                "when": when,
            }
            for when, record in ((" before", then if differs else {}), ("", case.record))
            if record
        ],
    }
