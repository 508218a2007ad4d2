"""Checks of a release over the checkout: version, lint, tests, accuracy, speed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree as ET

from eval.release import ROOT, Check, Table, Workplace

SPEED = ROOT / "eval" / "results" / "speed.json"
KEPT = 2 / 3
"""Share of a committed ratio that a run has to reach: below it something has become slower, and not the machine."""
_LOG = 4000
"""Characters of output that the report shows."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A program that has ended: exit code, standard output, and the end of both outputs for the report."""

    code: int
    out: str
    log: str


def ran(
    command: Iterable[object], *, at: Path = ROOT, environment: Mapping[str, str] | None = None, seconds: int = 3600
) -> Ran:
    """Run a program to its end; one that takes longer than `seconds` is stopped and counts as failed."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=at,
            env=None if environment is None else dict(environment),
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired as late:
        return Ran(124, "", f"stopped after {late.timeout:.0f} s")
    return Ran(done.returncode, done.stdout, (done.stdout + "\n" + done.stderr).strip()[-_LOG:])


def binary(name: str) -> Path:
    """A program of the environment this one runs in."""
    return Path(sys.executable).with_name(name)


def stated_versions(root: Path = ROOT) -> dict[str, str]:
    """The version as pyproject.toml and as the newest heading of the changelog state it."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    heading = re.search(r"^## \[?(\d[^\s\]]*)", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    return {"pyproject.toml": project["version"], "CHANGELOG.md": heading[1] if heading else "no heading"}


def version_check(_: Workplace) -> Check:
    """Project, changelog and installed program state one version."""
    stated = stated_versions() | {"installed": version("dateline")}
    one = len(set(stated.values())) == 1
    rows = (("where", "version"), *stated.items())
    return Check("passed" if one else "failed", ", ".join(f"{k} {v}" for k, v in stated.items()), (Table("", rows),))


def lint(_: Workplace) -> Check:
    """Style, types and the direction of imports."""
    runs = {
        "ruff": ran([binary("ruff"), "check", "."]),
        "format": ran([binary("ruff"), "format", "--check", "."]),
        "types": ran([binary("mypy")]),
        "imports": ran([binary("lint-imports")]),
    }
    failed = [name for name, done in runs.items() if done.code]
    log = "\n".join(done.log for name, done in runs.items() if name in failed)
    return Check("failed" if failed else "passed", ", ".join(failed) or ", ".join(runs), log=log)


def tests(workplace: Workplace) -> Check:
    """Every test but the browser's, which need one."""
    report = workplace.folder / "tests.xml"
    report.unlink(missing_ok=True)
    done = ran([sys.executable, "-m", "pytest", "-q", "-m", "not browser", f"--junitxml={report}"])
    if not report.is_file():
        return Check("failed", "the tests did not end", log=done.log)
    cases = ET.parse(report).getroot().iter("testcase")
    times = {f"{case.get('classname')}.{case.get('name')}": (float(case.get("time", 0)), case) for case in cases}
    count = {kind: sum(case.find(kind) is not None for _, case in times.values()) for kind in ("failure", "skipped")}
    slowest = sorted(times.items(), key=lambda one: -one[1][0])[:10]
    rows = (("slowest", "seconds"), *((name, f"{seconds:.1f}") for name, (seconds, _) in slowest))
    said = f"{len(times)} tests, {count['failure']} failed, {count['skipped']} skipped"
    return Check("failed" if done.code else "passed", said, (Table("", rows),), log=done.log if done.code else "")


def accuracy(workplace: Workplace) -> Check:
    """The evaluation against the committed verdicts, with its page folded in."""
    html = workplace.folder / "accuracy.html"
    done = ran([binary("dateline"), "eval", "--out", workplace.folder / "eval", "--html", html])
    page = html.read_text(encoding="utf-8") if html.is_file() else ""
    said = {0: "no kind fell beyond chance", 1: "the answers fell below the committed verdicts"}
    told = said.get(done.code, f"ended with {done.code}")
    return Check("failed" if done.code else "passed", told, log=done.out[-20_000:] or done.log, page=page)


def speed(workplace: Workplace) -> Check:
    """The bench: a ratio that fell below two thirds of the committed one fails; missed targets are told."""
    from eval.bench import run  # noqa: PLC0415 - heavy
    from eval.bench_report import missed, notes, ratios, sections  # noqa: PLC0415

    bench = run(
        workplace.passages, folder=None, questions=20, stock=1000, say=lambda line: print(line, file=sys.stderr)
    )
    now = ratios(bench)
    (workplace.folder / "speed.json").write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8")
    before: dict[str, float] = json.loads(SPEED.read_text(encoding="utf-8")) if SPEED.is_file() else {}
    fell = [
        f"{name} {before[name]:.1f} → {now[name]:.1f}"
        for name in now.keys() & before.keys()
        if fallen(before, now, name)
    ]
    head = ("", "Dateline", "stock", "ratio", "of processor time", "target", "")
    tables = [
        Table(s.title, (head, *((r.name, r.ours, r.stock, r.ratio, r.cpu_ratio, r.target, r.met) for r in s.rows)))
        for s in sections(bench)
    ]
    lines = [*(f"fell: {line}" for line in sorted(fell)), *(f"target missed: {line}" for line in missed(bench))]
    said = "; ".join(lines) or "all targets reached"
    return Check("failed" if fell else "passed", said, tuple(tables), log="\n".join(notes(bench)))


def fallen(before: Mapping[str, float], now: Mapping[str, float], name: str) -> bool:
    """Whether a ratio (greater is better) lies so far below the committed one that noise does not explain it."""
    return now[name] < KEPT * before[name]
