"""An assistant that answers from a script over the articles it was given."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.records import Document, Passage
from qa.records import Answer, Citation, Hit, Question

PASSAGE = "The harbour master, Ines Roe, shut the east lock on Friday."


def a_document(title: str = "Lock shut", url: str | None = None) -> Document:
    return Document("d", "/x.jsonl", title, "Gazette", date(2021, 5, 4), "row", None, PASSAGE, (), url=url)


def an_answer(text: str, *, titles: Sequence[str] = ("Lock shut",), abstained: bool = False) -> Answer:
    citations = (
        ()
        if abstained
        else tuple(
            Citation(at, PASSAGE, 0, len(PASSAGE), PASSAGE, a_document(title))
            for at, title in enumerate(titles, start=1)
        )
    )
    question = Question(asked="", text="", kind="open", terms=())
    return Answer(text, question, abstained=abstained, citations=citations)


@dataclass
class Scripted:
    """What was asked is answered by the script; what was indexed, and as of which day, is remembered."""

    script: Mapping[str, Answer | Exception]
    found: Sequence[str] = ()
    articles: list[list[dict[str, Any]]] = field(default_factory=list)
    days: list[date] = field(default_factory=list)

    @contextmanager
    def opener(self, files: Sequence[Path], *, today: date) -> Iterator[Any]:
        self.days.append(today)
        for file in files:
            text = file.read_text(encoding="utf-8")
            rows = json.loads(text) if file.suffix == ".json" else list(map(json.loads, text.split("\n")[:-1]))
            self.articles.append(rows)
        yield self

    def ask(self, question: str, **filters: Any) -> Answer:
        answer = self.script[question]
        assert filters == {}
        if isinstance(answer, Exception):
            raise answer
        return answer

    def search(self, text: str, k: int = 10) -> Sequence[Hit]:
        passages = [Passage(f"d:{n}", "d", n, 0, len(words), words, "article") for n, words in enumerate(self.found)]
        return [Hit(passage, a_document(), 1.0) for passage in passages[:k] if text]


@pytest.fixture
def scripted_over() -> type[Scripted]:
    return Scripted


@pytest.fixture
def answered() -> Callable[..., Answer]:
    return an_answer
