"""Run the evaluation: an index for each set, each question asked, outcomes written, the gate held.

Everything is measured through the same `Assistant` that people use, in float32 and with a fixed `today`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from datetime import date
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Literal, TypeVar

from eval import gate, history, provenance, report
from eval.metrics import Verdict, judge
from eval.records import Case, CaseSet, Chosen
from eval.summary import Outcome, as_record, rows, set_figures
from eval.verdicts import of_record, verdicts_path
from index.errors import BadInput
from qa import Assistant
from qa.language import LanguageModel
from qa.records import Answer

TODAY = date(2024, 3, 1)
RECALL_K = 10
_WRITTEN = "<!-- written by `dateline eval --write-table`; do not edit -->\n"

T = TypeVar("T")
Opener = Callable[[CaseSet], AbstractContextManager[Assistant]]
"""Where the assistant over the documents of a set comes from, as `opened` gives it; closed when the block ends."""


def evaluate(assistant: Assistant, cases: Sequence[Case], *, name: str = "") -> Iterator[Outcome]:
    """Ask every case and judge it, one outcome a case in the same order. A crash is a wrong answer, not the end."""
    for case in cases:
        started = time.perf_counter()
        try:
            answer, seconds = _ask(assistant, case)
            hits = assistant.search(answer.question.text, RECALL_K) if case.evidence else ()
            yield Outcome(name, case, answer, judge(case, answer, hits), seconds)
        except Exception as error:  # noqa: BLE001 - whatever breaks on one question is that question's result
            fault = f"{type(error).__name__}: {error}"
            verdict = Verdict(explanation=f"crashed: {fault}")
            yield Outcome(name, case, None, verdict, time.perf_counter() - started, fault)


def _ask(assistant: Assistant, case: Case) -> tuple[Answer, float]:
    asks = assistant.chat() if case.history else assistant
    for earlier in case.history:
        asks.ask(earlier)
    started = time.perf_counter()
    answer = asks.ask(case.question, **case.filters.arguments())
    return answer, time.perf_counter() - started


@contextmanager
def opened(case_set: CaseSet, *, llm: LanguageModel | Literal[False] = False) -> Iterator[Assistant]:
    """The Assistant over the documents of one set, in an index of its own that later runs find again. `llm` words its
    answers, when given.

    The index folder is named by a hash of the documents, of the code and weights of `index/` and of the
    precision; a lock keeps two runs from building the same one at once.
    """
    from filelock import FileLock  # noqa: PLC0415 - kept out of the import chain of the command line

    folder = provenance.index_folder(case_set)
    folder.parent.mkdir(parents=True, exist_ok=True)
    done = folder / "complete"
    with FileLock(f"{folder}.lock"):
        provenance.forget_old(folder, case_set.name)
        if not done.is_file():
            with Assistant.open(folder, today=TODAY, alone=True) as assistant:
                files = [f for f in sorted(case_set.documents.iterdir()) if f.suffix != ".py"]  # samples are a package
                made = assistant.index(*files)
            for path, reason in made.failed:
                say(f"{case_set.name}: {path} could not be read: {reason}")
            if made.added or made.unchanged:  # else the next run tries again
                done.touch()
    with Assistant.open(folder, llm=llm, today=TODAY, alone=True) as assistant:
        yield assistant


def say(line: str) -> None:
    """A message for a person, on standard error."""
    print(line, file=sys.stderr, flush=True)


def main_eval(
    chosen: Chosen,
    *,
    out: Path | None = None,
    update_baseline: bool = False,
    write_table: bool = False,
    json_output: bool = False,
    failures: bool = False,
    reports: gate.Reports | None = None,
    opener: Opener | None = None,
    results: Path | None = None,
) -> int:
    """Ask these questions and return the exit code: 0, or 1 when the answers fell below the committed verdicts.

    A part of a set is not compared with the baseline and cannot update it. Per-case JSONL and summary.json go to
    `out`, what `reports` names beside it. `opener` gives the assistant over a set's documents, `results` is the folder
    of verdicts.json and table.md; both are the real ones when None. Bad input raises `BadInput`.
    """
    if chosen.in_part and (update_baseline or write_table):
        raise BadInput("baseline and table are written from whole sets: leave out --split, --kind and --limit")
    if chosen.sets and write_table:
        raise BadInput("the table shows every set: leave out --set")
    loaded = chosen.cases()
    with provenance.float32():
        outcomes = run_sets(loaded, opener)
        made_of = provenance.describe([s for s, _ in loaded], TODAY)
    records = [as_record(outcome) for outcome in outcomes]
    judged = [of_record(record) for record in records]
    table, figures = rows(judged), set_figures(outcomes)
    measured = {"rows": [asdict(row) for row in table], "sets": [asdict(f) for f in figures]}
    summary = {**measured, "narrowed": chosen.in_part, **made_of}
    _write(out or provenance.default_out(), records, summary)
    if json_output:
        print(json.dumps(summary, ensure_ascii=False, indent=1))
    else:
        print(report.failures(judged, frozen=chosen.split == "frozen") if failures else report.console(table, figures))
    kept = results / "verdicts.json" if results else verdicts_path()
    tables = report.markdown(table, figures)
    if write_table:
        kept.with_name("table.md").write_text(_WRITTEN + tables, encoding="utf-8")
        history.write(kept.with_name("history.json"), version("dateline"), history.shares(table))
    comparison = None if chosen.in_part else gate.against(kept, judged)
    past = {} if chosen.in_part else history.read(kept.with_name("history.json"))
    made_of_words = f"{len(judged)} questions in {made_of['config']['precision']} on {made_of['machine']}"
    gate.write_reports(reports or gate.Reports(), judged, comparison, table=tables, made_of=made_of_words, past=past)
    if chosen.in_part:
        say("part of a set: not compared with the baseline")
        return 0
    return gate.hold(kept, judged, comparison, update=update_baseline)


def run_sets(loaded: Sequence[tuple[CaseSet, Sequence[Case]]], opener: Opener | None = None) -> list[Outcome]:
    """Every case of every set, in their order. Sets over their own documents (no `opener`) are shared out among
    processes, one a core, as one question after another keeps little more than one core busy."""
    if opener is not None or len(loaded) == 1:
        return [outcome for case_set, cases in loaded for outcome in run_set(case_set, cases, opener or opened)]
    from tqdm import tqdm  # noqa: PLC0415 - only when something is run

    fresh = get_context("spawn")  # a forked process would inherit locks that threads of this one hold
    with ProcessPoolExecutor(
        min(len(loaded), os.cpu_count() or 1), fresh, initializer=tqdm.set_lock, initargs=(fresh.RLock(),)
    ) as pool:
        longest_first = sorted(range(len(loaded)), key=lambda place: -len(loaded[place][1]))
        running = {n: pool.submit(run_set, *loaded[n], opened, bar=at) for at, n in enumerate(longest_first)}
        return [outcome for place in range(len(loaded)) for outcome in running[place].result()]


def run_set(case_set: CaseSet, cases: Sequence[Case], opener: Opener, *, bar: int = 0) -> list[Outcome]:
    """Every case of a set asked over its documents. `bar` is the line of its progress bar among those of others."""
    if not cases:
        return []
    with opener(case_set) as assistant:
        found = evaluate(assistant, cases, name=case_set.name)
        return list(progress(found, desc=case_set.name, total=len(cases), bar=bar))


def _write(out: Path, records: Sequence[dict[str, Any]], summary: dict[str, Any]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (out / "cases.jsonl").write_text("".join(lines), encoding="utf-8")
    (out / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    say(f"answers case by case: {out}")


def progress(items: Iterable[T], *, desc: str, total: int, bar: int = 0) -> Iterable[T]:
    """A bar on standard error, where a person sees it; `bar` lines below where others' begin."""
    from tqdm import tqdm  # noqa: PLC0415 - only when something is run

    shown: Iterable[T] = tqdm(
        items, desc=desc, total=total, unit="question", file=sys.stderr, disable=None, position=bar
    )
    return shown
