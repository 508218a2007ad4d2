"""The command that measures how fast and how large the assistant is, beside what a user would otherwise write."""

from __future__ import annotations

from pathlib import Path

import click

from ui.console import json_option, one_line, print_json, say


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
    """Measure indexing and asking beside llama-index with Chroma: time, memory, disk."""
    from eval.bench import run
    from eval.bench_report import table

    measured = run(sizes, folder=folder, questions=questions, stock=stock, say=say)
    if as_json:
        print_json(measured.record())
    else:
        click.echo(table(measured))
