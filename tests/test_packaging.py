"""What is installed is what the code needs: every package listed, every data file matched, nothing else."""

from __future__ import annotations

import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from eval.release_checks import stated_versions

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("index", "qa", "prompts", "ui", "eval")


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def files() -> list[Path]:
    """Everything in the five folders but what Python and tools leave there."""
    found = [f for folder in FOLDERS for f in (ROOT / folder).rglob("*") if f.is_file()]
    return [f for f in found if not any(p == "__pycache__" or p.startswith(".") for p in f.parts[len(ROOT.parts) :])]


def test_every_folder_with_modules_is_a_listed_package_and_no_other(project: dict[str, Any]) -> None:
    with_modules = {".".join(f.relative_to(ROOT).parent.parts) for f in files() if f.suffix == ".py"}
    assert set(project["tool"]["setuptools"]["packages"]) == with_modules
    assert {name.split(".")[0] for name in with_modules} == set(FOLDERS)
    for name in with_modules:
        assert (ROOT / name.replace(".", "/") / "__init__.py").is_file()


def test_every_data_file_is_installed(project: dict[str, Any]) -> None:
    installed = {
        path
        for package, patterns in project["tool"]["setuptools"]["package-data"].items()
        for pattern in patterns
        for path in (ROOT / package.replace(".", "/")).glob(pattern)
    }
    assert [f for f in files() if f.suffix != ".py" and f not in installed] == []


def test_packaged_models_come_with_a_card_and_a_licence() -> None:
    models = [f.parent for f in files() if f.suffix == ".onnx"]
    assert models
    for folder in models:
        for name in ("manifest.json", "tokenizer.json", "MODEL_CARD.md", "LICENSE"):
            assert (folder / name).is_file(), folder / name


def test_the_interpreters_named_are_the_ones_allowed(project: dict[str, Any]) -> None:
    named = [c.rsplit(" ", 1)[1] for c in project["project"]["classifiers"] if "Python :: 3." in c]
    assert named == ["3.11", "3.12", "3.13", "3.14"]
    assert project["project"]["requires-python"] == ">=3.11,<3.15"


def test_project_changelog_and_what_is_installed_state_one_version() -> None:
    stated = stated_versions()
    assert set(stated.values()) == {version("dateline")}
