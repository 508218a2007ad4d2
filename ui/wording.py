"""How dates, sources, confidence and reasons are said to a person, on the web page and in the terminal."""

from __future__ import annotations

import math
import textwrap
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from index.dates import format_value
from index.records import Document, IndexReport, SpanKind
from index.years import MONTH_NAMES, plain_date
from qa.records import Answer, Claim, Filters

SAMPLES_ONLY = (
    "These are the sample articles, to look around. To add documents of your own, start `dateline chat` for your own "
    "index, or `dateline chat --documents FOLDER` for a folder."
)
"""Said, in Markdown, where the samples are served and no files are taken."""

NOTE = 300
"""Characters of a note beside an answer: it may repeat the whole of a long question."""

_UNSAFE = frozenset({"Cc", "Cs"})
_OVERRIDES = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


class Dated(Protocol):
    """Something with a day of publication, or without one."""

    @property
    def published(self) -> date | None:
        """The day, when it is known."""


def dateline(document: Dated) -> str:
    """The publication date in words; `undated` when it is unknown."""
    return plain_date(document.published) if document.published else "undated"


def outlet_and_day(document: Document, between: str = ", ") -> str:
    """Where and when a document appeared, as far as that is known."""
    return between.join(filter(None, (document.source, dateline(document))))


def when(value: str | None) -> str:
    """A day, month or year in ISO form as a person writes it; `undated` for None."""
    return format_value(value) if value else "undated"


def how_dated(document: Document) -> str:
    """How the publication date is known, or why it is not; an empty string when nothing is noted."""
    note = document.published_note.strip()
    if document.published is None:
        return begun(note.removeprefix("undated").lstrip(" :;,–—"))
    if note.startswith(("corrected", "from ")):  # by a person, who needs no evidence
        return begun(note)
    return f"Dated by {note}" if note else ""


def confidence(answer: Answer) -> str:
    """How far an answer can be trusted, in words; the number itself means little to a reader."""
    if answer.confidence >= 0.7:
        return "Well supported"
    if answer.confidence >= 0.4:
        return "Supported"
    return "Weakly supported: check the passages"


def margin(reading: float) -> str:
    """The reader's margin over not answering, with its sign; a dash where it found nothing to read."""
    return f"{reading:+.1f}" if math.isfinite(reading) else "–"


def support(answer: Answer) -> str:
    """One line under an answer: confidence, and how many documents stand behind it; copies count as one."""
    sources: list[Document] = []
    for citation in answer.citations:
        if not any(citation.document.one_source_with(other) for other in sources):
            sources.append(citation.document)
    return f"{confidence(answer)} · {counted(len(sources), 'document')}"


def notes(answer: Answer) -> list[str]:
    """What is noted with an answer and not already said in its text, each on one line of `NOTE` characters at most."""
    said = answer.text.casefold()
    told = (note for note in answer.notes if note.strip() and note.casefold() not in said)
    return [textwrap.shorten(note, NOTE, placeholder=" …") for note in told]


def speaker(claim: Claim) -> str | None:
    """Who makes a claim, where a name is known: the I and we of an interview are none."""
    return claim.speaker if claim.speaker and claim.speaker.lower() not in {"i", "we"} else None


def kind_at(document: Document, offset: int) -> tuple[SpanKind, str | None]:
    """What the text at an offset is, and who signed it when it is a comment."""
    for span in document.spans:
        if span.start <= offset < span.end:
            return span.kind, span.author
    return "article", None


def elsewhere(document: Document) -> str:
    """The other outlets that ran a document, in one line; empty where there are none."""
    return ", ".join(name for name in document.copy_sources if name != document.source)


def label_at(document: Document, offset: int) -> str:
    """A label for text at an offset that is not the article itself, else an empty string."""
    return provenance(*kind_at(document, offset))


def provenance(kind: SpanKind, author: str | None) -> str:
    """The label of text of a kind, empty for the article."""
    if kind == "comment":
        return f"Reader’s comment by {author}" if author else "Reader’s comment"
    return "Page text around the article" if kind == "residue" else ""


def page(document: Document, offset: int) -> str:
    """The page of a printed document on which a place in its text stands, “p. 3”; else an empty string."""
    number = document.page_of(offset)
    return f"p. {number}" if number else ""


def period(documents: Iterable[Dated]) -> str:
    """From when to when documents were published, and how many are undated: `3 May 2021 – 9 May 2021`."""
    items = tuple(documents)
    dates = sorted(document.published for document in items if document.published)
    if not dates:
        return "undated"
    span = plain_date(dates[0]) if dates[0] == dates[-1] else f"{plain_date(dates[0])} – {plain_date(dates[-1])}"
    undated = len(items) - len(dates)
    return f"{span}, {undated} undated" if undated else span


def between(first: date | None, last: date | None) -> str:
    """Bounds in words, both inclusive: `on 4 May 2021`, `in May 2021`, `1 May 2021 – 6 June 2021`."""
    if first is None or last is None:
        return f"from {plain_date(first)}" if first else f"until {plain_date(last)}" if last else ""
    if first == last:
        return f"on {plain_date(first)}"
    if (first.day, last.day) == (1, monthrange(last.year, last.month)[1]) and first.year == last.year:
        if first.month == last.month:
            return f"in {MONTH_NAMES[first.month - 1]} {first.year}"
        if (first.month, last.month) == (1, 12):
            return f"in {first.year}"
    return f"{plain_date(first)} – {plain_date(last)}"


def limits(filters: Filters) -> Iterator[str]:
    """Filters in words, one by one."""
    for name, first, last in (
        ("published", filters.after, filters.before),
        ("happened", filters.event_after, filters.event_before),
    ):
        if first or last:
            yield f"{name} {between(first, last)}"
    yield from filters.sources


def begun(text: str) -> str:
    """Text that begins as a sentence does."""
    return text[:1].upper() + text[1:]


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 document`, `2 documents`; `plural` where it is not formed with an s."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def indexed(report: IndexReport) -> str:
    """What an index run did, in one line."""
    parts = (
        (report.added, "added"),
        (report.updated, "updated"),
        (report.unchanged, "unchanged"),
        (report.removed, "removed"),
        (report.duplicates, "repeating another"),
        (report.failed, "not readable"),
    )
    first, *rest = [(len(paths), word) for paths, word in parts if paths] or [(0, "found")]
    return ", ".join([f"{counted(first[0], 'file')} {first[1]}", *(f"{number:,} {word}" for number, word in rest)])


def printable(text: str) -> str:
    """Text without control and direction-override characters, which could change what is shown around it."""
    safe = (mark for mark in text if mark in "\n\t" or unicodedata.category(mark) not in _UNSAFE)
    return "".join(safe).translate(_OVERRIDES)
