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
from eval.public.asked import OpensFiles, ask, evenly, short
from eval.public.figures import Figure, PublicResult, Published, plain_tokens
from eval.public.files import read_json
from eval.run import TODAY, progress
from index.errors import BadInput
from qa import Assistant
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

    def within(self, depth: int) -> bool:
        """Whether a fact stands in so many passages."""
        return self.first is not None and self.first <= depth


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with what was answered; `retrieved` is None, and `declined` has a value, where there is no answer.

    `shares_word` is what the paper counts as right.
    """

    question: str
    kind: str
    wanted: str
    answer: str
    retrieved: Retrieved | None
    shares_word: bool
    right: bool
    cited: bool
    declined: bool | None


def measure(path: Path, opener: OpensFiles, *, limit: int | None = None) -> PublicResult:
    """Retrieval and answers over the two files in a folder, or over `limit` questions taken evenly.

    BadInput when they are not there.
    """
    if not (path / "corpus.json").is_file():
        raise BadInput(f"{path}: no corpus.json there; name the folder that holds it and MultiHopRAG.json")
    questions = evenly(read_json(path / "MultiHopRAG.json", list[_Question]), limit)
    with opener([path / "corpus.json"], today=TODAY) as assistant:
        shown = progress(questions, desc="MultiHop-RAG", total=len(questions))
        asked = tuple(_asked(assistant, one) for one in shown)
    found = [one.retrieved for one in asked if one.retrieved is not None]
    return PublicResult(
        "MultiHop-RAG",
        paper=(
            Figure.mean("Hits@10", (one.within(10) for one in found), "a fact stands in the first ten passages"),
            Figure.mean("Hits@4", (one.within(4) for one in found), "in the first four"),
            Figure.mean("MAP@10", (one.average for one in found), "average precision over the facts"),
            Figure.mean("MRR@10", (1 / one.first if one.first else 0.0 for one in found), "1 / first rank"),
            Figure.mean("accuracy", (one.shares_word for one in asked), "a word of the gold answer is said"),
        ),
        ours=(
            Figure.mean("every fact", (one.every for one in found), "all facts in the first ten passages"),
            Figure.mean(
                "right", (one.right for one in asked), "the whole gold answer, or declined where there is none"
            ),
            Figure.mean("right and cited", (one.cited for one in asked), "and each article of the evidence is cited"),
            Figure.mean("declined", (one.declined for one in asked), "of questions without an answer"),
        ),
        published=PUBLISHED,
        notes=(
            "passages are shorter than the paper's chunks of 256 tokens, so ten of them hold less",
            "the paper counts an answer as right that shares one word with the gold answer",
        ),
        asked=asked,
    )


def _asked(assistant: Assistant, asked: _Question) -> Asked:
    answer = ask(assistant, asked.query)
    retrieved = None
    if asked.answerable and asked.evidence_list:
        passages = [hit.passage.text for hit in assistant.search(asked.query, DEPTH)]
        retrieved = ranked([one.fact for one in asked.evidence_list], passages)
    right = _right(asked, answer)
    return Asked(
        question=asked.query,
        kind=asked.question_type,
        wanted=asked.answer,
        answer=answer.text if answer else "",
        retrieved=retrieved,
        shares_word=not _said(answer).isdisjoint(plain_tokens(asked.answer)),
        right=right,
        cited=right and (not asked.answerable or _all_cited(asked, answer)),
        declined=None if asked.answerable else right,
    )


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


def _said(answer: Answer | None) -> set[str]:
    if answer is None:
        return set()
    return set(plain_tokens(_REFUSAL if answer.abstained else normalise(short(answer))))


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
