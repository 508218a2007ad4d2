"""Hand-made documents, answers and a scripted assistant for the tests of the evaluation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from eval.records import Case
from index.records import Document, Passage
from qa.records import Answer, Citation, Claim, Hit, Question

TEXT = "The ferry Alba sank on Monday off Cape Morin. Captain Rosa Lind said 14 people were saved.\nMore news"
FERRY = Document(
    id="d1",
    path="/news/ferry.txt",
    title="Ferry lost",
    source="Harbour Post",
    published=date(2021, 5, 4),
    published_note="header line",
    captured=None,
    text=TEXT,
    spans=(),
)
PASSAGE = TEXT[: TEXT.index("\n")]


def a_question(text: str = "when did the ferry sink") -> Question:
    return Question(asked=text, text=text, kind="date", terms=())


def a_citation(quote: str, *, marker: int = 1, document: Document = FERRY) -> Citation:
    start = document.text.index(quote)
    return Citation(marker, quote, start, start + len(quote), PASSAGE, document)


class ScriptedAssistant:
    """Answers by the question's words, remembers what it was asked, raises what it is given."""

    def __init__(self, script: Mapping[str, Answer | Exception]) -> None:
        self.script = script
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def ask(self, question: str, **filters: Any) -> Answer:
        self.asked.append((question, filters))
        found = self.script[question]
        if isinstance(found, Exception):
            raise found
        return found

    def chat(self) -> ScriptedAssistant:
        self.asked.append(("new chat", {}))
        return self

    def search(self, text: str, k: int = 10) -> Sequence[Hit]:
        passage = Passage("d1:0", "d1", 0, 0, len(PASSAGE), PASSAGE, "article")
        return [Hit(passage, FERRY, 1.0)] if text and k else []


@pytest.fixture
def ferry() -> Document:
    return FERRY


@pytest.fixture
def cite() -> Callable[..., Citation]:
    return a_citation


@pytest.fixture
def good_answer() -> Answer:
    """3 May 2021, with its source and how it is known."""
    text = "3 May 2021 — the report of 4 May says the ferry sank “on Monday” [1]."
    claim = Claim(text, (1,), date="2021-05-03", date_note="Monday before the report")
    return Answer(text, a_question(), citations=(a_citation("The ferry Alba sank on Monday"),), claims=(claim,))


@pytest.fixture
def refusal() -> Answer:
    return Answer("The documents do not say.", a_question(), abstained=True, reason="not_stated")


@pytest.fixture
def case() -> Case:
    return Case.model_validate(
        {
            "id": "t-1",
            "kind": "date",
            "question": "when did the ferry sink",
            "answer": [["3 May 2021", "2021-05-03"]],
            "forbid": ["10 May"],
            "evidence": [{"document": "ferry.txt", "words": "sank on Monday off Cape"}],
        }
    )


@pytest.fixture
def abstain_case() -> Case:
    return Case(id="t-2", kind="abstain", question="who owned the ferry", reason="not_stated")


@pytest.fixture
def scripted() -> type[ScriptedAssistant]:
    return ScriptedAssistant
