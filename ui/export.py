"""A conversation as a Markdown file: questions, answers, and under each answer the passages it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from index.errors import BadInput
from index.records import Document
from qa.draft import in_marks
from qa.records import Answer
from ui import wording
from ui.markup import paragraphs, written
from ui.session import Session, Turn


def conversation(session: Session | None) -> str:
    """The whole conversation. Raises BadInput when nothing was asked yet."""
    if session is None or not session.turns:
        raise BadInput("There is nothing to save yet: ask something first.")
    return "\n\n".join(block for turn in session.turns for block in _turn(turn)) + "\n"


def _turn(turn: Turn) -> Iterator[str]:
    yield f"## {_line(turn.question)}"
    if turn.answer is None:
        yield f"_{_line(turn.problem or 'Not answered yet.')}_"
    else:
        yield from _answer(turn.answer)


def _answer(answer: Answer) -> Iterator[str]:
    said = paragraphs(answer.text, _line)
    yield f"**Not answered.** {said}" if answer.abstained else said
    if answer.question.filters.any:
        yield f"_Limited to: {_line('; '.join(wording.limits(answer.question.filters)))}_"
    for note in wording.notes(answer):
        yield f"_{_line(note)}_"
    if not answer.abstained:
        yield f"_{_line(wording.support(answer))}_"
    for citation in answer.citations:
        label = wording.label_at(citation.document, citation.start)
        yield _quote(f"[{citation.marker}]", citation.quote, citation.document, label)
    for hit in answer.nearest:
        yield _quote("Nearest passage:", hit.passage.text, hit.document, "")


def _quote(lead: str, quote: str, document: Document, label: str) -> str:
    where = [document.title, document.source or "", wording.dateline(document), label, document.url or ""]
    return f"> {_line(f'{lead} {in_marks(quote)}')}\n>\n> — {_line(' · '.join(filter(None, where)))}"


def _line(text: str) -> str:
    return written(" ".join(text.split()))
