"""Dated events beside the statements of a timeline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import BadInput
from qa import Assistant

QUARRY = """---
title: Quarry at Ashby to close
source: Hill Post
date: 2021-05-06
---
ASHBY, May 6 (Hill Post) — The quarry at Ashby closed for good on Tuesday.

Engineer Vera Stroud led the last shift on 4 May.

Stroud said on Wednesday that she would miss it. “I began here on 1 March 1990,” she said.

Rain fell on the hills on Sunday. The quarry had opened in 1931.
"""
SECOND = """---
title: End of the Ashby quarry
source: Vale Courier
date: 2021-05-07
---
The Ashby quarry closed for good on Tuesday, after ninety years. On 12 May the machines go to Corley.
"""


@pytest.fixture
def hills(make_assistant: Callable[..., Assistant], tmp_path: Path) -> Assistant:
    for name, text in {"a.md": QUARRY, "b.md": SECOND}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assistant = make_assistant()
    assert len(assistant.index(tmp_path).added) == 2
    return assistant


def test_dated_sentences_on_the_subject_are_told_once_in_order_with_every_outlet(hills: Assistant) -> None:
    told = hills.events_of(about="Ashby quarry")
    closed = [entry for entry in told if "closed for good" in entry.words]
    assert [(entry.date, entry.outlet, entry.also) for entry in closed] == [
        ("2021-05-04", "Hill Post", ("Vale Courier",))
    ]
    assert [entry.date for entry in told] == sorted(entry.date or "" for entry in told)
    assert all(entry.actor == "" and not entry.quoted for entry in told)
    assert all("Rain" not in entry.words and "1931" not in entry.words for entry in told)


def test_what_somebody_said_is_no_event(hills: Assistant) -> None:
    words = " ".join(entry.words for entry in (*hills.events_of("Stroud"), *hills.events_of(about="Ashby quarry")))
    assert "miss it" not in words
    assert "1 March 1990" not in words


def test_an_event_of_somebody_names_them(hills: Assistant) -> None:
    (led,) = hills.events_of("Stroud")
    assert led.words.startswith("Engineer Vera Stroud led the last shift")
    cited = led.citation
    assert cited.document.text[cited.start : cited.end] == cited.quote
    assert cited.quote in cited.passage
    assert led.date == "2021-05-04"


def test_the_day_of_a_dateline_is_not_the_day_of_what_happened(hills: Assistant) -> None:
    assert all(entry.date != "2021-05-06" for entry in hills.events_of(about="Ashby quarry"))


def test_nothing_asked_for_is_refused(hills: Assistant) -> None:
    with pytest.raises(BadInput):
        hills.events_of()
