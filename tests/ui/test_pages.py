"""A citation of a printed document names the page, one of an export its entry."""

from __future__ import annotations

from datetime import date

from index.records import Document, Passage, Span
from qa.records import Answer, Citation, Hit, Question
from ui import plain, render

TEXT = "The herons are back. The warden counted eleven of them."
START = TEXT.index("The warden")


def cited(part: str = "", pages: tuple[int, ...] = ()) -> tuple[Answer, Document]:
    document = Document(
        "1", "/h/birds.pdf", "Herons", "Harbour Post", date(2021, 3, 4), "", None, TEXT,
        (Span(0, len(TEXT), "article"),), part=part, pages=pages,
    )  # fmt: skip
    citation = Citation(1, TEXT[START:], START, len(TEXT), TEXT, document)
    return Answer("Eleven. [1]", Question("How many?", "How many?", "number", ()), citations=(citation,)), document


def test_the_terminal_names_the_page_and_the_entry() -> None:
    answer, _ = cited(pages=(0, START))
    assert "4 March 2021, p. 2" in plain.answer_text(answer)
    assert plain.answer_record(answer)["citations"][0]["page"] == 2
    answer, _ = cited(part="row 7")
    assert "/h/birds.pdf#row 7" in plain.answer_text(answer)
    assert "p. " not in plain.answer_text(answer)


def test_the_card_names_the_page_of_a_citation_and_of_a_passage() -> None:
    answer, document = cited(pages=(0, START))
    assert "p. 2" in render.citation_card(answer.citations[0], 1)
    passage = Passage("1:0", "1", 0, 0, 20, TEXT[:20], "article")
    assert "p. 1" in render.hit_card(Hit(passage, document, 1.0), "")
    assert "p. " not in render.citation_card(cited()[0].citations[0], 1)
