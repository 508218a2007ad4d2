"""What tests of answers look at in their lines."""

from __future__ import annotations

from qa.records import Answer


def heads(answer: Answer) -> list[str]:
    """What stands before the quotation, line by line."""
    return [line.partition(" — ")[0] for line in answer.text.splitlines()]
