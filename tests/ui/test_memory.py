"""Conversations kept over reloads: whose they are, which are listed, and what a browser may have stored."""

from __future__ import annotations

from typing import Any

import pytest

from ui import memory
from ui.desk import Desk
from ui.memory import Memory, Shelved, shelved


@pytest.fixture
def begun(assistant: Any) -> Any:
    """Makes conversations that have begun with a question."""
    return lambda question: Desk(assistant, str).pose(None, question)


def test_a_conversation_is_recalled_by_its_identity_and_by_nothing_else(begun: Any) -> None:
    held = Memory()
    first, second = begun("first?"), begun("second?")
    held.keep(first)
    assert held.recall(first.identity) is first
    assert held.recall(second.identity) is None
    assert held.recall("") is None
    held.forget(first.identity)
    held.forget(first.identity)
    assert held.recall(first.identity) is None


def test_the_one_not_looked_at_for_longest_goes_first(begun: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "KEPT", 2)
    held = Memory()
    one, two, three = (begun(name) for name in "abc")
    held.keep(one)
    held.keep(two)
    held.recall(one.identity)
    held.keep(three)
    assert [held.recall(item.identity) is not None for item in (one, two, three)] == [True, False, True]


def test_the_open_conversation_is_listed_first_and_once(begun: Any) -> None:
    first, second = begun("first?"), begun("second?")
    kept = Shelved().with_open(first).with_open(second).with_open(first)
    assert [title for _, title in kept.known] == ["first?", "second?"]
    assert kept.current == first.identity
    assert kept.without(first.identity) == Shelved(((second.identity, "second?"),))
    assert shelved(kept.record()) == kept


def test_what_the_server_holds_no_more_is_not_listed(begun: Any) -> None:
    held = Memory()
    first, second = begun("first?"), begun("second?")
    held.keep(first)
    kept = Shelved().with_open(first).with_open(second)
    assert kept.still_held(held) == Shelved(((first.identity, "first?"),), "")


@pytest.mark.parametrize(
    "record",
    [None, 7, "text", [], {"known": 3}, {"known": [["a"], [1, 2], "ab", None]}, {"known": None, "current": ["x"]}],
)
def test_whatever_a_browser_has_stored_is_taken_for_nothing_unless_it_is_ours(record: object) -> None:
    assert shelved(record).known == ()


def test_titles_and_lists_are_bounded(begun: Any) -> None:
    long = begun("why " * 100)
    title = memory.title(long)
    assert len(title) <= memory.TITLE
    assert title.endswith("why…")
    assert len(shelved({"known": [["id", "t" * 999]] * 99}).known) == memory.LISTED
    assert len(shelved({"known": [["id", "t" * 999]]}).known[0][1]) == memory.TITLE
