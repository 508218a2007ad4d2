"""Settings come from the environment, `.env` and `dateline.toml`, and are refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import BadInput
from qa import settings


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "PRECISION", "RUNTIME"):
        monkeypatch.delenv(f"DATELINE_{name}", raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_any_the_index_lies_in_the_users_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DATELINE_DATA", "")
    found = settings.Settings.read()
    assert found.data.name == "index"
    assert found.data.is_absolute()
    assert (found.precision, found.runtime) == ("auto", "auto")


def test_the_environment_is_stronger_than_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("dateline.toml").write_text('data = "from-toml"\nprecision = "float32"\nruntime = "onnxruntime"\n')
    Path(".env").write_text("DATELINE_DATA=from-dotenv\nDATELINE_PRECISION=auto\nOTHER=1\n")
    monkeypatch.setenv("DATELINE_DATA", "from-environment")
    found = settings.Settings.read()
    assert (str(found.data), found.precision, found.runtime) == ("from-environment", "auto", "onnxruntime")


def test_a_value_that_is_not_allowed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PRECISION", "float8")
    with pytest.raises(BadInput, match=r"DATELINE_PRECISION.*float8") as refused:
        settings.Settings.read()
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(("name", "content"), [("dateline.toml", b"data = ["), ("dateline.toml", b"\xff\xfe")])
def test_a_file_that_cannot_be_read_is_refused_in_one_line(name: str, content: bytes) -> None:
    Path(name).write_bytes(content)
    with pytest.raises(BadInput, match=r"dateline\.toml") as refused:
        settings.Settings.read()
    assert "\n" not in str(refused.value)


def test_each_folder_served_alone_has_an_index_of_its_own(tmp_path: Path) -> None:
    one, other = tmp_path / "a" / "news", tmp_path / "b" / "news"
    assert settings.index_folder_for(one) == settings.index_folder_for(tmp_path / "a" / "x" / ".." / "news")
    assert settings.index_folder_for(one) != settings.index_folder_for(other)
    assert tmp_path not in settings.index_folder_for(one).parents


def test_the_samples_are_where_the_package_is() -> None:
    assert {path.suffix for path in settings.samples_folder().iterdir() if path.is_file()} >= {".txt", ".md", ".html"}
