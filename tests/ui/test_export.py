"""Files to take away: the conversation as Markdown, statements as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from index.errors import BadInput
from index.records import Document
from qa.records import Answer, Attributed
from ui import export, said, why
from ui.desk import Desk


def conversation(assistant: Any, *questions: str) -> str:
    desk = Desk(assistant, str)
    session = None
    for question in questions:
        session = desk.pose(session, question)
        list(desk.answer(session))
    return export.conversation(session)


def test_a_conversation_is_saved_with_what_each_answer_rests_on(assistant: Any) -> None:
    rendered = MarkdownIt().render(conversation(assistant, "Where do the ferries go?", "Who painted it?"))
    root = lxml_html.fragment_fromstring(rendered, create_parent="div")
    assert [heading.text_content() for heading in root.iter("h2")] == ["Where do the ferries go?", "Who painted it?"]
    quotes = [" ".join(quote.text_content().split()) for quote in root.iter("blockquote")]
    assert quotes[0].startswith("[1] “ferries would use the northern quay from 12 May”")
    assert "The Quay Gazette · 4 May 2021" in quotes[0]
    assert "Not answered." in root.text_content()


def test_what_a_document_holds_does_not_become_markup_of_the_file(assistant: Any, document: Document) -> None:
    assistant.held = (replace(document, title="# <script>x</script> [a](javascript:y)"),)
    rendered = MarkdownIt().render(conversation(assistant, "ferries? ![x](http://foreign.example/p.png)"))
    root = lxml_html.fragment_fromstring(rendered, create_parent="div")
    assert not [element for element in root.iter() if element.tag in {"script", "img", "a", "h1"}]


def test_there_is_nothing_to_save_before_the_first_question() -> None:
    with pytest.raises(BadInput):
        export.conversation(None)


def attributed(answer: Answer, **changes: Any) -> Attributed:
    entry = Attributed(
        date="2021-05-04",
        date_note="“Tuesday”",
        actor="Ida Brandt",
        role="harbour master",
        words="ferries would use the northern quay",
        quoted=False,
        cue="said that",
        citation=answer.citations[0],
        also=("Hill Post",),
    )
    return replace(entry, **changes)


def test_statements_are_a_table_whose_rows_open_their_documents(answer: Answer) -> None:
    told = [attributed(answer), attributed(answer, date=None, role=None, actor="<b>Ida</b>", quoted=True)]
    root = lxml_html.fragment_fromstring(said.table(told, "Brandt"), create_parent="div")
    text = " ".join(root.text_content().split())
    for expected in ("2 statements · Brandt", "4 May 2021", "“Tuesday”", "harbour master", "said that:", "undated",
                     "The Quay Gazette, Hill Post", "<b>Ida</b>"):  # fmt: skip
        assert expected in text
    assert [button.get("data-open") for button in root.iter("button")] == ["t-1", "t-2"]
    assert "Nothing was found for &lt;nobody&gt;" in said.table([], "<nobody>")


def test_statements_are_saved_as_csv_that_no_spreadsheet_takes_for_formulas(answer: Answer) -> None:
    told = [attributed(answer), attributed(answer, words='=HYPERLINK("http://x")', actor="@a", role="+1", cue="-2")]
    rows = list(csv.DictReader(io.StringIO(said.as_csv(told))))
    assert (rows[0]["date"], rows[0]["actor"], rows[0]["quoted"]) == ("2021-05-04", "Ida Brandt", "no")
    assert rows[0]["also"] == "Hill Post"
    document = answer.citations[0].document
    assert document.text[int(rows[0]["start"]) : int(rows[0]["end"])] == answer.citations[0].quote
    for name in ("words", "actor", "role", "cue"):
        assert rows[1][name].startswith("'")


def test_a_timeline_opens_its_documents_at_the_statement(assistant: Any, answer: Answer) -> None:
    assistant.timeline = lambda actor, _: (attributed(answer),) if actor == "Brandt" else ()
    assistant.events_of = lambda *_: ()
    desk = Desk(assistant, str)
    session, table = desk.timeline(None, " Brandt ", "")
    assert 'data-open="t-1"' in table
    assert "ferries would use" in desk.opened(session, "t-1")
    with pytest.raises(BadInput):
        desk.opened(session, "t-2")
    with pytest.raises(BadInput):
        desk.timeline(session, " ", "")
    assert desk.timeline(session, "", "fares")[0].told == ()


def test_why_tells_what_was_understood(answer: Answer, abstention: Answer) -> None:
    shown = why.explanation(answer, (), 1)
    for expected in ("when do ferries move?", "a date", "ferries, move", "0.80"):
        assert expected in shown
    assert "No sentence was considered" in shown
    assert 'data-back="2-1"' in why.explanation(abstention, (), 2)


def test_statements_and_events_stand_together_in_order_of_date(assistant: Any) -> None:
    both = said.told(assistant, "Brandt", None)
    assert [entry.actor for entry in both] == ["", "Brandt"]
    shown = said.table(both, "Brandt")
    assert "1 statement · 1 event · Brandt" in shown
    assert "What happened" in shown
    assert [row["kind"] for row in csv.DictReader(io.StringIO(said.as_csv(both)))] == ["event", "statement"]
