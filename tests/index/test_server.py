"""What only the store on a Chroma server can: several machines, a server that goes away, leftovers of the dead."""

from __future__ import annotations

import logging
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from index.address import Address
from index.errors import BadInput, IndexBusy, IndexMismatch, ServerAway
from index.follower import Follower, clear
from index.remote import Connection
from tests.chroma import ChromaServer
from tests.index.stores import (
    ANY_KIND,
    MODEL,
    add,
    ids,
    in_process,
    make,
    prints,
    put,
    put_scattered,
    scattered,
    vector,
)

Connect = Callable[..., Follower]


class TestSeveralMachines:
    def test_each_sees_what_the_other_wrote(self, connect: Connect) -> None:
        one, other = connect(), connect()
        put(one, "a", "From the first.")
        assert ids(other.lexical(["first"], 5, ANY_KIND)) == ids(other.dense(vector(0), 1, ANY_KIND)) == ["a:0"]
        assert other.frequencies()["first"] == 1
        put(other, "a", "From the second.", first=7, print_="new")
        put(other, "b", "Also from there.", first=8)
        assert prints(one) == {"a": "new", "b": "print"}
        assert [hit.passage.text for hit in one.dense(vector(7), 1, ANY_KIND)] == ["From the second."]
        assert one.lexical(["first"], 5, ANY_KIND) == []
        one.remove("b")
        assert [document.id for document in other.documents()] == ["a"]
        assert other.document("b") is None

    def test_only_what_has_changed_is_fetched(self, connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
        one, other = connect(), connect()
        for name in "abcd":
            put(one, name, f"Text of {name}.")
        assert len(other.documents()) == 4
        fetched: list[str] = []
        contents = other._ledger.contents
        monkeypatch.setattr(
            other._ledger, "contents", lambda heads: fetched.extend(h.document_id for h in heads) or contents(heads)
        )
        assert len(other.documents()) == 4
        put(one, "c", "Another text.")
        assert other.passages("c")[0].text in {"Text of c.", "Another text."}
        assert [d.text for d in other.documents()][2] == "Another text."
        assert fetched == ["c"]

    def test_a_lost_folder_is_fetched_anew(self, connect: Connect, tmp_path: Path) -> None:
        first = connect(tmp_path / "lost")
        facts = {"title": "Squid", "source": "Quay Post", "published": date(2021, 5, 30), "author": "B. Writer"}
        document, passages = make("a", "Кальмар 🦑 is cheap.", "A second\none.", comment="So it is!", **facts)
        long = "Long lines of a very long report. " * 4000
        add(first, document, passages, [vector(n) for n in range(3)])
        put(first, "long", long, first=9)
        first.close()
        shutil.rmtree(tmp_path / "lost")
        again = connect(tmp_path / "lost")
        assert again.document("a") == document
        assert again.passages("a") == tuple(passages)
        assert again.document("long").text == long
        assert ids(again.dense(vector(1), 1, ANY_KIND)) == ["a:1"]
        assert ids(again.lexical(["cheap"], 1, ANY_KIND)) == ["a:0"]

    def test_processes_that_share_a_folder_share_what_was_fetched(self, connect: Connect, address: Address) -> None:
        store = connect()
        server = (str(address.port), address.collection)
        in_process(store.folder, 'put_scattered(store, "b", 30)', *server)
        assert ids(store.dense(scattered(30)[7], 1, ANY_KIND)) == ["b:7"]
        put(store, "a", "Mine.")
        assert in_process(store.folder, "print(*[d.id for d in store.documents()])", *server).split() == ["a", "b"]

    def test_more_than_one_request_takes_is_stored_and_listed(
        self, connect: Connect, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Chroma Cloud takes 300 records in a request; the numbers here are smaller, the way is the same."""
        monkeypatch.setattr("index.address._BATCH", 7)
        store = connect()
        put_scattered(store, "a", 40)
        for number in range(20):
            put(store, f"d{number}", "Text.", first=number)
        other = connect()
        assert len(other.documents()) == 21
        assert sum(1 for _ in other._vectors.listed()) == 60
        store.remove("a")
        assert len(other.documents()) == 20


class TestOneWriter:
    def test_a_second_machine_waits_and_is_refused_while_readers_are_not(self, connect: Connect) -> None:
        one, other = connect(), connect()
        put(one, "a", "Text.")
        with one.writing():
            with pytest.raises(IndexBusy, match="is writing to the collection") as raised:
                put(other, "b", "Text.")
            assert raised.value.retry
            assert ids(other.lexical(["text"], 1, ANY_KIND)) == ["a:0"]
        put(other, "b", "Text.")
        assert len(one.documents()) == 2

    def test_of_several_who_start_at_once_one_writes_at_a_time(self, connect: Connect) -> None:
        stores = [connect(wait=20) for _ in range(4)]
        inside, most = [], []

        def write(number: int) -> None:
            with stores[number].writing():
                inside.append(number)
                most.append(len(inside))
                put(stores[number], f"d{number}", "Text.", first=number)
                inside.remove(number)

        threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert most == [1, 1, 1, 1]
        assert len(stores[0].documents()) == 4

    def test_a_writer_whose_time_ran_out_is_refused_once_another_has_taken_over(
        self, connect: Connect, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("index.lease.TERM", 0.0)
        monkeypatch.setattr("index.lease._SAFE", 0.0)
        one, other = connect(), connect()
        with one.writing():
            put(other, "b", "By the other.")
            with pytest.raises(IndexBusy, match="another machine has begun"):
                put(one, "a", "Too late.")
        assert [document.id for document in other.documents()] == ["b"]


DEATHS = ["vectors.delete", "vectors.add", "ledger.hide", "ledger.write", "ledger.set_marker", "catalogue.put"]


class TestInterruptedWriters:
    @pytest.fixture(params=DEATHS)
    def die_after(self, request: pytest.FixtureRequest) -> str:
        """Code that makes the process end at once behind the step named, without any clearing up."""
        owner, name = request.param.split(".")
        where = {"vectors": "store._vectors", "ledger": "store._ledger", "catalogue": "catalogue"}[owner]
        return (
            f"import os\nreal = {where}.{name}\n"
            f"def last(*given, **named): real(*given, **named); os._exit(77)\n{where}.{name} = last\n"
        )

    @pytest.fixture
    def killed(self, connect: Connect, address: Address, tmp_path: Path, die_after: str) -> Path:
        """The folder of a writer that died while it changed document a."""
        folder = tmp_path / "killed"
        before = connect(folder)
        put(before, "a", "Old one.", "Old two.", "Old three.")
        put(before, "b", "Bystander.", first=50)
        before.close()
        code = 'put(store, "a", "New one.", "New two.", first=9, print_="new")'
        in_process(folder, die_after + code, str(address.port), address.collection)
        return folder

    def test_the_same_folder_carries_the_change_out(self, connect: Connect, killed: Path) -> None:
        after = connect(killed)
        assert [passage.text for passage in after.passages("a")] == ["New one.", "New two."]
        assert prints(after) == {"a": "new", "b": "print"}
        assert sorted(after.collection.get()["ids"]) == ["a:0", "a:1", "b:0"]
        assert after.dense(vector(9), 1, ANY_KIND)[0].passage.text == "New one."
        assert after.lexical(["old"], 5, ANY_KIND) == []
        assert len(connect().documents()) == 2

    def test_where_the_folder_is_lost_the_document_is_whole_or_not_there(
        self, connect: Connect, killed: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shutil.rmtree(killed)
        other = connect()
        texts = [document.text for document in other.documents()]
        assert texts in (
            ["Bystander."],
            ["New one.\nNew two.", "Bystander."],
            ["Old one.\nOld two.\nOld three.", "Bystander."],
        )
        monkeypatch.setattr(other._lease, "_now", lambda: 1e12)  # as if the dead writer's minute were over
        put(other, "c", "The next.", first=90)
        held = {passage.id for document in other.documents() for passage in other.passages(document.id)}
        assert {"b:0", "c:0"} <= held
        assert set(other.collection.get()["ids"]) == held
        heads = other._ledger.heads()
        assert other._ledger.leftovers(heads) == []
        assert sum(head.passages for head in heads.values()) == len(held)
        put(other, "a", "Indexed again.", first=9)
        assert other.dense(vector(9), 1, ANY_KIND)[0].passage.text == "Indexed again."

    @pytest.mark.parametrize("die_after", ["vectors.add"], indirect=True)
    def test_what_another_machine_wrote_since_is_not_undone(
        self, connect: Connect, killed: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = connect()
        monkeypatch.setattr(other._lease, "_now", lambda: 1e12)
        put(other, "a", "Newest.", first=20, print_="newest")
        after = connect(killed)
        assert prints(after) == {"a": "newest", "b": "print"}
        put(after, "c", "Text.", first=30)
        assert next(document.text for document in after.documents()) == "Newest."


class TestServerAway:
    @pytest.fixture
    def server(self, tmp_path: Path) -> Iterator[ChromaServer]:
        own = ChromaServer(tmp_path / "own")
        own.start()
        yield own
        own.stop()

    def test_it_is_one_line_and_works_again_when_it_is_back(self, server: ChromaServer, tmp_path: Path) -> None:
        address = Address("127.0.0.1", server.port)
        store = Follower.connect(tmp_path / "data", address, **MODEL)
        put(store, "a", "Text.")
        server.stop()
        for call in (
            store.documents,
            store.frequencies,
            lambda: store.dense(vector(0), 1, ANY_KIND),
            lambda: store.lexical(["text"], 1, ANY_KIND),
            lambda: put(store, "b", "Text."),
            lambda: Follower.connect(tmp_path / "other", address, **MODEL),
        ):
            with pytest.raises(
                ServerAway, match=f"http://127.0.0.1:{server.port} cannot be used .*try again"
            ) as raised:
                call()
            assert raised.value.retry
            assert "\n" not in str(raised.value)
        server.start()
        assert ids(store.dense(vector(0), 1, ANY_KIND)) == ids(store.lexical(["text"], 1, ANY_KIND)) == ["a:0"]
        put(store, "b", "Text.")
        assert len(store.documents()) == 2
        store.close()

    def test_a_server_that_goes_away_within_a_change_gets_it_afterwards(
        self, server: ChromaServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = Follower.connect(tmp_path / "data", Address("127.0.0.1", server.port), **MODEL)
        put(store, "a", "Old.")
        with monkeypatch.context() as patch:
            patch.setattr(store._ledger, "write", lambda _: (server.stop(), store._ledger.heads()))
            with pytest.raises(ServerAway):
                put(store, "a", "New.", first=4)
        server.start()
        put(store, "b", "Other.", first=9)
        assert [document.text for document in store.documents()] == ["New.", "Other."]
        assert ids(store.dense(vector(4), 1, ANY_KIND)) == ["a:0"]
        store.close()

    def test_a_server_that_takes_a_connection_and_says_nothing_is_given_up(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("index.remote._ANSWER", 0.2)
        with socket.create_server(("127.0.0.1", 0)) as silent:
            address = Address("127.0.0.1", silent.getsockname()[1])
            with pytest.raises(ServerAway, match="no answer within"):
                Follower.connect(tmp_path, address, **MODEL)

    @pytest.mark.parametrize(
        ("status", "body", "told"),
        [
            (200, b"<p>Hello</p>", "no Chroma server"),
            (404, b"<p>Nothing here</p>", "no Chroma server"),
            (401, b"{}", "refuses the key"),
            (403, b"no", "refuses the key"),
            (503, b"busy\nbusy with ck-secret", r"answers 503: busy busy with …\)"),
        ],
    )
    def test_an_answer_that_is_none_of_chroma_s_is_told_in_one_line(
        self, tmp_path: Path, status: int, body: bytes, told: str
    ) -> None:
        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *_: object) -> None:
                pass  # nothing of it belongs into the output of the tests

        with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            address = Address("127.0.0.1", server.server_port, api_key="ck-secret", tenant="t", database="d")
            with pytest.raises((BadInput, ServerAway), match=told) as raised:
                Follower.connect(tmp_path, address, **MODEL)
            server.shutdown()
            thread.join()
        assert "\n" not in str(raised.value)


class TestRefusals:
    def test_another_model_or_dimension_is_refused_with_the_command(self, connect: Connect, address: Address) -> None:
        connect()
        for name, dimension in (("other", 384), ("hashing", 3)):
            with pytest.raises(IndexMismatch, match=f"{address.collection}.*dateline index --rebuild PATH…"):
                connect(model_name=name, dimension=dimension)

    def test_a_collection_of_somebody_else_is_neither_used_nor_deleted(
        self, connect: Connect, address: Address, tmp_path: Path
    ) -> None:
        connection = Connection(address)
        connection.collection(address.collection, configuration={}, metadata={"of": "recipes"})
        with pytest.raises(BadInput, match="CHROMA_COLLECTION"):
            connect()
        with pytest.raises(BadInput, match="CHROMA_COLLECTION"):
            clear(tmp_path, address)
        assert connection.metadata(address.collection) == {"of": "recipes"}
        connection.close()

    def test_a_cleared_collection_can_be_filled_by_another_model_while_others_have_it_open(
        self, connect: Connect, address: Address, tmp_path: Path
    ) -> None:
        first, bystander = connect(tmp_path / "one"), connect()
        put(first, "a", "Text.")
        first.close()
        clear(tmp_path / "one", address)
        assert bystander.documents() == ()
        put(bystander, "b", "Text.")
        assert ids(bystander.dense(vector(0), 5, ANY_KIND)) == ["b:0"]
        clear(tmp_path / "one", address)
        connect(model_name="other").close()
        with pytest.raises(IndexMismatch, match="other"):
            bystander.documents()

    def test_an_unknown_database_is_told(self, address: Address, tmp_path: Path) -> None:
        with pytest.raises(BadInput, match="CHROMA_DATABASE"):
            Follower.connect(tmp_path, replace(address, database="nowhere"), **MODEL)

    def test_a_key_stands_in_no_message_and_no_log(
        self, address: Address, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        secret = replace(address, api_key="ck-very-secret")
        assert "secret" not in f"{secret!r} {secret} {secret.folder}"
        Follower.connect(tmp_path, secret, **MODEL).close()
        with pytest.raises(ServerAway) as raised:
            Follower.connect(tmp_path, replace(secret, port=1), **MODEL)
        assert "secret" not in str(raised.value) + caplog.text
