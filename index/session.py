"""Run a packaged ONNX model on the CPU: the one place that knows OpenVINO and onnxruntime.

Both runtimes are imported when a session is opened, never before. OpenVINO computes in bfloat16 where the
processor has it, and with int8 where the weights are stored so, unless float32 is asked for; onnxruntime always
computes in float32. A folder may hold its model a second time as `rounded.onnx`, whose layers take 8 bits and give
bfloat16: it is opened where the processor has both.
"""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import DatelineError

_ROUNDED_TOGETHER = "128"
"""Of 384: the fastest of 32, 128 and 384. The reader takes 0.77 of the time it takes with bfloat16 alone and half of
that with float32, and its scores move by 0.03 in the mean."""

Precision = Literal["auto", "float32"]
Runtime = Literal["auto", "openvino", "onnxruntime"]
Inputs = Mapping[str, NDArray[np.int64]]
Outputs = list[NDArray[np.float32]]


class Session(Protocol):
    """A model ready to run; may be used from several threads."""

    @property
    def name(self) -> str:
        """Runtime and precision in words, for reports: `openvino bfloat16`."""

    def run(self, batches: Iterable[Inputs]) -> list[Outputs]:
        """The model's outputs for each batch, in order."""


def open_session(folder: Path, *, precision: Precision = "auto", runtime: Runtime = "auto") -> Session:
    """Open the model of a packaged folder after checking that its files are whole (by size).

    Raises DatelineError when a file is missing or cut short, or the runtime asked for is not installed.
    """
    check_sizes(folder)
    path = folder / "model.onnx"
    if runtime == "openvino" and find_spec("openvino") is None:
        raise DatelineError("OpenVINO is not installed here; use runtime='onnxruntime'")
    if runtime == "openvino" or (runtime == "auto" and _openvino_suits()):
        return OpenVinoSession(path, precision)
    return OnnxSession(path)


def _openvino_suits() -> bool:
    """OpenVINO is the faster one on x86-64; elsewhere it is not among the dependencies."""
    return platform.machine() in {"x86_64", "AMD64"} and find_spec("openvino") is not None


def check_sizes(folder: Path) -> None:
    """Compare the model's files with the sizes in its manifest; a file cut short would fail in odd ways."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for name, facts in manifest["files"].items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != facts["bytes"]:
            raise DatelineError(f"{path} is missing or not whole; install the package again")


class OnnxSession:
    """onnxruntime, float32."""

    def __init__(self, path: Path) -> None:
        import onnxruntime  # noqa: PLC0415 - imported only where no OpenVINO is used

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    @property
    def name(self) -> str:
        """Runtime and precision in words."""
        return "onnxruntime float32"

    def run(self, batches: Iterable[Inputs]) -> list[Outputs]:
        """The model's outputs for each batch, in order."""
        return [list(self._session.run(None, dict(batch))) for batch in batches]


def _quiet_openvino() -> Any:
    """OpenVINO without its usage reports: importing it writes to the home folder and calls a foreign host.

    It does so through `openvino_telemetry`, and has a stub for machines where that package cannot be imported; from
    here on it cannot be in this whole program.
    """
    modules: dict[str, Any] = sys.modules
    modules.setdefault("openvino_telemetry", None)
    import openvino  # noqa: PLC0415 - 0.2 s that only a session needs

    return openvino


class OpenVinoSession:
    """OpenVINO, compiled at first use so that each batch has a core to itself.

    A question's few tokens are as quick on one core as on all, and quicker where others work, too; a second model
    compiled for the shortest wait would take 180 MB.
    """

    def __init__(self, path: Path, precision: Precision) -> None:
        openvino = _quiet_openvino()
        self._openvino: Any = openvino
        self._core: Any = openvino.Core()
        self._exact = precision == "float32"
        fast = not self._exact and "BF16" in self._core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        self._precision = "bf16" if fast else "f32"
        rounded = path.with_name("rounded.onnx")
        self._rounded = fast and rounded.is_file()
        self._path = rounded if self._rounded else path
        self._lock = Lock()
        self._queue: Any = None

    @property
    def name(self) -> str:
        """Runtime and precision in words."""
        if self._rounded:
            return "openvino int8 and bfloat16"
        return "openvino " + ("bfloat16" if self._precision == "bf16" else "float32")

    def run(self, batches: Iterable[Inputs]) -> list[Outputs]:
        """The model's outputs for each batch, in order. One run at a time: two would share the same cores."""
        with self._lock:
            return self._run(list(batches))

    def _compiled(self) -> Any:
        options = {"PERFORMANCE_HINT": "THROUGHPUT", "INFERENCE_PRECISION_HINT": self._precision}
        # Where weights are stored as int8, their inputs are rounded to int8 too, so many numbers with one scale.
        options["DYNAMIC_QUANTIZATION_GROUP_SIZE"] = "0" if self._exact else _ROUNDED_TOGETHER
        model = self._core.read_model(str(self._path))
        # Attention step by step takes 0.7 of the time of OpenVINO's fused one, a whole text 0.96.
        switch = {"SNIPPETS_MODE": "DISABLE"} if self._precision == "bf16" else {}
        try:
            return self._core.compile_model(model, "CPU", options | switch)
        except RuntimeError:
            if not switch:
                raise
            # A release that does not know the switch, which is not among the documented ones.
            return self._core.compile_model(model, "CPU", options)

    def _run(self, batches: Sequence[Inputs]) -> list[Outputs]:
        if self._queue is None:
            self._queue = self._openvino.AsyncInferQueue(self._compiled())
        results: list[Outputs] = [[] for _ in batches]

        def keep(request: Any, place: int) -> None:
            results[place] = _copies(request)

        self._queue.set_callback(keep)
        try:
            for place, batch in enumerate(batches):
                self._queue.start_async(dict(batch), place)
        finally:
            # Also after Ctrl+C: a request that calls back while Python ends would abort the process.
            self._queue.wait_all()
        return results


def _copies(request: Any) -> Outputs:
    """The request's outputs, copied: its buffers are used again by the next batch."""
    return [np.array(tensor.data, dtype=np.float32) for tensor in request.output_tensors]
