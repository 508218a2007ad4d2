"""What every reader keeps to: the trained one and the one of the tests."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import pytest

from qa.reader import Reader

PIER = "The Selby pier was shut on 2 March 2023. Mayor Ines Calder called it a loss. It opens again in May."
WALRUS = "A walrus slept beside the zoo."
ASKED = "When was the Selby pier shut?"


@pytest.fixture(scope="module")
def trained() -> Reader:
    return Reader.load()


@pytest.fixture(params=["rule_reader", "trained"])
def reader(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def test_there_is_one_reading_for_each_passage_in_order(reader: Any) -> None:
    passages = [WALRUS, PIER, "", WALRUS]
    readings = reader.read(ASKED, passages)
    assert len(readings) == len(passages)
    for passage, reading in zip(passages, readings, strict=True):
        assert passage[reading.start : reading.end] == reading.text
    assert "2 March 2023" in readings[1].text
    assert readings[0] == readings[3]


def test_a_passage_that_answers_scores_above_one_that_does_not(reader: Any) -> None:
    walrus, pier = reader.read(ASKED, [WALRUS, PIER])
    assert pier.score > walrus.score


def test_where_nothing_can_be_read_nothing_is_found(reader: Any) -> None:
    [reading] = reader.read(ASKED, [""])
    assert (reading.start, reading.end, reading.text, reading.score) == (0, 0, "", -math.inf)
    assert reader.candidates(ASKED, [""], 3) == [[]]
    assert reader.read(ASKED, []) == []


def test_candidates_are_at_most_k_best_first_and_do_not_overlap(reader: Any) -> None:
    for k in (1, 2, 5):
        [found] = reader.candidates(ASKED, [PIER], k)
        assert 1 <= len(found) <= k
        assert [r.score for r in found] == sorted((r.score for r in found), reverse=True)
        assert all(one.end <= two.start or two.end <= one.start for one, two in combinations(found, 2))
        assert found[0] == reader.read(ASKED, [PIER])[0]
