"""What a result was made of: hashes of code, data and configuration, versions of the libraries, and where it goes."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from eval.records import CaseSet

_ROOT = Path(__file__).resolve().parent.parent
_LIBRARIES = ("dateline", "llama-index-core", "chromadb", "onnxruntime", "openvino", "tokenizers", "trafilatura")
_CODE = ("index", "qa", "prompts", "eval")


def digest(paths: Iterable[Path], *, salt: str = "") -> str:
    """16 hex digits of SHA-256 over names and contents of files; folders are walked, caches left out."""
    total = hashlib.sha256(salt.encode())
    for path in sorted(f for p in paths for f in _files(p)):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [f for f in path.rglob("*") if f.is_file() and "__pycache__" not in f.parts]


_PRECISION = "DATELINE_PRECISION"


def precision() -> str:
    """The arithmetic the models run in, as the settings read it."""
    return os.environ.get(_PRECISION, "")


@contextmanager
def float32() -> Iterator[None]:
    """Within it the settings read float32 from the environment: figures must not depend on the machine."""
    before = os.environ.get(_PRECISION)
    os.environ[_PRECISION] = "float32"
    try:
        yield
    finally:
        os.environ.pop(_PRECISION)
        if before is not None:
            os.environ[_PRECISION] = before


def index_folder(case_set: CaseSet) -> Path:
    """Where the index of a set is kept: changes with the documents, their place, `index/` and the precision."""
    code = [p for p in (_ROOT / "index").iterdir() if p.name != "samples"]
    salt = f"{precision()} {case_set.documents} {digest(code)}"
    key = digest([case_set.documents], salt=salt)
    return user_cache_path("dateline", appauthor=False) / "eval" / f"{case_set.name}-{key}"


def forget_old(current: Path, name: str, *, keep: int = 4) -> None:
    """Remove the indexes of this set that earlier code built, all but the `keep` latest: each code change makes one."""
    others = [f for f in current.parent.glob(f"{name}-*") if f.is_dir() and f != current]
    for folder in sorted(others, key=lambda f: f.stat().st_mtime, reverse=True)[keep:]:
        shutil.rmtree(folder, ignore_errors=True)  # another run may be at it too
        folder.with_name(f"{folder.name}.lock").unlink(missing_ok=True)


def default_out() -> Path:
    """Where results go when no folder is named: `artifacts/eval` of a checkout, else the user's cache folder."""
    if (_ROOT / "pyproject.toml").is_file():
        return _ROOT / "artifacts" / "eval"
    return user_cache_path("dateline", appauthor=False) / "eval-results"


def describe(sets: Sequence[CaseSet], today: date) -> dict[str, Any]:
    """Versions, hashes and configuration of a run, as plain JSON data."""
    return {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "versions": {name: _version(name) for name in _LIBRARIES},
        "config": {"precision": precision(), "today": today.isoformat()},
        "code": {
            name: digest([p for p in (_ROOT / name).iterdir() if p.suffix in (".py", ".md", ".txt")]) for name in _CODE
        },
        "data": {s.name: {"questions": digest([s.path]), "documents": digest([s.documents])} for s in sets},
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
