"""What the reader learns from: the training files mixed into epochs, with questions as people type them."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from negatives import Negatives, Way
from reader_data import STOP, Example, held_out, load
from written import written

HELD_SHIFTS, HELD_SQUAD2, HELD_WRITTEN = 0.05, 0.4, 0.1
"""Shares of the articles that no training sees."""
SENTENCE_FILES = {"qamr": 1.0, "qanom": 0.3, "qasrl-gs": 0.5}
"""Questions about single sentences, and the share of each file that an epoch takes."""
UNANSWERABLE: Mapping[Way, float] = {"other": 0.30, "swap": 0.30, "turn": 0.10, "cut": 0.14}
"""Unanswerable examples made in each way per answerable question of a paragraph."""
UNANSWERABLE_SENTENCES = 1 / 6
"""The share of questions about sentences that are asked of another sentence."""
SQUAD2_TIMES = 2
"""How often an epoch takes the questions that people wrote to be unanswerable, and those beside them."""
WIKIPEDIA, OTHERS, TIMES, MADE = 0.8, 0.17, 0.25, 0.5
"""What an epoch takes beside the questions we wrote: the shares of other people's over Wikipedia, and over reviews and
Reddit, of those of time, and of the unanswerable ones made of all these."""


def paragraphs(folder: Path, rng: random.Random) -> list[Example]:
    """Questions over paragraphs, answerable and not."""
    shifts, squad2 = _asked(folder)
    asked = [*shifts, *squad2 * SQUAD2_TIMES]
    return [*asked, *_made(shifts, rng), *_made(squad2, rng), *time_questions(folder, rng)]


def near_misses(folder: Path, rng: random.Random) -> list[Example]:
    """Questions that we wrote, half of which their passage only seems to answer, and a share of the others."""
    own = [one for one in written(folder) if not held_out(one.group, HELD_WRITTEN)]
    shifts, squad2 = _asked(folder)
    shifts = [one for one in shifts if rng.random() < (WIKIPEDIA if "wiki" in one.kind else OTHERS)]
    times = [one for one in time_questions(folder, rng) if rng.random() < TIMES]
    made = [*_made(shifts, rng, MADE), *_made(squad2, rng, MADE)]
    return [*own, *shifts, *squad2 * SQUAD2_TIMES, *made, *times]


def _asked(folder: Path) -> tuple[list[Example], list[Example]]:
    """What people asked over paragraphs: all of it answered, and with much that is not."""
    shifts = [one for one in load(folder / "squadshifts.jsonl.gz") if not held_out(one.group, HELD_SHIFTS)]
    squad2 = [one for one in load(folder / "squad2-tune.jsonl.gz") if not held_out(one.group, HELD_SQUAD2)]
    return shifts, squad2


def _made(examples: Sequence[Example], rng: random.Random, share: float = 1.0) -> list[Example]:
    """Unanswerable examples out of answerable ones; `share` of as many as `UNANSWERABLE` says."""
    negatives = Negatives(examples)
    rates = UNANSWERABLE.items()
    answered = [one for one in examples if one.answerable]
    wanted = [(one, way) for one in answered for way, rate in rates if rng.random() < rate * share]
    return [made for one, way in wanted if (made := negatives.make(one, way, rng))]


def time_questions(folder: Path, rng: random.Random) -> list[Example]:
    """Questions over long articles, each with a stretch of about 180 words that holds the answer or does not."""
    found = []
    for row in load(folder / "timeqa.jsonl.gz"):
        stretches = []
        at = 0
        while at < len(row.context):
            end = row.context.find(" ", at + 900)
            end = len(row.context) if end < 0 else end
            stretches.append((at, end))
            at = end + 1
        told = {text.lower() for _, text in row.answers}
        lacking = [cut for cut in stretches if not any(text in row.context[slice(*cut)].lower() for text in told)]
        asked = set(row.question.lower().split())
        lacking.sort(key=lambda cut: -len(asked & set(row.context[slice(*cut)].lower().split())))
        if lacking and (not row.answerable or rng.random() < 0.4):
            start, end = rng.choice(lacking[:2])
            found.append(replace(row, context=row.context[start:end], start=0, end=0, answers=()))
        for start, end in stretches:
            if row.answerable and start <= row.start and row.end <= end:
                cut = row.context[start:end]
                # The article's other answers lie elsewhere; this stretch has this one.
                answers = ((row.start - start, row.context[row.start : row.end]),)
                moved = replace(row, context=cut, start=row.start - start, end=row.end - start, answers=answers)
                found.append(moved)
    return found


def sentences(folder: Path, rng: random.Random) -> list[Example]:
    """Questions about the verbs and nouns of news sentences, some asked of a sentence that does not answer."""
    chosen: list[Example] = []
    for name, share in SENTENCE_FILES.items():
        rows = load(folder / f"{name}.jsonl.gz")
        chosen += rng.sample(rows, int(len(rows) * share))
    # Sentences are named like “…:wikinews:782017:1:1”: article, paragraph, sentence.
    chosen = [replace(row, group=row.group.rsplit(":", 2)[0]) for row in chosen]
    negatives = Negatives(chosen)
    made = (negatives.make(row, "other", rng) if rng.random() < UNANSWERABLE_SENTENCES else None for row in chosen)
    return [other or row for other, row in zip(made, chosen, strict=True)]


def asked_carelessly(examples: Sequence[Example], rng: random.Random) -> list[Example]:
    """The examples with their questions as people type them."""
    return [replace(one, question=_typed(one.question, rng)) for one in examples]


def _typed(question: str, rng: random.Random) -> str:
    """The question as people type it: one in five is careless in one way."""
    chance = rng.random()
    if chance < 0.04:
        return _typo(question, rng)
    if chance < 0.10:
        return question.lower()
    if chance < 0.15:
        return question.rstrip(" ?")
    if chance < 0.17:
        return question.lower().rstrip(" ?")
    if chance < 0.20:
        return _keywords(question)
    return question


def _keywords(question: str) -> str:
    """The question's asking word and words of content alone, as typed into a search field."""
    kept = [word for word in re.findall(r"[\w’'.,-]*\w", question) if word.lower() not in STOP]
    asking = re.match(r"\W*(who|when|where|why|how many|how much|how)\b", question, re.I)
    return " ".join([*([asking.group(1).lower()] if asking else []), *kept]) if len(kept) > 1 else question


def _typo(question: str, rng: random.Random) -> str:
    """The question with two neighbouring letters exchanged or one left out, as fingers do."""
    places = [at for at in range(1, len(question) - 2) if question[at].isalpha() and question[at + 1].isalpha()]
    if not places:
        return question
    at = rng.choice(places)
    if rng.random() < 0.5:
        return question[:at] + question[at + 1 :]
    return question[:at] + question[at + 1] + question[at] + question[at + 2 :]
