"""After a run, or between two: write the reports, hold the committed verdicts, and say whether it is a fall."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eval import comparison_report
from eval.changes import Comparison, compare, falls
from eval.history import Shares
from eval.junit import junit
from eval.page import page
from eval.verdicts import BASELINE, Judged, read_run, read_verdicts, write_verdicts
from index.errors import BadInput


@dataclass(frozen=True, slots=True)
class Reports:
    """The files to write beside the results; None for those not asked for."""

    junit: Path | None = None
    markdown: Path | None = None
    html: Path | None = None


def write_reports(
    reports: Reports,
    judged: Sequence[Judged],
    comparison: Comparison | None,
    *,
    table: str = "",
    made_of: str = "",
    past: Mapping[str, Shares] | None = None,
) -> None:
    """Write what was asked for; `table` is what Markdown opens with, `made_of` one line on what was measured, `past`
    what earlier versions reached."""
    if reports.junit:
        _save(reports.junit, junit(judged, comparison))
    if reports.markdown:
        changed = "\n## What changed\n\n" + comparison_report.markdown(comparison) if comparison else ""
        _save(reports.markdown, table + changed)
    if reports.html:
        _save(reports.html, page(judged, comparison, made_of=made_of, past=past))


def _save(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"written: {path}", file=sys.stderr)


def against(path: Path, judged: Sequence[Judged]) -> Comparison | None:
    """The run beside the verdicts kept in a file; None when there are none of its sets."""
    ran = {case.set for case in judged}
    kept = [case for case in read_verdicts(path) if case.set in ran]
    return compare(kept, judged) if kept else None


def hold(path: Path, judged: Sequence[Judged], comparison: Comparison | None, *, update: bool) -> int:
    """Keep the verdicts as the baseline, or 1 when the run fell below it, each reason told; else 0."""
    if update:
        write_verdicts(path, judged)
        return 0
    if comparison is None:
        print(f"nothing to compare with at {path}: keep this run with --update-baseline", file=sys.stderr)
        return 0
    return _told(comparison)


def main_compare(before: str, after: str, *, reports: Reports | None = None, json_output: bool = False) -> int:
    """Print what changed between two earlier runs and return 1 when the later one fell, by the rule of the gate.

    Each is a folder of results, its cases.jsonl, or "baseline". Either may be part of a set, so only what both asked
    is weighed. BadInput when that is nothing.
    """
    then, now = read_run(before), read_run(after)
    comparison = compare(then, now)
    if not comparison.pairs:
        raise BadInput(f"{before} and {after} have no question in common")
    weighed = replace(comparison, gone=())
    if json_output:
        told = {**comparison_report.record(comparison), "falls": falls(weighed)}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        print(comparison_report.console(comparison))
    shown = [case for case in now if case.set in {kind.set for kind in comparison.kinds}]
    made_of = f"{_named(after)}, beside {_named(before)}"
    write_reports(reports or Reports(), shown, weighed, table=f"# {made_of}\n", made_of=made_of)
    return _told(weighed)


def _named(run: str) -> str:
    return "the committed baseline" if run == BASELINE else f"the run at {run}"


def _told(comparison: Comparison) -> int:
    lines = falls(comparison)
    for line in lines:
        print(f"below the baseline: {line}", file=sys.stderr)
    return 1 if lines else 0
