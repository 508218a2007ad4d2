"""Every method of an assistant does what the contract says."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from index.errors import BadInput
from qa import Answer, Assistant
from qa.records import Event

DRAINED = "When will the Oxmere dam be drained?"
WHALE = "Who reported the whale in the Tarn estuary?"


def names(paths: tuple[str, ...]) -> list[str]:
    return [Path(path).name for path in paths]


class TestDocuments:
    def test_each_file_given_stands_in_one_place_of_the_report(self, assistant: Assistant, stories: Path) -> None:
        (stories / "dam.md").write_text((stories / "dam.md").read_text() + "\nThe gates stay open until April.\n")
        (stories / "copy.txt").write_text((stories / "school.md").read_text().split("---\n")[2])
        (stories / "empty.txt").write_text("")
        (stories / "new.txt").write_text(
            "Tram line opens\n\nThe tram line to the Oxmere hills opened, Ada Lund said.\n"
        )
        (stories / "whale.txt").unlink()
        report = assistant.index(stories, stories / "gone.txt", sync=True)
        assert names(report.added) == ["new.txt"]
        assert names(report.updated) == ["dam.md"]
        assert names(report.unchanged) == ["school.md"]
        assert names(report.removed) == ["whale.txt"]
        assert [(Path(a).name, Path(b).name) for a, b in report.duplicates] == [("copy.txt", "school.md")]
        assert {Path(path).name: reason for path, reason in report.failed} == {
            "empty.txt": "the file is empty",
            "gone.txt": "no such file or folder",
        }

    def test_paths_may_be_text_and_progress_is_told(self, assistant: Assistant, stories: Path) -> None:
        steps: list[Any] = []
        assistant.index(str(stories / "dam.md"), str(stories / "whale.txt"), progress=steps.append)
        assert [(step.files_done, step.files_total) for step in steps] == [(1, 2), (2, 2)]

    def test_only_the_folders_given_are_kept_in_step(self, assistant: Assistant, tmp_path: Path, stories: Path) -> None:
        other = tmp_path / "other"
        other.mkdir()
        (stories / "dam.md").unlink()
        assert assistant.index(other, sync=True).removed == ()
        assert assistant.index(stories).removed == ()
        assert names(assistant.index(stories, sync=True).removed) == ["dam.md"]

    def test_documents_are_listed_with_what_is_known_of_them(self, assistant: Assistant, stories: Path) -> None:
        dam, school, whale = assistant.documents()
        assert (dam.path, dam.source, dam.published) == (str(stories / "dam.md"), "Vale Courier", date(2024, 3, 4))
        assert (school.title, school.published) == ("Oxmere school votes on uniforms", date(2024, 5, 6))
        assert (whale.source, whale.published) == (None, None)
        assert whale.published_note

    def test_a_removed_document_is_no_longer_found(self, assistant: Assistant) -> None:
        dam = assistant.documents()[0]
        assistant.remove(dam.id)
        assistant.remove("no such id")
        assert dam.id not in {document.id for document in assistant.documents()}
        assert dam.id not in {hit.document.id for hit in assistant.search("Oxmere dam drained")}
        assert assistant.ask("How many cracks are in the eastern wall?").abstained

    def test_what_is_no_path_is_refused_and_an_empty_one_is_not_the_current_folder(self, assistant: Assistant) -> None:
        for path in ("", " ", None, 5, ["stories"]):
            with pytest.raises(BadInput, match="no path"):
                assistant.index(path)  # type: ignore[arg-type]  # that is the point


class TestQuestions:
    def test_an_answer_is_short_and_cites_the_words_it_rests_on(self, assistant: Assistant) -> None:
        answer = assistant.ask(DRAINED)
        assert answer.text.startswith("18 March 2024")
        assert [citation.document.title for citation in answer.citations] == ["Oxmere dam to be drained for inspection"]
        assert answer.claims[0].date == "2024-03-18"
        assert answer.claims[0].markers == (1,)
        assert answer.reason is None

    def test_what_nothing_is_said_about_is_not_answered(self, assistant: Assistant) -> None:
        answer = assistant.ask("Which orchestra plays Sibelius in Helsinki?")
        assert (answer.abstained, answer.reason, answer.citations) == (True, "nothing_relevant", ())
        assert len(answer.nearest) <= 3

    def test_whom_nothing_speaks_of_is_said_and_the_nearest_is_more_than_a_headline(self, assistant: Assistant) -> None:
        answer = assistant.ask("When did Quentin Abernathy drain the Oxmere dam?")
        assert answer.text.endswith("nothing found speaks of “Quentin Abernathy”.")
        assert "Oxmere" in answer.nearest[0].passage.text
        assert all(len(hit.passage.text) > len(hit.document.title) for hit in answer.nearest)

    def test_what_cannot_be_read_is_said_to_be_so(self, assistant: Assistant) -> None:
        answer = assistant.ask("Wann wird der Damm geleert?")
        assert (answer.abstained, answer.nearest, answer.notes) == (True, (), ())
        assert "Only English is understood" in answer.text

    def test_an_empty_index_answers_nothing(self, make_assistant: Callable[..., Assistant]) -> None:
        answer = make_assistant().ask(DRAINED)
        assert (answer.abstained, answer.reason, answer.nearest) == (True, "nothing_relevant", ())

    def test_footnote_numbers_of_a_document_are_not_taken_for_citations(self, assistant: Assistant) -> None:
        answer = assistant.ask("What did the whale do with the tide?")
        assert not answer.abstained
        assert "[7]" in answer.citations[0].quote
        assert "[7]" not in answer.text

    def test_what_another_assistant_indexes_is_known_at_the_next_question(
        self, assistant: Assistant, make_assistant: Callable[..., Assistant], tmp_path: Path
    ) -> None:
        assert assistant.ask("Who won the Brackwater regatta?").abstained
        news = tmp_path / "news.txt"
        news.write_text("Regatta\n\nThe Brackwater regatta was won by skipper Lena Ostrander on Sunday.\n")
        make_assistant().index(news)
        assert "Lena Ostrander" in assistant.ask("Who won the Brackwater regatta?").text

    def test_questions_may_be_asked_asynchronously(self, assistant: Assistant) -> None:
        async def both() -> list[Answer]:
            return list(await asyncio.gather(assistant.aask(DRAINED), assistant.aask(WHALE, sources=None)))

        assert asyncio.run(both()) == [assistant.ask(DRAINED), assistant.ask(WHALE)]


class TestLimits:
    def test_bounds_of_publication_are_inclusive(self, assistant: Assistant) -> None:
        day = date(2024, 3, 4)
        assert not assistant.ask(DRAINED, after=day, before=day).abstained
        assert not assistant.ask(DRAINED, after="2024-03-04", before="2024-03").abstained
        assert not assistant.ask(DRAINED, after="2024", before=datetime(2024, 3, 4, 9)).abstained
        assert assistant.ask(DRAINED, after="2024-03-05").reason == "outside_filter"
        assert assistant.ask(DRAINED, before="2024-03-03").reason == "outside_filter"

    def test_what_no_document_says_is_not_blamed_on_the_limits(self, assistant: Assistant) -> None:
        answer = assistant.ask("Which orchestra plays Sibelius in Helsinki?", after="2024-03-05")
        assert answer.reason == "nothing_relevant"

    def test_undated_documents_are_left_out_and_the_answer_says_so(self, assistant: Assistant) -> None:
        said = "1 undated document is left out under a date limit"
        given = assistant.ask(DRAINED, after="2024-01-01")
        assert not given.abstained
        assert said in given.notes
        refused = assistant.ask(WHALE, after="2000-01-01")
        assert refused.reason == "outside_filter"
        assert said in refused.notes
        assert said in refused.text
        assert said not in assistant.ask(DRAINED).notes
        assert said not in assistant.ask(DRAINED, after="2024-01-01", sources=["Vale Courier"]).notes

    def test_events_are_bounded_by_the_day_something_happened(self, assistant: Assistant) -> None:
        assert not assistant.ask(DRAINED, event_after="2024-03-18", event_before="2024-03-18").abstained
        assert assistant.ask(DRAINED, event_after="2024-03-19").reason == "outside_filter"
        assert assistant.ask(DRAINED, event_before="2023-12-31").reason == "outside_filter"

    def test_an_outlet_may_be_named_with_or_without_article_and_case(self, assistant: Assistant) -> None:
        for named in (["Vale Courier"], "the vale courier", ("VALE COURIER", "Nobody's Post")):
            assert not assistant.ask(DRAINED, sources=named).abstained
        assert not assistant.ask(WHALE, sources=[]).abstained

    def test_an_outlet_the_index_does_not_have_is_named(self, assistant: Assistant) -> None:
        answer = assistant.ask(DRAINED, sources=["Valley [2] Post"])
        assert answer.reason == "outside_filter"
        assert answer.notes == ("no document is from the outlet “Valley (2) Post”",)
        assert "Valley (2) Post" in answer.text

    def test_limits_of_the_question_and_of_the_arguments_hold_together(self, assistant: Assistant) -> None:
        asked = "What did reports published in March 2024 say about the Oxmere dam?"
        assert not assistant.ask(asked, before="2024-12-31").abstained
        assert assistant.ask(asked, after="2024-04-01").abstained


class TestStreams:
    def test_the_last_event_carries_the_answer_and_each_its_own_field(self, assistant: Assistant) -> None:
        events = list(assistant.stream(DRAINED, after="2024-01-01"))
        assert events[-1].answer == assistant.ask(DRAINED, after="2024-01-01")
        assert {event.kind for event in events} == {"status", "passage", "text", "answer"}
        for event in events:
            filled = {field.name for field in dataclasses.fields(Event)[1:] if getattr(event, field.name)}
            assert filled == {{"passage": "hit", "answer": "answer"}.get(event.kind, "text")}

    def test_leaving_a_stream_early_is_harmless(self, assistant: Assistant) -> None:
        stream = iter(assistant.stream(DRAINED))
        next(stream)
        del stream
        for event in assistant.stream(WHALE):
            if event.kind == "passage":
                break
        assert not assistant.ask(DRAINED).abstained
        assert assistant.index().added == ()

    def test_the_asynchronous_stream_has_the_same_events(self, assistant: Assistant) -> None:
        async def listened() -> list[Event]:
            return [event async for event in assistant.astream(DRAINED)]

        async def left() -> None:
            events = assistant.astream(DRAINED)
            await anext(events)
            await events.aclose()  # type: ignore[attr-defined]  # it is an asynchronous generator

        asyncio.run(left())
        assert asyncio.run(listened()) == list(assistant.stream(DRAINED))

    def test_bad_input_is_refused_before_the_first_event(self, assistant: Assistant) -> None:
        with pytest.raises(BadInput):
            assistant.stream("")
        with pytest.raises(BadInput):
            assistant.stream(DRAINED, before="later")


class TestSearch:
    def test_passages_come_ranked_with_scores(self, assistant: Assistant) -> None:
        hits = assistant.search("cracks in the eastern wall of the dam", k=2)
        assert len(hits) == 2
        assert hits[0].document.title == "Oxmere dam to be drained for inspection"
        assert hits[0].score >= hits[1].score
        for hit in hits:
            assert hit.document.text[hit.passage.start : hit.passage.end] == hit.passage.text

    @pytest.mark.parametrize("k", [0, -3, "ten", None])
    def test_a_number_of_passages_below_one_is_refused(self, assistant: Assistant, k: Any) -> None:
        with pytest.raises(BadInput, match="1 or more"):
            assistant.search("dam", k=k)


class TestOpening:
    def test_a_folder_is_made_kept_and_closed_twice(self, tmp_path: Path, stories: Path, embedder: Any) -> None:
        folder = tmp_path / "deep" / "index"
        with Assistant.open(str(folder), embedder=embedder, today=date(2024, 6, 1)) as opened:
            opened.index(stories)
            answer = opened.ask(DRAINED)
        opened.close()
        opened.close()
        with Assistant.open(folder, embedder=embedder, today=date(2024, 6, 1)) as again:
            assert len(again.index(stories).unchanged) == 3
            assert again.ask(DRAINED) == answer

    def test_a_closed_assistant_says_so(self, assistant: Assistant, stories: Path) -> None:
        assistant.close()
        for call in (lambda: assistant.ask(DRAINED), assistant.documents, lambda: assistant.index(stories)):
            with pytest.raises(BadInput, match="closed"):
                call()

    def test_today_is_what_relative_dates_in_questions_are_counted_from(self, assistant: Assistant) -> None:
        question = assistant.ask("What has the Oxmere school voted on last month?").question
        assert (question.filters.event_after, question.filters.event_before) == (date(2024, 5, 1), date(2024, 5, 31))

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ({"folder": " "}, "no folder"),
            ({"folder": "a\0b"}, "no folder"),
            ({"folder": 5}, "no folder"),
            ({"llm": "gpt"}, "llama-index LLM"),
            ({"embedder": "minilm"}, "BaseEmbedding"),
            ({"today": "2024-06-01"}, "datetime.date"),
        ],
    )
    def test_arguments_of_the_wrong_kind_are_refused_at_once(
        self, tmp_path: Path, arguments: dict[str, Any], said: str
    ) -> None:
        with pytest.raises(BadInput, match=said):
            Assistant.open(**{"folder": tmp_path / "index", **arguments})
        assert not (tmp_path / "index").exists()
