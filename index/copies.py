"""Which articles are copies of one another: the same text, a text that adds nothing, or near copies that differ.

Three relations. Articles of the same words are the same, white space aside. An article *repeats* another when the
other says all that it says: it may be cut, have another headline, or differ in words that carry no fact. Articles
are *near* when they share most of their text but each says something of its own, a corrected number for instance:
such are one source, and both stay.

Near copies are found among many by MinHash (Broder 1997) over runs of three words, in bands (locality-sensitive
hashing, Leskovec et al., Mining of Massive Datasets, chapter 3): pairs that share a band are compared word by word.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from index.records import Document

_BANDS, _ROWS = 42, 3
"""Of two texts that share the part j of all their shingles, 1 − (1 − j³)⁴² pairs meet in a band: 68 % at 0.3, 94 %
at 0.4, 99.6 % at 0.5, and 0.03 % at the 0.02 of unrelated news."""

_FEWEST = 12
"""Shingles below which only the same words make a copy: short texts are alike by chance."""

_SHARED = 0.6
"""The part of the shorter text's shingles that near copies share at least."""

_PAIRED = 0.5
"""Words in common, in order, that make two sentences versions of one another."""

_MOST_PAIRS = 10_000
"""Pairs of differing sentences that are compared; texts that differ in more are not the same anyway."""

_LONGEST = 1_000_000
"""Characters of an article that are looked at; what is longer is a collection, and only its equal is its copy."""

_CHUNK = 4096
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+|\n+")
_LIGHT = frozenset(
    "a an the that which who of and also as has have had said says say stated states told added adds noted notes"
    " reported reports according".split()
)
"""Words that may differ between copies without changing what is said."""


def article_text(document: Document) -> str:
    """The text of the article, without comments and what the page put around it; empty when there is none."""
    return "\n".join(document.text[span.start : span.end] for span in document.spans if span.kind == "article")


def article_key(article: str) -> str:
    """A hash of the words of an article, white space aside; empty when there are none."""
    words = article.split()
    return hashlib.sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()[:20] if words else ""


def place(document: Document) -> tuple[date, str, str]:
    """Where a document stands among its copies: the first published comes first, then by path; undated ones last."""
    return document.published or date.max, document.path, document.part


@lru_cache(maxsize=256)
def bands(article: str) -> tuple[int, ...]:
    """42 numbers of 64 bits, of which near copies share some; none for a text too short to be a near copy."""
    if len(article) > _LONGEST:
        return ()
    shingles = np.fromiter(_shingles(_words(article)), dtype=np.uint64)
    if shingles.size < _FEWEST:
        return ()
    least = np.full(_BANDS * _ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    factors, shifts = _functions()
    for start in range(0, shingles.size, _CHUNK):
        part = shingles[start : start + _CHUNK]
        least = np.minimum(least, ((part[:, None] * factors + shifts) >> np.uint64(32)).min(axis=0))
    rows = least.reshape(_BANDS, _ROWS)
    return tuple(
        int.from_bytes(hashlib.blake2b(bytes([number]) + row.tobytes(), digest_size=8).digest(), "big", signed=True)
        for number, row in enumerate(rows)
    )


@dataclass(frozen=True, slots=True)
class Kinship:
    """How one article stands to another that it is near to.

    `repeats`: the other says all that this one says. `repeated`: this one says all that the other says.
    """

    repeats: bool
    repeated: bool


def kinship(one: str, other: str) -> Kinship | None:
    """How two articles stand to one another; None when they are no copies."""
    here, there = _runs(one), _runs(other)
    fewer = min(len(here), len(there))
    if fewer < _FEWEST or len(here & there) < _SHARED * fewer:
        return None
    return Kinship(repeats=_says_all(one, other), repeated=_says_all(other, one))


def _says_all(article: str, other: str) -> bool:
    """Whether the other says everything the article says, its headline aside."""
    ours, theirs = _sentences(article), _sentences(other)
    known, own = set(theirs), set(ours)
    left = [sentence for sentence in theirs if sentence not in own]
    if len(left) * len(own - known) > _MOST_PAIRS:
        return False
    numbers = {word for sentence in theirs for word in sentence if word[0].isdigit()}
    for place, sentence in enumerate(ours):
        if sentence in known:
            continue
        if place == 0 and _is_headline(article):
            if any(word[0].isdigit() and word not in numbers for word in sentence):
                return False
        elif not any(_same_statement(sentence, version) for version in left):
            return False
    return True


def _is_headline(article: str) -> bool:
    """Whether the first line is short and ends as no sentence does."""
    first, _, rest = article.lstrip().partition("\n")
    return bool(rest.strip()) and len(first) <= 200 and not first.rstrip(" \"”’')]").endswith((".", "!", "?", "…", ":"))


def _same_statement(sentence: Sequence[str], version: Sequence[str]) -> bool:
    """Whether two sentences differ in nothing but words that carry no fact."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - needed for near copies only

    if LCSseq.normalized_similarity(sentence, version) < _PAIRED:
        return False
    changes = [change for change in LCSseq.opcodes(sentence, version) if change.tag != "equal"]
    differing = (
        word
        for change in changes
        for word in (*sentence[change.src_start : change.src_end], *version[change.dest_start : change.dest_end])
    )
    return all(word in _LIGHT for word in differing)


def _sentences(article: str) -> list[tuple[str, ...]]:
    """The words of each sentence, the headline first where there is one."""
    found = (tuple(_words(sentence)) for sentence in _SENTENCE_END.split(article.strip()))
    return [words for words in found if words]


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text.casefold())]


def _shingles(words: Sequence[str]) -> Iterator[int]:
    """Each run of three words as a number of 64 bits, the same in every process."""
    numbers = [_number(word) for word in words]
    for one, two, three in zip(numbers, numbers[1:], numbers[2:], strict=False):
        yield (one * 0x9E3779B97F4A7C15 + two * 0xC2B2AE3D27D4EB4F + three) & 0xFFFFFFFFFFFFFFFF


@lru_cache(maxsize=4)  # one article is compared with many others in turn
def _runs(article: str) -> frozenset[tuple[str, str, str]]:
    """The different runs of three words."""
    words = _words(article)
    return frozenset(zip(words, words[1:], words[2:], strict=False))


@lru_cache(maxsize=65_536)
def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")


@cache
def _functions() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The multipliers (odd) and shifts of the hash functions: multiply-shift hashing, the same in every process."""
    random = np.random.Generator(np.random.PCG64(20_220_204))
    factors, shifts = random.integers(0, 2**63, (2, _BANDS * _ROWS), np.uint64)
    return factors * np.uint64(2) + np.uint64(1), shifts
