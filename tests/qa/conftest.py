"""Assistants to ask: a quick one over three invented stories in memory, and the real one over the samples."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.facts import Facts, FactsCache, read_facts
from index.records import Document, Passage, Span, SpanKind
from index.sentences import sentences
from qa import Assistant
from qa.compose import Composer
from qa.records import Answer, Evidence, Filters, Hit, Question, Reading
from qa.settings import samples_folder
from qa.understand import understand
from qa.verify import check_citations
from qa.wire import assemble
from qa.words import content_words, stem, stems

TODAY = date(2024, 6, 1)
STORIES = {
    "dam.md": """---
title: Oxmere dam to be drained for inspection
source: Vale Courier
date: 2024-03-04
---
The Oxmere dam will be drained on 18 March 2024 for an inspection, chief engineer Petra Holm
told reporters on Monday. “We found three cracks in the eastern wall,” Holm said. The work costs 640,000 crowns.
""",
    "school.md": """---
title: Oxmere school votes on uniforms
source: Vale Courier
date: 2024-05-06
---
Parents of the Oxmere school voted against uniforms on Friday. Head teacher Jon Sorel said that 212 parents took part
in the vote and that the question was settled for good.
""",
    "whale.txt": """A whale in the estuary

A young humpback whale swam eleven kilometres up the Tarn estuary, harbour pilot Mira Dahl reported. Dahl counted
forty boats of onlookers around the whale. The animal turned back with the tide.[7] Nobody was hurt.
""",
}


class RuleReader:
    """The port `SpanReader` without weights: a sentence scores the share of the question's words it holds."""

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """The best sentence of each passage."""
        return [found[0] if found else Reading(0, 0, "", -math.inf) for found in self.candidates(question, passages, 1)]

    def candidates(self, question: str, passages: Sequence[str], k: int) -> list[list[Reading]]:
        """The k best sentences of each passage."""
        asked = {stem(word) for word in content_words(question)}
        return [self._ranked(asked, passage)[:k] for passage in passages]

    def _ranked(self, asked: set[str], passage: str) -> list[Reading]:
        readings = []
        for start, end in sentences(passage):
            text = passage[start:end]
            share = len(asked & stems(text)) / len(asked) if asked else 0.0
            readings.append(Reading(start, end, text, 20 * (share - 0.5)))  # on the scale of the trained reader
        return sorted(readings, key=lambda reading: (-reading.score, reading.start))


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A folder of three files: two of one outlet with dates, and one with neither outlet nor date."""
    folder = tmp_path / "stories"
    folder.mkdir()
    for name, text in STORIES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def rule_reader() -> RuleReader:
    """A reader that needs no weights."""
    return RuleReader()


@pytest.fixture
def make_assistant(memory_store: Any, embedder: Any) -> Callable[..., Assistant]:
    """Makes assistants over the store in memory, with an embedding model and a reader that need no weights."""

    def make(llm: Any = None) -> Assistant:
        return Assistant(
            assemble(memory_store, embedder, RuleReader(), llm=llm, today=TODAY, is_word=lambda _word: True)
        )

    return make


@pytest.fixture
def assistant_over(make_assistant: Callable[..., Assistant], tmp_path: Path) -> Callable[..., Assistant]:
    """Makes an assistant over text files; each is given by its name without the ending."""

    def make(**texts: str) -> Assistant:
        for name, text in texts.items():
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        made = make_assistant()
        made.index(tmp_path)
        return made

    return make


@pytest.fixture
def assistant(make_assistant: Callable[..., Assistant], stories: Path) -> Assistant:
    """An assistant that holds the three stories."""
    made = make_assistant()
    assert len(made.index(stories).added) == len(STORIES)
    return made


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant as users get it, over the sample articles."""
    with Assistant.open(tmp_path_factory.mktemp("samples"), today=TODAY) as opened:
        opened.index(samples_folder())
        yield opened


@dataclass(frozen=True)
class Scene:
    """One document that is a single passage, what it says, and its sentences as evidence."""

    document: Document
    passage: Passage
    facts: Facts

    @property
    def hit(self) -> Hit:
        return Hit(self.passage, self.document, 1.0)

    def evidence(self, words: str, *, chosen: str | None = None, **signals: Any) -> Evidence:
        """The sentence that holds some words, by default sure in every signal; `chosen` is the reader's span."""
        text = self.document.text
        place = self.facts.sentence_at(text.index(words))
        assert place is not None
        sentence = self.facts.sentences[place]
        low = text.index(chosen, sentence.start) if chosen else 0
        sure: dict[str, Any] = {"score": 2.0, "coverage": 1.0, "similarity": 1.0, "reading": 30.0, "suits": 1.0}
        sure["span"] = (low, low + len(chosen)) if chosen else None
        return Evidence(self.hit, sentence.start, sentence.end, **(sure | signals))


@pytest.fixture
def scene() -> Callable[..., Scene]:
    """Makes scenes of a text, its title and outlet, its day and kind; ids count up."""
    made: list[Scene] = []

    def make(
        text: str,
        *,
        title: str = "",
        source: str | None = None,
        published: date | None = None,
        kind: SpanKind = "article",
        author: str | None = None,
    ) -> Scene:
        name = f"d{len(made)}"
        span = Span(0, len(text), kind, author)
        note = "header line" if published else "no date found"
        document = Document(name, f"/tmp/{name}.txt", title, source, published, note, None, text, (span,))
        passage = Passage(f"{name}:0", name, 0, 0, len(text), text, kind, author)
        made.append(Scene(document, passage, read_facts(document)))
        return made[-1]

    return make


@pytest.fixture
def question() -> Callable[[str], Question]:
    """Understands questions that come first in a conversation, every word of them taken as spelled right."""

    def understood(text: str) -> Question:
        return understand(
            text,
            history=(),
            sources=(),
            frequencies={},
            is_word=lambda _word: True,
            today=TODAY,
            filters=Filters(),
        )

    return understood


@pytest.fixture
def compose(question: Callable[[str], Question]) -> Callable[..., Answer]:
    """Composes an answer to a question from evidence, ranked as given, and checks its citations."""

    def composed(asked: str, *evidence: Evidence) -> Answer:
        hits = [item.hit for item in evidence]
        return check_citations(Composer(FactsCache()).compose(question(asked), evidence, hits))

    return composed


@pytest.fixture
def answered_by(question: Callable[[str], Question], scene: Callable[..., Scene]) -> Callable[..., Answer]:
    """The answer by the sentence of a report of 15 March 2023 that holds some words; `signals` go to its evidence."""

    def answer(asked: str, report: str, words: str, **signals: Any) -> Answer:
        item = scene(report, published=date(2023, 3, 15)).evidence(words, **signals)
        return Composer(FactsCache()).compose(question(asked), [item], [item.hit])

    return answer
