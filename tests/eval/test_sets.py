"""The committed questions: what they say about their documents is true."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path

import pytest

from eval.matching import contains
from eval.records import Case, CaseSet, known_sets, load_cases
from tests.index.papers import load

SETS = [s for s in known_sets().values() if s.path.is_file()]


@pytest.fixture(params=SETS, ids=lambda s: s.name)
def case_set(request: pytest.FixtureRequest) -> CaseSet:
    chosen: CaseSet = request.param
    return chosen


@pytest.fixture
def cases(case_set: CaseSet) -> tuple[Case, ...]:
    return load_cases(case_set.path)


@cache
def readable(path: Path) -> str:
    """The text of a file without tags, whatever a loader would make of it; of packed and printed files as loaded."""
    if path.suffix in (".pdf", ".docx"):
        return load(path).text
    raw = path.read_text(encoding="utf-8", errors="replace")
    return html.unescape(re.sub(r"<[^>]+>", " ", raw)) if path.suffix == ".html" else raw


def test_the_fresh_set_is_committed() -> None:
    assert "fresh" in [s.name for s in SETS]


def test_evidence_words_stand_in_their_document(case_set: CaseSet, cases: tuple[Case, ...]) -> None:
    if not case_set.documents.is_dir():
        pytest.skip(f"no documents at {case_set.documents}")
    astray = [
        f"{case.id}: {e.words!r} not in {e.document}"
        for case in cases
        for e in case.evidence
        if not (case_set.documents / e.document).is_file()
        or not contains(readable(case_set.documents / e.document), e.words)
    ]
    assert astray == []


def test_at_least_one_question_in_seven_has_no_answer(cases: tuple[Case, ...]) -> None:
    assert sum(c.kind == "abstain" for c in cases) * 7 >= len(cases)


def test_there_are_at_least_fifty_questions_of_every_kind(cases: tuple[Case, ...]) -> None:
    assert len(cases) >= 50
    kinds = {"date", "actor", "position", "number", "place", "list", "compare", "follow-up", "comment", "abstain"}
    assert {c.kind for c in cases} - {"yesno"} == kinds


def test_ids_are_unique_over_all_sets() -> None:
    ids = [case.id for s in SETS for case in load_cases(s.path)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["fresh", "voices"])
def test_no_document_is_in_both_splits(name: str) -> None:
    splits: dict[str, set[str]] = {}
    for case in load_cases(known_sets()[name].path):
        for evidence in case.evidence:
            splits.setdefault(evidence.document, set()).add(case.split)
    assert all(len(found) == 1 for found in splits.values())
    assert {"open", "frozen"} == set().union(*splits.values())


def test_no_case_forbids_what_it_expects(cases: tuple[Case, ...]) -> None:
    at_odds = [
        case.id
        for case in cases
        for group in case.answer
        if all(any(contains(words, bad) for bad in case.forbid) for words in group)
    ]
    assert at_odds == []
