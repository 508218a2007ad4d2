"""What changed between two runs, and when that is a fall."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.changes import compare, falls
from eval.verdicts import Judged


def a_run(levels: list[int], *, kind: str = "date", name: str = "a", template: str = "") -> list[Judged]:
    return [Judged(name, kind, f"{kind}-{n}", level, template=template) for n, level in enumerate(levels)]


def told(before: list[int], after: list[int]) -> tuple[str, ...]:
    return falls(compare(a_run(before), a_run(after)))


def test_changed_cases_are_counted_both_ways_by_kind() -> None:
    found = compare(a_run([2, 2, 1, 0]), a_run([2, 0, 2, 0]))
    assert [change.after.id for change in found.lost] == ["date-1"]
    assert [change.after.id for change in found.gained] == ["date-2"]
    assert [(k.kind, k.right, k.cited, k.gained, k.lost) for k in found.kinds] == [
        ("date", (3, 2), (2, 2), 1, 1),
        ("all", (3, 2), (2, 2), 1, 1),
    ]


def test_a_citation_that_is_lost_is_a_change_for_the_worse() -> None:
    (change,) = compare(a_run([2]), a_run([1])).lost
    assert change.worse


def test_only_sets_and_cases_of_both_runs_are_compared() -> None:
    found = compare([*a_run([2, 2]), *a_run([2], name="b")], [*a_run([2]), *a_run([0], kind="actor")])
    assert [case.id for case in found.gone] == ["date-1"]
    assert [case.id for case in found.new] == ["actor-0"]
    assert found.changed == ()


@given(st.lists(st.integers(0, 2), max_size=60))
def test_the_same_run_twice_is_never_a_fall(levels: list[int]) -> None:
    assert told(levels, levels) == ()


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=60))
def test_doing_no_worse_anywhere_is_never_a_fall(levels: list[tuple[int, int]]) -> None:
    assert told([min(pair) for pair in levels], [max(pair) for pair in levels]) == ()


@pytest.mark.parametrize("lost", [1, 2, 3])
def test_three_cases_may_do_worse_as_another_processor_rounds_otherwise(lost: int) -> None:
    assert told([2] * 20, [0] * lost + [2] * (20 - lost)) == ()


def test_a_kind_falls_when_its_losses_outweigh_its_gains_beyond_chance() -> None:
    found = compare(
        [*a_run([2] * 20), *a_run([1] * 400, kind="actor")],
        [*a_run([0] * 5 + [2] * 15), *a_run([1] * 400, kind="actor")],
    )
    assert falls(found) == ("a date: 5 worse and 0 better of 20, right and cited 15, before 20",)


def test_losses_in_a_kind_of_few_cases_count_among_all_alone() -> None:
    found = compare(
        [*a_run([2] * 9), *a_run([2] * 400, kind="actor")], [*a_run([0] * 9), *a_run([2] * 400, kind="actor")]
    )
    assert not any("a date" in line for line in falls(found))


def test_gains_do_not_make_up_for_more_than_two_in_a_hundred_lost() -> None:
    assert told([2] * 50 + [0] * 150, [0] * 5 + [2] * 195) == ("5 of 200 cases do worse than before; 2% may",)
    assert told([2] * 50 + [0] * 150, [0] * 4 + [2] * 196) == ()


def test_questions_that_were_right_and_are_asked_no_more_are_lost() -> None:
    (line,) = told([2] * 20, [2] * 15)
    assert line == "5 of 20 cases do worse than before, 5 of them asked no more; 2% may"
    assert told([0] * 20, [0] * 15) == ()


def test_cases_of_one_template_count_once() -> None:
    before = [*a_run([2] * 30, kind="actor"), *a_run([2] * 8, template="when")]
    after = [*a_run([2] * 30, kind="actor"), *a_run([0] * 8, template="when")]
    assert falls(compare(before, after)) == ()
    apart = [*a_run([2] * 30, kind="actor"), *a_run([0] * 8)]
    assert falls(compare(before, apart)) != ()


def test_the_interval_is_the_same_every_time() -> None:
    first, second = (compare(a_run([2, 0, 1] * 9), a_run([0, 0, 2] * 9)) for _ in range(2))
    assert first.kinds == second.kinds
