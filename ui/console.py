"""What the commands of the command line share: options, one clear line for errors, and where words and JSON go."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

import click

from index.errors import BadInput, DatelineError

P = ParamSpec("P")
R = TypeVar("R")

data_option = click.option(
    "--data", type=click.Path(path_type=Path), help="Folder of the index.  [default: the user data folder]"
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


@dataclass(frozen=True, slots=True)
class Where:
    """Which index a command uses: that of `data` (None: the user's), or one kept for a folder or the samples alone."""

    data: Path | None = None
    documents: Path | None = None
    samples: bool = False

    @property
    def copy(self) -> bool:
        """Whether the index only mirrors a folder, so that it can be made anew from it."""
        return self.documents is not None or self.samples

    def folder(self) -> Path:
        """The folder of the index. BadInput for more than one choice, and for documents that are no folder."""
        from qa import settings  # pydantic-settings is slow to import

        if sum((self.data is not None, self.documents is not None, self.samples)) > 1:
            raise BadInput("choose one of --data, --documents and --samples")
        return settings.index_folder_for(self.served()) if self.copy else self.data or settings.Settings.read().data

    def served(self) -> Path:
        """The folder that is mirrored. BadInput when it is none."""
        from qa import settings

        if self.documents is None:
            return settings.samples_folder()
        if not self.documents.is_dir():
            raise BadInput(f"{self.documents}: " + ("not a folder" if self.documents.exists() else "no such folder"))
        return self.documents


def where_options(command: Callable[..., R]) -> Callable[..., R]:
    """The options --data, --documents and --samples, given to the command together as `where`."""

    @data_option
    @click.option(
        "--documents", type=click.Path(path_type=Path), metavar="FOLDER", help="This folder alone, with its own index."
    )
    @click.option("--samples", is_flag=True, help="Use the sample articles alone.")
    @wraps(command)
    def wrapper(*, data: Path | None, documents: Path | None, samples: bool, **others: Any) -> R:
        return command(where=Where(data, documents, samples), **others)

    return wrapper


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
