"""Reports that are asked for, “which papers wrote about the dam?”, and how a report is named in an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.dates import format_value
from index.records import Document
from qa.records import Evidence

_REPORT = r"(?:(?:news)?papers?|articles?|sources?|stories|reports?|outlets?)"
_REPORTS = re.compile(rf"\b(?:which|what|list|name)\b(?: \w+){{0,3}} {_REPORT}\b", re.IGNORECASE)
_REPORTED = re.compile(
    rf"^\W*(?:(?:which|what|list|name|all|the|of|news)\s+)*{_REPORT}\s+(?:(?:that|which|have|has|had|did)\s+)*"
    r"(?:(?:report|say|said|wr[io]te|written|mention|cover|carr|ran|run|speak|spoke|tell|told|deal|claim|state|put)\w*\s+)?"
    r"(?:(?:about|on|of|with|that)\s+)?",
    re.IGNORECASE,
)


def asks_which_reports(text: str) -> bool:
    """Whether the reports, outlets or sources that say something are asked for."""
    return bool(_REPORTS.search(text))


def reported(text: str) -> str:
    """What a question about reports asks them for: “Which papers wrote about the dam?” → “the dam”; "" for others."""
    found = _REPORTED.match(text)
    return text[found.end() :].strip(" ?.!") if found else ""


def asks_for_mentions(text: str) -> bool:
    """Whether the reports are asked for that speak of something, and not those that say that it is so."""
    found = _REPORTED.match(text)
    return found is not None and re.search(r"\bthat\s*$", found.group(), re.IGNORECASE) is None


def one_of_each(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence of each report, in order of the reports' dates; `evidence` is best first."""
    by_report: dict[str, Evidence] = {}
    for item in evidence:
        by_report.setdefault(item.hit.document.id, item)
    return sorted(by_report.values(), key=lambda item: day_of(item.hit.document))


def source_of(document: Document) -> str:
    """The outlet and the day of a report in words, as far as they are known; copies are named with it."""
    also = [name for name in document.copy_sources if name and name != document.source]
    outlet = document.source or document.title
    outlet = f"{outlet}, also in {', '.join(also)}" if also else outlet
    return f"{outlet}, {format_value(document.published.isoformat())}" if document.published else outlet


def day_of(document: Document) -> tuple[str, str]:
    """What documents are put in order by: the day of publication, undated ones last, and the path."""
    return (document.published.isoformat() if document.published else "9999", document.path)
