"""The command that measures how the assistant behaves at a size."""

from __future__ import annotations

from pathlib import Path

import click

from ui.console import json_option, one_line, print_json, say


@click.command("bench")
@click.option("--passages", default=2000, show_default=True, type=click.IntRange(100, 1_000_000), help="About so many.")
@click.option("--questions", default=20, show_default=True, type=click.IntRange(1, 1000), help="Questions asked.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep articles and index here, and use what an earlier run left.",
)
@json_option
@one_line
def bench_command(*, passages: int, questions: int, folder: Path | None, as_json: bool) -> None:
    """Measure indexing and asking over generated articles: time, memory, disk."""
    from eval.bench import run, table  # noqa: PLC0415 - heavy imports happen inside commands

    measured = run(passages, folder=folder, questions=questions, say=say)
    if as_json:
        print_json(measured.record())
    else:
        click.echo(table(measured))
