"""Words and marks with their offsets: what every rule about names and statements walks over."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.lines import paragraph_ends, trimmed
from index.years import MONTH_NAMES, WEEKDAY_NAMES

_TOKEN = re.compile(
    r"""
      (?:[^\W\d_]\.){2,}                                            # U.S.  J.R.R.
    | (?:Mr|Mrs|Ms|Dr|Prof|Gen|Maj|Cmdr|Adm|Brig|Sen|Rep|Gov|Lt|Col|Capt|Sgt|Rev|Hon|St|Jr|Sr)\.  # titles
    | [A-Z]\.(?=\s*[A-Z])                                           # an initial
    | \d+(?:[.,:/-]\d+)*(?![^\W\d_])                                # 4.5  1,000  07:43  2022-11-11
    | ['’]s\b                                                       # possessive or “is”, apart from its word
    | [^\W_]+(?:['’](?!s\b)[^\W_]+|[-‐‑][^\W_]+)*                   # words, hyphenated words, contractions
    | \S                                                            # one mark at a time
    """,
    re.VERBOSE,
)
_CALENDAR = frozenset(
    f"{' '.join((*MONTH_NAMES, *WEEKDAY_NAMES))} {'s '.join(WEEKDAY_NAMES)}s jan feb mar apr jun jul aug sep sept oct"
    " nov dec mon tue tues wed thu thur thurs fri sat sun".lower().split()
)
_ARTICLES = frozenset({"al-", "el-", "as-", "ul-"})


class Token(NamedTuple):
    """One word or mark; `lower` is its lower-cased text, offsets are code points into the text given."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def capital(self) -> bool:
        """Begins with an upper-case letter, or is an Arabic-style `al-Name`."""
        return self.text[0].isupper() or (self.lower[:3] in _ARTICLES and self.text[3:4].isupper())

    @property
    def word(self) -> bool:
        """A word or number rather than a mark."""
        return self.text[0].isalnum()

    @property
    def calendar(self) -> bool:
        """A weekday or month written with a capital."""
        return self.text[0].isupper() and self.lower.rstrip(".") in _CALENDAR


def lex(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and marks of `text[start:end]` in order, with offsets into `text`."""
    stop = len(text) if end is None else end
    return [Token(*m.span(), word := m.group(), word.lower()) for m in _TOKEN.finditer(text, start, stop)]


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Paragraphs as (start, end) without white space at their ends; wrapped lines do not end one."""
    found: list[tuple[int, int]] = []
    start = 0
    for at in paragraph_ends(text):
        first, last = trimmed(text, start, at)
        if first < last:
            found.append((first, last))
        start = at + 1
    return found
