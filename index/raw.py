"""What reading a file yields, before anything is cleaned: a raw document, or the reason why a part has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from index.page import Page

Format = Literal["text", "markdown", "html"]

LONGEST_ARTICLE = 5_000_000
"""Characters of the longest text that is read as one article: a thousand times a long report, five thick books."""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file as it was read. `text` is the decoded text (markup and all for HTML), newlines as `\\n`, without front
    matter; `metadata` is what the file states about itself: front matter, a page's head, the headers of a letter,
    the columns of a row; keys in lower case.

    `part` names the article in a file that holds several. `pages` are the code-point offsets in `text` at which
    pages begin, `asides` stretches of `text` that are known not to be the article (a running head, a signature, a
    quoted letter); both only where `format` is `text`. `page` is an HTML page that was read for its metadata.
    """

    path: str
    text: str
    format: Format
    metadata: Mapping[str, object]
    part: str = ""
    pages: tuple[int, ...] = ()
    asides: tuple[tuple[int, int], ...] = ()
    page: Page | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class UnreadablePart:
    """One article of an export that cannot be read, and why; the other articles of the file can be.

    `part` names it as `RawDocument.part` would (“row 7”); `reason` is one line that a person can act on.
    """

    path: str
    part: str
    reason: str


def with_title(text: str, title: str) -> str:
    """The text below its title, unless that stands at its beginning already."""
    stands = title.casefold() in text[: 3 * len(title) + 200].casefold()
    return text if stands else f"{title}\n\n{text}"
