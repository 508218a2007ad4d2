"""What is corrected by hand is what answers, filters and a rebuilt index go by."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.errors import BadInput
from index.folder import Folder
from qa import Assistant

TODAY = date(2024, 6, 1)


def test_filters_go_by_the_corrected_day_and_outlet(assistant: Assistant) -> None:
    whale = next(d for d in assistant.documents() if d.path.endswith("whale.txt"))
    asked = "Who reported the humpback whale in the Tarn estuary?"
    assert assistant.ask(asked, sources=["Tarn Herald"]).abstained
    changed = assistant.correct(whale.id, source="Tarn Herald", published=date(2024, 2, 3))
    assert changed.published_note == "corrected by hand"
    answer = assistant.ask(asked, sources=["Tarn Herald"], after="2024-02-03", before="2024-02-03")
    assert "Dahl" in answer.text
    assert answer.citations[0].document == changed
    restored = assistant.restore(whale.id)
    assert (restored.published, restored.source) == (None, None)


def test_the_day_of_publication_is_told_as_corrected(assistant: Assistant) -> None:
    school = next(d for d in assistant.documents() if d.path.endswith("school.md"))
    assistant.correct(school.id, published="2024-05-13")
    answer = assistant.ask("When was the report on the Oxmere school uniforms published?")
    assert "2024-05-06" not in answer.text
    assert assistant.document(school.id).published == date(2024, 5, 13)


def test_bad_input_is_one_line(assistant: Assistant) -> None:
    for values in ({"published": "2024-02-30"}, {}):
        with pytest.raises(BadInput) as caught:
            assistant.correct(assistant.documents()[0].id, **values)
        assert "\n" not in str(caught.value)
    with pytest.raises(BadInput, match="no document has the id"):
        assistant.correct("nobody", title="x")


def test_a_correction_outlives_the_index(tmp_path: Path, stories: Path, embedder: Any) -> None:
    """With the store on disk: closed and opened, rebuilt, and edited in its file."""
    data = tmp_path / "data"
    with Assistant.open(data, embedder=embedder, today=TODAY) as first:
        first.index(stories)
        whale = next(d for d in first.documents() if d.path.endswith("whale.txt"))
        corrected = first.correct(whale.id, published="3 February 2024", title="A whale comes up the Tarn")
        assert first.index(stories).updated == ()
    with Assistant.open(data, embedder=embedder, today=TODAY) as second:
        assert second.document(whale.id) == corrected
        assert len(second.index(stories).unchanged) == 3
    Folder(data).clear()  # what `dateline index --rebuild` does
    with Assistant.open(data, embedder=embedder, today=TODAY) as third:
        third.index(stories)
        assert third.document(whale.id) == corrected
        assert third.restore(whale.id, "title").title == whale.title
        assert third.document(whale.id).published == date(2024, 2, 3)
    assert "2024-02-03" in (data / "corrections.yaml").read_text(encoding="utf-8")
