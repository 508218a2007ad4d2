"""How much of a question a sentence and its surroundings carry, word by word.

A word of the question counts in full where the sentence has it (in any inflection, or as another name of the same
country), nearly in full where the sentence means a person who is called so elsewhere in the document, in part where a
word of like meaning stands, or where it stands in the sentence beside, in the title or elsewhere in the passage.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.actors import Actor, letters_of
from index.facts import Facts
from qa.records import Hit, Question
from qa.thesaurus import kin_of
from qa.vectors import VectorCache
from qa.words import FUNCTION_WORDS, Rarity, keys, stem, stems, words

ALIKE_FROM, ALIKE_FULL = 0.45, 0.85  # cosine of two words: from where likeness counts, and where it counts in full
CONTEXT_WEIGHT = 0.6  # of words that a follow-up took over from the question before


@dataclass(frozen=True, slots=True)
class Worth:
    """What a question's word is worth (0 to 1) by where it is found; in the sentence itself it is worth 1."""

    spoken_of: float = 0.85
    kin: float = 0.9
    alike: float = 0.8
    beside: float = 0.5
    titled: float = 0.45
    elsewhere: float = 0.2


@dataclass(frozen=True, slots=True)
class Covered:
    """Share (0 to 1) of a question's weight that a sentence carries, and the keys it lacks altogether."""

    share: float
    lacking: frozenset[str]


class Coverage:
    """Measures one question against sentences. `texts` are all that will be asked for: their words are looked
    up together. `is_word` tells common words, in lower case, from names, which are like no other."""

    def __init__(
        self,
        question: Question,
        rarity: Rarity,
        vectors: VectorCache,
        texts: Sequence[str],
        worth: Worth | None = None,
        *,
        is_word: Callable[[str], bool] = str.isalpha,
    ) -> None:
        self._asked = question.keys
        self._worth = worth or Worth()
        context = keys(" ".join(question.context))
        self._weights = {key: rarity.weight(key) * (CONTEXT_WEIGHT if key in context else 1.0) for key in self._asked}
        self._kin = {stem(word): kin_of(word, question.text) for word in question.plain if stem(word) in self._asked}
        self._names = [name for name in question.names if " " in name]
        asked = [w for w in question.plain if stem(w) in self._asked]
        self._alike = _likeness(asked, _comparable(texts, is_word), vectors)

    def of(self, hit: Hit, facts: Facts, place: int) -> Covered:
        """Coverage by the sentence at a place of a document's facts."""
        if not self._asked:
            return Covered(0.0, frozenset())
        document, sentence = hit.document, facts.sentences[place]
        text = document.text[sentence.start : sentence.end]
        beside = around(document.text, facts, place)
        values: dict[str, float] = dict.fromkeys(self._asked, 0.0)
        worth = self._worth
        short = " ".join(name for name in self._names if _taken_up(name, document.text, text))
        for layer, value in (
            (f"{text} {sentence.author or ''}", 1.0),
            (f"{people_in(facts, sentence.start, sentence.end)} {short}", worth.spoken_of),
            (beside, worth.beside),
            (f"{document.title} {document.source or ''} {document.author or ''}", worth.titled),  # “the column by Lund”
            (hit.passage.text, worth.elsewhere),
        ):
            for key in self._asked & keys(layer):
                values[key] = max(values[key], value)
        for layer, value in ((text, worth.kin), (beside, worth.kin * worth.beside)):
            there = stems(layer)
            for key, kin in self._kin.items():
                if values[key] < value and kin.meets(there):
                    values[key] = value
        for layer, value in ((text, worth.alike), (beside, worth.alike * worth.beside)):
            for word in {w.lower() for w in words(layer)}:
                for key, likeness in self._alike.get(word, {}).items():
                    values[key] = max(values[key], value * likeness)
        total = sum(self._weights.values())
        share = sum(values[key] * weight for key, weight in self._weights.items()) / total
        return Covered(share, frozenset(key for key, value in values.items() if value < 0.15))


def _taken_up(name: str, text: str, sentence: str) -> bool:
    """Whether a sentence takes up a name of several words: by its letters, or as “the board” where its text has it."""
    letters, head = letters_of(name), name.rsplit(maxsplit=1)[1].lower()
    own = rf"\b{letters}\b" if letters else ""
    again = rf"\b(?:the|this|that) {re.escape(head)}\b" if name in text else ""
    forms = "|".join(filter(None, (own, again)))
    return bool(forms) and re.search(forms, sentence) is not None


def around(text: str, facts: Facts, place: int, *, before: int = 1, behind: int = 1) -> str:
    """The sentence at a place with so many before and behind it, of the same kind and author."""
    own, beside = facts.sentences[place], facts.sentences[max(place - before, 0) : place + 1 + behind]
    return " ".join(text[s.start : s.end] for s in beside if (s.kind, s.author) == (own.kind, own.author))


def spoken_of(facts: Facts, low: int, high: int) -> list[Actor]:
    """Those of whom a stretch of the text speaks under any of their names, or by a pronoun."""
    meant = {name for start, name in facts.references if low <= start < high}
    return [one for one in facts.actors if one.name in meant or any(low <= start < high for start, _ in one.mentions)]


def there_in(facts: Facts, low: int, high: int) -> list[Actor]:
    """Those of whom a stretch of the text speaks, and those whose words it is."""
    said_by = {said.speaker for said in facts.said_in(low, high)}
    spoken = spoken_of(facts, low, high)
    return spoken + [actor for actor in facts.actors if actor.name in said_by and actor not in spoken]


def people_in(facts: Facts, low: int, high: int) -> str:
    """Full names and roles of those of whom a stretch of the text speaks, and of those whose words it is."""
    return " ".join(
        known for actor in there_in(facts, low, high) for known in (actor.name, *(role.text for role in actor.roles))
    )


def _comparable(texts: Sequence[str], is_word: Callable[[str], bool]) -> list[str]:
    """The words of texts that may be like a plain word of the question, in lower case.

    A name is like none, and a vector for each that a report mentions would take half as long as reading the report.
    """
    there = {word for text in texts for word in words(text) if len(word) > 2 and word.isalpha()}
    return sorted({w.lower() for w in there if w.islower() or is_word(w.lower())} - FUNCTION_WORDS)


def _likeness(asked: Sequence[str], there: Sequence[str], vectors: VectorCache) -> Mapping[str, Mapping[str, float]]:
    """Word of the texts → stem of a question's word → likeness (0 to 1), where above 0."""
    if not asked or not there:
        return {}
    cosines = vectors.texts(there) @ vectors.texts([w.lower() for w in asked]).T
    likeness = np.clip((cosines - ALIKE_FROM) / (ALIKE_FULL - ALIKE_FROM), 0.0, 1.0)
    return {
        there[row]: {
            stem(asked[column]): float(likeness[row, column]) for column in np.flatnonzero(likeness[row]).tolist()
        }
        for row in np.flatnonzero(likeness.any(axis=1)).tolist()
    }
