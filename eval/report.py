"""Results as a person reads them: the console table, the Markdown table of the README, and the failures of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eval.summary import Row, SetFigures
from eval.verdicts import Judged

_HEAD = ("set", "kind", "n", "right", "95 %", "right and cited", "recall@10")
_SET_HEAD = (
    *("set", "abstention precision", "abstention recall", "reason right", "citations valid", "supported"),
    *("numbers stand", "words", "citations", "seconds p50"),
)


def percent(share: float | None) -> str:
    """A share of 0 to 1 as a whole percentage, a dash for None."""
    return "–" if share is None else f"{100 * share:.0f} %"


def _row_cells(row: Row) -> tuple[str, ...]:
    return (
        row.set,
        row.kind,
        str(row.n),
        f"{row.right} ({percent(row.right / row.n)})",
        f"{100 * row.low:.0f}–{100 * row.high:.0f}",
        f"{row.cited} ({percent(row.cited / row.n)})",
        percent(row.recall),
    )


def _figure_cells(figures: SetFigures) -> tuple[str, ...]:
    shares = (
        *(figures.abstention_precision, figures.abstention_recall, figures.reason_right),
        *(figures.valid, figures.supported, figures.numbers_stand),
    )
    return (
        figures.set,
        *map(percent, shares),
        f"{figures.words:g}",
        f"{figures.citations:g}",
        f"{figures.seconds:.2f}",
    )


def console(rows: Sequence[Row], figures: Sequence[SetFigures]) -> str:
    """Two aligned tables: by set and kind, and by set."""
    first = aligned(_HEAD, [_row_cells(row) for row in rows])
    return first + "\n\n" + aligned(_SET_HEAD, [_figure_cells(f) for f in figures])


def markdown(rows: Sequence[Row], figures: Sequence[SetFigures]) -> str:
    """The same two tables in Markdown, without seconds, so that it is the same on every machine."""
    by_set = [_figure_cells(f)[:-1] for f in figures]
    return pipes(_HEAD, [_row_cells(row) for row in rows]) + "\n" + pipes(_SET_HEAD[:-1], by_set)


def aligned(head: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    """A table in columns of equal width, a line under its head."""
    widths = [max(map(len, column)) for column in zip(head, *cells, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (head, *cells)
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def pipes(head: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    """A table in Markdown; a bar in a cell is escaped."""
    cells = [[cell.replace("|", "\\|") for cell in line] for line in cells]
    return "".join(f"| {' | '.join(line)} |\n" for line in (head, ["---"] * len(head), *cells))


def failures(judged: Sequence[Judged], *, frozen: bool = False) -> str:
    """What a developer needs of each case that is wrong or not cited.

    Frozen cases are only counted unless asked for: rules are not to be fitted to them.
    """
    failed = [case for case in judged if not case.cited]
    shown = [failure(case.record) for case in failed if frozen or not case.frozen]
    if hidden := len(failed) - len(shown):
        shown.append(f"{hidden} frozen cases failed too; --split frozen shows them, rules must not be fitted to them")
    return "\n\n".join(shown) if shown else "no failures"


def expected(case: Mapping[str, Any]) -> str:
    """What an answer has to hold: alternatives of a group stand between bars."""
    if case["kind"] == "abstain":
        return f"no answer ({case.get('reason')})"
    return " AND ".join(" | ".join(group) for group in case.get("answer", []))


def failure(record: Mapping[str, Any]) -> str:
    """One failure as a block of lines."""
    case = record["case"]
    evidence = "; ".join(f"{e['document']}: “{e['words']}”" for e in case.get("evidence", []))
    understood = record["understood"] or {"text": "", "kind": ""}
    first = record["citations"][0]["quote"] if record["citations"] else "–"
    recall = record["verdict"]["recall"]
    lines = [
        f"{case['id']}  {case['kind']}  ({record['set']})",
        *(f"  before:     {earlier}" for earlier in case.get("history", [])),
        f"  question:   {case['question']}",
        f"  understood: {understood['kind']}: {understood['text']}",
        f"  expected:   {expected(case)}",
        *([f"  evidence:   {evidence}  (recall@10 {percent(recall)})"] if evidence else []),
        f"  answer:     {record['answer'] or record['error']}",
        f"  cites:      {first}",
        f"  wrong:      {record['verdict']['explanation']}",
    ]
    return "\n".join(lines)
