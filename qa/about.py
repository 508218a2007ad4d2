"""Which statements are about a subject: by their own words or meaning, by those right before them, or by those of a
report that is all about it.

A statement often leaves its subject to the sentences around it: “It would be a mistake,” she added. So the sentence
before counts when it has every word of the subject, the paragraph when it means the same, and the headline when it
names the subject and the paragraph is not far from it. Sentences of another paragraph never count: the next subject
begins there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.facts import Facts
from index.lexer import paragraphs
from index.records import Document, Passage
from index.statements import Statement
from qa.coverage import Coverage, Worth
from qa.records import Hit, Question
from qa.vectors import VectorCache
from qa.words import Rarity, content_words, keys

COVERED, NEAR = 0.5, 0.42  # a sentence is about a subject from this coverage, or this cosine, on
COVERED_BEFORE = 0.95  # the sentence before has to name the subject as good as wholly
NEAR_AROUND = 0.4  # cosine of the paragraph
NEAR_TITLED = 0.2  # cosine of the paragraph where the headline names the subject
_LONGEST = 900  # code points of a paragraph that is compared; of a longer one so much around the statement
_OWN_WORDS = Worth(beside=0.0, titled=0.0, elsewhere=0.0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement by the one asked about, with the sentence it stands in and its passage."""

    document: Document
    facts: Facts
    statement: Statement
    name: str
    role: str | None
    start: int
    end: int
    passage: Passage


def on_subject(
    found: Sequence[Candidate], about: str, rarity: Rarity, is_word: Callable[[str], bool], vectors: VectorCache
) -> list[Candidate]:
    """Those of the statements that speak of a subject, in the same order."""
    if not found:
        return []
    terms = tuple(content_words(about))
    question = Question(about, about, "open", terms, plain=tuple(word for word in terms if is_word(word)))
    around = _paragraphs(found)
    texts = [one.document.text[one.start : one.end] for one in found]
    coverage = Coverage(question, rarity, vectors, around, _OWN_WORDS)
    subject = vectors.question(about)
    own, wide = vectors.texts(texts) @ subject, vectors.texts(around) @ subject
    return [
        one
        for one, text, cosine, context in zip(found, around, own, wide, strict=True)
        if cosine >= NEAR
        or context >= NEAR_AROUND
        or (context >= NEAR_TITLED and _titled(one.document, question))
        or _named(one, coverage, text)
    ]


def _named(one: Candidate, coverage: Coverage, paragraph: str) -> bool:
    """Whether the statement's sentence names the subject, or the one before it in the paragraph does."""
    place = one.facts.sentence_at(one.start)
    if place is None:
        return False
    hit = Hit(one.passage, one.document, 0.0)
    if coverage.of(hit, one.facts, place).share >= COVERED:
        return True
    before = one.facts.sentences[place - 1] if place else None
    together = before is not None and one.document.text[before.start : before.end] in paragraph
    return together and coverage.of(hit, one.facts, place - 1).share >= COVERED_BEFORE


def _titled(document: Document, question: Question) -> bool:
    return bool(question.keys) and question.keys <= keys(document.title)


def _paragraphs(found: Sequence[Candidate]) -> list[str]:
    """The paragraph of each statement, cut to what stands around it where it is long."""
    cut: dict[str, list[tuple[int, int]]] = {}
    texts = []
    for one in found:
        text = one.document.text
        spans = cut.setdefault(one.document.id, paragraphs(text))
        place = bisect_right(spans, one.start, key=lambda span: span[0]) - 1
        low, high = spans[place] if place >= 0 else (one.start, one.end)
        if high - low > _LONGEST:
            low, high = max(low, one.start - _LONGEST // 2), min(high, one.end + _LONGEST // 2)
        texts.append(text[min(low, one.start) : max(high, one.end)])
    return texts
