"""One document as it is read beside the chat: whole, with the words in question marked. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.records import Document, Span
from index.years import plain_date
from ui import wording
from ui.files import document_address
from ui.markup import html, original, title_block

_NEWLINES = re.compile(r"\n\s*")


def document_view(document: Document, start: int, end: int, key: str, others: Sequence[str] = ()) -> str:
    """A whole document with `text[start:end]` marked; comments and page text are shown greyed and labelled.

    `key` is the place being shown, `others` the keys of all places of the same turn, for moving between them.
    """
    facts = [f'<p class="facts">{html(fact)}</p>' for fact in _facts(document)]
    look = "target whole" if "-n" in key else "target"  # a whole passage is tinted, quoted words are marked
    body = "".join(_section(document, span, (start, end), look) for span in _parts(document))
    links = original(document) + _file(document)
    return (
        f'<section class="document" aria-label="Document">{_toolbar(key, others)}'
        f'<div class="about">{title_block(document, level=2)}{"".join(facts)}{links}</div>'
        f"{body}</section>"
    )


def _file(document: Document) -> str:
    name = Path(document.path).name
    return (
        f'<a class="original" href="{html(document_address(document))}" download="{html(name)}">'
        f"The file, <bdi>{html(name)}</bdi> ↓</a>"
    )


def _toolbar(key: str, others: Sequence[str]) -> str:
    steps = "".join(_step(other, current=other == key) for other in others if len(others) > 1)
    way_back = "← Close" if key.startswith(("d-", "t-")) else "← All evidence"
    return (
        '<nav class="toolbar" aria-label="Evidence">'
        f'<button type="button" class="back" data-back="{html(key)}">{way_back}</button>'
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
        yield f"Page saved on {plain_date(document.captured)}"
    if others := wording.elsewhere(document):
        yield f"Also in {others}"
    if document.copies:
        names = dict.fromkeys(Path(path).name for path in document.copies)
        count = wording.counted(len(document.copies), "copy", "copies")
        yield f"{count.capitalize()}: {', '.join(names)}"


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
