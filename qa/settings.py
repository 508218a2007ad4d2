"""Configuration in one place: argument > environment (`DATELINE_…`) > `.env` > `dateline.toml` > default."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal, Self

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

import index
from index.errors import BadInput


class Sourced(BaseSettings):
    """Settings that come from arguments, the environment, `.env` and `dateline.toml`."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The order of sources, strongest first."""
        del file_secret_settings  # no secrets folder
        return init_settings, env_settings, dotenv_settings, TomlConfigSettingsSource(settings_cls)

    @classmethod
    def read(cls) -> Self:
        """The settings in force. Raises BadInput with one line that names what cannot be read or is not allowed,
        never a key."""
        try:
            return cls()
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            given = "" if "key" in name else f", not {first['input']!r}"
            variable = f"{cls.model_config['env_prefix']}{name.upper()}"
            raise BadInput(f"setting {variable}: {first['msg']}{given}") from error
        except ValueError as error:  # of TOML and of encodings
            raise BadInput(f"the settings in dateline.toml or .env cannot be read: {error}") from error


class Settings(Sourced):
    """What a user may set. Unknown `DATELINE_…` variables are ignored."""

    model_config = SettingsConfigDict(
        env_prefix="DATELINE_",
        env_file=".env",
        env_ignore_empty=True,  # an empty DATELINE_DATA would mean the current folder
        toml_file="dateline.toml",
        extra="ignore",
        frozen=True,
    )

    data: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("dateline", appauthor=False)) / "index",
        description="folder of the index",
    )
    precision: Literal["auto", "float32"] = Field(
        default="auto", description="float32 makes scores repeatable on every machine; auto is faster"
    )
    runtime: Literal["auto", "openvino", "onnxruntime"] = Field(
        default="auto", description="what runs the packaged models"
    )

    llm: str = Field(
        default="",
        description="language model that words answers: openai: openai-like: ollama: anthropic: and its name",
    )
    llm_url: str | None = Field(default=None, description="address of the model's server")
    llm_key: SecretStr | None = Field(
        default=None, description="key for it, where the vendor's own variable is not set"
    )
    llm_timeout: float = Field(default=60.0, gt=0, le=3600, description="seconds it may take for a piece of its reply")


def samples_folder() -> Path:
    """The articles shipped with the package."""
    return Path(index.__path__[0]).resolve() / "samples"


def index_folder_for(documents: Path) -> Path:
    """The index of a folder that is served alone, apart from the user's own.

    In the platform's cache folder, since it can be made again from the documents; keyed by the absolute path.
    """
    resolved = documents.expanduser().resolve()
    key = hashlib.sha256(str(resolved).encode()).hexdigest()[:12]
    name = "".join(c if c.isalnum() else "-" for c in resolved.name)[:40] or "folder"
    return Path(platformdirs.user_cache_dir("dateline", appauthor=False)) / "folders" / f"{name}-{key}"
