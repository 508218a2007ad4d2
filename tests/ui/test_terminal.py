"""The terminal's view of an answer, and the records programs read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from index.records import IndexReport
from qa.draft import in_marks
from qa.records import Answer
from ui import terminal


def test_an_answer_is_printed_with_its_markers_quotes_titles_and_dates(answer: Answer) -> None:
    text = terminal.answer_text(answer, 80)
    assert text.startswith("12 May 2021")
    assert "[1] “ferries would use the northern quay from 12 May”" in text
    assert "Lindmouth harbour to close for repairs — The Quay Gazette, 4 May 2021" in text
    assert "/articles/lindmouth.txt" in text
    assert max(map(len, text.splitlines())) <= 80


def test_words_with_quotation_marks_of_their_own_get_no_second_ones(answer: Answer) -> None:
    assert in_marks('"It is shut," she\n said.') == '"It is shut," she said.'
    assert in_marks("It is shut.") == "“It is shut.”"
    said = replace(answer.citations[0], quote="“It is shut,” she said.")
    assert "““" not in terminal.answer_text(replace(answer, citations=(said,)))


def test_a_note_that_the_text_says_is_not_said_twice(abstention: Answer) -> None:
    notes = ("limited to May 2021", "2 undated documents are left out")
    told = replace(abstention, text=f"{abstention.text} 2 undated documents are left out.", notes=notes)
    text = terminal.answer_text(told, 200)
    assert text.count("2 undated documents are left out") == 1
    assert "Note: limited to May 2021" in text


def test_not_answered_is_said_first_with_the_nearest_passages(abstention: Answer) -> None:
    text = terminal.answer_text(abstention, 80)
    assert text.startswith("Not answered. The documents do not say who painted it.")
    assert "Nearest passages:" in text


def test_terminal_controls_in_a_document_are_not_printed(answer: Answer) -> None:
    hostile = replace(answer.citations[0].document, title="\x1b]0;owned\x07\x1b[2JTitle\u202e")
    text = terminal.answer_text(replace(answer, citations=(replace(answer.citations[0], document=hostile),)))
    assert "Title" in text
    assert not set("\x1b\x07\u202e") & set(text)


def test_the_record_of_an_answer_is_json_and_its_offsets_hold_in_the_document(answer: Answer) -> None:
    record = json.loads(json.dumps(terminal.answer_record(answer)))
    citation = record["citations"][0]
    text = answer.citations[0].document.text
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert citation["document"]["published"] == "2021-05-04"
    assert record["claims"][0]["speaker"] == "Ida Brandt"
    assert "text" not in citation["document"]


def test_a_report_counts_what_happened_and_names_what_failed() -> None:
    report = IndexReport(added=("/a", "/b"), duplicates=(("/c", "/a"),), failed=(("/d", "empty file"),))
    assert terminal.report_text(report).splitlines() == [
        "2 files added, 1 repeating another, 1 not readable",
        "not readable: /d: empty file",
        "repeats /a: /c",
    ]


def test_a_citation_names_the_page_of_a_printed_document_and_the_entry_of_an_export(answer: Answer) -> None:
    cited = answer.citations[0]

    def of(**changes: Any) -> Answer:
        return replace(answer, citations=(replace(cited, document=replace(cited.document, **changes)),))

    assert "4 May 2021, p. 2" in terminal.answer_text(of(pages=(0, cited.start)))
    assert terminal.answer_record(of(pages=(0, cited.start)))["citations"][0]["page"] == 2
    assert "lindmouth.txt#row 7" in terminal.answer_text(of(part="row 7"))
    assert "p. " not in terminal.answer_text(answer)
