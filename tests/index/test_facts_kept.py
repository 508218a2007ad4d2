"""Facts are worked out when a document is indexed, and used only as long as they still follow from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index import facts as facts_module
from index.facts import Facts, FactsCache, fetched, kept, read_facts
from index.records import Document, Span
from tests.index.stores import put

TEXT = (
    "Warden Olive Tarn said on Friday that the weir would be mended by 9 May. “It leaks,” she said.\n"
    "The council denied that anyone had been hurt in late April."
)


@pytest.fixture
def document(memory_store: Any) -> Document:
    return put(memory_store, "weir", TEXT)


def test_what_is_kept_comes_back_as_it_was(memory_store: Any, document: Document) -> None:
    memory_store.keep_facts({document.id: kept(document)})
    found = fetched(memory_store, document)
    assert found == read_facts(document)
    assert found.dates
    assert found.names
    assert found.actors
    assert found.statements
    assert isinstance(found.statements, tuple)


def test_nothing_comes_back_when_the_text_its_spans_or_its_day_are_others(
    memory_store: Any, document: Document
) -> None:
    memory_store.keep_facts({document.id: kept(document)})
    for other in (
        replace(document, text=TEXT.replace("9 May", "8 May")),
        replace(document, published=date(2024, 5, 3)),
        replace(document, spans=(Span(0, len(TEXT), "comment"),)),
    ):
        assert fetched(memory_store, other) is None


def test_nothing_comes_back_when_the_rules_are_others(
    memory_store: Any, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory_store.keep_facts({document.id: kept(document)})
    monkeypatch.setattr(facts_module, "_rules", lambda: "better ones")
    assert fetched(memory_store, document) is None


def test_what_was_indexed_need_not_be_read_again_to_be_asked(run: Any, papers: Path, memory_store: Any) -> None:
    (papers / "weir.txt").write_text(f"The weir leaks\n\n3 May 2024\n\n{TEXT}\n")
    run(papers)
    documents = memory_store.documents()
    assert documents

    def fetch(document: Document) -> Facts | None:
        found = fetched(memory_store, document)
        assert found == read_facts(document)
        return found

    for document in documents:
        assert FactsCache(fetch=fetch).of(document) == read_facts(document)
