"""SQuAD 1.1 and 2.0: the trained reader alone, each question on its own paragraph.

A file is `{"version": …, "data": [{"title", "paragraphs": [{"context", "qas": [{"id", "question", "answers":
[{"text", "answer_start"}], "is_impossible"}]}]}]}`; 1.1 has no `is_impossible`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

from eval.public.asked import evenly
from eval.public.figures import Figure, PublicResult, Published, overlap_f1, squad_tokens
from eval.public.files import read_json
from eval.run import progress
from qa.records import Reading

if TYPE_CHECKING:
    from qa.reader import Reader

_BERT = "Devlin et al. 2019, NAACL, tables 2 and 3, development set"
_SQUAD2 = "Rajpurkar et al. 2018, ACL, table 3, development set"
PUBLISHED_1 = (Published("BERT-base, single", "EM", 0.808, _BERT), Published("BERT-base, single", "F1", 0.885, _BERT))
PUBLISHED_2 = (
    Published("people", "EM", 0.863, _SQUAD2),
    Published("people", "F1", 0.890, _SQUAD2),
    Published("DocQA with ELMo", "EM", 0.651, _SQUAD2),
    Published("DocQA with ELMo", "F1", 0.676, _SQUAD2),
    Published("BERT-large, single", "EM", 0.787, _BERT),
    Published("BERT-large, single", "F1", 0.819, _BERT),
)


class Gold(BaseModel):
    """The words of an answer, and where they stand in the paragraph."""

    text: str
    answer_start: int


class Question(BaseModel):
    """A question with its gold answers; none where the paragraph does not answer it."""

    id: str
    question: str
    answers: tuple[Gold, ...]
    is_impossible: bool | None = None


class _Paragraph(BaseModel):
    context: str
    qas: tuple[Question, ...]


class _Article(BaseModel):
    title: str = ""
    paragraphs: tuple[_Paragraph, ...]


class File(BaseModel):
    """A file as it is published."""

    data: tuple[_Article, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with what was read; `exact` and `f1` are 0 to 1, `in_place` tells whether the span is where it was
    annotated."""

    question: str
    wanted: tuple[str, ...]
    read: str
    exact: float
    f1: float
    in_place: bool


def measure(path: Path, reader: Reader, *, limit: int | None = None) -> PublicResult:
    """EM and F1 over a SQuAD file, or over `limit` questions taken evenly from all articles. BadInput when it is none.

    In a 2.0 file a question counts as not answered when the reader's score is not above 0; that is the only switch.
    """
    file = read_json(path, File)
    second = any(asked.is_impossible is not None for _, asked in questions(file))
    chosen = evenly(list(questions(file)), limit)
    shown = progress(chosen, desc="SQuAD", total=len(chosen))
    read = tuple(_score(reader, context, asked, may_decline=second) for context, asked in shown)
    answerable, unanswerable = ([one for one in read if bool(one.wanted) == there] for there in (True, False))
    paper = [
        Figure.mean("EM", (one.exact for one in read), "the words of a gold answer, normalised"),
        Figure.mean("F1", (one.f1 for one in read), "words shared with the best gold answer"),
    ]
    if second:
        paper += [
            Figure.mean("HasAns EM", (one.exact for one in answerable), "of questions with an answer"),
            Figure.mean("HasAns F1", (one.f1 for one in answerable), "of questions with an answer"),
            Figure.mean("NoAns", (one.exact for one in unanswerable), "declined, as they should be"),
        ]
    in_place = (one.exact * one.in_place for one in read)
    return PublicResult(
        "SQuAD 2.0" if second else "SQuAD 1.1",
        tuple(paper),
        (Figure.mean("EM in place", in_place, "and the span overlaps the place that was annotated"),),
        PUBLISHED_2 if second else PUBLISHED_1,
        (
            "the reader alone, without retrieval, its threshold as shipped",
            "12 of the 35 articles of 2.0's development set, which are in 1.1's too, trained it or chose its threshold",
        ),
        read,
    )


def questions(file: File) -> Iterator[tuple[str, Question]]:
    """Every question with its paragraph."""
    for article in file.data:
        for paragraph in article.paragraphs:
            for asked in paragraph.qas:
                yield paragraph.context, asked


def _score(reader: Reader, context: str, asked: Question, *, may_decline: bool) -> Asked:
    (reading,) = reader.read(asked.question, [context])
    declined = may_decline and reading.score <= 0
    said = "" if declined else reading.text
    golds = [gold.text for gold in asked.answers if squad_tokens(gold.text)] or [""]
    tokens = squad_tokens(said)
    placed = not asked.answers if declined else any(_overlaps(reading, gold) for gold in asked.answers)
    return Asked(
        question=asked.question,
        wanted=tuple(gold.text for gold in asked.answers),
        read=said,
        exact=max(float(tokens == squad_tokens(gold)) for gold in golds),
        f1=max(overlap_f1(tokens, squad_tokens(gold)) for gold in golds),
        in_place=placed,
    )


def _overlaps(reading: Reading, gold: Gold) -> bool:
    return reading.start < gold.answer_start + len(gold.text) and gold.answer_start < reading.end
