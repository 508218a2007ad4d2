"""RealTime QA: weekly news quizzes, asked over the articles that a web search found for them (Kasai et al. 2023).

Files come in pairs, one object a line. `20220617_qa.jsonl`: `question_id`, `question_date` (2022/06/16),
`question_sentence`, `choices`, `answer` (numbers as text, from 0). `20220617_gcs.jsonl`: `question_id` and
`search_result`, a list of `title`, `text`, `url`, `publish_date`. `20220617_qa_nota.jsonl`, where it is there, has the
same questions (`…_nota`) with one choice exchanged for “None of the above”.
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

from eval.matching import contains, lead, normalise, without_markers
from eval.public.asked import OpensFiles, ask, short
from eval.public.figures import Figure, PublicResult, Published, overlap_f1, plain_tokens, share, squad_tokens
from eval.public.files import files_of, read_lines
from eval.run import progress
from index.errors import BadInput
from qa.records import Answer

ARTICLES = 5
"""So many of the articles found for a question that have a text are used, as in the paper."""
_COUNTED = (
    "counted from the predictions in the set's repository, baseline_results, 17 June 2022 to 13 January 2023: 870"
    " questions, of them 864 with a short answer"
)
_GPT3, _RAG = "GPT-3, articles of the same search", "RAG (BART), articles of the same search"
PUBLISHED = (
    Published(_GPT3, "accuracy", 633 / 870, _COUNTED),
    Published(_GPT3, "accuracy, NOTA", 554 / 870, _COUNTED),
    Published(_GPT3, "EM", 326 / 864, _COUNTED),
    Published(_GPT3, "F1", 424.8 / 864, _COUNTED),
    Published(_RAG, "accuracy", 492 / 870, _COUNTED),
    Published(_RAG, "accuracy, NOTA", 393 / 870, _COUNTED),
    Published(_RAG, "EM", 218 / 864, _COUNTED),
    Published(_RAG, "F1", 275.4 / 864, _COUNTED),
    Published("one choice of four at random", "accuracy", 0.25, "arithmetic"),
)
_SEARCH_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)_")
_NONE = frozenset({"none of the above", "none of these"})


class _Question(BaseModel):
    question_id: str
    question_date: str
    question_sentence: str
    choices: tuple[str, ...]
    answer: tuple[str, ...]

    @property
    def golds(self) -> list[str]:
        """The words of the right choices."""
        return [self.choices[int(number)] for number in self.answer if int(number) < len(self.choices)]


class _Article(BaseModel):
    title: str | None = None
    text: str | None = None
    url: str | None = None
    publish_date: str | None = None


class _Found(BaseModel):
    question_id: str
    search_result: tuple[_Article, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with what was answered; shares are 0 to 1, None where the measure leaves the question out.

    `chosen` is the choice that the answer names, `there` whether the right one stands in an article found for the
    question, `none` whether the answer was right with “none of the above” among the choices.
    """

    question: str
    choices: tuple[str, ...]
    wanted: tuple[str, ...]
    answer: str
    chosen: str | None
    right: bool
    cited: bool
    declined: bool
    there: bool
    none: bool | None
    exact: float | None
    f1: float | None


def measure(path: Path, opener: OpensFiles, *, limit: int | None = None) -> PublicResult:
    """Multiple choice, and the short answer against the right choice, over the pairs at `path`, or `limit` questions.

    The articles of all questions of a week are one index: finding the right ones is part of it.
    """
    asked = tuple(islice(_asked(path, opener), limit))
    held = "and a cited passage holds the right choice"
    return PublicResult(
        "RealTime QA",
        paper=(
            Figure.mean("accuracy", (one.right for one in asked), "the choice the answer names"),
            Figure.mean("accuracy, NOTA", (one.none for one in asked), "the same with “none of the above” among them"),
            Figure.mean("EM", (one.exact for one in asked), "short answer, normalised"),
            Figure.mean("F1", (one.f1 for one in asked), "short answer, words shared"),
        ),
        ours=(
            Figure.mean("right and cited", (one.right and one.cited for one in asked), held),
            Figure.mean("right of answered", (one.right for one in asked if not one.declined), "without the declined"),
            Figure.mean("right where told", (one.right for one in asked if one.there), "of those told in an article"),
            Figure.mean("declined", (one.declined for one in asked), "not answered, so wrong above"),
        ),
        published=PUBLISHED,
        notes=(
            "choices are not shown to the assistant; its answer picks the one it names best, or none",
            "an answer that names none picks “none of the above”, which may be right by chance",
        ),
        asked=asked,
    )


def _asked(path: Path, opener: OpensFiles) -> Iterator[Asked]:
    for questions, found in _pairs(path):
        asked = read_lines(questions, _Question)
        articles = {one.question_id: _read(one.search_result) for one in read_lines(found, _Found)}
        nota = questions.with_name(questions.name.replace("_qa.jsonl", "_qa_nota.jsonl"))
        others = {one.question_id: one for one in read_lines(nota, _Question)} if nota.is_file() else {}
        days = [day for day in map(_today, asked) if day]
        if not days:
            raise BadInput(f"{questions}: no question has a date such as 2022/06/16")
        with TemporaryDirectory() as folder:
            file = Path(folder) / "articles.jsonl"
            file.write_text(_lines([a for one in asked for a in articles.get(one.question_id, ())]), encoding="utf-8")
            with opener([file], today=max(days)) as assistant:
                for one in progress(asked, desc=questions.stem, total=len(asked)):
                    answer = ask(assistant, one.question_sentence)
                    told = any(contains(a.text or "", g) for a in articles.get(one.question_id, ()) for g in one.golds)
                    yield _score(one, others.get(f"{one.question_id}_nota"), answer, told)


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


def chosen(choices: Sequence[str], answer: Answer | None) -> int | None:
    """The choice that an answer names best: by its short answer where it has one, else by its whole text.

    None when it names none, or two equally well, or was declined. Where “none of the above” is a choice it is the one,
    unless at least half of the words of another are said.
    """
    if answer is None or answer.abstained:
        return None
    said = _words(lead(answer.text) or without_markers(answer.text))
    none = next((at for at, choice in enumerate(choices) if normalise(choice).rstrip(".") in _NONE), None)
    scores = [share([word in said for word in _words(choice)]) * (at != none) for at, choice in enumerate(choices)]
    best = max(scores, default=0.0)
    if none is not None and best < 0.5:
        return none
    return scores.index(best) if best > 0 and scores.count(best) == 1 else None


def _words(text: str) -> frozenset[str]:
    """The words of a choice or an answer; “yes” is what true statements are answered with."""
    tokens = squad_tokens(normalise(text))  # typographic quotation marks are no part of a word
    return frozenset({"yes": "true", "no": "false"}.get(token, token) for token in tokens)


def _score(asked: _Question, nota: _Question | None, answer: Answer | None, there: bool) -> Asked:
    picked = chosen(asked.choices, answer)
    said = "" if answer is None or answer.abstained else short(answer)
    orders = [plain_tokens(" ".join(order)) for order in permutations(asked.golds)]
    exact = overlap = None
    if "except" not in asked.question_sentence.lower().strip()[-10:]:  # left out by the paper's own script
        exact = max(float(plain_tokens(said) == order) for order in orders)
        overlap = max(overlap_f1(plain_tokens(said), order) for order in orders)
    citations = answer.citations if answer else ()
    return Asked(
        question=asked.question_sentence,
        choices=asked.choices,
        wanted=tuple(asked.golds),
        answer=answer.text if answer else "",
        chosen=None if picked is None else asked.choices[picked],
        right=_picks(picked, asked),
        cited=any(contains(citation.passage, gold) for citation in citations for gold in asked.golds),
        declined=answer is None or answer.abstained,
        there=there,
        none=None if nota is None else _picks(chosen(nota.choices, answer), nota),
        exact=exact,
        f1=overlap,
    )


def _picks(picked: int | None, asked: _Question) -> bool:
    """Whether this choice is the right one; of several right ones none is enough alone."""
    return picked is not None and (str(picked),) == asked.answer
