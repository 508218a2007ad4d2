"""What people thought of answers, kept as JSON lines in `feedback.jsonl`, so that an evaluation can learn from it.

One line is one judgement; a later line of the same `id` takes the place of an earlier one. Fields:

- `version` 1; `id` of the judged answer; `time` in ISO 8601; `serving`, which documents were asked, in words
- `verdict` `good`, `bad`, or `none` when it was taken back; `note`, what the person wrote about it
- `question` as typed, `understood` the question on its own, `history` the questions before it in the conversation,
  `filters` those in force (ISO dates, list of outlets)
- `answer` text, `abstained`, `reason` (null when answered), `confidence` 0 to 1
- `citations`: `marker`, `quote`, `start`, `end` (code points in the document's text), `document` (id), `path`, `part`,
  `title`, `source`, `published` (ISO date or null); `nearest`, for questions not answered, the same without `marker`
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from index.records import Document
from qa.records import Answer, Filters

VERSION = 1
NOTE_LENGTH = 2000
"""Characters of a note that are kept."""

Verdict = Literal["good", "bad", "none"]


def judgement(
    answer: Answer,
    verdict: Verdict,
    note: str,
    *,
    identity: str,
    time: datetime,
    serving: str,
    history: Sequence[str] = (),
) -> dict[str, Any]:
    """One line of the file, as described above. `time` must know its time zone."""
    return {
        "version": VERSION,
        "id": identity,
        "time": time.isoformat(timespec="seconds"),
        "serving": serving,
        "verdict": verdict,
        "note": note.strip()[:NOTE_LENGTH],
        "question": answer.question.asked,
        "understood": answer.question.text,
        "history": list(history),
        "filters": _filters(answer.question.filters),
        "answer": answer.text,
        "abstained": answer.abstained,
        "reason": answer.reason,
        "confidence": round(answer.confidence, 4),
        "citations": [
            {"marker": item.marker, **_quoted(item.document, item.start, item.end)} for item in answer.citations
        ],
        "nearest": [_quoted(hit.document, hit.passage.start, hit.passage.end) for hit in answer.nearest],
    }


def _filters(filters: Filters) -> dict[str, Any]:
    days = {name: getattr(filters, name) for name in ("after", "before", "event_after", "event_before")}
    return {name: day and day.isoformat() for name, day in days.items()} | {"sources": list(filters.sources)}


def _quoted(document: Document, start: int, end: int) -> dict[str, Any]:
    return {
        "quote": document.text[start:end],
        "start": start,
        "end": end,
        "document": document.id,
        "path": document.path,
        "part": document.part,
        "title": document.title,
        "source": document.source,
        "published": document.published and document.published.isoformat(),
    }


class FeedbackFile:
    """Judgements of all visitors in one file, readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        """The file and its folder are made with the first judgement."""
        self.path = path
        self._turn = threading.Lock()

    def add(self, record: Mapping[str, Any]) -> None:
        """Put one line at the end, whole. Raises OSError when the file cannot be written."""
        line = (json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", errors="replace")
        with self._turn:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(handle, line)
            finally:
                os.close(handle)


def judgements(path: Path) -> list[dict[str, Any]]:
    """The judgements in force, in the order in which answers were first judged; those taken back are left out.

    Raises ValueError, naming the line, for a line that is no judgement.
    """
    latest: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        record = json.loads(line) if line.strip() else None
        if record is None:
            continue
        if not isinstance(record, dict) or record.get("version") != VERSION or "id" not in record:
            raise ValueError(f"{path}, line {number}: no judgement of version {VERSION}")
        latest[record["id"]] = record
    return [record for record in latest.values() if record["verdict"] != "none"]
