"""The page in a real browser over the real server: what the tests of this folder share.

They need Playwright (`pip install -e '.[browser]'`) and Debian's Chromium; `make browser` sets
DATELINE_BROWSER=required, and then a missing one is a failure. Screenshots are kept in `artifacts/`.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ARTIFACTS = Path(__file__).resolve().parents[3] / "artifacts"


def missing(what: str) -> Any:
    if os.environ.get("DATELINE_BROWSER") == "required":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
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


class Watched:
    """A page, with every host it asked for and everything it complained of."""

    MARKER = '#conversation a[href^="#evidence-"]'
    QUESTION = "#question textarea"

    def __init__(self, browser: Browser | BrowserContext, address: str, **look: Any) -> None:
        self.page: Page = browser.new_page(**look)
        self.hosts: set[str] = set()
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname or ""))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(address)
        self.page.wait_for_selector(self.QUESTION)

    def ask(self, question: str) -> None:
        self.page.fill(self.QUESTION, question)
        self.page.press(self.QUESTION, "Enter")
        self._answered()

    def retry(self) -> None:
        self.page.fill(self.QUESTION, "Something begun")  # else the answer before would do for the one waited for
        self.page.click('#conversation button[aria-label="Retry"]')
        self._answered()

    def _answered(self) -> None:
        # The field is emptied when the question is taken; it can be sent again when it is answered.
        self.page.wait_for_function(f"document.querySelector('{self.QUESTION}').value === ''", timeout=30_000)
        self.page.wait_for_selector("#question .submit-button", timeout=30_000)

    def open_marker(self) -> None:
        self.page.click(f"{self.MARKER} >> nth=0")
        self.page.wait_for_selector("#panel .document mark.target")

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

    def tell(self, *, who: str = "", about: str = "") -> None:
        """Look up a timeline."""
        self.visit("timeline")
        self.page.get_by_label("Who", exact=True).fill(who)
        self.page.get_by_label("About", exact=True).fill(about)
        self.page.get_by_label("About", exact=True).press("Enter")
        self.page.wait_for_selector("#said table.said", timeout=30_000)

    def width(self) -> int:
        """How wide the page is, in pixels; more than the window when it scrolls sideways."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))

    def keep(self, name: str) -> None:
        path = ARTIFACTS / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.wait_for_timeout(300)
        self.page.screenshot(path=path)

    def hindrances(self) -> list[str]:
        """What axe-core finds that is serious or worse."""
        try:
            from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - an extra not everybody installs
        except ImportError:
            missing("axe-playwright-python is not installed")
        self.page.wait_for_timeout(400)
        found = Axe().run(self.page).response["violations"]
        serious = [item for item in found if item["impact"] in {"serious", "critical"}]
        return [f"{item['id']}: {node['target']}" for item in serious for node in item["nodes"]]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Opens the page as a visitor of their own; closed when the test ends."""
    opened: list[Watched] = []

    def visitor(address: str, width: int = 1440, scheme: str = "light", height: int = 900) -> Watched:
        opened.append(Watched(browser, address, viewport={"width": width, "height": height}, color_scheme=scheme))
        return opened[-1]

    yield visitor
    for watched in opened:
        watched.page.close()


@pytest.fixture
def tab() -> Callable[..., Watched]:
    """Opens the page in a tab of a browser's context."""
    return Watched


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(*options: str | Path, cache: Path, port: int | None = None) -> Iterator[str]:
    """A server process of its own on a loopback port; yields its address once it says it is ready."""
    port = port or a_free_port()
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


@pytest.fixture(scope="session")
def serving() -> Callable[..., AbstractContextManager[str]]:
    """Starts a server: `serving(*options, cache=folder, port=None)`."""
    return served


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    """Gives a loopback port that nothing listens on."""
    return a_free_port


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the sample articles."""
    with served("--samples", cache=tmp_path_factory.mktemp("cache")) as address:
        yield address


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server of `own` keeps everything."""
    return tmp_path_factory.mktemp("own")


@pytest.fixture(scope="session")
def own(data: Path) -> Iterator[str]:
    """A server over an index of one's own, empty at first."""
    with served(cache=data) as address:
        yield address
