"""Checks of a release over what is shipped: the wheel, an empty environment it is installed in, and licences."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

from eval.release import ROOT, Check, Table, Workplace
from eval.release_checks import ran

LARGEST_MB = 100.0
"""PyPI takes files of at most 100 MB."""
_LEFT_OUT = shutil.ignore_patterns(
    ".venv", ".git", "build", "dist", "artifacts", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis"
)
_NEEDED = re.compile(
    r"^(?:PIP_|UV_|SSL_|REQUESTS_CA|https?_proxy$|no_proxy$|PATH$|LANG$|TMPDIR$|SYSTEMROOT$)", re.IGNORECASE
)
"""Of the environment, what a package index is reached by; nothing else comes along."""
_NO_INDEX = re.compile(r"connection|timed? ?out|name resolution|network|no matching distribution", re.IGNORECASE)

STRONG = re.compile(r"\bA?GPL|GNU (?:Affero )?General Public", re.IGNORECASE)
"""Licences that would bind whoever ships Dateline."""
CHOICE: dict[str, str] = {"tld": "under MPL-1.1, GPL-2.0 or LGPL-2.1, as the user chooses: the MPL"}
"""Packages whose licence names one of those and still does not bind, with the reason."""

_LIST = """
import json
from importlib.metadata import distributions
def licence(meta):
    named = [c.rsplit(" :: ", 1)[1] for c in meta.get_all("Classifier") or () if c.startswith("License :: ")]
    stated = (meta.get("License-Expression") or meta.get("License") or "").strip().splitlines()
    return (stated[0][:80] if stated and len(stated[0]) < 80 else "") or ", ".join(named) or "not stated"
found = {d.metadata["Name"]: (d.version, licence(d.metadata)) for d in distributions()}
print(json.dumps(found))
"""


def wheel(workplace: Workplace) -> Check:
    """Build the wheel from a copy of the checkout, so that nothing of an earlier build gets in."""
    target = workplace.folder / "dist"
    shutil.rmtree(target, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="dateline-build-") as temporary:
        source = Path(temporary) / "dateline"
        shutil.copytree(ROOT, source, ignore=_LEFT_OUT)
        done = ran([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", target, source])
    built = list(target.glob("*.whl"))
    if done.code or len(built) != 1:
        return Check("failed", "no wheel was built", log=done.log)
    workplace.made["wheel"] = built[0]
    size = built[0].stat().st_size / 1e6
    by_folder: Counter[str] = Counter()
    for entry in zipfile.ZipFile(built[0]).infolist():
        by_folder[entry.filename.split("/")[0]] += entry.compress_size
    rows = (("folder", "MB"), *((name, f"{size / 1e6:.2f}") for name, size in by_folder.most_common()))
    said = f"{built[0].name}, {size:.1f} MB of at most {LARGEST_MB:.0f}"
    return Check("failed" if size > LARGEST_MB else "passed", said, (Table("", rows),))


def environment(workplace: Workplace) -> Path | Check:
    """Python of an empty environment with the wheel in it, made once; or why there is none."""
    if "python" in workplace.made:
        return workplace.made["python"]
    if "wheel" not in workplace.made:
        made = wheel(workplace)
        if made.outcome != "passed":
            return made
    folder = workplace.folder / "environment"
    shutil.rmtree(folder, ignore_errors=True)
    ran([sys.executable, "-m", "venv", folder])
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    command = [python, "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", workplace.made["wheel"]]
    done = ran(command, environment=bare(workplace), at=workplace.folder)
    if done.code:
        unreachable = _NO_INDEX.search(done.log) is not None
        said = "no package index can be reached from here" if unreachable else "the wheel could not be installed"
        return Check("not done" if unreachable else "failed", said, log=done.log)
    workplace.made["python"] = python
    return python


def bare(workplace: Workplace) -> dict[str, str]:
    """The environment of a machine that knows nothing of this project: homes of its own, no settings of ours."""
    home = workplace.folder / "home"
    home.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if _NEEDED.match(name)}
    return kept | {"HOME": str(home), "USERPROFILE": str(home), "PYTHONNOUSERSITE": "1"}


def environment_packages(workplace: Workplace) -> Path | None:
    """The folder of the packages in the empty environment; None where it cannot be made."""
    python = environment(workplace)
    if isinstance(python, Check):
        return None
    done = ran([python, "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
    return Path(done.out.strip())


def licences(workplace: Workplace) -> Check:
    """What the wheel brings with it, and under which licences; one that would bind whoever ships it fails."""
    python = environment(workplace)
    if isinstance(python, Check):
        return python
    done = ran([python, "-I", "-c", _LIST])
    if done.code:
        return Check("failed", "the packages could not be listed", log=done.log)
    listed = {
        name: facts for name, facts in json.loads(done.out).items() if name not in {"pip", "setuptools", "dateline"}
    }
    binding = [name for name, (_, licence) in listed.items() if STRONG.search(licence) and name not in CHOICE]
    rows = sorted((name, version, licence, CHOICE.get(name, "")) for name, (version, licence) in listed.items())
    unstated = [name for name, (_, licence) in listed.items() if licence == "not stated"]
    said = f"{len(listed)} packages" + (f"; would bind: {', '.join(binding)}" if binding else "")
    said += f"; no licence stated by {', '.join(sorted(unstated))}" if unstated else ""
    return Check("failed" if binding else "passed", said, (Table("", (("package", "version", "licence", ""), *rows)),))
