"""Write the parts of the documentation that come from the program: `make docs`. Run from the top of the checkout."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from eval import datasheet

ROOT = Path(__file__).resolve().parent.parent
DATASHEET = ROOT / "eval" / "DATASHEET.md"
PACKAGES = ("index", "qa", "prompts", "eval", "ui")


def marked(text: str, name: str) -> str:
    """What stands between `<!-- name… -->` and `<!-- /name -->`, without surrounding space. ValueError if not there."""
    found = re.search(rf"<!-- {name}\b[^>]*-->(.*?)<!-- /{name} -->", text, re.DOTALL)
    if not found:
        raise ValueError(f"there is no block {name}")
    return found.group(1).strip()


def refilled(text: str, name: str, content: str) -> str:
    """The text with other content in the block of this name."""
    marked(text, name)
    pattern = rf"(<!-- {name}\b[^>]*-->).*?(<!-- /{name} -->)"
    return re.sub(pattern, lambda found: f"{found[1]}\n{content}\n{found[2]}", text, flags=re.DOTALL)


def results(table: str) -> str:
    """The rows over whole sets and over frozen halves of the committed table, without the column that says so."""
    lines = [line.strip("|") for line in table.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    head, rule = rows[0], rows[1]
    named = {"all": "", "frozen": ", frozen half"}
    kept = [[row[0] + named[row[1]], *row[1:]] for row in rows if len(row) == len(head) and row[1] in named]
    return "\n".join("| " + " | ".join(row[:1] + row[2:]) + " |" for row in (head, rule, *kept))


def command(readme: str) -> str:
    """The `dateline ask` command that the README shows the answer of."""
    return next(line for line in readme.splitlines() if line.startswith("dateline ask --samples "))


def answered(question_command: str) -> str:
    """What that command prints, as a fenced block; file names without the folder they lie in here."""
    binary = Path(sys.executable).with_name("dateline")
    shell = question_command.replace("dateline", f'"{binary}"', 1)
    with tempfile.TemporaryDirectory() as folder:  # an index made now: one made by older rules may say otherwise
        environment = os.environ | {"DATELINE_PRECISION": "float32", "COLUMNS": "100", "XDG_CACHE_HOME": folder}
        printed = subprocess.run(
            shell, shell=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
        )
    return "```text\n" + printed.stdout.replace(f"{ROOT}/", "").strip() + "\n```"


def modules() -> str:
    """One line for each module: the first sentence of its docstring."""
    return "\n\n".join("\n".join([f"**{package}/**", "", *_lines(ROOT / package)]) for package in PACKAGES)


def _lines(folder: Path) -> list[str]:
    files = [f for f in sorted(folder.glob("*.py")) if f.name != "__init__.py"]
    return [f"- `{f.name}`: {_purpose(f)}" for f in files] or [f"- `__init__.py`: {_purpose(folder / '__init__.py')}"]


def _purpose(file: Path) -> str:
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return " ".join(said.split("\n\n")[0].split())


def main() -> None:
    """Write README.md, docs/architecture.md and eval/DATASHEET.md anew where they are out of date."""
    readme, architecture = ROOT / "README.md", ROOT / "docs" / "architecture.md"
    text = readme.read_text(encoding="utf-8")
    text = refilled(text, "answer", answered(command(text)))
    text = refilled(text, "results", results((ROOT / "eval/results/table.md").read_text(encoding="utf-8")))
    readme.write_text(text, encoding="utf-8")
    for path, name, content in ((architecture, "modules", modules()), (DATASHEET, "counts", datasheet.counts())):
        path.write_text(refilled(path.read_text(encoding="utf-8"), name, content.strip()), encoding="utf-8")


if __name__ == "__main__":
    main()
