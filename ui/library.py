"""The list of documents: what is known of each, searched, sorted and filtered. Pure functions to markup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from index.records import Document
from ui import wording
from ui.markup import html, panel

EVERYTHING = "All documents"
UNDATED = "Undated"
COPIED = "With copies"
UPLOADED = "Uploaded here"
MENDED = "Corrected by hand"
GONE = "File gone"
UNREAD = "Not readable"
SHOWN = (EVERYTHING, UNDATED, COPIED, UPLOADED, MENDED, GONE, UNREAD)
"""What the list can be narrowed to."""

PAGE = 100
"""Documents shown before a person asks for more."""
WELCOMED = 30
"""Documents shown beside an empty conversation."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list. `words` counts those of the article alone; `file` is the name without its folder, and
    `path`, the whole of it, never shown. `mended` is whether its details were corrected by hand."""

    id: str
    path: str
    title: str
    outlet: str
    published: date | None
    how_dated: str
    words: int
    copies: int
    file: str
    uploaded: bool
    found_by: str
    mended: bool = False
    gone: bool = False

    @property
    def key(self) -> str:
        """How the page names this document when it asks to open it."""
        return f"d-{self.id}"


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read: its name without the folder, and the reason; `key` when it may be deleted."""

    file: str
    reason: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants to see of the list. `outlet` empty means every outlet; `limit` is in documents."""

    search: str = ""
    order: str = "Newest first"
    outlet: str = ""
    show: str = EVERYTHING
    limit: int = PAGE


def entry(document: Document, *, uploaded: bool, folder: str = "", gone: bool = False) -> Entry:
    """What the list shows of a document; its `folder` only where another file has the same name, and whether that
    file is `gone`."""
    articles = (span for span in document.spans if span.kind == "article")
    words = sum(len(document.text[span.start : span.end].split()) for span in articles)
    part = document.part if document.part != document.url else ""  # an address is long, and known anyway
    file = " · ".join(filter(None, ("/".join(filter(None, (folder, Path(document.path).name))), part)))
    named = (document.title, document.source, document.author, file, wording.dateline(document), document.published)
    notes = (document.published_note, *(note for _, note in document.origins))
    return Entry(
        id=document.id,
        path=document.path,
        title=document.title,
        outlet=document.source or "",
        published=document.published,
        how_dated=wording.how_dated(document),
        words=words,
        copies=len(document.copies),
        file=file,
        uploaded=uploaded,
        found_by=" ".join(str(name) for name in (*named, *document.copy_sources) if name).casefold(),
        mended=any(note.startswith("corrected by hand") for note in notes),
        gone=gone,
    )


def _day(item: Entry) -> int:
    return (item.published or date.min).toordinal()


ORDERS: Mapping[str, Callable[[Entry], tuple[bool, int | str]]] = MappingProxyType(
    {
        "Newest first": lambda item: (item.published is None, -_day(item)),
        "Oldest first": lambda item: (item.published is None, _day(item)),
        "Title": lambda _: (False, 0),
        "Outlet": lambda item: (not item.outlet, item.outlet.casefold()),
        "Longest first": lambda item: (False, -item.words),
    }
)
"""Ways to sort the list, titles deciding between equals; undated documents come last where dates decide."""


def choose(entries: Iterable[Entry], choice: Choice) -> list[Entry]:
    """The documents a person wants to see, in the order wanted, however many. Every word searched for must occur."""
    wanted = choice.search.casefold().split()
    found = [
        item
        for item in entries
        if _shown(item, choice.show)
        and (not choice.outlet or item.outlet == choice.outlet)
        and all(word in item.found_by for word in wanted)
    ]
    order = ORDERS.get(choice.order, ORDERS["Newest first"])
    return sorted(found, key=lambda item: (*order(item), item.title.casefold()))


def _shown(item: Entry, show: str) -> bool:
    return {
        UNDATED: item.published is None,
        COPIED: item.copies > 0,
        UPLOADED: item.uploaded,
        MENDED: item.mended,
        GONE: item.gone,
        UNREAD: False,
    }.get(show, True)


def listing(entries: Sequence[Entry], unread: Sequence[Unread], choice: Choice) -> str:
    """The list as markup: a line that counts, the documents, and the files that could not be read."""
    found = choose(entries, choice)
    wanted = choice.search.casefold().split()
    failed = [item for item in unread if all(word in item.file.casefold() for word in wanted)]
    shows_failed = choice.show in {EVERYTHING, UNREAD} and not choice.outlet
    parts = [f'<p class="count" role="status">{html(_count(len(found), len(entries), len(unread)))}</p>']
    if found:
        rows = "".join(f"<li>{_row(item)}</li>" for item in found[: choice.limit])
        parts.append(f'<ul class="library">{rows}</ul>')
    elif choice.show != UNREAD:
        nothing = "No document matches." if entries else "No documents yet: add some with the button above."
        parts.append(f'<p class="hint">{nothing}</p>')
    if len(found) > choice.limit:
        rest = wording.counted(len(found) - choice.limit, "more document")
        parts.append(f'<button type="button" class="more" data-more="1">Show {html(rest)}</button>')
    if failed and shows_failed:
        parts.append(failures(failed, open_at_once=choice.show == UNREAD))
    return "".join(parts)


def welcome(entries: Sequence[Entry]) -> str:
    """The panel before the first question: the newest documents to open, or a word on what will be there."""
    if not entries:
        return panel("No documents", "", ['<p class="hint">What is added is listed here.</p>'])
    newest = choose(entries, Choice())[:WELCOMED]
    rows = "".join(f"<li>{_row(item)}</li>" for item in newest)
    rest = len(entries) - len(newest)
    more = f'<p class="hint">and {wording.counted(rest, "more document")} in the library</p>' if rest else ""
    return panel("Documents", "that can be asked", [f'<ul class="library">{rows}</ul>{more}'])


def failures(unread: Sequence[Unread], *, open_at_once: bool) -> str:
    """Files that could not be read, each with its reason, to be unfolded."""
    rows = "".join(map(_unread_row, unread))
    head = f"{wording.counted(len(unread), 'file')} could not be read"
    return f'<details class="unread"{" open" * open_at_once}><summary>{html(head)}</summary><ul>{rows}</ul></details>'


def _unread_row(item: Unread) -> str:
    delete = (
        f'<button type="button" data-discard="{html(item.key)}" aria-label="Delete {html(item.file)}">Delete</button>'
        if item.key
        else ""
    )
    return f'<li><bdi>{html(item.file)}</bdi>{delete}<span dir="auto">{html(item.reason)}</span></li>'


def _count(found: int, held: int, unread: int) -> str:
    shown = wording.counted(held, "document") if found == held else f"{found:,} of {wording.counted(held, 'document')}"
    return f"{shown} · {unread:,} not readable" if unread else shown


def _row(item: Entry) -> str:
    outlet = f'<bdi class="outlet">{html(item.outlet)}</bdi> · ' if item.outlet else ""
    note = f'<span class="how" dir="auto">{html(item.how_dated)}</span>' if item.how_dated else ""
    facts = (
        wording.counted(item.words, "word"),
        wording.counted(item.copies, "copy", "copies") if item.copies else "",
        "uploaded" if item.uploaded else "",
        "corrected by hand" if item.mended else "",
        "its file is gone" if item.gone else "",
    )
    told = html(" · ".join(filter(None, facts)))
    return (
        f'<button type="button" class="held" data-open="{html(item.key)}">'
        f'<span class="title" dir="auto">{html(item.title)}</span>'
        f'<span class="by">{outlet}<time>{html(wording.dateline(item))}</time></span>{note}'
        f'<span class="facts">{told} · <bdi class="file">{html(item.file)}</bdi></span></button>'
    )
