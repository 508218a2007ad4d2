"""What a document says of dates, people and statements, worked out when a document is stored, and kept.

Facts follow from a document and from the rules of this package. Those that were kept are used only as long as neither
has changed; else they are worked out anew, so an index never has to be rebuilt for a better rule.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING

from index.actors import Actor, Cast
from index.dates import DateExpression, find_dates
from index.lexer import lex
from index.names import NameMention, names_in
from index.ports import KeptFacts, PassageStore
from index.published import linked_days
from index.quotes import find_quotes
from index.records import Document, SpanKind
from index.rows import document_row
from index.sentences import sentences
from index.statements import Statement, statements_in
from index.years import plain_date

if TYPE_CHECKING:
    from pydantic import TypeAdapter


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

    `references` are the pronouns that mean somebody, each as (start, name of the actor). Dates, names, actors and
    statements are those of the article: what stands in comments and residue is left out.
    """

    sentences: tuple[Sentence, ...]
    dates: tuple[DateExpression, ...]
    names: tuple[NameMention, ...]
    actors: tuple[Actor, ...]
    references: tuple[tuple[int, str], ...]
    statements: tuple[Statement, ...]

    def sentence_at(self, offset: int) -> int | None:
        """Position in `sentences` of the one that holds an offset."""
        place = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        if place < 0 or offset >= self.sentences[place].end:
            return None
        return place

    def said_in(self, start: int, end: int) -> list[Statement]:
        """The statements of which any words stand between two offsets."""
        return [said for said in self.statements if said.start < end and start < said.end]


def read_facts(document: Document) -> Facts:
    """Work out the facts of a document. Linear in its length."""
    article = only_article(document)
    words = lex(article)
    names = names_in(article, words)
    quotes = find_quotes(article)
    cast = Cast(article, words, names, quotes)
    return Facts(
        sentences=tuple(
            Sentence(start, end, span.kind, span.author)
            for span in document.spans
            if span.kind != "residue"
            for start, end in sentences(document.text, span.start, span.end)
        ),
        dates=tuple(_outside_names(_dates(document, article), names)),
        names=tuple(names),
        actors=tuple(cast.actors),
        references=tuple(_references(article, cast)),
        statements=tuple(statements_in(article, words, names, quotes, cast)),
    )


def _dates(document: Document, article: str) -> list[DateExpression]:
    """The dates of an article. An undated page that takes up one dated report counts from that report's day, as its
    "Wednesday" does, and every note says so."""
    linked = linked_days(article.splitlines()) if document.published is None else ()
    if len(linked) != 1:
        return find_dates(article, document.published)
    day = plain_date(linked[0])
    return [
        replace(found, note=found.note.replace(f"in a report of {day}", f"counted from the linked report of {day}"))
        for found in find_dates(article, linked[0])
    ]


def _outside_names(dates: Sequence[DateExpression], names: Sequence[NameMention]) -> Iterator[DateExpression]:
    """The dates but those that are part of somebody's name: the May of Theresa May."""
    starts = [name.start for name in names]
    for found in dates:
        place = bisect_right(starts, found.start) - 1
        if place < 0 or names[place].kind != "person" or found.end > names[place].end:
            yield found


_SHOWN = re.compile(r"\S")
_PRONOUN = re.compile(r"\b(?:he|she|him|his|her)\b", re.IGNORECASE)


def _references(article: str, cast: Cast) -> Iterator[tuple[int, str]]:
    for found in _PRONOUN.finditer(article):
        actor = cast.resolve(found.start(), found.end())
        if actor is not None:
            yield found.start(), actor.name


def only_article(document: Document) -> str:
    """The document's text with everything but the article blanked, so that offsets stay what they are."""
    text, kept, at = document.text, [], 0
    for span in document.spans:
        if span.kind == "article":
            kept += [_SHOWN.sub(" ", text[at : span.start]), text[span.start : span.end]]
            at = span.end
    return "".join([*kept, _SHOWN.sub(" ", text[at:])])


class FactsCache:
    """Facts of the documents last asked about; the least recently used go first. Safe to share between threads."""

    def __init__(self, size: int = 256, fetch: Callable[[Document], Facts | None] = lambda _: None) -> None:
        """`fetch` gives the facts that are kept of a document elsewhere, None where they are to be worked out."""
        self._size = size
        self._fetch = fetch
        self._facts: OrderedDict[tuple[str, int], Facts] = OrderedDict()
        self._lock = Lock()

    def of(self, document: Document) -> Facts:
        """The facts of a document, fetched or worked out once as long as its text stays the same."""
        key = (document.id, hash((document.text, document.published)))
        with self._lock:
            if key in self._facts:
                self._facts.move_to_end(key)
                return self._facts[key]
        facts = self._fetch(document) or read_facts(document)
        with self._lock:
            self._facts[key] = facts
            while len(self._facts) > self._size:
                self._facts.popitem(last=False)
        return facts


def kept(document: Document) -> KeptFacts:
    """The facts of a document, worked out now, as an index keeps them."""
    return KeptFacts(made_of(document), zlib.compress(_form().dump_json(read_facts(document)), 1))


def fetched(store: PassageStore, document: Document) -> Facts | None:
    """The facts that the store keeps of a document, or None when they follow from something else by now."""
    found = store.facts(document.id)
    if found is None or found.made_of != made_of(document):
        return None
    return _form().validate_json(zlib.decompress(found.facts))


def made_of(document: Document) -> str:
    """A hash of all that a document's facts follow from."""
    row = document_row(document)
    parts = json.dumps([_rules(), *(row[name] for name in ("text", "spans", "published"))])
    return hashlib.sha256(parts.encode()).hexdigest()[:24]


@cache
def _rules() -> str:
    """A hash of this package's code and word lists, of which the rules are most."""
    code = sorted((file.name, file) for file in files("index").iterdir() if file.name.endswith((".py", ".txt")))
    return hashlib.sha256(b"".join(file.read_bytes() for _, file in code)).hexdigest()


@cache
def _form() -> TypeAdapter[Facts]:
    from pydantic import TypeAdapter  # noqa: PLC0415 - only where facts are stored or fetched

    return TypeAdapter(Facts)
