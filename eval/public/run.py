"""The public sets by name, and the command that measures one of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from eval import provenance
from eval.public import multihop, polnear, realtimeqa, squad, timeml
from eval.public.asked import OpensFiles, opened
from eval.public.figures import PublicResult, table
from index.errors import BadInput

if TYPE_CHECKING:
    from eval.public.squad import Reads

NAMES = ("squad", "realtimeqa", "multihop-rag", "timeml", "polnear")


def main_public(
    name: str,
    path: Path,
    *,
    limit: int | None = None,
    json_output: bool = False,
    opener: OpensFiles | None = None,
    reader: Callable[[], Reads] | None = None,
) -> int:
    """Measure one public set from a local path in float32, print its figures and return 0.

    `limit` bounds the questions, or the texts of a set that has none. `opener` and `reader` are the real ones when
    None. BadInput for an unknown name or files in another format.
    """
    if name not in NAMES:
        raise BadInput(f"unknown public set {name!r}: choose from {', '.join(NAMES)}")
    if not path.exists():
        raise BadInput(f"{path}: no such file or folder")
    with provenance.float32():
        result = _measured(name, path, limit, opener or opened, reader or _reader)
    print(json.dumps(asdict(result), ensure_ascii=False, indent=1) if json_output else table(result))
    return 0


def _measured(
    name: str, path: Path, limit: int | None, opener: OpensFiles, reader: Callable[[], Reads]
) -> PublicResult:
    if name == "squad":
        return squad.measure(path, reader(), limit=limit)
    if name == "realtimeqa":
        return realtimeqa.measure(path, opener, limit=limit)
    if name == "multihop-rag":
        return multihop.measure(path, opener, limit=limit)
    if name == "timeml":
        return timeml.measure(path, limit=limit)
    return polnear.measure(path, limit=limit)


def _reader() -> Reads:
    from qa.reader import Reader  # noqa: PLC0415 - heavy

    return Reader.load(precision="float32")
