"""Questions to click before the first one is typed: written ones for the samples, made ones for other folders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from index.records import Document

DOCUMENTS_READ = 20
"""About so many documents are looked through for people who are quoted, so that opening the page stays quick."""


def for_samples() -> tuple[str, ...]:
    """Questions about the sample articles."""
    text = Path(__file__).with_name("sample_questions.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip())


def for_documents(documents: Iterable[Document], count: int = 3) -> tuple[str, ...]:
    """What those said whom most documents quote; empty when nobody is quoted by first and last name."""
    from index.names import find_names  # noqa: PLC0415 - only the page needs them
    from index.statements import find_statements  # noqa: PLC0415

    quoted: Counter[str] = Counter()
    reports: Counter[str] = Counter()
    for document in documents:
        article = [document.text[span.start : span.end] for span in document.spans if span.kind == "article"]
        people = {name.text for text in article for name in find_names(text) if name.kind == "person"}
        speakers = [said.speaker for text in article for said in find_statements(text) if said.speaker in people]
        quoted.update(speakers)
        reports.update(set(speakers))
    full = sorted(filter(_is_full_name, quoted), key=lambda name: (-reports[name], -quoted[name]))
    return tuple(f"What did {name} say?" for name in full[:count])


def _is_full_name(name: str) -> bool:
    words = name.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words)
