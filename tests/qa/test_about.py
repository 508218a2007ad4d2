"""Statements about a subject: by their own words, by what stands around them, and not by what the next subject says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from qa import Assistant

COUNCIL = """---
title: Council meets in the old mill
source: Vale Post
date: 2024-05-03
---
Mayor Ines Quorn said on Thursday that the limestone quarry should be filled with water. “Children here learn to \
swim in a car park,” she said.

She promised that the night bus to Marden would run again from June, and every night of the week. Councillor Paul \
Reddish welcomed the promise. “My own daughter walks home along that road,” he said.

The quarry was dug in 1911 for the railway and closed in 1990. It has no fence, and two boys fell in last summer.

Head teacher Olga Byre told members that two classrooms were shut because of the roof. “The rain comes in,” she said.
"""
WOLVES = """---
title: Wolves return to the Tarn valley
source: Sealine
date: 2022-02-02
---
Ranger Peder Lys said that the animals had come over the pass in December. “They are more afraid of you than you \
of them,” he said.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant as users get it, over a council report of several subjects and one about wolves."""
    folder = tmp_path_factory.mktemp("papers")
    (folder / "a.md").write_text(COUNCIL, encoding="utf-8")
    (folder / "b.md").write_text(WOLVES, encoding="utf-8")
    with Assistant.open(tmp_path_factory.mktemp("data"), today=date(2024, 6, 1)) as opened:
        assert len(opened.index(folder).added) == 2
        yield opened


def told(assistant: Assistant, about: str) -> str:
    """All words told about a subject."""
    return " / ".join(entry.words for entry in assistant.timeline(about=about))


def test_a_statement_right_behind_a_sentence_that_names_the_subject_is_about_it(assistant: Assistant) -> None:
    assert "car park" in told(assistant, "the quarry")


def test_a_sentence_of_the_next_paragraph_lends_its_subject_to_nobody(assistant: Assistant) -> None:
    words = told(assistant, "the quarry")
    assert "daughter" not in words
    assert "classrooms" not in words
    assert "Marden" not in words


def test_a_paragraph_of_one_subject_is_about_it_throughout(assistant: Assistant) -> None:
    assert "daughter" in told(assistant, "the night bus")
    assert "car park" not in told(assistant, "the night bus")


def test_a_report_that_is_all_about_the_subject_is_told_of_though_nobody_says_its_name(assistant: Assistant) -> None:
    words = told(assistant, "wolves")
    assert "over the pass" in words
    assert "more afraid" in words
    assert "classrooms" not in words
