"""The questions of the evaluation: one JSON record a line, checked when it is loaded.

A record asks for one checkable thing. `answer` is a list of groups, each a list of alternatives; `forbid`
are strings an answer must not contain; `evidence` names the words (at most six, verbatim) a citation has
to reach.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from index.errors import BadInput

CaseKind = Literal[
    "date", "actor", "position", "number", "place", "list", "compare", "follow-up", "comment", "yesno", "abstain"
]
Split = Literal["open", "frozen"]

MOST_EVIDENCE_WORDS = 6


class Evidence(BaseModel):
    """Words of a document an answer has to cite: `document` is a file name, `words` at most six verbatim words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str = Field(min_length=1)
    words: str = Field(min_length=1)

    @model_validator(mode="after")
    def _short(self) -> Evidence:
        if len(self.words.split()) > MOST_EVIDENCE_WORDS:
            raise ValueError(f"evidence has more than {MOST_EVIDENCE_WORDS} words: {self.words!r}")
        return self


class CaseFilters(BaseModel):
    """The filters a question is asked with, as `Assistant.ask` takes them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    after: date | None = None
    before: date | None = None
    event_after: date | None = None
    event_before: date | None = None
    sources: tuple[str, ...] | None = None

    def arguments(self) -> dict[str, Any]:
        """Only the filters that are set, as keyword arguments."""
        return self.model_dump(exclude_none=True)


class Case(BaseModel):
    """One question with what its answer has to contain, must not contain and has to cite.

    `all` asks that every evidence is cited, not any one. `reason` belongs to `abstain` alone, `history`
    to `follow-up`. `split` is `open` (rules may be improved by looking at its failures) or `frozen` (only
    counted). `template` names what several cases share that ask the same thing of other names: they count once.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    kind: CaseKind
    question: str = Field(min_length=1)
    history: tuple[str, ...] = ()
    answer: tuple[tuple[str, ...], ...] = ()
    forbid: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    all: bool = False
    reason: Literal["not_stated", "nothing_relevant", "outside_filter"] | None = None
    filters: CaseFilters = CaseFilters()
    split: Split = "open"
    template: str | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _consistent(self) -> Case:
        if self.kind == "abstain":
            if self.reason is None:
                raise ValueError("an abstain record needs a reason")
            if self.answer or self.evidence:
                raise ValueError("an abstain record has neither answer nor evidence")
        else:
            if self.reason is not None:
                raise ValueError("only an abstain record has a reason")
            if not self.answer or not all(self.answer) or not all(w.strip() for g in self.answer for w in g):
                raise ValueError("answer needs at least one group, and no empty group or alternative")
            if not self.evidence:
                raise ValueError("evidence is missing")
        if (self.kind == "follow-up") != bool(self.history):
            raise ValueError("history belongs to follow-up records, and they need it")
        return self


@dataclass(frozen=True, slots=True)
class CaseSet:
    """A named set of questions and the folder of the documents they are asked of."""

    name: str
    path: Path
    documents: Path

    def missing(self) -> str | None:
        """One line that says what is not there, or None when the set can be run."""
        if not self.path.is_file():
            return f"set {self.name} skipped: no questions at {self.path}"
        if not self.documents.is_dir() or not any(self.documents.iterdir()):
            return f"set {self.name} skipped: no documents at {self.documents}"
        return None


def known_sets() -> dict[str, CaseSet]:
    """The sets of this project by name: the samples, the captured articles, fresh documents on other subjects, and
    stories told for who said what, when, and where sources disagree."""
    package = Path(__file__).resolve().parent
    root = package.parent
    sets = package / "sets"
    return {
        "samples": CaseSet("samples", sets / "samples.jsonl", root / "index" / "samples"),
        "captures": CaseSet("captures", sets / "captures.jsonl", root.parent / "shared" / "documents"),
        "fresh": CaseSet("fresh", sets / "fresh.jsonl", package / "fresh"),
        "voices": CaseSet("voices", sets / "voices.jsonl", package / "voices"),
    }


def choose_sets(chosen: Sequence[str | CaseSet] | None) -> tuple[CaseSet, ...]:
    """The sets of these names in the given order, all known ones when none is named.

    A `CaseSet` stands for itself, so a set of one's own can be run. An unknown name is `BadInput`.
    """
    known = known_sets()
    for name in chosen or ():
        if isinstance(name, str) and name not in known:
            raise BadInput(f"unknown evaluation set {name!r}: choose from {', '.join(known)}")
    picked = [known[s] if isinstance(s, str) else s for s in chosen or known]
    return tuple(dict.fromkeys(picked))


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which questions are asked: of these sets (of all when None), of the half `split` ("open" or "frozen"), of these
    kinds, of each set so many."""

    sets: Sequence[str | CaseSet] | None = None
    split: str | None = None
    kinds: Sequence[str] | None = None
    limit: int | None = None

    @property
    def in_part(self) -> bool:
        """Whether questions of a set are left out."""
        return bool(self.split or self.kinds or self.limit)

    def cases(self) -> list[tuple[CaseSet, tuple[Case, ...]]]:
        """The sets that can be run, each with its cases; on others one line each on standard error.

        Raises BadInput for an unknown set or kind, and when no case is left.
        """
        unknown = set(self.kinds or ()) - set(get_args(CaseKind))
        if unknown:
            raise BadInput(f"unknown kind {min(unknown)!r}: choose from {', '.join(get_args(CaseKind))}")
        loaded = []
        for case_set in choose_sets(self.sets):
            if missing := case_set.missing():
                print(missing, file=sys.stderr, flush=True)
                continue
            halves = (case for case in load_cases(case_set.path) if self.split in (None, case.split))
            kept = [case for case in halves if not self.kinds or case.kind in self.kinds]
            loaded.append((case_set, tuple(kept[: self.limit])))
        if not any(cases for _, cases in loaded):
            raise BadInput("nothing to evaluate: no set could be run, or no question is left")
        return loaded


def load_cases(path: Path) -> tuple[Case, ...]:
    """Read a JSONL file of cases. A bad line is `BadInput` that names file, line, field and fault; empty lines pass."""
    cases: list[Case] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        case = _read_case(line, f"{path.name}:{number}")
        if case.id in seen:
            raise BadInput(f"{path.name}:{number}: id {case.id!r} stands already on line {seen[case.id]}")
        seen[case.id] = number
        cases.append(case)
    return tuple(cases)


def _read_case(line: str, where: str) -> Case:
    try:
        return Case.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        raise BadInput(f"{where}: not JSON: {error.msg} at column {error.colno}") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "record"
        raise BadInput(f"{where}: {field}: {first['msg']}") from error
