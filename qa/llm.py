"""An answer worded by a language model from numbered passages, then held to the same evidence as any other."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date
from functools import partial

import prompts
from index.facts import FactsCache
from index.tokens import count
from qa.language import LanguageModel, Message, ModelFailed, in_time
from qa.records import Answer, Evidence, Question, Worded
from qa.support import Similarity, ground
from qa.wording import Shown, Wording

_REPLY = 1000
"""Tokens of the model's window that are left for its reply."""
_REWRITTEN = 400  # characters; a longer "question" is something else


class Writer:
    """Words answers by a language model. `passages` is how many passages the model is shown at most, `seconds` how
    long it may take for a piece of its reply."""

    def __init__(
        self,
        model: LanguageModel,
        facts: FactsCache,
        *,
        today: date,
        seconds: float,
        passages: int = 8,
        similarity: Similarity | None = None,
    ) -> None:
        self._model = model
        self._facts = facts
        self._today = today.isoformat()
        self._seconds = seconds
        self._most = passages
        self._similarity = similarity
        self._prompt = prompts.load("answer")
        self._rewrite = prompts.load("rewrite")

    def word(self, question: Question, evidence: Sequence[Evidence], default: Answer) -> Iterator[Answer]:
        """The model's answer as it grows, claim by claim, each checked; last what stands in the end."""
        wording = self._wording(question, evidence, default)
        if wording is None:
            yield default
            return
        while wording.asking:
            try:
                for piece in in_time(partial(self._model.stream, wording.messages), self._seconds):
                    if wording.feed(piece):
                        yield wording.answer()
                wording.ended()
            except ModelFailed as error:
                wording.failed(error)
                if wording.asking:
                    time.sleep(error.again or 0.0)
        yield wording.answer()

    async def aword(self, question: Question, evidence: Sequence[Evidence], default: Answer) -> AsyncIterator[Answer]:
        """`word` for asynchronous programs; cancelling ends the request."""
        wording = await asyncio.to_thread(self._wording, question, evidence, default)
        if wording is None:
            yield default
            return
        while wording.asking:
            pieces = self._model.astream(wording.messages)
            try:
                while (piece := await _next(pieces, self._seconds)) is not None:
                    if await asyncio.to_thread(wording.feed, piece):
                        yield wording.answer()
                wording.ended()
            except ModelFailed as error:
                wording.failed(error)
                if wording.asking:
                    await asyncio.sleep(error.again or 0.0)
        yield wording.answer()

    def rewrite(self, question: str, history: Sequence[tuple[str, str]]) -> str:
        """A follow-up question as one that stands on its own; as it was asked when the model does not help.

        `history` are the questions and answers before, oldest first.
        """
        turns = [{"question": _fenced(asked), "answer": _fenced(answered)} for asked, answered in history[-4:]]
        text = self._rewrite.render(question=_fenced(question), history=turns, today=self._today)
        try:
            said = "".join(in_time(partial(self._model.stream, [Message("user", text)]), self._seconds))
        except ModelFailed:
            return question
        line = " ".join(said.strip().strip('"“”').split())
        return line if line and len(line) <= _REWRITTEN and not re.search(r"[<>{}\[\]]|https?:", line) else question

    def _wording(self, question: Question, evidence: Sequence[Evidence], default: Answer) -> Wording | None:
        shown = [
            Shown(item, ground(item.hit.passage, item.hit.document, self._facts.of(item.hit.document)))
            for item in self._best_of_each_passage(evidence)
        ]
        text, sent = "", 0
        while shown:
            text = self._rendered(question, shown)
            sent = count(text)
            if sent <= self._model.window - _REPLY:
                break
            shown.pop()  # the weakest, whole: half a passage may say the opposite
        if not shown:
            return None
        record = Worded(self._model.name, self._prompt.name, self._prompt.version, sent)
        return Wording(question, Message("user", text), shown, default, record, similarity=self._similarity)

    def _best_of_each_passage(self, evidence: Sequence[Evidence]) -> list[Evidence]:
        best: dict[str, Evidence] = {}
        for item in evidence:
            best.setdefault(item.hit.passage.id, item)
        return list(best.values())[: self._most]

    def _rendered(self, question: Question, shown: Sequence[Shown]) -> str:
        numbered = [
            {
                "number": number,
                "text": _fenced(item.evidence.hit.passage.text),
                "outlet": _fenced(item.evidence.hit.document.source or "unknown"),
                "published": item.evidence.hit.document.published or "unknown",
                "speaker": _fenced(", ".join(dict.fromkeys(who for who, _ in item.ground.statements)) or "none"),
            }
            for number, item in enumerate(shown, 1)
        ]
        return self._prompt.render(question=_fenced(question.text), passages=numbered, today=self._today)


async def _next(pieces: AsyncIterator[str], seconds: float) -> str | None:
    try:
        async with asyncio.timeout(seconds):
            return await anext(pieces, None)
    except TimeoutError:
        raise ModelFailed(f"did not reply within {seconds:.0f} s") from None


def _fenced(text: str) -> str:
    """Text that cannot close the fence it stands in, nor pass for a turn of the conversation."""
    return re.sub(r"</?\s*(?=passage|system|assistant|user)", "‹", text, flags=re.IGNORECASE).replace(
        '"', "”" if '">' in text else '"'
    )
