"""An answer worded by a language model from numbered passages, then held to the same check as any other."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from pydantic import BaseModel, ConfigDict, ValidationError

import prompts
from qa.draft import Draft, not_answered
from qa.records import Answer, Evidence, Question
from qa.verify import keep_supported

# Numbers that a model puts into its sentences although it was told not to; those in `passages` count.
_OWN_MARKER = re.compile(r"\s*\[\d+(?:\s*[,;–-]\s*\d+)*\]")


class Completion(Protocol):
    """What a model's reply must have; llama-index's `CompletionResponse` does."""

    text: str


class LanguageModel(Protocol):
    """What wording needs of a model; any llama-index `LLM` has it."""

    def complete(self, prompt: str) -> Completion:
        """The model's reply to a prompt."""


class _Claim(BaseModel):
    model_config = ConfigDict(extra="ignore")

    text: str
    passages: list[int]


class _Reply(BaseModel):
    model_config = ConfigDict(extra="ignore")

    claims: list[_Claim]


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: int
    text: str
    outlet: str
    published: str


class Writer:
    """Words answers by a language model. `passages` is how many passages the model is shown."""

    def __init__(self, model: LanguageModel, *, today: date | None, passages: int = 6) -> None:
        self._model = model
        self._today = today
        self._most = passages
        self._prompt = prompts.load("answer")

    def word(self, question: Question, evidence: Sequence[Evidence], default: Answer) -> Answer:
        """The model's answer where it stands in its passages; else the default one, with a note that says why.

        A citation number that does not exist is dropped, and with it a claim that has no other.
        """
        shown = self._best_of_each_passage(evidence)
        if not shown:
            return default
        try:
            reply = self._ask(question, shown)
        except Exception as error:  # noqa: BLE001 — a vendor's model raises what it likes; the default answer stands
            return _fallback(default, f"the language model failed ({type(error).__name__})")
        if reply is None:
            return _fallback(default, "the language model did not reply in the form asked for")
        if not reply.claims:
            return not_answered(
                question,
                "not_stated",
                tuple(item.hit for item in shown),
                ("the language model found no answer in the passages",),
            )
        answer, dropped = keep_supported(self._drafted(question, shown, reply))
        if not answer.claims:
            return _fallback(default, "what the language model wrote does not stand in its passages")
        notes = (*answer.notes, *((f"{dropped} claims dropped: not in their passages",) if dropped else ()))
        return replace(answer, notes=notes, confidence=default.confidence)

    def _best_of_each_passage(self, evidence: Sequence[Evidence]) -> list[Evidence]:
        best: dict[str, Evidence] = {}
        for item in evidence:
            best.setdefault(item.hit.passage.id, item)
        return list(best.values())[: self._most]

    def _ask(self, question: Question, shown: Sequence[Evidence]) -> _Reply | None:
        numbered = [
            _Numbered(
                number,
                _fenced(item.hit.passage.text),
                _fenced(item.hit.document.source or "unknown"),
                str(item.hit.document.published or "unknown"),
            )
            for number, item in enumerate(shown, 1)
        ]
        today = self._today.isoformat() if self._today else "not known"
        prompt = self._prompt.render(question=_fenced(question.text), passages=numbered, today=today)
        return parse_reply(str(self._model.complete(prompt).text))

    def _drafted(self, question: Question, shown: Sequence[Evidence], reply: _Reply) -> Answer:
        draft = Draft(question)
        for claim in reply.claims:
            cited = [shown[n - 1] for n in dict.fromkeys(claim.passages) if 1 <= n <= len(shown)]
            text = " ".join(_OWN_MARKER.sub("", claim.text).split())
            if cited and text:
                draft.claim(text, *(draft.cite(item) for item in cited))
        return draft.answer(0.0)


def parse_reply(text: str) -> _Reply | None:
    """The claims of a reply, from the outermost braces on; None when it is not the JSON that was asked for."""
    found = re.search(r"\{.*\}", text, re.DOTALL)
    if not found:
        return None
    try:
        return _Reply.model_validate(json.loads(found.group()))
    except (json.JSONDecodeError, ValidationError, RecursionError):
        return None


def _fenced(text: str) -> str:
    """Text that cannot close the fence it stands in."""
    return re.sub(r"</?\s*passage", "‹passage", text, flags=re.IGNORECASE).replace('"', "”" if '">' in text else '"')


def _fallback(default: Answer, why: str) -> Answer:
    return replace(default, notes=(*default.notes, f"{why}; this is the answer without it"))
