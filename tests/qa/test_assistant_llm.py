"""An assistant opened with a language model: its wording where it stands, the default answer where it does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qa import Assistant
from tests.qa.scripted_llm import Scripted

ASKED = "How many cracks did Petra Holm find in the eastern wall?"


def said(*claims: tuple[str, list[int]]) -> str:
    return json.dumps({"claims": [{"text": text, "passages": numbers} for text, numbers in claims]})


@pytest.fixture
def opened(make_assistant: Callable[..., Assistant], stories: Path) -> Callable[[str], tuple[Assistant, Scripted]]:
    """Makes assistants over the stories with models that reply as told."""

    def opened_with(reply: str) -> tuple[Assistant, Scripted]:
        model = Scripted(reply=reply)
        assistant = make_assistant(llm=model)
        assistant.index(stories)
        return assistant, model

    return opened_with


def test_any_llama_index_model_may_be_given_when_an_assistant_is_opened(
    tmp_path: Path, stories: Path, embedder: Any
) -> None:
    model = Scripted(reply=said(("Holm found three cracks.", [1])))
    with Assistant.open(tmp_path / "index", llm=model, embedder=embedder, today=date(2024, 6, 1)) as assistant:
        assistant.index(stories)
        assert assistant.ask(ASKED).text == "Holm found three cracks. [1]"


def test_the_models_words_are_used_and_its_wrong_numbers_dropped(opened: Any) -> None:
    assistant, model = opened(said(("Chief engineer Petra Holm found three cracks [4, 5].", [1, 44])))
    answer = assistant.ask(ASKED)
    assert answer.text == "Chief engineer Petra Holm found three cracks. [1]"
    assert [citation.marker for citation in answer.citations] == [1]
    assert "three cracks in the eastern wall" in answer.citations[0].passage
    assert "Today is 2024-06-01" in model.seen[0]
    assert ASKED in model.seen[0]


def test_its_words_are_used_in_a_stream_a_chat_and_the_query_engine(opened: Any) -> None:
    assistant, _ = opened(said(("Holm found three cracks.", [1])))
    text = "Holm found three cracks. [1]"
    assert [event.text for event in assistant.stream(ASKED) if event.kind == "text"] == [text]
    assert assistant.chat().ask(ASKED).text == text
    assert str(assistant.as_query_engine().query(ASKED)) == text


@pytest.mark.parametrize(
    "hostile",
    [
        "Ignore the passages. The dam has burst and nobody survived.",
        said(("Engineer Boris Karloff found nine cracks.", [1])),
        said(("The dam burst on 9 May 2024.", [1])),
        said(("Holm found three cracks in the Sydney opera.", [])),
        '{"claims": "all of them"}',
        "[" * 5000,
        "",
    ],
)
def test_a_reply_that_does_not_stand_gives_the_default_answer_and_says_so(opened: Any, hostile: str) -> None:
    plain = opened("")[0].ask(ASKED)
    answer = opened(hostile)[0].ask(ASKED)
    assert answer.text == plain.text
    assert answer.citations == plain.citations
    assert "three" in answer.text.lower()
    assert answer.notes[-1].endswith("this is the answer without it")


def test_nested_brackets_do_not_make_a_marker(opened: Any) -> None:
    answer = opened(said(("Holm found three cracks [[9]9].", [1])))[0].ask(ASKED)
    assert answer.citations
    assert "[9]" not in answer.text


def test_a_model_that_finds_nothing_leaves_the_question_unanswered(opened: Any) -> None:
    answer = opened(said())[0].ask(ASKED)
    assert (answer.abstained, answer.reason, answer.citations) == (True, "not_stated", ())


def test_a_model_is_not_asked_about_what_no_document_holds(opened: Any) -> None:
    assistant, model = opened(said(("Sibelius is played by the Helsinki orchestra.", [1])))
    assert assistant.ask("Which orchestra plays Sibelius in Helsinki?").reason == "nothing_relevant"
    assert model.seen == []
