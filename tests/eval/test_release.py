"""The release check tells what failed, what could not be done, and why a finding is none."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval import release, release_checks, release_security, release_wheel
from eval.release import Check, Table, Workplace, page, run, verdict


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    return Workplace(tmp_path, (100,))


def test_every_check_runs_and_one_that_breaks_has_failed(workplace: Workplace) -> None:
    def breaks(_: Workplace) -> Check:
        raise ValueError("no bolts")

    checks = run({"a": breaks, "b": lambda _: Check("passed", "fine")}, workplace)
    assert [(check.name, check.outcome) for check in checks] == [("a", "failed"), ("b", "passed")]
    assert "no bolts" in checks[0].said


def test_what_could_not_be_done_is_told_and_does_not_fail() -> None:
    checks = [Check("passed", "", name="tests"), Check("not done", "", name="pip-audit")]
    assert verdict(checks) == "May be released; not done on this machine: pip-audit"
    assert verdict([*checks, Check("failed", "", name="speed")]).startswith("Not to be released: speed failed")


def test_the_report_stands_alone_and_escapes_what_it_is_given() -> None:
    evil = "<script>alert(1)</script>"
    table = Table(evil, (("head",), (evil,)))
    written = page([Check("failed", evil, (table,), log=evil, page=f"<p>{evil}</p>", name="tests")])
    assert "<script" not in written
    assert written.count("&lt;script&gt;") == 6
    assert "http" not in written


def test_the_exit_code_and_the_report_tell_the_outcome(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        release, "steps", lambda: {"a": lambda _: Check("passed", "x"), "b": lambda _: Check("failed", "y")}
    )
    out = tmp_path / "report.html"
    assert release.main(["--out", str(out)]) == 1
    assert release.main(["--out", str(out), "--only", "a"]) == 0
    assert "May be released" in out.read_text(encoding="utf-8")
    assert "written" in capsys.readouterr().out


def test_a_changelog_without_the_version_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "2.0"\n', encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text("# Changes\n\n## [1.9] - 2030-01-01\n\n## 1.8\n", encoding="utf-8")
    assert release_checks.stated_versions(tmp_path) == {"pyproject.toml": "2.0", "CHANGELOG.md": "1.9"}


@pytest.mark.parametrize(("now", "fell"), [(5.0, False), (3.4, False), (3.2, True)])
def test_a_ratio_may_fall_by_a_third(now: float, fell: bool) -> None:
    assert release_checks.fallen({"a": 5.0}, {"a": now}, "a") is fell


def test_a_program_that_hangs_is_stopped() -> None:
    assert release_checks.ran(["sleep", "20"], seconds=1).code == 124


Pretend = Callable[..., None]


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Pretend:
    """Has the checks find what a program would have printed."""

    def put(module: Any, out: Any, code: int = 0) -> None:
        text = out if isinstance(out, str) else json.dumps(out)
        monkeypatch.setattr(module, "ran", lambda *_, **__: release_checks.Ran(code, text, text))

    return put


def test_a_finding_without_a_reason_fails(pretend: Pretend, workplace: Workplace) -> None:
    known = {"test_id": "B311", "filename": "./eval/bench_articles.py", "line_number": 1, "issue_text": "random"}
    new = {"test_id": "B602", "filename": "./qa/llm.py", "line_number": 7, "issue_text": "shell"}
    pretend(release_security, {"results": [known]}, 1)
    assert release_security.bandit(workplace).outcome == "passed"
    pretend(release_security, {"results": [known, new]}, 1)
    check = release_security.bandit(workplace)
    assert (check.outcome, check.tables[0].rows[1]) == ("failed", ("B602", "qa/llm.py", "7", "shell"))
    pretend(release_security, "no such command", 127)
    assert release_security.bandit(workplace).outcome == "failed"


def test_advisories_fail_and_an_unreachable_index_is_no_pass(
    pretend: Pretend, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release_security, "environment_packages", lambda _: Path("packages"))
    hole = {"id": "PYSEC-1", "description": "a hole"}
    clean = {"name": "click", "version": "8", "vulns": []}
    for listed, outcome in (
        ([clean], "passed"),
        ([clean, {"name": "old", "version": "1", "vulns": [hole]}], "failed"),
        ([{"name": "click", "version": "8", "skip_reason": "not found"}], "not done"),
    ):
        pretend(release_security, {"dependencies": listed})
        assert release_security.pip_audit(workplace).outcome == outcome
    pretend(release_security, "ConnectionError", 1)
    assert release_security.pip_audit(workplace).outcome == "not done"


def test_a_licence_that_binds_whoever_ships_it_fails(pretend: Pretend, workplace: Workplace) -> None:
    workplace.made["python"] = Path("python")
    listed = {
        "click": ("8", "BSD-3-Clause"),
        "dateline": ("1", "x"),
        "tld": ("1", "MPL-1.1 OR GPL-2.0-only"),
        "q": ("1", "LGPL"),
    }
    pretend(release_wheel, listed)
    check = release_wheel.licences(workplace)
    assert (check.outcome, len(check.tables[0].rows)) == ("passed", 4)
    pretend(release_wheel, listed | {"bound": ("1", "GNU General Public License v3")})
    assert release_wheel.licences(workplace).said.endswith("would bind: bound")


def test_without_a_package_index_nothing_is_smoke_tested(
    pretend: Pretend, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workplace.made["wheel"] = Path("some.whl")
    pretend(release_wheel, "NewConnectionError: Failed to establish a new connection", 1)
    missing = release_wheel.environment(workplace)
    assert isinstance(missing, Check)
    assert missing.outcome == "not done"
    assert release_wheel.environment_packages(workplace) is None


def test_the_empty_environment_has_no_settings_of_ours(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_LLM", "ollama:x")
    monkeypatch.setenv("PIP_INDEX_URL", "https://index.example/simple")
    given = release_wheel.bare(workplace)
    assert "DATELINE_LLM" not in given
    assert given["PIP_INDEX_URL"] == "https://index.example/simple"
    assert given["HOME"] == str(workplace.folder / "home")


def test_the_wheel_is_built_from_the_checkout_alone(workplace: Workplace) -> None:
    check = release_wheel.wheel(workplace)
    if "no wheel" in check.said and "No module named build" in check.log:
        pytest.skip("make release-check installs what builds the wheel")
    assert check.outcome == "passed", check.log
    names = zipfile.ZipFile(workplace.made["wheel"]).namelist()
    assert "eval/release.html" in names
    assert not [name for name in names if name.startswith(("tests/", "training/", "build/")) or name.endswith(".pyc")]
