"""What a document says of dates, people and statements, worked out once per document."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from index.actors import Actor, find_actors
from index.dates import DateExpression, find_dates
from index.names import NameMention, find_names
from index.records import Document, SpanKind
from index.sentences import sentences
from index.statements import Statement, find_statements


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article or a comment; offsets in `Document.text`."""

    start: int
    end: int
    kind: SpanKind
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """The layer over one document's text; all offsets in `Document.text`, all members in reading order.

    Dates, names, actors and statements are those of the article: what stands in comments and residue is left out.
    """

    sentences: tuple[Sentence, ...]
    dates: tuple[DateExpression, ...]
    names: tuple[NameMention, ...]
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]

    def sentence_at(self, offset: int) -> int | None:
        """Position in `sentences` of the one that holds an offset."""
        place = bisect_right([sentence.start for sentence in self.sentences], offset) - 1
        if place < 0 or offset >= self.sentences[place].end:
            return None
        return place


def read_facts(document: Document) -> Facts:
    """Work out the facts of a document. Linear in its length."""
    article = only_article(document)
    return Facts(
        sentences=tuple(
            Sentence(start, end, span.kind, span.author)
            for span in document.spans
            if span.kind != "residue"
            for start, end in sentences(document.text, span.start, span.end)
        ),
        dates=tuple(find_dates(article, document.published)),
        names=tuple(find_names(article)),
        actors=tuple(find_actors(article)),
        statements=tuple(find_statements(article)),
    )


def only_article(document: Document) -> str:
    """The document's text with everything but the article blanked, so that offsets stay what they are."""
    blank = [" " if not c.isspace() else c for c in document.text]
    for span in document.spans:
        if span.kind == "article":
            blank[span.start : span.end] = document.text[span.start : span.end]
    return "".join(blank)


class FactsCache:
    """Facts of the documents last asked about; the least recently used go first. Safe to share between threads."""

    def __init__(self, size: int = 256) -> None:
        self._size = size
        self._facts: OrderedDict[tuple[str, int], Facts] = OrderedDict()
        self._lock = Lock()

    def of(self, document: Document) -> Facts:
        """The facts of a document, read once as long as its text stays the same."""
        key = (document.id, hash((document.text, document.published)))
        with self._lock:
            if key in self._facts:
                self._facts.move_to_end(key)
                return self._facts[key]
        facts = read_facts(document)
        with self._lock:
            self._facts[key] = facts
            while len(self._facts) > self._size:
                self._facts.popitem(last=False)
        return facts
