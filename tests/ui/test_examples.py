"""Questions to begin with, made from what a library holds."""

from __future__ import annotations

from dataclasses import replace

from index.records import Document, Span
from ui import examples


def test_those_quoted_in_most_documents_come_before_those_quoted_most_often(document: Document) -> None:
    texts = (
        "“It leaks,” Ada Lund said. “It rusts,” Ada Lund said. “It sinks,” Ada Lund said.",
        "“We paid,” Omar Reyes said. “He paid,” Lund said.",
        "“We will pay,” Omar Reyes said.",
    )
    documents = [replace(document, text=text, spans=(Span(0, len(text), "article"),)) for text in texts]
    assert examples.for_documents(documents) == ("What did Omar Reyes say?", "What did Ada Lund say?")


def test_nobody_is_asked_what_a_house_or_a_council_said(document: Document) -> None:
    text = "The White House said that it was glad. Harlow City Council said no. “It leaks,” Ada Lund said."
    held = replace(document, text=text, spans=(Span(0, len(text), "article"),))
    assert examples.for_documents([held]) == ("What did Ada Lund say?",)
