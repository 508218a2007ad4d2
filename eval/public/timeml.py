"""TimeML: dates in text by `index.dates` beside the TIMEX3 tags of TempEval-3.

A file is XML: `<DCT>` holds the `TIMEX3` of the day it was written, `<TEXT>` the text with its tags. `DURATION` and
`SET` are tags too, which `find_dates` does not look for by design: ours are the same figures without them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from lxml import etree

from eval.public.figures import Figure, PublicResult, Published, f1
from eval.public.files import files_of
from index.dates import find_dates
from index.errors import BadInput

_TEMPEVAL = "UzZaman et al. 2013, SemEval task 1, table 4, platinum set"
PUBLISHED = (
    Published("HeidelTime-t", "strict F1", 0.8134, _TEMPEVAL),
    Published("HeidelTime-t", "relaxed F1", 0.9030, _TEMPEVAL),
    Published("HeidelTime-t", "value F1", 0.7761, _TEMPEVAL),
)


@dataclass(frozen=True, slots=True)
class Timex:
    """A date in a text, code points from `start` to `end`; `type` and `value` as TIMEX3 has them."""

    start: int
    end: int
    type: str
    value: str

    def overlaps(self, other: Timex) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class TimeMLText:
    """A text with its gold tags; `written` is None where the file does not tell the day."""

    text: str
    written: date | None
    gold: tuple[Timex, ...]


def measure(path: Path, *, limit: int | None = None) -> PublicResult:
    """TempEval-3's F1 over the `.tml` files of a folder, or the first `limit` of them. BadInput when it has none."""
    texts = [read(file) for file in islice(files_of(path, ".tml"), limit)]
    found = [tuple(_found(text)) for text in texts]
    gold = [text.gold for text in texts]
    dates = [[tag for tag in tags if tag.type in ("DATE", "TIME")] for tags in gold]
    return PublicResult(
        "TimeML",
        paper=_figures(gold, found, "every TIMEX3"),
        ours=_figures(dates, found, "DATE and TIME alone"),
        published=PUBLISHED,
        notes=("dates only: no durations, no repeated days, no vague words such as “now”, on purpose",),
    )


def read(file: Path) -> TimeMLText:
    """One TimeML file. BadInput when it is not XML or has no TEXT."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(file.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        raise BadInput(f"{file}: not TimeML: {error.msg}") from error
    body = root.find(".//TEXT")
    if body is None:
        raise BadInput(f"{file}: not TimeML: it has no TEXT")
    pieces: list[str] = []
    tags = tuple(_tags(body, pieces))
    created = root.find(".//DCT//TIMEX3")
    return TimeMLText("".join(pieces), _day(created.get("value", "") if created is not None else ""), tags)


def _tags(element: etree._Element, pieces: list[str]) -> Iterator[Timex]:
    """The TIMEX3 below an element; its text is added to `pieces` on the way."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        yield from _tags(child, pieces)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        yield Timex(start, sum(map(len, pieces)), element.get("type", ""), element.get("value", ""))


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _found(text: TimeMLText) -> Iterator[Timex]:
    for one in find_dates(text.text, text.written):
        value = one.value or ""
        yield Timex(one.start, one.end, "TIME" if "T" in value else "DATE", value)


def _figures(gold: Sequence[Sequence[Timex]], found: Sequence[Sequence[Timex]], among: str) -> tuple[Figure, ...]:
    """Strict, relaxed, type and value F1 as TempEval-3 scores them: a tag counts as found where any overlaps it.

    Type and value count a relaxed match whose attribute is the same, over all tags.
    """
    counts: Counter[str] = Counter()
    for tags, here in zip(gold, found, strict=True):
        counts["found"] += len(here)
        counts["near"] += sum(any(one.overlaps(wanted) for wanted in tags) for one in here)
        for wanted in tags:
            one = next((one for one in here if one.overlaps(wanted)), None)
            counts["gold"] += 1
            counts["strict"] += any((other.start, other.end) == (wanted.start, wanted.end) for other in here)
            counts["relaxed"] += one is not None
            counts["type"] += one is not None and wanted.type == one.type
            counts["value"] += one is not None and wanted.value == one.value

    def scored(name: str, meaning: str) -> Figure:
        precise = counts["near" if name == "relaxed" else name]
        value = f1(precise / max(counts["found"], 1), counts[name] / max(counts["gold"], 1))
        return Figure(f"{name} F1", value, counts["gold"], f"{meaning}; {among}")

    return (
        scored("strict", "exactly the same characters"),
        scored("relaxed", "any overlap"),
        scored("type", "overlap and the same type"),
        scored("value", "overlap and the same value"),
    )
