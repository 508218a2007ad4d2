"""What the commands of the command line share: options, one clear line for errors, and where words and JSON go."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import NoReturn, ParamSpec, TypeVar

import click

from index.errors import DatelineError

P = ParamSpec("P")
R = TypeVar("R")

data_option = click.option(
    "--data", type=click.Path(path_type=Path), help="Folder of the index.  [default: the user data folder]"
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
documents_option = click.option(
    "--documents",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Use this folder alone; it gets an index of its own.",
)
samples_option = click.option("--samples", is_flag=True, help="Use the sample articles alone.")


def one_line(command: Callable[P, R]) -> Callable[P, R]:
    """Turn errors a person can act on into one line on standard error and exit code 2, and Ctrl+C into 130."""

    @wraps(command)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except KeyboardInterrupt as stop:
            fail(str(stop) or "stopped", code=130)
        except DatelineError as error:
            fail(str(error))
        except PermissionError as error:
            fail(f"{error.filename or 'a file'}: not permitted ({error.strerror})")
        except OSError as error:
            fail(f"{error.filename or 'input or output'}: {error.strerror or error}")

    return wrapper


def fail(message: str, *, code: int = 2) -> NoReturn:
    """End the program with one line on standard error."""
    click.echo(f"dateline: {' '.join(message.split())}", err=True)
    sys.exit(code)


def say(message: str) -> None:
    """Tell a person something beside the results: standard error."""
    click.echo(message, err=True)


def print_json(record: object) -> None:
    """Print a result for programs."""
    click.echo(json.dumps(record, ensure_ascii=False, indent=2))
