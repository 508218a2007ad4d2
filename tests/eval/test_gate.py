"""Two runs beside each other as a person, a CI server and a browser see them."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from eval.gate import Reports, main_compare
from index.errors import BadInput

HOSTILE = "</dd><script>alert('x')</script> & `code` | \x00 ends"


def a_record(case: str, *, right: bool, answer: str = "3 May [1].", frozen: bool = False) -> dict[str, Any]:
    return {
        "set": "ferries",
        "case": {
            "id": case,
            "kind": "date",
            "question": f"when {case}",
            "answer": [["3 May"]],
            "evidence": [{"document": "ferry.txt", "words": "on Monday"}],
            **({"split": "frozen"} if frozen else {}),
        },
        "answer": answer,
        "reason": None,
        "understood": {"text": f"when {case}", "kind": "date"},
        "citations": [{"marker": 1, "document": "/news/ferry.txt", "start": 0, "end": 9, "quote": "It sank on Monday"}],
        "verdict": {"right": right, "cited": True, "recall": 1.0, "explanation": "" if right else "missing 3 May"},
        "seconds": 0.25,
        "error": "",
    }


def a_run(folder: Path, *records: dict[str, Any]) -> str:
    folder.mkdir()
    text = "".join(json.dumps(one) + "\n" for one in records)
    (folder / "cases.jsonl").write_text(text, encoding="utf-8")
    return str(folder)


@pytest.fixture
def runs(tmp_path: Path) -> tuple[str, str]:
    """One case got worse, one better, one stayed wrong, one frozen got worse."""
    before = a_run(
        tmp_path / "before",
        a_record("sank", right=True, answer="3 May, as it was."),
        a_record("raised", right=False),
        a_record("lost", right=False),
        a_record("hidden", right=True, frozen=True),
    )
    after = a_run(
        tmp_path / "after",
        a_record("sank", right=False, answer=HOSTILE),
        a_record("raised", right=True),
        a_record("lost", right=False),
        a_record("hidden", right=False, frozen=True),
    )
    return before, after


def test_what_changed_is_told_with_why_and_frozen_cases_are_counted_only(
    runs: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main_compare(*runs) == 0
    text = capsys.readouterr().out
    assert "sank  date  (ferries)  cited → wrong" in text
    assert "before:   3 May, as it was." in text
    assert "why:      missing 3 May" in text
    assert text.index("sank  date") < text.index("raised  date")
    assert "of these frozen, counted only: 0 better, 1 worse" in text
    assert "hidden" not in text
    assert "when lost" not in text


def test_the_same_as_json(runs: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    main_compare(*runs, json_output=True)
    told = json.loads(capsys.readouterr().out)
    assert {(c["id"], c["before"], c["after"]) for c in told["changed"]} == {
        ("sank", "cited", "wrong"),
        ("raised", "wrong", "cited"),
    }
    assert told["frozen_changed"] == {"gained": 0, "lost": 1}


def test_a_fall_from_one_run_to_the_next_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = a_run(tmp_path / "before", *(a_record(f"c{n}", right=True) for n in range(20)))
    after = a_run(tmp_path / "after", *(a_record(f"c{n}", right=n > 5) for n in range(20)))
    assert main_compare(before, after) == 1
    assert "below the baseline: ferries date: 6 worse" in capsys.readouterr().err


def test_what_only_the_first_run_asked_is_told_and_not_weighed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = a_run(tmp_path / "before", *(a_record(f"c{n}", right=True, frozen=n > 1) for n in range(20)))
    after = a_run(tmp_path / "after", a_record("c0", right=True))
    assert main_compare(before, after) == 0
    assert "asked before, not now: 19 (c1)" in capsys.readouterr().out
    assert main_compare(before, after, json_output=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["gone"], told["falls"]) == (19, [])


def test_runs_with_nothing_in_common_are_refused(tmp_path: Path) -> None:
    first = a_run(tmp_path / "first", a_record("one", right=True))
    second = a_run(tmp_path / "second", a_record("two", right=True))
    with pytest.raises(BadInput, match="no question in common"):
        main_compare(first, second)


def test_junit_fails_what_got_worse_and_skips_what_was_wrong_before(runs: tuple[str, str], tmp_path: Path) -> None:
    path = tmp_path / "junit.xml"
    main_compare(*runs, reports=Reports(junit=path))
    (suite,) = ET.parse(path).getroot()
    outcome = {case.get("name"): [part.tag for part in case] for case in suite.iter("testcase")}
    assert outcome == {"sank": ["failure"], "raised": [], "lost": ["skipped"]}
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("3", "1", "1")
    assert "hidden" not in path.read_text(encoding="utf-8")
    assert suite.find("properties/property[@name='frozen']") is not None


def test_markdown_fences_what_cases_say(runs: tuple[str, str], tmp_path: Path) -> None:
    path = tmp_path / "deep" / "result.md"
    main_compare(*runs, reports=Reports(markdown=path))
    text = path.read_text(encoding="utf-8")
    assert "| ferries | all | 4 | 2 → 1 |" in text
    assert "'code'" in text
    assert text.count("```") == 4


class Elements(HTMLParser):
    """The tags of a page, and every address it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loads += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action")]


def test_the_page_stands_alone_escapes_everything_and_unfolds_each_open_case(
    runs: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "result.html"
    main_compare(*runs, reports=Reports(html=path))
    text = path.read_text(encoding="utf-8")
    elements = Elements()
    elements.feed(text)
    assert elements.loads == []
    assert "script" not in elements.tags
    assert "url(" not in text
    assert elements.tags.count("details") == 3
    assert "alert(&#39;x&#39;)" in text
    for words in ("when sank", "“It sank on Monday” — ferry.txt", "missing 3 May", "Answer before", "<dd>3 May</dd>"):
        assert words in text
    assert "when hidden" not in text
    assert "Frozen, counted only: 0 of 1 right" in text


def test_what_is_answered_in_other_words_and_judged_the_same_is_counted_and_can_be_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = a_run(tmp_path / "one", a_record("sank", right=True), a_record("raised", right=True))
    other = a_run(tmp_path / "other", a_record("sank", right=True, answer="On 3 May."), a_record("raised", right=True))
    assert main_compare(one, other, reports=Reports(html=tmp_path / "page.html")) == 0
    assert "1 more answered in other words" in capsys.readouterr().out
    shown = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert re.findall(r'class="case (\w+ ?\w*)"', shown) == ["cited changed", "cited"]
    assert "<dt>Answer before</dt><dd>3 May [1].</dd>" in shown


def test_bars_of_both_runs_are_drawn_to_the_same_scale(runs: tuple[str, str], tmp_path: Path) -> None:
    path = tmp_path / "result.html"
    main_compare(*runs, reports=Reports(html=path))
    text = path.read_text(encoding="utf-8")
    row = re.search(r'<tr class="total">\s*<td>all</td>.*?</tr>', text, re.S)
    assert row
    assert re.findall(r'class="c" style="width: ([\d.]+)%', row[0]) == ["25.0", "50.0"]
