"""The evaluation with a language model, beside the default way: what its wording gains, and what it costs.

Replies are kept on disk by model and messages (which hold prompt and passages), so a second run costs nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

import prompts
from eval import provenance
from eval.records import Chosen
from eval.report import aligned
from eval.run import opened, run_set, say
from eval.summary import Outcome
from index.errors import BadInput
from qa.language import LanguageModel, Message, ModelFailed
from qa.models import configured
from qa.records import Answer
from qa.settings import Settings

_HEAD = (
    "set|way|n|right|right and cited|claims|judged to follow|claims dropped|tokens sent|received|seconds p50"
).split("|")


@dataclass(frozen=True, slots=True)
class Figures:
    """How one way of answering did over a set. Of `claims`, the model itself `judged` so many to follow from what they
    cite. Tokens are those of all questions; `seconds` is the median."""

    set: str
    way: str
    n: int
    right: int
    cited: int
    claims: int
    judged: int
    dropped: int
    sent: int
    received: int
    seconds: float


class KeptReplies:
    """A model whose whole replies are kept in a folder. Honours the port of `qa.language`."""

    def __init__(self, model: LanguageModel, folder: Path) -> None:
        self._model = model
        self._folder = folder
        self.name, self.window = model.name, model.window

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The kept reply in one piece, else the model's own."""
        told = json.dumps([self.name, *([message.role, message.text] for message in messages)])
        path = self._folder / f"{hashlib.sha256(told.encode()).hexdigest()[:32]}.txt"
        if path.is_file():
            yield path.read_text(encoding="utf-8")
            return
        pieces = []
        for piece in self._model.stream(messages):
            pieces.append(piece)
            yield piece
        self._folder.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(pieces), encoding="utf-8")

    async def astream(self, messages: Sequence[Message]) -> AsyncIterator[str]:
        """As `stream`; the evaluation asks one question after the other."""
        for piece in self.stream(messages):
            yield piece


class _Opinion(BaseModel):
    model_config = ConfigDict(extra="ignore")

    supported: bool


def opinion(model: LanguageModel, claim: str, passages: Sequence[str]) -> bool | None:
    """Whether the model finds that the claim follows from the passages; None when it does not say so readably."""
    text = prompts.load("judge").render(claim=claim, passages=passages)
    try:
        reply = "".join(model.stream([Message("user", text)]))
        return _Opinion.model_validate(json.loads(reply[reply.index("{") : reply.rindex("}") + 1])).supported
    except (ModelFailed, ValueError, ValidationError):
        return None


def _opinions(model: LanguageModel, answer: Answer) -> list[bool | None]:
    passages = {citation.marker: citation.passage for citation in answer.citations}
    return [opinion(model, claim.text, [passages[marker] for marker in claim.markers]) for claim in answer.claims]


def main_llm(chosen: Chosen, *, llm: str | None = None, json_output: bool = False) -> int:
    """Ask these questions both ways, print the figures of both, and return 0. Nothing is compared with the baseline.

    `llm` is a model as `DATELINE_LLM` names it, or None for the configured one. Raises BadInput when there is none.
    """
    named = configured(Settings.read(), llm)
    if named is None:
        raise BadInput("no language model is named: use --llm or set DATELINE_LLM")
    model = KeptReplies(named, provenance.default_out().with_name("replies"))
    figures = []
    with provenance.float32():
        for case_set, cases in chosen.cases():
            ways: dict[str, LanguageModel | Literal[False]] = {"default": False, model.name: model}
            for way, used in ways.items():
                opener = partial(opened, llm=used)
                outcomes = run_set(case_set, cases, opener)
                figures.append(_figures(case_set.name, way, outcomes, model))
    if json_output:
        print(json.dumps([asdict(f) for f in figures], ensure_ascii=False, indent=1))
    else:
        print(aligned(_HEAD, [_cells(f) for f in figures]))
    say("tokens are counted as cl100k_base; replies are kept, so seconds of a second run are not the model's")
    return 0


def _figures(name: str, way: str, outcomes: Sequence[Outcome], judge: LanguageModel) -> Figures:
    answers = [o.answer for o in outcomes if o.answer is not None]
    said = [found for answer in answers for found in _opinions(judge, answer)]
    worded = [answer.worded for answer in answers if answer.worded is not None]
    return Figures(
        set=name,
        way=way,
        n=len(outcomes),
        right=sum(o.verdict.right for o in outcomes),
        cited=sum(o.verdict.right and o.verdict.cited for o in outcomes),
        claims=len(said),
        judged=said.count(True),
        dropped=sum(record.dropped for record in worded),
        sent=sum(record.sent for record in worded),
        received=sum(record.received for record in worded),
        seconds=median([o.seconds for o in outcomes] or [0.0]),
    )


def _cells(f: Figures) -> tuple[str, ...]:
    counts = (f.n, f.right, f.cited, f.claims, f.judged, f.dropped, f.sent, f.received)
    return (f.set, f.way, *(f"{number:,}" for number in counts), f"{f.seconds:.2f}")
