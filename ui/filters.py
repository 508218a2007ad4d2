"""Filters by day of publication and outlet: what the controls say, what the question said, and both as chips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from index.errors import BadInput
from index.years import plain_date
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
    """One filter in words. `key` is what a click sends: a control's, or `free-…` for what the question set;
    `wrong` ones filter nothing yet."""

    key: str
    text: str
    of_question: bool = False
    wrong: bool = False


def freed_by(key: str) -> tuple[str, ...]:
    """The filters of the question that a click on a chip takes away; none for the chip of a control."""
    return {"free-published": PUBLISHED, "free-happened": HAPPENED, "free-sources": ("sources",)}.get(key, ())


def chips(controls: Controls, answered: Filters | None = None, asked_with: Controls | None = None) -> tuple[Chip, ...]:
    """The filters of the controls, and those that the words of an answered question added.

    `asked_with` are the controls as they were when it was asked; the same as now when left out.
    """
    shown = []
    for key, text, day, word in (
        ("after", controls.after, _day(controls.after, "after"), "from"),
        ("before", controls.before, _day(controls.before, "before"), "until"),
    ):
        if day:
            shown.append(Chip(key, f"Published {word} {plain_date(day)}"))
        elif text:
            shown.append(Chip(key, f"“{text}” is not a date", wrong=True))
    shown += [Chip(f"source-{number}", name) for number, name in enumerate(controls.sources, 1)]
    return (*shown, *(_of_question(asked_with or controls, answered) if answered else ()))


def _day(text: str, name: str) -> date | None:
    """What the assistant takes the text for: of a month or a year, the first day or the last."""
    try:
        given = (Controls(after=text) if name == "after" else Controls(before=text)).filters()
    except BadInput:
        return None
    return given.after or given.before


def _of_question(given: Controls, answered: Filters) -> Iterator[Chip]:
    published = (answered.after, answered.before)
    if published != (_day(given.after, "after"), _day(given.before, "before")) and any(published):
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
    look = "chip said" if chip.of_question else "chip wrong" if chip.wrong else "chip"
    return (
        f'<button type="button" class="{look}" data-drop="{html(chip.key)}" '
        f'aria-label="Remove the filter: {html(chip.text)}"><bdi>{html(chip.text)}</bdi>{origin}'
        '<span class="cross" aria-hidden="true">×</span></button>'
    )
