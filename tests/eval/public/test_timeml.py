"""TimeML files beside the dates that are found in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eval.public.timeml import Timex, measure, read
from index.errors import BadInput

TEMPLATE = """<?xml version="1.0" ?>
<TimeML><DOCID>x</DOCID>
<DCT>%s</DCT>
<TEXT>%s</TEXT>
</TimeML>"""
WRITTEN = '<TIMEX3 tid="t0" type="DATE" value="2019-06-12" functionInDocument="CREATION_TIME">12 June</TIMEX3>'


def a_file(folder: Path, text: str, *, written: str = WRITTEN, name: str = "quarry.tml") -> Path:
    path = folder / name
    path.write_text(TEMPLATE % (written, text), encoding="utf-8")
    return path


def tag(words: str, value: str, kind: str = "DATE") -> str:
    return f'<TIMEX3 tid="t1" type="{kind}" value="{value}">{words}</TIMEX3>'


def test_offsets_of_tags_are_those_of_the_plain_text(tmp_path: Path) -> None:
    found = read(a_file(tmp_path, f"A &amp; B <EVENT eid='e1'>closed</EVENT> on {tag('3 May 2019', '2019-05-03')}."))
    assert found.text == "A & B closed on 3 May 2019."
    (gold,) = found.gold
    assert (found.text[gold.start : gold.end], gold.value) == ("3 May 2019", "2019-05-03")
    assert found.written == date(2019, 6, 12)


def test_a_tag_inside_another_keeps_its_own_place(tmp_path: Path) -> None:
    found = read(a_file(tmp_path, f"In {tag('the <EVENT>week</EVENT> of ' + tag('3 May', '2019-05-03'), '2019-W18')}!"))
    assert {found.text[g.start : g.end] for g in found.gold} == {"3 May", "the week of 3 May"}


def test_every_figure_is_1_where_the_dates_agree(tmp_path: Path) -> None:
    a_file(tmp_path, f"The quarry closed on {tag('3 May 2019', '2019-05-03')}, the council said.")
    result = measure(tmp_path)
    assert [figure.value for figure in result.paper] == [1.0, 1.0, 1.0, 1.0]


def test_another_extent_is_relaxed_only_and_another_value_no_value(tmp_path: Path) -> None:
    a_file(tmp_path, f"The quarry closed {tag('on 3 May 2019', '2019-05-04')}, the council said.")
    found = {figure.name: figure.value for figure in measure(tmp_path).paper}
    assert found == {"strict F1": 0.0, "relaxed F1": 1.0, "type F1": 1.0, "value F1": 0.0}


def test_durations_count_against_recall_by_the_paper_and_not_by_us(tmp_path: Path) -> None:
    duration = tag("for nine years", "P9Y", "DURATION")
    a_file(tmp_path, f"The quarry, closed on {tag('3 May 2019', '2019-05-03')}, had been worked {duration}.")
    result = measure(tmp_path)
    assert result.paper[1].value == pytest.approx(2 / 3)
    assert result.ours[1].value == 1.0


def test_a_day_that_is_not_told_and_hidden_files_do_no_harm(tmp_path: Path) -> None:
    a_file(tmp_path, "Nothing here.", written="")
    (tmp_path / "._quarry.tml").write_bytes(b"\x00\x05\x16\x07")
    assert measure(tmp_path).paper[0].n == 0


def test_what_is_not_timeml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no files that end in"):
        measure(tmp_path)
    path = tmp_path / "a.tml"
    path.write_text("<TimeML>", encoding="utf-8")
    with pytest.raises(BadInput, match="not TimeML"):
        measure(path)
    path.write_text("<TimeML/>", encoding="utf-8")
    with pytest.raises(BadInput, match="has no TEXT"):
        measure(path)


def test_an_entity_is_not_read_from_another_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("3 May 2019", encoding="utf-8")
    path = tmp_path / "a.tml"
    entity = f'<!DOCTYPE TimeML [<!ENTITY s SYSTEM "{tmp_path / "secret"}">]>'
    path.write_text(f"{entity}<TimeML><TEXT>Closed &s;.</TEXT></TimeML>", encoding="utf-8")
    assert "3 May" not in read(path).text


def test_tags_that_only_touch_do_not_overlap() -> None:
    first, second = Timex(0, 4, "DATE", ""), Timex(4, 8, "DATE", "")
    assert not first.overlaps(second)
    assert first.overlaps(Timex(3, 5, "DATE", ""))
