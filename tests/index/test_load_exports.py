"""Exports: every row an article under a name of its own; a bad row is told and stops no other."""

from __future__ import annotations

import json
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import UnreadableDocument
from index.load import load_all
from index.raw import RawDocument, UnreadablePart
from tests.index.papers import described, refused, written

TEXT = "The lock at Osterholt opens again on Friday, the canal office said."


def articles(path: Path) -> list[RawDocument]:
    return [raw for raw in load_all(path) if isinstance(raw, RawDocument)]


def problems(path: Path) -> list[tuple[str, str]]:
    return [(raw.part, raw.reason) for raw in load_all(path) if isinstance(raw, UnreadablePart)]


HEADS = [
    ",|Title,Text,Outlet,Date,Url,Author",
    ";|headline;FULL_TEXT;Publication;Published At;link;by-line",
    "\t|article_title\tcontent\tsource name\tpub_date\tpermalink\tauthors",
]


@pytest.mark.parametrize("day", ["2021-03-04", "2021-03-04T09:00Z", "4 March 2021"])
@pytest.mark.parametrize("head", HEADS)
def test_columns_are_known_by_many_names_and_any_delimiter(tmp_path: Path, head: str, day: str) -> None:
    delimiter, _, names = head.partition("|")
    row = delimiter.join(["Lock opens", f'"{TEXT}"', "Canal Post", day, "https://c.example/1", "Ada Quill"])
    (raw,) = articles(written(tmp_path, "news.csv", f"{names}\n{row}\n"))
    document = described(raw)
    assert (document.title, document.source, document.author) == ("Lock opens", "Canal Post", "Ada Quill")
    assert (document.published, document.url) == (date(2021, 3, 4), "https://c.example/1")
    assert TEXT in document.text


def test_rows_are_named_by_id_then_address_then_number(tmp_path: Path) -> None:
    rows = [
        {"id": 7, "text": TEXT},
        {"id": 7, "text": TEXT},
        {"url": "https://c.example/2", "text": TEXT},
        {"text": TEXT},
    ]
    path = written(tmp_path, "news.jsonl", "\n".join(json.dumps(row) for row in rows))
    assert [raw.part for raw in articles(path)] == ["7", "line 2", "https://c.example/2", "line 4"]


def test_a_table_without_text_is_refused_with_the_columns_it_has(tmp_path: Path) -> None:
    reason = refused(written(tmp_path, "sales.csv", "month,amount\n1,2\n"))
    assert "month, amount" in reason
    assert "full_text" in reason


def test_a_bad_row_is_told_and_stops_no_other(tmp_path: Path) -> None:
    lines = [json.dumps({"text": TEXT}), "{broken", "[1]", json.dumps({"title": "Nothing"}), json.dumps({"body": TEXT})]
    path = written(tmp_path, "news.jsonl", "\n".join(lines))
    assert [raw.part for raw in articles(path)] == ["line 1", "line 5"]
    assert [part for part, _ in problems(path)] == ["line 2", "line 3", "line 4"]
    assert "filled: title" in problems(path)[2][1]


def test_a_file_of_bad_rows_is_refused_as_a_whole_and_many_bad_rows_are_counted(tmp_path: Path) -> None:
    assert "no row can be read" in refused(written(tmp_path, "a.jsonl", "{broken\n" * 300))
    path = written(tmp_path, "b.jsonl", "{broken\n" * 300 + json.dumps({"text": TEXT}))
    told = problems(path)
    assert len(told) == 51
    assert told[-1] == ("other rows", "250 more cannot be read")


@pytest.mark.parametrize(
    "content",
    [
        [{"text": TEXT}],
        {"status": "ok", "articles": [{"text": TEXT}]},
        {"response": {"results": [{"fields": {"bodyText": TEXT}, "webTitle": "Lock opens"}]}},
        {"hits": {"hits": [{"_id": "x", "_source": {"content": TEXT}}]}},
        {"a1": {"title": "Lock opens", "text": TEXT}},
        {"title": {"0": "Lock opens"}, "text": {"0": TEXT}},
        {"title": "A feed", "description": "of news", "items": [{"content_html": f"<p>{TEXT}</p>"}]},
    ],
)
def test_the_list_of_articles_is_found_wherever_it_stands(tmp_path: Path, content: object) -> None:
    (raw,) = articles(written(tmp_path, "news.json", content))
    assert TEXT in described(raw).text
    assert raw.part


def test_a_json_file_may_be_one_article_or_one_a_line(tmp_path: Path) -> None:
    (raw,) = articles(written(tmp_path, "one.json", {"title": "Lock opens", "text": TEXT}))
    assert raw.part == ""
    row = json.dumps({"text": TEXT})
    assert len(articles(written(tmp_path, "lines.json", f"{row}\n{row}\n"))) == 2


def test_nested_values_of_news_services_are_read(tmp_path: Path) -> None:
    row = {
        "source": {"id": None, "name": "Canal Post"},
        "title": {"rendered": "Lock &amp; weir open"},
        "content": {"rendered": f"<p>{TEXT}</p><script>evil()</script>"},
        "authors": [{"name": "Ada Quill"}, {"name": "Bo Lind"}],
        "publishedAt": 1614848400,
    }
    (raw,) = articles(written(tmp_path, "news.json", [row]))
    document = described(raw)
    assert (document.title, document.source) == ("Lock & weir open", "Canal Post")
    assert (document.author, document.published) == ("Ada Quill, Bo Lind", date(2021, 3, 4))
    assert "evil" not in document.text
    assert "<p>" not in document.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_tables_are_found(tmp_path: Path, encoding: str) -> None:
    text = "Die Schleuse öffnet früher, sagte Käthe Möll am Freitag über den Rückbau der Brücke. " * 3
    (raw,) = articles(written(tmp_path, "news.csv", f'title,text\nSchleuse,"{text}"\n'.encode(encoding)))
    assert text.strip() in raw.text


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows_in_silence(tmp_path: Path) -> None:
    path = written(tmp_path, "news.csv", f'title,text\nA,{TEXT}\nB,"{TEXT}\nC,{TEXT}\n')
    assert [raw.metadata["title"] for raw in articles(path)] == ["A"]
    assert "never closed" in problems(path)[0][1]


def test_a_cell_of_ten_million_characters_is_refused_and_the_next_row_read(tmp_path: Path) -> None:
    path = written(tmp_path, "news.csv", f'title,text\nA,"{"x " * 5_000_000}"\nB,{TEXT}\n')
    assert [raw.metadata["title"] for raw in articles(path)] == ["B"]
    assert "too long" in problems(path)[0][1]


def test_rows_are_read_one_by_one(tmp_path: Path) -> None:
    row = json.dumps({"text": TEXT * 120})
    path = written(tmp_path, "news.jsonl", f"{row}\n" * 2_000)
    list(zip(range(2), load_all(path), strict=False))  # what is imported on the way is not counted
    tracemalloc.start()
    count = sum(1 for _ in load_all(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2_000
    assert path.stat().st_size > 3 * peak


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("deep.json", "[" * 300_000 + "]" * 300_000, "nested too deeply"),
        ("objects.json", '{"articles":' * 100_000 + "1" + "}" * 100_000, "nested too deeply"),
        ("wide.json", "[" + "[]," * 4_000_000 + "[]]", "too many values"),
        ("number.json", '{"text": ' + "9" * 100_000 + "}", "not valid JSON"),
        ("cut.json", '{"articles": [{"text": "The lock', "line 1, column"),
        ("settings.json", '{"name": "x", "description": "y"}', "columns found: name, description"),
        ("empty.csv", "title,text\n", "no rows"),
        ("deep.jsonl", "[" * 300_000 + "\n", "nested too deeply"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(200), "image"),
    ],
)
def test_what_is_no_export_or_means_harm_is_refused(
    tmp_path: Path, name: str, content: str | bytes, reason: str
) -> None:
    assert reason in refused(written(tmp_path, name, content))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.binary(max_size=300) | st.text('",;\n\ttextile:{}[]0', max_size=200).map(str.encode))
@pytest.mark.parametrize("name", ["x.csv", "x.jsonl", "x.json"])
def test_any_bytes_are_read_or_refused_in_words(tmp_path: Path, name: str, data: bytes) -> None:
    try:
        found = list(load_all(written(tmp_path, name, data)))
    except UnreadableDocument:
        return
    parts = [raw.part for raw in found if isinstance(raw, RawDocument)]
    assert len(set(parts)) == len(parts)
