"""MultiHop-RAG: questions whose evidence is spread over two to four of 609 news articles (Tang and Yang 2024).

`corpus.json` is a list of articles (`title`, `source`, `published_at`, `url`, `body`), `MultiHopRAG.json` a list of
`query`, `answer`, `question_type` and `evidence_list`, each evidence with `title`, `url` and `fact`. A `null_query` has
no answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from eval.matching import contains, normalise
from eval.public.asked import OpensFiles, ask, short
from eval.public.figures import Figure, PublicResult, Published, plain_tokens, share
from eval.public.files import read_list
from eval.run import TODAY, Assistant
from index.errors import BadInput
from qa.records import Answer, Citation

DEPTH = 10
_PAPER = "Tang and Yang 2024, arXiv 2401.15391, tables 5 and 6"
PUBLISHED = (
    Published("best embedding and reranker of the paper", "Hits@10", 0.7467, _PAPER),
    Published("best embedding and reranker of the paper", "Hits@4", 0.6625, _PAPER),
    Published("best embedding and reranker of the paper", "MRR@10", 0.5860, _PAPER),
    Published("GPT-4 with what was retrieved", "accuracy", 0.56, _PAPER),
    Published("GPT-4 with the evidence itself", "accuracy", 0.89, _PAPER),
)
_REFUSAL = "insufficient information"


class _Evidence(BaseModel):
    title: str = ""
    url: str = ""
    fact: str


class _Question(BaseModel):
    query: str
    answer: str
    question_type: str
    evidence_list: tuple[_Evidence, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the articles hold the answer."""
        return self.question_type != "null_query"


@dataclass(frozen=True, slots=True)
class Retrieved:
    """How ten passages did for one question: ranks are from 1, `average` is the paper's average precision."""

    first: int | None
    average: float
    every: bool


def measure(path: Path, opener: OpensFiles, *, limit: int | None = None) -> PublicResult:
    """Retrieval and answers over the two files in a folder, or over `limit` questions taken evenly.

    BadInput when they are not there.
    """
    if not (path / "corpus.json").is_file():
        raise BadInput(f"{path}: no corpus.json there; name the folder that holds it and MultiHopRAG.json")
    asked = _evenly(read_list(path / "MultiHopRAG.json", _Question), limit)
    with opener([path / "corpus.json"], today=TODAY) as assistant:
        found = [_retrieved(assistant, one) for one in asked if one.answerable and one.evidence_list]
        answers = [(one, ask(assistant, one.query)) for one in asked]
    return PublicResult("MultiHop-RAG", _paper(found, answers), _ours(found, answers), PUBLISHED, _NOTES)


_NOTES = (
    "passages are shorter than the paper's chunks of 256 tokens, so ten of them hold less",
    "the paper counts an answer as right that shares one word with the gold answer",
)


def _evenly(asked: Sequence[_Question], limit: int | None) -> list[_Question]:
    """So many questions at even distances, as the file is sorted by kind."""
    if limit is None or limit >= len(asked):
        return list(asked)
    return [asked[at * len(asked) // limit] for at in range(limit)]


def _retrieved(assistant: Assistant, asked: _Question) -> Retrieved:
    passages = [hit.passage.text for hit in assistant.search(asked.query, DEPTH)]
    return ranked([one.fact for one in asked.evidence_list], passages)


def ranked(facts: Sequence[str], passages: Sequence[str]) -> Retrieved:
    """Facts found in ranked passages, spaces apart, as the set's own script does.

    Average precision adds, at each rank, the facts first found there divided by the rank, over the number of facts.
    """
    wanted = {"".join(fact.split()) for fact in facts}
    first, average = None, 0.0
    for rank, passage in enumerate(passages[:DEPTH], start=1):
        text = "".join(passage.split())
        new = {fact for fact in wanted if fact in text}
        if new and first is None:
            first = rank
        average += len(new) / rank
        wanted -= new
    return Retrieved(first, average / min(len(facts), DEPTH) if facts else 0.0, not wanted)


def _paper(found: Sequence[Retrieved], answers: Sequence[tuple[_Question, Answer | None]]) -> tuple[Figure, ...]:
    def hits(depth: int) -> float:
        return share([one.first is not None and one.first <= depth for one in found])

    loose = [not _said(answer).isdisjoint(plain_tokens(one.answer)) for one, answer in answers]
    return (
        Figure("Hits@10", hits(10), len(found), "a fact stands in the first ten passages"),
        Figure("Hits@4", hits(4), len(found), "in the first four"),
        Figure("MAP@10", share([one.average for one in found]), len(found), "average precision over the facts"),
        Figure("MRR@10", share([1 / one.first if one.first else 0.0 for one in found]), len(found), "1 / first rank"),
        Figure("accuracy", share(loose), len(loose), "a word of the gold answer is said"),
    )


def _said(answer: Answer | None) -> set[str]:
    if answer is None:
        return set()
    return set(plain_tokens(_REFUSAL if answer.abstained else normalise(short(answer))))


def _ours(found: Sequence[Retrieved], answers: Sequence[tuple[_Question, Answer | None]]) -> tuple[Figure, ...]:
    right = [_right(one, answer) for one, answer in answers]
    cited = [
        ok and (not one.answerable or _all_cited(one, answer)) for ok, (one, answer) in zip(right, answers, strict=True)
    ]
    unanswerable = [ok for ok, (one, _) in zip(right, answers, strict=True) if not one.answerable]
    return (
        Figure("every fact", share([one.every for one in found]), len(found), "all facts in the first ten passages"),
        Figure("right", share(right), len(right), "the whole gold answer, or declined where there is none"),
        Figure("right and cited", share(cited), len(cited), "and each article of the evidence is cited"),
        Figure("declined", share(unanswerable), len(unanswerable), "of questions without an answer"),
    )


def _right(asked: _Question, answer: Answer | None) -> bool:
    if answer is None:
        return False
    if not asked.answerable:
        return answer.abstained
    return not answer.abstained and contains(short(answer), asked.answer)


def _all_cited(asked: _Question, answer: Answer | None) -> bool:
    citations = answer.citations if answer else ()
    return all(any(_of(citation, evidence) for citation in citations) for evidence in asked.evidence_list)


def _of(citation: Citation, evidence: _Evidence) -> bool:
    document = citation.document
    if evidence.url and document.url:
        return evidence.url == document.url
    return bool(evidence.title) and normalise(document.title) == normalise(evidence.title)
