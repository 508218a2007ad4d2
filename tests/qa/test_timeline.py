"""Who said what, in order of date: over documents that change roles, share surnames and repeat one another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import BadInput
from qa import Assistant
from qa.register import Person, Register

SPRING = """---
title: Ferry fares to rise
source: Quay Gazette
date: 2024-03-06
---
Harbour commissioner Ada Brandt said on Monday that ferry fares would rise in June. “Nobody likes a dearer ticket,”
she said.

Deckhand Luis Brandt, no relation of hers, called the plan “a tax on islanders”.
"""
SUMMER = """---
title: Ferry fares stay as they are
source: Quay Gazette
date: 2024-05-24
---
Ada Brandt, now mayor, said on Thursday that ferry fares would not rise after all. The mayor denied that she had
yielded to the islanders.

The town band plays in the park every week. Visitors like it.

The library would open on Sundays from now on, Brandt added.
"""
WIRE = """Sealine, 24 May 2024

Ferry fares frozen

Luis Brandt told Sealine: “The fares were never theirs to raise in the first place.”
"""


@pytest.fixture
def harbour(make_assistant: Callable[..., Assistant], tmp_path: Path) -> Assistant:
    """An assistant over three reports of one affair."""
    for name, text in {"a.md": SPRING, "b.md": SUMMER, "c.txt": WIRE}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assistant = make_assistant()
    assert len(assistant.index(tmp_path).added) == 3
    return assistant


def test_statements_stand_in_order_of_the_day_they_were_made(harbour: Assistant) -> None:
    told = harbour.timeline("Ada Brandt")
    assert [entry.date for entry in told][:1] == ["2024-03-04"]
    assert [entry.date for entry in told if "not rise" in entry.words] == ["2024-05-23"]
    assert "Monday" in told[0].date_note
    assert [entry.date for entry in told] == sorted(entry.date or "" for entry in told)


def test_the_role_is_the_one_of_that_time(harbour: Assistant) -> None:
    roles = {entry.date: entry.role for entry in harbour.timeline("Ada Brandt")}
    assert "commissioner" in (roles["2024-03-04"] or "")
    assert "mayor" in (roles["2024-05-23"] or "")


def test_two_people_of_one_surname_stay_two(harbour: Assistant) -> None:
    assert {entry.actor for entry in harbour.timeline("Brandt")} == {"Ada Brandt", "Luis Brandt"}
    assert {entry.actor for entry in harbour.timeline("Luis Brandt")} == {"Luis Brandt"}


@pytest.mark.parametrize("asked", ["the mayor", "Ada Brnadt", "Brandt, Ada", "mayor Brandt"])
def test_an_actor_is_found_by_role_name_order_and_misspelt(harbour: Assistant, asked: str) -> None:
    assert {entry.actor for entry in harbour.timeline(asked)} == {"Ada Brandt"}


def test_a_name_that_a_headline_has_by_itself_is_that_of_the_person(assistant_over: Callable[..., Assistant]) -> None:
    assistant = assistant_over(
        a="Vale Post, 3 May 2024\n\nQuorn to go\n\nDirector Ines Quorn said on Thursday that she would leave.\n",
        b="Hill Echo, 5 May 2024\n\nAfter Quorn, silence\n\nNobody spoke. Quorn told us: “Enough.”\n",
    )
    assert [entry.actor for entry in assistant.timeline("Quorn")] == ["Ines Quorn", "Ines Quorn"]


def test_a_subject_narrows_what_is_told(harbour: Assistant) -> None:
    told = harbour.timeline("Ada Brandt", "fares")
    assert "library" not in " ".join(entry.words for entry in told)
    assert "library" in " ".join(entry.words for entry in harbour.timeline("Ada Brandt"))
    assert [entry.words for entry in told if "June" in entry.words]


def test_every_entry_is_cited_verbatim(harbour: Assistant) -> None:
    for entry in harbour.timeline(about="ferry fares"):
        citation = entry.citation
        assert citation.document.text[citation.start : citation.end] == citation.quote
        assert citation.quote in citation.passage
        assert " ".join(citation.quote.split()).find(entry.words) >= 0


def test_words_in_quotation_marks_are_told_from_a_paraphrase(harbour: Assistant) -> None:
    assert {entry.quoted for entry in harbour.timeline("Luis Brandt")} == {True}
    assert any(not entry.quoted for entry in harbour.timeline("Ada Brandt"))


def test_one_quotation_of_two_outlets_is_told_once(assistant_over: Callable[..., Assistant]) -> None:
    words = "“The bells of the old chapel will ring again in autumn,” said Pia Rott."
    assistant = assistant_over(
        a=f"Vale Post, 3 May 2024\n\nBells return\n\n{words} The town agreed.\n",
        b=f"Hill Echo, 5 May 2024\n\nChapel saved\n\nIt cost 900 crowns. {words}\n",
    )
    (entry,) = assistant.timeline("Pia Rott")
    assert entry.date == "2024-05-03"
    assert [entry.outlet, *entry.also] == ["Vale Post", "Hill Echo"]


def test_nobody_of_that_name_gives_nothing(harbour: Assistant) -> None:
    assert harbour.timeline("Oswald Quince") == ()


def test_neither_actor_nor_subject_is_bad_input(harbour: Assistant) -> None:
    with pytest.raises(BadInput, match="actor or a subject"):
        harbour.timeline()
    with pytest.raises(BadInput, match="empty"):
        harbour.timeline(" ")


def test_a_surname_that_one_text_also_uses_alone_still_means_the_person_of_that_name() -> None:
    whole = Person("Petra Holm", "person")
    alone = Person("Holm", "other")
    register = Register([])
    register._people = [whole, alone]
    assert whole in register.meant("Holm")
    assert register.meant("Petra Holm") == (whole,)
