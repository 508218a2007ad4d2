"""A llama-index model that replies as told."""

from __future__ import annotations

from typing import Any

from llama_index.core.bridge.pydantic import Field
from llama_index.core.llms import CompletionResponse, CompletionResponseGen, CustomLLM, LLMMetadata


class Scripted(CustomLLM):
    """Gives the reply it was told to, fails where that is “raise”, and keeps the prompts it saw."""

    reply: str
    seen: list[str] = Field(default_factory=list)

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(model_name="scripted")

    def complete(self, prompt: str, **_: Any) -> CompletionResponse:
        self.seen.append(prompt)
        if self.reply == "raise":
            raise ConnectionError("no route to the model")
        return CompletionResponse(text=self.reply)

    def stream_complete(self, prompt: str, **_: Any) -> CompletionResponseGen:
        raise NotImplementedError
