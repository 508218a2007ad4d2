"""The conversation as a Markdown file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from index.errors import BadInput
from index.records import Document
from ui import export


def test_a_conversation_is_saved_with_what_each_answer_rests_on(asked: Any) -> None:
    rendered = MarkdownIt().render(export.conversation(asked("Where do the ferries go?", "Who painted it?")))
    root = lxml_html.fragment_fromstring(rendered, create_parent="div")
    assert [heading.text_content() for heading in root.iter("h2")] == ["Where do the ferries go?", "Who painted it?"]
    quotes = [" ".join(quote.text_content().split()) for quote in root.iter("blockquote")]
    assert quotes[0].startswith("[1] “ferries would use the northern quay from 12 May”")
    assert "The Quay Gazette · 4 May 2021" in quotes[0]
    assert "Not answered." in root.text_content()


def test_what_a_document_holds_does_not_become_markup_of_the_file(
    assistant: Any, asked: Any, document: Document
) -> None:
    assistant.held = (replace(document, title="# <script>x</script> [a](javascript:y)"),)
    rendered = MarkdownIt().render(export.conversation(asked("ferries? ![x](http://foreign.example/p.png)")))
    root = lxml_html.fragment_fromstring(rendered, create_parent="div")
    assert not [element for element in root.iter() if element.tag in {"script", "img", "a", "h1"}]


def test_the_file_can_be_read_as_it_stands(assistant: Any, asked: Any, document: Document) -> None:
    assistant.held = (replace(document, title="It cost $5.46 at 50% off", url="https://quay.example/a?b=1&c=2"),)
    saved = export.conversation(asked("Where do the ferries go?"))
    assert "&#" not in saved
    assert "It cost $5.46 at 50% off" in saved
    assert "https://quay.example/a?b=1&c=2" in saved.replace("\\", "")


def test_each_line_of_an_answer_is_a_paragraph_of_its_own(assistant: Any, asked: Any) -> None:
    session = asked("Where do the ferries go?")
    turn = session.turns[0]
    turn.answer = replace(turn.answer, text="North. [1]\nSouth. [1]\n- one\n- two")
    rendered = lxml_html.fragment_fromstring(MarkdownIt().render(export.conversation(session)), create_parent="div")
    assert [part.text_content() for part in rendered.iter("p", "li")][:4] == ["North. [1]", "South. [1]", "one", "two"]


def test_there_is_nothing_to_save_before_the_first_question() -> None:
    with pytest.raises(BadInput):
        export.conversation(None)
