"""Examples for the reader: questions with their passages, and passages that do not answer them.

Every row of the training files is `{"context", "question", "answers": [[start, text], …], "group", "set"}`. Groups
(articles, sentences) are split, never rows.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

STOP = frozenset(
    "a an the of to in on at by for with from as is are was were be been being do does did has have had what who whom "
    "whose which when where why how many much that this these those it its he she they his her their and or not no "
    "something someone can could would will there than then so if into about".split()
)


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
