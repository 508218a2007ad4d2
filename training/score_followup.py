"""How much of what a follow-up leaves unsaid its completion brings back.

    .venv/bin/python training/score_followup.py --data ../shared/training [--show 20]

On CANARD (Elgohary et al., 2019) people rewrote follow-up questions so that they stand alone. The words of content
that a rewrite adds to its question are what a completion should add. *Recovered* is the share of them that it has,
*wrong* the share of the words it added that the rewrite has not; both over all questions together. The title of the
page under discussion counts as asked about first, as the people who wrote the rewrites saw it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.followup import Completed, Turn, complete
from qa.understand import names_in
from qa.words import content_words, stem

UNKNOWN = "I don't know."
_PERSON = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scored:
    """One follow-up: the stems that its rewrite adds, and those that its completion adds in the text and beside it."""

    question: str
    rewrite: str
    completed: Completed
    wanted: frozenset[str]
    told: frozenset[str]
    beside: frozenset[str]


def turns(history: Sequence[str], question: str) -> list[Turn]:
    """The conversation so far: the page's title and section, then questions, each completed, and their answers.

    The title is somebody's name when anybody is called "he" or "she".
    """
    title = history[0].partition(" (")[0]
    person = _PERSON.search(" ".join((*history[2::2], question)))
    found = [Turn(f"{title} ({history[1].lower()})?", (title,), (title,) if person else (), "")]
    for earlier, answer in zip(history[2::2], history[3::2], strict=False):
        text = complete(earlier, found).text
        names = names_in(text)
        people = tuple(name for name in names if person or title not in name)
        found.append(Turn(text, names, people, "" if answer == UNKNOWN else answer))
    return found


def score(path: Path) -> Iterator[Scored]:
    """Every question of the file that has a history."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            question, rewrite = row["question"], row["rewrite"]
            completed = complete(question, turns(row["history"], question))
            asked = _stems(question)
            told = _stems(completed.text) - asked
            beside = _stems(" ".join(completed.context)) - asked
            yield Scored(question, rewrite, completed, _stems(rewrite) - asked, told, beside - told)


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, content_words(text)))


def report(name: str, scored: Sequence[Scored]) -> None:
    """Shares over all questions, of the text alone and with the words kept beside it."""
    wanted = sum(len(one.wanted) for one in scored)
    for kind in ("text", "text and context"):
        pairs = [(one.told if kind == "text" else one.told | one.beside, one.wanted) for one in scored]
        right = sum(len(added & aim) for added, aim in pairs)
        added = sum(len(added) for added, _ in pairs)
        print(f"{name:28}{kind:18}{len(scored):5} recovered {right / wanted:6.1%} of {wanted}, "
              f"wrong {1 - right / max(added, 1):6.1%} of {added}")  # fmt: skip


def main() -> None:
    """Print the figures, and some questions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    scored = list(score(options.data / "rewrite-canard.jsonl.gz"))
    report("all", scored)
    still = [one for one in scored if not one.wanted]
    touched = sum(bool(one.told) for one in still) / max(len(still), 1)
    print(f"of {len(still)} questions that need nothing, {touched:.1%} were given words")
    for one in scored[:: len(scored) // options.show] if options.show else []:
        print(f"\n{one.question}\n  → {one.completed.text}  {one.completed.context}\n  = {one.rewrite}")


if __name__ == "__main__":
    main()
