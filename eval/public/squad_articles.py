"""SQuAD 1.1 and 2.0 asked of the whole program: every article of a file in one index, passages to be found first.

A question that its paragraph does not answer counts as one that nothing answers, although another paragraph may.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.matching import contains, without_markers
from eval.public.asked import OpensFiles, ask, evenly
from eval.public.figures import Figure, PublicResult
from eval.public.files import read_json
from eval.public.squad import File, Question, questions
from eval.run import progress
from qa.records import Answer

_TODAY = date(2018, 6, 11)  # when 2.0 was published; the articles have no dates


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with what was answered. `cited`: a cited passage holds a gold answer."""

    question: str
    wanted: tuple[str, ...]
    answer: str
    right: bool
    cited: bool
    declined: bool


def measure(path: Path, opener: OpensFiles, *, limit: int | None = None) -> PublicResult:
    """How much of what the articles tell is answered, and how much of what they do not tell is declined.

    `limit` questions are taken evenly from all articles. BadInput for a file of another format.
    """
    file = read_json(path, File)
    chosen = evenly([asked for _, asked in questions(file)], limit)
    asked = tuple(_asked(file, chosen, opener))
    answerable, unanswerable = ([one for one in asked if bool(one.wanted) == there] for there in (True, False))
    given = [one for one in asked if not one.declined]
    return PublicResult(
        "SQuAD, whole program",
        paper=(),
        ours=(
            Figure.mean(
                "right", (one.right for one in answerable), "the answer opens with a gold answer or its sentence"
            ),
            Figure.mean("right and cited", (one.right and one.cited for one in answerable), "and a quotation holds it"),
            Figure.mean("declined wrongly", (one.declined for one in answerable), "of questions with an answer"),
            Figure.mean("declined rightly", (one.declined for one in unanswerable), "of questions without one"),
            Figure.mean("right of answered", (one.right for one in given), "of all that was answered"),
        ),
        published=(),
        notes=(
            "all articles of the file are one index; what a question takes for granted is not shown",
            "questions without an answer were written to look as if their paragraph had one",
            "12 of the 35 articles of 2.0's development set, which are in 1.1's too, trained the reader or chose its"
            " threshold",
        ),
        asked=asked,
    )


def _asked(file: File, chosen: Sequence[Question], opener: OpensFiles) -> Iterator[Asked]:
    with TemporaryDirectory() as folder:
        articles = Path(folder) / "articles.jsonl"
        rows = [
            {"title": article.title.replace("_", " "), "text": "\n\n".join(one.context for one in article.paragraphs)}
            for article in file.data
        ]
        articles.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        with opener([articles], today=_TODAY) as assistant:
            for one in progress(chosen, desc="SQuAD", total=len(chosen)):
                yield _judged(one, ask(assistant, one.question))


def _judged(question: Question, answer: Answer | None) -> Asked:
    wanted = tuple(gold.text for gold in question.answers)
    given = None if answer is None or answer.abstained else answer
    said = without_markers(given.text).partition("\n")[0] if given else ""
    quotes = [citation.quote for citation in given.citations] if given else []
    return Asked(
        question=question.question,
        wanted=wanted,
        answer=said,
        right=any(contains(said, words) for words in wanted),
        cited=any(contains(quote, words) for quote in quotes for words in wanted),
        declined=given is None,
    )
