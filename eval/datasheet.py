"""The counts in eval/DATASHEET.md, from the questions themselves; `make docs` writes them anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from eval.records import Case, CaseSet, known_sets, load_cases
from eval.report import pipes

_SPLITS = ("open", "frozen")


def counts(sets: Iterable[CaseSet] | None = None) -> str:
    """Tables of cases by set, by kind and by document, each by split, in Markdown; of all known sets when None."""
    loaded = {one.name: load_cases(one.path) for one in sets or known_sets().values() if one.path.is_file()}
    cases = [case for of_set in loaded.values() for case in of_set]
    return "\n".join((_by_set(loaded), _by_kind(cases), _by_document(loaded)))


def _by_set(loaded: Mapping[str, Sequence[Case]]) -> str:
    everything = [case for cases in loaded.values() for case in cases]
    lines = [_set_line(name, cases) for name, cases in (*loaded.items(), ("all", everything))]
    head = ("set", "cases", "a template once", *_SPLITS, "without an answer", "documents cited")
    return pipes(head, lines)


def _set_line(name: str, cases: Sequence[Case]) -> tuple[str, ...]:
    cited = {evidence.document for case in cases for evidence in case.evidence}
    figures = (
        len(cases),
        len({case.template or case.id for case in cases}),
        *(sum(case.split == split for case in cases) for split in _SPLITS),
        sum(case.kind == "abstain" for case in cases),
        len(cited),
    )
    return (name, *map(str, figures))


def _by_kind(cases: Sequence[Case]) -> str:
    found: Counter[tuple[str, str]] = Counter((case.kind, case.split) for case in cases)
    lines = [(kind, *(str(found[kind, split]) for split in _SPLITS)) for kind in dict.fromkeys(c.kind for c in cases)]
    return pipes(("kind", *_SPLITS), lines)


def _by_document(loaded: Mapping[str, Sequence[Case]]) -> str:
    found: Counter[tuple[str, str, str]] = Counter()
    for name, cases in loaded.items():
        for case in cases:
            found.update((name, document, case.split) for document in {e.document for e in case.evidence})
    documents = sorted({(name, document) for name, document, _ in found})
    lines = [
        (name, document, *(str(found[name, document, split]) for split in _SPLITS)) for name, document in documents
    ]
    return pipes(("set", "document", *(f"{split} cases that cite it" for split in _SPLITS)), lines)
