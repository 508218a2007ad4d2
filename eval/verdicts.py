"""What became of each case of a run, on one line each: read from results, kept beside the code, compared later.

::

    {"fresh": {"date": {"fresh-001": "cited", "fresh-004": "wrong"}}}      eval/results/verdicts.json
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.records import known_sets, load_cases
from index.errors import BadInput

LEVELS = ("wrong", "right", "cited")
"""From worst to best: wrong, right without the evidence, right and the evidence cited."""
BASELINE = "baseline"


@dataclass(frozen=True, slots=True)
class Judged:
    """How one case of a run went. `level` is a place in LEVELS.

    `template` is shared by cases that ask the same thing of other names: together they count once. `record` is what
    `summary.as_record` tells of the case, empty where only the verdict was kept.
    """

    set: str
    kind: str
    id: str
    level: int
    frozen: bool = False
    template: str = ""
    record: Mapping[str, Any] = field(default_factory=dict)

    @property
    def unit(self) -> str:
        """What counts once: the template, or the case itself."""
        return self.template or self.id

    @property
    def right(self) -> bool:
        """Whether the answer is right, its evidence cited or not."""
        return self.level > 0

    @property
    def cited(self) -> bool:
        """Whether the answer is right and its evidence cited."""
        return self.level > 1

    @property
    def recall(self) -> float | None:
        """The share (0 to 1) of the evidence that a search found; None where nothing had to be found, or is known."""
        found: float | None = self.record.get("verdict", {}).get("recall")
        return found


def of_record(record: Mapping[str, Any]) -> Judged:
    """The verdict in a record as `summary.as_record` writes it."""
    case, judged = record["case"], record["verdict"]
    level = 0 if not judged["right"] else 2 if judged["cited"] else 1
    frozen = case.get("split") == "frozen"
    return Judged(record["set"], case["kind"], case["id"], level, frozen, case.get("template") or "", record)


def verdicts_path() -> Path:
    """Where the committed verdicts lie."""
    return Path(__file__).resolve().parent / "results" / "verdicts.json"


def read_run(named: str | Path) -> tuple[Judged, ...]:
    """The verdicts of an earlier run: a folder of results, its cases.jsonl, or "baseline" for the committed ones.

    BadInput when there is nothing to read, or something else.
    """
    if str(named) == BASELINE:
        return read_verdicts(verdicts_path())
    path = Path(named)
    path = path / "cases.jsonl" if path.is_dir() else path
    if not path.is_file():
        raise BadInput(f"{named}: no results there; name a folder that `dateline eval --out` wrote, or “{BASELINE}”")
    try:
        return tuple(of_record(json.loads(line)) for line in path.read_text(encoding="utf-8").split("\n") if line)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"{path}: not the results of a run ({error!r})") from error


def read_verdicts(path: Path) -> tuple[Judged, ...]:
    """The verdicts of a file as `write_verdicts` makes it, none when there is no file. BadInput for a damaged one.

    Split and template come from the questions of today; a case that is there no longer counts as an open one.
    """
    if not path.is_file():
        return ()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        known = {name: _known(name) for name in data}
        return tuple(
            Judged(name, kind, case, LEVELS.index(level), *known[name].get(case, (False, "")))
            for name, kinds in data.items()
            for kind, cases in kinds.items()
            for case, level in cases.items()
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise BadInput(f"{path} holds no verdicts ({error}): write it anew with --update-baseline") from error


def _known(name: str) -> dict[str, tuple[bool, str]]:
    """Split and template of the cases of a set of this project."""
    known = known_sets().get(name)
    cases = load_cases(known.path) if known and known.path.is_file() else ()
    return {case.id: (case.split == "frozen", case.template or "") for case in cases}


def write_verdicts(path: Path, verdicts: Sequence[Judged]) -> None:
    """Keep the verdicts, one case a line, sorted; sets that were not run keep theirs."""
    ran = {verdict.set for verdict in verdicts}
    kept = [verdict for verdict in read_verdicts(path) if verdict.set not in ran]
    data: dict[str, dict[str, dict[str, str]]] = {}
    for verdict in (*kept, *verdicts):
        data.setdefault(verdict.set, {}).setdefault(verdict.kind, {})[verdict.id] = LEVELS[verdict.level]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")
