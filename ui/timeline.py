"""Who said what and what happened, in order of date, for the page: a table to read, and a CSV file to take away.

An event is an entry without an actor. Pure functions.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from qa import Assistant
from qa.records import Answer, Attributed
from qa.said import earliest
from ui import wording
from ui.markup import html

COLUMNS = (
    *("date", "date_note", "actor", "role", "words", "quoted", "cue", "outlet", "also", "title", "published", "url"),
    *("document", "start", "end", "kind"),
)
"""Columns of the file; `start` and `end` are code points into the document's text, `kind` is statement or event."""

HAPPENED = "What happened"
"""Stands where the speaker of a statement does."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def told(assistant: Assistant, actor: str | None, about: str | None) -> tuple[Attributed, ...]:
    """Statements and events together, in order of date; what is undated comes last."""
    both = (*assistant.timeline(actor, about), *assistant.events_of(actor, about))
    return tuple(sorted(both, key=lambda entry: earliest(entry.date)))


def table(entries: Sequence[Attributed], asked: str, file: str = "") -> str:
    """Statements as a table, each to be opened in its document; `asked` says in words what was looked for, `file` is
    the address of the same as a file."""
    if not entries:
        return f'<p class="hint" role="status">Nothing was found for {html(asked)}.</p>'
    rows = "".join(_row(number, item) for number, item in enumerate(entries, 1))
    events = sum(not item.actor for item in entries)
    numbers = [wording.counted(len(entries) - events, "statement"), wording.counted(events, "event") if events else ""]
    count = " · ".join(filter(None, (*numbers, asked)))
    save = f'<a class="csv" href="{html(file)}" download="timeline.csv">Save as CSV</a>' if file else ""
    return (
        f'<div class="head"><p class="count" role="status">{html(count)}</p>{save}</div>'
        '<table class="said"><thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th></tr>'
        f"</thead><tbody>{rows}</tbody></table>"
    )


def timeline_of(answer: Answer) -> tuple[str, str]:
    """Whose words, or what subject, a timeline beside an answer is of: actor and subject, one of them empty.

    The one who speaks in it where that is one, else what was asked about; both are empty where neither is known.
    """
    speakers = {name for name in map(wording.speaker, answer.claims) if name}
    if len(speakers) == 1:
        return speakers.pop(), ""
    return "", " ".join(answer.question.terms)


def _row(number: int, item: Attributed) -> str:
    note = f'<span class="how" dir="auto">{html(item.date_note)}</span>' if item.date_note else ""
    role = f'<span class="role" dir="auto">{html(item.role)}</span>' if item.role else ""
    cue = f"{item.cue}:" if item.cue else "in other words:"
    how = "" if item.quoted or not item.actor else f'<span class="cue" dir="auto">{html(cue)}</span> '
    sources = ", ".join(filter(None, (item.outlet, *item.also))) or "no outlet named"
    return (
        f'<tr><th scope="row"><time>{html(wording.when(item.date))}</time>{note}</th>'
        f'<td><bdi class="who{" event" * (not item.actor)}">{html(item.actor or HAPPENED)}</bdi>{role}</td>'
        f'<td>{how}<span class="words" dir="auto">{html(item.words)}</span>'
        f'<button type="button" class="source" data-open="t-{number}"><bdi>{html(sources)}</bdi> · '
        f"{html(wording.dateline(item.citation.document))}</button></td></tr>"
    )


def as_csv(entries: Sequence[Attributed]) -> str:
    """Statements as CSV (RFC 4180), safe to open in a spreadsheet: no cell can be taken for a formula."""
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    for item in entries:
        cited, document = item.citation, item.citation.document
        published = document.published.isoformat() if document.published else ""
        told = (item.date, item.date_note, item.actor, item.role, item.words, "yes" if item.quoted else "no", item.cue)
        source = (item.outlet, "; ".join(item.also), document.title, published, document.url)
        rows.writerow(
            [_cell(value) for value in (*told, *source, document.id)]
            + [cited.start, cited.end, "statement" if item.actor else "event"]
        )
    return file.getvalue()


def _cell(value: str | None) -> str:
    text = wording.printable(value or "")
    return f"'{text}" if text.startswith(_FORMULA) else text
