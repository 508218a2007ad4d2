"""Answers, evidence and documents as markup: pure functions from records to text.

Everything that comes from a document or a person passes through `html` (for panels) or `markdown` (for chat
messages, which Gradio renders as Markdown and sanitizes again). Neither lets markup, links, templates or
terminal controls through. A place to open is written as a key: `3-1` is citation 1 of turn 3, `3-n2` the second
of the nearest passages of a turn that was not answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from urllib.parse import urlsplit

from index.records import Document, Span
from qa.records import Answer, Citation, Hit
from ui import wording

CONTEXT = 300
"""Characters of a passage shown before and after the quoted words on a card."""

_TEMPLATE = str.maketrans({"$": "&#36;", "{": "&#123;", "}": "&#125;", "`": "&#96;"})
_INERT = str.maketrans({character: f"&#{ord(character)};" for character in "\\`*_[]<>&#~|${}@="})
_LINE_START = re.compile(r"(?m)^[ \t]*(?:([-+])|(\d)(?=\d{0,8}[.)])|(?=[^ \t]))")
_AUTOLINK = re.compile(r"(?i)(https?|ftp|mailto|xmpp|www)([.:])")
_MARKER = re.compile(r"\[(\d{1,3})\]")
_NEWLINES = re.compile(r"\n\s*")
_SPACE = re.compile(r"\s+")
_BULLET = re.compile(r"^\s*[-•]\s+")


def html(text: str) -> str:
    """Text for an HTML panel: escaped, and inert to the template languages Gradio's HTML component speaks."""
    return escape(wording.printable(text), quote=True).translate(_TEMPLATE)


def markdown(text: str) -> str:
    """Text for a chat message: shown as written, whatever Markdown, HTML or addresses it holds.

    Only what Markdown could act on is encoded, so that a copied answer stays readable.
    """
    inert = wording.printable(text).translate(_INERT)
    inert = _AUTOLINK.sub(lambda match: f"{match[1]}&#{ord(match[2])};", inert)
    return _LINE_START.sub(_encode_line_start, inert)


def _encode_line_start(match: re.Match[str]) -> str:
    first = match[1] or match[2]
    return f"&#{ord(first)};" if first else ""


# --- chat messages (Markdown)


def answer_message(answer: Answer, turn: int) -> str:
    """An answer as a chat message: its markers link to evidence, and a line says how well it is supported."""
    if answer.abstained:
        return _abstention(answer)
    body = _body(answer.text, {citation.marker for citation in answer.citations}, turn)
    return "\n\n".join([body, *_asides(wording.notes(answer)), f"*{markdown(wording.support(answer))}*"])


def partial_message(text: str) -> str:
    """The answer so far; markers do not link yet."""
    return _body(text, frozenset(), 0)


def problem_message(text: str) -> str:
    """A request that could not be carried out, said in one line."""
    return f"> **Not possible.** {markdown(text)}"


def _abstention(answer: Answer) -> str:
    said = " ".join(answer.text.split()) or wording.reason(answer)
    lines = [f"> **Not answered.** {markdown(said)}"]
    if answer.nearest:
        lines.append("*The nearest passages are listed with the evidence.*")
    return "\n\n".join([*lines, *_asides(wording.notes(answer))])


def _asides(notes: Iterable[str]) -> list[str]:
    return [f"*{markdown(' '.join(note.split()))}*" for note in notes]


def _body(text: str, known: Iterable[int], turn: int) -> str:
    """Paragraphs and lists as the answer wrote them; nothing else in it is taken for markup."""
    markers = frozenset(known)
    blocks: list[str] = []
    for line in text.strip().splitlines():
        bullet = _BULLET.match(line)
        shown = _linked(line[bullet.end() :] if bullet else line.strip(), markers, turn)
        if not bullet and blocks and blocks[-1].startswith("- "):
            blocks.append("")  # else Markdown would take the line for a part of the list item
        blocks.append(f"- {shown}" if bullet else shown)
    return "\n".join(blocks)


def _linked(text: str, markers: frozenset[int], turn: int) -> str:
    parts = _MARKER.split(text)
    pieces = [markdown(parts[0])]
    for number, following in zip(parts[1::2], parts[2::2], strict=True):
        link = f"[{int(number)}](#evidence-{turn}-{int(number)})"
        pieces.append(link if int(number) in markers else markdown(f"[{number}]"))
        pieces.append(_inline(following))
    return "".join(pieces)


def _inline(text: str) -> str:
    """Text inside a line: what would only act at the start of a line is left readable."""
    return markdown("x" + text)[1:] if text else ""


# --- evidence (HTML)


def evidence(answer: Answer, turn: int) -> str:
    """The panel beside an answer: a card for every citation, or the nearest passages without an answer."""
    if answer.citations:
        cards = [citation_card(citation, turn) for citation in answer.citations]
        return _panel("Evidence", wording.counted(len(cards), "quotation"), cards)
    cards = [hit_card(hit, f"{turn}-n{number}") for number, hit in enumerate(answer.nearest, 1)]
    if not cards:
        return _panel("Evidence", "", ['<p class="hint">No passage comes near this question.</p>'])
    return _panel("Nearest passages", "none of them answers the question", cards)


def found(hits: Sequence[Hit]) -> str:
    """The panel while the answer is still being made: passages as they are found."""
    return _panel("Reading", wording.counted(len(hits), "passage"), [hit_card(hit, "") for hit in hits])


def welcome(documents: Sequence[Document]) -> str:
    """The panel before the first question: the documents, newest first, or what to do without any."""
    if not documents:
        return _panel("No documents", "", ['<p class="hint">Add some with <code>dateline index FOLDER</code>.</p>'])
    ordered = sorted(documents, key=lambda item: (item.published is not None, item.published), reverse=True)
    rows = "".join(f"<li>{_title_block(document)}</li>" for document in ordered[:50])
    rest = len(ordered) - 50
    more = f'<p class="hint">and {wording.counted(rest, "more document")}</p>' if rest > 0 else ""
    return _panel("Documents", "that can be asked", [f'<ul class="library">{rows}</ul>{more}'])


def citation_card(citation: Citation, turn: int) -> str:
    """One cited passage with its document, its date and the quoted words marked."""
    start = passage_start(citation)
    marked = excerpt(citation.passage, citation.start - start, citation.end - start)
    label = wording.provenance(*wording.kind_at(citation.document, citation.start))
    return _card(f"{turn}-{citation.marker}", str(citation.marker), citation.document, marked, label)


def hit_card(hit: Hit, key: str) -> str:
    """One found passage, nothing in it marked."""
    label = wording.provenance(hit.passage.kind, hit.passage.author)
    return _card(key, "", hit.document, excerpt(hit.passage.text, 0, 0), label)


def passage_start(citation: Citation) -> int:
    """Where a cited passage begins in its document: the occurrence that holds the quoted words."""
    text, passage = citation.document.text, citation.passage
    at = text.find(passage, max(0, citation.end - len(passage)))
    return at if 0 <= at <= citation.start else citation.start - max(0, passage.find(citation.quote))


def excerpt(passage: str, start: int, end: int) -> str:
    """A passage as HTML with `passage[start:end]` marked, cut at words `CONTEXT` characters away from it."""
    low = 0 if start <= CONTEXT else _word_edge(passage, start - CONTEXT)
    high = len(passage) if len(passage) - end <= CONTEXT + 80 else _word_edge(passage, end + CONTEXT)
    quote = f"<mark>{html(passage[start:end])}</mark>" if end > start else ""
    before = ("… " if low else "") + html(passage[low:start])
    after = html(passage[end:high]) if high == len(passage) else html(passage[end:high].rstrip()) + " …"
    return before + quote + after


def _word_edge(text: str, offset: int) -> int:
    space = _SPACE.search(text, offset, offset + 40)
    return space.end() if space else offset


def _panel(title: str, note: str, cards: Sequence[str]) -> str:
    aside = f'<span class="note">{html(note)}</span>' if note else ""
    return f'<section class="panel"><h2>{html(title)} {aside}</h2>{"".join(cards)}</section>'


def _card(key: str, number: str, document: Document, marked: str, label: str) -> str:
    badge = f'<span class="number">{html(number)}</span>' if number else ""
    tag = f'<p class="label"><bdi>{html(label)}</bdi></p>' if label else ""
    opener = f'<button type="button" class="open" data-open="{html(key)}">Open document</button>' if key else ""
    return (
        f'<article class="card{" comment" if label else ""}" data-key="{html(key)}">'
        f'<div class="top">{badge}{_title_block(document)}</div>{tag}'
        f'<blockquote dir="auto">{marked}</blockquote>'
        f'<div class="actions">{opener}{original(document)}</div></article>'
    )


def _title_block(document: Document) -> str:
    outlet = f'<bdi class="outlet">{html(document.source)}</bdi> · ' if document.source else ""
    known = wording.how_dated(document)
    note = f'<p class="how" dir="auto">{html(known)}</p>' if known else ""
    return (
        f'<div class="head"><h3 dir="auto">{html(document.title)}</h3>'
        f'<p class="by">{outlet}<time>{wording.dateline(document)}</time></p>{note}</div>'
    )


def original(document: Document) -> str:
    """A link to the page a document was captured from; empty unless its address is plain http or https."""
    try:
        address = urlsplit((document.url or "").strip())
    except ValueError:
        return ""
    if address.scheme not in {"http", "https"} or not address.hostname:
        return ""
    return (
        f'<a class="original" href="{html((document.url or "").strip())}" target="_blank" '
        f'rel="noopener noreferrer nofollow">Original at {html(address.hostname)} ↗</a>'
    )


# --- one document (HTML)


def document_view(document: Document, start: int, end: int, key: str, others: Sequence[str] = ()) -> str:
    """A whole document with `text[start:end]` marked; comments and page text are shown greyed and labelled.

    `key` is the place being shown, `others` the keys of all places of the same turn, for moving between them.
    """
    facts = [f'<p class="facts">{html(fact)}</p>' for fact in _facts(document)]
    look = "target whole" if "-n" in key else "target"  # a whole passage is tinted, quoted words are marked
    body = "".join(_section(document, span, (start, end), look) for span in _parts(document))
    return (
        f'<section class="document" aria-label="Document">{_toolbar(key, others)}'
        f'<div class="about">{_title_block(document)}{"".join(facts)}{original(document)}</div>{body}</section>'
    )


def _toolbar(key: str, others: Sequence[str]) -> str:
    steps = "".join(_step(other, current=other == key) for other in others if len(others) > 1)
    return (
        '<nav class="toolbar" aria-label="Evidence">'
        f'<button type="button" class="back" data-back="{html(key)}">← All evidence</button>'
        f'<span class="steps">{steps}</span></nav>'
    )


def _step(key: str, *, current: bool) -> str:
    number = key.rpartition("-")[2].lstrip("n")
    return (
        f'<button type="button" class="step" data-open="{html(key)}" aria-current="{str(current).lower()}" '
        f'aria-label="Passage {html(number)}">{html(number)}</button>'
    )


def _facts(document: Document) -> Iterator[str]:
    if document.author:
        yield f"By {document.author}"
    if document.captured:
        yield f"Page saved on {wording.day(document.captured)}"
    if document.copies:
        yield f"Also in {', '.join(document.copies)}"


def _parts(document: Document) -> Iterator[Span]:
    """The spans, and any text between them, in order, so that nothing that was kept is hidden."""
    at = 0
    for span in document.spans:
        if document.text[at : span.start].strip():
            yield Span(at, span.start, "residue")
        yield span
        at = span.end
    if document.text[at:].strip():
        yield Span(at, len(document.text), "residue" if document.spans else "article")


def _section(document: Document, span: Span, marked: tuple[int, int], look: str) -> str:
    low, high = max(marked[0], span.start), min(marked[1], span.end)
    text = document.text
    if low < high:
        target = f'<mark class="{look}">{html(text[low:high])}</mark>'
        shown = html(text[span.start : low]).lstrip() + target + html(text[high : span.end]).rstrip()
    else:
        shown = html(text[span.start : span.end].strip())
    if _one_line_a_paragraph(text[span.start : span.end]):
        shown = _NEWLINES.sub("\n\n", shown)
    label = wording.provenance(span.kind, span.author)
    tag = f'<p class="label"><bdi>{html(label)}</bdi></p>' if label else ""
    return f'<div class="part {span.kind}" dir="auto">{tag}<div class="text">{shown}</div></div>'


def _one_line_a_paragraph(text: str) -> bool:
    """Whether lines are paragraphs, which want air between them, and not the wrapped lines of a text file."""
    lengths = sorted(len(line) for line in text.splitlines() if line.strip())
    return bool(lengths) and lengths[len(lengths) // 2] > 100


# --- page furniture (HTML)


def masthead(serving: str, documents: Sequence[Document]) -> str:
    """The top of the page: the name, what is being served, and how many documents from when to when."""
    count = wording.counted(len(documents), "document")
    extent = f"{count} · {wording.period(documents)}" if documents else "no documents yet"
    return (
        '<div class="masthead"><h1>Dateline</h1><p class="tagline">Who said what, and when</p>'
        f'<p class="serving"><strong><bdi>{html(serving)}</bdi></strong><span>{html(extent)}</span></p></div>'
    )
