"""Conversations kept over reloads and restarts: whose they are, and which are listed."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest

from ui import conversations
from ui.conversations import Memory, Remembered, remembered
from ui.desk import Desk, messages


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
    monkeypatch.setattr(conversations, "HELD", 2)
    held = Memory()
    one, two, three = (begun(name) for name in "abc")
    held.keep(one)
    held.keep(two)
    held.recall(one.identity)
    held.keep(three)
    assert [held.recall(item.identity) is not None for item in (one, two, three)] == [True, False, True]


def test_the_open_conversation_is_listed_first_and_once(begun: Any) -> None:
    first, second = begun("first?"), begun("second?")
    kept = Remembered().with_open(first).with_open(second).with_open(first)
    assert [title for _, title in kept.known] == ["first?", "second?"]
    assert kept.current == first.identity
    assert kept.without(first.identity).known == ((second.identity, "second?"),)
    assert kept.without(first.identity).current == ""
    assert remembered(kept.record()) == kept


def test_what_the_server_holds_no_more_is_not_listed(begun: Any) -> None:
    held = Memory()
    first, second = begun("first?"), begun("second?")
    held.keep(first)
    kept = held.listed(Remembered().with_open(first).with_open(second).record())
    assert (kept.known, kept.current) == (((first.identity, "first?"),), "")


def test_two_tabs_of_one_browser_list_the_conversations_of_both_and_no_other_browser_does(begun: Any) -> None:
    held = Memory()
    first, second = begun("first?"), begun("second?")
    stored = Remembered().record()
    for session in (first, second):  # each tab knows only what was stored when it was opened
        held.keep(session)
        held.note(held.listed(stored).with_open(session))
    assert [title for _, title in held.listed(stored).known] == ["second?", "first?"]
    assert held.listed(Remembered().record()).known == ()
    held.note(held.listed(stored).without(first.identity))
    assert [title for _, title in held.listed(stored).known] == ["second?"]


@pytest.mark.parametrize(
    "record",
    [None, 7, "text", [], {"known": 3}, {"known": [["a"], [1, 2], "ab", None]}, {"known": None, "current": ["x"]}],
)
def test_whatever_a_browser_has_stored_is_taken_for_nothing_unless_it_is_ours(record: object) -> None:
    assert remembered(record).known == ()


def test_titles_and_lists_are_bounded(begun: Any) -> None:
    long = begun("why " * 100)
    title = conversations.title(long)
    assert len(title) <= conversations.TITLE
    assert title.endswith("why…")
    assert len(remembered({"known": [["id", "t" * 999]] * 99}).known) == conversations.LISTED
    assert len(remembered({"known": [["id", "t" * 999]]}).known[0][1]) == conversations.TITLE


def test_a_conversation_outlasts_the_server_under_its_identity_and_no_other(
    begun: Any, assistant: Any, tmp_path: Path
) -> None:
    session = begun("where do the ferries go?")
    list(Desk(assistant, str).answer(session))
    Memory(tmp_path, assistant).keep(session)
    later = Memory(tmp_path, assistant)
    again = later.recall(session.identity)
    assert again is not None
    assert messages(again) == messages(session)
    assert again.chat.turns == session.chat.turns
    assert later.recall("somebody else") is None
    later.forget(session.identity)
    assert Memory(tmp_path, assistant).recall(session.identity) is None
    assert list(tmp_path.iterdir()) == []


def test_files_are_for_their_owner_alone_and_their_names_give_no_identity_away(
    begun: Any, assistant: Any, tmp_path: Path
) -> None:
    session = begun("a question")
    Memory(tmp_path / "made", assistant).keep(session)
    (file,) = (tmp_path / "made").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert session.identity not in file.name


@pytest.mark.parametrize("identity", ["../secret", "/etc/passwd", "", "\0", "\udc80"])
def test_no_identity_leads_to_another_file(assistant: Any, tmp_path: Path, identity: str) -> None:
    (tmp_path / "secret").write_text("{}")
    held = Memory(tmp_path / "kept", assistant)
    assert held.recall(identity) is None
    assert not held.holds(identity)
    held.forget(identity)
    assert (tmp_path / "secret").exists()


def test_a_file_that_was_cut_short_is_no_conversation_and_breaks_nothing(
    begun: Any, assistant: Any, tmp_path: Path
) -> None:
    session = begun("a question")
    Memory(tmp_path, assistant).keep(session)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:40])
    assert Memory(tmp_path, assistant).recall(session.identity) is None


def test_only_so_many_are_kept_in_files(
    begun: Any, assistant: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations, "KEPT", 3)
    held = Memory(tmp_path, assistant)
    for number in range(6):
        held.keep(begun(f"question {number}"))
    assert len(list(tmp_path.glob("*.json"))) == 3


def test_what_cannot_be_written_goes_on_in_memory(begun: Any, assistant: Any, tmp_path: Path) -> None:
    half = begun("half a character: \ud83d")
    held = Memory(tmp_path, assistant)
    held.keep(half)
    assert held.recall(half.identity) is half
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("not a folder")
    Memory(tmp_path / "file", assistant).keep(begun("a question"))


def test_a_page_goes_on_with_what_its_browser_has_open_when_the_server_was_started_anew(
    begun: Any, assistant: Any, tmp_path: Path
) -> None:
    before, now = begun("before?"), begun("now?")
    Memory(tmp_path, assistant).keep(before)
    held = Memory(tmp_path, assistant)
    stored = Remembered().with_open(before).record()
    again = held.present(None, stored)
    assert again is not None
    assert again.identity == before.identity
    assert held.present(now, stored) is now
    assert held.present(None, None) is None
