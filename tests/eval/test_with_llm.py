"""The evaluation with a language model asks both ways, keeps its replies and counts what they cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from eval import with_llm
from eval.records import Chosen
from index.errors import BadInput
from qa.language import Message


class Counting:
    """A model with one reply that counts how often it is asked."""

    name, window = "counting", 8192

    def __init__(self, reply: str) -> None:
        self.reply, self.asked = reply, 0

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        self.asked += bool(messages)
        yield from (self.reply[:5], self.reply[5:])

    async def astream(self, messages: Sequence[Message]) -> Any:
        raise NotImplementedError(messages)
        yield ""


def test_a_reply_is_asked_for_once_and_kept(tmp_path: Path) -> None:
    model = Counting("forty boats")
    kept = with_llm.KeptReplies(model, tmp_path / "replies")
    question = [Message("user", "How many?")]
    assert "".join(kept.stream(question)) == "forty boats"
    assert "".join(kept.stream(question)) == "forty boats"
    assert "".join(kept.stream([Message("user", "How many boats?")])) == "forty boats"
    assert model.asked == 2


def test_a_reply_that_breaks_off_is_not_kept(tmp_path: Path) -> None:
    kept = with_llm.KeptReplies(Counting("forty boats"), tmp_path)
    pieces = kept.stream([Message("user", "How many?")])
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []


def test_no_model_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_LLM", raising=False)
    with pytest.raises(BadInput, match="--llm"):
        with_llm.main_llm(Chosen())


@pytest.mark.parametrize(
    ("reply", "opinion"),
    [
        ('{"supported": true, "why": "it says so"}', True),
        ('Sure:\n{"supported": false, "why": "another day"}', False),
        ("yes", None),
        ('{"supported": "perhaps"}', None),
        ("}{", None),
    ],
)
def test_an_opinion_is_read_or_counts_as_none(reply: str, opinion: bool | None) -> None:
    assert with_llm.opinion(Counting(reply), "Forty boats came.", ["Dahl counted forty boats."]) is opinion
