"""Which sentences are the article's: those at the ends of a page that stand apart and speak of something else are not.

Above the article stand mottoes and quotations of other pages, below it authors' lives, imprints and the messages of
forms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.features import is_prose, topic_of
from index.heads import QUOTATION, signature
from index.lines import Line
from index.notices import is_life
from index.phrases import REPORTING

_SHORT = 20  # words: a sentence below the article in fewer may be no part of it
_MOTTO = 16  # words: the same above it
_OWN_TOPIC = 0.25  # least share of a block's content words that the article's other sentences hold too
_IMPRINT = re.compile(
    r"\b(?:is|are) (?:published|owned|operated|printed|edited) (?:\w+ )?by\b|\bregistered (?:office|in|company"
    r"|charity)\b|\bissn\b|\beditor[- ]in[- ]chief\b|\bvat (?:no|number|reg)|\bnews ?(?:desk|room)\b.*\d{3}",
    re.I,
)
_QUOTES = re.compile('[“”«»"]')
_SHORTEST_NAME, _LONGEST_NAME = 2, 4  # words of a byline that is a bare name


def article_sentences(lines: Sequence[Line], marks: list[bool]) -> list[int]:
    """The indices of the article's sentences, in order; sentences of the page's own below it are marked, in place."""
    prose = [i for i, line in enumerate(lines) if is_prose(line.f) and not marks[i]]
    if not prose:
        return []
    _mark_lives(lines, marks, prose)
    prose = [i for i in prose if not marks[i]] or prose[:1]
    while stray := _stray_end(lines, marks, prose):
        for i in stray:
            marks[i] = True
        prose = prose[: -len(stray)]
    while mottoes := _mottoes(lines, prose):
        prose = prose[mottoes:]
    return prose


def _mark_lives(lines: Sequence[Line], marks: list[bool], prose: Sequence[int]) -> None:
    """Mark who the authors are: in the page's second half those named in its head, at its end anybody."""
    authors = frozenset(signed[0] for line in lines if (signed := signature(line.text)))
    authors |= frozenset(
        line.text
        for line in lines[: prose[0]]
        if _SHORTEST_NAME <= line.f.words <= _LONGEST_NAME and line.f.capitalised == 1 and len(line.text) <= 40
    )
    for i in range(max(prose[0] + 1, len(lines) // 2), len(lines)):
        names = authors if i < prose[-1] or len(prose) == 1 else None
        if not marks[i] and is_life(lines[i], authors, anybody=names is None):
            marks[i] = True


def _stray_end(lines: Sequence[Line], marks: Sequence[bool], prose: Sequence[int]) -> list[int]:
    """The last sentences, when they are few, on another topic, and two lines of residue or names stand above them."""
    for k in range(len(prose) - 1, 0, -1):
        between = range(prose[k - 1] + 1, prose[k])
        block = list(prose[k:])
        text = lines[prose[k]].text
        told = lines[prose[k]].f.words >= _SHORT or REPORTING.search(text) or _QUOTES.search(text)
        if told and not _IMPRINT.search(text):
            return []
        apart = [i for i in between if marks[i] or not lines[i].f.terminal]
        if len(block) == 1 and between and _IMPRINT.search(lines[block[0]].text):
            return block
        if len(apart) >= 2 and any(marks[i] for i in apart[-2:]):
            return block if _off_topic(lines, block, topic_of(lines[i].text for i in prose[:k])) else []
    return []


def _off_topic(lines: Sequence[Line], block: Sequence[int], topic: frozenset[str]) -> bool:
    own = topic_of(lines[i].text for i in block)
    return len(own & topic) < _OWN_TOPIC * len(own)


def _mottoes(lines: Sequence[Line], prose: Sequence[int]) -> int:
    """How many of the first sentences belong to the head: short ones that end before other lines come, and are
    quotations (one of them may be the headline) or report nothing and are off the topic."""
    k = 1
    while k < len(prose) and prose[k] == prose[k - 1] + 1:
        k += 1
    if k == len(prose) or any(lines[i].f.words >= _MOTTO for i in prose[:k]):
        return 0
    told = [i for i in prose[k:] if lines[i].f.words >= _MOTTO] or prose[k:]
    topic = topic_of(lines[i].text for i in told)
    plain = (lines[i].f.digits == 0 and not REPORTING.search(lines[i].text) for i in prose[:k])
    quoted = k == 1 and QUOTATION.fullmatch(lines[prose[0]].text)
    return k if quoted or (all(plain) and _off_topic(lines, prose[:k], topic)) else 0
