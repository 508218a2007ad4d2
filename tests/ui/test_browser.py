"""The page in a real browser over the real server: ask, see the citation, open the passage.

Needs Playwright (`pip install -e '.[browser]'`) and Debian's Chromium; `make browser` sets DATELINE_BROWSER=required,
and then a missing one is a failure. Screenshots are kept in `artifacts/`.
"""

from __future__ import annotations

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
    environment = os.environ | {"XDG_CACHE_HOME": str(cache), "PYTHONUNBUFFERED": "1"}
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
        self.page.wait_for_selector("#question .submit-button", timeout=30_000)

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
