"""Cut a document into passages: whole sentences of one span kind, with exact offsets.

A passage holds sentences up to about `target_tokens`, and begins with the last sentence of the one before it, so
that a fact told across a border stands whole in one of the two. What the embedding model sees is the passage behind
a short header (title, outlet, date); what is stored is the passage alone, verbatim.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from index import tokens
from index.embed import MAX_PIECES
from index.records import Document, Passage, Span
from index.sentences import sentences
from index.years import plain_date

Offsets = tuple[int, int]

TARGET_TOKENS = 180

_TITLE_TOKENS = 40
_OUTLET_TOKENS = 16
_LONGEST_SENTENCE = 2
"""A sentence of more than this many times the target is cut, even when the model's window would hold it."""
_WINDOW = 2000
"""Code points looked at for the next cut of such a sentence, and of a title."""
_END_MARKERS = 2  # pieces that `tokens.pieces` counts at both ends of a text
_CLAUSE = re.compile(r"[,;:)\]”»。、，；]\s*|\s[–—-]\s|—")  # the cut comes after the mark
_SPACE = re.compile(r"\s+")


def split(
    document: Document, *, target_tokens: int = TARGET_TOKENS, max_pieces: int = MAX_PIECES
) -> tuple[Passage, ...]:
    """The passages of a document in reading order, residue left out.

    Header and passage together stay within `max_pieces` of the embedding model, its end markers included. Every comment
    is a passage of its own at least, and carries its author. Sentences that fit no passage are cut at clauses, else
    between words, else anywhere.
    """
    packer = _Packer(document.text, target_tokens, max_pieces - tokens.pieces(header(document)))
    stretches = [(span, place) for span in _joined(document) for place in packer.passages(span)]
    return tuple(
        Passage(
            id=f"{document.id}:{ordinal}",
            document_id=document.id,
            ordinal=ordinal,
            start=start,
            end=end,
            text=document.text[start:end],
            kind=span.kind,
            author=span.author,
        )
        for ordinal, (span, (start, end)) in enumerate(stretches)
    )


def header(document: Document) -> str:
    """What stands before each passage when it is embedded: title, outlet and day, as far as known."""
    parts = (
        _shortened(document.title[:_WINDOW], _TITLE_TOKENS),
        _shortened((document.source or "")[:_WINDOW], _OUTLET_TOKENS),
        plain_date(document.published) if document.published else "",
    )
    return ". ".join(part for part in parts if part)


def embedded_text(header_line: str, passage_text: str) -> str:
    """What the embedding model is given for a passage."""
    return f"{header_line}\n{passage_text}" if header_line else passage_text


@lru_cache(maxsize=256)  # a header is asked for when its document is cut, and when it is embedded
def _shortened(text: str, limit: int) -> str:
    """The text on one line, cut to the limit between words or, where there are no spaces, between letters."""
    words = text.split()
    while words and tokens.count(" ".join(words)) > limit:
        words = words[:-1] if len(words) > 1 else [words[0][: len(words[0]) // 2]]
    return " ".join(words)


def _joined(document: Document) -> list[Span]:
    """Spans to be split: neighbours of the article with nothing but white space between them are one."""
    found: list[Span] = []
    for span in document.spans:
        before = found[-1] if found else None
        if before and before.kind == span.kind == "article" and not document.text[before.end : span.start].strip():
            found[-1] = Span(before.start, span.end, "article")
        elif span.kind != "residue":
            found.append(span)
    return found


class _Part(NamedTuple):
    """A sentence, or a part of one that is too long: its offsets, its size in tokens, and in pieces of the model. Both
    add up, as neither counts across white space or the end of a sentence."""

    start: int
    end: int
    size: int
    pieces: int


@dataclass(frozen=True, slots=True)
class _Packer:
    """Packs the sentences of one span after another into passages of at most `room` pieces."""

    text: str
    target_tokens: int
    room: int

    def passages(self, span: Span) -> Iterator[Offsets]:
        """Offsets of the span's passages, in order."""
        parts = [part for start, end in sentences(self.text, span.start, span.end) for part in self._cut(start, end)]
        first, shared = 0, False
        while first < len(parts):
            last = self._last(parts, first, shared=shared)
            yield parts[first].start, parts[last].end
            if last + 1 == len(parts):
                return
            # A sentence that filled a passage alone is not told again.
            shared = last > first and self._fits(parts[last : last + 2])
            first = last if shared else last + 1

    def _last(self, parts: Sequence[_Part], first: int, *, shared: bool) -> int:
        """The last sentence of the passage that begins with `first`; behind a shared one always one more."""
        last = first + 1 if shared else first
        while last + 1 < len(parts):
            longer = parts[first : last + 2]
            if sum(part.size for part in longer) > self.target_tokens or not self._fits(longer):
                break
            last += 1
        return last

    def _fits(self, parts: Sequence[_Part]) -> bool:
        return sum(part.pieces for part in parts) <= self.room

    def _cut(self, start: int, end: int) -> Iterator[_Part]:
        """A sentence as it is, or in parts when it is too long."""
        while start < end:
            whole = self._part(start, end) if end - start <= _WINDOW else None
            if whole and self._is_short(whole):
                yield whole
                return
            middle = self._border(start, end)
            yield self._part(start, start + len(self.text[start:middle].rstrip()))
            space = _SPACE.match(self.text, middle, end)
            start = space.end() if space else middle

    def _part(self, start: int, end: int) -> _Part:
        text = self.text[start:end]
        return _Part(start, end, tokens.count(text), tokens.pieces(text) - _END_MARKERS)

    def _is_short(self, part: _Part) -> bool:
        return part.size <= _LONGEST_SENTENCE * self.target_tokens and self._fits((part,))

    def _border(self, start: int, end: int) -> int:
        """Where to cut: after the last clause that fits, else the last word, else the last letter."""
        longest = self._longest(start, range(start + 1, min(end, start + _WINDOW) + 1))
        if longest == end:
            return end
        window = self.text[start : longest + 1]
        for pattern in (_CLAUSE, _SPACE):
            ends = [start + match.end() for match in pattern.finditer(window)]
            # A cut in the first third would leave a scrap.
            good = [place for place in ends if start + (longest - start) // 3 < place <= longest]
            if good:
                return good[-1]
        return longest

    def _longest(self, start: int, ends: Sequence[int]) -> int:
        """The farthest of the ends up to which the text fits, by halving; the nearest one if none does."""
        too_far = bisect_left(ends, True, key=lambda end: not self._is_short(self._part(start, end)))
        return ends[max(too_far - 1, 0)]
