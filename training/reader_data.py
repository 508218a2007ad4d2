"""Examples for the reader: questions with their passages, and passages that do not answer them.

Every row of the training files is `{"context", "question", "answers": [[start, text], …], "group", "set"}`. Groups
(articles, sentences) are split, never rows. Unanswerable examples are made here in four ways, because questions that
a passage almost answers are what a small reader gets wrong:

- `other`: the passage of the same article that shares the most words with the question and lacks the answer;
- `swap`: the question with a name, number or year replaced by another of the article;
- `turn`: the question with a word replaced by its opposite, or negated;
- `cut`: the passage without the sentence that held the answer.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

STOP = frozenset(
    "a an the of to in on at by for with from as is are was were be been being do does did has have had what who whom "
    "whose which when where why how many much that this these those it its he she they his her their and or not no "
    "something someone can could would will there than then so if into about".split()
)
_PAIRS = (
    "first last|before after|most least|largest smallest|biggest smallest|highest lowest|oldest newest|early late|"
    "north south|northern southern|east west|eastern western|increase decrease|increased decreased|rise fall|"
    "rose fell|won lost|win lose|accept reject|accepted rejected|support oppose|supported opposed|begin end|"
    "began ended|start stop|started stopped|opened closed|open close|buy sell|bought sold|allowed banned|"
    "positive negative|public private|major minor|strong weak|success failure|male female|men women|more fewer|"
    "always never|maximum minimum|internal external|ancient modern|good bad|love hate|liked disliked|"
    "arrived left|founded dissolved|joined left|agreed refused|agree refuse|richest poorest|rich poor|old young|"
    "best worst|better worse|high low|import export|attack defend|create destroy|created destroyed|hot cold|"
    "inside outside|above below|upper lower|majority minority|gained lost|added removed|approved rejected"
)
OPPOSITES = {word: other for pair in _PAIRS.split("|") for word, other in (pair.split(), pair.split()[::-1])}
_AUXILIARY = re.compile(r"\b(did|does|do|was|were|is|are|has|have|had|can|could|would|will)\b", re.I)
_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][\w’'-]+(?: (?:(?:of|the|and) )?[A-Z][\w’'-]+)*")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,.]*(?<![.,])(?!\w)")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+")


@dataclass(frozen=True, slots=True)
class Example:
    """A question, a passage, and the answer's code points in it; `start == end` when the passage does not answer."""

    question: str
    context: str
    start: int
    end: int
    group: str
    kind: str
    answers: tuple[tuple[int, str], ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the passage answers the question."""
        return self.end > self.start


def load(path: Path) -> list[Example]:
    """The rows of one training file. Of several annotators' answers the most frequent is taken, then the shortest."""
    examples = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            answers = tuple((start, text) for start, text in row["answers"] if text.strip())
            start, text = _chosen(answers) if answers else (0, "")
            examples.append(
                Example(
                    row["question"].strip(),
                    row["context"],
                    start,
                    start + len(text),
                    row["group"],
                    row.get("set", path.name.split(".")[0]),
                    answers,
                )
            )
    return examples


def _chosen(answers: Sequence[tuple[int, str]]) -> tuple[int, str]:
    counts = Counter(answers)
    return min(answers, key=lambda answer: (-counts[answer], len(answer[1]), answer[0]))


def held_out(group: str, share: float) -> bool:
    """Whether a group is kept from training: by its hash, so that no other choice changes it."""
    return int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF < share


def words(text: str) -> set[str]:
    """Lower-cased content words."""
    return set(re.findall(r"\w+", text.lower())) - STOP


class Negatives:
    """Makes unanswerable examples out of answerable ones of the same articles."""

    def __init__(self, examples: Iterable[Example]) -> None:
        self._contexts: dict[str, dict[str, set[str]]] = defaultdict(dict)
        for example in examples:
            if example.context not in self._contexts[example.group]:
                self._contexts[example.group][example.context] = words(example.context)
        self._names: dict[str, list[str]] = {}
        self._numbers: dict[str, list[str]] = {}

    def make(self, example: Example, way: str, rng: random.Random) -> Example | None:
        """One unanswerable example made in the given way, or None where that way does not apply."""
        made = {"other": self._other, "swap": self._swap, "turn": _turn, "cut": _cut}[way](example, rng)
        return made and replace(made, start=0, end=0, kind=f"{example.kind}/{way}", answers=())

    def _other(self, example: Example, rng: random.Random) -> Example | None:
        asked = words(example.question)
        told = {text.lower() for _, text in example.answers}
        ranked = []
        for context, held in self._contexts[example.group].items():
            lowered = context.lower()
            if context != example.context and not any(text in lowered for text in told):
                ranked.append((len(asked & held), context))
        ranked.sort(key=lambda pair: (-pair[0], pair[1]))
        return replace(example, context=rng.choice(ranked[:3])[1]) if ranked else None

    def _swap(self, example: Example, rng: random.Random) -> Example | None:
        """Another name or number of the article, one this passage does not hold."""
        if example.group not in self._names:
            whole = "\n".join(sorted(self._contexts[example.group]))
            self._names[example.group] = sorted(set(_NAME.findall(whole)))
            self._numbers[example.group] = sorted(set(_NUMBER.findall(whole)))
        spots = [(match, self._names[example.group]) for match in _NAME.finditer(example.question)]
        spots += [(match, self._numbers[example.group]) for match in _NUMBER.finditer(example.question)]
        rng.shuffle(spots)
        lowered = f"{example.context} {example.question}".lower()
        for match, pool in spots:
            fitting = [other for other in pool if other.lower() not in lowered and _alike(match.group(), other)]
            if fitting:
                asked = example.question[: match.start()] + rng.choice(fitting) + example.question[match.end() :]
                return replace(example, question=asked)
        return None


def _alike(one: str, other: str) -> bool:
    """Whether a name or number may stand for another: about as many words, and a year for a year."""
    if one[0].isdigit():
        return (len(one) == 4) == (len(other) == 4)
    return abs(one.count(" ") - other.count(" ")) <= 1


def _turn(example: Example, rng: random.Random) -> Example | None:
    spots = [match for match in re.finditer(r"\w+", example.question) if match.group().lower() in OPPOSITES]
    if spots:
        match = rng.choice(spots)
        other = OPPOSITES[match.group().lower()]
        asked = example.question[: match.start()] + other + example.question[match.end() :]
        return replace(example, question=asked)
    auxiliary = _AUXILIARY.search(example.question)
    if not auxiliary or rng.random() < 0.7:  # negated questions are easy to tell; a few are enough
        return None
    never = rng.choice(["not", "never"])
    at = auxiliary.end()
    return replace(example, question=f"{example.question[:at]} {never}{example.question[at:]}")


def _cut(example: Example, rng: random.Random) -> Example | None:  # noqa: ARG001 - one signature for all ways
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(example.context)), len(example.context)]
    spans = [(start, start + len(text)) for start, text in example.answers]
    kept = [
        example.context[start:end]
        for start, end in pairwise(cuts)
        if not any(start < there and here < end for here, there in spans)
    ]
    left = "".join(kept)
    if len(left) < 60 or any(text.lower() in left.lower() for _, text in example.answers):
        return None
    return replace(example, context=left)


def typo(question: str, rng: random.Random) -> str:
    """The question with two neighbouring letters exchanged or one left out, as fingers do."""
    places = [at for at in range(1, len(question) - 2) if question[at].isalpha() and question[at + 1].isalpha()]
    if not places:
        return question
    at = rng.choice(places)
    if rng.random() < 0.5:
        return question[:at] + question[at + 1 :]
    return question[:at] + question[at + 1] + question[at] + question[at + 2 :]
