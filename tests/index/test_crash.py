"""Whatever ends an indexing run, the index stays good: killed processes, full disks, two writers, damaged files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROUNDS = 30


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")
def test_thirty_kills_at_random_moments_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    """After every tenth kill a second run must bring the index to where one made in peace is: documents, passages,
    copies, word counts, what Chroma holds and what both searches find."""
    command = [sys.executable, str(Path(__file__).with_name("killing.py")), str(tmp_path), "20240601", str(ROUNDS)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["wrong"] == []
    assert report["killed"] >= 0.6 * ROUNDS
    assert report["compared"] > 100
