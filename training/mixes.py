"""What the reader learns from: the training files mixed into epochs, plain ones first, then hard ones."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dress import headed, joined, typed
from negatives import WAYS, Negatives, Verbs
from reader_data import Example, held_out, load, words

HELD_SHIFTS, HELD_SQUAD2 = 0.05, 0.4
"""Shares of the articles that no training sees."""
SENTENCE_FILES = {"qamr": 1.0, "qanom": 0.3, "qasrl-gs": 0.5}
"""Questions about single sentences, and the share of each file that an epoch takes."""

Rates = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Mix:
    """How an epoch is put together.

    `article` and `opinion`: unanswerable examples of each way made per answerable question, of encyclopedia articles
    and of reviews and forum posts, which say much the same thing in many words. `sentence`: the shares of questions
    about sentences that are made unanswerable. `opinions`: the share of reviews and posts that an epoch takes.
    `squad2`: how often the questions come that people wrote to be unanswerable. `joined`, `headed`: shares of passages
    that go on into another and that carry a byline or residue. `news`: the share of sentence questions that are asked
    of several sentences of their article together.
    """

    article: Rates
    opinion: Rates
    sentence: Rates
    opinions: float = 1.0
    squad2: int = 2
    joined: float = 0.0
    headed: float = 0.0
    news: float = 0.0


def _rates(*rates: float) -> Rates:
    return dict(zip(WAYS, rates, strict=True))


_PLAIN = {"other": 0.30, "swap": 0.30, "turn": 0.10, "cut": 0.14}
PLAIN = Mix(_PLAIN, _PLAIN, {"other": 1 / 6})
# About what the model card calls recipe 3. Twice as many of `cross`, `verb` and `noun` (recipe 5) cost answerable
# questions without telling the unanswerable ones better.
HARD = Mix(
    article=_rates(0.22, 0.10, 0.30, 0.45, 0.1, 0.5, 0.12, 0.05, 0.2),
    opinion=_rates(0.12, 0.05, 0.50, 0.5, 0.1, 0.25, 0.10, 0.05, 0.25),
    sentence={"other": 1 / 6},
    opinions=0.55,
    joined=0.15,
    headed=0.12,
    news=0.6,
)


def paragraphs(folder: Path, mix: Mix, rng: random.Random) -> list[Example]:
    """Questions over paragraphs, answerable and not, dressed as the mix says."""
    shifts = [one for one in load(folder / "squadshifts.jsonl.gz") if not held_out(one.group, HELD_SHIFTS)]
    squad2 = [one for one in load(folder / "squad2-tune.jsonl.gz") if not held_out(one.group, HELD_SQUAD2)]
    articles = [one for one in shifts if one.kind.endswith("wiki")]
    opinions = [one for one in shifts if not one.kind.endswith("wiki")]
    taken = rng.sample(opinions, int(len(opinions) * mix.opinions))
    verbs = Verbs.of(one.question for one in load(folder / "qasrl-gs.jsonl.gz"))
    found = [*articles, *_made(articles, Negatives(articles, verbs), mix.article, rng)]
    found += [*taken, *_made(taken, Negatives(opinions, verbs), mix.opinion, rng)]
    found += [*squad2 * mix.squad2, *_made(squad2, Negatives(squad2, verbs), mix.article, rng)]
    return _dressed([*found, *time_questions(folder, rng)], mix, rng)


def _made(examples: Sequence[Example], negatives: Negatives, rates: Rates, rng: random.Random) -> list[Example]:
    """Unanswerable examples out of answerable ones."""
    wanted = [(one, way) for one in examples if one.answerable for way, rate in rates.items() if rng.random() < rate]
    return [made for one, way in wanted if (made := negatives.make(one, way, rng))]


def _dressed(examples: Sequence[Example], mix: Mix, rng: random.Random) -> list[Example]:
    passages: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        passages[example.group].add(example.context)
    found = []
    for example in examples:
        one = example
        if len(example.context) < 900 and rng.random() < mix.joined:
            told = [text.lower() for _, text in example.answers]
            others = sorted(passages[example.group] - {example.context})
            others = [
                text for text in rng.sample(others, min(5, len(others))) if not any(t in text.lower() for t in told)
            ]
            # A question without an answer here may have one there, so those are not joined with anything near.
            one = joined(one, others, rng) if example.answerable else one
        if rng.random() < mix.headed:
            one = headed(one, rng)
        found.append(one)
    return found


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


def sentences(folder: Path, mix: Mix, rng: random.Random) -> list[Example]:
    """Questions about the verbs and nouns of news sentences, asked of one sentence or of several of an article.

    Some are asked of sentences that do not answer, or are changed so that theirs does not.
    """
    chosen: list[Example] = []
    articles: dict[str, dict[tuple[int, ...], str]] = defaultdict(dict)
    for name, share in SENTENCE_FILES.items():
        rows = load(folder / f"{name}.jsonl.gz")
        for row in rows:
            article, place = _place(row.group)
            articles[article][place] = row.context
        chosen += rng.sample(rows, int(len(rows) * share))
    whole = [replace(row, group=_place(row.group)[0]) for row in chosen]
    negatives = Negatives(whole, Verbs.of(row.question for row in chosen if row.kind == "qasrl-gs"))
    ways, rates = list(mix.sentence), list(mix.sentence.values())
    found = []
    for row, bare in zip(chosen, whole, strict=True):
        (way,) = rng.choices([*ways, ""], [*rates, 1 - sum(rates)])
        told = None
        if rng.random() < mix.news and len(words(row.question)) > 1:
            told = _told(row, articles[bare.group], way == "other", rng)
        if (way and told is None) or way not in {"", "other"}:
            told = negatives.make(replace(told, group=bare.group) if told else bare, way, rng) or told
        found.append(told or bare)
    return found


def _place(group: str) -> tuple[str, tuple[int, ...]]:
    """Article, and paragraph and sentence within it, of a sentence id like "…:wikinews:782017:1:1"."""
    article, paragraph, sentence = group.rsplit(":", 2)
    return article, (int(paragraph), int(sentence))


def _told(row: Example, article: Mapping[tuple[int, ...], str], lacking: bool, rng: random.Random) -> Example | None:
    """The sentence with up to four neighbours on either side, or, `lacking` it, the neighbours alone."""
    places = sorted(article)
    at = places.index(_place(row.group)[1])
    before = [article[place] for place in places[max(0, at - rng.randint(0, 3)) : at]]
    after = [article[place] for place in places[at + 1 : at + 1 + rng.randint(0, 3)]]
    told = {text.lower() for _, text in row.answers}
    if lacking:
        rest = " ".join([*before, *after])
        clear = len(rest) > 60 and not any(text in rest.lower() for text in told)
        return replace(row, context=rest, start=0, end=0, answers=()) if clear else None
    head = "".join(f"{sentence} " for sentence in before)
    context = " ".join([head + row.context, *after])
    answers = tuple((start + len(head), text) for start, text in row.answers)
    return replace(row, context=context, start=row.start + len(head), end=row.end + len(head), answers=answers)


def asked_carelessly(examples: Sequence[Example], rng: random.Random) -> list[Example]:
    """The examples with their questions as people type them."""
    return [replace(one, question=typed(one.question, rng)) for one in examples]
