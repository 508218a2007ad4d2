"""An index of one's own in the browser. The tests share one server and its documents, in this order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

RELIT = """Brickworks kiln to be relit after nine years

The Vale Courier, 14 March 2019

TARNFORD, March 14 — The old brickworks kiln at Tarnford will be relit on Saturday, works manager Petra Lindqvist said
on Thursday.

"We have waited nine years for this smell of clay," Lindqvist told reporters. Repairs cost 740,000 crowns.
"""
BRIDGE = """Footbridge stays shut until autumn

Hill Post, 2 May 2020

The footbridge at Orrin Ford stays shut until autumn, county engineer Tilda Voss said on Saturday. Repairs cost 310,000
crowns.
"""


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("articles")
    files = {"kiln.txt": RELIT, "bridge.txt": BRIDGE, "empty.txt": "", "photo.png": "no article"}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {name: folder / name for name in files}


def test_files_are_uploaded_asked_and_removed_again(
    visit: Any, own: str, data: Path, articles: dict[str, Path]
) -> None:
    watched = visit(own)
    page = watched.page
    assert page.is_disabled(watched.QUESTION)
    assert "Nothing to ask yet" in page.inner_text("#conversation")
    said = watched.add(articles["kiln.txt"], articles["bridge.txt"], articles["empty.txt"], articles["photo.png"])
    assert "2 added, 2 not added" in said
    assert "the file is empty" in said
    assert ".png files cannot be read" in said
    assert "1 already in the library" in watched.add(articles["kiln.txt"])
    watched.keep("upload")
    page.click("#intake-close")
    watched.ask("When will the kiln be relit?")
    page.wait_for_selector(watched.MARKER, timeout=30_000)
    assert "16 March 2019" in page.inner_text("#conversation .bot-row")
    assert "Brickworks kiln" in page.inner_text("#panel .card")
    stored = [file.name for file in (data / "data" / "uploads").rglob("*.*")]
    assert sorted(stored) == ["bridge.txt", "kiln.txt"]

    watched.visit("library")
    page.fill("#narrow input >> nth=0", "kiln")
    page.wait_for_selector("#listing .count:has-text('1 of 2')")
    watched.keep("library")
    page.click("#listing .held")
    page.wait_for_selector("#panel .document h2:has-text('Brickworks kiln')")
    page.click("#remove")
    page.wait_for_selector("#remove-it", state="visible")
    watched.keep("library-remove")
    page.click("#remove-it")
    page.wait_for_selector("#masthead:has-text('1 document')")
    assert [file.name for file in (data / "data" / "uploads").rglob("*.*")] == ["bridge.txt"]
    assert watched.hosts <= {"127.0.0.1", ""}
    assert watched.errors == []


def test_a_wrong_date_is_mended_by_hand_and_taken_back(visit: Any, own: str, articles: dict[str, Path]) -> None:
    watched = visit(own)
    page = watched.page
    watched.add(articles["bridge.txt"])
    watched.visit("library")
    page.click("#listing .held:has-text('Footbridge')")
    page.wait_for_selector("#handling", state="visible")
    page.click("#mend")
    page.wait_for_selector("#details", state="visible")
    page.get_by_label("Published", exact=True).fill("2020-05-03")
    page.click("#mended")
    page.wait_for_selector("#panel .by:has-text('3 May 2020')")
    assert "corrected by hand" in page.inner_text("#panel .how").casefold()
    page.click("#mend")
    page.click("#restored")
    page.wait_for_selector("#panel .by:has-text('2 May 2020')")
    watched.visit("talk")
    watched.ask("Who said that the footbridge stays shut?")
    page.wait_for_selector("#handling", state="hidden")  # what it would remove is shown no more


def test_a_thumb_and_a_note_are_kept_in_a_file(visit: Any, own: str, data: Path, articles: dict[str, Path]) -> None:
    watched = visit(own)
    page = watched.page
    watched.add(articles["bridge.txt"])
    watched.ask("Who said that the footbridge stays shut?")
    page.click("#conversation button[aria-label=Dislike]")
    page.wait_for_selector("#note textarea, #note input", state="visible")
    page.get_by_label("What is right or wrong").fill("it was the engineer")
    page.click("#note .submit-button")
    page.wait_for_selector("#note", state="hidden")
    lines = [json.loads(line) for line in (data / "data" / "feedback.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["verdict"], line["note"]) for line in lines] == [("bad", ""), ("bad", "it was the engineer")]
    assert lines[1]["question"] == "Who said that the footbridge stays shut?"
