"""The way from text to markup that is inert: escaping, and the pieces several views are made of. Pure functions.

Everything that comes from a document or a person passes through `html` (for panels) or `markdown` (for chat
messages, which Gradio renders as Markdown and sanitizes again). Neither lets markup, links, templates or
terminal controls through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import urlsplit

from index.records import Document
from ui import wording

_TEMPLATE = str.maketrans({"$": "&#36;", "{": "&#123;", "}": "&#125;", "`": "&#96;"})
_INERT = str.maketrans({character: f"&#{ord(character)};" for character in "\\`*_[]<>&#~|${}@="})
_ESCAPED = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>#~|"})
_LINE_START = re.compile(r"(?m)^[ \t]*(?:([-+=])|(\d)(?=\d{0,8}[.)])|(?=[^ \t]))")
_BULLET = re.compile(r"^\s*[-•]\s+")
_AUTOLINK = re.compile(r"(?i)(https?|ftp|mailto|xmpp|www)([.:])")


def html(text: str) -> str:
    """Text for an HTML panel: escaped, and inert to the template languages Gradio's HTML component speaks."""
    return escape(wording.printable(text), quote=True).translate(_TEMPLATE)


def markdown(text: str) -> str:
    """Text for a chat message: shown as written, whatever Markdown, HTML or addresses it holds.

    Only what Markdown could act on is encoded, so that a copied answer stays readable.
    """
    inert = wording.printable(text).translate(_INERT)
    inert = _AUTOLINK.sub(lambda match: f"{match[1]}&#{ord(match[2])};", inert)
    return _begun(inert)


def written(text: str) -> str:
    """Text for a line of a Markdown file: no markup comes of it, and it can be read where it is not rendered."""
    return _begun(wording.printable(text).translate(_ESCAPED))


def _begun(inert: str) -> str:
    return _LINE_START.sub(lambda match: f"&#{ord(first)};" if (first := match[1] or match[2]) else "", inert)


def inline(text: str) -> str:
    """Text inside a line: what would only act at the start of a line is left readable."""
    return markdown("x" + text)[1:] if text else ""


def paragraphs(text: str, shown: Callable[[str], str]) -> str:
    """An answer as Markdown: a paragraph for each line, and lists as it wrote them; `shown` makes a line inert."""
    blocks: list[str] = []
    for line in text.strip().splitlines():
        bullet = _BULLET.match(line)
        if not bullet and blocks:
            blocks.append("")  # else Markdown would take the line for a part of the paragraph or list item before
        blocks.append(f"- {shown(line[bullet.end() :])}" if bullet else shown(line.strip()))
    return "\n".join(blocks)


def panel(title: str, note: str, cards: Sequence[str]) -> str:
    """A panel of the evidence column: its heading with a note, and cards that are markup already."""
    aside = f'<span class="note">{html(note)}</span>' if note else ""
    return f'<section class="panel"><h2>{html(title)} {aside}</h2>{"".join(cards)}</section>'


def title_block(document: Document, level: int = 3) -> str:
    """Title, outlet and day of a document, and how the day is known; the title is a heading of this level."""
    outlet = f'<bdi class="outlet">{html(document.source)}</bdi> · ' if document.source else ""
    known = wording.how_dated(document)
    note = f'<p class="how" dir="auto">{html(known)}</p>' if known else ""
    return (
        f'<div class="head"><h{level} class="title" dir="auto">{html(document.title)}</h{level}>'
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
