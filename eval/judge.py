"""A language model's own opinion whether a claim follows from its citations: for evaluation only, never for answers."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, ValidationError

import prompts
from qa.language import LanguageModel, Message, ModelFailed
from qa.records import Answer


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


def opinions(model: LanguageModel, answer: Answer) -> list[bool | None]:
    """The opinions on all claims of an answer, in order."""
    passages = {citation.marker: citation.passage for citation in answer.citations}
    return [opinion(model, claim.text, [passages[marker] for marker in claim.markers]) for claim in answer.claims]
