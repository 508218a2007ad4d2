"""Answers and their evidence as markup: pure functions from records to text.

A place to open is written as a key: `3-1` is citation 1 of turn 3, `3-n2` the second of the nearest passages of a
turn that was not answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.records import Document
from qa.records import Answer, Citation, Hit
from ui import who_says_what, wording
from ui.markup import html, inline, markdown, original, panel, paragraphs, title_block
from ui.timeline import timeline_of

CONTEXT = 300
"""Characters of a passage shown before and after the quoted words on a card."""

_MARKER = re.compile(r"\[(\d{1,3})\]")
_SPACE = re.compile(r"\s+")


# --- chat messages (Markdown)


def answer_message(answer: Answer, turn: int) -> str:
    """An answer as a chat message: its markers link to evidence, and a line says how well it is supported."""
    if answer.abstained:
        return _abstention(answer)
    body = _body(answer.text, {citation.marker for citation in answer.citations}, turn)
    support = wording.support(answer) + (" · the claims differ" if who_says_what.disagree(answer) else "")
    return f"{body}\n\n{_asides([*wording.notes(answer), support])}"


def partial_message(text: str) -> str:
    """The answer so far; markers do not link yet."""
    return _body(text, frozenset(), 0)


def problem_message(text: str) -> str:
    """A request that could not be carried out, said in one line."""
    return f"> **Not answered.** {markdown(text)}"


def _abstention(answer: Answer) -> str:
    offered = ["The nearest passages are listed with the evidence."] if answer.nearest else []
    return f"{problem_message(' '.join(answer.text.split()))}\n\n{_asides([*offered, *wording.notes(answer)])}".strip()


def _asides(notes: Iterable[str]) -> str:
    """What is said beside an answer, a line each."""
    return "  \n".join(f"*{markdown(wording.begun(' '.join(note.split())))}*" for note in notes)


def _body(text: str, known: Iterable[int], turn: int) -> str:
    markers = frozenset(known)
    return paragraphs(text, lambda line: _linked(line, markers, turn))


def _linked(text: str, markers: frozenset[int], turn: int) -> str:
    parts = _MARKER.split(text)
    pieces = [markdown(parts[0])]
    for number, following in zip(parts[1::2], parts[2::2], strict=True):
        link = f"[{int(number)}](#evidence-{turn}-{int(number)})"
        pieces.append(link if int(number) in markers else markdown(f"[{number}]"))
        pieces.append(inline(following))
    return "".join(pieces)


# --- evidence (HTML)


def evidence(answer: Answer, turn: int) -> str:
    """The panel beside an answer: a card for every citation, or the nearest passages without an answer."""
    if answer.citations:
        cards = [citation_card(citation, turn) for citation in answer.citations]
        cards = [who_says_what.table(answer, turn), *cards, _further("why", "Why this answer", turn)]
        if any(about := timeline_of(answer)):
            said = f"All that {about[0]} said" if about[0] else "Who said what about this"
            cards.append(_further("told", said, turn))
        return panel("Evidence", wording.counted(len(answer.citations), "quotation"), cards)
    cards = [hit_card(hit, f"{turn}-n{number}") for number, hit in enumerate(answer.nearest, 1)]
    unanswered = _further("why", "Why no answer", turn)
    if not cards:
        return panel("Evidence", "", ['<p class="hint">No passage comes near this question.</p>', unanswered])
    found = "outside the limits set" if answer.reason == "outside_filter" else "no answer was found in them"
    return panel("Nearest passages", found, [*cards, unanswered])


def _further(event: str, text: str, turn: int) -> str:
    return f'<button type="button" class="ask-{event}" data-{event}="{turn}-1">{html(text)}</button>'


def found(hits: Sequence[Hit]) -> str:
    """The panel while the answer is still being made: passages as they are found."""
    return panel("Reading", wording.counted(len(hits), "passage"), [hit_card(hit, "") for hit in hits])


def citation_card(citation: Citation, turn: int) -> str:
    """One cited passage with its document, its date and the quoted words marked."""
    start = passage_start(citation)
    marked = excerpt(citation.passage, citation.start - start, citation.end - start)
    return _card(f"{turn}-{citation.marker}", str(citation.marker), citation.document, citation.start, marked)


def hit_card(hit: Hit, key: str) -> str:
    """One found passage, whole, as the reader is to find in it what was not found for them."""
    return _card(key, "", hit.document, hit.passage.start, html(hit.passage.text))


def passage_start(citation: Citation) -> int:
    """Where a cited passage begins in its document: the occurrence that holds the quoted words."""
    text, passage = citation.document.text, citation.passage
    at = text.find(passage, max(0, citation.end - len(passage)))
    return at if 0 <= at <= citation.start else citation.start - max(0, passage.find(citation.quote))


def excerpt(passage: str, start: int, end: int) -> str:
    """A passage as HTML with `passage[start:end]` marked, cut at words `CONTEXT` characters away from it."""
    low = 0 if start <= CONTEXT else _word_edge(passage, start - CONTEXT)
    high = len(passage) if len(passage) - end <= CONTEXT + 80 else _word_edge(passage, end + CONTEXT)
    before = ("… " if low else "") + html(passage[low:start])
    after = html(passage[end:high]) if high == len(passage) else html(passage[end:high].rstrip()) + " …"
    return f"{before}<mark>{html(passage[start:end])}</mark>{after}"


def _word_edge(text: str, offset: int) -> int:
    space = _SPACE.search(text, offset, offset + 40)
    return space.end() if space else offset


def _card(key: str, number: str, document: Document, at: int, marked: str) -> str:
    label, page = wording.label_at(document, at), wording.page(document, at)
    badge = f'<span class="number">{html(number)}</span>' if number else ""
    tag = f'<p class="label"><bdi>{html(label)}</bdi></p>' if label else ""
    tag += f'<p class="hint">{html(page)}</p>' if page else ""
    opener = f'<button type="button" class="open" data-open="{html(key)}">Open document</button>' if key else ""
    return (
        f'<article class="card{" comment" if label else ""}" data-key="{html(key)}">'
        f'<div class="top">{badge}{title_block(document)}</div>{tag}'
        f'<blockquote dir="auto">{marked}</blockquote>'
        f'<div class="actions">{opener}{original(document)}</div></article>'
    )


# --- page furniture (HTML)


def masthead(serving: str, documents: Sequence[wording.Dated]) -> str:
    """The top of the page: the name, what is being served, and how many documents from when to when."""
    count = wording.counted(len(documents), "document")
    extent = f"{count} · {wording.period(documents)}" if documents else "no documents yet"
    return (
        '<div class="masthead"><h1>Dateline</h1><p class="tagline">Who said what, and when</p>'
        f'<p class="serving"><strong><bdi>{html(serving)}</bdi></strong><span>{html(extent)}</span></p></div>'
    )
