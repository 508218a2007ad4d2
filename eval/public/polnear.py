"""PolNeAR: who said what by `index.statements` beside attributions annotated in political news (Newell et al. 2018).

Texts are `.txt`, annotations brat standoff in `.ann`, beside them or in `attributions/` next to `text/`; an annotator's
mark may end the name (`…_4b22.ann`). A line is `T3<tab>Content 190 240;245 281<tab>words` or
`E1<tab>Attribution:T4 Content:T3 Cue:T2 Source:T1`; offsets are code points.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from eval.public.figures import Figure, PublicResult, Published, f1
from eval.public.files import files_of
from index.errors import BadInput
from index.statements import Statement, find_statements

LEAST_OVERLAP = 0.5
LONGEST_MENTION = 2  # a mention of the speaker may be so many times as long as the annotated source
PUBLISHED = (
    Published("people, with each other", "agreement", 0.923, "PolNeAR v1.0.0, its README: attribution-wise agreement"),
)
_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t")
_EVENT = re.compile(r"E\d+\t(.+)")
_ROLE = re.compile(r"(Content|Source)\d*:(T\d+)")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One annotated attribution: the characters of its content and of its source, which may be empty."""

    content: frozenset[int]
    source: frozenset[int]


def measure(path: Path, *, limit: int | None = None) -> PublicResult:
    """Recall and precision over a folder of PolNeAR, or its first `limit` texts. BadInput when it holds none.

    A statement and an attribution match when their contents share at least half of the characters of both together
    (IoU ≥ 0.5), each used once, best pairs first.
    """
    counts: Counter[str] = Counter()
    for text, annotation in islice(_pairs(path), limit):
        wanted = read(annotation)
        words = text.read_bytes().decode("utf-8")  # offsets count every character, ends of line too
        told = outermost(find_statements(words))
        pairs = match(wanted, told)
        named = [(a, s) for a, s in pairs if a.source]
        spoken = sum(not a.source.isdisjoint(range(s.speaker_start, s.speaker_end)) for a, s in named)
        strict = len(match(wanted, told, spoken=True))
        counts.update(gold=len(wanted), found=len(told), matched=len(pairs), named=len(named))
        counts.update(spoken=spoken, strict=strict)

    def figure(name: str, part: str, whole: str, meaning: str) -> Figure:
        return Figure(name, counts[part] / max(counts[whole], 1), counts[whole], meaning)

    recall = figure("recall", "matched", "gold", "attributions whose content is found, IoU ≥ 0.5")
    precision = figure("precision", "matched", "found", "statements whose content is annotated, IoU ≥ 0.5")
    fits = "its speaker overlaps the source and is at most twice as long"
    return PublicResult(
        "PolNeAR",
        paper=(recall, precision, Figure("F1", f1(precision.value, recall.value), recall.n, "of the two")),
        ours=(
            figure("speaker", "spoken", "named", "of the matched, the mention of the speaker overlaps the source"),
            figure("recall with speaker", "strict", "gold", f"found, and {fits}"),
            figure("precision with speaker", "strict", "found", f"annotated, and {fits}"),
        ),
        published=PUBLISHED,
        notes=(
            "annotated are thoughts and intentions too, not only what was said",
            "of statements inside statements the outer one is measured, as the annotation is flat",
        ),
    )


def _pairs(path: Path) -> Iterator[tuple[Path, Path]]:
    """Each text with the first of its annotations. BadInput when no text has one."""
    if not path.is_dir():
        raise BadInput(f"{path}: name the folder that holds the texts and their annotations")
    annotations: dict[str, Path] = {}
    for file in files_of(path, ".ann"):
        annotations.setdefault(file.stem, file)
        annotations.setdefault(re.sub(r"_[0-9a-f]{4}$", "", file.stem), file)
    texts = [(file, annotations[file.stem]) for file in files_of(path, ".txt") if file.stem in annotations]
    if not texts:
        raise BadInput(f"{path}: no .ann file has the name of a .txt file")
    yield from texts


def read(annotation: Path) -> tuple[Attribution, ...]:
    """The attributions of a brat file that have a content, in order. BadInput for another format."""
    spans: dict[str, frozenset[int]] = {}
    events: list[str] = []
    for line in annotation.read_text(encoding="utf-8").splitlines():
        if span := _SPAN.match(line):
            ends = [tuple(map(int, part.split())) for part in span[3].split(";")]
            spans[span[1]] = frozenset(at for start, end in ends for at in range(start, end))
        elif event := _EVENT.match(line):
            events.append(event[1])
        elif line.startswith("T"):
            raise BadInput(f"{annotation}: not brat standoff: {line[:60]!r}")
    return tuple(one for event in events if (one := _attribution(event, spans)).content)


def _attribution(event: str, spans: dict[str, frozenset[int]]) -> Attribution:
    content, source = frozenset[int](), frozenset[int]()
    for role, name in _ROLE.findall(event):
        if role == "Content":
            content |= spans.get(name, frozenset())
        else:
            source |= spans.get(name, frozenset())
    return Attribution(content, source)


def outermost(statements: Sequence[Statement]) -> list[Statement]:
    """Those that lie in no other, in order."""
    return [
        one
        for one in statements
        if not any(
            other.start <= one.start and one.end <= other.end and (other.start, other.end) != (one.start, one.end)
            for other in statements
        )
    ]


def match(
    wanted: Sequence[Attribution], told: Sequence[Statement], *, spoken: bool = False
) -> list[tuple[Attribution, Statement]]:
    """Pairs of IoU ≥ LEAST_OVERLAP, the best first, none used twice; `spoken` wants the speaker to fit as well."""
    scored = sorted(
        (-_iou(attribution.content, statement), at, said)
        for at, attribution in enumerate(wanted)
        for said, statement in enumerate(told)
        if not spoken or _fits(attribution.source, statement)
    )
    used: set[int] = set()
    taken: set[int] = set()
    pairs = []
    for negative, at, said in scored:
        if -negative < LEAST_OVERLAP or at in used or said in taken:
            continue
        used.add(at)
        taken.add(said)
        pairs.append((wanted[at], told[said]))
    return pairs


def _fits(source: frozenset[int], statement: Statement) -> bool:
    """Whether the mention of the speaker touches the source and is not much longer; any fits where none is marked."""
    mention = range(statement.speaker_start, statement.speaker_end)
    return not source or (not source.isdisjoint(mention) and len(mention) <= LONGEST_MENTION * len(source))


def _iou(content: frozenset[int], statement: Statement) -> float:
    said = range(statement.start, statement.end)
    shared = sum(at in content for at in said)
    return shared / (len(content) + len(said) - shared)
