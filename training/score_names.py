"""How many names of people, bodies and places the rules find in text that others annotated.

    python training/score_names.py --data ../shared/training            # every second text: for figures
    python training/score_names.py --data ../shared/training --misses   # the others: for looking at

CrossNER politics (Liu et al., 2021): sentences of encyclopedia articles. re3d (Dstl, 2017): official statements and
encyclopedia text. A name counts when its first and last words are right; titles of people and leading articles are
taken off both sides, as `index.names` leaves them out. Kinds are compared apart from that. re3d marks pronouns and
common nouns (`the rebels`), too; only marks with a capital count there.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from eval.public.figures import f1
from index.names import find_names
from index.vocabulary import TITLES, is_role

KINDS = {
    "politician": "person",
    "person": "person",
    "Person": "person",
    "politicalparty": "organisation",
    "organisation": "organisation",
    "Organisation": "organisation",
    "country": "place",
    "location": "place",
    "Location": "place",
}
_NO_SPACE_BEFORE = frozenset(". , ; : ! ? ) ] ' 's n't %".split())

Span = tuple[int, int]


def tagged(folder: Path) -> Iterator[tuple[str, dict[Span, str], set[Span]]]:
    """CrossNER: text, names by span, and the spans of other kinds, which are neither right nor wrong."""
    for row in _rows(folder / "ner-crossner-politics.jsonl.gz"):
        text, places = "", []
        for token in row["tokens"]:
            text += "" if not text or token in _NO_SPACE_BEFORE or text.endswith(("(", "[")) else " "
            places.append((len(text), len(text) + len(token)))
            text += token
        names, others = {}, set()
        for at, tag in enumerate(row["tags"]):
            if tag.startswith("B-"):
                end = at + 1
                while end < len(row["tags"]) and row["tags"][end].startswith("I-"):
                    end += 1
                span = (places[at][0], places[end - 1][1])
                if tag[2:] in KINDS:
                    names[span] = KINDS[tag[2:]]
                else:
                    others.add(span)
        yield text, names, others


def stated(folder: Path) -> Iterator[tuple[str, dict[Span, str], set[Span]]]:
    """re3d: the same; of marks within marks the longest counts and the others are neither right nor wrong."""
    for row in _rows(folder / "ner-re3d.jsonl.gz"):
        text, names, others = row["text"], {}, set()
        marks = sorted(row["entities"], key=lambda mark: mark["start"] - mark["end"])
        for mark in marks:
            span = (mark["start"], mark["end"])
            inside = any(start <= span[0] and span[1] <= end for start, end in names)
            capital = any(letter.isupper() for letter in text[slice(*_bare(text, span))])
            if mark["type"] in KINDS and capital and not inside:
                names[span] = KINDS[mark["type"]]
            else:
                others.add(span)
        yield text, names, others


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _bare(text: str, span: Span, kind: str = "") -> Span:
    """The span without articles and titles in front, for a person also roles, and without a possessive ending."""
    start, end = span
    for ending in ("'s", "’s", "’", "'"):
        end -= len(ending) if text[start:end].endswith(ending) else 0
    while " " in text[start:end]:
        first = text[start:end].split(" ", 1)[0].lower()
        if first not in {"the", "a", "an", *TITLES} and not (kind == "person" and is_role(first)):
            break
        start += len(first) + 1
    return start, end


def score(texts: Iterator[tuple[str, dict[Span, str], set[Span]]], *, misses: bool) -> Counter[tuple[str, str]]:
    """By kind, how many names are annotated (`gold`), found at all (`hit`), and of those that the rules tell (`told`),
    how many are right (`right`)."""
    counts: Counter[tuple[str, str]] = Counter()
    for text, names, others in islice(texts, int(misses), None, 2):
        gold = {_bare(text, span, kind): kind for span, kind in names.items()}
        found = {_bare(text, (name.start, name.end)): name.kind for name in find_names(text)}
        aside = [_bare(text, span) for span in others]
        counted = {span for span in found if not any(s < span[1] and span[0] < e for s, e in aside)}
        told = {span: kind for span, kind in found.items() if kind != "other" and span in counted}
        counts.update(("gold", kind) for kind in gold.values())
        counts.update(("hit", kind) for span, kind in gold.items() if span in found)
        counts.update(("told", kind) for kind in told.values())
        counts.update(("right", kind) for span, kind in told.items() if gold.get(span) == kind)
        for span in sorted({*gold, *told}) if misses else ():
            if gold.get(span) != told.get(span):
                around = text[max(0, span[0] - 40) : span[1] + 30]
                print(
                    f"  {found.get(span, 'missed')} for {gold.get(span, 'none')}: {text[slice(*span)]!r} in {around!r}"
                )
    return counts


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of training files")
    parser.add_argument("--misses", action="store_true", help="the other half of the texts, with what went wrong")
    options = parser.parse_args()
    print("| set | kind | annotated | found | of the right kind | precision | F1 |\n|---|---|---|---|---|---|---|")
    for name, texts in (("CrossNER politics", tagged(options.data)), ("re3d", stated(options.data))):
        counts = score(texts, misses=options.misses)
        for kind in ("person", "organisation", "place"):
            gold, right = counts["gold", kind], counts["right", kind]
            recall, precision = right / gold, right / max(1, counts["told", kind])
            shares = f"{counts['hit', kind] / gold:.0%} | {recall:.0%} | {precision:.0%} | {f1(precision, recall):.2f}"
            print(f"| {name} | {kind} | {gold} | {shares} |")


if __name__ == "__main__":
    main()
