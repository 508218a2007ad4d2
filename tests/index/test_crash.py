"""Whatever ends an indexing run, the index stays good: killed processes, full disks, two writers, damaged files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
ROUNDS = 30


def in_python(name: str, *arguments: object, before: Sequence[str] = ()) -> dict[str, Any]:
    """What a program beside this file prints as JSON, run in a process of its own."""
    command = [*before, sys.executable, str(Path(__file__).with_name(name)), *map(str, arguments)]
    settings = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=settings)
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report | {"told": done.stderr[-4000:]}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
def test_thirty_kills_at_random_moments_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    """After every tenth kill a second run must bring the index to where one made in peace is: documents, passages,
    copies, word counts, what Chroma holds and what both searches find."""
    report = in_python("killing.py", tmp_path, "20240601", ROUNDS)
    assert report["wrong"] == [], report["told"]
    assert report["killed"] >= 0.6 * ROUNDS
    assert report["compared"] > 100


def may_mount() -> bool:
    """Whether this machine lets a process mount a file system that only it sees."""
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(
        ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False, timeout=20
    )
    return tried.returncode == 0


def test_a_full_disk_is_told_in_one_line_and_the_index_stays_good(tmp_path: Path) -> None:
    if not may_mount():
        pytest.skip("mounts a small file system")
    report = in_python("filling.py", tmp_path, before=["unshare", "-rm"])
    for said in report["full"]:
        assert said.startswith("DiskFull: no space left for the index in ")
        assert "\n" not in said
    documents, in_sqlite, in_chroma, by_meaning, by_words = report["before"]
    assert 0 < documents < 80
    assert in_sqlite == in_chroma
    assert by_meaning == by_words == 5
    assert report["then"] == ""
    assert report["after"][0] == 80
    assert report["after"][1] == report["after"][2]


def test_memory_does_not_grow_with_the_folder_and_an_unchanged_one_is_passed_over(tmp_path: Path) -> None:
    """Ten times the files: hardly more memory, no more documents at a time, and fifty times faster when unchanged."""
    report = in_python("growing.py", tmp_path, 30, 300)
    few, many, unchanged = report["documents"]
    assert 0 < many <= 1.5 * few + 5
    assert unchanged == 0
    assert report["peaks"][1] < 1.25 * report["peaks"][0]
    assert report["unchanged"] == 300
    assert report["seconds"][1] > 50 * report["seconds"][2]
