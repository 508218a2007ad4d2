"""Checks of a release for known holes: advisories about what it depends on, and patterns in its own code."""

from __future__ import annotations

import json
from pathlib import PurePath

from eval.release import ROOT, Check, Table, Workplace
from eval.release_checks import binary, ran
from eval.release_wheel import environment_packages

ADVISORIES: dict[str, str] = {}
"""Advisories that do not apply here, with the reason."""

HARMLESS = {
    ("B101", "index/"): "an assertion that tells the type checker what the line before has made sure of",
    ("B106", "eval/bench_stock.py"): "“[PAD]” is the padding token of a tokenizer, not a password",
    ("B311", "eval/bench_articles.py"): "random numbers make test articles, the same ones for a seed; nothing secret",
    ("B404", "eval/"): "starts this package's own programs",
    ("B405", "eval/"): "writes XML, and reads what its own test run wrote",
    ("B314", "eval/release_checks.py"): "reads what its own test run wrote",
    ("B310", "eval/release_smoke.py"): "asks the page that it has started, on 127.0.0.1",
    ("B603", "eval/"): "a list of arguments, no shell; all are constants or paths of this package",
    ("B506", "index/"): "loaders that make nothing but text, lists and mappings",
    ("B608", "index/"): "names of tables and columns and numbers from constants; values go in as parameters",
    ("B701", "prompts/__init__.py"): "prompts are text for a language model; nothing of it is shown as HTML",
}
"""Findings that are no holes: identifier and beginning of the path, with the reason."""


def pip_audit(workplace: Workplace) -> Check:
    """Known advisories about the packages of the empty environment that the wheel was installed in."""
    packages = environment_packages(workplace)
    if packages is None:
        return Check("not done", "the wheel could not be installed in an empty environment (see smoke)")
    ignored = [part for name in ADVISORIES for part in ("--ignore-vuln", name)]
    command = [binary("pip-audit"), "--path", packages, "--format", "json", "--progress-spinner", "off", *ignored]
    done = ran(command, seconds=600)
    try:
        listed = [one for one in json.loads(done.out)["dependencies"] if one["name"] != "dateline"]
    except (ValueError, KeyError):
        return Check("not done", "the advisories of pypi.org could not be fetched from here", log=done.log)
    asked = [one for one in listed if "vulns" in one]
    if not asked:
        said = f"pypi.org answered for none of {len(listed)} packages: no way to it from here, or a mirror without them"
        return Check("not done", said, log=done.log)
    rows = [(one["name"], one["version"], v["id"], v["description"][:200]) for one in asked for v in one["vulns"]]
    tables = (Table("Found", (("package", "version", "advisory", ""), *rows)),) if rows else ()
    said = f"{len(rows)} advisories about {len(asked)} packages" + (
        f"; {len(listed) - len(asked)} could not be looked up" if len(asked) < len(listed) else ""
    )
    return Check("failed" if rows else "passed", said, (*tables, *_reasons(ADVISORIES)))


def bandit(_: Workplace) -> Check:
    """Patterns in our own code that are often holes; each that is none has its reason in `HARMLESS`."""
    done = ran([binary("bandit"), "-q", "-r", "index", "qa", "prompts", "ui", "eval", "-f", "json"])
    try:
        results = json.loads(done.out)["results"]
    except ValueError:
        return Check("failed", "bandit did not run", log=done.log)
    found = [
        (r["test_id"], PurePath(r["filename"]).as_posix(), str(r["line_number"]), r["issue_text"]) for r in results
    ]
    open_ones = [one for one in found if reason(one[0], one[1]) is None]
    rows = tuple(open_ones)
    tables = (Table("Found", (("rule", "file", "line", ""), *rows)),) if rows else ()
    said = f"{len(open_ones)} findings, {len(found) - len(open_ones)} more are no holes"
    told = {f"{rule} in {place}": why for (rule, place), why in HARMLESS.items()}
    return Check("failed" if open_ones else "passed", said, (*tables, *_reasons(told)))


def reason(rule: str, file: str) -> str | None:
    """Why a finding is no hole; None when nobody has said so."""
    path = file.removeprefix("./").removeprefix(f"{ROOT.as_posix()}/")
    return next((why for (known, place), why in HARMLESS.items() if known == rule and path.startswith(place)), None)


def _reasons(ignored: dict[str, str]) -> tuple[Table, ...]:
    return (Table("Left out, and why", (("what", "why"), *ignored.items())),) if ignored else ()
