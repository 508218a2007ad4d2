"""RealTime QA: weekly news quizzes, asked over the articles that a web search found for them (Kasai et al. 2023).

Files come in pairs, one object a line. `20220617_qa.jsonl`: `question_id`, `question_date` (2022/06/16),
`question_sentence`, `choices`, `answer` (numbers as text, from 0). `20220617_gcs.jsonl`: `question_id` and
`search_result`, a list of `title`, `text`, `url`, `publish_date`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, permutations
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel

from eval.matching import contains, normalise, without_markers
from eval.public.asked import OpensFiles, ask, short
from eval.public.figures import Figure, PublicResult, Published, overlap_f1, plain_tokens, share
from eval.public.files import files_of, read_lines
from index.errors import BadInput
from qa.records import Answer

ARTICLES = 5
"""So many of the articles found for a question that have a text are used, as in the paper."""
PUBLISHED = (
    Published(
        "GPT-3 with articles of the same search",
        "accuracy",
        633 / 870,
        "counted from the predictions in the set's repository, baseline_results, 17 June 2022 to 13 January 2023",
    ),
    Published("one choice of four at random", "accuracy", 0.25, "arithmetic"),
)
_SEARCH_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)_")


class _Question(BaseModel):
    question_id: str
    question_date: str
    question_sentence: str
    choices: tuple[str, ...]
    answer: tuple[str, ...]


class _Article(BaseModel):
    title: str | None = None
    text: str | None = None
    url: str | None = None
    publish_date: str | None = None


class _Found(BaseModel):
    question_id: str
    search_result: tuple[_Article, ...]


@dataclass(frozen=True, slots=True)
class _Scored:
    """One question; shares are 0 to 1, `exact` and `f1` None where the paper leaves it out."""

    right: bool
    cited: bool
    declined: bool
    exact: float | None
    f1: float | None


def measure(path: Path, opener: OpensFiles, *, limit: int | None = None) -> PublicResult:
    """Multiple choice, and the short answer against the right choice, over the pairs at `path`, or `limit` questions.

    The articles of all questions of a week are one index: finding the right ones is part of it.
    """
    scored = list(islice(_scored(path, opener), limit))
    generated = [(s.exact, s.f1) for s in scored if s.exact is not None and s.f1 is not None]
    return PublicResult(
        "RealTime QA",
        paper=(
            Figure("accuracy", share([s.right for s in scored]), len(scored), "the choice the answer names"),
            Figure("EM", share([one for one, _ in generated]), len(generated), "short answer, normalised"),
            Figure("F1", share([one for _, one in generated]), len(generated), "short answer, words shared"),
        ),
        ours=(
            Figure(
                "right and cited",
                share([s.right and s.cited for s in scored]),
                len(scored),
                "and a cited passage holds the right choice",
            ),
            Figure("declined", share([s.declined for s in scored]), len(scored), "not answered, so wrong above"),
        ),
        published=PUBLISHED,
        notes=("choices are not shown to the assistant; its answer picks the one it names best, or none",),
    )


def _scored(path: Path, opener: OpensFiles) -> Iterator[_Scored]:
    for questions, found in _pairs(path):
        asked = read_lines(questions, _Question)
        articles = {one.question_id: one.search_result for one in read_lines(found, _Found)}
        days = [day for day in (_today(one) for one in asked) if day]
        if not days:
            raise BadInput(f"{questions}: no question has a date such as 2022/06/16")
        with TemporaryDirectory() as folder:
            file = Path(folder) / "articles.jsonl"
            file.write_text(
                _lines([a for one in asked for a in _read(articles.get(one.question_id, ()))]), encoding="utf-8"
            )
            with opener([file], today=max(days)) as assistant:
                for one in asked:
                    yield _score(one, ask(assistant, one.question_sentence))


def _pairs(path: Path) -> Iterator[tuple[Path, Path]]:
    found = False
    for questions in files_of(path, "_qa.jsonl"):
        articles = questions.with_name(questions.name.replace("_qa.jsonl", "_gcs.jsonl"))
        if articles != questions and articles.is_file():
            found = True
            yield questions, articles
    if not found:
        raise BadInput(f"{path}: no pair of …_qa.jsonl and …_gcs.jsonl there")


def _today(asked: _Question) -> date | None:
    """The day the question was announced, which its id opens with, else the day it tells."""
    day = _SEARCH_DAY.match(asked.question_id)
    try:
        return date(*map(int, day.groups())) if day else date.fromisoformat(asked.question_date.replace("/", "-"))
    except ValueError:
        return None


def _read(articles: Sequence[_Article]) -> list[_Article]:
    """Those of the articles found for a question that count."""
    return [article for article in articles if article.text and article.text.strip()][:ARTICLES]


def _lines(articles: Sequence[_Article]) -> str:
    """The articles as an export that can be indexed, each once."""
    rows = {
        article.url or article.text: {
            "title": article.title or "",
            "text": article.text,
            "url": article.url or "",
            "published": (article.publish_date or "").replace("/", "-"),
        }
        for article in articles
    }
    return "".join(json.dumps(row) + "\n" for row in rows.values())


def chosen(choices: Sequence[str], answer: Answer) -> int | None:
    """The choice that an answer names best: by its short answer, then by its whole text.

    None when it names none, or two equally well, or was declined.
    """
    if answer.abstained:
        return None
    said, text = _words(short(answer)), _words(without_markers(answer.text))
    scores = [(_named(choice, said), _named(choice, text)) for choice in choices]
    best = max(scores, default=(0.0, 0.0))
    return scores.index(best) if best[1] > 0 and scores.count(best) == 1 else None


def _named(choice: str, words: frozenset[str]) -> float:
    """How much of a choice is said, 0 to 1."""
    return share([token in words for token in _words(choice)])


def _words(text: str) -> frozenset[str]:
    return frozenset(plain_tokens(normalise(text)))  # typographic quotation marks are no part of a word


def _score(asked: _Question, answer: Answer | None) -> _Scored:
    if answer is None:
        return _Scored(right=False, cited=False, declined=True, exact=0.0, f1=0.0)
    picked = chosen(asked.choices, answer)
    golds = [asked.choices[int(number)] for number in asked.answer if int(number) < len(asked.choices)]
    exact: float | None = None
    overlap: float | None = None
    if "except" not in asked.question_sentence.lower().strip()[-10:]:  # left out by the paper's own script
        said = [] if answer.abstained else plain_tokens(short(answer))
        orders = [plain_tokens(" ".join(order)) for order in permutations(golds)]
        exact = max(float(said == order) for order in orders)
        overlap = max(overlap_f1(said, order) for order in orders)
    return _Scored(
        right=picked is not None and (str(picked),) == asked.answer,
        cited=any(contains(citation.passage, gold) for citation in answer.citations for gold in golds),
        declined=answer.abstained,
        exact=exact,
        f1=overlap,
    )
