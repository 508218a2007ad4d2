"""Whose turn it is, over leases kept in a dictionary that behaves as Chroma does: the first of an id stays."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from index.errors import IndexBusy
from index.lease import TERM, Grant, Lease


@dataclass
class Kept:
    """Leases by number; `now` is the clock of all."""

    held: dict[int, Grant] = field(default_factory=dict)
    now: float = 1000.0

    def leases(self) -> list[Grant]:
        return list(self.held.values())

    def add_lease(self, lease: Grant) -> None:
        self.held.setdefault(lease.number, lease)

    def set_lease(self, lease: Grant) -> None:
        if lease.number in self.held:
            self.held[lease.number] = lease

    def drop_leases(self, numbers: list[int]) -> None:
        for number in numbers:
            self.held.pop(number, None)

    def lease(self, holder: str) -> Lease:
        return Lease(self, holder, lambda: self.now, "the collection")


@pytest.fixture
def kept() -> Kept:
    return Kept()


def test_a_turn_given_back_is_the_next_one_s_at_once(kept: Kept) -> None:
    one, other = kept.lease("one"), kept.lease("other")
    assert one.take(0) is False
    with pytest.raises(IndexBusy, match="is writing to the collection"):
        other.take(0)
    one.release()
    assert other.take(0) is False
    assert [grant.holder for grant in kept.leases()] == ["other"]


def test_a_turn_left_behind_is_free_after_its_term_and_said_to_be_left(kept: Kept) -> None:
    kept.lease("dead").take(0)
    other = kept.lease("other")
    kept.now += TERM - 1
    with pytest.raises(IndexBusy):
        other.take(0)
    kept.now += 1
    assert other.take(0) is True


def test_what_a_folder_itself_left_behind_is_its_own_at_once(kept: Kept) -> None:
    kept.lease("folder").take(0)
    assert kept.lease("folder").take(0) is True


def test_of_two_who_saw_the_same_the_first_to_add_has_it(kept: Kept) -> None:
    class Late(Kept):
        """Another one wins between the look and the adding."""

        def add_lease(self, lease: Grant) -> None:
            self.held.setdefault(lease.number, Grant(lease.number, "quick", self.now + TERM, "elsewhere"))
            super().add_lease(lease)

    late = Late()
    with pytest.raises(IndexBusy, match="elsewhere is writing"):
        late.lease("slow").take(0)


def test_a_turn_that_another_took_over_is_not_confirmed(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.lease._SAFE", 0.0)
    one, other = kept.lease("one"), kept.lease("other")
    one.take(0)
    one.confirm()
    kept.now += TERM
    other.take(0)
    with pytest.raises(IndexBusy, match="another machine has begun"):
        one.confirm()
    other.confirm()


def test_confirming_makes_a_turn_last(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.lease._SAFE", 0.0)
    one = kept.lease("one")
    one.take(0)
    kept.now += TERM - 1
    one.confirm()
    kept.now += TERM - 1
    with pytest.raises(IndexBusy):
        kept.lease("other").take(0)
