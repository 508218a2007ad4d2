"""The gate before a release: every check in order, one HTML report. `make release-check` runs it from a checkout.

    python -m eval.release [--only STEP]… [--passages N]… [--out artifacts/release.html]

Exit code 1 when a check failed. What cannot be done on a machine (no package index, no advisories) is told as not done.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from eval.bench_clock import machine
from eval.page import rendered

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "artifacts" / "release.html"

Outcome = Literal["passed", "failed", "not done"]


@dataclass(frozen=True, slots=True)
class Table:
    """Cells to be shown under a check; the first row is the head."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Check:
    """What came of one check: a line for a person, tables, the end of its output, a page of its own to be folded in."""

    outcome: Outcome
    said: str
    tables: tuple[Table, ...] = ()
    log: str = ""
    page: str = ""
    name: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where checks put what they make, and how large the bench is to be. Later checks find what earlier ones made."""

    folder: Path
    passages: tuple[int, ...]
    made: dict[str, Path] = field(default_factory=dict)


Step = Callable[[Workplace], Check]


def steps() -> Mapping[str, Step]:
    """The checks by name, in the order in which they run: quick ones first."""
    from eval import release_checks, release_security, release_smoke, release_wheel  # noqa: PLC0415 - they import this module

    return {
        "version": release_checks.version_check,
        "lint": release_checks.lint,
        "tests": release_checks.tests,
        "accuracy": release_checks.accuracy,
        "speed": release_checks.speed,
        "wheel": release_wheel.wheel,
        "smoke": release_smoke.smoke,
        "licences": release_wheel.licences,
        "pip-audit": release_security.pip_audit,
        "bandit": release_security.bandit,
    }


def run(chosen: Mapping[str, Step], workplace: Workplace) -> tuple[Check, ...]:
    """Every check, also after one that failed: a report that ends early hides what else is wrong."""
    done = []
    for name, step in chosen.items():
        print(f"== {name}", file=sys.stderr, flush=True)
        began = time.monotonic()
        try:
            check = step(workplace)
        except Exception as error:  # noqa: BLE001 - a check that breaks has failed, and the others still count
            check = Check("failed", f"broke: {type(error).__name__}: {error}")
        done.append(replace(check, name=name, seconds=time.monotonic() - began))
        print(f"== {name}: {check.outcome} in {done[-1].seconds:.0f} s: {check.said}", file=sys.stderr, flush=True)
    return tuple(done)


def page(checks: Sequence[Check]) -> str:
    """The report: one page that loads nothing."""
    return rendered(
        "release.html", checks=checks, version=version("dateline"), machine=str(machine()), verdict=verdict(checks)
    )


def verdict(checks: Sequence[Check]) -> str:
    """The whole in one line."""
    failed = [check.name for check in checks if check.outcome == "failed"]
    undone = [check.name for check in checks if check.outcome == "not done"]
    said = f"Not to be released: {', '.join(failed)} failed" if failed else "May be released"
    return said + (f"; not done on this machine: {', '.join(undone)}" if undone else "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the checks, write the report, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--only", action="append", choices=list(steps()), help="this check alone; repeatable")
    parser.add_argument("--passages", action="append", type=int, help="a size of the bench (1000); repeatable")
    parser.add_argument("--out", type=Path, default=OUT, help="the report; what the checks make lies beside it")
    given = parser.parse_args(arguments)
    folder = given.out.resolve().parent / "release"
    folder.mkdir(parents=True, exist_ok=True)
    chosen = {name: step for name, step in steps().items() if not given.only or name in given.only}
    checks = run(chosen, Workplace(folder, tuple(given.passages or (1000,))))
    given.out.write_text(page(checks), encoding="utf-8")
    print(f"{verdict(checks)}\nwritten: {given.out}")
    return int(any(check.outcome == "failed" for check in checks))


if __name__ == "__main__":
    sys.exit(main())
