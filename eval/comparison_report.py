"""Two runs side by side as a person reads them: counts by kind, and each open case that changed, with why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eval.changes import Change, Comparison, KindChange
from eval.report import aligned, pipes
from eval.verdicts import LEVELS

_HEAD = ("set", "kind", "n", "right", "right and cited", "better", "worse", "change, 95 %")
_MOST_NAMED = 10


def _cells(kind: KindChange) -> tuple[str, ...]:
    return (
        kind.set,
        kind.kind,
        str(kind.n),
        f"{kind.right[0]} → {kind.right[1]}",
        f"{kind.cited[0]} → {kind.cited[1]}",
        str(kind.gained),
        str(kind.lost),
        f"{100 * kind.low:+.0f} to {100 * kind.high:+.0f}",
    )


def console(comparison: Comparison) -> str:
    """A table by set and kind, each open case that changed, and what only one run asked."""
    blocks = [aligned(_HEAD, [_cells(kind) for kind in comparison.kinds])]
    blocks += ["\n".join(_told(change)) for change in _shown(comparison.changed)]
    return "\n\n".join([*blocks, "\n".join(_rest(comparison))])


def markdown(comparison: Comparison) -> str:
    """The same in Markdown; words of cases are fenced, so that nothing in them is read as markup."""
    parts = [pipes(_HEAD, [_cells(kind) for kind in comparison.kinds])]
    for change in _shown(comparison.changed):
        lines = "\n".join(line.replace("`", "'") for line in _told(change))
        parts.append(f"```text\n{lines}\n```\n")
    parts.append("".join(f"- {line}\n" for line in _rest(comparison)))
    return "\n".join(parts)


def record(comparison: Comparison) -> dict[str, Any]:
    """The same as plain JSON data; frozen cases are counted only."""
    return {
        "kinds": [
            {
                **{"set": kind.set, "kind": kind.kind, "n": kind.n, "gained": kind.gained, "lost": kind.lost},
                "right": list(kind.right),
                "cited": list(kind.cited),
                "interval": [kind.low, kind.high],
            }
            for kind in comparison.kinds
        ],
        "changed": [
            {
                **{"set": change.after.set, "id": change.after.id, "kind": change.after.kind},
                "before": LEVELS[change.before.level],
                "after": LEVELS[change.after.level],
                "why": why(change),
            }
            for change in _shown(comparison.changed)
        ],
        "frozen_changed": {
            "gained": sum(change.after.frozen for change in comparison.gained),
            "lost": sum(change.after.frozen for change in comparison.lost),
        },
        "gone": len(comparison.gone),
        "new": len(comparison.new),
    }


def why(change: Change) -> str:
    """What was missing in the worse of the two answers; empty when that run kept no answers."""
    worse = change.after if change.worse else change.before
    told: str = worse.record.get("verdict", {}).get("explanation", "")
    return told


def _shown(changes: Sequence[Change]) -> list[Change]:
    """Those that may be looked at, what got worse first."""
    return sorted((c for c in changes if not c.after.frozen), key=lambda change: not change.worse)


def _told(change: Change) -> list[str]:
    now = change.after
    case = now.record.get("case", {})
    answers = [("before", change.before.record), ("after", now.record)]
    return [
        f"{now.id}  {now.kind}  ({now.set})  {LEVELS[change.before.level]} → {LEVELS[now.level]}",
        *([f"  question: {case['question']}"] if case else []),
        *(f"  {when + ':':9} {kept['answer'] or kept['error']}" for when, kept in answers if kept),
        *([f"  {'why:':9} {why(change)}"] if why(change) else []),
    ]


def _rest(comparison: Comparison) -> list[str]:
    """What is counted only: frozen cases, and cases of one run."""
    frozen = [change for change in comparison.changed if change.after.frozen]
    worse = sum(change.worse for change in frozen)
    lines = [f"{len(comparison.gained)} better, {len(comparison.lost)} worse of {len(comparison.pairs)} asked by both"]
    if comparison.reworded:
        lines.append(f"{len(comparison.reworded)} more answered in other words and judged the same")
    if frozen:
        lines.append(f"of these frozen, counted only: {len(frozen) - worse} better, {worse} worse")
    if comparison.gone:
        shown = [case.id for case in comparison.gone if not case.frozen][:_MOST_NAMED]
        named = f" ({', '.join(shown)})" if shown else ""
        lines.append(f"asked before, not now: {len(comparison.gone)}{named}")
    if comparison.new:
        lines.append(f"asked now, not before: {len(comparison.new)}")
    return lines
