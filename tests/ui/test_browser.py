"""The page in a real browser over the real server: ask, see the citation, open the passage.

Needs Playwright (`pip install -e '.[browser]'`) and Debian's Chromium; `make browser` sets DATELINE_BROWSER=required,
and then a missing one is a failure. Screenshots are kept in `artifacts/`.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ARTIFACTS = Path(__file__).resolve().parents[2] / "artifacts"
MARKER = '#conversation a[href^="#evidence-"]'
QUESTION = "#question textarea"

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

HOSTILE = """---
title: 'Quarry <img src=//foreign.example/t.png onerror="window.owned=1"> closes'
outlet: '<script>window.owned=2</script>Hill Post'
date: 2020-06-02
url: 'javascript:window.owned=3'
---
Mayor Olga Brenn said on Tuesday that <script>window.owned=4</script> the quarry would close on 30 June 2020.

![seen](https://foreign.example/p.png) [more](javascript:window.owned=5) ${window.owned=6} {{constructor}}
She called it <svg onload="window.owned=7"> "the end of a loud century" and promised a park.

<iframe src="https://foreign.example/"></iframe> Repairs of the road will cost 52,000 crowns, Brenn said.
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - an extra not everybody installs
    except ImportError:
        missing("Playwright is not installed")
    chromium = shutil.which("chromium")
    if chromium is None:
        missing("Debian's Chromium is not installed")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


def missing(what: str) -> Any:
    if os.environ.get("DATELINE_BROWSER") == "required":
        pytest.fail(what)
    pytest.skip(what)


@contextmanager
def serving(*options: str | Path, cache: Path) -> Iterator[str]:
    """A server process of its own on a free loopback port; yields its address once it says it is ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "XDG_CACHE_HOME": str(cache),
        "DATELINE_DATA": str(cache / "data"),
        "GRADIO_TEMP_DIR": str(cache / "sent"),
        "PYTHONUNBUFFERED": "1",
    }
    dateline = str(Path(sys.executable).with_name("dateline"))
    command = [dateline, "chat", *map(str, options), "--port", str(port)]
    log = cache / "server.log"
    with log.open("w") as stderr:
        server = subprocess.Popen(command, stderr=stderr, stdout=stderr, env=environment)
    try:
        deadline = time.monotonic() + 120
        while "Ready at" not in log.read_text():
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving("--samples", cache=tmp_path_factory.mktemp("cache")) as address:
        yield address


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server of `own` keeps everything."""
    return tmp_path_factory.mktemp("own")


@pytest.fixture(scope="module")
def own(data: Path) -> Iterator[str]:
    """A server over an index of one's own, empty at first."""
    with serving(cache=data) as address:
        yield address


class Watched:
    """A page, with every host it asked for and everything it complained of."""

    def __init__(self, browser: Browser, address: str, width: int = 1440, scheme: Any = "light") -> None:
        self.page: Page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        self.hosts: set[str] = set()
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname or ""))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(address)
        self.page.wait_for_selector(QUESTION)

    def ask(self, question: str) -> None:
        self.page.fill(QUESTION, question)
        self.page.press(QUESTION, "Enter")
        # The field is emptied when the question is taken; it can be sent again when it is answered.
        self.page.wait_for_function(f"document.querySelector('{QUESTION}').value === ''", timeout=30_000)
        self.page.wait_for_selector("#question .submit-button", timeout=30_000)

    def add(self, *files: Path) -> str:
        """Send files, wait for the end, and give what was said."""
        if self.page.is_visible("#intake-close"):
            self.page.click("#intake-close")
            self.page.wait_for_selector("#intake-close", state="hidden")
        self.page.set_input_files("#top input[type=file]", list(files))
        self.page.wait_for_selector("#intake-close", timeout=60_000)
        return str(self.page.inner_text("#intake"))

    def visit(self, tab: str) -> None:
        self.page.click(f"#{tab}-button")
        self.page.wait_for_selector(f"#{tab}", state="visible")

    def keep(self, name: str) -> None:
        ARTIFACTS.mkdir(exist_ok=True)
        self.page.wait_for_timeout(300)
        self.page.screenshot(path=ARTIFACTS / f"{name}.png")


def test_a_question_is_answered_with_a_marker_that_opens_the_document_at_the_quoted_words(
    browser: Browser, samples: str
) -> None:
    watched = Watched(browser, samples)
    page = watched.page
    assert "Sample articles" in page.inner_text("#masthead")
    watched.ask("What did Rudenko tell the new ambassador of Japan?")
    page.wait_for_selector(MARKER, timeout=30_000)
    quoted = page.inner_text("#panel .card mark")
    watched.keep("answer")
    page.click(f"{MARKER} >> nth=0")
    target = page.wait_for_selector("#panel .document mark.target")
    assert target is not None
    assert target.inner_text() == quoted
    assert page.evaluate(
        "m => { const r = m.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }", target
    )
    watched.keep("document")
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel .card")
    assert watched.hosts <= {"127.0.0.1", ""}
    assert watched.errors == []


def test_an_unanswered_question_looks_different_and_offers_passages_to_open(browser: Browser, samples: str) -> None:
    watched = Watched(browser, samples, scheme="dark")
    watched.ask("Who won the village chess tournament?")
    watched.page.wait_for_selector("#conversation blockquote")
    assert not watched.page.query_selector(MARKER)
    watched.page.click("#panel [data-open] >> nth=0")
    watched.page.wait_for_selector("#panel .document mark.target")
    watched.keep("not-answered-dark")


def test_examples_retry_and_a_new_conversation_work_by_clicks(browser: Browser, samples: str) -> None:
    page = Watched(browser, samples).page
    page.click("#conversation .example >> nth=0")
    page.wait_for_selector(MARKER, timeout=30_000)
    page.wait_for_selector("#question .submit-button")
    page.click('#conversation button[aria-label="Retry"]')
    page.wait_for_selector(MARKER, timeout=30_000)
    page.wait_for_selector("#question .submit-button")
    assert page.locator("#conversation .user-row").count() == 1
    page.click("#fresh")
    page.wait_for_selector("#conversation .example")
    assert page.locator("#conversation .user-row").count() == 0


def test_two_visitors_do_not_see_each_other(browser: Browser, samples: str) -> None:
    first, second = Watched(browser, samples), Watched(browser, samples)
    first.ask("How many Japanese diplomats did Russia expel?")
    first.page.wait_for_selector(MARKER, timeout=30_000)
    second.page.reload()
    second.page.wait_for_selector(QUESTION)
    assert second.page.locator("#conversation .user-row").count() == 0
    second.ask("Who won the village chess tournament?")
    second.page.wait_for_selector("#conversation blockquote")
    first.page.click(f"{MARKER} >> nth=0")
    first.page.wait_for_selector("#panel .document mark.target")


def test_on_a_phone_a_document_opens_as_a_sheet_and_nothing_is_wider_than_the_screen(
    browser: Browser, samples: str
) -> None:
    watched = Watched(browser, samples, width=390)
    page = watched.page
    watched.ask("How many Japanese diplomats did Russia expel?")
    page.wait_for_selector(MARKER, timeout=30_000)
    watched.keep("phone-answer")
    page.click(f"{MARKER} >> nth=0")
    page.wait_for_selector("#panel .document mark.target")
    box = page.locator("#panel .document").bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"]) == (0, 0, 390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    watched.keep("phone-document")


def test_nothing_in_a_document_runs_or_loads(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    (folder / "quarry <b>.md").write_text(HOSTILE, encoding="utf-8")
    with serving("--documents", folder, cache=tmp_path) as address:
        watched = Watched(browser, address)
        page = watched.page
        watched.ask('When will the quarry close? <img src=x onerror="window.owned=8">')
        page.wait_for_selector("#panel .card [data-open]", timeout=30_000)
        page.click("#panel .card [data-open] >> nth=0")
        page.wait_for_selector("#panel .document mark.target")
        watched.keep("hostile")
        watched.ask("What did Olga Brenn say?")
        page.wait_for_timeout(1000)
        assert page.evaluate("window.owned") is None
        assert page.locator("#panel script, #panel img, #panel iframe, #panel svg, #conversation iframe").count() == 0
        assert page.locator('a[href^="javascript"]').count() == 0
        assert watched.hosts <= {"127.0.0.1", ""}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("articles")
    files = {"kiln.txt": RELIT, "bridge.txt": BRIDGE, "empty.txt": "", "photo.png": "no article"}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {name: folder / name for name in files}


def test_files_are_uploaded_asked_and_removed_again(
    browser: Browser, own: str, data: Path, articles: dict[str, Path]
) -> None:
    watched = Watched(browser, own)
    page = watched.page
    assert page.is_disabled(QUESTION)
    assert "Nothing to ask yet" in page.inner_text("#conversation")
    said = watched.add(articles["kiln.txt"], articles["bridge.txt"], articles["empty.txt"], articles["photo.png"])
    assert "2 added, 2 not added" in said
    assert "the file is empty" in said
    assert ".png files cannot be read" in said
    assert "1 already in the library" in watched.add(articles["kiln.txt"])
    watched.keep("upload")
    page.click("#intake-close")
    watched.ask("When will the kiln be relit?")
    page.wait_for_selector(MARKER, timeout=30_000)
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


def test_a_wrong_date_is_mended_by_hand_and_taken_back(browser: Browser, own: str, articles: dict[str, Path]) -> None:
    watched = Watched(browser, own)
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


def test_filters_are_chips_and_a_click_takes_them_away(browser: Browser, samples: str) -> None:
    watched = Watched(browser, samples)
    page = watched.page
    page.click("#filtering")
    page.get_by_label("Published from").fill("2023")
    page.get_by_label("Published from").press("Enter")
    page.wait_for_selector(".chip:has-text('Published from 1 January 2023')")
    watched.ask("How many Japanese diplomats did Russia expel in April 2022?")
    page.wait_for_selector(".chip.said:has-text('April 2022')")
    watched.keep("filters")
    page.click(".chip:has-text('Published from')")
    page.wait_for_selector(".chip:has-text('Published from')", state="detached")
    assert page.get_by_label("Published from").input_value() == ""
    page.click(".chip.said")
    page.wait_for_selector(".chip", state="detached", timeout=30_000)
    assert page.locator("#conversation .user-row").count() == 1
    page.wait_for_selector("#conversation .bot-row")


def test_a_thumb_and_a_note_are_kept_in_a_file(
    browser: Browser, own: str, data: Path, articles: dict[str, Path]
) -> None:
    watched = Watched(browser, own)
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


def test_why_an_answer_is_as_it_is_and_files_to_take_away(browser: Browser, samples: str) -> None:
    watched = Watched(browser, samples)
    page = watched.page
    watched.ask("How many Japanese diplomats did Russia expel?")
    page.click("#panel [data-why]")
    page.wait_for_selector("#panel table.why .used", timeout=30_000)
    watched.keep("why")
    with page.expect_download() as saved:
        page.click("#export")
    assert "diplomats" in saved.value.path().read_text(encoding="utf-8")
    watched.visit("timeline")
    page.get_by_label("About", exact=True).fill("the expelled diplomats")
    page.get_by_label("About", exact=True).press("Enter")
    page.wait_for_selector("#said table.said", timeout=30_000)
    page.wait_for_selector("#chart .points path", timeout=30_000)
    watched.keep("timeline")
    page.click("#said [data-open] >> nth=0")
    page.wait_for_selector("#panel .document mark.target")
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel .document", state="detached")
    page.locator("#chart .points path").first.click(force=True)
    page.wait_for_selector("#panel .document mark.target")
    assert watched.hosts <= {"127.0.0.1", ""}
    with page.expect_download() as saved:
        page.click("#csv")
    assert saved.value.path().read_text(encoding="utf-8").startswith("date,date_note,actor")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_stands_in_the_way_of_a_screen_reader_or_weak_eyes(
    browser: Browser, samples: str, scheme: str
) -> None:
    watched = Watched(browser, samples, scheme=scheme)
    page = watched.page
    found = hindrances(page)
    page.click("#filtering")
    watched.ask("How many Japanese diplomats did Russia expel in April 2022?")
    page.click("#conversation button[aria-label=Like]")
    page.wait_for_selector("#note", state="visible")
    found += hindrances(page)
    page.click("#panel [data-open] >> nth=0")
    page.wait_for_selector("#panel .document")
    found += hindrances(page)
    watched.visit("library")
    page.click("#listing .held >> nth=0")
    page.wait_for_selector("#handling", state="visible")
    page.click("#mend")
    page.wait_for_selector("#details", state="visible")
    found += hindrances(page)
    assert found == []


def hindrances(page: Page) -> list[str]:
    """What axe-core finds that is serious or worse."""
    try:
        from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - an extra not everybody installs
    except ImportError:
        missing("axe-playwright-python is not installed")
    page.wait_for_timeout(400)
    found = Axe().run(page).response["violations"]
    serious = [item for item in found if item["impact"] in {"serious", "critical"}]
    return [f"{item['id']}: {node['target']}" for item in serious for node in item["nodes"]]


def test_the_keyboard_alone_asks_opens_a_document_and_comes_back(browser: Browser, samples: str) -> None:
    page = Watched(browser, samples).page
    page.wait_for_function(f"document.activeElement.matches('{QUESTION}')")
    page.keyboard.type("How many Japanese diplomats did Russia expel?")
    page.keyboard.press("Enter")
    page.wait_for_selector(MARKER, timeout=30_000)
    page.wait_for_selector("#question .submit-button")
    page.focus("#evidence")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.open") == "1-1"
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .document mark.target")
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel .card")
    page.focus("#timeline-button")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#library", state="visible")


def test_on_a_phone_timeline_and_library_fit_the_screen(browser: Browser, samples: str) -> None:
    watched = Watched(browser, samples, width=390, scheme="dark")
    page = watched.page
    watched.visit("timeline")
    page.get_by_label("About", exact=True).fill("the expelled diplomats")
    page.get_by_label("About", exact=True).press("Enter")
    page.wait_for_selector("#said table.said", timeout=30_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    watched.keep("phone-timeline")
    watched.visit("library")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    watched.keep("phone-library")
    page.click("#listing .held >> nth=0")
    page.wait_for_selector("#panel .document")
    assert page.locator("#handling").bounding_box()["y"] < 900  # type: ignore[index]
    watched.keep("phone-library-document")


def test_no_part_of_the_page_lets_the_phone_scroll_sideways_or_hides_the_evidence(
    browser: Browser, samples: str
) -> None:
    watched = Watched(browser, samples, width=390)
    watched.ask("How many Japanese diplomats did Russia expel?")
    watched.page.click("#panel [data-why]")  # Playwright clicks only what can be scrolled into view
    watched.page.wait_for_selector("#panel table.why")
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_conversations_outlast_a_reload_and_can_be_deleted(browser: Browser, samples: str) -> None:
    watched = Watched(browser, samples)
    page = watched.page
    watched.ask("How many Japanese diplomats did Russia expel?")
    page.wait_for_selector("#earlier", state="visible")
    page.click("#fresh")
    page.wait_for_selector("#conversation .example")
    watched.ask("Who won the village chess tournament?")
    page.wait_for_selector("#earlier [role=combobox]")
    page.wait_for_timeout(500)
    page.reload()
    page.wait_for_selector("#conversation .user-row:has-text('chess')")
    page.click("#earlier [role=combobox]")
    page.click("[role=option]:has-text('diplomats')")
    page.wait_for_selector("#conversation .user-row:has-text('diplomats')")
    page.click(f"{MARKER} >> nth=0")
    page.wait_for_selector("#panel .document mark.target")
    page.click("#forget")
    page.wait_for_selector("#conversation .example")
    page.click("#earlier [role=combobox]")
    assert page.locator("[role=option]:has-text('diplomats')").count() == 0
    assert watched.errors == []
