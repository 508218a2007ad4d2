"""Every way a model's server can answer or fail ends in bounded time in a verified or the default answer."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.errors import BadInput
from qa import Assistant
from qa.models import LlamaModel, open_model
from qa.records import Answer
from tests.qa.scripted_server import Manner, Script, serving

ASKED = "How many cracks did Petra Holm find in the eastern wall?"
KEY = "sk-do-not-show-0123456789"


def said(*claims: str) -> str:
    return json.dumps({"claims": [{"text": text, "passages": [1]} for text in claims]})


GOOD = said("Petra Holm said they found three cracks in the eastern wall.")

Ask = Callable[[Script], Answer]


def opened(make_assistant: Callable[..., Assistant], url: str, seconds: float) -> Assistant:
    return make_assistant(open_model("openai-like:m", url=url, key=KEY, seconds=seconds))


@pytest.fixture
def ask(make_assistant: Callable[..., Assistant], stories: Path) -> Ask:
    def asked(script: Script, seconds: float = 1.0) -> Answer:
        with serving(script) as url:
            model = open_model("openai-like:m", url=url, key=KEY, seconds=seconds)
            with make_assistant(model) as assistant:
                assistant.index(stories)
                return assistant.ask(ASKED)

    return asked


def test_a_good_reply_is_worded_streamed_and_cited(ask: Ask) -> None:
    script = Script([GOOD])
    answer = ask(script)
    assert answer.text == "Petra Holm said they found three cracks in the eastern wall. [1]"
    assert script.requests[0]["stream"] is True
    assert script.requests[0]["response_format"] == {"type": "json_object"}
    assert script.keys == [f"Bearer {KEY}"]


@pytest.mark.parametrize(
    "reply",
    [
        said("Petra Holm said they found seven cracks in the eastern wall."),
        said("Petra Holm said on 5 May 2021 that they found three cracks."),
        said("Jon Sorel said “we found three cracks in the eastern wall”."),
        '{"claims": [{"text": "three cracks"',
        "<think>three</think>",
    ],
)
def test_what_does_not_stand_gives_the_default_answer_with_a_note(ask: Ask, reply: str) -> None:
    answer = ask(Script([reply]))
    assert "three" in answer.text.lower()
    assert answer.notes[-1].endswith("this is the answer without it")
    assert "language model" in answer.notes[-1]


@pytest.mark.parametrize(
    ("manner", "note", "requests"),
    [
        ("empty", "form asked for", 2),
        ("html", "form asked for|no readable reply", 2),
        ("hang", "did not reply within 1 s", 1),
        ("401", "refused the key", 1),
        ("429", "asked too often", 2),
        ("429-late", "asked too often", 1),
        ("500", "cannot be used", 2),
    ],
)
def test_a_server_that_fails_costs_bounded_time_and_gives_the_default_answer(
    ask: Ask, manner: Manner, note: str, requests: int
) -> None:
    script = Script([GOOD], manner)
    began = time.monotonic()
    answer = ask(script)
    assert time.monotonic() - began < 15
    assert "three" in answer.text.lower()
    assert any(part in answer.notes[-1] for part in note.split("|")), answer.notes
    assert len(script.requests) == requests
    assert KEY not in repr(answer)
    assert "sk-secret" not in repr(answer)


def test_a_server_that_fails_once_is_asked_again(ask: Ask) -> None:
    assert ask(Script([GOOD], "500-once")).text.startswith("Petra Holm said")


def test_a_reply_that_is_cut_off_keeps_the_claims_that_were_whole(ask: Ask) -> None:
    long = said("Petra Holm said they found three cracks in the eastern wall.", "The work costs 640,000 crowns " * 9)
    answer = ask(Script([long], "cut"))
    assert answer.text == "Petra Holm said they found three cracks in the eastern wall. [1]"


def test_nobody_listening_is_said_without_the_address(make_assistant: Callable[..., Assistant], stories: Path) -> None:
    model = open_model("openai-like:m", url="http://127.0.0.1:9/v1", key=KEY, seconds=1)
    with make_assistant(model) as assistant:
        assistant.index(stories)
        assert "cannot be reached" in assistant.ask(ASKED).notes[-1]


class TestAsynchronous:
    async def test_answers_are_the_same(self, make_assistant: Callable[..., Assistant], stories: Path) -> None:
        with serving(Script([GOOD])) as url, opened(make_assistant, url, 5) as assistant:
            assistant.index(stories)
            answer = await assistant.aask(ASKED)
            assert answer.text == "Petra Holm said they found three cracks in the eastern wall. [1]"

    async def test_cancelling_ends_the_request(self, make_assistant: Callable[..., Assistant], stories: Path) -> None:
        script = Script([GOOD + " " * 4000], pause=0.02)
        with serving(script) as url, opened(make_assistant, url, 5) as assistant:
            assistant.index(stories)
            asking = asyncio.create_task(assistant.aask(ASKED))
            async with asyncio.timeout(20):
                while not script.requests:
                    await asyncio.sleep(0.02)
            await asyncio.sleep(0.2)
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
            for _ in range(100):
                if script.left:
                    break
                await asyncio.sleep(0.05)
            assert script.left == 1

    async def test_a_hang_is_bounded(self, make_assistant: Callable[..., Assistant], stories: Path) -> None:
        with serving(Script([GOOD], "hang")) as url, opened(make_assistant, url, 1) as assistant:
            assistant.index(stories)
            assert "did not reply" in (await assistant.aask(ASKED)).notes[-1]


def test_ollama_is_asked_for_json_and_answers(make_assistant: Callable[..., Assistant], stories: Path) -> None:
    script = Script([GOOD])
    with serving(script) as url:
        model = open_model("ollama:m", url=url.removesuffix("/v1"), key=None, seconds=5)
        with make_assistant(model) as assistant:
            assistant.index(stories)
            answer = assistant.ask(ASKED)
    assert answer.text == "Petra Holm said they found three cracks in the eastern wall. [1]"
    assert script.requests[0]["format"] == "json"
    assert answer.worded is not None
    assert answer.worded.model == "m"


class TestSetting:
    @pytest.mark.parametrize(
        ("spec", "url", "line"),
        [
            ("gpt-5", None, "openai:NAME"),
            ("openai-like:m", None, "DATELINE_LLM_URL"),
            ("openai:", None, "openai:NAME"),
            ("anthropic:m", None, "ANTHROPIC_API_KEY"),
        ],
    )
    def test_what_is_missing_is_said_in_one_line(
        self, monkeypatch: pytest.MonkeyPatch, spec: str, url: str | None, line: str
    ) -> None:
        monkeypatch.delenv("OPENAI_API_KEY", raising=False)
        monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
        with pytest.raises(BadInput, match=line) as caught:
            open_model(spec, url=url, key=None, seconds=1)
        assert "\n" not in str(caught.value)

    def test_a_package_that_is_not_installed_is_named_with_its_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def missing(name: str) -> Any:
            raise ImportError(name)

        monkeypatch.setattr("qa.models.importlib.import_module", missing)
        with pytest.raises(BadInput, match=r"pip install 'dateline\[ollama\]'"):
            open_model("ollama:qwen3", url=None, key=None, seconds=1)

    def test_a_model_its_vendor_does_not_know_still_has_a_name_and_a_window(self) -> None:
        model = open_model("openai:not-yet-known", url="http://127.0.0.1:9/v1", key=KEY, seconds=1)
        assert isinstance(model, LlamaModel)
        assert (model.name, model.window) == ("not-yet-known", 8192)
