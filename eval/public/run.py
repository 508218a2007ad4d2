"""The public sets by name, and the command that measures one of them."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from eval import provenance
from eval.public import multihop, polnear, realtimeqa, squad, squad_articles, timeml
from eval.public.asked import opened
from eval.public.figures import PublicResult, table
from index.errors import BadInput

NAMES = ("squad", "squad-articles", "realtimeqa", "multihop-rag", "timeml", "polnear")


def main_public(name: str, path: Path, *, limit: int | None = None, json_output: bool = False) -> int:
    """Measure one public set from a local path in float32, print its figures and return 0.

    `limit` bounds the questions, or the texts of a set that has none. BadInput for an unknown name or other formats.
    """
    if name not in NAMES:
        raise BadInput(f"unknown public set {name!r}: choose from {', '.join(NAMES)}")
    if not path.exists():
        raise BadInput(f"{path}: no such file or folder")
    with provenance.float32():
        result = _measured(name, path, limit)
    print(json.dumps(asdict(result), ensure_ascii=False, indent=1) if json_output else table(result))
    return 0


def _measured(name: str, path: Path, limit: int | None) -> PublicResult:
    if name == "squad":
        from qa.reader import Reader  # noqa: PLC0415 - heavy

        return squad.measure(path, Reader.load(precision="float32"), limit=limit)
    if name == "squad-articles":
        return squad_articles.measure(path, opened, limit=limit)
    if name == "realtimeqa":
        return realtimeqa.measure(path, opened, limit=limit)
    if name == "multihop-rag":
        return multihop.measure(path, opened, limit=limit)
    if name == "timeml":
        return timeml.measure(path, limit=limit)
    return polnear.measure(path, limit=limit)
