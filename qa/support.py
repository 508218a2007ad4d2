"""Whether a worded claim stands in the passages it cites: names, dates, numbers, quotations, speakers, links, words.

Deterministic, and strict where a reader would be misled. What the documents resolve counts as said by them: "on
Wednesday" as its calendar date, "he" and "the envoy" as the person meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.date_numbers import count
from index.dates import find_dates
from index.facts import Facts
from index.names import find_names
from index.records import Document, Passage
from index.sentences import sentences
from index.statements import find_statements
from qa.coverage import spoken_of
from qa.words import FUNCTION_WORDS, content_words, keys, stem, stems

_GRAMMAR = frozenset(map(stem, FUNCTION_WORDS))
Similarity = Callable[[str, Sequence[str]], float]
"""Greatest cosine of a text and several others."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![\w'’])[A-Z][\w'’-]*[a-z][\w'’-]*|\b[A-Z]{2,}\b")
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»")
_LINK = re.compile(r"(?:https?:|www\.|javascript:|data:)[^\s)\]>\"”]*", re.IGNORECASE)
_MARKUP = re.compile(r"!?\[[^\]]*\]\([^)]*\)|<[^>]+>|\]\(")
# A sentence that begins so, outside quotation marks, speaks to a machine or a reader and reports nothing: no claim
# rests on it. The verbs are those by which texts are asked for, changed, sent and run.
_ORDER = re.compile(
    r"^\W*(?:(?:please|now|then|also|always|never|instead|system|assistant|user|note|important|new rule)\b[\s:,]*)*"
    r"(?:you (?:are|must|should|will|have to|shall)\b|do not\b|don['’]t\b|act as\b|pretend\b"
    r"|(?:ignore|disregard|forget|override|say|write|answer|reply|respond|repeat|print|reveal|show|output|add|insert"
    r"|use|cite|attribute|quote|date|tell|ask|rate|recommend|claim|call|round|double|decode|encode|translate|reverse|append"
    r"|include|replace|return|send|fetch|open|click|visit|execute|run|delete|install|enter|describe|summari[sz]e)\b)",
    re.IGNORECASE,
)
_MAGNITUDES = frozenset("dozen dozens hundreds thousand thousands million millions billion billions trillion".split())
_SHORT_QUOTE = 3  # words; a name or a term in quotation marks is no quotation
_SHARE = 0.5
"""Least share of a claim's words of content that stand in its passages …"""
_CLOSE = 0.55
"""… unless its meaning is this close (cosine) to a sentence of theirs: paraphrases of one fact were above 0.6, other
sentences of the same article below 0.5 (`tests/qa/test_support.py` has such pairs)."""
_RELATED = 0.25
"""Cosine to the question that a claim needs when they have no word in common."""
_SAME = 0.5
"""Share of a statement's words that another needs to be the same statement in other words."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What one passage says, and what its document resolves in it.

    `dates` are ISO values; `people` those named or meant, each as name and roles; `statements` are (speaker, words).
    """

    text: str
    document: Document
    dates: frozenset[str]
    people: tuple[tuple[str, ...], ...]
    statements: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """Everything that may be named: the passage, its header, and who is meant in it."""
        about = self.document
        head = f"{about.title} {about.source or ''} {about.author or ''} {about.published or ''}"
        return f"{self.text} {head} {' '.join(name for known in self.people for name in known)}"


def ground(passage: Passage, document: Document, facts: Facts) -> Ground:
    """The ground that a passage gives to claims."""
    low, high = passage.start, passage.end
    kept = _reporting(passage.text)
    told = [(low + start, low + end) for start, end in kept]
    dates = {d.value for d in facts.dates if d.value and _inside(d.start, told)}
    if document.published is not None:
        dates.add(document.published.isoformat())
    return Ground(
        text=" ".join(passage.text[start:end] for start, end in kept),
        document=document,
        dates=frozenset(dates),
        people=tuple((one.name, *(role.text for role in one.roles)) for one in spoken_of(facts, low, high)),
        statements=tuple((s.speaker, document.text[s.start : s.end]) for s in facts.said_in(low, high)),
    )


def lacks(claim: str, grounds: Sequence[Ground], similarity: Similarity | None = None) -> tuple[str, ...]:
    """What of a claim the passages do not carry, each in a word or two; empty when it stands."""
    if not grounds:
        return ("passage",)
    checks = (_links, _numbers, _dates, _names, _quotations, _speakers)
    found = [lack for check in checks for lack in check(claim, grounds)]
    if not found and not _worded_alike(claim, grounds, similarity):
        found.append("words")
    return tuple(found)


def _reporting(text: str) -> list[tuple[int, int]]:
    """The sentences of a passage that are no orders."""
    return [(start, end) for start, end in sentences(text) if not _ORDER.match(text[start:end])]


def beside(claim: str, question: str, similarity: Similarity | None) -> bool:
    """Whether a claim has nothing to do with the question: no word in common, and nothing alike in meaning."""
    if keys(" ".join(content_words(claim))) & keys(" ".join(content_words(question))):
        return False
    return similarity is not None and similarity(claim, [question]) < _RELATED


def _links(claim: str, grounds: Sequence[Ground]) -> Iterator[str]:
    own = {g.document.url for g in grounds}
    if _MARKUP.search(claim):
        yield "markup"
    for link in _LINK.findall(claim):
        if link.rstrip(".,;:") not in own:
            yield "link"


def _numbers(claim: str, grounds: Sequence[Ground]) -> Iterator[str]:
    dated = _dated(claim)
    said = " ".join(g.words for g in grounds)
    held = {n.replace(",", "") for n in _NUMBER.findall(said)}
    held |= {str(value) for word in said.split() if (value := count(word.strip(".,;:“”\"'()"))) is not None}
    for number in _NUMBER.finditer(claim):
        if not _inside(number.start(), dated) and number.group().replace(",", "") not in held:
            yield f"number {number.group()}"
    for word in re.finditer(r"[A-Za-z]+(?:-[a-z]+)?", claim):
        value = count(word.group())
        magnitude = word.group().lower() in _MAGNITUDES and not re.search(
            rf"\b{word.group()}|\d\s?(?:m|mn|bn|k)\b", said, re.I
        )
        small = value is not None and value > 1 and str(value) not in held
        if (small or magnitude) and not _inside(word.start(), dated):
            yield f"number {word.group()}"


def _dates(claim: str, grounds: Sequence[Ground]) -> Iterator[str]:
    said = " ".join(g.words for g in grounds)
    values = {value for g in grounds for value in g.dates}
    readings = [find_dates(claim, None), *(find_dates(claim, g.document.published) for g in grounds)]
    for position, plain in enumerate(readings[0]):
        meant = {
            found.value
            for reading in readings
            for found in reading[position : position + 1]
            if found.value and found.start == plain.start
        }
        stands = any(held.startswith(value) or value.startswith(f"{held}T") for value in meant for held in values)
        if not stands and plain.text.lower() not in said.lower():
            yield f"date {plain.text}"


def _names(claim: str, grounds: Sequence[Ground]) -> Iterator[str]:
    dated = _dated(claim)
    named = [(found.start, found.end) for found in find_names(claim)]
    said = " ".join(g.words for g in grounds)
    held = keys(said) | stems(said)
    for name in _NAME.finditer(claim):
        word = name.group()
        before = claim[: name.start()].rstrip()
        opens = not before.strip("“\"'") or before[-1:] in ".!?"  # any word is written large there
        ordinary = word.lower() in FUNCTION_WORDS or (opens and not _inside(name.start(), named))
        if not ordinary and not _inside(name.start(), dated) and not (keys(word) | stems(word)) & held:
            yield f"name {word}"


def _quotations(claim: str, grounds: Sequence[Ground]) -> Iterator[str]:
    said = [_plain(g.text) for g in grounds]
    for found in _QUOTED.finditer(claim):
        for part in re.split(r"…|\.{3}", next(group for group in found.groups() if group)):
            words = _plain(part).strip(" .,;:!?")
            if len(words.split()) >= _SHORT_QUOTE and not any(words in text for text in said):
                yield "quotation"


def _speakers(claim: str, grounds: Sequence[Ground]) -> Iterator[str]:
    """A statement of the claim must be the same speaker's in the passages, as far as they have it as a statement."""
    for statement in find_statements(claim):
        content = _content(claim[statement.start : statement.end])
        alike = [
            (len(content & _content(words)) / len(content), speaker, g)
            for g in grounds
            for speaker, words in g.statements
            if content
        ]
        best = max((share for share, _, _ in alike), default=0.0)
        if best < _SAME:
            continue
        if not any(_same_person(statement.speaker, speaker, g) for share, speaker, g in alike if share == best):
            yield f"speaker {statement.speaker}"


def _same_person(named: str, speaker: str, where: Ground) -> bool:
    """Whether a name or role of a claim means the speaker: by a word of the name, or of a role the document gives."""
    meant = stems(speaker) | stems(where.document.source or "")
    for known in where.people:
        if stems(known[0]) & stems(speaker):
            meant = meant.union(*map(stems, known))
    return bool(stems(named) & meant - _GRAMMAR)


def _worded_alike(claim: str, grounds: Sequence[Ground], similarity: Similarity | None) -> bool:
    said = stems(" ".join(g.words for g in grounds)) | keys(" ".join(g.words for g in grounds))
    content = content_words(claim)
    if not content:
        return False
    share = sum(bool(stem(word) in said or keys(word) & said) for word in content) / len(content)
    if share >= _SHARE or similarity is None:
        return share >= _SHARE
    return similarity(claim, [g.text for g in grounds]) >= _CLOSE


def _content(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(text))


def _dated(text: str) -> list[tuple[int, int]]:
    return [(found.start, found.end) for found in find_dates(text, None)]


def _inside(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _plain(text: str) -> str:
    """Text with one kind of quotation mark, apostrophe and space, lower case."""
    return " ".join(re.sub(r"[“”«»\"]", " ", text).replace("’", "'").replace("‘", "'").lower().split())
