"""One answer worded by a model, apart from how the model is reached: messages out, pieces of a reply in.

Claims are read and checked while the reply still comes. A reply that cannot be read, or a failure that may pass, is
answered with one more request; after that the default answer stands, with a note.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict, ValidationError

from index.tokens import count
from qa.draft import Draft, not_answered
from qa.language import Message, ModelFailed
from qa.records import Answer, Evidence, Question, Worded
from qa.support import Ground, Similarity, beside, lacks

_ATTEMPTS = 2
_LONGEST_ECHO = 2000  # characters of a reply that a model is shown again to mend it
_UNSURE = 0.5
"""Confidence in a worded answer where the default way gave none."""
# Numbers that a model puts into its sentences although it was told not to; those in `passages` count.
_OWN_MARKER = re.compile(r"\s*\[\d+(?:\s*[,;–-]\s*\d+)*\]")
_LINE = re.compile(r"^\s*(?:[-*•]\s*)?(?P<text>.+?)\s*(?P<markers>(?:\[\d+\][\s,]*)+)\.?\s*$")
_DECLINED = re.compile(
    r"\b(?:(?:i|we) (?:do not|don['’]t|cannot|can['’]t|could not|couldn['’]t) (?:know|find|answer|determine|tell)"
    r"|(?:passages?|documents?|sources?) (?:do|does|did) (?:not|n['’]t) (?:say|state|mention|answer|contain|give)"
    r"|no (?:answer|information|mention)|not (?:stated|mentioned|enough information))",
    re.IGNORECASE,
)


class _Said(BaseModel):
    model_config = ConfigDict(extra="ignore")

    text: str
    passages: list[int]


class _Reply(BaseModel):
    model_config = ConfigDict(extra="ignore")

    claims: list[_Said]


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as the model sees it; its number is its place from 1."""

    evidence: Evidence
    ground: Ground


class Unreadable(ValueError):
    """A reply that is not in the form asked for; the message says what is wrong, for the model to mend."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """A claim that stands in its passages, which are places in what was shown."""

    text: str
    cited: tuple[int, ...]


class Wording:
    """The state of one answer: ask with `messages` as long as `asking`, then take `answer`."""

    def __init__(
        self,
        question: Question,
        prompt: Message,
        shown: Sequence[Shown],
        default: Answer,
        record: Worded,
        *,
        similarity: Similarity | None = None,
    ) -> None:
        self.messages: tuple[Message, ...] = (prompt,)
        self.asking = True
        self._question = question
        self._shown = shown
        self._default = default
        self._record = record
        self._similarity = similarity
        self._attempts = 1
        self._failure = "the language model was stopped"
        self._begin()

    def _begin(self) -> None:
        self._reply = ""
        self._read = 0
        self._standing: list[_Standing] = []
        self._dropped: list[str] = []
        self._mended = 0

    def feed(self, piece: str) -> bool:
        """Take a piece of the reply; whether it brought a claim that stands."""
        before = len(self._standing)
        self._reply += piece
        self._take(list(_complete(self._reply)))
        return len(self._standing) > before

    def ended(self) -> None:
        """The reply is whole: read it strictly, and ask once more when it cannot be read."""
        try:
            self._take(parse(self._reply))
        except Unreadable as error:
            wrong = Message(
                "user", f"Your reply could not be read: {error}. Reply with the JSON object and nothing else."
            )
            retry = (self.messages[0], Message("assistant", self._reply[:_LONGEST_ECHO]), wrong)
            self._end("the language model did not reply in the form asked for", retry)
        else:
            self._end("")

    def failed(self, error: ModelFailed) -> None:
        """The request failed; ask once more when that may help."""
        self._end(f"the language model {error.reason}", self.messages if error.again is not None else None)

    def answer(self) -> Answer:
        """What stands now: the worded answer, one that says the model found none, or the default one with a note."""
        record = replace(
            self._record,
            received=count(self._reply),
            attempts=self._attempts,
            dropped=len(self._dropped),
            mended=self._mended,
        )
        if self._standing:
            worded = self._drafted()
        elif self._failure:
            worded = _without(self._default, self._failure)
        elif self._dropped:
            told = ", ".join(dict.fromkeys(self._dropped))
            worded = _without(self._default, f"what the language model wrote does not stand in its passages ({told})")
        else:
            hits = tuple(item.evidence.hit for item in self._shown)
            found_none = "the language model found no answer in the passages"
            worded = not_answered(self._question, "not_stated", hits, (found_none,))
        return replace(worded, worded=record)

    def _end(self, failure: str, retry: Sequence[Message] | None = None) -> None:
        self._failure = failure
        again = retry is not None and not self._standing and self._attempts < _ATTEMPTS
        self.asking = again
        if again and retry is not None:
            self._attempts += 1
            self.messages = tuple(retry)
            self._begin()

    def _take(self, claims: Sequence[_Said]) -> None:
        for said in claims[self._read :]:
            text = " ".join(_OWN_MARKER.sub("", said.text).split())
            cited = [n - 1 for n in dict.fromkeys(said.passages) if 1 <= n <= len(self._shown)]
            self._check(text, cited)
        self._read = max(self._read, len(claims))

    def _check(self, text: str, cited: list[int]) -> None:
        """Keep a claim that stands in what it cites, or in a better passage that was shown; else count it."""
        missing = self._lacks(text, cited)
        if not text or not missing:
            if text:
                self._standing.append(_Standing(text, tuple(cited)))
            return
        # Another passage must carry the whole claim: pieces from several would hold almost anything together.
        for place in range(len(self._shown)):
            if place not in cited and not self._lacks(text, [place]):
                self._mended += 1
                self._standing.append(_Standing(text, (place,)))
                return
        self._dropped.append(missing[0])

    def _lacks(self, text: str, cited: Sequence[int]) -> tuple[str, ...]:
        if beside(text, self._question.text, self._similarity):
            return ("nothing on the question",)
        return lacks(text, [self._shown[place].ground for place in cited], self._similarity)

    def _drafted(self) -> Answer:
        draft = Draft(self._question)
        for claim in self._standing:
            draft.claim(claim.text, *(draft.cite(self._shown[place].evidence) for place in claim.cited))
        notes = []
        if self._dropped:
            claims = "1 claim" if len(self._dropped) == 1 else f"{len(self._dropped)} claims"
            notes.append(f"{claims} of the language model dropped: not in their passages")
        if self._failure:
            notes.append(f"{self._failure}; what it had said until then stands")
        return draft.answer(self._default.confidence or _UNSURE, tuple(notes))


def parse(text: str) -> list[_Said]:
    """The claims of a whole reply: the JSON object, sentences that each end in markers, or a plain "I do not know".

    Raises Unreadable for anything else.
    """
    start = text.find("{")
    if start >= 0:
        try:
            value, _ = json.JSONDecoder().raw_decode(text, start)
            return _Reply.model_validate(value).claims
        except (json.JSONDecodeError, RecursionError) as error:
            raise Unreadable(f"it is not valid JSON ({getattr(error, 'msg', 'nested too deeply')})") from error
        except ValidationError as error:
            first = error.errors()[0]
            raise Unreadable(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    lines = [line for line in text.splitlines() if line.strip()]
    marked = [_LINE.match(line) for line in lines]
    if lines and all(marked):
        return [
            _Said(text=found["text"], passages=[int(n) for n in re.findall(r"\d+", found["markers"])])
            for found in marked
            if found
        ]
    if _DECLINED.search(text):
        return []
    raise Unreadable("there is no JSON object in it")


def _complete(text: str) -> Iterator[_Said]:
    """The claims of a JSON reply that is still coming, as far as they are complete."""
    opened = re.search(r'"claims"\s*:\s*\[', text)
    place = opened.end() if opened else len(text)
    decoder = json.JSONDecoder()
    while (place := text.find("{", place)) >= 0:
        try:
            value, place = decoder.raw_decode(text, place)
            yield _Said.model_validate(value)
        except (json.JSONDecodeError, ValidationError, RecursionError):
            return


def _without(default: Answer, why: str) -> Answer:
    return replace(default, notes=(*default.notes, f"{why}; this is the answer without it"))
