"""Shares, intervals and the abstention figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval import report
from eval.metrics import judge
from eval.records import Case
from eval.summary import (
    Outcome,
    abstention_precision,
    abstention_recall,
    as_record,
    bootstrap,
    rows,
    set_figures,
)
from eval.verdicts import Judged, of_record
from qa.records import Answer


@pytest.fixture
def outcomes(case: Case, abstain_case: Case, good_answer: Answer, refusal: Answer) -> list[Outcome]:
    """A right answer, a question wrongly refused, one rightly refused and one wrongly answered."""

    def outcome(of: Case, answer: Answer) -> Outcome:
        return Outcome("ferries", of, answer, judge(of, answer), 0.5)

    return [
        outcome(case, good_answer),
        outcome(case, refusal),
        outcome(abstain_case, refusal),
        outcome(abstain_case, good_answer),
    ]


def judged(outcomes: list[Outcome]) -> list[Judged]:
    return [of_record(as_record(outcome)) for outcome in outcomes]


def test_the_interval_is_repeatable_and_holds_the_mean() -> None:
    values = [True] * 7 + [False] * 3
    low, high = bootstrap(values)
    assert (low, high) == bootstrap(values)
    assert low < 0.7 < high
    assert (low, high) != bootstrap([True] * 3 + [False] * 7)
    assert bootstrap([True] * 5) == (1.0, 1.0)


def test_a_larger_set_has_a_narrower_interval() -> None:
    def width(n: int) -> float:
        low, high = bootstrap([True, False] * n)
        return high - low

    assert width(100) < width(10)


def test_abstention_precision_and_recall_count_different_things(outcomes: list[Outcome]) -> None:
    assert abstention_precision(outcomes) == 0.5
    assert abstention_recall(outcomes) == 0.5
    assert abstention_precision(outcomes[:1]) is None
    assert abstention_recall(outcomes[:2]) is None
    assert abstention_precision(outcomes[2:]) == 1.0


def test_rows_count_by_kind_and_end_with_the_whole_set(outcomes: list[Outcome]) -> None:
    counted = [(row.kind, row.n, row.right, row.cited) for row in rows(judged(outcomes))]
    assert counted == [("date", 2, 1, 1), ("abstain", 2, 1, 1), ("all", 4, 2, 2)]


def test_a_split_set_shows_its_halves(outcomes: list[Outcome]) -> None:
    frozen = replace(outcomes[1], case=outcomes[1].case.model_copy(update={"split": "frozen"}))
    counted = [(row.kind, row.n, row.right) for row in rows(judged([outcomes[0], frozen]))]
    assert counted == [("date", 2, 1), ("open", 1, 1), ("frozen", 1, 0), ("all", 2, 1)]


def test_cases_of_one_template_are_drawn_together() -> None:
    alike = [Judged("a", "date", f"c{n}", 2, template="when") for n in range(9)]
    apart = [Judged("a", "date", f"d{n}", 0) for n in range(9)]
    (row, _) = rows([*alike, *apart])
    (free, _) = rows([replace(case, template="") for case in (*alike, *apart)])
    assert row.high < free.high
    assert (row.right, row.n) == (free.right, free.n) == (9, 18)


def test_figures_of_a_set_are_over_its_answers(outcomes: list[Outcome]) -> None:
    (figures,) = set_figures(outcomes)
    assert figures.supported == 1.0
    assert figures.citations == 1
    assert figures.seconds == 0.5
    assert figures.reason_right == 1.0


def test_failures_show_what_a_developer_needs_and_hide_frozen_ones(outcomes: list[Outcome]) -> None:
    frozen = replace(outcomes[1], case=outcomes[1].case.model_copy(update={"id": "t-9", "split": "frozen"}))
    shown = report.failures(judged([*outcomes, frozen]))
    for words in ("t-1", "when did the ferry sink", "3 May 2021 | 2021-05-03", "not answered (not_stated)"):
        assert words in shown
    assert "answered what the documents do not say" in shown
    assert "The ferry Alba sank on Monday" in shown
    assert "t-9" not in shown
    assert "1 frozen cases failed too" in shown
    assert "t-9" in report.failures(judged([frozen]), frozen=True)
    assert report.failures(judged(outcomes[:1])) == "no failures"


def test_a_failed_comment_case_has_no_recall(outcomes: list[Outcome], refusal: Answer) -> None:
    comment = outcomes[0].case.model_copy(update={"kind": "comment"})
    failed = Outcome("ferries", comment, refusal, judge(comment, refusal), 0.5)
    assert "recall@10 –" in report.failures(judged([failed]))


def test_both_tables_show_the_same_counts(outcomes: list[Outcome]) -> None:
    table, figures = rows(judged(outcomes)), set_figures(outcomes)
    for text in (report.console(table, figures), report.markdown(table, figures)):
        assert "2 (50 %)" in text
        assert "ferries" in text
    assert "0.50" not in report.markdown(table, figures), "seconds differ by machine"
