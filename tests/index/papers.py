"""Files to load and index, an embedding model that counts, and reports by file name: for the tests of indexing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.clean import clean
from index.errors import UnreadableDocument
from index.load import load_all
from index.metadata import describe
from index.raw import RawDocument
from index.records import Document, IndexReport

TODAY = date(2024, 6, 1)
PAGE = (
    "Quarry bought by the county\nPublished 3 May 2021\nBy Ada Quill\n"
    "The county of Aldmoor bought the old quarry on Monday, clerk Bo Lindahl said after the council had met.\n"
    "“It will be a lake by summer,” Lindahl told reporters. The price was four million crowns.\n"
)

FERRY = """Ferry to Osk Island resumes after nine weeks

HALLOW BAY, 3 May 2021 - The car ferry to Osk Island sailed again on Monday morning, nine weeks after its bow door \
jammed in a gale. About 180 passengers and 42 cars were on board, harbour master Ines Calder said.

The operator, Northline, had flown spare parts in from Bergen twice, because the first set did not fit. Repairs cost \
2.4 million crowns, twice the sum that was first named.

“We are sorry for what the islanders went through,” Northline director Pavel Rusk told reporters on the quay. He did \
not say whether residents would be paid for their losses.

The island's only shop ran out of flour in April. Fishermen brought bread and medicine across in their own boats, \
and the school was heated with driftwood for six days.

A second ferry, the Marigold, is due to join the route in the autumn of 2022. Until then the timetable stays as it \
was before the storm, with three sailings a day.
"""

MINE = """Miners vote to end strike at Tarn Hill

Workers at the Tarn Hill copper mine voted on Friday to end their strike, the union said. Of 1,130 members, 702 were \
in favour of the offer and 391 against it.

The company will raise hourly pay by 4.5 percent from July and hire a second doctor for the night shift. It rejected \
the demand for an extra week of leave.

“Nobody got everything, but nobody goes back empty-handed,” shop steward Lena Ojala said after the count. She thanked \
the bakeries of the town for their support.

The strike had begun on 9 March, when a lift failed and eleven men were stuck underground for seven hours. Investors \
feared that the pit would close, and the share price fell by a fifth.

Work is to begin again on Tuesday. The first trains with ore are expected at the port of Kell a week later, a \
spokesman for the railway said.
"""

SEEDS = """Seed bank opens vault in old salt works

A vault for seeds of 9,000 kinds of grain was opened in the old salt works of Ulverton on Wednesday. Botanists from \
fourteen countries had sent samples in sealed glass tubes.

The tunnels lie 210 metres below the town and stay at eight degrees all year. Cooling machines bring the chambers \
down to minus eighteen, and batteries keep them there for a month if the power fails.

“It is an insurance that we hope never to need,” said Marit Holm, who leads the project. The government of the region \
paid for two thirds of the building; the rest came from gifts.

Critics say that the money should have gone to farmers. Holm denied that the vault took anything away from them and \
invited the farmers' league to visit it in June.

The first box to be stored held barley from the hills above the town. It had been grown there since the 14th century.
"""


def write(folder: Path, name: str, topic: str) -> str:
    """An article about the topic; its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"Council debates {topic}\n\nThe town council debated {topic} for two hours. The mayor said that {topic} "
        f"would cost less than last year. A vote on {topic} is planned for autumn.\n"
    )
    return str(path)


def written(folder: Path, name: str, content: str | bytes | object) -> Path:
    """A file of this content, JSON where it is neither text nor bytes."""
    if not isinstance(content, str | bytes):
        content = json.dumps(content)
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def load(path: Path) -> RawDocument:
    """The one article of a file."""
    (raw,) = load_all(path)
    assert isinstance(raw, RawDocument)
    return raw


def described(raw: RawDocument) -> Document:
    """What an index would hold of it today."""
    return describe(raw, clean(raw), latest=TODAY)


class Counting:
    """Passes texts on to an embedding model and counts them; fails for texts that hold the word given."""

    def __init__(self, embedder: Any, fails_for: str | None = None) -> None:
        self.embedder, self.fails_for, self.texts = embedder, fails_for, list[str]()

    def get_text_embedding_batch(self, texts: list[str]) -> list[list[float]]:
        if self.fails_for and any(self.fails_for in text for text in texts):
            raise RuntimeError("the model is ill")
        self.texts += texts
        vectors: list[list[float]] = self.embedder.get_text_embedding_batch(texts)
        return vectors


def outcomes(report: IndexReport) -> dict[str, list[str]]:
    """The report by file name."""
    plain = {
        name: [Path(path).name for path in getattr(report, name)]
        for name in ("added", "updated", "unchanged", "removed")
    }
    plain["duplicates"] = [Path(path).name for path, _ in report.duplicates]
    plain["failed"] = [Path(path).name for path, _ in report.failed]
    return {name: paths for name, paths in plain.items() if paths}


def refused(path: Path) -> str:
    """The one line with which a file is refused."""
    with pytest.raises(UnreadableDocument) as caught:
        list(load_all(path))
    assert "\n" not in str(caught.value)
    return str(caught.value)
