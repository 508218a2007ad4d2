"""Results as JUnit XML, for programs that show test runs: what got worse fails, what was wrong before is skipped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from eval.changes import Comparison
from eval.report import failure
from eval.summary import grouped
from eval.verdicts import LEVELS, Judged

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(judged: Sequence[Judged], comparison: Comparison | None = None) -> str:
    """One suite a set, one test case an open question; frozen ones are counted in a property of the suite.

    A question that is wrong, or whose evidence is not cited, fails; where the compared run did no better, it is
    skipped.
    """
    known = {(p.after.set, p.after.id): p.before.level for p in comparison.pairs} if comparison else {}
    root = ET.Element("testsuites", name="dateline eval")
    for name, of_set in grouped(judged, lambda case: case.set).items():
        _suite(root, name, of_set, known)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, name: str, judged: Sequence[Judged], known: dict[tuple[str, str], int]) -> None:
    suite = ET.SubElement(root, "testsuite", name=name)
    frozen = [case for case in judged if case.frozen]
    if frozen:
        reached = sum(case.right for case in frozen)
        properties = ET.SubElement(suite, "properties")
        ET.SubElement(properties, "property", name="frozen", value=f"{reached} of {len(frozen)} right")
    shown = [case for case in judged if not case.frozen]
    for case in shown:
        _case(suite, case, known.get((case.set, case.id)))
    suite.set("tests", str(len(shown)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    suite.set("time", f"{sum(_seconds(case) for case in shown):.3f}")


def _case(suite: ET.Element, case: Judged, before: int | None) -> None:
    element = ET.SubElement(
        suite, "testcase", classname=f"{case.set}.{case.kind}", name=case.id, time=f"{_seconds(case):.3f}"
    )
    if case.cited:
        return
    told = _clean(case.record["verdict"]["explanation"]) if case.record else LEVELS[case.level]
    if before is not None and before <= case.level:
        ET.SubElement(element, "skipped", message=f"no better before: {told}")
        return
    found = ET.SubElement(element, "failure", message=told, type=LEVELS[case.level])
    found.text = _clean(failure(case.record)) if case.record else None


def _seconds(case: Judged) -> float:
    return float(case.record.get("seconds", 0.0))


def _clean(text: str) -> str:
    """The text without characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("�", text)
