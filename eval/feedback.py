"""Judgements of answers, as people gave them in the web chat, turned into cases.

An answer somebody liked becomes a case: it has to say again what it came to, and to cite again what it cited. A liked
refusal becomes one to refuse. What somebody disliked says what is wrong, not what is right: it is left to a person, who
finds question, answer and note told. The fields of a judgement are those of `ui.feedback`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

from pydantic import ValidationError

from eval.matching import lead
from eval.records import MOST_EVIDENCE_WORDS, Case, CaseKind, CaseSet, Chosen
from eval.run import main_eval, say
from index.errors import BadInput
from qa.kinds import kind_of

SET = "feedback"


def turned(judgements: Sequence[Mapping[str, Any]]) -> tuple[list[Case], list[tuple[Mapping[str, Any], str]]]:
    """Cases of what was liked, in the order judged; and the other judgements, each with the reason it made none."""
    cases, left = [], []
    for record in judgements:
        try:
            cases.append(_case(record))
        except (ValidationError, ValueError, KeyError, TypeError) as error:
            left.append((record, str(error) if type(error) is ValueError else "the judgement is not whole"))
    return cases, left


def _case(record: Mapping[str, Any]) -> Case:
    """The case of a liked answer. Raises ValueError, saying why, for any other."""
    if record["verdict"] != "good":
        raise ValueError("disliked: what would be right is for a person to say")
    history = tuple(record.get("history") or ())
    filters = {name: value for name, value in (record.get("filters") or {}).items() if value}
    asked = {"id": f"{SET}-{record['id'][:12]}", "question": record["question"], "history": history, "filters": filters}
    if record["abstained"]:
        if history:
            raise ValueError("a refusal within a conversation: no kind of case asks for one")
        return Case.model_validate({**asked, "kind": "abstain", "reason": record["reason"]})
    answer, evidence = _groups(record), _evidence(record)
    if not answer:
        raise ValueError("nothing in the answer can be looked for")
    kind = "follow-up" if history else _kind(record["question"])
    return Case.model_validate({**asked, "kind": kind, "answer": answer, "evidence": evidence})


def _kind(question: str) -> str:
    kind: str = kind_of(question)
    return kind if kind in get_args(CaseKind) else "position"  # of an open question too: what is told is what was said


def _groups(record: Mapping[str, Any]) -> list[list[str]]:
    """What each line of the answer comes to: the words before a quotation, else a run of the words quoted."""
    lines = (line.strip().lstrip("-• ") for line in str(record["answer"]).splitlines())
    groups = [[short] for short in map(lead, lines) if short]
    if groups:
        return groups
    return [[_run(item["quote"])] for item in record["citations"] if _run(item["quote"])]


def _evidence(record: Mapping[str, Any]) -> list[dict[str, str]]:
    return [
        {"document": Path(item["path"]).name, "words": _run(item["quote"])}
        for item in record["citations"]
        if _run(item["quote"])
    ]


def _run(quote: str) -> str:
    """The first words of a quotation, as many as evidence may have, without marks at the edges."""
    return " ".join(quote.split()[:MOST_EVIDENCE_WORDS]).strip('“”"«»‘’.,;: ')


def main_feedback(
    judgements: Sequence[Mapping[str, Any]],
    documents: Path | None,
    *,
    out: Path | None = None,
    json_output: bool = False,
) -> int:
    """Print the cases as JSON lines, or, with the folder of the documents they were asked of, ask them and report.

    What is left to a person is told on standard error. Returns the exit code; raises BadInput without judgements.
    """
    if not judgements:
        raise BadInput("nobody has judged an answer yet")
    cases, left = turned(judgements)
    for record, why in left:
        question, answer, note = (_line(str(record.get(name) or "")) for name in ("question", "answer", "note"))
        say(f"left to a person ({why}): {question} — {answer}" + (f" Note: {note}" if note else ""))
    lines = [json.dumps(_plain(case), ensure_ascii=False) for case in cases]
    say(f"{len(lines)} of {len(judgements)} judgements are cases")
    if documents is None or not lines:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        return 0
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{SET}.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        # With a limit, which leaves none out, the run is not held against the baseline of our own sets.
        chosen = Chosen([CaseSet(SET, path, documents)], limit=len(lines))
        return main_eval(chosen, out=out, json_output=json_output)


def _plain(case: Case) -> dict[str, Any]:
    """A case as it is written in a set: only the fields that say something."""
    return {name: value for name, value in case.model_dump(mode="json", exclude_defaults=True).items() if value}


def _line(text: str) -> str:
    return " ".join(text.split())[:300]
