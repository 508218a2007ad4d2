"""Filters by day of publication and outlet: what the controls say, what the question said, and both as chips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from qa.filters import given_filters
from qa.records import Filters
from ui import wording
from ui.markup import html

PUBLISHED = ("after", "before")
HAPPENED = ("event_after", "event_before")


@dataclass(frozen=True, slots=True)
class Controls:
    """What the controls beside the question say: ISO dates or empty text, both inclusive, and outlets."""

    after: str = ""
    before: str = ""
    sources: tuple[str, ...] = ()

    def arguments(self) -> dict[str, Any]:
        """The same as arguments of the assistant; nothing for controls left alone."""
        given: dict[str, Any] = {"after": self.after, "before": self.before, "sources": self.sources}
        return {name: value for name, value in given.items() if value}

    def filters(self) -> Filters:
        """The same as filters. Raises BadInput for what is no date, and for dates in the wrong order."""
        return given_filters(self.after, self.before, None, None, self.sources)

    def without(self, key: str) -> Controls:
        """The controls after a chip was clicked away: `after`, `before`, or `source-1` for the first outlet."""
        if key in PUBLISHED:
            return replace(self, after="") if key == "after" else replace(self, before="")
        kept = tuple(name for number, name in enumerate(self.sources, 1) if key != f"source-{number}")
        return replace(self, sources=kept)


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in words. `key` is what a click sends: a control's, or `free-…` for what the question set."""

    key: str
    text: str
    of_question: bool = False


def freed_by(key: str) -> tuple[str, ...]:
    """The filters of the question that a click on a chip takes away; none for the chip of a control."""
    return {"free-published": PUBLISHED, "free-happened": HAPPENED, "free-sources": ("sources",)}.get(key, ())


def chips(controls: Controls, answered: Filters | None = None) -> tuple[Chip, ...]:
    """The filters of the controls, and those of an answered question that its own words added.

    Controls that hold no date make no chip: asking says what is wrong with them.
    """
    given = _readable(controls)
    shown = [Chip("after", f"Published from {wording.day(given.after)}")] if given.after else []
    shown += [Chip("before", f"Published until {wording.day(given.before)}")] if given.before else []
    shown += [Chip(f"source-{number}", name) for number, name in enumerate(controls.sources, 1)]
    return (*shown, *(_of_question(given, answered) if answered else ()))


def _readable(controls: Controls) -> Filters:
    days: dict[str, date | None] = {}
    for name in PUBLISHED:
        text = getattr(controls, name)
        try:
            days[name] = date.fromisoformat(text) if text else None
        except ValueError:
            days[name] = None
    return Filters(sources=controls.sources, **days)


def _of_question(given: Filters, answered: Filters) -> Iterator[Chip]:
    published = (answered.after, answered.before)
    if published != (given.after, given.before) and any(published):
        yield Chip("free-published", f"Published {wording.between(*published)}", of_question=True)
    if answered.event_after or answered.event_before:
        happened = wording.between(answered.event_after, answered.event_before)
        yield Chip("free-happened", f"Happened {happened}", of_question=True)
    added = [name for name in answered.sources if name not in given.sources]
    if added:
        yield Chip("free-sources", ", ".join(added), of_question=True)


def markup(shown: Sequence[Chip]) -> str:
    """Chips to click away; an empty text when nothing is filtered."""
    if not shown:
        return ""
    return f'<div class="chips" role="group" aria-label="Filters in force">{"".join(map(_chip, shown))}</div>'


def _chip(chip: Chip) -> str:
    origin = '<span class="origin">from the question</span>' if chip.of_question else ""
    return (
        f'<button type="button" class="chip{" said" * chip.of_question}" data-drop="{html(chip.key)}" '
        f'aria-label="Remove the filter: {html(chip.text)}"><bdi>{html(chip.text)}</bdi>{origin}'
        '<span class="cross" aria-hidden="true">×</span></button>'
    )
