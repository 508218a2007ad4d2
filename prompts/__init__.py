"""Prompts as data: Markdown files with front matter, checked when loaded, rendered with every variable given.

A prompt file `NAME.md` opens with YAML front matter: `name`, `version`, `purpose`, `variables` (a list), `output`
(`json` or `text`). Its body is a Jinja template; a variable that is used but not declared, or declared but not used,
is an error when the file is loaded, and a variable that is not given is an error when it is rendered.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

import yaml
from jinja2 import Environment, StrictUndefined, meta
from pydantic import BaseModel, ConfigDict, ValidationError

__all__ = ["Prompt", "PromptError", "load", "names", "parse"]


class PromptError(ValueError):
    """A prompt file that cannot be used, or a rendering with the wrong variables. The message names the file."""


class Prompt(BaseModel):
    """A checked prompt. `variables` are exactly those that `render` takes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    version: int
    purpose: str
    variables: frozenset[str]
    output: Literal["json", "text"]
    body: str

    def render(self, **values: object) -> str:
        """The prompt with its variables filled in. Raises PromptError for a missing or an unknown variable."""
        missing, unknown = self.variables - values.keys(), values.keys() - self.variables
        if missing or unknown:
            wrong = f"missing {sorted(missing) or 'nothing'}, not declared {sorted(unknown) or 'nothing'}"
            raise PromptError(f"prompt {self.name}: {wrong}")
        return _environment().from_string(self.body).render(**values)


def names() -> tuple[str, ...]:
    """The names of the packaged prompts."""
    return tuple(sorted(f.name.removesuffix(".md") for f in files(__name__).iterdir() if f.name.endswith(".md")))


def load(name: str) -> Prompt:
    """The packaged prompt of this name, checked. Raises PromptError."""
    file = files(__name__) / f"{name}.md"
    if not file.is_file():
        raise PromptError(f"there is no prompt “{name}”; there are {', '.join(names())}")
    return parse(name, file.read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Prompt:
    """A prompt from the text of its file. `name` must be the one in the front matter. Raises PromptError."""
    opening, _, rest = text.partition("---\n")
    head, mark, body = rest.partition("\n---\n")
    if opening.strip() or not mark:
        raise PromptError(f"prompt {name}: the file must open with front matter between two lines of ---")
    try:
        prompt = Prompt.model_validate({**yaml.safe_load(head), "body": body.strip()})
    except (yaml.YAMLError, TypeError, ValidationError) as error:
        raise PromptError(f"prompt {name}: front matter: {error}") from error
    if prompt.name != name:
        raise PromptError(f"prompt {name}: the front matter calls it {prompt.name}")
    used = meta.find_undeclared_variables(_environment().parse(body))
    if undeclared := used - prompt.variables:
        raise PromptError(f"prompt {name}: used but not declared {sorted(undeclared)}")
    if unused := prompt.variables - used:
        raise PromptError(f"prompt {name}: declared but not used {sorted(unused)}")
    return prompt


def _environment() -> Environment:
    # A prompt is plain text for a model, not markup for a browser: escaping is the page's business.
    return Environment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)
