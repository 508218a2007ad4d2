"""The assistant as parts of llama-index."""

from __future__ import annotations

import asyncio

import pytest
from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import QueryBundle

from index.errors import BadInput
from qa import Assistant

ASKED = "When will the Oxmere dam be drained?"


def test_the_retriever_gives_the_passages_of_the_search(assistant: Assistant) -> None:
    retriever = assistant.as_retriever(k=2)
    assert isinstance(retriever, BaseRetriever)
    nodes = retriever.retrieve(ASKED)
    hits = assistant.search(ASKED, k=2)
    assert [(node.node_id, node.score) for node in nodes] == [(hit.passage.id, hit.score) for hit in hits]
    for node, hit in zip(nodes, hits, strict=True):
        assert node.text == hit.document.text[node.node.start_char_idx : node.node.end_char_idx]
        assert node.metadata["title"] == hit.document.title
        assert node.metadata["published"] == (hit.document.published.isoformat() if hit.document.published else None)
    assert asyncio.run(retriever.aretrieve(QueryBundle(ASKED))) == nodes


def test_the_query_engine_gives_the_answer_and_a_node_for_each_citation(assistant: Assistant) -> None:
    engine = assistant.as_query_engine()
    assert isinstance(engine, BaseQueryEngine)
    answer, response = assistant.ask(ASKED), engine.query(ASKED)
    assert str(response) == answer.text
    assert [node.metadata["marker"] for node in response.source_nodes] == [1]
    assert [node.text for node in response.source_nodes] == [citation.passage for citation in answer.citations]
    assert response.source_nodes[0].metadata["quote"] == answer.citations[0].quote
    assert response.metadata == {"abstained": False, "reason": None, "confidence": answer.confidence}
    assert str(asyncio.run(engine.aquery(ASKED))) == answer.text


def test_what_is_not_answered_has_no_nodes_and_its_reason(assistant: Assistant) -> None:
    response = assistant.as_query_engine().query("Which orchestra plays Sibelius in Helsinki?")
    assert response.source_nodes == []
    assert response.metadata["abstained"] is True
    assert response.metadata["reason"] == "nothing_relevant"


def test_an_empty_query_is_refused_as_everywhere(assistant: Assistant) -> None:
    with pytest.raises(BadInput):
        assistant.as_query_engine().query("")
