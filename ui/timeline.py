"""A timeline for a terminal and for programs. Pure functions."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from index.dates import format_value
from qa.records import Attributed
from ui import wording


def timeline_text(entries: Sequence[Attributed], width: int = 88) -> str:
    """Statements with date, speaker, words and source, one block each, safe to print in a terminal."""
    if not entries:
        return "No statement found."
    return wording.printable("\n\n".join(_block(entry, width) for entry in entries))


def _block(entry: Attributed, width: int) -> str:
    day = format_value(entry.date) if entry.date else "undated"
    note = f" ({entry.date_note})" if entry.date_note else ""
    who = f"{entry.actor}, {entry.role}" if entry.role else entry.actor
    words = entry.words if entry.quoted else f"{entry.cue} — {entry.words}"
    document = entry.citation.document
    told = "; also ".join(filter(None, (entry.outlet, ", ".join(entry.also))))
    source = ", ".join(filter(None, (told, wording.dateline(document))))
    lines = [f"{day}{note}", f"  {who}", f"  {words}", f"  {document.title} — {source}", f"  {document.path}"]
    return "\n".join(textwrap.fill(line, width, subsequent_indent="    ", break_long_words=False) for line in lines)


def timeline_record(entries: Sequence[Attributed]) -> list[dict[str, Any]]:
    """The same for programs; `start` and `end` are code points into the document's text."""
    return [
        {
            "date": entry.date,
            "date_note": entry.date_note,
            "actor": entry.actor,
            "role": entry.role,
            "words": entry.words,
            "quoted": entry.quoted,
            "cue": entry.cue,
            "outlet": entry.outlet,
            "also": list(entry.also),
            "citation": {
                "document": entry.citation.document.id,
                "path": entry.citation.document.path,
                "title": entry.citation.document.title,
                "start": entry.citation.start,
                "end": entry.citation.end,
                "quote": entry.citation.quote,
            },
        }
        for entry in entries
    ]
