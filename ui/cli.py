"""The command line: `dateline index | ask | chat | timeline | status | correct | remove | eval | bench`.

Results go to standard output, messages and progress to standard error. The exit code is 0, 1 when an
evaluation fell below its baseline, 2 with one clear line for bad input, or 130 after Ctrl+C. Heavy imports happen
inside the commands, so that `dateline --help` is quick.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.errors import BadInput, IndexBusy, IndexDamaged, IndexMismatch
from ui.console import Where, data_option, json_option, one_line, print_json, say, where_options
from ui.evaluate import bench_command, eval_command

if TYPE_CHECKING:
    from qa import Assistant

UPLOADS = "uploads"
"""Folder beside an index in which the web chat keeps the files sent to it."""
EMPTY = "the index is empty: add documents with `dateline index FOLDER`, or try the samples with --samples"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dateline")
def main() -> None:
    """Ask news documents who said what, and when. Every answer comes with the passages it rests on."""


main.add_command(bench_command)
main.add_command(eval_command)


@main.command("index")
@click.argument("given", metavar="PATHS...", nargs=-1, required=True)
@click.option("--sync", is_flag=True, help="Also remove documents whose files are gone from these folders.")
@click.option("--rebuild", is_flag=True, help="Make the index anew from PATHS, dropping what it holds.")
@data_option
@json_option
@one_line
def index_command(given: tuple[str, ...], *, sync: bool, rebuild: bool, data: Path | None, as_json: bool) -> None:
    """Add files and folders to the index.

    Unchanged files are skipped, copies noted, and what cannot be read is listed with its reason.
    """
    from qa.wire import clear
    from ui import terminal

    if not all(path.strip() for path in given):
        raise BadInput("a path is empty: name the file or folder to read, `.` for this one")
    paths = tuple(map(Path, given))
    present = [path for path in paths if path.exists()]
    missing = [path for path in paths if path not in present]
    if not present or (missing and rebuild):  # a rebuild would drop what the missing path held
        raise BadInput(f"{missing[0]}: no such file or folder")
    folder = Where(data).folder()
    if rebuild:
        clear(folder)
    with _opened(folder) as assistant:
        report = _indexed(assistant, paths, sync=sync)
    if as_json:
        print_json(asdict(report))
    else:
        click.echo(terminal.report_text(report))
    if missing:
        raise BadInput(f"{missing[0]}: no such file or folder")


@main.command()
@click.argument("question")
@click.option("--after", metavar="DATE", help="Published on this day or later (2022-02-04, 2022-02, 2022).")
@click.option("--before", metavar="DATE", help="Published on this day or earlier.")
@click.option("--event-after", metavar="DATE", help="Happened on this day or later.")
@click.option("--event-before", metavar="DATE", help="Happened on this day or earlier.")
@click.option("--source", "sources", multiple=True, metavar="OUTLET", help="Only this outlet; repeatable.")
@click.option(
    "--explain", "explained", is_flag=True, help="Also show what was understood, passages, and sentences with scores."
)
@where_options
@json_option
@one_line
def ask(
    question: str,
    *,
    sources: tuple[str, ...],
    explained: bool,
    where: Where,
    as_json: bool,
    **bounds: str | None,
) -> None:
    """Ask one question and print the answer with its evidence."""
    from ui import terminal

    with _chosen(where) as (assistant, _):
        if not assistant.documents():
            raise BadInput(EMPTY)
        answer = assistant.ask(question, sources=sources or None, **bounds)
        hits = assistant.search(answer.question.text, k=10) if explained else []
        evidence = assistant.evidence(question) if explained else []
    if as_json:
        scores = {
            "candidates": [terminal.hit_record(hit) for hit in hits],
            "evidence": [terminal.candidate_record(item) for item in evidence[: terminal.SHOWN]],
        }
        print_json(terminal.answer_record(answer) | (scores if explained else {}))
        return
    width = min(100, shutil.get_terminal_size((88, 24)).columns)
    click.echo(terminal.answer_text(answer, width))
    if explained:
        click.echo("\n" + terminal.explanation(answer, hits, evidence, width))


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=7860, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--auth", envvar="DATELINE_AUTH", metavar="USER:PASSWORD", help="Ask visitors for this; a must beyond loopback."
)
@where_options
@one_line
def chat(*, host: str, port: int, auth: str | None, where: Where) -> None:
    """Open the web chat over your index, a folder, or the samples. Documents can be added on the page."""
    from ui import examples, wording
    from ui.address import Address

    address = Address(host, port, auth)
    address.check()
    say("Opening the index …")
    uploads = None if where.samples else where.folder() / UPLOADS
    with _chosen(where) as (assistant, serving):
        if not where.copy and uploads is not None and uploads.is_dir():
            with suppress(IndexBusy):  # they may be missing after a rebuild; if so the next start takes them up
                _indexed(assistant, (uploads,), sync=False)
        held = assistant.documents()
        if not held:
            say("The index is empty: add documents on the page, or see the samples with --samples.")
        say(f"Serving {serving}: {wording.counted(len(held), 'document')}. Starting the page …")
        from ui import layout, web  # Gradio, three seconds

        service = layout.Service(
            serving,
            examples.for_samples() if where.samples else (),
            uploads=uploads,
            feedback=Where(where.data).folder() / "feedback.jsonl",
            conversations=where.folder() / "conversations",
            read_only=wording.SAMPLES_ONLY if where.samples else "",
        )
        web.serve(assistant, service, address, ready=lambda url: say(f"Ready at {url} (Ctrl+C stops it)"))
        say("Stopped.")


@main.command()
@where_options
@json_option
@one_line
def status(*, where: Where, as_json: bool) -> None:
    """Show what the index holds, and what could not be read."""
    from ui import terminal

    folder = where.folder()
    with _opened(folder, copy=where.copy) as assistant:
        held, failures, index = assistant.documents(), assistant.failures(), assistant.where
    if as_json:
        print_json({"folder": str(folder), "index": index, **terminal.status_record(held, failures)})
    else:
        click.echo(terminal.status_text(held, index, failures))
        if not held:
            say(EMPTY)


@main.command()
@click.option("--actor", metavar="WHO", help="Whose words: a name, a surname, a role; a spelling error is no matter.")
@click.option("--about", metavar="WHAT", help="What they are about.")
@where_options
@json_option
@one_line
def timeline(*, actor: str | None, about: str | None, where: Where, as_json: bool) -> None:
    """Print who said what, in order of date. Give --actor, --about or both."""
    from ui import terminal

    with _chosen(where) as (assistant, _):
        if not assistant.documents():
            raise BadInput(EMPTY)
        entries = assistant.timeline(actor, about)
    if as_json:
        print_json(terminal.timeline_record(entries))
    else:
        click.echo(terminal.timeline_text(entries))


@main.command()
@click.argument("given", metavar="ID|PATH...", nargs=-1, required=True)
@data_option
@json_option
@one_line
def remove(given: tuple[str, ...], *, data: Path | None, as_json: bool) -> None:
    """Remove documents by id, by file, or all of a folder.

    The files themselves are left alone. Where another file holds a copy of the same article, the copy takes its place.
    """
    from ui import terminal, wording

    with _opened(Where(data).folder()) as assistant:
        found = {name: assistant.named(name) for name in given}
        for name, meant in found.items():
            if not meant:
                raise BadInput(f"{name}: no document has this id or path; `dateline status` lists them")
        gone = {document.id: document for meant in found.values() for document in meant}
        assistant.remove(*gone)
    if as_json:
        print_json({"removed": [terminal.document_record(document) for document in gone.values()]})
    else:
        click.echo(f"{wording.counted(len(gone), 'document')} removed")


@main.command()
@click.argument("name", metavar="DOCUMENT")
@click.option("--title")
@click.option("--outlet", "source", metavar="NAME")
@click.option("--published", metavar="DATE", help="2022-02-04.")
@click.option("--author", metavar="NAME")
@click.option("--url", metavar="ADDRESS")
@click.option("--restore", is_flag=True, help="Take back what was corrected: the document's own words stand again.")
@data_option
@json_option
@one_line
def correct(name: str, *, restore: bool, data: Path | None, as_json: bool, **fields: str | None) -> None:
    """Correct what is known of a document, by its id or path.

    It stays so when the file is read again; `unknown` states that a field is not known.
    """
    from ui import terminal

    if restore and any(value is not None for value in fields.values()):
        raise BadInput("--restore takes all corrections of a document back: name no fields beside it")
    with _opened(Where(data).folder()) as assistant:
        meant = assistant.named(name)
        if len(meant) != 1:
            told = f"{len(meant)} documents are meant" if meant else "no document has this id or path"
            raise BadInput(f"{name}: {told}; `dateline status --json` lists them with their ids")
        one = meant[0].id
        document = assistant.restore(one) if restore else assistant.correct(one, **fields)
    if as_json:
        print_json(terminal.document_record(document))
    else:
        click.echo(terminal.described(document))


# --- which index


@contextmanager
def _opened(folder: Path, *, copy: bool = False) -> Iterator[Assistant]:
    """The assistant over an index. A `copy` of a served folder is made anew when this program cannot use it."""
    from qa import Assistant

    try:
        assistant = Assistant.open(folder, alone=copy)
    except (IndexMismatch, IndexDamaged):
        if not copy:
            raise
        from qa.wire import clear  # seldom needed

        clear(folder, alone=True)
        assistant = Assistant.open(folder, alone=True)
    with assistant:
        yield assistant


@contextmanager
def _chosen(where: Where) -> Iterator[tuple[Assistant, str]]:
    """The assistant the options ask for, up to date with the folder it serves, and what that is in words."""
    folder = where.folder()
    with _opened(folder, copy=where.copy) as assistant:
        if not where.copy:
            yield assistant, "Your index"
            return
        served = where.served()
        report = _indexed(assistant, tuple(path for path in (served, folder / UPLOADS) if path.is_dir()), sync=True)
        if where.samples:
            yield assistant, "Sample articles"
            return
        for path, reason in report.failed:
            say(f"not readable: {path}: {reason}")
        yield assistant, str(served.expanduser().resolve())


def _indexed(assistant: Assistant, paths: tuple[Path, ...], *, sync: bool) -> Any:
    """Index with a bar of files, passages and time left on standard error, when that is a terminal."""
    from tqdm import tqdm

    done = "nothing was read yet"
    with tqdm(unit="file", desc="Indexing", file=sys.stderr, leave=False, delay=0.5, disable=None) as bar:

        def advance(progress: Any) -> None:
            nonlocal done
            done = f"{progress.files_done} of {progress.files_total} files are done and kept"
            bar.total = progress.files_total
            bar.set_postfix(passages=progress.passages, refresh=False)
            bar.update(progress.files_done - bar.n)

        try:
            return assistant.index(*paths, sync=sync, progress=advance)
        except KeyboardInterrupt:
            raise KeyboardInterrupt(f"stopped: {done}; the same command goes on from there") from None
