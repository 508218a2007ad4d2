"""The command that measures the answers: on our own questions, between two runs, and on public sets of others."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from index.errors import BadInput
from ui.console import json_option, one_line

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
    help="A public set at PATH, by its own measures: squad, realtimeqa, multihop-rag, timeml, polnear.",
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
    sets: tuple[str, ...],
    out: Path | None,
    split: str | None,
    kinds: tuple[str, ...],
    limit: int | None,
    failures: bool,
    compare: tuple[str, str] | None,
    junit: Path | None,
    markdown: Path | None,
    html: Path | None,
    update_baseline: bool,
    write_table: bool,
    llm: str | None,
    public: tuple[str, str] | None,
    feedback: Path | None,
    documents: Path | None,
    as_json: bool,
) -> None:
    """Measure the assistant on the question sets; exit code 1 when it fell below the baseline."""
    narrowed = bool(sets or out or split or kinds or failures or update_baseline or write_table)
    if sum((compare is not None, public is not None, llm is not None, feedback is not None)) > 1:
        raise BadInput("choose one of --compare, --public, --llm and --feedback")
    if feedback is not None or documents is not None:
        sys.exit(_judged(feedback, documents, out=out, as_json=as_json))
    if (compare is not None and (narrowed or limit)) or (public is not None and narrowed):
        raise BadInput("--compare and --public stand alone: no option on questions or results fits beside them")
    if (public is not None or llm is not None) and (junit or markdown or html):
        raise BadInput("--junit, --markdown and --html show our own questions: leave out --public and --llm")
    if public is not None:
        from eval.public.run import main_public

        sys.exit(main_public(public[0], Path(public[1]), limit=limit, json_output=as_json))
    if llm is not None:
        from eval.worded import main_llm

        sys.exit(main_llm(sets or None, llm=llm, split=split, kinds=kinds or None, limit=limit, json_output=as_json))
    from eval.gate import Reports, main_compare

    reports = Reports(junit, markdown, html)
    if compare is not None:
        sys.exit(main_compare(*compare, reports=reports, json_output=as_json))
    from eval.run import main_eval

    code = main_eval(
        sets or None,
        out=out,
        split=split,
        kinds=kinds or None,
        limit=limit,
        failures=failures,
        reports=reports,
        update_baseline=update_baseline,
        write_table=write_table,
        json_output=as_json,
    )
    sys.exit(code)


def _judged(feedback: Path | None, documents: Path | None, *, out: Path | None, as_json: bool) -> int:
    from eval.feedback import main_feedback
    from ui.feedback import judgements

    if feedback is None:
        raise BadInput("--documents says what --feedback is about: name the file, too")
    try:
        return main_feedback(judgements(feedback), documents, out=out, json_output=as_json)
    except (OSError, ValueError) as error:
        raise BadInput(f"{feedback}: {error}") from error
