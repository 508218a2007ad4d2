"""A little document and a scripted assistant, for tests of the page that need no index and no models."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.errors import BadInput
from index.records import Document, IndexProgress, IndexReport, Passage, Span
from qa.records import Answer, Attributed, Citation, Claim, Event, Evidence, Filters, Hit, Question
from qa.turns import Turn as Asked
from ui.desk import Desk
from ui.session import Session

ARTICLE = (
    "The harbour of Lindmouth will close for repairs, the port office said on Tuesday.\n\n"
    "“We cannot wait another winter,” harbour master Ida Brandt told reporters. She put the cost at "
    "4.2 million crowns and said that ferries would use the northern quay from 12 May."
)
MENU = "Home | Shipping | Weather"
COMMENT = "About time. My boat was scratched there twice."
TEXT = f"{MENU}\n\n{ARTICLE}\n\n{COMMENT}"
QUOTE = "ferries would use the northern quay from 12 May"


def little_document(**changes: object) -> Document:
    """One article with a menu above and a comment below."""
    at, comment = TEXT.index(ARTICLE), TEXT.index(COMMENT)
    document = Document(
        id="lindmouth",
        path="/articles/lindmouth.txt",
        title="Lindmouth harbour to close for repairs",
        source="The Quay Gazette",
        published=date(2021, 5, 4),
        published_note="the dateline",
        captured=date(2021, 5, 6),
        text=TEXT,
        spans=(
            Span(0, len(MENU), "residue"),
            Span(at, at + len(ARTICLE), "article"),
            Span(comment, len(TEXT), "comment", "oldsailor"),
        ),
        url="https://quay.example/lindmouth?id=1&x=2",
    )
    return replace(document, **changes)  # type: ignore[arg-type]


def little_passage(document: Document) -> Passage:
    """The article as one passage."""
    at = document.text.index(ARTICLE)
    return Passage("lindmouth:0", document.id, 0, at, at + len(ARTICLE), ARTICLE, "article")


def little_answer(document: Document, text: str = "") -> Answer:
    """An answer with one citation of the little document."""
    start = document.text.index(QUOTE)
    citation = Citation(1, QUOTE, start, start + len(QUOTE), ARTICLE, document)
    return Answer(
        text=text or "12 May 2021 — harbour master Ida Brandt: “ferries would use the northern quay” [1]",
        question=Question("when do ferries move?", "when do ferries move?", "date", ("ferries", "move")),
        citations=(citation,),
        claims=(Claim("Ferries use the northern quay from 12 May.", (1,), "Ida Brandt", "2021-05-12"),),
        confidence=0.8,
    )


def little_abstention(document: Document) -> Answer:
    """An answer that was not given, with one nearest passage."""
    asked = Question("who painted it?", "who painted it?", "actor", ("painted",))
    return Answer(
        text="The documents do not say who painted it.",
        question=asked,
        abstained=True,
        reason="not_stated",
        nearest=(Hit(little_passage(document), document, 0.03, 1, None),),
        confidence=0.1,
    )


@dataclass
class ScriptedChat:
    """Answers anything about ferries, refuses an endless question, abstains from the rest."""

    document: Document
    pause: float = 0.0
    context: list[Asked] = field(default_factory=list)
    filters: list[dict[str, Any]] = field(default_factory=list)

    def forget_last(self) -> None:
        self.context.pop()

    def resume(self, turns: Sequence[Asked]) -> None:
        self.context = list(turns)

    @property
    def turns(self) -> tuple[Asked, ...]:
        return tuple(self.context)

    def stream(self, question: str, **filters: Any) -> Iterator[Event]:
        self.filters.append(filters)
        if len(question) > 1000:
            raise BadInput("the question is too long: 1,000 characters at most")
        yield Event("status", text="Looking in 1 document")
        yield Event("passage", hit=Hit(little_passage(self.document), self.document, 0.03, 1, 1))
        time.sleep(self.pause)
        known = "ferries" in question
        answer = little_answer(self.document) if known else little_abstention(self.document)
        yield Event("text", text=answer.text[:20])
        self.context.append(Asked(question))
        yield Event("answer", answer=answer)


@dataclass
class ScriptedAssistant:
    """The part of the assistant the page needs, over one document."""

    held: tuple[Document, ...]
    pause: float = 0.0
    limits: Filters | None = None

    def chat(self) -> ScriptedChat:
        return ScriptedChat(self.held[0], self.pause)

    def documents(self) -> tuple[Document, ...]:
        return self.held

    def document(self, document_id: str) -> Document | None:
        return next((item for item in self.held if item.id == document_id), None)

    def timeline(self, actor: str | None = None, about: str | None = None) -> tuple[Attributed, ...]:
        if actor is None and about is None:
            raise BadInput("a timeline needs an actor or a subject")
        cited = little_answer(self.held[0]).citations[0]
        return (Attributed("2021-05-04", "Tuesday", actor or "Ida Brandt", None, QUOTE, False, "said", cited),)

    def events_of(self, actor: str | None = None, about: str | None = None) -> tuple[Attributed, ...]:
        (said,) = self.timeline(actor, about)
        return (replace(said, actor="", date="2021-05-02", words="The quay was swept.", cue=""),)

    def evidence(self, question: str, history: Sequence[Any] = (), filters: Filters | None = None) -> list[Evidence]:
        del question, history
        self.limits = filters
        document = self.held[0]
        hit = Hit(little_passage(document), document, 0.03, 1, 1)
        start = document.text.index(QUOTE)
        return [Evidence(hit, start, start + len(QUOTE), 0.9, 0.75, 0.5, 1.5)]

    def remove(self, document_id: str) -> None:
        self.held = tuple(item for item in self.held if item.id != document_id)

    def failures(self) -> tuple[tuple[str, str], ...]:
        return ()

    def index(self, *paths: str | Path, progress: Callable[[IndexProgress], None] | None = None) -> IndexReport:
        """Each file becomes a document named after it; files that begin with “bad” fail, “same” repeat the first."""
        report: dict[str, list[Any]] = {"added": [], "unchanged": [], "failed": [], "duplicates": []}
        for number, path in enumerate(map(str, paths), 1):
            time.sleep(self.pause)
            name = Path(path).name
            if name.startswith("bad"):
                report["failed"].append((path, "no text in it"))
            elif name.startswith("same"):
                report["duplicates"].append((path, self.held[0].path))
                self.held = (replace(self.held[0], copies=(path,)), *self.held[1:])
            elif any(item.path == path for item in self.held):
                report["unchanged"].append(path)
            else:
                report["added"].append(path)
                self.held = (*self.held, little_document(id=f"id{len(self.held)}", path=path, title=name, copies=()))
            if progress is not None:
                progress(IndexProgress(number, len(paths), number, path))
        return IndexReport(**{name: tuple(found) for name, found in report.items()})


@pytest.fixture
def document() -> Document:
    return little_document()


@pytest.fixture
def answer(document: Document) -> Answer:
    return little_answer(document)


@pytest.fixture
def abstention(document: Document) -> Answer:
    return little_abstention(document)


@pytest.fixture
def assistant(document: Document) -> ScriptedAssistant:
    return ScriptedAssistant((document,))


@pytest.fixture
def asked(assistant: ScriptedAssistant) -> Callable[..., Session]:
    """Makes a conversation in which these questions were asked."""

    def asked(*questions: str) -> Session:
        desk, session = Desk(assistant, str), None
        for question in questions:
            session = desk.pose(session, question)
            list(desk.answer(session))
        assert session is not None
        return session

    return asked
