"""Assistants to ask: a quick one over three invented stories in memory, and the real one over the samples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qa import Assistant
from qa.reading import RuleReader
from qa.settings import samples_folder
from qa.wire import assemble

TODAY = date(2024, 6, 1)
STORIES = {
    "dam.md": """---
title: Oxmere dam to be drained for inspection
source: Vale Courier
date: 2024-03-04
---
The Oxmere dam will be drained on 18 March 2024 for an inspection, chief engineer Petra Holm
told reporters on Monday. “We found three cracks in the eastern wall,” Holm said. The work costs 640,000 crowns.
""",
    "school.md": """---
title: Oxmere school votes on uniforms
source: Vale Courier
date: 2024-05-06
---
Parents of the Oxmere school voted against uniforms on Friday. Head teacher Jon Sorel said that 212 parents took part
in the vote and that the question was settled for good.
""",
    "whale.txt": """A whale in the estuary

A young humpback whale swam eleven kilometres up the Tarn estuary, harbour pilot Mira Dahl reported. Dahl counted
forty boats of onlookers around the whale. The animal turned back with the tide.[7] Nobody was hurt.
""",
}


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A folder of three files: two of one outlet with dates, and one with neither outlet nor date."""
    folder = tmp_path / "stories"
    folder.mkdir()
    for name, text in STORIES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def make_assistant(memory_store: Any, embedder: Any) -> Callable[..., Assistant]:
    """Makes assistants over the store in memory, with an embedding model and a reader that need no weights."""

    def make(llm: Any = None) -> Assistant:
        return Assistant(
            assemble(memory_store, embedder, RuleReader(), llm=llm, today=TODAY, is_word=lambda _word: True)
        )

    return make


@pytest.fixture
def assistant(make_assistant: Callable[..., Assistant], stories: Path) -> Assistant:
    """An assistant that holds the three stories."""
    made = make_assistant()
    assert len(made.index(stories).added) == len(STORIES)
    return made


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant as users get it, over the sample articles."""
    with Assistant.open(tmp_path_factory.mktemp("samples"), today=TODAY) as opened:
        opened.index(samples_folder())
        yield opened
