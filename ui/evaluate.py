"""The commands that measure: the answers, on our own questions and on public sets, and how fast and large all is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from index.errors import BadInput
from ui.console import json_option, one_line, print_json, say

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("eval")
@click.option("--set", "sets", multiple=True, metavar="NAME", help="Only this question set; may be repeated.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the per-case results.")
@click.option("--split", type=click.Choice(["open", "frozen"]), help="Only this half of each set.")
@click.option("--kind", "kinds", multiple=True, help="Only questions of this kind; may be repeated.")
@click.option("--limit", type=click.IntRange(min=1), help="Only so many questions a set.")
@click.option("--failures", is_flag=True, help="Print what went wrong, case by case.")
@click.option("--compare", nargs=2, metavar="A B", help="What changed from run A to run B: folders, or “baseline”.")
@click.option("--junit", type=_FILE, help="Write the results as JUnit XML.")
@click.option("--markdown", type=_FILE, help="Write the results, and what changed, as Markdown.")
@click.option("--html", type=_FILE, help="Write the results as one page with charts and every case.")
@click.option("--update-baseline", is_flag=True, help="Keep the verdicts as the new baseline.")
@click.option("--write-table", is_flag=True, help="Write the table for the documentation.")
@click.option("--llm", metavar="MODEL", help="Answers worded by this model beside the default ones, e.g. ollama:NAME.")
@click.option(
    "--public",
    nargs=2,
    metavar="NAME PATH",
    help="A public set at PATH, by its own measures: squad, squad-articles, realtimeqa, multihop-rag, timeml, polnear.",
)
@click.option(
    "--feedback", type=_FILE, help="Turn what people liked in the chat into cases: print them, or ask --documents."
)
@click.option(
    "--documents", type=click.Path(path_type=Path, file_okay=False, exists=True), help="What --feedback is about."
)
@json_option
@one_line
def eval_command(
    *,
    limit: int | None,
    compare: tuple[str, str] | None,
    public: tuple[str, str] | None,
    llm: str | None,
    feedback: Path | None,
    documents: Path | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Measure the answers; exit code 1: they fell below the baseline."""
    files = {name: options.pop(name) for name in ("junit", "markdown", "html")}
    given = {name: value for name, value in options.items() if value}
    if sum((compare is not None, public is not None, llm is not None, feedback is not None)) > 1:
        raise BadInput("choose one of --compare, --public, --llm and --feedback")
    if feedback is not None or documents is not None:
        sys.exit(_judged(feedback, documents, out=given.get("out"), as_json=as_json))
    if (compare is not None and (given or limit)) or (public is not None and given):
        raise BadInput("--compare and --public stand alone: no option on questions or results fits beside them")
    if (public is not None or llm is not None) and any(files.values()):
        raise BadInput("--junit, --markdown and --html show our own questions: leave out --public and --llm")
    if llm is not None and given.keys() - {"sets", "split", "kinds"}:
        raise BadInput("--llm keeps no results: only --set, --split, --kind and --limit fit beside it")
    if public is not None:
        from eval.public.run import main_public

        sys.exit(main_public(public[0], Path(public[1]), limit=limit, json_output=as_json))
    from eval.records import Chosen

    chosen = Chosen(given.pop("sets", None), given.pop("split", None), given.pop("kinds", None), limit)
    if llm is not None:
        from eval.with_llm import main_llm

        sys.exit(main_llm(chosen, llm=llm, json_output=as_json))
    from eval.gate import Reports, main_compare

    if compare is not None:
        sys.exit(main_compare(*compare, reports=Reports(**files), json_output=as_json))
    from eval.run import main_eval

    sys.exit(main_eval(chosen, reports=Reports(**files), json_output=as_json, **given))


def _judged(feedback: Path | None, documents: Path | None, *, out: Path | None, as_json: bool) -> int:
    from eval.feedback import main_feedback
    from ui.feedback import judgements

    if feedback is None:
        raise BadInput("--documents says what --feedback is about: name the file, too")
    try:
        return main_feedback(judgements(feedback), documents, out=out, json_output=as_json)
    except (OSError, ValueError) as error:
        raise BadInput(f"{feedback}: {error}") from error


@click.command("bench")
@click.option(
    "--passages",
    "sizes",
    multiple=True,
    default=(1000,),
    show_default=True,
    type=click.IntRange(100, 1_000_000),
    help="About so many; repeatable, and the growth from the smallest to the largest is told.",
)
@click.option("--questions", default=20, show_default=True, type=click.IntRange(1, 1000), help="Questions asked.")
@click.option(
    "--stock",
    default=1000,
    show_default=True,
    type=click.IntRange(0, 1_000_000),
    help="Passages that llama-index with Chroma's default embedding indexes in earnest; 0 leaves it out.",
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep articles, vectors and indexes here, and use what an earlier run left.",
)
@json_option
@one_line
def bench_command(*, sizes: tuple[int, ...], questions: int, stock: int, folder: Path | None, as_json: bool) -> None:
    """Measure time, memory and disk, beside llama-index with Chroma."""
    from eval.bench import run
    from eval.bench_report import table

    measured = run(sizes, folder=folder, questions=questions, stock=stock, say=say)
    if as_json:
        print_json(measured.record())
    else:
        click.echo(table(measured))
