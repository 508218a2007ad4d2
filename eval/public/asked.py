"""Asking the assistant over the articles of a public set, in an index of its own that is gone afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from eval.matching import lead, without_markers
from eval.run import say
from qa import Assistant
from qa.records import Answer

T = TypeVar("T")
OpensFiles = Callable[..., AbstractContextManager[Assistant]]
"""Where the assistant over some files comes from, as `opened` gives it; closed when the block ends."""


@contextmanager
def opened(files: Sequence[Path], *, today: date) -> Iterator[Assistant]:
    """The real assistant, without a language model, over these files alone; none of them is from after `today`."""
    with TemporaryDirectory() as folder, Assistant.open(Path(folder) / "index", llm=False, today=today) as assistant:
        report = assistant.index(*files)
        say(f"{len(assistant.documents())} articles indexed, {len(report.failed)} could not be read")
        yield assistant


def ask(assistant: Assistant, question: str) -> Answer | None:
    """The answer, None where asking failed: that question's result, told in one line."""
    try:
        return assistant.ask(question)
    except Exception as error:  # noqa: BLE001 - whatever breaks on one question is that question's result
        say(f"{question!r}: {type(error).__name__}: {error}")
        return None


def short(answer: Answer) -> str:
    """The short answer a text opens with, else its first line, without markers."""
    return lead(answer.text) or without_markers(answer.text).partition("\n")[0]


def evenly(items: Sequence[T], limit: int | None) -> Sequence[T]:
    """So many items at even distances: a file may be sorted by article or by kind. All of them when None."""
    if limit is None or limit >= len(items):
        return items
    return [items[at * len(items) // limit] for at in range(limit)]
