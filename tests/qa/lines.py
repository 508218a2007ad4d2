"""What tests of answers look at in their lines, and the shapes of the fixtures that they share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qa.records import Answer

Ask = Callable[..., Answer]
Scenes = Callable[..., Any]
Asked = Callable[[str], Any]


def heads(answer: Answer) -> list[str]:
    """What stands before the quotation, line by line."""
    return [line.partition(" — ")[0] for line in answer.text.splitlines()]
