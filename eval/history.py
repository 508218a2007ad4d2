"""How earlier versions did: shares by set and kind of every version whose results were committed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from eval.summary import Row


class Share(NamedTuple):
    """Questions of one kind: how many, how many right, how many right and cited."""

    n: int
    right: int
    cited: int


Shares = Mapping[str, Mapping[str, Share]]
"""Set → kind → share; `all` is a kind, too."""


def shares(table: Sequence[Row]) -> dict[str, dict[str, Share]]:
    """The shares of a run."""
    found: dict[str, dict[str, Share]] = {}
    for row in table:
        found.setdefault(row.set, {})[row.kind] = Share(row.n, row.right, row.cited)
    return found


def read(path: Path) -> dict[str, Shares]:
    """Version → its shares, in the order in which they were first written; empty without a file."""
    if not path.is_file():
        return {}
    written = json.loads(path.read_text(encoding="utf-8"))
    return {
        version: {name: {kind: Share(*counts) for kind, counts in kinds.items()} for name, kinds in sets.items()}
        for version, sets in written.items()
    }


def write(path: Path, version: str, now: Shares) -> None:
    """Keep the shares of a version; one line for each set of it, so that a commit shows what changed."""
    lines = []
    for name, sets in (read(path) | {version: now}).items():
        rows = (f"  {json.dumps(of_set)}: {json.dumps(kinds)}" for of_set, kinds in sets.items())
        lines.append(f"{json.dumps(name)}: {{\n" + ",\n".join(rows) + "\n}")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
