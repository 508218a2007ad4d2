"""Conversations as JSON, so that they outlast the server, and back again.

A document is not kept with its text: of each passage shown, its words and where they stood are. When a conversation
is taken up again they are looked for in the document as it is now; where it has left the library or says something
else by then, the kept words stand for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from index.records import Document, Span, SpanKind
from qa import Assistant
from qa.records import Answer, Citation, Hit
from qa.turns import Turn as Asked
from ui import wording
from ui.session import Session, Turn

if TYPE_CHECKING:
    from pydantic import TypeAdapter

VERSION = 1
GONE = "these words are kept with the conversation; the document has changed or left the library"

Find = Callable[[str], Document | None]


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation, its documents without their texts; `context` is what later questions may refer to."""

    version: int
    identity: str
    turns: tuple[Turn, ...]
    context: tuple[Asked, ...]


@cache
def _form() -> TypeAdapter[Conversation]:
    from pydantic import TypeAdapter  # noqa: PLC0415 - only the page needs it, and makes it once

    return TypeAdapter(Conversation)


def written(session: Session) -> bytes:
    """A conversation as JSON in UTF-8."""
    turns = tuple(replace(turn, answer=turn.answer and _without_texts(turn.answer)) for turn in session.turns)
    return _form().dump_json(Conversation(VERSION, session.identity, turns, session.chat.turns))


def read(text: bytes, assistant: Assistant) -> Session:
    """The conversation of a file, to be gone on with. Raises ValueError for what is none."""
    kept = _form().validate_json(text)
    if kept.version != VERSION:
        raise ValueError(f"a conversation of version {kept.version}, not {VERSION}")
    turns = [_again(turn, assistant.document) for turn in kept.turns]
    chat = assistant.chat()
    chat.resume(kept.context)
    session = Session(chat, turns, identity=kept.identity)
    session.stop()  # whatever was at work on its last question is gone
    return session


def _again(kept: Turn, find: Find) -> Turn:
    """The turn with its documents as they are now."""
    if kept.answer is None:
        return kept
    citations = tuple(_cited_again(citation, find) for citation in kept.answer.citations)
    nearest = tuple(_found_again(hit, find) for hit in kept.answer.nearest)
    return replace(kept, answer=replace(kept.answer, citations=citations, nearest=nearest))


# --- without texts


def _without_texts(answer: Answer) -> Answer:
    citations = tuple(replace(item, document=_bare(item.document, item.start, item.end)) for item in answer.citations)
    nearest = tuple(
        replace(hit, document=_bare(hit.document, hit.passage.start, hit.passage.end)) for hit in answer.nearest
    )
    return replace(answer, citations=citations, nearest=nearest)


def _bare(document: Document, start: int, end: int) -> Document:
    """What is known of a document, and what its text is from start to end, but not the text."""
    kind, author = wording.kind_at(document, start)
    return replace(document, text="", spans=(Span(start, end, kind, author),), pages=())


# --- and back


def _cited_again(kept: Citation, find: Find) -> Citation:
    document, start = _stands(kept.document, kept.quote, kept.start, kept.passage, find)
    return replace(kept, document=document, start=start, end=start + len(kept.quote))


def _found_again(kept: Hit, find: Find) -> Hit:
    passage = kept.passage
    document, start = _stands(kept.document, passage.text, passage.start, passage.text, find)
    return replace(kept, document=document, passage=replace(passage, start=start, end=start + len(passage.text)))


def _stands(kept: Document, words: str, start: int, passage: str, find: Find) -> tuple[Document, int]:
    """The document as it is now, and where words stand in it: where they stood, else where they stand first. Where
    they stand in it no more, a document of the passage alone."""
    now = find(kept.id)
    if now is not None and words in now.text:
        return now, start if now.text.startswith(words, start) else now.text.index(words)
    return _words_alone(kept, passage), max(passage.find(words), 0)


def _words_alone(document: Document, words: str) -> Document:
    """A document of which only these words are left."""
    kind: SpanKind = document.spans[0].kind if document.spans else "article"
    author = document.spans[0].author if document.spans else None
    note = "; ".join(filter(None, (document.published_note, GONE)))
    return replace(document, text=words, spans=(Span(0, len(words), kind, author),), published_note=note)
